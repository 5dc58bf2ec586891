"""Places as control is told of them: at the level of the words, and never spread to what lies around or within."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
#: Words right before a name that make it a part ("most of", "western"), and right after ("crossing").
_PART_BEFORE = re.compile(
    r"(?:^|\W)((?:most|much|parts?|some|half|two thirds|a quarter|outskirts|edges?|surroundings|quarters?|"
    r"suburbs?|countryside) (?:of|in|around|near)(?: the)?(?: (?:town|city|village|province|district) of)?"
    r"|(?:north|south|east|west)(?:[ -]?(?:east|west))?(?:ern)?(?: parts? of)?|central|rural)\s+$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"^(?:['’]s)?\s+((?:border )?crossing|bridge|road|highway|air ?port|air ?base|air ?field|base|dam|refinery|"
    r"oil ?fields?|district|sub-?district|countryside|suburbs?|outskirts|mountains?|checkpoint|camp|front)\b",
    re.IGNORECASE,
)
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
            for index in found:
                place = resolved.get(index, Unknown(reason="it was not looked up"))
                made = control_place(roles[index], place, grounded.claim.sentence)
                if made is not None:
                    yield made, spelled(roles[index], made)
            return


def control_place(role: PlaceRole, place: Place | Unknown, sentence: Evidence) -> ControlPlace | None:
    """The place that the words name, None where they name none ("the desert").

    With a relation ("edge of", "south of"), or words around it in the sentence that name but a part ("most of",
    "crossing"), it is a place of its own, since nothing is said of the whole.
    """
    if isinstance(place, Place):
        before, after = _around(role, sentence)
        relation = role.relation or before or after
        if not relation:
            return ControlPlace(key=place.id, name=place.name, level=place.kind, place=place)
        key = normal_key(relation)
        leads = relation == before or key.rpartition(" ")[2] in _LEADS
        name = f"{relation} {place.name}" if leads else f"{place.name} ({relation})"
        name = f"{place.name} {relation}" if relation == after and not role.relation else name
        return ControlPlace(key=f"{place.id}/{key}", name=name, level="part", place=place, relation=relation)
    words = role.antecedent.text if role.antecedent is not None else role.words
    if role.relation or not _is_name(words):
        return None
    return ControlPlace(key=f"words:{normal_key(words)}", name=words, level="unresolved", place=place)


def spelled(role: PlaceRole, place: ControlPlace) -> str:
    """The place's name as the report writes it ("al-Qaim", "al-Qaim crossing")."""
    words = role.antecedent.text if role.antecedent is not None else role.words
    return place.name.replace(place.place.name, words) if isinstance(place.place, Place) else words


def _around(role: PlaceRole, sentence: Evidence) -> tuple[str | None, str | None]:
    """The words right before and right after the place that make it a part, as they stand in the sentence."""
    start, end = role.evidence.start - sentence.start, role.evidence.end - sentence.start
    if not 0 <= start < end <= len(sentence.text) or role.evidence.layer != sentence.layer:
        return None, None
    before = _PART_BEFORE.search(_THE.sub("", sentence.text[:start]))
    after = _PART_AFTER.search(sentence.text[end:])
    return before[1] if before else None, after[1] if after else None


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
