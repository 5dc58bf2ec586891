"""Measures how long reading a page takes: all labels by Dateline, beside trafilatura's text alone.

    python benchmarks/pages_speed.py PAGES [--rounds N] [--limit N]

PAGES is a folder as the exam ``pages`` reads it (evaldata.json and pages/). Prints, for one thread, the median
over the rounds of milliseconds a page and of pages a second. Each round runs every system over all pages, in an
order that moves on by one, so that none has always the coldest or the hottest machine. A system reads bytes and
does its own decoding and parsing; its first page is read once before its clock starts.
"""

from __future__ import annotations

import argparse
import platform
import statistics
from collections.abc import Callable
from pathlib import Path

from dateline.errors import InputError
from dateline.evaluate.baselines import quiet, text_systems
from dateline.evaluate.pages import load
from dateline.evaluate.reading import Page, read_page, timed
from dateline.read.stage import Read


def systems() -> dict[str, Callable[[Page], object]]:
    """By name, what is done with a page."""
    stage = Read()

    def labelled(page: Page) -> object:
        try:
            return read_page(stage, page)
        except InputError:
            return None

    return {"dateline": labelled, **text_systems()}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    pages, _, problems = load(options.pages, options.limit)
    for problem in problems:
        print(problem)
    if not pages:
        parser.error(f"{options.pages}: none of its pages can be read")
    size = sum(len(page.content) for page in pages) / len(pages) / 1000
    print(f"Python {platform.python_version()} on {platform.machine()}; {len(pages)} pages of {size:.0f} kB")
    named = list(systems().items())
    spent: dict[str, list[float]] = {name: [] for name, _ in named}
    with quiet():
        for number in range(options.rounds):
            for name, system in named[number % len(named) :] + named[: number % len(named)]:
                spent[name].append(1000 * timed(system, pages)[1] / len(pages))
    ours = statistics.median(spent["dateline"])
    print(
        f"{'median of ' + str(options.rounds) + ' rounds':<24}{'ms/page':>9}{'pages/s':>9}{'of dateline':>13}"
    )
    for name, times in spent.items():
        middle = statistics.median(times)
        print(f"{name:<24}{middle:>9.1f}{1000 / middle:>9.1f}{middle / ours:>13.2f}")


if __name__ == "__main__":
    main()
