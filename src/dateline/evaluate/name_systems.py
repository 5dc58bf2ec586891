"""What else finds names, as baselines of ``re3d``: each gives the names of texts under that set's types.

- ``spacy_small``: spaCy's small English model on the text as it stands.
- ``dictionaries``: the dictionaries, the gazetteer for runs of capitalised words that they leave, and the
  patterns of counts and times; no model.
- ``annotate``: the annotate stage, which has both and the coreference of short names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dateline.annotate.encoder_parser import EncoderParser
from dateline.annotate.quantities import find_quantities
from dateline.annotate.stage import Annotate, KnownNames
from dateline.annotate.times import find_times
from dateline.dictionaries.catalogue import Catalogue, load_catalogue
from dateline.dictionaries.matcher import Matcher
from dateline.evaluate.re3d import KINDS, Name
from dateline.evaluate.spacy_small import entities
from dateline.evaluate.spans import trimmed
from dateline.ground.gazetteer import open_gazetteer
from dateline.records.evidence import Made, Unknown
from dateline.records.report import Block, Report

System = Callable[[Sequence[str]], list[set[Name]]]

#: The types of the data by OntoNotes' labels; what has none there (products, events, laws, ...) is left out.
ONTONOTES = {
    "PERSON": "Person",
    "NORP": "Nationality",
    "ORG": "Organisation",
    "GPE": "Location",
    "LOC": "Location",
    "FAC": "Location",
    "DATE": "Temporal",
    "TIME": "Temporal",
    "CARDINAL": "Quantity",
    "QUANTITY": "Quantity",
    "PERCENT": "Quantity",
    "MONEY": "Money",
}
#: A run of capitalised words, which may hold small ones of Arabic names.
_RUN = re.compile(r"\b[A-Z][\w’'-]*(?:[ ](?:(?:al|as|ar|ad|an|az|el)[- ])?[A-Z][\w’'-]*)*")
_POSSESSIVE = re.compile(r"[’']s?$")


def systems() -> dict[str, System]:
    """The systems by name. Raises DictionaryError where a dictionary is missing or malformed."""
    catalogue, gazetteer = load_catalogue(), open_gazetteer()
    return {
        "spacy_small": by_spacy,
        "dictionaries": lambda texts: by_dictionaries(texts, catalogue, gazetteer),
        "annotate": lambda texts: by_stage(texts, Annotate(catalogue, gazetteer, EncoderParser())),
    }


def by_spacy(texts: Sequence[str]) -> list[set[Name]]:
    """spaCy's names. Raises DictionaryError where its model is not installed."""
    return [
        {(*trimmed(text, chars), ONTONOTES[label]) for chars, label in found if label in ONTONOTES}
        for text, found in zip(texts, entities(texts), strict=True)
    ]


def by_dictionaries(texts: Sequence[str], catalogue: Catalogue, gazetteer: KnownNames) -> list[set[Name]]:
    """The catalogue's names, the gazetteer's beside them, and what the patterns of counts and times find."""
    matcher = Matcher(catalogue)
    return [_looked_up(text, matcher, gazetteer) for text in texts]


def _looked_up(text: str, matcher: Matcher, gazetteer: KnownNames) -> set[Name]:
    matches = matcher.find(text)
    found = {(each.start, each.end, each.kind) for each in matches}
    for run in _RUN.finditer(text):
        end = run.end() - len(ending[0]) if (ending := _POSSESSIVE.search(run[0])) else run.end()
        if any(each.start < end and run.start() < each.end for each in matches):
            continue
        if gazetteer.known(text[run.start() : end]) >= 0:
            found.add((run.start(), end, "place"))
    found |= {(each.start, each.end, "quantity") for each in find_quantities(text)}
    found |= {(each.start, each.end, "time") for each in find_times(text)}
    return {(start, end, KINDS[kind]) for start, end, kind in found if kind in KINDS}


def by_stage(texts: Sequence[str], stage: Annotate) -> list[set[Name]]:
    """The mentions of the annotate stage, each text one block of body."""
    return [
        {(each.start, each.end, KINDS[each.kind]) for each in report.mentions if each.kind in KINDS}
        for report in stage.run([report_of(text) for text in texts])
    ]


def report_of(text: str) -> Report:
    """A report of one block that says nothing of where it is from."""
    unknown = Unknown(reason="a text of an exam")
    return Report(
        id="exam",
        capture="exam",
        document="exam",
        text=text,
        blocks=(Block(label="body", start=0, end=len(text)),),
        title=unknown,
        outlet=unknown,
        authors=unknown,
        published=unknown,
        modified=unknown,
        language=unknown,
        url=unknown,
        made=Made(stage="exam", version="0"),
    )
