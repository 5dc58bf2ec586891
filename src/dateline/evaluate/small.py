"""What spaCy's small English model gives for a text as it stands, as a baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dateline.annotate.parser import MODEL
from dateline.errors import DictionaryError
from dateline.evaluate.spans import Chars


def parsed(texts: Sequence[str]) -> Iterator[Any]:
    """spaCy's ``Doc`` of each text, in order. Raises DictionaryError where the model is not installed."""
    try:
        model = __import__(MODEL)
    except ImportError as error:
        raise DictionaryError(
            f"the language model {MODEL} is not installed; run: pip install {MODEL.replace('_', '-')}"
        ) from error
    documents: Iterator[Any] = model.load().pipe(texts, batch_size=8)
    return documents


def entities(texts: Sequence[str]) -> list[list[tuple[Chars, str]]]:
    """The characters and OntoNotes label ("ORG") of each name in each text. Raises DictionaryError."""
    return [
        [((each.start_char, each.end_char), each.label_) for each in document.ents]
        for document in parsed(texts)
    ]
