"""Queue: what a person should decide next, the most uncertain of the important first.

The uncertainty of a pair of claims is how near to even the odds are that they tell of one happening; that of a claim is how
often claims like it are coded wrong, more where its place or day is open. The importance is that of what is told: violence
and who holds what before talk, much told before little told. All are in 0..1; what comes first has the greatest product.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: How much hangs on each type of event, others count ``_OTHER``: a choice of ours, by what people ask case files for.
WEIGHTS: Final[Mapping[str, float]] = {
    "ASSAULT": 1.0,
    "TERRITORY": 1.0,
    "COERCE": 0.8,
    "RETREAT": 0.8,
    "MOBILIZE": 0.6,
    "FORCE-ESTIMATE": 0.6,
    "THREATEN": 0.5,
    "PROTEST": 0.5,
    "AID": 0.5,
}
_OTHER: Final = 0.35
#: What an open place and an open day add to the uncertainty of a claim.
OPEN_PLACE: Final = 0.25
OPEN_DAY: Final = 0.15
#: Dead and reports at which the importance of an event is halfway from what its type gives to 1.
_DEAD: Final = 10.0
_REPORTS: Final = 5.0


def weight_of(kind: str) -> float:
    """How much hangs on events of a type, in 0..1."""
    return WEIGHTS.get(kind, _OTHER)


def pair_uncertainty(weight: Floats) -> Floats:
    """The uncertainty of each pair, by its log-odds."""
    found: Floats = 1 - np.abs(2 / (1 + np.exp(-weight)) - 1)
    return found


def claim_uncertainty(
    confidence: Floats, placed: npt.NDArray[np.bool_], dated: npt.NDArray[np.bool_]
) -> Floats:
    """The uncertainty of each claim, by its confidence and whether its place and its day are resolved."""
    found: Floats = np.clip(1 - confidence + OPEN_PLACE * ~placed + OPEN_DAY * ~dated, 0, 1)
    return found


def importance(weight: Floats, dead: Floats, reports: Floats) -> Floats:
    """The importance of each claim: its type's weight, raised by the dead and the reports of its event."""
    told = np.maximum(dead / (dead + _DEAD), (reports - 1) / (reports - 1 + _REPORTS))
    found: Floats = weight * (0.5 + 0.5 * told)
    return found
