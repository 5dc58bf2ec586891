from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim, CodedReport
from dateline.records.evidence import Evidence, Known, Unknown

Reader = Callable[[str], CodedReport]


def evidence_of(value: object) -> list[Evidence]:
    """Every piece of evidence inside a record."""
    if isinstance(value, Evidence):
        return [value]
    if isinstance(value, tuple | list):
        return [e for v in value for e in evidence_of(v)]
    fields = getattr(value, "__struct_fields__", ())
    return [e for f in fields for e in evidence_of(getattr(value, f))]


def test_every_evidence_is_the_words_at_its_offsets(code: Reader) -> None:
    text = (
        "Troops withdrew from Rawa\n\nHADITHA (Reuters) - Islamic State fighters withdrew from Rawa on Sunday, "
        "killing two of their captives, the mayor of Haditha told Reuters.\n\n“They left at night,” he added."
    )
    coded = code(text)
    assert coded.claims
    for claim in coded.claims:
        for e in evidence_of(claim):
            assert e.layer == "report"
            assert text[e.start : e.end] == e.text


def test_known_fields_have_evidence_and_unknown_ones_a_reason(code: Reader) -> None:
    for claim in code("Gunmen attacked a post in Haditha on Sunday, the Iraqi army said.").claims:
        for name in Claim.__struct_fields__:
            value = getattr(claim, name)
            if isinstance(value, Known):
                assert value.evidence
        for speaker in claim.sources:
            assert not isinstance(speaker.party, Known) or speaker.party.evidence
            if isinstance(value, Unknown):
                assert value.reason


def test_a_report_without_events_says_why(code: Reader) -> None:
    coded = code("The bakery on the corner sells flat bread. Customers like the taste of it in the morning.")
    assert coded.claims == ()
    assert coded.silence is not None
    assert "no event words" in coded.silence


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The Karvan Front would have captured Delmoro but for the tribesmen.", "captured"),
        ("The earthquake killed 40 people in Delmoro, officials said.", "killed"),
    ],
)
def test_the_reason_names_an_event_word_that_tells_no_event(code: Reader, text: str, word: str) -> None:
    coded = code(text)
    assert coded.claims == ()
    assert coded.silence == f"no event that is coded: “{word}” does not tell of one here"


def test_the_same_words_give_the_same_identifiers(code: Reader) -> None:
    text = "Gunmen attacked a post in Haditha on Sunday."
    assert [c.id for c in code(text).claims] == [c.id for c in code(text).claims]


def test_comments_and_other_headlines_tell_nothing(code: Reader) -> None:
    coded = code(
        "Troops enter Haditha\n\nSoldiers entered Haditha on Sunday.\n\nLeave a Reply\n  1. Gunmen killed fifty people in "
        "Ramadi yesterday.\n\nLeave a Reply\n\nYour email address will not be published.\n\nRebels capture Hit\n"
    )
    assert {c.type for c in coded.claims} == {"TERRITORY"}
    assert all("Ramadi" not in c.evidence.text and "Hit" not in c.evidence.text for c in coded.claims)


def test_no_two_claims_share_an_identifier(code: Reader) -> None:
    coded = code(
        "The mayor put the number of militants in Haditha at between 100 and 150. Gunmen attacked a post in Hit."
    )
    ids = [c.id for c in coded.claims]
    assert len(ids) == len(set(ids)) == 2


@pytest.mark.parametrize(
    ("text", "to_whom"),
    [
        ("On Tuesday Karo Dast was killed by soldiers in Orsk.", "Karo Dast"),
        ("Karo Dast fled. On Tuesday Dast was killed by soldiers in Orsk.", "Karo Dast"),
        ("On Tuesday, Karo Dast was killed by soldiers in Orsk.", "Karo Dast"),
        ("April Jones was killed by soldiers in Orsk.", "April Jones"),
    ],
)
def test_who_was_killed_on_a_day_is_not_lost(code: Reader, text: str, to_whom: str) -> None:
    (claim,) = code(text).claims
    assert claim.type == "ASSAULT"
    assert not isinstance(claim.recipients, Unknown)
    assert [r.words for r in claim.recipients] == [to_whom]
    assert isinstance(claim.when, Unknown) == ("Tuesday" not in text)
