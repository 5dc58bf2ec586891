"""The network file that Dateline ships, and what runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.decoding import Floats
from dateline.records.evidence import Record


class Answers(Record, frozen=True):
    """A network that is ready to run.

    - ``run``: ids and shapes (rows, pieces) to the numbers of each head (rows, pieces, size).
    - ``sizes``: how many numbers each head gives for a piece.
    - ``lists``: what the numbers of a head stand for, in their order.
    - ``joints``, ``chains``: the small matrices that join the vectors of words, and that link tags.
    - ``vocabulary``: the tokenizer in JSON; ``first`` and ``last``: the pieces around each window.
    """

    run: Callable[[NDArray[np.int64], NDArray[np.int64]], Mapping[str, Floats]]
    sizes: Mapping[str, int]
    lists: Mapping[str, list[str]]
    joints: Mapping[str, Floats]
    chains: Mapping[str, Floats]
    vocabulary: str
    first: int
    last: int
    version: str
