"""The network file that Dateline ships, and what runs it: OpenVINO, on the processor.

The file is a ZIP archive with the graph (eight-bit integers), the matrices that join the vectors of two words, the
lists of answers and the vocabulary. ``training/encoder`` makes it; docs/model-cards/encoder.md tells what it is.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import lzma
import os
import struct
import sys
import zipfile
import zlib
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

#: Variables of the environment: another network, to measure one that was just made; how many threads it takes.
NETWORK, THREADS = "DATELINE_NETWORK", "DATELINE_THREADS"

#: The parts of the file, and how much is shown of what is wrong with one.
_PARTS = frozenset({"joints.npz", "lists.json", "network.bin", "network.xml", "vocabulary.txt"})
_SHOWN = 200

#: What whoever reads a part raises where it is damaged.
_FAULTS = (
    ArithmeticError, EOFError, LookupError, MemoryError, NotImplementedError, OSError, RuntimeError, TypeError, ValueError,
    lzma.LZMAError, msgspec.MsgspecError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip

#: What the matrices and lists of any network have, and the heads of one that is brief and of a whole one.
_JOINTS = frozenset({"root", "root_label", "label.weight", "label.bias"})
_CHAINS = frozenset({"steps", "start", "end"})
_LABELS = frozenset({"upos", "xpos", "deprel", "names", "times", "trigger", "negation"})
_BRIEF = frozenset("arc_from arc_to label_from label_to opens upos xpos names".split())
_WHOLE = _BRIEF | frozenset("said link_from link_to factuality carries times trigger negation scope".split())


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
    where the file is not there, is another one, or cannot be read, or where DATELINE_THREADS is no number.
    """
    mend = "give another file"
    if path is None and os.environ.get(NETWORK):
        path, mend = Path(os.environ[NETWORK]), f"unset {NETWORK}, or name another file in it"
    elif path is None:
        mend = "install Dateline anew, or make the file by training/README.md"
    threads = _threads()
    try:
        content = (files("dateline.annotate").joinpath(FILE) if path is None else path).read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise DictionaryError(f"{path or FILE} cannot be read ({why}); {mend}") from error
    digest = hashlib.sha256(content).hexdigest()
    if path is None and digest != DIGEST:
        raise DictionaryError(f"{FILE} is not the file that this version of Dateline came with; {mend}")
    try:
        return _answers(content, branches, threads, digest[:12])
    except _FAULTS as error:
        why = " ".join(str(error).split())[:_SHOWN] or type(error).__name__
        raise DictionaryError(f"{path or FILE} is no network of Dateline's ({why}); {mend}") from error


def _answers(content: bytes, branches: Collection[str] | None, threads: int, version: str) -> Answers:
    """The network of a file's bytes, each of its parts looked at; raises what whoever reads a part raises."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        lacking = sorted(_PARTS - set(archive.namelist()))
        if lacking:
            raise ValueError(f"it has no {lacking[0]}")
        parts = {name: archive.read(name) for name in sorted(_PARTS)}
    vocabulary = parts["vocabulary.txt"].decode()
    given = msgspec.json.decode(parts["lists.json"], type=_Lists)
    with np.load(io.BytesIO(parts["joints.npz"])) as matrices:
        joined = {name: np.array(matrices[name]) for name in matrices.files}
    joints = {name[7:]: each for name, each in joined.items() if name.startswith("joints/")}
    chains = {name[7:]: each for name, each in joined.items() if name.startswith("chains/")}
    outputs = {b: heads for b, heads in given.outputs.items() if branches is None or b in branches}
    sizes = {head: size for heads in outputs.values() for head, size in heads}
    for part, needed, there in (
        ("vocabulary.txt", {"[UNK]"}, set(vocabulary.split("\n"))),
        ("lists.json", _LABELS, set(given.lists)),
        ("the relations of lists.json", {"root"}, set(given.lists.get("deprel", ()))),
        ("lists.json", _WHOLE if branches is None else _BRIEF, set(sizes)),
        ("joints.npz", _JOINTS, set(joints)),
        ("joints.npz", _CHAINS, set(chains)),
        ("joints.npz", {"tags"}, set(joined)),
    ):
        if not needed <= there:
            raise ValueError(f"there is no {min(needed - there)} in {part}")
    lists, tags = given.lists, joined["tags"]
    for name, shape, wanted in (
        ("tags", tags.shape, (len(lists["upos"]), len(lists["xpos"]))),
        ("root", joints["root"].shape, (sizes["arc_from"],)),
        ("root_label", joints["root_label"].shape, (sizes["label_from"],)),
        ("label.weight", joints["label.weight"].shape, (len(lists["deprel"]), sizes["label_from"])),
        ("label.bias", joints["label.bias"].shape, (len(lists["deprel"]),)),
        *((head, (sizes[head],), (len(lists[head]),)) for head in sorted(_LABELS & set(sizes))),
    ):
        if shape != wanted:
            raise ValueError(f"{name} has the shape {shape}, and by lists.json should have {wanted}")
    return Answers(
        run=_runner(parts["network.xml"], parts["network.bin"], outputs, threads),
        sizes=sizes,
        lists=lists,
        joints=joints,
        chains=chains,
        tags=tags,
        lemmas=given.lemmas,
        vocabulary=vocabulary,
        first=given.first,
        last=given.last,
        version=version,
    )


def _runner(
    graph: bytes, weights: bytes, outputs: Mapping[str, list[tuple[str, int]]], threads: int
) -> Callable[[NDArray[np.int64], NDArray[np.int64]], Mapping[str, Floats]]:
    openvino = _openvino()
    core = openvino.Core()
    model = core.read_model(graph, weights)
    for branch, heads in outputs.items():
        width = model.output(branch).get_partial_shape()[-1]
        wanted = sum(size for _, size in heads)
        if width.is_static and width.get_length() != wanted:
            raise ValueError(
                f"{branch} gives {width.get_length()} numbers, and by lists.json should give {wanted}"
            )
    model = openvino.Model([model.output(branch) for branch in outputs], model.get_parameters())
    settings = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_NUM_THREADS": threads}
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
    asked = os.environ.get(THREADS, "")
    cores = os.cpu_count() or 1
    if not asked:
        return min(4, cores)
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 9 and int(asked)):
        raise DictionaryError(
            f"{THREADS}={asked} is no number of threads; unset it, or give one from 1 to {cores}"
        )
    return min(int(asked), cores)
