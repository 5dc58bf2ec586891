"""Where: the places of an event, by the part the words give them."""

from __future__ import annotations

import msgspec

from dateline.code.distances import with_distance
from dateline.code.drafts import Draft, is_seat
from dateline.code.graph import Graph
from dateline.records.annotation import Mention
from dateline.records.claim import PlaceRole, PlaceRoleName
from dateline.records.evidence import Evidence

_PREPOSITIONS: dict[PlaceRoleName, str] = {
    "at": "in at on inside across throughout within over of for against",
    "near": "around near outside beside close along off north south east west between",
    "from": "from out",
    "to": "to into onto",
    "toward": "toward towards",
    "via": "via through",
}
_ROLE = {word: role for role, words in _PREPOSITIONS.items() for word in words.split()}
_COMPASS = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northwest",
        "northeast",
        "southwest",
        "southeast",
        "km",
        "kilometer",
        "kilometers",
        "kilometres",
        "miles",
        "outskirts",
        "edge",
    }
)
_ONWARD = frozenset("advance bear close descend march move push thrust".split())
_NAMED_BY_OF = frozenset(
    (
        "town city village district area region province suburb neighborhood neighbourhood camp port "
        "governorate department"
    ).split()
)
_MOVING = frozenset({"TERRITORY", "RETREAT", "MOBILIZE", "AID", "CONSULT", "SANCTION", "COERCE"})


def places_of(g: Graph, draft: Draft) -> tuple[PlaceRole, ...]:
    """The places of a draft, in order of the text, each once; () where no words give one."""
    found: list[PlaceRole] = []
    for slot, role in (("at", "at"), ("from", "from"), ("to", "to"), ("at?", "at")):
        if slot == "at?" and any(p.role in ("at", "near") for p in found):
            continue
        for h in draft.get(slot):
            here = named_places(g, h, role)  # type: ignore[arg-type]
            if slot == "at?":  # a building that was harmed tells where only by its name or its town
                here = [p for p in here if p.relation or p.within or p.words[:1].isupper()]
            found += here
    seen = {h for slot in ("at", "from", "to") for h in draft.get(slot)}
    for case, h in draft.obliques:
        if h not in seen:
            found += _oblique_places(g, draft, case, h)
    for slot in ("recipient", "actor"):
        for h in draft.get(slot):
            if slot == "recipient" or not found:
                found += _inside(g, h)
    for n in draft.nodes:
        for k in g.kids(n, "advmod"):
            if g.tokens[k].lemma in ("north", "south", "east", "west"):
                for j in g.kids(k, "nmod", "obl"):
                    found += named_places(g, j, "near")
    if not found:
        found += _from_above(g, draft)
    return _once([with_distance(g.report.text, p) for p in found])


def _oblique_places(g: Graph, draft: Draft, case: str, h: int) -> list[PlaceRole]:
    word = case.split()[0] if case else ""
    role = _ROLE.get(word)
    if word == "on" and draft.verb is not None and g.tokens[draft.verb].lemma in _ONWARD:
        role = "toward"  # "advanced on the town": nobody says that they were in it
    if role is None or (not g.kinds(h) & {"place", "facility"} and not _holds_place(g, h)):
        return []
    if word in ("against", "for", "of", "between") and not g.kinds(h) & {"place", "facility"}:
        return []
    if role in ("to", "from", "toward", "via") and draft.frame.type not in _MOVING and role != "from":
        if role == "to" and draft.frame.type == "ASSAULT":
            return []
    if role == "from" and draft.frame.type in ("CONSULT", "ACCUSE", "REQUEST", "SUPPORT"):
        return []
    return named_places(g, h, role)


def _holds_place(g: Graph, h: int) -> bool:
    return any(
        k in g.names and g.names[k].kind in ("place", "facility")
        for k in g.kids(h, "compound", "nmod", "nmod:poss")
    )


def _inside(g: Graph, h: int) -> list[PlaceRole]:
    """Places inside a participant's own phrase: "a hideout for IS in central Rawa"."""
    out: list[PlaceRole] = []
    stack, seen = [h], {h}
    while stack:
        k = stack.pop()
        for j in g.kids(k, "nmod", "obl", "acl"):
            if j in seen:
                continue
            seen.add(j)
            word = g.case(j).split()[0] if g.case(j) else ""
            if word in ("in", "at", "near", "outside", "inside", "on", "around") and g.kinds(j) & {
                "place",
                "facility",
            }:
                out += named_places(g, j, _ROLE.get(word, "at"))
            elif word in ("for", "of", "on", "by") or g.tokens[j].deprel == "acl":
                stack.append(j)
    return out


