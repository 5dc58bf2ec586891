from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.splitting import GLUED, split

#: Pieces that meet many branches of the pattern, to be glued at random.
PIECES = st.sampled_from(
    [
        *(
            "a An the U.S. Mr. No. no. 5 5,000 5km 1/2 $ £ % & @ # ' ’ ‘ “ ” '' `` - -- – — … ... ! ? . , ; : ( ) [ ] / \\"
            " _ n't 's ’ve 'd don can cannot http:// www. x.com a@b.co re- non- mid 9/11 713-853-3989 '90s é \u0301 \u200b"
        ).split(),
        " ",
        "\n",
        "\t",
        "\u00a0",
    ]
)


def words(text: str) -> str:
    return "|".join(text[a:b] for a, b in split(text))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("They don't, I'm told", "They|do|n't|,|I|'m|told"),
        ("we’ve said it isn’t", "we|’ve|said|it|is|n’t"),
        ("Iraq's and the rebels' arms", "Iraq|'s|and|the|rebels|'|arms"),
        ("cannot gonna Dont", "can|not|gon|na|Do|nt"),
        ("Ba’ath, Sana'a, Sa'd, O'Neill's", "Ba’ath|,|Sana'a|,|Sa'd|,|O'Neill|'s"),
        ("Arabic-speaking al-Ani", "Arabic|-|speaking|al|-|Ani"),
        ("a 5-year-old, co-operate, non-Arab e-mail", "a|5|-|year|-|old|,|co-operate|,|non-Arab|e-mail"),
        ("mid-2004 pro-Russian U.S.-led", "mid-2004|pro-Russian|U.S.|-|led"),
        ("since 9/11, 11/28/2000, 2017-11-19", "since|9/11|,|11/28/2000|,|2017-11-19"),
        ("10-15 men, 555-1234", "10|-|15|men|,|555-1234"),
        ("$5m, £3.5bn, US$10, 50%", "$|5|m|,|£|3.5|bn|,|US$|10|,|50|%"),
        ("at 10:30am, 20km, 3rd, 82-mm", "at|10:30|am|,|20|km|,|3rd|,|82|-|mm"),
        ("Su-24M and AK-47s", "Su|-|24M|and|AK|-|47s"),
        ("Mr. Lee of the U.S. left.", "Mr.|Lee|of|the|U.S.|left|."),
        ("J. Smith, Gen. Ali, Ph.D.", "J.|Smith|,|Gen.|Ali|,|Ph.D."),
        ("No. 5 said no.", "No.|5|said|no|."),
        ("see http://a.org/b?c=d. or me@x.org, x.com.", "see|http://a.org/b?c=d|.|or|me@x.org|,|x.com|."),
        ("he said: “No …” and—well—left...", "he|said|:|“|No|…|”|and|—|well|—|left|..."),
        ("the '90s and 1990's", "the|'90s|and|1990's"),
        ("and/or PG&E #tag @user", "and|/|or|PG&E|#|tag|@user"),
        ("stop.Then -- no!!", "stop|.|Then|--|no|!!"),
    ],
)
def test_words_are_cut_as_the_treebank_cuts_them(text: str, cut: str) -> None:
    assert words(text) == cut


def test_nothing_gives_nothing() -> None:
    assert split("") == []
    assert split(" \n\t\u00a0 ") == []


def test_a_stretch_after_a_name_may_open_with_a_clitic() -> None:
    assert words("'s forces") == "'s|forces"
    assert words("-held town") == "-|held|town"


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join)))
def test_words_ascend_and_cover_all_but_white_space(text: str) -> None:
    at = 0
    for start, end in split(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert not any(c.isspace() for c in text[start:end])
        at = end
    assert not text[at:].strip()


@settings(deadline=None)
@given(st.lists(PIECES, max_size=10).map("".join), st.lists(PIECES, max_size=10).map("".join))
def test_white_space_parts_texts(left: str, right: str) -> None:
    if right[:1].isdigit():  # "No." looks at a number after it
        right = "x" + right
    moved = [(a + len(left) + 1, b + len(left) + 1) for a, b in split(right)]
    assert split(f"{left} {right}") == split(left) + moved


@settings(deadline=None)
@given(st.from_regex(r"[a-z]{2,12}|[A-Z][a-z]{1,9}|[0-9]{1,6}", fullmatch=True))
def test_a_plain_word_stays_whole(word: str) -> None:
    if word.lower() not in GLUED:
        assert split(word) == [(0, len(word))]


@pytest.mark.parametrize(
    "unit",
    [*"aA1.-_'’$@#&%(/:é中\u0301\u200b\x00\ud800", *("a- -a a' 1. 1: 1/ a. A& a@ %a. _a no- www. http:// n't No. "
     "1.1.1.1.1.1.1.1.1a a_ x.com a.- .a- ''s '` 0's 5k").split(" ")],
)  # fmt: skip
def test_time_grows_with_the_length(unit: str) -> None:
    if not unit:
        unit = " a"
    text = unit * (50_000 // len(unit))
    started = time.process_time()
    split(text)
    assert (
        time.process_time() - started < 5
    )  # about 0.2 s on an idle machine; minutes where it grew with the square
