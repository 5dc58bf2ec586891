"""The reference pages and tables that are written from the code, so that they cannot fall behind it."""

from __future__ import annotations

import ast
import enum
import hashlib
import inspect
import io
import re
import textwrap
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import typer

from dateline.annotate import network as annotate_network
from dateline.annotate import windows
from dateline.cli.main import app
from dateline.codebooks.ontology import load_ontology
from dateline.export import event_rows
from dateline.export.csv import COLUMNS
from dateline.export.flat import flat
from dateline.read import article

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "dateline"

#: The record modules, in the order of the way through.
RECORDS = ("evidence", "capture", "report", "source", "annotation", "claim", "event", "control", "decision")

_NOTE = "<!-- Written by docs/generate.py from {source}; `make docs` writes it anew. -->\n\n"
_BLOCK = re.compile(r"^::\n\n((?: {4}.*(?:\n|$)|\n)+)", re.MULTILINE)
_EFFECTS = {
    "floor": "at least this number, no upper limit",
    "above": "at least one more, no upper limit",
    "ceiling": "from 0 to this number",
    "below": "from 0 to one less",
    "about": "the number as it is told",
}


def reference() -> dict[str, str]:
    """Each reference page's text, by its path from the repository root."""
    pages: dict[str, Callable[[], str]] = {
        "command-line": command_line,
        "records": records,
        "ontology": ontology,
        "counts": counts_page,
        "export": export,
        "errors": errors,
    }
    return {f"docs/reference/{name}.md": make() for name, make in pages.items()}


def generated() -> dict[str, str]:
    """The text of each generated part of a page that is otherwise written by hand, by the part's name."""
    return {"counts": counts(), "network": network(), "encoder": encoder()}


def command_line() -> str:
    """The commands, their arguments and their options."""
    root: Any = typer.main.get_command(app)
    parts = [_NOTE.format(source="src/dateline/cli"), "# The command line\n\n", _text(root.help)]
    parts.append(
        "Two more come from outside: 130 where it was interrupted, 141 where the program that reads its output "
        "ended first.\n\nClaims go to standard output. What could not be read, and why a page has no claim, goes to standard "
        "error. `dateline --version` prints the version; `--help` after a command prints its options. "
        "`NO_COLOR` switches colours off, `COLUMNS` sets the width of tables, `DATELINE_CACHE` names the folder "
        "in which the index of places is kept.\n\n"
    )
    for name, command in root.commands.items():
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        words = " ".join(_argument(p) for p in arguments)
        parts.append(f"## dateline {name}\n\n```\ndateline {name} [OPTIONS] {words}".rstrip() + "\n```\n\n")
        parts.append(_text(command.help))
        rows = [(f"`{_argument(p)}`" if p in arguments else _option(p), _help(p)) for p in command.params]
        parts.append(_table(("argument or option", "meaning"), rows))
    return "".join(parts).rstrip() + "\n"


def _argument(parameter: Any) -> str:
    word = f"{parameter.metavar}{'...' if parameter.nargs == -1 else ''}"
    return word if parameter.required else f"[{word}]"


def _option(parameter: Any) -> str:
    choices = isinstance(parameter.default, enum.Enum)
    value = "|".join(type(parameter.default)) if choices else parameter.metavar
    return f"`{', '.join(parameter.opts)}{f' {value}' if value else ''}`"


def _help(parameter: Any) -> str:
    default = parameter.default
    value = default.value if isinstance(default, enum.Enum) else default
    return parameter.help if value is None else f"{parameter.help} Default: `{value}`."


def records() -> str:
    """The records: each module, its classes, their fields and types."""
    parts = [
        _NOTE.format(source="src/dateline/records"),
        "# The records\n\nWhat the stages hand to each other. All are frozen and keyword-only; a field without a "
        "default must be given. [Design](../design.md) tells which stage makes which.\n\n",
    ]
    for name in RECORDS:
        tree = ast.parse((SOURCE / "records" / f"{name}.py").read_text(encoding="utf-8"))
        parts.append(f"## dateline.records.{name}\n\n{_text(ast.get_docstring(tree))}")
        names = [(f"`{key}`", _code(value)) for key, value in _literals(tree)]
        if names:
            parts.append(_table(("name", "one of"), names))
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                parts.append(_record(node))
    return "".join(parts).rstrip() + "\n"


