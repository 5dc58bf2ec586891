"""Sentences that a careless coder turns into false facts. Each row was once coded wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from tests.code.reading import counts, kind, one, sources, where, who, whom

Reader = Callable[[str], tuple[Claim, ...]]

REAL = {"happened", "under-way", "background"}
DEEDS = {"ASSAULT", "TERRITORY", "RETREAT", "COERCE", "SANCTION", "MOBILIZE"}


@pytest.mark.parametrize(
    "text",
    [
        "Claims that Israel bombed Damascus were rejected by officials.",
        "Officials rejected reports that troops fired on protesters in Nasiriyah.",
        "Reports by some media that the army had entered Afrin were false.",
        "The court acquitted Karim Jabbar, who was accused of killing four policemen in Basra.",
        "The US said it had no evidence that Russia bombed the convoy.",
        "The coalition said it was investigating reports that an air strike killed 40 people.",
        "France could not rule out that Syria had used sarin.",
        "Hezbollah neither confirmed nor denied the raid.",
        "The army was to enter Afrin on Sunday.",
        "The army was about to storm Haditha.",
        "Had the rebels taken Aleppo, the war would have ended.",
        "Fighters would have captured the airport had the army not come.",
        "Neither the army nor the rebels shelled the school.",
        "The Syrian army tells rebels to leave Harasta.",
        "Islamic State no longer controls any territory in Iraq.",
        "The United Nations urged all parties to stop attacking civilians.",
        "A commander is believed to have been killed in Haditha.",
        "The men were to be executed on Monday but were freed.",
    ],
)
def test_what_is_not_told_as_done_is_no_deed_done(claims: Reader, text: str) -> None:
    wrong = [
        (kind(c), c.reality.value, c.evidence.text)
        for c in claims(text)
        if c.type in DEEDS and c.reality.value in REAL
    ]
    assert [w for w in wrong if w[0][1] != "release"] == []


@pytest.mark.parametrize(
    "text",
    [
        "A train derailed near Basra, killing nine people.",
        "Twelve people died when a bus collided with a lorry near Hilla.",
        "A wildfire killed six people and destroyed forty homes in California.",
        "The actor died of a heart attack on Sunday.",
        "She lost her battle with cancer on Friday.",
        "The dollar hit a three-month high against the yen.",
        "Senators attacked the bill on Tuesday.",
        "The bank shelled out five million dollars for the building.",
        "A strike by pilots hit flights on Monday.",
        "The singer shot to fame in 2009.",
        "Shares in the company shot up four percent.",
        "Scientists released images of the comet.",
        "Nobody was hurt in the accident.",
    ],
)
def test_ordinary_life_is_no_violence(claims: Reader, text: str) -> None:
    assert [(kind(c), c.evidence.text) for c in claims(text) if c.type in DEEDS] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No one was hurt when rockets landed in Erbil.", {"wounded": (0, 0)}),
        ("Rebels fired a missile at the airport in Aden, wounding no one.", {"wounded": (0, 0)}),
        ("No-one was killed in the shelling of Douma.", {"killed": (0, 0)}),
        ("Gunmen killed twelve soldiers in Haditha and captured twenty.", {"killed": (12, 12)}),
        ("Gunmen killed a family of five in Haditha.", {"killed": (5, 5)}),
    ],
)
def test_counts_that_are_easily_wrong(
    claims: Reader, text: str, expected: dict[str, tuple[int, int | None]]
) -> None:
    found = [c for c in claims(text) if c.type == "ASSAULT" and kind(c)[1] != "abduct"]
    assert len(found) == 1
    assert {k: v for k, v in counts(found[0]).items() if v != (0, 0) or k in expected} == expected


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Mosul mayor shot dead by gunmen\n\nThe police gave no details.", ["gunmen"], ["Mosul mayor"]),
        ("The men shot in Basra were policemen.", [], ["men"]),
        ("Six farmers abducted in Diyala last week were freed by the army on Sunday.", [], ["Six farmers"]),
        ("The attack on the mosque in Kabul killed 12 people.", [], ["mosque", "12 people"]),
    ],
)
def test_victims_are_not_doers(claims: Reader, text: str, actors: list[str], recipients: list[str]) -> None:
    claim = next(c for c in claims(text) if c.type == "ASSAULT")
    assert who(claim) == actors
    assert whom(claim) == recipients


def test_foiling_a_plot_does_not_make_the_police_bombers(claims: Reader) -> None:
    for c in claims("Police foiled a plot to bomb a train in Basra."):
        assert "Police" not in who(c)
        assert c.reality.value not in REAL


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Opposition groups accused the army of killing 30 civilians in Idlib.", ["Opposition groups"]),
        ("Saudi Arabia said its jets bombed a depot in Saada.", ["Saudi Arabia"]),
        ("Gunmen released two journalists in Basra, their newspaper said.", ["newspaper"]),
    ],
)
def test_who_says_so(claims: Reader, text: str, chain: list[str]) -> None:
    claim = next(c for c in claims(text) if c.type in ("ASSAULT", "RETREAT"))
    assert sources(claim) == chain


def test_an_anniversary_is_not_todays_blast(claims: Reader) -> None:
    found = claims(
        "Ten years ago today, US forces killed 17 civilians in Baghdad. The city remembers them every year, with music in "
        "the streets and speeches of the mayor. On Saturday a bomb exploded in Haditha. The blast wounded two guards."
    )
    old = next(c for c in found if counts(c).get("killed") == (17, 17))
    assert "wounded" not in counts(old)
    assert kind(old)[1] != "explosives"


def test_two_events_in_one_sentence_stay_two(claims: Reader) -> None:
    found = claims("The attack in Kabul was the deadliest since a truck bomb killed 150 people in May.")
    assert not any(counts(c).get("killed") == (150, 150) and "deadliest" in c.evidence.text for c in found)


def test_a_suicide_bomber_is_no_warplane(claims: Reader) -> None:
    assert (
        kind(one(claims("A suicide bomber killed 20 people in Baghdad."), "ASSAULT"))[1] == "suicide-attack"
    )


def test_the_time_of_one_event_is_not_another_s(claims: Reader) -> None:
    found = claims("The two soldiers captured in June were killed by the militants near Haditha.")
    killing = next(c for c in found if counts(c).get("killed"))
    assert where(killing)
    assert getattr(killing.when, "words", None) != "June"


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The town of Maan fell to the army on Monday.", "army"),
        ("Hama has fallen into the hands of rebels.", "rebels"),
        ("Raqqa fell under the control of Islamic State in 2014.", "Islamic State"),
    ],
)
def test_a_town_falls_to_who_takes_it(claims: Reader, text: str, by: str) -> None:
    claim = one(claims(text), "TERRITORY")
    assert who(claim) == [by]
    assert whom(claim) == []


def test_a_spokesman_on_the_telephone_is_the_source(claims: Reader) -> None:
    text = '"Our fighters shot down a helicopter near Morek," Abu Karam, a spokesman for the group, said by telephone.'
    assert sources(one(claims(text), "ASSAULT")) == ["Abu Karam"]


@pytest.mark.parametrize(
    "text",
    [
        "No group claimed responsibility for the attack in Basra.",
        "Neither side claimed responsibility for the shelling of Douma.",
        "No group has said it carried out the bombing in Basra.",
        "No one has claimed responsibility for the attack in Basra.",
    ],
)
def test_nobody_is_neither_actor_nor_source(claims: Reader, text: str) -> None:
    for claim in claims(text):
        assert sources(claim) == []
        assert who(claim) == []


def test_what_no_official_said_did_not_therefore_happen(claims: Reader) -> None:
    claim = one(claims("No official has said that troops killed civilians in Homs."), "ASSAULT")
    assert claim.reality.value == "hypothetical"


def test_whom_nobody_attacked_was_not_attacked(claims: Reader) -> None:
    assert all(
        c.reality.value == "did-not-happen" for c in claims("Nobody attacked the checkpoint in Hawija.")
    )


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Syrian rebels said they would withdraw from Aleppo if shelling stopped.", "Syrian rebels"),
        ("The army said it would storm Raqqa.", "army"),
    ],
)
def test_who_announces_its_own_deed_is_the_source(claims: Reader, text: str, by: str) -> None:
    (claim,) = claims(text)
    assert claim.reality.value == "announced"
    assert (who(claim), sources(claim)) == ([by], [by])


def test_a_pronoun_in_a_quotation_is_not_whom_the_report_spoke_of(claims: Reader) -> None:
    found = claims(
        "Obeidi said five soldiers were killed near Rawa. “They shelled our post for hours,” the commander said."
    )
    shelling = next(c for c in found if "shelled" in c.evidence.text)
    assert "five soldiers" not in who(shelling)
    inside = claims("“The rebels came at night. They shelled our post for hours,” the commander said.")
    assert who(next(c for c in inside if "shelled" in c.evidence.text)) == ["rebels"]


def test_it_is_who_leads_the_clause(claims: Reader) -> None:
    found = claims(
        "Islamic State left two villages near Rawa after the army made clear that it would attack the town."
    )
    attack = next(c for c in found if c.type == "ASSAULT")
    assert who(attack) == ["army"]


@pytest.mark.parametrize(
    "text",
    [
        "Budget battle: opposition fires at minister",
        "Opposition leaders attacked the budget.",
        "The central bank launched an offensive against inflation.",
        "The opposition fired at the minister over the budget.",
    ],
)
def test_a_quarrel_is_no_fight(claims: Reader, text: str) -> None:
    assert [(kind(c), c.evidence.text) for c in claims(text) if c.type in DEEDS] == []


@pytest.mark.parametrize(
    "text",
    [
        "Opposition fighters fired at the minister.",
        "The opposition fired rockets at the ministry in Karsa.",
        "The president's guards fired at the minister.",
        "The Syrian opposition attacked Karsa.",
    ],
)
def test_a_fight_of_politicians_is_one(claims: Reader, text: str) -> None:
    assert [c.type for c in claims(text)] == ["ASSAULT"]


def test_the_accused_accuses_nobody_and_is_no_source(claims: Reader) -> None:
    text = "The trial of Jana Tarn, a former rebel leader accused of ordering the massacre of 61 farmers, opened."
    found = claims(text)
    accusing = one(found, "ACCUSE")
    assert (who(accusing), whom(accusing)) == ([], ["Jana Tarn"])
    massacre = one(found, "ASSAULT")
    assert (massacre.reality.value, sources(massacre)) == ("hypothetical", [])
    (claim,) = claims("The army accused rebels of shelling Karsa.")[1:]
    assert (who(claim), sources(claim)) == (["rebels"], ["army"])


def test_what_they_said_is_said_by_those_named_last(claims: Reader) -> None:
    court = (
        "Petra Sand, the lawyer of Tarn, said he was innocent.\n\nProsecutors opened the case in Karsa on Monday. They said "
        "Tarn had killed two farmers near Dornhal."
    )
    assert sources(one(claims(court), "ASSAULT")) == ["Prosecutors"]
    told = claims("Officials said rebels shelled Karsa. They said two men were killed in Dornhal.")
    assert [sources(c) for c in told] == [["Officials"], ["Officials"]]


@pytest.mark.parametrize(
    ("text", "reality", "by", "against"),
    [
        ("The rebels had held Karsa since 2014.", "background", ["rebels"], []),
        ("The rebels held Karsa until last month.", "background", ["rebels"], []),
        ("The rebels have held Karsa since 2014.", "under-way", ["rebels"], []),
        ("The rebels hold Karsa.", "under-way", ["rebels"], []),
        ("The rebels lost Karsa to the army on Friday.", "happened", ["army"], ["rebels"]),
        ("The rebels have lost control of Karsa to the army.", "happened", ["army"], ["rebels"]),
        ("The rebels lost Karsa.", "happened", [], ["rebels"]),
    ],
)
def test_who_holds_the_town(
    claims: Reader, text: str, reality: str, by: list[str], against: list[str]
) -> None:
    claim = one(claims(text), "TERRITORY")
    assert (claim.reality.value, who(claim), whom(claim)) == (reality, by, against)


def test_losses_of_men_are_no_losses_of_towns(claims: Reader) -> None:
    assert claims("The army lost ten soldiers in Karsa.") == ()
    assert claims("The team lost to Karsa on Friday.") == ()


def test_they_behind_a_semicolon_are_the_speakers(claims: Reader) -> None:
    found = claims("The army has recaptured Karsa, Fenn claimed; the rebels said they still controlled it.")
    assert [who(c) for c in found] == [["army"], ["rebels"]]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("A bomber struck a market in Karsa, killing nine people.", None),
        ("Two bombers killed nine people in a market in Karsa.", None),
        ("Two Ardanian bombers attacked a checkpoint in Karsa.", None),
        ("A car bomber killed nine people in Karsa.", "suicide-attack"),
        ("The bomber blew himself up in a market in Karsa.", "suicide-attack"),
        ("Tu-22 bombers struck a depot in Karsa.", "aerial"),
        ("Air force bombers struck a depot in Karsa.", "aerial"),
        ("Strategic bombers struck a depot in Karsa.", "aerial"),
        ("Russian bombers struck a depot in Karsa.", "aerial"),
    ],
)
def test_a_bomber_is_a_warplane_only_where_something_says_so(
    claims: Reader, text: str, mode: str | None
) -> None:
    assert kind(one(claims(text), "ASSAULT")) == ("ASSAULT", mode)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Militants seized the Anbar Operations Command.", ("TERRITORY", "capture")),
        ("Rebels seized the police command in Karsa.", ("TERRITORY", "capture")),
        ("Rebels captured soldiers of the Anbar Operations Command.", ("ASSAULT", "abduct")),
        ("Rebels captured a brigade commander in Karsa.", ("ASSAULT", "abduct")),
        ("Gunmen seized ten soldiers in Karsa.", ("ASSAULT", "abduct")),
    ],
)
def test_a_headquarters_is_seized_and_not_abducted(
    claims: Reader, text: str, expected: tuple[str, str]
) -> None:
    assert [kind(c) for c in claims(text)] == [expected]
