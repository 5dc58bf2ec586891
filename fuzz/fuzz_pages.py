"""Fuzzes the reading of pages with atheris: any bytes must give a report or an UnreadableInput.

    pip install atheris
    PYTHONPATH=src python fuzz/fuzz_pages.py [-max_total_time=300] [folder of samples]

The first byte says whether the rest is a page or a plain text, and what stands around it. Not part of the tests.
"""

from __future__ import annotations

import datetime as dt
import sys
import warnings

import atheris

with atheris.instrument_imports(include=["dateline"]):
    from dateline.errors import UnreadableInput
    from dateline.read.stage import Read
    from dateline.records.capture import Origin, capture_of
    from dateline.records.evidence import Known

TODAY = dt.date(2026, 11, 23)
READ = Read(today=TODAY)
PROSE = b"<p>Gunmen killed two guards in Qadra on Monday, officials said in a statement.</p>" * 4
FRAMES = (
    (b"", b""),
    (b"<html><body><h1>Two die in Qadra</h1>" + PROSE, b"</body></html>"),
    (PROSE + b'<div id="comments"><li class="comment">', b"</li></div>"),
    (b'<script type="application/ld+json">{"@type": "NewsArticle", ', b"}</script>" + PROSE),
    (b"<meta property='article:published_time' content='", b"'>" + PROSE),
)


def test_one(data: bytes) -> None:
    """Read one input; blocks must lie in the text in order, and no day in the future may come out."""
    if not data:
        return
    before, behind = FRAMES[data[0] % len(FRAMES)]
    kind = "text/plain" if data[0] & 128 else "text/html"
    capture = capture_of(
        before + data[1:] + behind, media_type=kind, origin=Origin(kind="file", name="fuzzed")
    )
    try:
        [report] = READ.run([capture])
    except UnreadableInput:
        return
    ends = [0, *(block.end for block in report.blocks)]
    assert all(end <= block.start <= block.end for end, block in zip(ends, report.blocks, strict=False))
    assert not report.blocks or report.blocks[-1].end <= len(report.text)
    if isinstance(report.published, Known):
        assert report.published.value.start <= TODAY + dt.timedelta(days=1)


def main() -> None:
    """Fuzz until the time given is over, or until something is found."""
    warnings.simplefilter("error")
    atheris.Setup(sys.argv, test_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
