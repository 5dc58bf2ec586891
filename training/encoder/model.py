"""The network: MiniLM's first layers shared, three branches of their own layers, a head for each question.

The branches are ``grammar`` (parts of speech, tags, lemmas, dependencies), ``speech`` (who says what) and ``facts``
(sentence ends, names, times, negation, factuality, events). There are two sizes: ``LARGE``, whose branches start from
copies of MiniLM's last layer, and ``SMALL``, which starts from what a large one has learnt and is shipped.

Dependencies: Dozat & Manning 2017, with labels scored by a network of the sum of the two words instead of a bilinear
form. Attribution: a linear-chain CRF over each of source, cue and content (Lafferty and others 2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from dateline.annotate.pieces import SHAPE_COUNT

WIDTH, HEADS = 384, 12
ARC, LABEL, LINK = 192, 128, 96


@dataclass(frozen=True)
class Size:
    """How many layers are shared and how many each branch has, each with how wide their inner layers are."""

    shared: tuple[int, int]
    branches: dict[str, tuple[int, int]]


#: MiniLM's inner layers have 1536. The small one's were chosen by runs of 350 steps on development batches.
LARGE = Size(shared=(5, 1536), branches={"grammar": (1, 1536), "speech": (2, 1536), "facts": (1, 1536)})
SMALL = Size(shared=(3, 1024), branches={"grammar": (1, 768), "speech": (1, 1536), "facts": (1, 1024)})
SIZES = {"large": LARGE, "small": SMALL}


class Layer(nn.Module):
    """One layer of BERT (Devlin and others 2019), normalised after each step."""

    def __init__(self, inner: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = dropout
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, inner)
        self.narrow = nn.Linear(inner, WIDTH)
        self.second = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Take (batch, pieces, WIDTH) and a mask that is 0 where there is a piece and very negative elsewhere."""
        batch, length, width = x.shape
        q, k, v = (
            each.view(batch, length, HEADS, width // HEADS).transpose(1, 2)
            for each in self.qkv(x).split(width, -1)
        )
        p = self.dropout if self.training else 0.0
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype), dropout_p=p)
        y = self.mixed(y.transpose(1, 2).reshape(batch, length, width))
        x = self.first(x + F.dropout(y, p, self.training))
        y = self.narrow(F.gelu(self.wide(x)))
        return self.second(x + F.dropout(y, p, self.training))


