"""Scores the coder on an answer key of claims, beside a baseline that codes every sentence with an event word.

    python benchmarks/claims_key.py DATA [--json FILE] [--floors FILE] [--predictions FILE]

DATA is a folder with ``claims_key/`` (docs.jsonl, claims.jsonl and its scorer score.py) and the archives of the
sets whose reports it keys (re3d.tar.xz, muc4.tar.xz, incidents.tar.xz), as they are handed out. Nothing of it is
copied; the scorer is run as it is. With ``--floors`` the exit code is 1 where a figure lies below its floor.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.dictionaries.lexicon import load_lexicon
from dateline.evaluate.spacy_parser import SpacyParser
from dateline.export.flat import flat
from dateline.pipeline import standard
from dateline.records.capture import Given, Origin, capture_of
from dateline.records.claim import GroundedReport
from dateline.records.header import header_of

FIGURES = {
    "claim_typed": "f1",
    "claim": "f1",
    "actor": "f1",
    "recipient": "f1",
    "place": "f1",
    "reality": "accuracy",
    "reality_side_of_unreal": "accuracy",
    "date": "accuracy",
    "date_null": "accuracy",
    "casualty_exact": "accuracy",
    "source_named": "accuracy",
    "source_origin": "accuracy",
    "source_chain": "accuracy",
}


def texts(data: Path) -> dict[str, str]:
    """The keyed sets' texts by document id, read from their archives."""
    out: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("re3d", "muc4", "incidents"):
            with tarfile.open(data / f"{name}.tar.xz") as archive:
                archive.extractall(folder, filter="data")
        root = Path(folder)
        for path in root.glob("re3d/*/documents.json"):
            for item in _items(path):
                out[item["_id"]] = item["text"]
        for path in root.glob("muc4/processed/train.json"):
            for item in _items(path):
                out[item["docid"]] = item["doctext"]
        for path in root.glob("incidents/reports.jsonl"):
            for item in _items(path):
                out[item["id"]] = item["content"]
    return out


def _items(path: Path) -> Iterator[dict[str, Any]]:
    raw = path.read_text(encoding="utf-8")
    try:
        whole = json.loads(raw)
        yield from whole if isinstance(whole, list) else [whole]
    except json.JSONDecodeError:
        for line in raw.split("\n"):
            if line.strip():
                yield json.loads(line)


def coded(report: GroundedReport) -> Iterator[dict[str, Any]]:
    """The coder's claims of a report as flat predictions."""
    header = header_of(report.annotated.report)
    for claim in report.claims:
        yield flat(header, claim)


def baseline(report: GroundedReport) -> Iterator[dict[str, Any]]:
    """One claim for every sentence with an event word: its first frame's type, the first place, nothing else."""
    lexicon = load_lexicon()
    annotated = report.annotated
    for s in annotated.sentences:
        for t in annotated.tokens[s.first : s.last]:
            frames = (
                [f for p, f in lexicon.verbs.get(t.lemma, ()) if p == t.lemma] if t.upos == "VERB" else []
            )
            frames += [
                f for parts, f in lexicon.nouns.get(t.lemma, ()) if len(parts) == 1 and t.upos == "NOUN"
            ]
            if not frames:
                continue
            places = [m.text for m in annotated.mentions if m.kind == "place" and s.start <= m.start < s.end]
            yield {
                "doc": annotated.report.document,
                "type": frames[0].type,
                "mode": frames[0].mode,
                "reality": "happened",
                "actors": [],
                "recipients": [],
                "places": {"at": places[:1]},
                "when": {"start": None, "end": None},
                "killed": None,
                "wounded": None,
                "sources": [],
                "evidence": [s.start, s.end],
            }
            break


def score(key: Path, predictions: list[dict[str, Any]], keep: Path | None = None) -> dict[str, Any]:
    """The scorer's figures for these predictions."""
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "predictions.jsonl"
        path.write_text("".join(json.dumps(p) + "\n" for p in predictions), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(key / "score.py"), str(key), str(path), "--json"],
            check=True,
            capture_output=True,
            text=True,
        )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def main(argv: list[str]) -> int:
    """Print the table; 1 where a figure lies below its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--floors", type=Path)
    parser.add_argument("--predictions", type=Path)
    parser.add_argument(
        "--parser", choices=("spacy", "encoder"), default="encoder", help="who reads the grammar"
    )
    options = parser.parse_args(argv)
    key = options.data / "claims_key"
    docs = [
        json.loads(line)
        for line in (key / "docs.jsonl").read_text(encoding="utf-8").split("\n")
        if line.strip()
    ]
    found = texts(options.data)
    captures = [
        capture_of(
            found[d["doc"]].encode("utf-8", "surrogatepass"),
            media_type="text/plain",
            origin=Origin(kind="dump", name="claims_key", line=i),
            given=Given(document=d["doc"], published=d["date"]),
        )
        for i, d in enumerate(docs, start=1)
    ]
    pipeline = standard(SpacyParser(prepared=True) if options.parser == "spacy" else None)
    started = time.perf_counter()
    reports = list(pipeline.run(captures))
    seconds = time.perf_counter() - started
    ours = score(key, [p for r in reports for p in coded(r)], options.predictions)
    base = score(key, [p for r in reports for p in baseline(r)])
    print(
        f"{len(docs)} reports in {seconds:.1f} s; predicted {ours['predicted']}, baseline {base['predicted']}"
    )
    print(f"{'figure':<26}{'dateline':>10}{'n':>6}{'baseline':>10}{'n':>6}")
    low: list[str] = []
    floors = json.loads(options.floors.read_text(encoding="utf-8")) if options.floors else {}
    for name, field in FIGURES.items():
        a, b = ours[name][field], base[name][field]
        cells = [f"{x:.3f}" if x is not None else "-" for x in (a, b)]
        n = [str(ours[name].get("n", "")), str(base[name].get("n", ""))]
        print(f"{name:<26}{cells[0]:>10}{n[0]:>6}{cells[1]:>10}{n[1]:>6}")
        if name in floors and (a is None or round(a, 3) < floors[name]):
            low.append(f"{name} {cells[0]} is below its floor {floors[name]}")
    print(f"claims in quiet documents: {ours['predicted_in_quiet_documents']['n']}", end="; ")
    print(f"baseline {base['predicted_in_quiet_documents']['n']}")
    if options.json:
        options.json.write_text(json.dumps({"dateline": ours, "baseline": base}, indent=1), encoding="utf-8")
    for line in low:
        print(line, file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
