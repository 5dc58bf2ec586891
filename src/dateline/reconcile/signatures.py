"""Signatures: a text's MinHash, by which near-copies are found without comparing texts.

MinHash is Broder's (1997), as datasketch makes it: two signatures agree in about as many places as the texts
share of their runs of words (Jaccard's index).
"""

from __future__ import annotations

import hashlib
import re
import struct
from operator import eq

#: Hashes in a signature; the index is told to within about 1/sqrt(128) = 0.09.
PERMUTATIONS = 128
#: Words in a row that are compared.
RUN = 3
#: Hashes in a band, unless told otherwise. Texts that share s of their runs share a band of ``rows`` with probability
#: 1 - (1 - s**rows)**(128 // rows); with 4 that is 0.05 at s = 0.2, 0.56 at 0.4, 0.99 at 0.6.
ROWS = 4

_WORD = re.compile(r"\w+")


def signature_of(text: str) -> tuple[int, ...]:
    """The text's signature; () of a text without words. White space, case and marks do not count."""
    from datasketch import MinHash  # loads scipy, which reading a case does not need

    words = _WORD.findall(text.casefold())
    if not words:
        return ()
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
    made = MinHash(num_perm=PERMUTATIONS, seed=1, scheme="affine32")
    made.update_batch([run.encode("utf-8", "surrogatepass") for run in sorted(runs)])
    return tuple(int(value) for value in made.hashvalues)


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The share of runs that two texts have in common, estimated; 0 where one has no words."""
    if not one or not other:
        return 0.0
    same: int = sum(map(eq, one, other))
    return same / len(one)


def bands_of(signature: tuple[int, ...], rows: int = ROWS) -> tuple[str, ...]:
    """A key for each band of so many hashes; texts that share a key are worth comparing."""
    out: list[str] = []
    for first in range(0, len(signature) - rows + 1, rows):
        packed = struct.pack(f"<{rows}Q", *signature[first : first + rows])
        out.append(f"{first // rows}:{hashlib.sha256(packed).hexdigest()[:12]}")
    return tuple(out)
