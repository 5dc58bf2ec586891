from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dictionaries.flags import load_flag_words
from dateline.read.flags import Flagger, flag_comments
from dateline.records.report import Block

FLAGGER = Flagger(load_flag_words())

INCITEMENT = [
    "Kill all Sunnis.",
    "We should kill every Shia in that town",
    "The army must go in and wipe out the Kurds once and for all.",
    "Westmark should send its army there, attack and kill these lurs",
    "Iraq attack and kill these lurs they are the enemy",
    "All Rohingya deserve to die.",
    "Muslims should be shot at the border.",
    "Christians in this country must be wiped out",
    "Death to the Yazidis!",
    "No mercy for the Alawites.",
    "Gas the Jews",
    "These refugees should be burned alive.",
    "Someone should bomb those immigrants.",
    "Alawites are everywhere. Kill them all!",
    "I am going to shoot the next immigrant I see.",
    "If only someone would kill all those foreigners.",
    "Let the refugees drown.",
    "God kill all Hindus",
    "We need another genocide against the Tutsis.",
    "Muslims do not deserve to live.",
    "k1ll all Mu5lims",
    "K i l l all Kurds",
    "Killall Muslims now",
    "Send the Druze to hell",
    "Murdering Hazaras should be legal.",
]

INSULTS = [
    "I hate Muslims.",
    "we all despise these refugees",
    "Kurds are vermin.",
    "Immigrants are rats",
    "All Alawites are subhuman filth.",
    "Women are inferior.",
    "Muslims are not human.",
    "These filthy refugees again",
    "Go home, Arab scum",
    "Gay people are disgusting!!",
    "In my opinion disabled people are a burden.",
    "All Muslims are terrorists",
    "Christians are a cancer on society",
    "Shia are worse than dogs.",
    "Black people belong in a zoo.",
    "Nobody likes Jews.",
    "Fuck all Kurds",
    "Why are women so stupid?",
    "Refugees came here by the thousand. They are parasites.",
    "Refugees bring nothing but trouble and they are ruining our country.",
    "towelheads, the lot of them",
    "I can't stand Turks",
    "Russians are animals.",
]

NOT_FLAGGED = [
    # news and what it quotes
    "Islamic State militants killed all Yazidis in the village.",
    "They killed Kurds and burned their homes.",
    "The group wants to kill all Shia and drive out Christians.",
    "Troops shot refugees at the border, the agency said.",
    "Rohingya were burned alive, witnesses said.",
    "Militias kill Sunnis at checkpoints every week.",
    "He said that all Kurds are terrorists.",
    "The preacher called Yazidis devils and dogs.",
    "A crowd chanted death to the Arabs in the old city.",
    "Two women died and three children were wounded.",
    "Did Iran kill Kurds in that camp?",
    "Refugees are sick and hungry, the doctors say.",
    "Syrians are treated like animals at the border.",
    "The law on refugees is stupid and useless.",
    "Anyone who thinks Muslims are rats should be ashamed.",
    # counter speech and negation
    "We must not kill all Sunnis.",
    "Nobody deserves to die because they are Shia.",
    "No Muslim deserves to die for this.",
    "Calling refugees rats is wrong.",
    '"Kill all Kurds" is what he wrote. Disgusting.',
    "He said 'kill all the Kurds' and nobody stopped him.",
    "> Kurds are vermin\nYou should be banned for that.",
    "It is racist to say that immigrants are filth.",
    "Muslims are not terrorists.",
    "I don't hate Muslims.",
    "Should we kill all Kurds then? No.",
    "Stop saying that gay people are disgusting.",
    "Not all Russians are bad people.",
    "I used to hate Kurds, I was a fool.",
    "Why do people hate immigrants so much?",
    "Some Muslims are idiots, some Christians are, too.",
    # armed groups, governments, parties, trades, single persons
    "IS fighters should be killed.",
    "Kill all the terrorists!",
    "Kill all Sunni fighters in the town before they come back.",
    "Daesh are rats and should be wiped out.",
    "Bomb them to glass.",
    "The government are liars and thieves.",
    "I hate this president, he is a dog.",
    "All artists are scum.",
    "Politicians are parasites, every one of them.",
    "Hang the generals who ordered this.",
    "Iran is the enemy of Iraq.",
    "Iraq must demand that jihadists be returned to stand trial.",
    "Kurds fight well. The militants hate it. They are rats.",
    "The Kurds were betrayed by the jihadists. They are animals.",
    "You are an idiot and your mother is a pig.",
    # things, sports, idioms
    "Kill this process before it eats the memory.",
    "I hate this movie.",
    "The Germans should beat the French on Saturday.",
    "Iraq were killed by Japan in the second half.",
    "Their defence is a joke, we should destroy the Dutch.",
    "Black dogs and white rats are in the yard.",
    "I would kill for a good Turkish coffee.",
    "That dress is to die for.",
    "There is a chink in the armour of the army.",
    "War cripples the economy and would retard its growth.",
    "This heat kills me.",
    "Therapists and analysts were hired.",
    # kind words
    "I love Muslims.",
    "Muslims and Christians lived here in peace.",
    "Poor refugees, nobody helps them.",
    "Women are great fighters.",
    "God bless the Kurds.",
    "Support our Yazidi brothers!",
    "Refugees are people like you and me.",
]


@pytest.mark.parametrize("text", INCITEMENT)
def test_calls_for_violence_are_flagged(text: str) -> None:
    assert "incitement" in {flag.kind for flag in FLAGGER.flags(text)}


@pytest.mark.parametrize("text", INSULTS)
def test_insults_are_flagged(text: str) -> None:
    assert {flag.kind for flag in FLAGGER.flags(text)} == {"insult"}


@pytest.mark.parametrize("text", NOT_FLAGGED)
def test_what_only_sounds_alike_is_not_flagged(text: str) -> None:
    assert FLAGGER.flags(text) == ()


def test_a_reason_names_the_group_and_the_words() -> None:
    text = "First!! We should kill all Kurds, I say."
    (flag,) = FLAGGER.flags(text, start=100)
    assert flag.reason == 'calls for violence against a people: "should kill all Kurds"'
    assert text[flag.start - 100 : flag.end - 100] == "should kill all Kurds"


def test_only_comments_are_flagged() -> None:
    text = "Kill all Kurds.\n\nKill all Kurds."
    blocks = (Block(label="body", start=0, end=15), Block(label="comment", start=17, end=32))
    body, comment = flag_comments(FLAGGER, text, blocks)
    assert body.flags == ()
    assert [(flag.start, flag.end) for flag in comment.flags] == [(17, 31)]


def test_time_is_bounded() -> None:
    started = time.perf_counter()
    for text in (
        "kill all " * 2_000,
        "all the " * 2_000 + "Kurds",
        "a " * 10_000,
        "x" * 20_000,
        '"' * 20_000,
    ):
        FLAGGER.flags(text)
    FLAGGER.flags("Kurds are very " * 1_500)
    assert time.perf_counter() - started < 10


WORDS = st.sampled_from(
    ["kill", "all", "Kurds", "they", "are", "rats", "not", ".", '"', "I", "hate", "wo men", "k1ll"]
)


@given(st.lists(WORDS | st.text(max_size=8), max_size=12))
def test_flags_lie_within_the_text(words: list[str]) -> None:
    text = " ".join(words)
    last = 0
    for flag in FLAGGER.flags(text):
        assert last <= flag.start < flag.end <= len(text)
        last = flag.end
