from __future__ import annotations

import pytest

from dateline.records.report import CODED_LABELS
from tests.read.made import PROSE, html, report

TITLE = "Truce holds in Olm"


def coded(text: str) -> str:
    """The words of a report that are coded."""
    found = report(text)
    return " ".join(found.text[b.start : b.end] for b in found.blocks if b.label in CODED_LABELS)


@pytest.mark.parametrize(
    "note",
    [
        "An earlier version of this article said that 40 people were killed in Olm.",
        "Correction: The raid in Olm killed four people, not 40.",
        "CORRECTION (March 15): The raid in Olm killed four people, not 40.",
        "Editor's note: This story has been corrected. It said that 40 people were killed in Olm.",
        "Clarification: Not 40 but four people were killed, the mayor says.",
        "In einer früheren Fassung hieß es, 40 Menschen seien getötet worden.",
        "This story incorrectly stated that 40 people were killed in Olm.",
        "The original headline of this story said that 40 people were killed in Olm.",
        "This article was edited to fix the number of the dead, which is not 40.",
        "This story was updated to reflect that four people died in Olm, not 40.",
        "This report has been amended, as 40 people were not killed in Olm.",
    ],
)
def test_what_was_wrong_is_not_coded(note: str) -> None:
    for text in (
        f"{TITLE}\n\n{PROSE}\n\n{note}",
        f"{TITLE}\n\n{PROSE} {note}" if note[0] not in "CE" else "",
    ):
        if not text:
            continue
        found = report(text)
        assert [notice.kind for notice in found.notices] == ["correction"]
        assert "40" in found.notices[0].evidence.text
        assert found.text[found.notices[0].evidence.start :].startswith(found.notices[0].evidence.text)
        assert "40" not in coded(text)
        assert "Three trucks" in coded(text)


@pytest.mark.parametrize(
    "words",
    [
        "The ministry issued a correction to its statement on Monday, and the mayor of Olm agreed with it.",
        "This article originally appeared on Kestrel Wire and is shown here with leave.",
        "The bank retracted its offer, the mayor of Olm said on Monday to reporters.",
        "Troops have withdrawn from the village of Olm, the mayor said on Monday.",
    ],
)
def test_news_of_corrections_is_news(words: str) -> None:
    found = report(f"{TITLE}\n\n{PROSE}\n\n{words}")
    assert found.notices == ()
    assert found.silence is None


def test_updates_stay_news() -> None:
    text = f"{TITLE}\n\nUPDATED 3:40 pm: The mayor says that two men were hurt in the village.\n\n{PROSE}"
    found = report(text)
    assert [(n.kind, n.evidence.text) for n in found.notices] == [("update", "UPDATED 3:40 pm:")]
    assert "two men were hurt" in coded(text)
    ending = report(f"{TITLE}\n\n{PROSE}\n\nThis story has been updated with words of the mayor.")
    assert [notice.kind for notice in ending.notices] == ["update"]
    assert report(f"{TITLE}\n\nUpdated: March 14, 2031\n\n{PROSE}").notices == ()


def test_a_retracted_report_is_not_coded() -> None:
    for text in (
        f"{TITLE}\n\nThis article has been retracted. Kestrel Wire could not confirm it.\n\n{PROSE}",
        f"Retracted: Raid in Olm\n\n{PROSE}",
    ):
        found = report(text)
        assert [notice.kind for notice in found.notices] == ["retraction"]
        assert found.silence is not None and found.silence.startswith("retracted by its outlet: ")
        assert any("retracted" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("modified", "changed"),
    [
        ("2031-03-14T08:05:00+00:00", False),
        ("2031-03-14T11:02:00+03:00", False),
        ("2031-03-14T09:30:00+00:00", True),
        ("2031-03-15", True),
        ("2031-03-14", False),
        ("2031-03-13", False),
    ],
)
def test_a_later_change_is_noticed(modified: str, changed: bool) -> None:
    head = (
        '<meta property="article:published_time" content="2031-03-14T08:00:00+00:00">'
        f'<meta property="article:modified_time" content="{modified}">'
    )
    found = report(html(head, f"<h1>{TITLE}</h1><p>{PROSE}</p>"))
    assert [notice.kind for notice in found.notices] == (["modified"] if changed else [])
    assert not changed or found.notices[0].evidence.text == modified