def _literals(tree: ast.Module) -> Iterable[tuple[str, str]]:
    """The module's names for sets of words, with the words."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
            if isinstance(node.targets[0], ast.Name) and ast.unparse(node.value.value) == "Literal":
                yield node.targets[0].id, ", ".join(str(word) for word in ast.literal_eval(node.value.slice))


def _record(node: ast.ClassDef) -> str:
    rows = []
    for part in node.body:
        if isinstance(part, ast.AnnAssign):
            default = "" if part.value is None else _code(ast.unparse(part.value))
            rows.append((_code(ast.unparse(part.target)), _code(ast.unparse(part.annotation)), default))
    table = _table(("field", "type", "default"), rows) if rows else ""
    return f"### {node.name}\n\n{_text(ast.get_docstring(node))}{table}"


def ontology() -> str:
    """The event types and modes, realities, kinds of casualty and roles of places."""
    known = load_ontology()
    parts = [
        _NOTE.format(source="src/dateline/codebooks/ontology.toml"),
        "# The ontology\n\nThe sixteen types from AGREE to ASSAULT and their modes follow PLOVER; definitions and "
        "examples are ours. TERRITORY and FORCE-ESTIMATE are additions. Places and people in the examples are made "
        "up.\n\n## Event types\n\n",
    ]
    for event in known.event:
        quarter = "no act" if event.quad == "none" else event.quad.replace("-", " ")
        parts.append(f"### {event.id}\n\n{event.definition}\n\n*{event.example}*\n\n")
        parts.append(f"Quarter: {quarter}. Recipient: {event.recipient}.\n\n")
        modes = [(f"`{m.id}`", m.definition, f"*{m.example}*") for m in event.mode]
        if modes:
            parts.append(_table(("mode", "meaning", "example"), modes))
    realities = [(f"`{r.id}`", r.definition, f"*{r.example}*") for r in known.reality]
    parts.append("## Reality\n\n" + _table(("reality", "meaning", "example"), realities))
    kinds = [(f"`{c.id}`", c.definition) for c in known.casualty]
    parts.append("## Casualties\n\n" + _table(("kind", "meaning"), kinds))
    roles = [(f"`{p.id}`", p.definition) for p in known.place_role]
    parts.append("## Roles of places\n\n" + _table(("role", "meaning"), roles))
    return "".join(parts).rstrip() + "\n"


def counts_page() -> str:
    """The page of the count words."""
    note = _NOTE.format(source="src/dateline/dictionaries/counts.toml")
    lead = "Words for numbers become ranges by this one table.\n\n"
    return f"{note}# Count words\n\n{lead}{counts()}".rstrip() + "\n"


def network() -> str:
    """The table of what the network that tells the article is, from its file and from the code that holds it."""
    content = (SOURCE / "read" / article.MODEL).read_bytes()
    arrays = np.load(io.BytesIO(content), allow_pickle=False)
    count, layers = int(arrays["networks"]), int(arrays["layers"])
    widths = [arrays[f"weights0.{i}"].shape for i in range(layers)]
    numbers = sum(
        arrays[f"{kind}{n}.{i}"].size
        for kind in ("weights", "biases")
        for n in range(count)
        for i in range(layers)
    )
    rows = [
        ("file", f"`src/dateline/read/{article.MODEL}`, {len(content):,} bytes"),
        ("SHA-256", f"`{hashlib.sha256(content).hexdigest()}`; Dateline refuses another file"),
        ("networks", f"{count}, of which the mean is taken"),
        ("layers of each", " → ".join(str(n) for n in [widths[0][0], *(width[1] for width in widths)])),
        ("numbers", f"{numbers:,}, the weights kept in 16 bits"),
        ("taken for the article", f"a segment of likelihood {article.LIKELY} and more"),
    ]
    return _table(("what", "is"), rows)


def encoder() -> str:
    """The table of what the encoder is, from its file and from the code that holds it."""
    content = (SOURCE / "annotate" / annotate_network.FILE).read_bytes()
    answers = annotate_network.load_network()
    heads = ", ".join(f"{head} {size}" for head, size in sorted(answers.sizes.items()))
    lists = {head: len(answers.lists[head]) for head in ("upos", "xpos", "deprel")}
    rows = [
        ("file", f"`src/dateline/annotate/{annotate_network.FILE}`, {len(content):,} bytes"),
        ("SHA-256", f"`{hashlib.sha256(content).hexdigest()}`; Dateline refuses another file"),
        ("numbers for each piece", heads),
        ("answers", ", ".join(f"{count} {head}" for head, count in lists.items())),
        ("windows", f"{windows.MOST} pieces, of which two share {windows.SHARED}"),
    ]
    return _table(("what", "is"), rows)


def counts() -> str:
    """The tables of vague number words and of what a modifier does to a number."""
    file = SOURCE / "dictionaries" / "counts.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    words: dict[tuple[int, ...], list[str]] = {}
    for word, bounds in data["words"].items():
        words.setdefault(tuple(bounds), []).append(word)
    rows = []
    for limits, these in sorted(words.items()):
        plain = limits == limits[:1] * 2 and len(these) == 1 and 2 < limits[0] < 100 and limits[0] != 12
        if not plain:
            high = "no limit" if len(limits) == 1 else str(limits[1])
            rows.append((", ".join(these), str(limits[0]), high))
    effects: dict[str, list[str]] = {}
    for word, effect in data["modifiers"].items():
        effects.setdefault(effect, []).append(word)
    multiplied = ", ".join(f"{word} {number:,}" for word, number in data["multipliers"].items())
    return (
        _table(("word", "at least", "at most"), rows)
        + f"Plain number words (three to ninety) stand for themselves. Multipliers: {multiplied}.\n\n"
        + _table(("with", "the range is"), [(", ".join(w), _EFFECTS[e]) for e, w in effects.items()])
    )


def export() -> str:
    """The forms in which claims and events are written: JSON lines, CSV, GeoJSON."""
    modules = [(form, SOURCE / "export" / f"{form}.py") for form in ("jsonl", "geojson", "csv", "event_rows")]
    said = {form: ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) for form, file in modules}
    columns = [(f"`{name}`", meaning) for name, meaning in COLUMNS.items()]
    return (
        _NOTE.format(source="src/dateline/export")
        + f"# Exported claims and events\n\n## JSON lines\n\n{_text(said['jsonl'])}"
        + f"The flat fields are {', '.join(f'`{name}`' for name in _flat_fields())}. After them, `record` is the "
        + "whole [grounded claim](records.md#groundedclaim) with its evidence, and `about` has the report's title, "
        + f"outlet, date and address with theirs.\n\n### Flat fields\n\n{_text(flat.__doc__)}"
        + "None is `null` in JSON.\n\n"
        + f"## GeoJSON\n\n{_text(said['geojson'])}"
        + f"## CSV\n\n{_text(said['csv'])}"
        + _table(("column", "what it holds"), columns)
        + f"## Events\n\n{_text(said['event_rows'])}"
        + "The properties of a feature have the names of the columns, several values as a list; JSON lines "
        + "(`events --format jsonl`) hold the whole [event](records.md#event), its fields with every value, and its "
        + "claims.\n\n"
        + _table(
            ("column", "what it holds"), [(f"`{n}`", meaning) for n, meaning in event_rows.COLUMNS.items()]
        )
    ).rstrip() + "\n"


def _flat_fields() -> list[str]:
    """The keys of the dict that ``flat`` returns, in order."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(flat)))
    returned = next(n.value for n in ast.walk(tree) if isinstance(n, ast.Return))
    if not isinstance(returned, ast.Dict):
        raise TypeError(
            "dateline.export.flat.flat no longer returns a dict display; read its keys another way"
        )
    return [str(ast.literal_eval(key)) for key in returned.keys if key is not None]


