from __future__ import annotations

import io

import msgspec

from dateline.export.unfold import lines_of, write_unfolded
from dateline.records.claim import GroundedClaim, When
from dateline.records.evidence import Known, Unknown
from dateline.records.header import Version, header_of
from tests.builders import SATURDAY, TEXT, changed, estimate, evidence, report, strike

HEADER = header_of(report())


def unfolded(claim: GroundedClaim, *, width: int = 100, color: bool = False) -> str:
    out = io.StringIO()
    write_unfolded(HEADER, claim, out, width=width, color=color)
    return out.getvalue()


def test_every_field_is_told_with_its_words_and_offsets() -> None:
    text = " ".join(unfolded(strike(), width=200).split())
    for part in (
        "ASSAULT, mode aerial “jets hit a hideout” 52–70",
        "happened “killing” 88–95",
        "army jets 47–56 · state-force · entry army (dictionary)",
        "no entry: in no dictionary",
        "= Tall Zafrā (gn:990001), settlement, Al Anbar, IQ, 34.5000 N 41.9000 E; score 0.90",
        "2017-11-11 “Saturday” 38–46 · to the day · the Saturday before publication",
        "2 “two” 123–126 · who: “his guards”",
        "Idris Faroun (mayor) → Lantern Post",
        "rule strike-verb · words “hit” · score 0.90",
        "confidence 0.80",
        "document page.txt",
        "published 2017-11-12",
    ):
        assert part in text
    assert "[place: Tell Zafra]" in text


def test_unknown_has_its_reason() -> None:
    text = " ".join(unfolded(estimate(), width=200).split())
    assert "unknown: no publication date is known" in text
    assert "not resolved: not in the gazetteer; candidates: gn:1, gn:2" in text
    assert "casualties unknown: no casualties are worded" in text
    assert "force ≤ 20" in text


def test_a_claim_of_one_of_several_versions_says_so() -> None:
    for newest, words in ((True, "2 of 3, the one that stands"), (False, "2 of 3, another one stands")):
        header = msgspec.structs.replace(HEADER, version=Version(number=2, of=3, newest=newest))
        (line,) = [line for line in lines_of(header, strike()) if line.label == "version"]
        assert line.value == words
        assert line.notes == (f"`dateline show --versions {HEADER.report}` shows what changed",)
    only = msgspec.structs.replace(HEADER, version=Version(number=1, of=1, newest=True))
    assert all(line.label != "version" for line in lines_of(only, strike()))


def test_every_offset_that_is_shown_leads_to_the_words() -> None:
    for line in lines_of(HEADER, strike()):
        for item in line.evidence:
            assert TEXT[item.start : item.end] == item.text


def test_it_can_be_read_at_100_columns_and_in_a_pipe() -> None:
    text = unfolded(strike())
    assert max(map(len, text.splitlines())) <= 100
    assert "\x1b" not in text
    assert "\x1b[" in unfolded(strike(), color=True)


def test_the_day_of_saying_and_its_unknown() -> None:
    said = When(words="Saturday", evidence=evidence(TEXT, "Saturday"))
    speaker = msgspec.structs.replace(strike().claim.sources[0], said=said)
    claim = changed(strike(), sources=(speaker,), grounded_said=(Known(value=SATURDAY, evidence=()),))
    assert "said 2017-11-11 (“Saturday”)" in unfolded(claim, width=200)
    claim = changed(claim, grounded_said=(Unknown(reason="no anchor"),))
    assert "said “Saturday”: day unknown, no anchor" in unfolded(claim, width=200)


def test_a_claim_of_nothing_known_is_still_whole() -> None:
    reason = Unknown(reason="not worded")
    bare = changed(
        strike(),
        mode=reason,
        actors=reason,
        recipients=reason,
        places=reason,
        when=reason,
        casualties=reason,
        means=reason,
        sources=(),
        grounded_when=reason,
        grounded_places=(),
        grounded_actors=(),
        grounded_said=(),
    )
    text = unfolded(bare)
    assert text.count("unknown: not worded") >= 6
    assert "the report itself (Lantern Post)" in text


def test_a_value_given_as_a_setting_says_so() -> None:
    setting = msgspec.structs.replace(
        evidence(TEXT, "Two"), layer="setting", text="2017-11-12", start=0, end=0
    )
    header = msgspec.structs.replace(HEADER, published=Known(value=SATURDAY, evidence=(setting,)))
    out = io.StringIO()
    write_unfolded(header, strike(), out)
    assert "“2017-11-12” as given" in out.getvalue()


def test_a_role_that_only_repeats_the_words_is_not_told_twice() -> None:
    claim = strike()
    assert not isinstance(claim.claim.sources, Unknown)
    (speaker,) = claim.claim.sources
    for words, role, shown in (
        ("Lantern Wire", "lantern wire", "Lantern Wire → Lantern Post"),
        ("Police chief Oda", "chief", "Police chief Oda → Lantern Post"),
        ("Oda", "police chief", "Oda (police chief) → Lantern Post"),
    ):
        known = Known(value=role, evidence=(speaker.evidence,))
        said = msgspec.structs.replace(speaker, words=words, role=known)
        text = " ".join(unfolded(changed(claim, sources=(said,)), width=200).split())
        assert shown in text
