"""What each level of a feature counts for or against a link, as log-odds. Made by benchmarks/links.py."""

from __future__ import annotations

from collections.abc import Mapping

#: Log-odds of two tellings that share a block and of which nothing else is said.
BASE = -2.40

#: Levels that are not here count nothing.
WEIGHTS: Mapping[tuple[str, str], float] = {
    ("actors", "none"): -0.50,
    ("actors", "one"): 0.50,
    ("actors", "two"): 0.80,
    ("ages", "none"): -1.66,
    ("ages", "one"): 0.64,
    ("ages", "two"): 1.21,
    ("killed", "beside"): 0.55,
    ("killed", "same"): 0.89,
    ("killed", "within"): 0.68,
    ("means", "none"): -0.76,
    ("means", "one"): 0.06,
    ("means", "two"): 0.20,
    ("names", "one"): 2.51,
    ("names", "two"): 4.13,
    ("place", "apart"): -1.00,
    ("place", "near"): -1.39,
    ("place", "same"): 0.39,
    ("published", "days"): 0.77,
    ("published", "fortnight"): -0.47,
    ("published", "months"): -1.51,
    ("published", "next day"): 1.90,
    ("published", "same day"): 2.24,
    ("published", "week"): 0.06,
    ("published", "weeks"): -0.80,
    ("published", "years"): -2.18,
    ("streets", "none"): -1.71,
    ("streets", "one"): 1.68,
    ("streets", "two"): 2.15,
    ("text", "parts"): 0.44,
    ("towns", "main"): 1.89,
    ("towns", "none"): -1.21,
    ("towns", "shared"): 0.98,
    ("when", "apart"): -1.75,
    ("when", "beside"): -0.48,
    ("when", "far"): -1.26,
    ("when", "same"): 1.29,
    ("when", "within"): 1.39,
    ("words", "few"): -0.32,
    ("words", "hardly"): -0.75,
    ("words", "many"): 0.75,
    ("words", "most"): 0.75,
    ("words", "much"): 0.76,
    ("words", "none"): -1.52,
    ("words", "some"): 0.39,
    ("wounded", "apart"): -0.61,
    ("wounded", "beside"): -0.23,
    ("wounded", "same"): 1.09,
    ("wounded", "within"): 0.34,
}