def errors() -> str:
    """The tree of exceptions."""
    tree = ast.parse((SOURCE / "errors.py").read_text(encoding="utf-8"))
    rows = [
        (f"`{node.name}`", f"`{ast.unparse(node.bases[0])}`", _text(ast.get_docstring(node)))
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    ]
    note = _NOTE.format(source="src/dateline/errors.py")
    body = _text(ast.get_docstring(tree)) + _table(("exception", "is a", "raised for"), rows)
    return f"{note}# Errors\n\n{body}".rstrip() + "\n"


def _text(docstring: str | None) -> str:
    """A docstring as Markdown: double back-quotes become single ones, a block after "::" is fenced."""
    if not docstring:
        raise ValueError("a public record, command or module has no docstring; write one")
    text = inspect.cleandoc(docstring).replace("``", "`")
    return _BLOCK.sub(_fenced, text).strip() + "\n\n"


def _fenced(match: re.Match[str]) -> str:
    block = textwrap.dedent(match[1]).strip("\n")
    return f"```\n{block}\n```\n\n"


def _code(text: str) -> str:
    return f"`{text}`"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars within cells are escaped, line breaks become blanks."""
    lines = [head, ["---"] * len(head), *rows]
    cells = ([" ".join(cell.split()).replace("|", r"\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells) + "\n"
