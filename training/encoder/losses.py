"""Batches of windows, and what the network loses on each."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn
from training.encoder.examples import NONE, Example
from training.encoder.model import Chains, Encoder, Joints

from dateline.annotate.pieces import CAPITAL, LOWER, MIXED, TITLE, UPPER

CLS, SEP = 101, 102

#: Of the windows, those that lose their capitals; a quarter of them become capitals throughout.
LOWERED = 0.16

#: How much each head's loss counts in a batch that has its labels.
WEIGHTS = {
    "arc": 1.0,
    "deprel": 1.0,
    "upos": 0.5,
    "xpos": 0.5,
    "lemma": 0.5,
    "opens": 2.0,
    "factuality": 1.5,
    "said": 4.0,
    "link": 0.5,
    "names": 4.0,
    "silver": 2.0,
    "times": 4.0,
    "trigger": 2.0,
    "negation": 4.0,
    "scope": 1.0,
    "carries": 1.0,
}

#: The head that holds a label's numbers, where it is another one.
PROJECTIONS = ("arc_from", "arc_to", "label_from", "label_to", "link_from", "link_to")

_CASED = np.array([LOWER, TITLE, CAPITAL, UPPER, MIXED])

Batch = dict[str, Any]


def rounded(length: int) -> int:
    """A length that several batches share: each new shape costs the matrix library a start of its own."""
    return -(-length // 32) * 32


def collate(
    examples: Sequence[Example], windows: Sequence[tuple[int, int, int]], draw: random.Random
) -> Batch:
    """Tensors of several windows; now and then a window loses its capitals, as old wire copy and headlines do.

    ``plain`` are the shapes as they were, ``shapes`` what is left of them.
    """
    rows = []
    for n, first, last in windows:
        pieces = examples[n].pieces
        a, b = int(pieces.firsts[first]), int(pieces.firsts[last])
        plain = shapes = pieces.shapes[a:b]
        chance = draw.random()
        if chance < LOWERED:
            base, apart = shapes % 15, shapes // 15
            base[np.isin(base, _CASED)] = UPPER if chance < LOWERED / 4 else LOWER
            shapes = base + apart * 15
        rows.append((n, first, last, pieces.ids[a:b], plain, shapes, pieces.firsts[first:last] - a + 1))
    length = rounded(max(len(row[3]) for row in rows) + 2)
    words = rounded(max(len(row[6]) for row in rows))
    ids = np.zeros((len(rows), length), np.int64)
    plain = np.zeros((len(rows), length), np.int64)
    shapes = np.zeros((len(rows), length), np.int64)
    firsts = np.zeros((len(rows), words), np.int64)
    present = np.zeros((len(rows), words), bool)
    labels: dict[str, np.ndarray] = {}
    for r, (n, first, last, piece_ids, piece_plain, piece_shapes, starts) in enumerate(rows):
        count = last - first
        ids[r, 0], ids[r, len(piece_ids) + 1] = CLS, SEP
        ids[r, 1 : len(piece_ids) + 1] = piece_ids
        plain[r, 1 : len(piece_ids) + 1] = piece_plain
        shapes[r, 1 : len(piece_ids) + 1] = piece_shapes
        firsts[r, :count] = starts
        present[r, :count] = True
        for head, given in examples[n].labels.items():
            if head not in labels:
                fill: float = np.nan if given.dtype == np.float32 else NONE
                labels[head] = np.full((len(rows), words, *given.shape[1:]), fill, given.dtype)
            labels[head][r, :count] = given[first:last]
            if head == "said":  # a span that the window cuts off begins with it
                labels[head][r, 0][given[first] == 2] = 1
            if head in ("arc", "link"):
                inside = labels[head][r, :count]
                inside -= first
                inside[(inside < 0) | (inside >= count)] = NONE
    batch: Batch = {"labels": {head: torch.from_numpy(given) for head, given in labels.items()}}
    batch |= {
        name: torch.from_numpy(array)
        for name, array in (
            ("ids", ids), ("plain", plain), ("shapes", shapes), ("firsts", firsts), ("present", present),
        )
    }  # fmt: skip
    return batch


class Losses(nn.Module):
    """The network, and what it loses on a batch, by head."""

    def __init__(self, encoder: Encoder, labels: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.joints = Joints(labels)
        self.chains = Chains(3)

    def forward(self, batch: Batch, teacher: Encoder | None = None) -> dict[str, Tensor]:
        """The losses of the heads that the batch has labels of, not yet weighed.

        With a ``teacher`` also "taught": how far the last vectors of all branches are from the teacher's, which sees
        the capitals that were taken away (mean square; Jiao and others 2020 do so with every layer).
        """
        labels, present = batch["labels"], batch["present"]
        heads = set(labels)
        needed = [h for h in self.encoder.heads if h in heads or self._joins(h, heads)]
        branches = sorted({self.encoder.branch_of[h] for h in needed})
        lost: dict[str, Tensor] = {}
        with torch.autocast("cpu", dtype=torch.bfloat16):
            if teacher is not None:
                branches = list(self.encoder.branches)
                with torch.no_grad():
                    aims = teacher.encode(batch["ids"], batch["plain"], branches)
            vectors = self.encoder.encode(batch["ids"], batch["shapes"], branches)
            if teacher is not None:
                on = batch["ids"] != 0
                lost["taught"] = torch.stack(
                    [F.mse_loss(vectors[b].float()[on], aims[b].float()[on]) for b in branches]
                ).mean()
            width = next(iter(vectors.values())).shape[-1]
            index = batch["firsts"].unsqueeze(-1).expand(-1, -1, width)
            by_word = {name: each.gather(1, index) for name, each in vectors.items()}
            given = {h: self.encoder.heads[h](by_word[self.encoder.branch_of[h]]) for h in needed}
        out = {h: each.float() for h, each in given.items()}
        for head, gold in labels.items():
            if head == "said":
                scores = out["said"].view(*present.shape, 3, 3)
                lost[head] = self.chains.loss(scores, gold.clamp(min=0), present)
            elif head == "arc":
                lost[head] = self._arcs(out, gold, labels["opens"])
            elif head == "deprel":
                lost[head] = self._labels(out, gold, labels["arc"])
            elif head == "link":
                lost[head] = self._links(out, gold, labels["said"])
            elif head == "factuality":
                on = ~gold.isnan()
                if on.any():
                    lost[head] = F.smooth_l1_loss(out[head].squeeze(-1)[on], gold[on])
            elif head == "carries":
                on = ~gold.isnan()
                lost[head] = F.binary_cross_entropy_with_logits(out[head].squeeze(-1)[on], gold[on])
            else:
                lost[head] = F.cross_entropy(out[head].flatten(0, 1), gold.flatten(), ignore_index=NONE)
        return {head: each for head, each in lost.items() if torch.isfinite(each)}

    @staticmethod
    def _joins(head: str, labels: set[str]) -> bool:
        kind = head.split("_")[0]
        return head in PROJECTIONS and {"arc": "arc", "label": "deprel", "link": "link"}[kind] in labels

    def _arcs(self, out: dict[str, Tensor], gold: Tensor, opens: Tensor) -> Tensor:
        p = 0.2 if self.training else 0.0
        a = self.joints.active(out["arc_from"], p)
        b = self.joints.active(out["arc_to"], p)
        root = self.joints.root.expand(len(b), 1, -1)
        scores = self.joints.bilinear(a, torch.cat([root, b], 1), self.joints.arc)
        sentence = opens.clamp(min=0).cumsum(1)
        same = (sentence.unsqueeze(1) == sentence.unsqueeze(2)) & (opens != NONE).unsqueeze(1)
        outside = torch.cat([torch.ones_like(same[..., :1]), same], -1).logical_not()
        scores = scores.masked_fill(outside, -1e4)
        own = torch.arange(gold.shape[1]).expand_as(gold)
        target = torch.where(gold == own, 0, gold + 1)
        target = torch.where(gold == NONE, NONE, target)
        return F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=NONE)

    def _labels(self, out: dict[str, Tensor], gold: Tensor, arcs: Tensor) -> Tensor:
        own = torch.arange(arcs.shape[1]).expand_as(arcs)
        index = arcs.clamp(min=0).unsqueeze(-1).expand(-1, -1, out["label_to"].shape[-1])
        heads = out["label_to"].gather(1, index)
        root = self.joints.root_label.expand_as(heads)
        heads = torch.where((arcs == own).unsqueeze(-1), root, heads)
        p = 0.2 if self.training else 0.0
        scores = self.joints.label(self.joints.active(out["label_from"] + heads, p))
        gold = torch.where(arcs == NONE, NONE, gold)
        return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=NONE)

    def _links(self, out: dict[str, Tensor], gold: Tensor, said: Tensor) -> Tensor:
        p = 0.2 if self.training else 0.0
        a = self.joints.active(out["link_from"], p)
        b = self.joints.active(out["link_to"], p)
        scores = self.joints.bilinear(a, b, self.joints.link)
        cues = said[..., 1] == 1
        scores = scores.masked_fill(~cues.unsqueeze(1), -1e4)
        on = gold != NONE
        on = on & cues.gather(1, gold.clamp(min=0))
        target = torch.where(on, gold, NONE)
        return F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=NONE)
