"""The exam ``ecbplus``: which given mentions of events in news are one event, within and across documents.

PATH is a folder of ECB+ (Cybulska and Vossen 2014): topics with ``.xml`` files. Where
``ECBplus_coreference_sentences.csv`` lies beside them, only mentions in its sentences count, as its authors ask. The
mentions of actions are given; whether two topics share a document is not told. The figures are those of clusters,
single mentions counted.

The baselines: ``lemma``, mentions with one head lemma are one event; ``lemma_threshold``, where their documents are
alike, too (cosine of rare words from 0.2 on, the best on the development topics).
"""

from __future__ import annotations

import csv
import io
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import simplemma

from dateline.dictionaries.lexicon import load_lexicon
from dateline.errors import UnreadableInput
from dateline.evaluate.clusters import cluster_figures
from dateline.evaluate.files import content_of
from dateline.evaluate.result import Result
from dateline.reconcile.echoes import Unions
from dateline.reconcile.mentions import EventMention, Words, mention_groups
from dateline.records.evidence import Record

EXAM = "ecbplus"
SENTENCES = "ECBplus_coreference_sentences.csv"
#: The cosine from which on the baseline takes documents to be alike.
ALIKE = 0.2
_SMALL = frozenset(
    "in into up out to of on off down over away for with from at by not no the a an his her".split()
)


class Marked(Record, frozen=True):
    """A mention of the set: its name, document, words, the words of its sentence, and its event."""

    name: str
    document: str
    words: tuple[str, ...]
    sentence: tuple[str, ...]
    event: str


class Corpus(Record, frozen=True):
    """The words of each document, and the mentions."""

    documents: dict[str, tuple[str, ...]]
    mentions: tuple[Marked, ...]


def load(path: Path, limit: int | None = None) -> Corpus:
    """The documents, or the first ``limit`` of them by name, and their mentions. Raises UnreadableInput."""
    files = sorted(path.glob("*/*.xml"))[:limit]
    if not files:
        raise UnreadableInput(str(path), "holds no */*.xml; give the folder of ECB+")
    listed = path / SENTENCES
    wanted = None
    if listed.is_file():
        rows = csv.DictReader(io.StringIO(content_of(listed, EXAM)))
        try:
            wanted = {(f"{r['Topic']}_{r['File']}", int(r["Sentence Number"])) for r in rows}
        except (KeyError, ValueError) as error:
            raise UnreadableInput(str(listed), f"is no list of ECB+ sentences ({error})") from error
    documents: dict[str, tuple[str, ...]] = {}
    mentions: list[Marked] = []
    for file in files:
        try:
            root = ET.fromstring(content_of(file, EXAM))
            documents[file.stem] = tuple(t.text or "" for t in root.findall("token"))
            mentions += _mentions(file.stem, root, wanted)
        except (ET.ParseError, KeyError, ValueError) as error:
            raise UnreadableInput(str(file), f"is no file of ECB+ ({error!r})") from error
    return Corpus(documents=documents, mentions=tuple(mentions))


def _mentions(name: str, root: ET.Element, wanted: set[tuple[str, int]] | None) -> list[Marked]:
    tokens = {t.attrib["t_id"]: (t.text or "", int(t.attrib["sentence"])) for t in root.findall("token")}
    sentences: dict[int, list[str]] = defaultdict(list)
    for text, sentence in tokens.values():
        sentences[sentence].append(text)
    events: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        across = relation.tag == "CROSS_DOC_COREF"
        event = relation.attrib["note"] if across else f"{name} {relation.attrib['r_id']}"
        for source in relation.findall("source"):
            events[source.attrib["m_id"]] = event
    out: list[Marked] = []
    for mark in root.iterfind("Markables/*"):
        anchors = [a.attrib["t_id"] for a in mark.findall("token_anchor")]
        if "ACTION" not in mark.tag or not anchors:
            continue
        sentence = tokens[anchors[0]][1]
        if wanted is None or (name, sentence) in wanted:
            key = f"{name}#{mark.attrib['m_id']}"
            out.append(
                Marked(
                    name=key,
                    document=name,
                    words=tuple(tokens[a][0] for a in anchors),
                    sentence=tuple(sentences[sentence]),
                    event=events.get(mark.attrib["m_id"], key),
                )
            )
    return out


def evaluate(path: Path, limit: int | None = None) -> Result:
    """The figures on the documents, or the first ``limit`` of them. Raises UnreadableInput."""
    corpus = load(path, limit)
    gold = {m.name: m.event for m in corpus.mentions}
    started = time.perf_counter()
    mentions, words = prepared(corpus)
    found = {name: group[0] for group in mention_groups(mentions, words) for name in group}
    seconds = time.perf_counter() - started
    return Result(
        exam=EXAM,
        path=str(path),
        documents=len(corpus.documents),
        seconds=seconds,
        metrics=cluster_figures(gold, found),
        baselines={
            "lemma": cluster_figures(gold, {m.id: m.lemma for m in mentions}),
            "lemma_threshold": cluster_figures(gold, _same_lemma(mentions, words)),
        },
    )


def prepared(corpus: Corpus) -> tuple[list[EventMention], Words]:
    """The mentions as they are compared, and what the documents tell of words."""
    lexicon = load_lexicon()
    frames: dict[str, set[str]] = defaultdict(set)
    for lemma, listed in lexicon.verbs.items():
        frames[lemma] |= {f"{frame.type} {frame.mode}" for particle, frame in listed if particle == lemma}
    for lemma, found in lexicon.nouns.items():
        frames[lemma] |= {f"{frame.type} {frame.mode}" for parts, frame in found if len(parts) == 1}
    words = Words(
        {name: [_lemma(w) for w in text if w and w[0].isalpha()] for name, text in corpus.documents.items()}
    )
    mentions = []
    for mark in corpus.mentions:
        lemma = _lemma(head_of(mark.words))
        around = frozenset(_lemma(w) for w in mark.sentence if w and w[0].isalpha()) - {lemma}
        mentions.append(
            EventMention(
                id=mark.name,
                document=mark.document,
                lemma=lemma,
                frames=frozenset(frames.get(lemma, ())),
                sentence=around,
            )
        )
    return mentions, words


def head_of(words: Sequence[str]) -> str:
    """The word that names the event: the verb before a particle ("checked into"), else the last that is not small."""
    told = [w for w in words if w.casefold() not in _SMALL] or list(words)
    return told[0] if len(words) > 1 and words[-1].casefold() in _SMALL else told[-1]


def _lemma(word: str) -> str:
    return str(simplemma.lemmatize(word, lang="en")).lower()


def _same_lemma(mentions: Sequence[EventMention], words: Words) -> dict[str, str]:
    unions: Unions[str] = Unions()
    by: dict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        by[mention.lemma].append(mention)
    for group in by.values():
        for n, one in enumerate(group):
            for other in group[:n]:
                same = one.document == other.document
                if same or words.alike(one.document, other.document) >= ALIKE:
                    unions.join(one.id, other.id)
    return {m.id: unions.root(m.id) for m in mentions}
