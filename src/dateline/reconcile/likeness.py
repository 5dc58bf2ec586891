"""Whether two pages can be versions of one report, by the words of their articles."""

from __future__ import annotations

import re

from dateline.records.report import CODED_LABELS, Report

#: Words in a row that are compared, and the share of them that the shorter article must have of the longer
#: one. Articles of different news share almost none; one that was corrected keeps most.
RUN = 4
ALIKE = 0.5

_WORD = re.compile(r"\w+")


def alike(one: Report, other: Report) -> bool:
    """Whether the shorter article holds half of its runs of four words in common with the other.

    Articles of fewer words are alike where their words are the same; nothing is alike to no article.
    """
    runs, others = sorted((_runs(one), _runs(other)), key=len)
    return bool(runs) and len(runs & others) >= ALIKE * len(runs)


def _runs(report: Report) -> frozenset[tuple[str, ...]]:
    words = [
        word
        for block in report.blocks
        if block.label in CODED_LABELS
        for word in _WORD.findall(report.text[block.start : block.end].casefold())
    ]
    if not words:
        return frozenset()
    return frozenset(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))
