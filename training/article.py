"""Make src/dateline/read/article.npz, which tells how likely a stretch of a page is part of its article.

    python training/article.py PAGES [--out FILE] [--folds 5] [--cache FILE]

PAGES is the development half of trafilatura's evaluation set: a folder with ``evaldata.json`` and ``pages/``.
Its gold names a few words of each page that belong to the article and a few that do not. For all other
stretches the teacher is a vote of nine extractors, weighed by how often each agreed with the gold.

With ``--folds`` the sites are first parted, and each page is read with a network that never saw its site:
the figures printed are those of pages not seen. Then the network to ship is made from all pages. The seeds
are fixed; on one processor it takes some ten minutes, most of them for the extractors.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
import re
import warnings
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import goose3
import newspaper
import numpy as np
import trafilatura
from lxml import html
from rapidfuzz.distance import LCSseq
from readability import Document
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree
from sklearn.linear_model import LogisticRegression

from dateline.read import article as shipped
from dateline.read import html as reader
from dateline.read.decode import decode
from dateline.read.features import declared_article, features
from dateline.read.metadata import read_metadata
from dateline.read.page import Page, squeeze

HIDDEN = (96, 32)
EPOCHS = 12
BATCH = 512
RATE = 2e-3
DECAY = 1e-4
DROPOUT = 0.2
NETWORKS = 4
GOLD_WEIGHT = 8.0
VOTE_WEIGHT = 0.3
SAME = 0.8  # a stretch counts as extracted where this share of its words was

_GOOSE = goose3.Goose({"enable_image_fetching": False})


def _newspaper(markup: str) -> str:
    article = newspaper.Article("http://page.example/", fetch_images=False)
    article.download(input_html=markup)
    article.parse()
    return article.text


def _trafilatura(**options: bool) -> Callable[[str], str]:
    return lambda markup: trafilatura.extract(markup, include_comments=False, **options) or ""


EXTRACTORS: dict[str, Callable[[str], str]] = {
    "trafilatura": _trafilatura(),
    "trafilatura fast": _trafilatura(fast=True),
    "trafilatura precise": _trafilatura(favor_precision=True),
    "trafilatura recall": _trafilatura(favor_recall=True),
    "trafilatura baseline": lambda markup: trafilatura.baseline(markup)[1],
    "readability": lambda markup: html.fromstring(Document(markup).summary()).text_content(),
    "resiliparse": lambda markup: extract_plain_text(HTMLTree.parse(markup), main_content=True, links=False),
    "newspaper4k": _newspaper,
    "goose3": lambda markup: _GOOSE.extract(raw_html=markup).cleaned_text,
}


class Sample:
    """A page with what is to be learnt of each segment: ``gold`` is 1, 0, or -1 where it says nothing."""

    def __init__(self, url: str, item: dict, folder: Path, texts: dict[str, list[str]]) -> None:
        self.file = item["file"]
        self.site = [*url.split("/"), "", "", ""][2]
        self.item = item
        self.markup = decode((folder / "pages" / self.file).read_bytes()).text
        self.page = Page(self.markup)
        headline = read_metadata(self.page).headline
        first = headline.start if headline else None
        self.rows = features(self.page, first, declared_article(self.page.root))
        if self.file not in texts:
            texts[self.file] = [_extracted(extract, self.markup) for extract in EXTRACTORS.values()]
        self.votes = _votes(self.page, texts[self.file])
        self.gold = _gold(self.page, item)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _extracted(extract: Callable[[str], str], markup: str) -> str:
    """The article by an extractor; one that fails on a page does not vote on it."""
    try:
        return extract(markup)
    except Exception:
        return ""


def _votes(page: Page, texts: list[str]) -> np.ndarray:
    """Whether each extractor took each segment, of shape (segments, extractors)."""
    tokens: list[str] = []
    owner: list[int] = []
    for i, segment in enumerate(page.segments):
        found = _tokens(segment.text)
        tokens += found
        owner += [i] * len(found)
    count = np.bincount(owner, minlength=len(page.segments)) if owner else np.zeros(len(page.segments))
    votes = np.zeros((len(page.segments), len(EXTRACTORS)), dtype=np.float32)
    for k, text in enumerate(texts):
        words = _tokens(text)
        if not words or not tokens:
            continue
        hit = np.zeros(len(tokens))
        for step in LCSseq.opcodes(tokens, words):
            if step.tag == "equal":
                hit[step.src_start : step.src_end] = 1
        votes[:, k] = (
            np.bincount(owner, weights=hit, minlength=len(page.segments)) / np.maximum(count, 1) > SAME
        )
    return votes


def _gold(page: Page, item: dict) -> np.ndarray:
    """1 for segments with words of the article, 0 for others', -1 for all else."""
    shown = "".join(squeeze(segment.text) for segment in page.segments)
    starts = np.array([segment.start for segment in page.segments])
    gold = np.full(len(starts), -1)
    for key, value in (("with", 1), ("without", 0), ("comments", 0)):
        for words in item.get(key) or []:
            wanted = squeeze(words)
            places = [match.start() for match in re.finditer(re.escape(wanted), shown)][:5] if wanted else []
            if value == 1 and len(places) > 1:
                continue  # which of them is meant is not said
            for place in places:
                first = np.searchsorted(starts, place, side="right") - 1
                last = np.searchsorted(starts, place + len(wanted) - 1, side="right") - 1
                gold[first : last + 1] = value
    return gold


