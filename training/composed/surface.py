"""How a text looks: headlines, capitals, quotation marks, datelines. The grammar below stays as it is."""

from __future__ import annotations

from training.composed.grammar import Node, comma, punct

_SMALL = frozenset("a an the of in on at to by for from with and or but as after over near".split())
_CURLY = {"n't": "n’t", "'s": "’s", "'": "’"}


def without_articles(root: Node) -> Node:
    """The tree without "a", "an" and "the", as headlines have it; articles inside names and times stay."""
    kept = {
        id(n)
        for node in root.walk()
        for note in node.notes
        if note.layer in ("names", "times")
        for n in note.words
    }
    for node in list(root.walk()):
        node.left = [c for c in node.left if c.rel != "det" or c.lemma not in ("a", "the") or id(c) in kept]
    return root


def upper(root: Node) -> Node:
    """Everything in capitals."""
    for node in root.walk():
        node.form = node.form.upper()
    return root


def title(root: Node) -> Node:
    """Capitals as in titles."""
    for i, node in enumerate(root.walk()):
        if i == 0 or (node.form.lower() not in _SMALL and not node.form.startswith(("'", "n'"))):
            node.form = node.form[:1].upper() + node.form[1:]
    return root


def lower(root: Node) -> Node:
    """Everything in small letters."""
    for node in root.walk():
        node.form = node.form.lower()
    return root


def small_start(root: Node) -> Node:
    """The first word without its capital, unless it is a name."""
    first = next((n for n in root.walk() if n.upos != "PUNCT"), root)
    if first.upos not in ("PROPN", "ADJ") and first.form != "I":
        first.form = first.form[:1].lower() + first.form[1:]
    return root


def curly(root: Node) -> Node:
    """Typographic quotation marks and apostrophes."""
    for node in root.walk():
        if node.form == '"':
            node.form = "“" if node.xpos == "``" else "”"
        node.form = _CURLY.get(node.form, node.form.replace("'", "’"))
    return root


def apostrophes(root: Node) -> Node:
    """Quotation marks of two apostrophes."""
    for node in root.walk():
        if node.form == '"':
            node.form = "``" if node.xpos == "``" else "''"
    return root


def dateline(place: Node, country: Node | None, date: Node | None, outlet: Node | None, dash: str) -> Node:
    """ "QADRA, March 3 (Delta News) —", a sentence of its own as the treebank has it."""
    if country is not None:
        place.add("appos", country.pre("punct", comma(False)))
    if date is not None:
        place.add("nmod:unmarked", date.pre("punct", comma(False)))
    if outlet is not None:
        outlet.pre("punct", punct("(")).add("punct", punct(")"))
        place.add("list", outlet)
    sign = punct(dash)
    sign.xpos = ","
    return place.add("punct", sign)


def capitals(node: Node) -> Node:
    """The words of a place in capitals."""
    for n in node.walk():
        n.form = n.form.upper()
    return node
