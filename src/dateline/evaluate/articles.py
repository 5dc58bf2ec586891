"""The exam ``articles``: article bodies of news pages, scored by shingles of words.

PATH is a folder as scrapinghub's article-extraction benchmark publishes it: ``ground-truth.json`` with
``{id: {"articleBody": text, "url": address}}`` and ``html/ID.html.gz``. Its score: tokens are runs of
``\\w``; a text is the multiset of its shingles of four tokens in a row (a shorter text is one shingle); a
page's true positives, false positives and false negatives are divided by their sum; precision is the mean
over the pages for which something was given, recall over those which have a body, F1 that of the two means.
``seconds`` and ``pages_per_second`` of a baseline are of the same run, one thread, with decoding and parsing.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dateline.errors import UnreadableInput
from dateline.evaluate.baselines import quiet, text_systems
from dateline.evaluate.figures import f1, mean, share, speed
from dateline.evaluate.reading import Page, article_text, read_pages, timed, wanted_folder
from dateline.evaluate.result import Result
from dateline.records.evidence import Record

EXAM = "articles"

#: Tokens of a shingle.
_LENGTH = 4

_TOKEN = re.compile(r"\w+")


class Article(Record, frozen=True, rename="camel"):
    """A page's gold: the body's text and the page's address."""

    article_body: str = ""
    url: str | None = None


class Overlap(Record, frozen=True):
    """What a text and its gold share, as parts of all their shingles: found, wrongly found, not found."""

    true_positives: float
    false_positives: float
    false_negatives: float


def evaluate(path: Path, limit: int | None = None) -> Result:
    """The figures on the folder's pages, or the first ``limit`` of them. Raises UnreadableInput."""
    pages, golds, problems = load(path, limit)
    with quiet():
        reports, refused, seconds = read_pages(pages)
        metrics = scores([article_text(report) for report in reports], golds)
        baselines: dict[str, dict[str, float]] = {}
        for name, system in text_systems().items():
            texts, spent = timed(system, pages)
            baselines[name] = scores(texts, golds) | speed(len(pages), spent)
    return Result(
        exam=EXAM,
        path=str(path),
        documents=len(pages),
        seconds=seconds,
        metrics=metrics | {"pages_per_second": share(len(pages), seconds)},
        baselines=baselines,
        problems=(*problems, *refused),
    )


def load(path: Path, limit: int | None = None) -> tuple[list[Page], list[str], list[str]]:
    """The pages, the body of each, and what is wrong with those left out. Raises UnreadableInput."""
    wanted_folder(path, EXAM, "ground-truth.json", "html/")
    gold = path / "ground-truth.json"
    try:
        articles = msgspec.json.decode(gold.read_bytes(), type=dict[str, Article])
    except msgspec.DecodeError as error:
        raise UnreadableInput(str(gold), f"not the set's gold ({error})") from error
    pages: list[Page] = []
    bodies: list[str] = []
    problems: list[str] = []
    for name, article in list(articles.items())[:limit]:
        file = path / "html" / f"{name}.html.gz"
        try:
            content = gzip.decompress(file.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            problems.append(f"{file}: left out ({error})")
            continue
        pages.append(Page(name=f"{name}.html", content=content, url=article.url))
        bodies.append(article.article_body)
    return pages, bodies, problems


def scores(texts: Sequence[str], golds: Sequence[str]) -> dict[str, float]:
    """Precision, recall and F1 of the texts, each against the gold of the same place."""
    overlaps = [overlap(text, gold) for text, gold in zip(texts, golds, strict=True)]
    precision = mean(
        o.true_positives / (o.true_positives + o.false_positives)
        for o in overlaps
        if o.true_positives + o.false_positives
    )
    recall = mean(
        o.true_positives / (o.true_positives + o.false_negatives)
        for o in overlaps
        if o.true_positives + o.false_negatives
    )
    return {"token_f1": f1(precision, recall), "token_precision": precision, "token_recall": recall}


def overlap(text: str, gold: str) -> Overlap:
    """What the shingles of a text and of its gold share; three zeros where both are empty."""
    found, wanted = shingles(text), shingles(gold)
    shared = (found & wanted).total()
    total = (found | wanted).total() or 1
    return Overlap(
        true_positives=shared / total,
        false_positives=(found - wanted).total() / total,
        false_negatives=(wanted - found).total() / total,
    )


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """How often each four tokens in a row stand in a text; all of its tokens where it has fewer."""
    tokens = _TOKEN.findall(text)
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[i : i + _LENGTH]) for i in range(max(1, len(tokens) - _LENGTH + 1)))