def teach(samples: list[Sample]) -> dict[str, np.ndarray]:
    """The arrays of a network taught by these pages."""
    samples = [sample for sample in samples if len(sample.rows)]
    rows = np.concatenate([sample.rows for sample in samples])
    votes = np.concatenate([sample.votes for sample in samples])
    gold = np.concatenate([sample.gold for sample in samples])
    known = gold >= 0
    teacher = LogisticRegression(C=1.0).fit(votes[known], gold[known])
    wanted = np.where(known, gold, teacher.predict_proba(votes)[:, 1]).astype(np.float32)
    weights = np.where(known, GOLD_WEIGHT, VOTE_WEIGHT).astype(np.float32)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-2
    rows = np.clip((rows - mean) / scale, -8, 8).astype(np.float32)
    arrays = {
        "mean": mean,
        "scale": scale,
        "networks": np.array(NETWORKS),
        "layers": np.array(len(HIDDEN) + 1),
    }
    for n in range(NETWORKS):
        for i, (matrix, bias) in enumerate(_fit(rows, wanted, weights / weights.mean(), seed=n)):
            arrays |= {f"weights{n}.{i}": matrix, f"biases{n}.{i}": bias}
    return {
        name: array.astype(np.float16 if name.startswith("weights") else np.float32) if array.ndim else array
        for name, array in arrays.items()
    }


def _fit(
    rows: np.ndarray, wanted: np.ndarray, weights: np.ndarray, seed: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Matrices and biases by Adam on the weighted cross-entropy, with dropout on the figures."""
    random = np.random.default_rng(seed)
    sizes = [rows.shape[1], *HIDDEN, 1]
    matrices = [random.normal(0, np.sqrt(2 / a), (a, b)).astype(np.float32) for a, b in pairwise(sizes)]
    biases = [np.zeros(b, np.float32) for b in sizes[1:]]
    values = [*matrices, *biases]
    first = [np.zeros_like(v) for v in values]
    second = [np.zeros_like(v) for v in values]
    step, steps = 0, EPOCHS * (len(rows) // BATCH)
    for _ in range(EPOCHS):
        order = random.permutation(len(rows))
        for start in range(0, len(rows) - BATCH + 1, BATCH):
            batch = order[start : start + BATCH]
            shown = rows[batch]
            shown = shown * (random.random(shown.shape, dtype=np.float32) > DROPOUT) / (1 - DROPOUT)
            held = [shown]
            for i, (matrix, bias) in enumerate(zip(matrices, biases, strict=True)):
                shown = held[-1] @ matrix + bias
                held.append(np.maximum(shown, 0) if i < len(matrices) - 1 else shown)
            guess = 1 / (1 + np.exp(-held[-1][:, 0]))
            error = ((guess - wanted[batch]) * weights[batch] / BATCH)[:, None].astype(np.float32)
            slopes: list[np.ndarray] = [*matrices, *biases]
            for i in range(len(matrices) - 1, -1, -1):
                slopes[i] = held[i].T @ error + DECAY * matrices[i]
                slopes[len(matrices) + i] = error.sum(axis=0)
                error = (error @ matrices[i].T) * (held[i] > 0)
            step += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
            for value, slope, m, v in zip(values, slopes, first, second, strict=True):
                m += 0.1 * (slope - m)
                v += 0.001 * (slope * slope - v)
                value -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return list(zip(matrices, biases, strict=True))


def unseen(samples: list[Sample], folds: int) -> None:
    """Print the figures of the whole reader on pages whose sites its network did not see."""
    part = {sample.file: zlib.crc32(sample.site.encode()) % folds for sample in samples}
    texts: dict[str, str] = {}
    comments: dict[str, str] = {}
    kept = shipped.load
    for fold in range(folds):
        network = shipped.Network(teach([s for s in samples if part[s.file] != fold]))
        shipped.load = lambda network=network: network
        for sample in samples:
            if part[sample.file] == fold:
                reading = reader.read_page(sample.markup)
                texts[sample.file] = _text(reading, "dateline", "body", "quote")
                comments[sample.file] = _text(reading, "comment")
        print(f"fold {fold + 1} of {folds} done", flush=True)
    shipped.load = kept
    hit = missed = wrong = 0
    for sample in samples:
        text = " ".join(texts[sample.file].split())
        for words in sample.item["with"]:
            found = " ".join(words.split()) in text
            hit, missed = hit + found, missed + (not found)
        wrong += sum(" ".join(words.split()) in text for words in sample.item["without"])
    precision, recall = hit / (hit + wrong), hit / (hit + missed)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"unseen sites: segment F1 {f1:.4f}, precision {precision:.4f}, recall {recall:.4f}")


def _text(reading: reader.PageReading, *labels: str) -> str:
    return "\n".join(reading.text[b.start : b.end] for b in reading.blocks if b.label in labels)


def main() -> None:
    """Make the file; print its hash, to be put beside it in article.py."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--cache", type=Path, help="keep what the extractors gave in this file")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    cached = options.cache is not None and options.cache.exists()
    texts = json.loads(options.cache.read_text(encoding="utf-8")) if cached else {}
    samples = []
    for url, item in json.loads((options.pages / "evaldata.json").read_text(encoding="utf-8")).items():
        try:
            samples.append(Sample(url, item, options.pages, texts))
        except (OSError, ValueError) as error:
            print(f"{item['file']}: left out ({error})")
    print(f"{len(samples)} pages", flush=True)
    if options.cache is not None:
        options.cache.write_text(json.dumps(texts), encoding="utf-8")
    if options.folds:
        unseen(samples, options.folds)
    if options.out:
        np.savez_compressed(options.out, **teach(samples))
        print(f"{options.out}: {hashlib.sha256(options.out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
