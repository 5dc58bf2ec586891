from __future__ import annotations

from dateline.read.marks import Found
from dateline.read.witness import Witness
from dateline.records.capture import Origin, capture_of
from dateline.records.evidence import Made


def test_evidence_in_markup_text_and_settings() -> None:
    source = '<meta property="og:title" content="Truce &amp; talks">'
    capture = capture_of(b"x", media_type="text/plain", origin=Origin(kind="file", name="a.txt"))
    witness = Witness(capture, source, "Truce holds", Made(stage="read", version="0"))
    evidence = witness.markup(Found(value="Truce & talks", words="Truce & talks", how="meta"))
    assert source[evidence.start : evidence.end] == evidence.text == "Truce &amp; talks"
    absent = witness.markup(Found(value="x", words="not there", how="meta"))
    assert (absent.start, absent.end, absent.text) == (0, 0, "not there")
    assert (witness.span(0, 5).text, witness.span(0, 5).layer) == ("Truce", "report")
    assert witness.setting("given").layer == "setting"
