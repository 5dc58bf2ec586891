"""The columns of the table of claims: which are shown, and how wide each is."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from dateline.export.terminal import WIDTH

Line = tuple[Text, ...]

_HEAD_LEAST = (2, 4, 5, 3, 4, 7, 8, 7, 9)  # number, then as in the table's heads
_LONG = (2, 3, 5, 8)  # place, who, to whom, according to whom
_MOST = {1: 12, 4: 14, 6: 12}  # columns of these cells at most
_WHAT = 4
_MOVED = (7, 6)  # what moves into "what" where there is no room: was it real, then how many were hurt
_NARROWEST = 6


def fitted(
    heads: tuple[str, ...], lines: list[Line], width: int
) -> tuple[tuple[str, ...], list[Line], list[int]]:
    """Heads, lines and the width of each column, in characters.

    Below the usual width, cells move into "what" until no word need be broken; where even that is not
    enough, the longest words are.
    """
    if width >= WIDTH:
        return heads, lines, _shared(heads, lines, width)
    shown = list(range(len(heads)))
    wide, spare = _least(shown, heads, lines, width)
    for moved in _MOVED:
        if spare >= 0:
            break
        shown.remove(moved)
        lines = [_with_what(line, moved) for line in lines]
        wide, spare = _least(shown, heads, lines, width)
    need = {i: _longest_line(i, lines) for i in _LONG}
    while spare < 0 and any(wide[i] > _NARROWEST for i in _LONG):
        wide[max(_LONG, key=lambda i: wide[i])] -= 1
        spare += 1
    while spare > 0 and (wanting := [i for i in _LONG if wide[i] < need[i]]):
        wide[min(wanting, key=lambda i: wide[i])] += 1
        spare -= 1
    return (
        tuple(heads[i] for i in shown),
        [tuple(line[i] for i in shown) for line in lines],
        [wide[i] for i in shown],
    )


def _shared(heads: tuple[str, ...], lines: list[Line], width: int) -> list[int]:
    """The columns of each cell: short ones what they need, long ones an equal share of what is left."""
    need = [_short(i, lines) for i in range(len(heads))]
    left = width - (len(heads) - 1) - sum(n for i, n in enumerate(need) if i not in _LONG)
    waiting = sorted(_LONG, key=lambda i: need[i])
    for place, i in enumerate(waiting):
        share = max(left // (len(waiting) - place), _NARROWEST)
        need[i] = min(need[i], share)
        left -= need[i]
    return need


def _least(
    shown: list[int], heads: tuple[str, ...], lines: list[Line], width: int
) -> tuple[dict[int, int], int]:
    """The least width of each column at which no word is broken, and what of ``width`` is left then."""
    least = {}
    for i in shown:
        words = [*heads[i].split(), *(word for line in lines for word in line[i].plain.split())]
        longest = max(map(cell_len, words), default=0)
        least[i] = longest if i in _LONG else max(longest, _short(i, lines))
    return least, width - (len(shown) - 1) - sum(least.values())


def _short(i: int, lines: list[Line]) -> int:
    """What the column needs for its longest line, at least for its head, at most what it may have."""
    need = max(_longest_line(i, lines), _HEAD_LEAST[i])
    return min(need, _MOST.get(i, need))


def _longest_line(i: int, lines: list[Line]) -> int:
    return max((cell_len(part) for line in lines for part in line[i].plain.split("\n")), default=0)


def _with_what(line: Line, moved: int) -> Line:
    """The line with a cell added below what happened, unless nothing is known of it."""
    cell = line[moved]
    if cell.plain == "unknown":
        return line
    what = line[_WHAT].copy()
    what.append(f"\n{cell.plain}", style=f"not bold {cell.style}".strip())
    return (*line[:_WHAT], what, *line[_WHAT + 1 :])
