"""What each level of a feature counts for or against a link, as log-odds. Made by benchmarks/links.py."""

from __future__ import annotations

from collections.abc import Mapping

#: Log-odds of two tellings that share a block and of which nothing else is said.
BASE = -2.42

#: Levels that are not here count nothing.
WEIGHTS: Mapping[tuple[str, str], float] = {
    ("actors", "none"): -0.50,
    ("actors", "one"): 0.50,
    ("actors", "two"): 0.80,
    ("ages", "none"): -1.65,
    ("ages", "one"): 0.62,
    ("ages", "two"): 1.17,
    ("killed", "beside"): 0.46,
    ("killed", "same"): 0.93,
    ("killed", "within"): 0.55,
    ("means", "none"): -0.74,
    ("means", "one"): 0.05,
    ("means", "two"): 0.20,
    ("names", "one"): 2.59,
    ("names", "two"): 4.21,
    ("place", "apart"): -1.04,
    ("place", "near"): -1.58,
    ("place", "same"): 0.39,
    ("published", "days"): 0.76,
    ("published", "fortnight"): -0.45,
    ("published", "months"): -1.54,
    ("published", "next day"): 1.90,
    ("published", "same day"): 2.30,
    ("published", "week"): 0.06,
    ("published", "weeks"): -0.83,
    ("published", "years"): -2.21,
    ("streets", "none"): -1.72,
    ("streets", "one"): 1.65,
    ("streets", "two"): 2.19,
    ("text", "parts"): 0.45,
    ("towns", "main"): 1.85,
    ("towns", "none"): -1.24,
    ("towns", "shared"): 0.97,
    ("when", "apart"): -1.78,
    ("when", "beside"): -0.53,
    ("when", "far"): -1.28,
    ("when", "same"): 1.28,
    ("when", "within"): 1.29,
    ("words", "few"): -0.31,
    ("words", "hardly"): -0.73,
    ("words", "many"): 0.79,
    ("words", "most"): 0.73,
    ("words", "much"): 0.73,
    ("words", "none"): -1.53,
    ("words", "some"): 0.38,
    ("wounded", "apart"): -0.55,
    ("wounded", "beside"): -0.19,
    ("wounded", "same"): 1.13,
    ("wounded", "within"): 0.40,
}
