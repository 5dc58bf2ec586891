"""Places as control is told of them: at the level of the words, and never spread to what lies around or within."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.control.parts import around, between, way_after
from dateline.dictionaries.normal import normal_key
from dateline.records.claim import GroundedClaim, Place, PlaceRole
from dateline.records.control import ControlAct, ControlPlace
from dateline.records.evidence import Evidence, Unknown

#: Roles of the places that an act is told of, those that win first.
ROLES: dict[ControlAct, tuple[str, ...]] = {
    "takes": ("at", "to", "from"),  # "drove them out of Kell" takes what it drives them from
    "holds": ("at",),
    "leaves": ("from", "at"),
    "enters": ("at", "to"),
    "shares": ("at",),
    "surrounds": ("at",),
    "denies": ("at", "to"),
}
#: A relation that ends in one of these stands before the place's name ("south of Rawa"), any other after.
_LEADS = frozenset({"of", "in", "from", "near", "outside", "inside", "around", "to", "on", "at", "along"})
_NO_WORD = re.compile(r"[^\w]+|_+")
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)-(?=\w)", re.IGNORECASE)
_THE = re.compile(r"(?<=\s)(?:the|al-)\s*$", re.IGNORECASE)
_SMALL = frozenset({"al", "el", "de", "du", "la", "le", "of", "and", "the"})


def places_of(grounded: GroundedClaim, act: ControlAct) -> Iterator[tuple[ControlPlace, str]]:
    """The places that the act is told of, and how the words write them: those with its first role that the claim has."""
    roles = grounded.claim.places
    if isinstance(roles, Unknown):
        return
    resolved = {item.index: item.place for item in grounded.places}
    for wanted in ROLES[act]:
        found = [index for index, role in enumerate(roles) if role.role == wanted]
        if found:
            made_before: set[str] = set()
            for index in found:
                place = resolved.get(index, Unknown(reason="it was not looked up"))
                made = control_place(roles[index], place, grounded.claim.sentence)
                if made is not None and made.key not in made_before:
                    made_before.add(made.key)
                    yield made, spelled(roles[index], made)
            return


def control_place(role: PlaceRole, place: Place | Unknown, sentence: Evidence) -> ControlPlace | None:
    """The place that the words name, None where they name none ("the desert").

    With a relation ("edge of", "south of"), or words around it in the sentence that name but a part ("most of",
    "crossing"), it is a place of its own, since nothing is said of the whole.
    """
    beside = _around(role, sentence)
    linking = between(beside[0], words_of(role), beside[1]) if beside is not None else None
    if linking is not None:
        reason = "it lies between two places, and is neither"
        return ControlPlace(
            key=f"words:{normal_key(linking)}", name=linking, level="unresolved", place=Unknown(reason=reason)
        )
    if isinstance(place, Place):
        before, after = around(*beside) if beside is not None else (None, None)
        relation = role.relation or before or after
        if not relation:
            return ControlPlace(key=place.id, name=place.name, level=place.kind, place=place)
        key = normal_key(relation)
        leads = relation == before or key.rpartition(" ")[2] in _LEADS
        name = f"{relation} {place.name}" if leads else f"{place.name} ({relation})"
        name = f"{place.name} {relation}" if relation == after and not role.relation else name
        return ControlPlace(key=f"{place.id}/{key}", name=name, level="part", place=place, relation=relation)
    words = words_of(role)
    if role.relation or not _is_name(words):
        return None
    way = way_after(beside[1]) if beside is not None else None
    words = f"{words} {way}" if way else words
    return ControlPlace(key=f"words:{normal_key(words)}", name=words, level="unresolved", place=place)


def spelled(role: PlaceRole, place: ControlPlace) -> str:
    """The place's name as the report writes it ("al-Qaim", "al-Qaim crossing")."""
    words = words_of(role)
    return place.name.replace(place.place.name, words) if isinstance(place.place, Place) else place.name


def words_of(role: PlaceRole) -> str:
    """The words that name the place, those of its antecedent where it has one."""
    return role.antecedent.text if role.antecedent is not None else role.words


def _around(role: PlaceRole, sentence: Evidence) -> tuple[str, str] | None:
    """What stands before and after the place in the sentence; None where it does not stand in it."""
    start, end = role.evidence.start - sentence.start, role.evidence.end - sentence.start
    if not 0 <= start < end <= len(sentence.text) or role.evidence.layer != sentence.layer:
        return None
    return _THE.sub("", sentence.text[:start]), sentence.text[end:]


def is_named(place: ControlPlace, names: tuple[str, ...], spellings: Iterable[str] = ()) -> bool:
    """Whether one of the names is that of the place as it is shown or spelled, of its province or its country.

    Names are compared by whole words, whatever their case, accents and punctuation; two capital letters are a
    country's code.
    """
    entry = place.place
    known = [place.key, place.name, *spellings]
    if isinstance(entry, Place):
        known += [entry.id, entry.name, entry.province or ""]
    keys = {name_key(words) for words in known}
    for name in names:
        if len(name) == 2 and name.isupper():
            if isinstance(entry, Place) and entry.country == name:
                return True
        elif name == place.key or ((asked := name_key(name)) and any(asked in key for key in keys)):
            return True
    return False


def is_written(place: ControlPlace, names: tuple[str, ...], spellings: Iterable[str]) -> bool:
    """Whether reports write one of the names for the place itself, and not only for the part that is told of."""
    if not isinstance(place.place, Place):
        return False
    before, _, after = place.name.partition(place.place.name)
    own = {name_key(words.removeprefix(before).removesuffix(after)) for words in spellings}
    return any((asked := name_key(name)) and any(asked in key for key in own) for name in names)


def name_key(name: str) -> str:
    """The name's words with a blank around each, so that it is in another where its words are; "" where it has none."""
    words = _NO_WORD.sub(" ", normal_key(name)).split()
    return f" {' '.join(words)} " if words else ""


def _is_name(words: str) -> bool:
    """Whether all the words but small ones are capitalised, as those of a name are."""
    parts = [part for part in words.split() if part.casefold() not in _SMALL]
    return bool(parts) and all(_ARTICLE.sub("", part)[:1].isupper() for part in parts)
