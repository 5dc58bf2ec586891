"""Scores the cutting of a text into words on a treebank, beside spaCy's tokeniser on the same sentences.

    python benchmarks/words.py FILE.conllu...

Prints precision, recall and F1 of words (a word counts where both its ends are right), characters a second and,
where asked, the cuts most often missed. Of several files, also the share of each other's words whose lemma is
reached by the edit scripts of the first.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from training.encoder.scripts import frequent, script

from dateline.annotate.splitting import split

Spans = list[tuple[int, int]]


def sentences(path: Path) -> Iterator[tuple[str, Spans]]:
    """Each sentence's text and the characters of its words."""
    text, at = "", 0
    spans: Spans = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# text = "):
            text, at, spans = line[9:], 0, []
        elif not line and spans:
            yield text, spans
            spans = []
        elif line and line[0] != "#":
            number, form = line.split("\t", 2)[:2]
            if number.isdigit():
                at = text.index(form, at)
                spans.append((at, at + len(form)))
                at += len(form)


def lemmas(path: Path) -> list[tuple[str, str]]:
    """Each word and its lemma."""
    rows = (line.split("\t", 3) for line in path.read_text(encoding="utf-8").split("\n"))
    return [(row[1], row[2]) for row in rows if row[0].isdigit()]


def reach(first: Path, others: list[Path]) -> None:
    """Print how many lemmas of the other files the first one's scripts reach, by how often a script was seen."""
    known = lemmas(first)
    for path in others:
        asked = [(w, lemma) for w, lemma in lemmas(path) if lemma != "_"]
        print(f"{path.name}: {len(asked)} lemmas")
        for least in (1, 3, 10):
            scripts = set(frequent(known, least))
            right = sum(script(w, lemma) in scripts for w, lemma in asked)
            print(f"{len(scripts):>6} scripts seen {least} times or more: {right / len(asked):.2%} of words")


def measure(gold: list[tuple[str, Spans]], cut: Callable[[str], Spans], name: str, misses: int) -> None:
    """Print one line of figures, and the stretches most often cut wrongly."""
    hits = ours = theirs = 0
    wrong: Counter[tuple[str, str]] = Counter()
    started = time.perf_counter()
    got = [cut(text) for text, _ in gold]
    seconds = time.perf_counter() - started
    for (text, spans), words in zip(gold, got, strict=True):
        right = set(spans) & set(words)
        hits += len(right)
        ours += len(words)
        theirs += len(spans)
        for start, end in set(spans) - right if misses else ():
            inside = [text[s:e] for s, e in words if s < end and start < e]
            wrong[(text[start:end], "|".join(inside))] += 1
    p, r = hits / ours, hits / theirs
    size = sum(len(text) for text, _ in gold)
    print(
        f"{name:<10} precision {p:.2%}  recall {r:.2%}  F1 {2 * p * r / (p + r):.2%}  {size / seconds:,.0f} characters/s"
    )
    for (want, have), n in wrong.most_common(misses):
        print(f"    {n:>4}  {want}  but {have}")


def main(argv: list[str]) -> int:
    """Print the figures of each file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--misses", type=int, default=0, help="how many wrong cuts to print")
    options = parser.parse_args(argv)
    from dateline.evaluate.spacy_small import Spacy

    spacy = Spacy()
    for path in options.files:
        gold = list(sentences(path))
        print(f"{path.name}: {len(gold)} sentences, {sum(len(s) for _, s in gold)} words")
        measure(gold, split, "dateline", options.misses)
        measure(gold, spacy.split, "spaCy", 0)
    if len(options.files) > 1:
        reach(options.files[0], options.files[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
