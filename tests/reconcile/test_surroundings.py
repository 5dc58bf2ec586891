from __future__ import annotations

from typing import Any

import pytest

from dateline.reconcile.surroundings import name_key, participant_names, read_text, surroundings_of
from dateline.records.annotation import AnnotatedReport, Mention
from dateline.records.claim import GroundedReport
from dateline.records.evidence import Known, Unknown
from tests import builders

TEXT = (
    "Orla Venn, 34, was shot on Mill Street in Kell on Friday. A 19-year-old was held. "
    "Police chief Idris Faroun said the Kell guards fled. Guards were seen.\n\n"
    "Readers' comments\n\nBurn Ostrel!"
)


def report(*mentions: tuple[str, str, str | None], **changes: Any) -> GroundedReport:
    made = builders.report(TEXT, **changes)
    found = tuple(
        Mention(
            id=n,
            kind=kind,  # type: ignore[arg-type]
            start=TEXT.index(words),
            end=TEXT.index(words) + len(words),
            text=words,
            head=0,
            how="gazetteer" if kind == "place" else "model",
            role=role,
        )
        for n, (kind, words, role) in enumerate(mentions)
    )
    annotated = AnnotatedReport(report=made, sentences=(), tokens=(), mentions=found, made=builders.MADE)
    return GroundedReport(annotated=annotated, claims=(), silence=None, made=builders.MADE)


MENTIONS = (
    ("person", "Orla Venn", None),
    ("person", "Idris Faroun", "chief"),
    ("place", "Kell", None),
    ("facility", "Mill Street", None),
)


def test_names_ages_streets_and_towns_as_worded() -> None:
    around = surroundings_of(report(*MENTIONS))
    assert around.names == {"orla venn"}  # an official is in every report
    assert around.ages == {"34", "19"}
    assert around.streets == {"mill"}
    assert around.towns == ("kell",)
    assert {"venn", "kell", "34"} <= around.marks
    assert "guards" not in around.marks  # stands in small letters, too


def test_comments_lend_nothing() -> None:
    assert "Ostrel" not in read_text(report().annotated.report)
    assert "ostrel" not in surroundings_of(report()).marks


def test_roots_are_the_agency_then_the_outlet_then_the_report() -> None:
    authors = Known(value=("Lund Wire",), evidence=())
    agencies = frozenset({"lund wire"})
    assert surroundings_of(report(authors=authors), agencies).roots == {"outlet:lund wire"}
    assert surroundings_of(report()).roots == {"outlet:lantern post"}
    alone = report(outlet=Unknown(reason="the page does not say"))
    assert surroundings_of(alone).roots == {f"report:{alone.annotated.report.id}"}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Mr. Orla M. Venn Jr.", "orla venn"),
        ("Sheriff Idris Faroun's", "idris faroun"),
        ("Venn", None),
        ("Dr Venn", None),
        ("Red Dune commander", None),
        ("orla venn", "orla venn"),
    ],
)
def test_name_keys(words: str, key: str | None) -> None:
    assert name_key(words) == key


def test_unknown_participants_have_no_names() -> None:
    assert participant_names(Unknown(reason="nobody is named")) == frozenset()
