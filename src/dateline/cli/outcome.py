"""How a command ends: what is said on standard error, and the exit code.

0 done; 1 some input, or the case, could not be used; 2 wrong usage; 130 interrupted; 141 the reader of
standard output went away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import typer

from dateline.errors import DatelineError, UsageError

FAILED = 1
WRONG_USAGE = 2
INTERRUPTED = 130
READER_GONE = 141


def say(line: str) -> None:
    """Write a line to standard error."""
    with suppress(BrokenPipeError):
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


@contextmanager
def outcome() -> Iterator[None]:
    """Turn Dateline's errors into a line on standard error and an exit code; other errors are faults."""
    try:
        yield
        sys.stdout.flush()
    except DatelineError as error:
        say(f"dateline: {error}")
        raise typer.Exit(WRONG_USAGE if isinstance(error, UsageError) else FAILED) from error
    except BrokenPipeError as error:
        with suppress(OSError, ValueError):  # or Python would complain once more as it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(READER_GONE) from error
    except KeyboardInterrupt as error:
        say("dateline: interrupted")
        raise typer.Exit(INTERRUPTED) from error