class Encoder(nn.Module):
    """Pieces to the vectors of the heads.

    ``heads`` maps the name of a word-wise head to (its branch, how many numbers it gives).
    """

    def __init__(
        self, heads: dict[str, tuple[str, int]], size: Size = LARGE, vocabulary: int = 30522
    ) -> None:
        super().__init__()
        self.size = size
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPE_COUNT, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.shared = _layers(*size.shared)
        self.branches = nn.ModuleDict({name: _layers(*given) for name, given in size.branches.items()})
        self.branch_of = {name: branch for name, (branch, _) in heads.items()}
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, (_, size) in heads.items()})
        nn.init.normal_(self.shapes.weight, std=0.02)

    def start_from(self, path: Path) -> None:
        """Take MiniLM's weights; each branch starts from copies of its last layer."""
        given = load_file(path)

        def layer(into: nn.Module, n: int) -> None:
            old = f"encoder.layer.{n}."
            parts = [f"{old}attention.self.{x}" for x in ("query", "key", "value")]
            state = {
                "qkv.weight": torch.cat([given[f"{p}.weight"] for p in parts]),
                "qkv.bias": torch.cat([given[f"{p}.bias"] for p in parts]),
            }
            names = {
                "mixed": "attention.output.dense",
                "first": "attention.output.LayerNorm",
                "wide": "intermediate.dense",
                "narrow": "output.dense",
                "second": "output.LayerNorm",
            }
            for new, name in names.items():
                for kind in ("weight", "bias"):
                    state[f"{new}.{kind}"] = given[f"{old}{name}.{kind}"]
            into.load_state_dict(state)

        with torch.no_grad():
            self.words.weight.copy_(given["embeddings.word_embeddings.weight"])
            kinds = given["embeddings.token_type_embeddings.weight"][0]
            self.places.weight.copy_(given["embeddings.position_embeddings.weight"] + kinds)
            self.norm.weight.copy_(given["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(given["embeddings.LayerNorm.bias"])
        for n, each in enumerate(self.shared):
            layer(each, n)
        for branch in self.branches.values():
            for each in branch:
                layer(each, 5)

    def start_from_larger(self, large: Encoder, kept: Sequence[int]) -> None:
        """Take what a larger network has learnt: its shared layers ``kept``, the last of each branch, all heads.

        Where an inner layer is narrower here, the numbers stay whose weights are the largest, in and out.
        """
        for name in ("words", "places", "shapes", "norm", "heads"):
            getattr(self, name).load_state_dict(getattr(large, name).state_dict())
        for into, n in zip(self.shared, kept, strict=True):
            _narrowed(large.shared[n], into)
        for name, branch in self.branches.items():
            above = large.branches[name]
            for into, given in zip(branch, list(above)[-len(branch) :], strict=True):
                _narrowed(given, into)

    def encode(self, ids: Tensor, shapes: Tensor, branches: list[str]) -> dict[str, Tensor]:
        """The last vectors of each branch, (batch, pieces, WIDTH); ``ids`` is 0 where there is no piece."""
        mask = (ids == 0)[:, None, None, :].float() * -1e4
        places = self.places.weight[: ids.shape[1]]
        x = self.norm(self.words(ids) + places + self.shapes(shapes))
        x = F.dropout(x, 0.1, self.training)
        for layer in self.shared:
            x = layer(x, mask)
        found = {}
        for name in branches:
            y = x
            for layer in self.branches[name]:
                y = layer(y, mask)
            found[name] = y
        return found

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """Every head's numbers for every piece, in the order of ``self.heads``; this is what is shipped."""
        vectors = self.encode(ids, shapes, list(self.branches))
        return tuple(head(vectors[self.branch_of[name]]) for name, head in self.heads.items())


def _layers(count: int, inner: int) -> nn.ModuleList:
    return nn.ModuleList([Layer(inner) for _ in range(count)])


def _narrowed(given: Layer, into: Layer) -> None:
    """Copy a layer into one whose inner layer may be narrower."""
    state = given.state_dict()
    wide, narrow = state["wide.weight"], state["narrow.weight"]
    best = (wide.norm(dim=1) * narrow.norm(dim=0)).topk(into.wide.out_features).indices.sort().values
    state |= {
        "wide.weight": wide[best],
        "wide.bias": state["wide.bias"][best],
        "narrow.weight": narrow[:, best],
    }
    into.load_state_dict(state)


class Joints(nn.Module):
    """What turns the vectors of two words into a score; small, and run outside the shipped graph."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.arc = nn.Parameter(torch.empty(ARC + 1, ARC))
        self.root = nn.Parameter(torch.zeros(ARC))
        self.root_label = nn.Parameter(torch.zeros(LABEL))
        self.label = nn.Linear(LABEL, labels)
        self.link = nn.Parameter(torch.empty(LINK + 1, LINK))
        nn.init.orthogonal_(self.arc)
        nn.init.orthogonal_(self.link)
        nn.init.normal_(self.root, std=0.1)
        nn.init.normal_(self.root_label, std=0.1)

    @staticmethod
    def active(x: Tensor, p: float) -> Tensor:
        """What each projected vector goes through before it is joined."""
        return F.dropout(F.gelu(x), p)

    @staticmethod
    def bilinear(a: Tensor, b: Tensor, weight: Tensor) -> Tensor:
        """Scores (batch, n, m) of vectors ``a`` (batch, n, d) and ``b`` (batch, m, d)."""
        one = torch.ones_like(a[..., :1])
        return torch.cat([a, one], -1) @ weight @ b.transpose(1, 2)


class Chains(nn.Module):
    """Linear-chain CRFs over tags O, B, I, for several layers at once."""

    def __init__(self, layers: int, tags: int = 3) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(layers, tags, tags))
        self.start = nn.Parameter(torch.zeros(layers, tags))
        self.end = nn.Parameter(torch.zeros(layers, tags))

    def loss(self, scores: Tensor, gold: Tensor, present: Tensor) -> Tensor:
        """Mean negative log-likelihood a word.

        ``scores``: (batch, words, layers, tags); ``gold``: (batch, words, layers); ``present``: (batch, words),
        ones first. O may not be followed by I.
        """
        steps = self.steps.clone()
        steps[:, 0, 2] = steps[:, 0, 2] - 1e4
        start = self.start.clone()
        start[:, 2] = start[:, 2] - 1e4
        batch, words, layers, _ = scores.shape
        picked = scores.gather(-1, gold.unsqueeze(-1)).squeeze(-1)
        on = present.unsqueeze(-1).to(scores.dtype)
        right = (picked * on).sum(1)
        which = torch.arange(layers)
        right = right + start[which, gold[:, 0]]
        moved = steps[which, gold[:, :-1], gold[:, 1:]] * on[:, 1:]
        right = right + moved.sum(1)
        last = present.sum(1).long() - 1
        final = gold[torch.arange(batch), last]
        right = right + self.end[which, final]
        total = scores[:, 0] + start
        for t in range(1, words):
            following = torch.logsumexp(total.unsqueeze(-1) + steps, dim=2) + scores[:, t]
            total = torch.where(present[:, t, None, None], following, total)
        total = torch.logsumexp(total + self.end, dim=-1)
        return (total - right).sum() / on.sum()
