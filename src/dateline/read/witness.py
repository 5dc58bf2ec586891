"""Evidence for what is read of one report: in its markup, in its text, or in what the user gave."""

from __future__ import annotations

import html

from dateline.read.marks import Found
from dateline.records.capture import Capture, document_name
from dateline.records.evidence import Evidence, Layer, Made


class Witness:
    """Makes evidence for one report: ``source`` is the decoded capture, ``text`` the report's own text."""

    def __init__(self, capture: Capture, source: str, text: str, made: Made) -> None:
        self.document = document_name(capture)
        self._source = source
        self._text = text
        self._made = made

    def setting(self, words: str) -> Evidence:
        """Evidence for what the user or the dump gave."""
        return self._evidence(0, 0, words, "setting")

    def markup(self, found: Found) -> Evidence:
        """Evidence in the page's markup: where its words stand there, or 0, 0 where they are not found."""
        for words in dict.fromkeys(
            (found.words, html.escape(found.words), html.escape(found.words, quote=False))
        ):
            start = self._source.find(words)
            if start >= 0:
                return self._evidence(start, start + len(words), words, "capture")
        return self._evidence(0, 0, found.words, "capture")

    def span(self, start: int, end: int) -> Evidence:
        """Evidence in the report's text."""
        return self._evidence(start, end, self._text[start:end], "report")

    def _evidence(self, start: int, end: int, words: str, layer: Layer) -> Evidence:
        return Evidence(
            document=self.document, start=start, end=end, text=words, made=self._made, layer=layer
        )
