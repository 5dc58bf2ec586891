"""How likely each segment of a page is part of its article: a small trained network over ``features``.

It was taught by the gold segments of the development pages and, where these say nothing, by the weighed
votes of nine extractors (``training/article.py``). It is three matrices; a page takes less than a
millisecond.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from dateline.errors import DictionaryError
from dateline.read.features import declared_article, features
from dateline.read.page import Page

#: A segment that is at least this likely is taken for the article's own; set on the development pages.
LIKELY = 0.4

#: A paragraph that is at least this likely is the article's even where its box's name says otherwise.
CERTAIN = 0.9

MODEL = "article.npz"
SHA256 = "f4e1b88b434fcb9a07f166a3c47bf64300331e2ac732dd9127a231d28658896f"

#: Standardised figures are held to this many standard deviations.
_FAR = 8.0


class Network:
    """The mean of a few small networks, each of matrices with ReLU between them and a sigmoid at the end."""

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self._threads = ThreadpoolController()
        self._mean = arrays["mean"].astype(np.float32)
        self._scale = arrays["scale"].astype(np.float32)
        self._networks = [
            [
                (arrays[f"weights{n}.{i}"].astype(np.float32), arrays[f"biases{n}.{i}"].astype(np.float32))
                for i in range(int(arrays["layers"]))
            ]
            for n in range(int(arrays["networks"]))
        ]

    def __call__(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The likelihood of each row, 0..1."""
        figures = np.clip((rows - self._mean) / self._scale, -_FAR, _FAR)
        # Several threads gain nothing on matrices this small, and wait for each other on a busy machine: there
        # a page took 50 ms with two and 5 ms with one.
        with self._threads.limit(limits=1, user_api="blas"):
            found = np.mean([_run(layers, figures) for layers in self._networks], axis=0)
        return np.asarray(found, dtype=np.float32)


def _run(layers: list[tuple[NDArray[Any], NDArray[Any]]], values: NDArray[Any]) -> NDArray[Any]:
    for i, (weights, biases) in enumerate(layers):
        if i:
            values = np.maximum(values, 0)
        values = values @ weights + biases
    return np.asarray(1 / (1 + np.exp(-values[:, 0])))


def likelihood(page: Page, headline: range | None) -> NDArray[np.float32]:
    """For each segment of the page how likely it is part of the article, 0..1."""
    if not page.segments:
        return np.zeros(0, dtype=np.float32)
    return load()(features(page, headline.start if headline else None, declared_article(page.root)))


@lru_cache(maxsize=1)
def load() -> Network:
    """The network that is shipped. Raises DictionaryError where its file is missing or another."""
    file = files("dateline.read") / MODEL
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DictionaryError(f"{file}: cannot be read ({error.strerror}); install Dateline again") from error
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise DictionaryError(f"{file}: not the file this version was made with; install Dateline again")
    return Network(dict(np.load(BytesIO(content), allow_pickle=False)))