def _from_above(g: Graph, draft: Draft) -> list[PlaceRole]:
    """A place told by the clause around: "In Mosul, the army said its jets struck ..."."""
    i = draft.verb if draft.verb is not None else draft.anchor
    for a in g.ancestors(i):
        found: list[PlaceRole] = []
        for k in g.kids(a, "obl", "nmod", "obj"):
            word = (
                g.case(k).split()[0]
                if g.case(k)
                else "in"
                if g.tokens[k].deprel == "obj" and g.kinds(k) == {"place"}
                else ""
            )
            if (
                word in ("in", "at", "near", "outside", "inside")
                and g.kinds(k) & {"place", "facility"}
                and k not in draft.nodes
            ):
                for j in g.conjuncts(k):
                    found += named_places(g, j, _ROLE.get(word, "at"))
        if found:
            return found
    return []


def named_places(g: Graph, h: int, role: PlaceRoleName) -> list[PlaceRole]:
    """The places one noun phrase names: its own name, the names before its noun, or its antecedent.

    "al-Maleha and al-Sakhriyat regions, south of Salahuddin" gives two places within Salahuddin.
    """
    h = g.core(h)
    t = g.tokens[h]
    own = g.names.get(h)
    within = _within(g, h)
    relation = None
    if t.lemma in _COMPASS or (
        own is None
        and t.lemma
        in ("part", "section", "side", "half", "centre", "center", "vicinity", "suburb", "countryside")
    ):
        inner = [k for k in g.kids(h, "nmod") if g.case(k) in ("of", "from")]
        if inner and g.kinds(inner[0]) & {"place", "facility"}:
            first = g.tokens[h].start
            phrase = g.report.text[first : g.tokens[inner[0]].start].strip()
            nested = named_places(g, inner[0], "near" if t.lemma in _COMPASS and role == "at" else role)
            return [
                PlaceRole(
                    role=p.role,
                    words=p.words,
                    evidence=p.evidence,
                    relation=phrase,
                    antecedent=p.antecedent,
                    within=p.within,
                )
                for p in nested
            ]
    out: list[PlaceRole] = []
    if (is_seat(g, h) and not g.kinds(h) & {"place", "facility"}) or (
        t.upos == "PROPN"
        and (own is None or (own.how == "model" and own.kind in ("person", "organisation")))
        and role != "near"
    ):
        first, last = g.noun_phrase(h)
        name = g.of_tokens(first, last)
        out.append(PlaceRole(role=role, words=name.text, evidence=name, within=within))
    elif own is not None and own.kind in ("place", "facility") and own.refers_to is None:
        out.append(_place(g, own, role, within, relation))
    elif own is not None and own.refers_to is not None and own.kind == "place":
        target = g.annotated.mentions[own.refers_to]
        e = g.of_mention(own)
        out.append(
            PlaceRole(role=role, words=own.text, evidence=e, antecedent=g.of_mention(target), within=within)
        )
    else:
        names = _names_before(g, h)
        facility = bool(g.kinds(h) & {"facility"})
        places = [m for m in names if m.kind in ("place", "facility")]
        inner = [
            k
            for k in g.kids(h, "nmod", "appos")
            if g.case(k)
            in ("of", "in", "at", "outside", "near", "called", "including", "such as", "between", "from", "")
            and k in g.names
            and g.names[k].kind in ("place", "facility")
            and (g.tokens[k].deprel != "appos" or k - h <= 4)
        ]
        if facility and "place" not in g.kinds(h):
            out += _facility(g, h, role, within, places, inner)
        elif any(
            g.case(k) in ("including", "such as") for k in inner
        ):  # "key towns including Rabiyah and Zumar"
            for k in (k for k in inner if g.case(k) in ("including", "such as")):
                for j in g.conjuncts(k):
                    out += named_places(g, j, role)
        elif t.lemma in _NAMED_BY_OF and any(g.case(k) == "of" for k in inner):  # "the Syrian town of Azaz"
            for k in (k for k in inner if g.case(k) == "of"):
                for j in g.conjuncts(k):
                    out += named_places(g, j, role)
        elif places:
            out += [_place(g, m, role, within, None) for m in places]
        elif inner:
            for k in inner[:1]:
                for j in g.conjuncts(k):
                    out += named_places(
                        g, j, "near" if g.case(k) in ("outside", "near") and role == "at" else role
                    )
        elif g.kinds(h) & {"place"} and t.upos != "PRON":
            first, last = g.noun_phrase(h)
            if (
                last - first == 1 and within
            ):  # "locations in its bastion in western Anbar": somewhere in Anbar
                out.append(
                    PlaceRole(
                        role=role,
                        words=within[0].text,
                        evidence=within[0],
                        relation=_up_to(g, t.start, within[0].start) or f"{t.text} in",
                        within=within[1:],
                    )
                )
            elif (
                last - first > 1
                or role in ("to", "from")
                or h in g.kids(t.head, "obj")
                or t.lemma == "capital"  # of a country that the words leave open
            ):
                out.append(
                    PlaceRole(
                        role=role,
                        words=g.of_tokens(first, last).text,
                        evidence=g.of_tokens(first, last),
                        within=within,
                    )
                )
    return out


