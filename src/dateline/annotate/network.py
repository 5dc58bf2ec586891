"""The network file that Dateline ships, and what runs it: OpenVINO, on the processor.

The file is a ZIP archive with the graph (eight-bit integers), the matrices that join the vectors of two words, the
lists of answers and the vocabulary. ``training/encoder`` makes it; docs/model-cards/encoder.md tells what it is.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import os
import sys
import zipfile
from collections.abc import Callable, Collection, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.annotate.decoding import Floats
from dateline.errors import DictionaryError
from dateline.records.evidence import Record

FILE = "encoder.zip"

#: SHA-256 of the file, so that another one is never taken for it.
DIGEST = "c59d3e6bd09f0b796f7b27a9353dc5573f9a5bcd9d7422090298364377870262"

_MEND = "install Dateline anew, or make the file by training/README.md"


class Answers(Record, frozen=True):
    """A network that is ready to run.

    - ``run``: ids and shapes (rows, pieces) to the numbers of each head (rows, pieces, size).
    - ``sizes``: how many numbers each head gives for a piece.
    - ``lists``: what the numbers of a head stand for, in their order.
    - ``joints``, ``chains``: the small matrices that turn joined words into labels, and that link tags.
    - ``tags``: which Penn tags go with a part of speech.
    - ``lemmas``: by Penn tag, the lemmas that words have against the rule.
    - ``vocabulary``: the pieces, one a line; ``first`` and ``last``: the pieces around each window.
    """

    run: Callable[[NDArray[np.int64], NDArray[np.int64]], Mapping[str, Floats]]
    sizes: Mapping[str, int]
    lists: Mapping[str, list[str]]
    joints: Mapping[str, Floats]
    chains: Mapping[str, Floats]
    tags: NDArray[np.bool_]
    lemmas: Mapping[str, Mapping[str, str]]
    vocabulary: str
    first: int
    last: int
    version: str


class _Lists(Record, frozen=True):
    lists: dict[str, list[str]]
    outputs: dict[str, list[tuple[str, int]]]
    lemmas: dict[str, dict[str, str]]
    first: int
    last: int


def load_network(path: Path | None = None, branches: Collection[str] | None = None) -> Answers:
    """The network that is shipped, ready to run; or that of a file, whatever its SHA-256.

    Only the heads of these ``branches`` ("grammar", "speech", "facts"; None: all) are answered, and only what they
    need is run.

    The environment's DATELINE_NETWORK names such a file, to measure one that was just made. Raises DictionaryError
    where the file is not there, is another one, or cannot be read.
    """
    if path is None and os.environ.get("DATELINE_NETWORK"):
        path = Path(os.environ["DATELINE_NETWORK"])
    if path is not None:
        content = _content(path)
    else:
        content = _content(files("dateline.annotate").joinpath(FILE))
        if hashlib.sha256(content).hexdigest() != DIGEST:
            raise DictionaryError(f"{FILE} is not the file that this version of Dateline came with; {_MEND}")
    version = hashlib.sha256(content).hexdigest()[:12]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        given = msgspec.json.decode(parts["lists.json"], type=_Lists)
        with np.load(io.BytesIO(parts["joints.npz"])) as matrices:
            joined = {name: np.array(matrices[name]) for name in matrices.files}
        tags = joined["tags"]
        outputs = {b: heads for b, heads in given.outputs.items() if branches is None or b in branches}
        run = _runner(parts["network.xml"], parts["network.bin"], outputs)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, msgspec.DecodeError, RuntimeError) as error:
        raise DictionaryError(f"{path or FILE} is no network of Dateline's ({error}); {_MEND}") from error
    return Answers(
        run=run,
        sizes={head: size for heads in outputs.values() for head, size in heads},
        lists=given.lists,
        joints={name[7:]: each for name, each in joined.items() if name.startswith("joints/")},
        chains={name[7:]: each for name, each in joined.items() if name.startswith("chains/")},
        tags=tags,
        lemmas=given.lemmas,
        vocabulary=parts["vocabulary.txt"].decode(),
        first=given.first,
        last=given.last,
        version=version,
    )


def _content(file: object) -> bytes:
    try:
        return file.read_bytes()  # type: ignore[attr-defined, no-any-return]
    except OSError as error:
        raise DictionaryError(f"{FILE} cannot be read ({error}); {_MEND}") from error


def _runner(
    graph: bytes, weights: bytes, outputs: Mapping[str, list[tuple[str, int]]]
) -> Callable[[NDArray[np.int64], NDArray[np.int64]], Mapping[str, Floats]]:
    openvino = _openvino()
    core = openvino.Core()
    model = core.read_model(graph, weights)
    model = openvino.Model([model.output(branch) for branch in outputs], model.get_parameters())
    settings = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_NUM_THREADS": _threads()}
    compiled = core.compile_model(model, "CPU", settings)
    request = compiled.create_infer_request()
    ends = {branch: np.cumsum([size for _, size in heads]).tolist() for branch, heads in outputs.items()}

    def run(ids: NDArray[np.int64], shapes: NDArray[np.int64]) -> Mapping[str, Floats]:
        given = request.infer([ids, shapes], share_inputs=True)
        found: dict[str, Floats] = {}
        for branch, heads in outputs.items():
            numbers = given[branch]
            for (head, size), end in zip(heads, ends[branch], strict=True):
                found[head] = numbers[:, :, end - size : end]
        return found

    return run


def _openvino() -> Any:
    """OpenVINO without its telemetry, which would write an identifier to the home folder and report home.

    It does without where that package is missing, so to Python it is.
    """
    if "openvino" not in sys.modules:
        sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    return importlib.import_module("openvino")


def _threads() -> int:
    """How many threads one process's network takes: DATELINE_THREADS, else all cores but no more than four."""
    asked = os.environ.get("DATELINE_THREADS", "")
    return int(asked) if asked.isdigit() and int(asked) else min(4, os.cpu_count() or 1)
