"""What each level of a feature counts for or against a link, as log-odds. Made by benchmarks/links.py."""

from __future__ import annotations

from collections.abc import Mapping

#: Log-odds of two tellings that share a block and of which nothing else is said.
BASE = -1.33

#: Levels that are not here count nothing.
WEIGHTS: Mapping[tuple[str, str], float] = {
    ("actors", "none"): -0.50,
    ("actors", "one"): 0.50,
    ("actors", "two"): 0.80,
    ("ages", "none"): -1.63,
    ("ages", "one"): 0.71,
    ("ages", "two"): 1.20,
    ("killed", "beside"): 0.44,
    ("killed", "same"): 0.93,
    ("killed", "within"): 0.62,
    ("means", "none"): -0.65,
    ("means", "one"): 0.11,
    ("means", "two"): 0.15,
    ("names", "one"): 2.50,
    ("names", "two"): 4.12,
    ("place", "apart"): -2.50,
    ("place", "near"): -1.78,
    ("place", "same"): 0.37,
    ("published", "days"): 0.07,
    ("published", "fortnight"): -1.14,
    ("published", "months"): -2.20,
    ("published", "next day"): 1.30,
    ("published", "same day"): 1.50,
    ("published", "week"): -0.62,
    ("published", "weeks"): -1.50,
    ("published", "years"): -2.93,
    ("streets", "none"): -1.71,
    ("streets", "one"): 1.56,
    ("streets", "two"): 2.28,
    ("text", "parts"): 0.39,
    ("tie", "none"): -2.00,
    ("towns", "main"): 1.49,
    ("towns", "none"): -0.97,
    ("towns", "shared"): 0.60,
    ("when", "apart"): -1.65,
    ("when", "beside"): -0.30,
    ("when", "far"): -1.21,
    ("when", "same"): 1.29,
    ("when", "within"): 1.18,
    ("words", "few"): -0.13,
    ("words", "hardly"): -0.46,
    ("words", "many"): 0.62,
    ("words", "most"): 0.52,
    ("words", "much"): 0.56,
    ("words", "none"): -1.25,
    ("words", "some"): 0.15,
    ("wounded", "apart"): -0.37,
    ("wounded", "beside"): -0.31,
    ("wounded", "same"): 1.12,
    ("wounded", "within"): 0.89,
}