def _up_to(g: Graph, start: int, end: int) -> str:
    """The words from one place in the text to another where they are few: "desert west of"; else nothing."""
    words = g.report.text[start : max(start, end)].replace("(", " ").split()
    return " ".join(words) if 1 < len(words) <= 5 and words[-1] in ("in", "of", "near", "at", "from") else ""


def _facility(
    g: Graph,
    h: int,
    role: PlaceRoleName,
    within: tuple[Evidence, ...],
    places: list[Mention],
    inner: list[int],
) -> list[PlaceRole]:
    """A building's place: its own name where it has one, else the place it stands in ("a hideout in Rawa")."""
    first, last = g.noun_phrase(h)
    phrase = g.of_tokens(first, last)
    if not any(t.text[:1].isupper() for t in g.tokens[first:last]) or not (places or within or inner):
        for k in inner:
            return [
                msgspec.structs.replace(p, relation=p.relation or phrase.text)
                for p in named_places(g, k, role)
            ]
        if within:
            rest = within[1:]
            return [
                PlaceRole(
                    role=role, words=within[0].text, evidence=within[0], relation=phrase.text, within=rest
                )
            ]
    held = within or tuple(g.of_mention(m) for m in places)
    named = tuple(g.of_mention(g.names[k]) for k in inner)
    return [
        PlaceRole(
            role=role,
            words=phrase.text,
            evidence=phrase,
            within=(*held, *(e for e in named if e not in held)),
        )
    ]


def _names_before(g: Graph, h: int) -> list[Mention]:
    """Place names that modify a noun, "Ebeidi and Krabla regions" included."""
    out: list[Mention] = []
    for k in g.kids(h, "compound", "nmod:poss", "amod"):
        for j in g.conjuncts(k):
            m = g.names.get(j)
            if m is not None and m.kind in ("place", "facility") and m not in out:
                out.append(m)
    return sorted(out, key=lambda m: m.start)


def _place(
    g: Graph, m: Mention, role: PlaceRoleName, within: tuple[Evidence, ...], relation: str | None
) -> PlaceRole:
    return PlaceRole(role=role, words=m.text, evidence=g.of_mention(m), relation=relation, within=within)


def _within(g: Graph, h: int) -> tuple[Evidence, ...]:
    """Names that the same phrase puts around a place: "Rawa, west of Anbar", "Mezzeh in Damascus"."""
    out: list[Evidence] = []
    stack = [h]
    seen = {h}
    while stack:
        k = stack.pop(0)
        for j in g.kids(k, "nmod", "appos", "compound", "obl", "advmod"):
            if j in seen or (k == h and g.tokens[j].deprel == "compound"):
                continue
            seen.add(j)
            m = g.names.get(j)
            word = g.case(j).split()[0] if g.case(j) else ""
            if (
                m is not None
                and m.kind == "place"
                and m.refers_to is None
                and word in ("", "in", "of", "near", "from", "at")
            ):
                out.append(g.of_mention(m))
            if g.tokens[j].deprel in ("nmod", "appos", "obl", "advmod"):
                stack.append(j)
    for last in dict.fromkeys((h, g.conjuncts(h)[-1])):  # "Maleha and Sakhriyat, south of Anbar": around both
        around = _behind(g, g.noun_phrase(last)[1], listed=last != h)
        if around is not None and all(e.start != around.start for e in out):
            out.append(g.of_mention(around))
    return tuple({(e.start, e.end): e for e in out}.values())


def _behind(g: Graph, at: int, listed: bool) -> Mention | None:
    """The place that the words from a token on put around what stands before them, whatever the parser hung them on."""
    ahead = list(g.tokens[at : at + 5])
    comma = bool(ahead) and ahead[0].text == ","
    ahead = ahead[1:] if comma else ahead
    found = None
    if (
        len(ahead) > 2
        and ahead[0].lemma in _COMPASS
        and ahead[1].text.lower() == "of"
        and (comma or not listed)
    ):
        found = g.names.get(ahead[2].i)
    elif len(ahead) > 1 and ahead[0].text.lower() == "in" and not listed:
        found = next((g.names[t.i] for t in ahead[1:3] if t.i in g.names), None)
    return found if found is not None and found.kind == "place" else None


def _once(found: list[PlaceRole]) -> tuple[PlaceRole, ...]:
    out: list[PlaceRole] = []
    around = {(e.start, e.end) for p in found for e in p.within}
    for p in sorted(found, key=lambda p: p.evidence.start):
        if (p.evidence.start, p.evidence.end) in around and len(found) > 1:
            continue
        same = [q for q in out if _name(q) == _name(p)]
        if same and any(q.role == p.role or p.role in ("at", "near") for q in same):
            continue
        if any(q.evidence.start <= p.evidence.start and p.evidence.end <= q.evidence.end for q in out):
            continue
        out.append(p)
    return tuple(out)


def _name(p: PlaceRole) -> str:
    return (p.antecedent.text if p.antecedent is not None else p.words).casefold()
