"""Measures what the gate before the encoder leaves out, and what that costs.

    python benchmarks/gate.py DATA [--reports N] [--seed N] [--savings]

DATA is a folder with the archives or the unpacked folders of the sets: re3d, muc4, incidents (conflict); polnear,
timex, ecbplus, pages (other news). Nothing of it is copied. Prints

1. claims of the pipeline on conflict reports with and without the gate: how many are lost, how many come out
   otherwise (type, reality, who, to whom, where, when, counts or sources changed), how many are new;
2. what share of reports, sentences and characters the gate leaves out of each set of other news, and of a mix of
   95 % other news and 5 % conflict reports; and how many characters a second it looks at. ``--savings``: only this.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.annotate.encoder_parser import EncoderParser
from dateline.annotate.gate import Gate, sentences
from dateline.dictionaries.catalogue import load_catalogue
from dateline.export.flat import flat
from dateline.pipeline import Pipeline, standard
from dateline.records.capture import Capture, Given, Origin, capture_of
from dateline.records.claim import GroundedReport
from dateline.records.header import header_of
from dateline.records.report import CODED_LABELS, Report

CONFLICT = ("re3d", "muc4", "incidents")
OTHER = ("polnear", "timex", "ecbplus", "pages")
#: Fields of a flat claim that must stay the same for it to count as unchanged.
FIELDS = ("type", "mode", "reality", "actors", "recipients", "places", "when", "killed", "wounded", "sources")


def _items(path: Path) -> Iterator[dict[str, Any]]:
    raw = path.read_text(encoding="utf-8")
    if raw.lstrip()[:1] == "[":
        yield from json.loads(raw)
        return
    try:
        yield json.loads(raw)
    except json.JSONDecodeError:
        yield from (json.loads(line) for line in raw.split("\n") if line.strip())


def _re3d(root: Path) -> Iterator[tuple[str, str | bytes]]:
    for path in sorted(root.glob("*/documents.json")):
        yield from ((item["_id"], item["text"]) for item in _items(path))


def _muc4(root: Path) -> Iterator[tuple[str, str | bytes]]:
    yield from ((item["docid"], item["doctext"]) for item in _items(root / "processed" / "train.json"))


def _incidents(root: Path) -> Iterator[tuple[str, str | bytes]]:
    yield from ((item["id"], item["content"]) for item in _items(root / "reports.jsonl"))


def _polnear(root: Path) -> Iterator[tuple[str, str | bytes]]:
    for path in sorted(root.glob("train/text/*.txt")):
        yield path.name, path.read_text(encoding="utf-8")


def _timex(root: Path) -> Iterator[tuple[str, str | bytes]]:
    for path in sorted(root.glob("TBAQ-cleaned/*/*.tml")):
        inside = re.search(
            r"<TEXT>(.*?)</TEXT>", path.read_text(encoding="utf-8", errors="replace"), re.DOTALL
        )
        if inside and not path.name.startswith("."):
            yield path.name, html.unescape(re.sub(r"<[^>]+>", "", inside[1]))


def _ecbplus(root: Path) -> Iterator[tuple[str, str | bytes]]:
    token = re.compile(r'<token [^>]*?sentence="(\d+)"[^>]*>(.*?)</token>')
    for path in sorted(root.glob("*/*.xml")):
        lines: dict[str, list[str]] = {}
        for number, word in token.findall(path.read_text(encoding="utf-8")):
            lines.setdefault(number, []).append(html.unescape(word))
        yield path.name, "\n".join(" ".join(line) for line in lines.values())


def _pages(root: Path) -> Iterator[tuple[str, str | bytes]]:
    for path in sorted(root.glob("pages/*.html")):
        yield path.name, path.read_bytes()


LOADERS: dict[str, Callable[[Path], Iterator[tuple[str, str | bytes]]]] = {
    "re3d": _re3d,
    "muc4": _muc4,
    "incidents": _incidents,
    "polnear": _polnear,
    "timex": _timex,
    "ecbplus": _ecbplus,
    "pages": _pages,
}


def captures(data: Path, name: str, count: int, seed: int) -> list[Capture]:
    """At most ``count`` documents of a set, drawn by chance, as captures."""
    with tempfile.TemporaryDirectory() as folder:
        root = data / name
        archive = data / f"{name}.tar.xz"
        if not root.is_dir() and archive.exists():
            with tarfile.open(archive) as packed:
                packed.extractall(folder, filter="data")
            root = Path(folder) / name
        documents = [(key, text) for key, text in LOADERS[name](root) if text]
    random.Random(seed).shuffle(documents)
    return [
        capture_of(
            text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"),
            media_type="text/html" if isinstance(text, bytes) else "text/plain",
            origin=Origin(kind="dump", name=name, line=i),
            given=Given(document=key),
        )
        for i, (key, text) in enumerate(documents[:count], start=1)
    ]


def claims(reports: Sequence[GroundedReport]) -> list[list[dict[str, Any]]]:
    """The flat claims of each report."""
    return [[flat(header_of(r.annotated.report), c) for c in r.claims] for r in reports]


def compare(ours: list[dict[str, Any]], gated: list[dict[str, Any]]) -> Counter[str]:
    """How many claims of a report are the same, changed or lost with the gate, and how many are new."""
    out: Counter[str] = Counter(claims=len(ours))
    left = list(gated)
    for claim in ours:
        a, b = claim["evidence"]
        near = [
            c for c in left if c["type"] == claim["type"] and c["evidence"][0] < b and a < c["evidence"][1]
        ]
        best = max(near, key=lambda c: sum(c[f] == claim[f] for f in FIELDS), default=None)
        if best is None:
            out["lost"] += 1
            continue
        left.remove(best)
        out["same" if all(best[f] == claim[f] for f in FIELDS) else "changed"] += 1
    out["new"] = len(left)
    return out


def cost(pipeline: Pipeline, gated: Pipeline, items: list[Capture], name: str) -> Counter[str]:
    """Print and give what the gate does to the claims of a set."""
    total: Counter[str] = Counter()
    for ours, theirs in zip(claims(list(pipeline.run(items))), claims(list(gated.run(items))), strict=True):
        total += compare(ours, theirs)
    print_cost(name, total)
    return total


def print_cost(name: str, c: Counter[str]) -> None:
    """Print one line of claims."""
    n = max(1, c["claims"])
    print(
        f"{name:<12}{c['claims']:>7} claims: lost {c['lost']:>4} ({c['lost'] / n:.2%}), "
        f"changed {c['changed']:>4} ({c['changed'] / n:.2%}), new {c['new']:>3} ({c['new'] / n:.2%})"
    )


def saving(gate: Gate, reports: list[Report], name: str) -> Counter[str]:
    """Print and give how much of a set the gate leaves out."""
    c: Counter[str] = Counter()
    seconds = 0.0
    for report in reports:
        blocks = [(b.start, b.end) for b in report.blocks if b.label in CODED_LABELS]
        started = time.perf_counter()
        stretches = gate.of_blocks(report.text, blocks).stretches
        seconds += time.perf_counter() - started
        c["reports"] += 1
        c["skipped"] += not any(stretches)
        c["characters"] += sum(e - s for s, e in blocks)
        c["read"] += sum(e - s for part in stretches for s, e in part)
        for (start, end), part in zip(blocks, stretches, strict=True):
            for s, _ in sentences(report.text, start, end):
                c["sentences"] += 1
                c["sentences read"] += any(a <= s < b for a, b in part)
    print_saving(name, c, c["characters"] / max(seconds, 1e-9))
    return c


def print_saving(name: str, c: Counter[str] | dict[str, float], speed: float | None = None) -> None:
    """Print one line of what is left out."""
    tail = f"; {speed / 1e6:.1f} million characters/s" if speed else ""
    print(
        f"{name:<12}left out: {c['skipped'] / max(1, c['reports']):.1%} of {c['reports']:.0f} reports, "
        f"{1 - c['sentences read'] / max(1, c['sentences']):.1%} of sentences, "
        f"{1 - c['read'] / max(1, c['characters']):.1%} of characters{tail}"
    )


def mixed(other: Counter[str], conflict: Counter[str]) -> dict[str, float]:
    """The figures of 95 reports of other news and 5 of conflict."""
    return {
        key: 95 * other[key] / max(1, other["reports"]) + 5 * conflict[key] / max(1, conflict["reports"])
        for key in ("reports", "skipped", "sentences", "sentences read", "characters", "read")
    }


def main(argv: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--reports", type=int, default=300, help="at most so many documents a set")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--savings", action="store_true", help="leave out the claims, which take minutes")
    options = parser.parse_args(argv)
    gate = Gate(load_catalogue())
    network = EncoderParser()
    pipeline, gated = standard(network, gate=False), standard(network)
    total: Counter[str] = Counter()
    conflict: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for name in (*CONFLICT, *OTHER):
        items = captures(options.data, name, options.reports, options.seed)
        reports = [r for i in items for r in pipeline.stages[0].run([i]) if r.silence is None]
        if name in CONFLICT:
            if not options.savings:
                total += cost(pipeline, gated, items, name)
            conflict += saving(gate, reports, name)
        else:
            other += saving(gate, reports, name)
    if not options.savings:
        print_cost("conflict", total)
    print_saving("conflict", conflict)
    print_saving("other news", other)
    print_saving("95 : 5", mixed(other, conflict))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
