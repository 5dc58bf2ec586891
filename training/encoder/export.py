"""Write the network that Dateline ships: ``python -m training.encoder.export DATA CHECKPOINT OUT``.

The weights and what flows between them become eight-bit integers, by post-training quantisation with some hundred
windows of training text (SmoothQuant, Xiao and others 2023, as NNCF does it). OUT is one file: a ZIP archive with the
graph, the small matrices, the lists of answers and the vocabulary.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import torch
from training.encoder import sets
from training.encoder.examples import Inventory, windows
from training.encoder.losses import CLS, SEP, Losses, collate
from training.encoder.train import MODEL, restore

from dateline.annotate.lemmas import exceptions
from dateline.annotate.pieces import Cutter
from dateline.evaluate import ud_ewt

#: Heads whose numbers go through GELU in the graph, as ``Joints.active`` does.
ACTIVE = ("arc_from", "arc_to", "link_from", "link_to")

#: Heads that only teach the layers below them: names as spaCy sees them, and lemmas, which a dictionary does better.
TEACHING = ("silver", "lemma")

#: How often the treebank must have two things together, so that it is not a slip.
OFTEN = 3

#: Windows that quantisation looks at.
SEEN = 200


sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]  # it reports home
import nncf  # noqa: E402
import openvino as ov  # noqa: E402


class Shipped(torch.nn.Module):
    """The graph as it is shipped: without the heads that only teach, all numbers of a branch side by side.

    What joins two words is taken as far as it goes with one: ``arc_from`` and ``link_from`` are multiplied already, so
    that their product with ``arc_to`` and ``link_to`` is the score.
    """

    def __init__(self, network: Losses, heads: list[str]) -> None:
        super().__init__()
        self.encoder = encoder = network.encoder
        self.joined = {"arc_from": network.joints.arc.detach(), "link_from": network.joints.link.detach()}
        self.groups = {
            branch: sorted(
                (h for h in heads if encoder.branch_of[h] == branch), key=lambda h: h not in ACTIVE
            )
            for branch in encoder.branches
        }

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """One tensor a branch: (rows, pieces, numbers of its heads)."""
        vectors = self.encoder.encode(ids, shapes, list(self.groups))
        found = []
        for branch, heads in self.groups.items():
            weight = torch.cat([self.encoder.heads[h].weight for h in heads])
            bias = torch.cat([self.encoder.heads[h].bias for h in heads])
            numbers = torch.nn.functional.linear(vectors[branch], weight, bias)
            active = sum(self.encoder.heads[h].out_features for h in heads if h in ACTIVE)
            parts = []
            if active:
                sizes = [self.encoder.heads[h].out_features for h in heads if h in ACTIVE]
                gelu = torch.nn.functional.gelu(numbers[..., :active]).split(sizes, -1)
                for head, each in zip(heads, gelu, strict=False):
                    joint = self.joined.get(head)
                    parts.append(each if joint is None else each @ joint[:-1] + joint[-1])
            found.append(torch.cat([*parts, numbers[..., active:]], -1))
        return tuple(found)


def main() -> None:
    """Read the arguments, quantise, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--full", action="store_true", help="keep the weights as they are, to compare")
    args = parser.parse_args()
    network, lists = restore(args.checkpoint)
    heads = [h for h in network.encoder.heads if h not in TEACHING]
    graph = Shipped(network, heads)
    with tempfile.TemporaryDirectory() as folder:
        onnx = Path(folder) / "network.onnx"
        ids = torch.randint(1000, 20000, (2, 16))
        axes = {0: "rows", 1: "pieces"}
        torch.onnx.export(
            graph,
            (ids, torch.ones_like(ids)),
            str(onnx),
            input_names=["ids", "shapes"],
            output_names=list(graph.groups),
            dynamic_axes=dict.fromkeys(["ids", "shapes", *graph.groups], axes),
            dynamo=False,
        )
        model = ov.Core().read_model(onnx)
        if not args.full:
            seen = _seen(args.data, Inventory(lists))
            model = nncf.quantize(
                model, nncf.Dataset(seen), model_type=nncf.ModelType.TRANSFORMER, subset_size=len(seen)
            )
        xml = Path(folder) / "network.xml"
        ov.save_model(model, xml, compress_to_fp16=False)
        parts = {
            "network.xml": xml.read_bytes(),
            "network.bin": xml.with_suffix(".bin").read_bytes(),
            "vocabulary.txt": (MODEL / "vocab.txt").read_bytes(),
            "joints.npz": _matrices(network, tags_of(args.data, lists)),
            "lists.json": json.dumps(
                {
                    "lists": {k: v for k, v in lists.items() if k not in TEACHING},
                    "lemmas": _exceptions(args.data),
                    "outputs": {
                        branch: [[h, network.encoder.heads[h].out_features] for h in names]
                        for branch, names in graph.groups.items()
                    },
                    "first": CLS,
                    "last": SEP,
                },
                ensure_ascii=False,
                indent=1,
            ).encode(),
        }
    with zipfile.ZipFile(args.out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    content = args.out.read_bytes()
    print(f"{args.out}: {len(content) / 1e6:.1f} MB, SHA-256 {hashlib.sha256(content).hexdigest()}")


def _exceptions(data: Path) -> dict[str, dict[str, str]]:
    """The lemmas that words have against the rule, from the treebank."""
    return exceptions(
        (each.text[a:b], upos, xpos, lemma)
        for each in ud_ewt.load(data / "ud_ewt", "train")
        for (a, b), upos, xpos, lemma in zip(
            each.words, each.layers.upos or (), each.layers.xpos or (), each.layers.lemmas or (), strict=True
        )
    )


def tags_of(data: Path, lists: dict[str, list[str]]) -> np.ndarray:
    """Which Penn tags the treebank has with a part of speech, OFTEN at least."""
    counts = np.zeros((len(lists["upos"]), len(lists["xpos"])), np.int64)
    for each in ud_ewt.load(data / "ud_ewt", "train"):
        for part, tag in zip(each.layers.upos or (), each.layers.xpos or (), strict=True):
            counts[lists["upos"].index(part), lists["xpos"].index(tag)] += 1
    return counts >= OFTEN


def _matrices(network: Losses, tags: np.ndarray) -> bytes:
    joints = network.joints.state_dict()
    kept = {f"joints/{k}": v for k, v in joints.items() if k not in ("arc", "link")}
    kept["joints/root"] = torch.nn.functional.gelu(joints["root"])
    kept |= {f"chains/{k}": v for k, v in network.chains.state_dict().items()}
    arrays = {name: each.numpy().astype(np.float32) for name, each in kept.items()}
    out = io.BytesIO()
    np.savez(out, tags=tags, **arrays)
    return out.getvalue()


def _seen(data: Path, inventory: Inventory) -> list[dict[str, np.ndarray]]:
    cutter = Cutter((MODEL / "vocab.txt").read_text("utf-8"))
    draw = random.Random(3)
    found = []
    for make in (sets.grammar, sets.times, sets.reports, sets.names):
        examples = make(data, cutter, inventory)
        cut = windows(examples, 60, 250, seed=3)
        for window in draw.sample(cut, SEEN // 4):
            batch = collate(examples, [window], draw)
            on = int((batch["ids"] != 0).sum())
            found.append({"ids": batch["ids"][:, :on].numpy(), "shapes": batch["shapes"][:, :on].numpy()})
    return found


if __name__ == "__main__":
    main()
