"""``dateline accept``, ``reject``, ``correct``, ``merge``, ``split``, ``undo``: a person decides, and it outranks.

``dateline decisions`` lists what was decided, ``dateline review`` what a person should look at next.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli import options
from dateline.cli.cases import opened_case
from dateline.cli.outcome import outcome, say
from dateline.records.days import last_day
from dateline.review.written import decider

if TYPE_CHECKING:
    from dateline.records.decision import DecisionKind
    from dateline.review.corrections import Correction


class Kind(StrEnum):
    """What is to be decided."""

    pair = "pair"
    claim = "claim"


By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who decides. Default: the name of this account."),
]
Note = Annotated[str | None, typer.Option("--note", metavar="WORDS", help="Why, in your words.")]
Claims = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...", help="Claims or events, by their identifiers or the first digits of them."
    ),
]
_EMPTY: tuple[str, ...] = ()


def accept(
    names: Claims, case: options.CaseOption = options.DEFAULT_CASE, by: By = None, note: Note = None
) -> None:
    """Accept claims, or all claims of events, as coded right."""
    _decide(case, "accept", names, by, note)


def reject(
    names: Claims, case: options.CaseOption = options.DEFAULT_CASE, by: By = None, note: Note = None
) -> None:
    """Reject claims, or all claims of events: they are kept, and no longer count."""
    _decide(case, "reject", names, by, note)


def merge(
    names: Claims, case: options.CaseOption = options.DEFAULT_CASE, by: By = None, note: Note = None
) -> None:
    """Say that claims, or events, are of one happening."""
    _decide(case, "merge", names, by, note)


def split(
    names: Claims,
    case: options.CaseOption = options.DEFAULT_CASE,
    apart: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="ID",
            help="The claims or events to part them from. Default: all else in their event.",
        ),
    ] = None,
    by: By = None,
    note: Note = None,
) -> None:
    """Say that claims are of another happening than the rest of their event."""
    _decide(case, "split", names, by, note, rest=tuple(apart or _EMPTY))


def undo(
    names: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Decisions, as `decisions` lists them.")
    ],
    case: options.CaseOption = options.DEFAULT_CASE,
    by: By = None,
    note: Note = None,
) -> None:
    """Take decisions back; the undo is a decision itself and can be undone."""
    _decide(case, "undo", names, by, note)


def correct(
    name: Annotated[str, typer.Argument(metavar="ID", help="The claim.")],
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="type, mode, reality, when, place, actors, recipients, killed, wounded, captured, missing or "
            "displaced.",
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help="The right value: an identifier; a day or FIRST..LAST; a place's name, or NAME [ID]; names with "
            "commas between them; a number, LOW-HIGH or LOW+; or unknown.",
        ),
    ],
    case: options.CaseOption = options.DEFAULT_CASE,
    words: Annotated[
        str | None,
        typer.Option(
            "--words", metavar="WORDS", help="The words of the report that say so, as they stand there."
        ),
    ] = None,
    by: By = None,
    note: Note = None,
) -> None:
    """Correct one field of a claim; what the machine had said is kept beside it."""
    with outcome():
        from dateline.review.written import correction_of

        with opened_case(case) as opened:
            header, grounded = opened.claim(name)
            text = opened.text(header.report)
            correction = correction_of(grounded, field, value, words=words, text=text)
        _decide(case, "correct", [grounded.claim.id], by, note, field=field, correction=correction)


def _decide(
    case: Path,
    kind: DecisionKind,
    names: list[str],
    by: str | None,
    note: str | None,
    *,
    field: str | None = None,
    correction: Correction | None = None,
    rest: tuple[str, ...] = (),
) -> None:
    with outcome():
        from dateline.cli.output import standard_output
        from dateline.export.terminal import plain

        with opened_case(case) as opened:
            decision = opened.decide(
                kind, names, decider(by), field=field, correction=correction, rest=rest, note=note
            )
            later = opened.overlaid(decision)
        of = "decision" if kind == "undo" else "claim"
        count = len(decision.subjects)
        standard_output(data=False).write(
            f"{case}: {decision.id}: {kind} {field + ' ' if field else ''}of {count} {of}{'' if count == 1 else 's'} "
            f"by {plain(decision.by)}; `dateline undo {decision.id[:10]}` takes it back\n"
        )
        if later:
            say(
                f"{case}: {later[-1].kind} by {plain(later[-1].by)} ({later[-1].id[:10]}) was decided after what you "
                "took back, and still stands"
            )


def decisions(
    case: options.CaseOption = options.DEFAULT_CASE,
    as_of: options.AsOf = None,
    form: options.ListFormatOption = options.ListFormat.table,
) -> None:
    """List what people decided, the oldest first, and which decisions are on claims that are made no longer."""
    with outcome():
        from dateline.cli.output import columns, has_color, standard_output
        from dateline.export.decisions import write_decision_lines, write_decisions

        with opened_case(case) as opened:
            found = opened.decisions(last_day(as_of, "--as-of"))
        if form is options.ListFormat.jsonl:
            write_decision_lines(found, standard_output(data=True))
        elif found:
            out = standard_output(data=False)
            write_decisions(found, out, width=columns(), color=has_color(out))
        if not found:
            say(f"{case}: nobody has decided anything yet")


def review(
    case: options.CaseOption = options.DEFAULT_CASE,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", parser=options.from_one, help="At most so many.")
    ] = 10,
    kind: Annotated[
        Kind | None,
        typer.Option(
            "--kind",
            help="Only pairs of claims: of one event or two; or only claims: coded right or not.",
            show_default=False,
        ),
    ] = None,
    form: options.ListFormatOption = options.ListFormat.table,
) -> None:
    """List what a person should decide next, the most uncertain of the important first, and how to decide on each."""
    with outcome():
        from dateline.cli.output import columns, has_color, standard_output
        from dateline.export.decisions import write_task_lines, write_tasks

        with opened_case(case) as opened:
            agenda = opened.agenda()
            tasks = list(islice(agenda.tasks(kind.value if kind else None), limit))
            names = {name for task in tasks for name in (task.one, task.other) if name is not None}
            with opened.history() as history:
                named: dict[str, Any] = {g.claim.id: (h, g) for h, g in history.told(names)}
        if form is options.ListFormat.jsonl:
            write_task_lines(tasks, standard_output(data=True))
        elif tasks:
            out = standard_output(data=False)
            write_tasks(tasks, named, out, width=columns(), color=has_color(out))
        left = f"{agenda.left('pair')} of pairs, {agenda.left('claim')} of claims"
        done = f"{agenda.done('pair')} of pairs, {agenda.done('claim')} of claims"
        say(f"{case}: open now: {left}; decided: {done}")
