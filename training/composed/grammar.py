"""Trees of words: each word carries its grammar and its labels, and a finished tree is read off as ``Read``.

A word (``Node``) keeps its dependents to the left and to the right in order, so the text, the heads and the
relations all follow from the tree. Labels of spans are notes that name nodes, never positions: a phrase can
be built first and put anywhere later. Relations are those of Universal Dependencies as the English Web
Treebank uses them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.annotate.layers import Layers, Read, Said, Span

#: Words before which there is no space, and words after which there is none.
_NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "?", "!", ")", "n't", "'s", "’s", "n’t", "%"})
_NO_SPACE_AFTER = frozenset({"(", "$"})
#: What a sentence ends with; a headline ends otherwise, and a new line follows.
_ENDS = frozenset(".?!\"”'-–—")
_EDGE = frozenset({",", ".", ":", ";", "-", "--", "–", "—"})


class Node:
    """A word with its dependents. ``glue`` leaves out the space before it; ``num`` is "sg" or "pl"."""

    __slots__ = (
        "event", "fact", "form", "glue", "left", "lemma", "notes", "num", "rel", "right", "soft", "upos", "xpos",
    )  # fmt: skip

    def __init__(self, form: str, upos: str, xpos: str, lemma: str | None = None, rel: str = "root") -> None:
        self.form, self.upos, self.xpos, self.rel = form, upos, xpos, rel
        self.lemma = lemma if lemma is not None else form if upos == "PROPN" else form.lower()
        self.left: list[Node] = []
        self.right: list[Node] = []
        self.notes: list[Note] = []
        self.fact = math.nan
        self.event: str | None = None
        self.num = "sg"
        self.glue = self.soft = False

    def pre(self, rel: str, node: Node) -> Node:
        """Put ``node`` before everything there is so far."""
        node.rel = rel
        self.left.insert(0, node)
        return self

    def near(self, rel: str, node: Node) -> Node:
        """Put ``node`` right before the word itself."""
        node.rel = rel
        self.left.append(node)
        return self

    def add(self, rel: str, node: Node) -> Node:
        """Put ``node`` after everything there is so far."""
        node.rel = rel
        self.right.append(node)
        return self

    def walk(self) -> Iterator[Node]:
        """The words of the subtree, in the order of the text."""
        for child in self.left:
            yield from child.walk()
        yield self
        for child in self.right:
            yield from child.walk()


class Note(NamedTuple):
    """A label on words: ``whole`` nodes stand for their subtrees less those of ``without``, ``words`` for themselves.

    ``layer`` is "names", "times", "triggers" or "negation"; an attribution has notes "source", "cue" and
    "content" of one ``label``.
    """

    layer: str
    label: str
    words: tuple[Node, ...] = ()
    whole: tuple[Node, ...] = ()
    without: tuple[Node, ...] = ()


def punct(form: str, xpos: str | None = None) -> Node:
    """A mark of punctuation."""
    tags = {"-": "HYPH", "(": "-LRB-", ")": "-RRB-", ";": ":", "?": ".", "!": ".", "–": ",", "—": ","}
    return Node(form, "PUNCT", xpos or tags.get(form, form if form in ".,:" else ":"), form, "punct")


def comma(soft: bool = True) -> Node:
    """A comma; a soft one goes where another mark follows it."""
    node = punct(",")
    node.soft = soft
    return node


def fence(node: Node, host: Node) -> Node:
    """Set ``node``, a dependent of ``host`` on its right, between commas, and attach it; return the host."""
    node.pre("punct", comma())
    host.right.append(node)
    return host.add("punct", comma())


def part(form: str, xpos: str = "IN") -> Node:
    """A preposition."""
    return Node(form, "ADP", xpos)


def case(preposition: str, node: Node) -> Node:
    """``node`` with a preposition before it; several words are one fixed expression or a chain."""
    words = preposition.split()
    tags = _FIXED.get(preposition.lower())
    if tags:
        head = Node(words[0], *tags[0], "accord" if tags[0][1] == "VBG" else None)
        for word, (upos, xpos) in zip(words[1:], tags[1:], strict=True):
            head.add("fixed", Node(word, upos, xpos))
        return node.pre("case", head)
    for word in reversed(words):
        verb = {"including": "include", "following": "follow"}.get(word)
        node.pre("case", Node(word, "VERB", "VBG", verb) if verb else part(word))
    return node


_IN, _TO = ("ADP", "IN"), ("ADP", "IN")
_FIXED = {
    "according to": (("VERB", "VBG"), _TO),
    "because of": (_IN, _IN),
    "instead of": (("ADV", "RB"), _IN),
    "due to": (("ADJ", "JJ"), _TO),
    "such as": (("ADJ", "JJ"), _IN),
    "as of": (_IN, _IN),
}


def det(form: str, node: Node) -> Node:
    """``node`` with a determiner before it; "a" becomes "an" where a vowel follows."""
    if form.lower() == "a" and sound(next(node.walk()).form):
        form += "n"
    return node.pre("det", Node(form, "DET", "DT", {"an": "a"}.get(form.lower())))


def sound(word: str) -> bool:
    """Whether "an" stands before the word."""
    if word.isupper() and len(word) < 6:
        return word[0] in "AEFHILMNORSX"
    if word[:1].isdigit():
        return word.startswith("8") or word in ("11", "18")
    return bool(re.match(r"[aeio]|u(?!n[ai]|s[aeiu]|k)|hour|hono", word.lower()))


def label(node: Node, kind: str, words: Sequence[Node] | None = None, layer: str = "names") -> Node:
    """Note that these words, by default the whole subtree as it is now, are a name or a time of this kind."""
    node.notes.append(Note(layer, kind, tuple(words if words is not None else node.walk())))
    return node


def trigger(node: Node, event: str, fact: float, *more: Node) -> Node:
    """Note that the word, with ``more`` beside it, tells an event of this type and how sure it is."""
    node.event, node.fact = event, fact
    node.notes.append(Note("triggers", event, (node, *more)))
    return node


def quoted(node: Node, marks: tuple[str, str] = ('"', '"')) -> Node:
    """The subtree between quotation marks."""
    closing = punct(marks[1], "''")
    closing.glue = True
    return node.pre("punct", punct(marks[0], "``")).add("punct", closing)


class _Text:
    """The words of a text as they are laid down one after another."""

    def __init__(self) -> None:
        self.text = ""
        self.nodes: list[Node] = []
        self.offsets: list[tuple[int, int]] = []
        self.heads: list[int] = []
        self.opens: list[int] = []

    def add(self, root: Node) -> None:
        """Lay down a sentence."""
        nodes = _trimmed(root)
        start = len(self.nodes)
        self.opens.append(start)
        index = {id(node): start + i for i, node in enumerate(nodes)}
        parents = {id(child): node for node in nodes for child in (*node.left, *node.right)}
        before: Node | None = None
        for node in nodes:
            if before is None:
                self.text += "" if not self.text else " " if self.text[-1] in _ENDS else "\n"
            elif _space(before, node):
                self.text += " "
            self.offsets.append((len(self.text), len(self.text) + len(node.form)))
            self.text += node.form
            self.heads.append(index[id(parents[id(node)])] if id(node) in parents else index[id(node)])
            before = node
        self.nodes += nodes


def _trimmed(root: Node) -> list[Node]:
    """The words of the sentence in order, without commas that another mark makes needless."""
    nodes = list(root.walk())
    keep: list[Node] = []
    for i, node in enumerate(nodes):
        after = nodes[i + 1] if i + 1 < len(nodes) else None
        opening = after is not None and (after.xpos in ("``", "-LRB-") or after.form == ":")
        idle = node.soft and (after is None or not keep or (after.upos == "PUNCT" and not opening))
        if not idle:
            keep.append(node)
    if len(keep) < len(nodes):
        gone = {id(n) for n in nodes} - {id(n) for n in keep}
        for node in keep:
            node.left = [c for c in node.left if id(c) not in gone]
            node.right = [c for c in node.right if id(c) not in gone]
    return keep


def _space(before: Node, node: Node) -> bool:
    if node.glue or node.form in _NO_SPACE_BEFORE or before.form in _NO_SPACE_AFTER or before.xpos == "``":
        return False
    return not (node.xpos == "HYPH" or before.xpos == "HYPH")


def read(sentences: Iterable[Node]) -> Read:
    """The text of these sentences with all its layers."""
    text = _Text()
    for root in sentences:
        text.add(root)
    place = {id(node): i for i, node in enumerate(text.nodes)}
    notes = sorted(_placed(text.nodes, place), key=lambda pair: (pair[1][0], -pair[1][-1]))
    spans: dict[str, list[Span]] = {"names": [], "times": [], "triggers": []}
    for note, found in notes:
        if note.layer in spans and (not spans[note.layer] or found[0] >= spans[note.layer][-1].last):
            spans[note.layer].append(Span(found[0], found[-1] + 1, note.label))
    negated = [(note, found) for note, found in notes if note.layer == "negation"]
    opens = text.opens
    ends = [*opens[1:], len(text.nodes)]
    told = [
        any(first <= t.first < last for t in spans["triggers"])
        for first, last in zip(opens, ends, strict=True)
    ]
    layers = Layers(
        opens=tuple(opens),
        upos=tuple(n.upos for n in text.nodes),
        xpos=tuple(n.xpos for n in text.nodes),
        lemmas=tuple(n.lemma for n in text.nodes),
        heads=tuple(text.heads),
        deprels=tuple(n.rel if text.heads[i] != i else "root" for i, n in enumerate(text.nodes)),
        names=tuple(spans["names"]),
        said=tuple(_said(notes, text.nodes)),
        triggers=tuple(spans["triggers"]),
        factuality=tuple(n.fact for n in text.nodes),
        cues=tuple(Span(f[0], f[-1] + 1) for _, f in negated),
        scopes=tuple(tuple(_runs(_scope(n, place), text.nodes)) for n, _ in negated),
        times=tuple(spans["times"]),
        carries=tuple(1.0 if t else 0.0 for t in told),
    )
    return Read(text=text.text, words=tuple(text.offsets), layers=layers)


def _placed(nodes: Sequence[Node], place: dict[int, int]) -> Iterator[tuple[Note, list[int]]]:
    """Each note with the indices of its words that are in the text."""
    for node in nodes:
        for note in node.notes:
            found = {place[id(n)] for n in note.words if id(n) in place}
            if note.layer != "negation":
                found |= _under(note.whole, place) - _under(note.without, place)
            if found:
                yield note, sorted(found)


def _under(nodes: Iterable[Node], place: dict[int, int]) -> set[int]:
    return {place[id(n)] for node in nodes for n in node.walk() if id(n) in place}


_FRONTED = frozenset({"obl", "obl:unmarked", "advcl", "advmod", "ccomp"})


def _scope(note: Note, place: dict[int, int]) -> list[int]:
    """What a negation bears on: its clause without conjunctions, asides and other clauses set off by commas."""
    inside = (
        _under(note.whole, place)
        - _under(note.without, place)
        - {place[id(n)] for n in note.words if id(n) in place}
    )
    for head in note.whole:
        for child in (*head.left, *head.right):
            aside = child.right[-1:] if child in head.left and child.rel in _FRONTED else child.left[:1]
            walled = any(n.form == "," for n in aside) and child.rel not in ("nsubj", "nsubj:pass")
            that = child.rel == "mark" and child.upos == "SCONJ"
            if walled or that or child.rel in ("cc", "conj", "parataxis", "punct"):
                inside -= _under([child], place)
    return sorted(inside)


def _runs(indices: Sequence[int], nodes: Sequence[Node], trim: bool = True) -> list[Span]:
    """The indices as runs of neighbours, without commas, colons, dashes and full stops at their ends."""
    runs: list[list[int]] = []
    for i in indices:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = []
    for run in runs:
        while trim and run and nodes[run[0]].form in _EDGE:
            run.pop(0)
        while trim and run and nodes[run[-1]].form in _EDGE:
            run.pop()
        if run:
            spans.append(Span(run[0], run[-1] + 1))
    return spans


def _said(notes: Sequence[tuple[Note, list[int]]], nodes: Sequence[Node]) -> list[Said]:
    """The attributions, in the order of their cues."""
    parts: dict[str, dict[str, set[int]]] = {}
    for note, found in notes:
        if note.layer in ("source", "cue", "content"):
            parts.setdefault(note.label, {}).setdefault(note.layer, set()).update(found)
    made = []
    for one in parts.values():
        runs = {
            layer: tuple(_runs(sorted(one.get(layer, ())), nodes, layer != "cue"))
            for layer in ("source", "cue", "content")
        }
        made.append(Said(**runs))
    return sorted(made, key=lambda s: s.cue[0].first if s.cue else 0)
