"""Text for a terminal or a pipe: made safe, laid out to a width, coloured only where asked."""

from __future__ import annotations

import io
import unicodedata

from rich.console import Console, RenderableType

#: Columns where the terminal does not say how many it has.
WIDTH = 100

_STEERING = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(words: str) -> str:
    """The words on one line, without characters that a page could steer the terminal by (``kept``)."""
    return " ".join(kept(words).split())


def kept(words: str) -> str:
    """The words with each control character replaced by a space, so that offsets stay.

    So are those that turn the direction of what follows, by which words could be shown in another order.
    """
    return "".join(" " if unicodedata.category(c) in _STEERING or c in _TURNING else c for c in words)


def shortened(words: str, most: int) -> str:
    """The words, cut in the middle where they are longer than ``most`` characters."""
    line = plain(words)
    if len(line) <= most:
        return line
    half = (most - 3) // 2
    return f"{line[:half].rstrip()} … {line[len(line) - half :].lstrip()}"


def rendered(*parts: RenderableType, width: int = WIDTH, color: bool = False) -> str:
    """The parts below each other as text; without ``color`` there is no escape sequence in it."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=max(width, 40),
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))
