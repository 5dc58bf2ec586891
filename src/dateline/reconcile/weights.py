"""What each level of a feature counts for or against a link, as log-odds. Made by benchmarks/links.py."""

from __future__ import annotations

from collections.abc import Mapping

#: Log-odds of two tellings that share a block and of which nothing else is said.
BASE = -1.23

#: Levels that are not here count nothing.
WEIGHTS: Mapping[tuple[str, str], float] = {
    ("actors", "none"): -1.50,
    ("actors", "one"): 0.50,
    ("actors", "two"): 0.80,
    ("ages", "none"): -1.74,
    ("ages", "one"): 0.54,
    ("ages", "two"): 1.21,
    ("killed", "beside"): 0.65,
    ("killed", "same"): 1.03,
    ("killed", "within"): 1.04,
    ("means", "none"): -0.62,
    ("modes", "none"): -1.50,
    ("names", "one"): 2.62,
    ("names", "two"): 4.37,
    ("place", "apart"): -2.50,
    ("place", "near"): -1.97,
    ("place", "same"): 0.27,
    ("published", "days"): 0.10,
    ("published", "fortnight"): -1.13,
    ("published", "months"): -2.16,
    ("published", "next day"): 1.30,
    ("published", "same day"): 1.50,
    ("published", "week"): -0.57,
    ("published", "weeks"): -1.53,
    ("published", "years"): -3.05,
    ("streets", "none"): -1.86,
    ("streets", "one"): 1.54,
    ("streets", "two"): 2.19,
    ("text", "parts"): 0.42,
    ("tie", "none"): -2.00,
    ("told", "most"): 1.00,
    ("told", "much"): 0.50,
    ("told", "none"): -0.50,
    ("told", "some"): -0.20,
    ("towns", "main"): 1.52,
    ("towns", "none"): -0.94,
    ("towns", "shared"): 0.65,
    ("when", "apart"): -1.78,
    ("when", "beside"): -0.30,
    ("when", "far"): -1.12,
    ("when", "same"): 1.06,
    ("when", "within"): 1.10,
    ("words", "few"): -0.09,
    ("words", "hardly"): -0.44,
    ("words", "many"): 0.64,
    ("words", "most"): 0.42,
    ("words", "much"): 0.56,
    ("words", "none"): -1.28,
    ("words", "some"): 0.21,
    ("wounded", "apart"): -0.46,
    ("wounded", "beside"): -0.74,
    ("wounded", "same"): 0.79,
    ("wounded", "within"): 0.59,
}
