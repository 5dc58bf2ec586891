"""``dateline watch``: collect sources again and again into a case."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.cli.cases import opened_case
from dateline.cli.outcome import FAILED, INTERRUPTED, outcome
from dateline.errors import InputError, Stopped

if TYPE_CHECKING:
    from dateline.collect.clock import Clock
    from dateline.records.capture import Capture
    from dateline.records.claim import GroundedReport

#: How often, with --once, it is tried to write to a case on a full disk.
TRIES_ONCE = 3


def watch(
    plan: Annotated[
        Path, typer.Argument(metavar="FEEDS.toml", help="The sources: TOML with a [[source]] for each.")
    ],
    case: options.CaseOption = options.DEFAULT_CASE,
    once: Annotated[
        bool, typer.Option("--once", help="One round over all sources, then end; 1 if one of them failed.")
    ] = False,
    delay: options.Delay = options.DEFAULT_DELAY,
    contact: options.Contact = None,
    allow_private: options.AllowPrivate = False,
) -> None:
    """Collect feeds, sitemaps and pages on a schedule; code what is new and add it to the case."""
    with outcome():
        from dateline import pipeline
        from dateline.cli.coding import say_network
        from dateline.cli.fetching import Web, fetcher_of, remark
        from dateline.collect.fetch import Manners
        from dateline.collect.plan import read_plan
        from dateline.collect.watch import Watch
        from dateline.dictionaries.catalogue import load_catalogue
        from dateline.scale.processes import coded
        from dateline.version import run_of

        sources = read_plan(plan)
        # What may be had later is asked for again in a later round; a visitor does not wait for it.
        web = Web(delay=delay, contact=contact, allow_private=allow_private)
        fetcher = fetcher_of(web, Manners(tries=2, patience=30.0))
        with opened_case(case, make=True) as opened, _stopping(fetcher.clock):
            say_network()
            made = pipeline.standard()

            def code(capture: Capture) -> GroundedReport | InputError:
                (result,) = coded(made, [capture])
                return result

            watching = Watch(
                sources,
                opened,
                fetcher,
                code,
                run_of(made.versions, load_catalogue().version),
                say=remark,
                tries=TRIES_ONCE if once else None,
            )
            if not once:
                watching.forever()
                remark(f"stopped; {case} has all that was added, and the next start goes on from there")
                return
            try:
                done = watching.round()
            except Stopped as error:
                raise typer.Exit(INTERRUPTED) from error
            if done.failed:
                raise typer.Exit(FAILED)


@contextmanager
def _stopping(clock: Clock) -> Iterator[None]:
    """A block in which SIGINT and SIGTERM stop the clock; the second one has its usual effect."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def back() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def stop(number: int, frame: FrameType | None) -> None:
        back()
        clock.stop()

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        back()
