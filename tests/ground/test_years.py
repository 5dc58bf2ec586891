from __future__ import annotations

from dateline.ground.years import year_beside
from tests.ground.made import mention

TEXT = "In May 2006 the camp was built; it burned on 10 May. Trials opened on 3 June 2007 and closed in July."


def test_the_same_month_gives_its_year() -> None:
    times = [mention(TEXT, w, "time") for w in ("May 2006", "10 May", "3 June 2007")]
    found = year_beside("10 May", times)
    assert found is not None and found[0] == 2006 and found[1].text == "May 2006"


def test_the_only_full_date_gives_its_year() -> None:
    times = [mention(TEXT, w, "time") for w in ("3 June 2007", "July")]
    found = year_beside("July", times)
    assert found is not None and found[0] == 2007


def test_full_dates_of_two_years_give_none() -> None:
    text = TEXT + " It reopened on 9 March 2011."
    times = [mention(text, w, "time") for w in ("3 June 2007", "9 March 2011")]
    assert year_beside("July", times) is None


def test_nothing_is_added_to_words_with_a_year_or_without_a_month() -> None:
    times = [mention(TEXT, "May 2006", "time")]
    assert year_beside("May 2005", times) is None
    assert year_beside("Sunday", times) is None
    assert year_beside("10 May", []) is None
