from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.read.publication import AHEAD
from dateline.records.evidence import Known, Unknown
from tests.read.made import PROSE, TODAY, day, html, linked, report

URL = "https://kestrel.example/2031/03/15/truce"
META = '<meta property="article:published_time" content="2031-03-13T08:00:00+00:00">'
SHOWN = f"<h1>Truce holds in Olm</h1><p>Published 16 March 2031</p><p>{PROSE}</p><p>{PROSE}</p>"


def test_sources_in_their_order() -> None:
    node = linked('{"@type": "NewsArticle", "headline": "x", "datePublished": "2031-03-12T15:40:00+03:00"}')
    first = report(html(node + META, SHOWN), URL)
    assert day(first.published) == "2031-03-12"
    assert isinstance(first.published, Known)
    assert first.published.value.moment == "2031-03-12T15:40:00+03:00"
    assert first.published.how == "JSON-LD datePublished"
    assert first.published.evidence[0].text == "2031-03-12T15:40:00+03:00"
    assert day(report(html(META, SHOWN), URL).published) == "2031-03-13"
    assert day(report(html("", SHOWN), URL).published) == "2031-03-15"
    assert day(report(html("", SHOWN)).published) == "2031-03-16"


def test_disagreement_is_told() -> None:
    found = report(html(META, SHOWN))
    assert day(found.published) == "2031-03-13"
    assert any("disagree" in warning and "2031-03-16" in warning for warning in found.warnings)
    close = report(html(META.replace("03-13", "03-15"), SHOWN))
    assert not any("disagree" in warning for warning in close.warnings)


def test_a_day_in_the_future_gives_way_to_the_next_source() -> None:
    node = linked('{"@type": "NewsArticle", "headline": "x", "datePublished": "2041-03-12"}')
    assert day(report(html(node + META, "<p>x</p>")).published) == "2031-03-13"
    alone = report(html(node, f"<p>{PROSE}</p>")).published
    assert alone == Unknown(reason="the date 2041-03-12 is in the future", candidates=("2041-03-12",))
    epoch = report(html(META.replace("2031-03-13T08:00:00+00:00", "1970-01-01"), f"<p>{PROSE}</p>")).published
    assert isinstance(epoch, Unknown)
    assert "software" in epoch.reason


def test_a_day_comes_before_a_month() -> None:
    month = '<meta name="dc.date" content="2031-03">'
    assert day(report(html(month, SHOWN)).published) == "2031-03-16"
    alone = report(html(month, f"<p>{PROSE}</p>")).published
    assert isinstance(alone, Known)
    assert alone.value.precision == "month"


def test_the_outlets_own_clock() -> None:
    node = linked('{"@type": "NewsArticle", "headline": "x", "datePublished": "2031-03-16T03:30:00Z"}')
    timed = (
        '<h1>Truce holds in Olm</h1><time class="entry-date" datetime="2031-03-15T23:30:00-04:00">x</time>'
    )
    assert day(report(html(node, f"{timed}<p>{PROSE}</p>")).published) == "2031-03-15"
    assert day(report(html(node, f"<p>{PROSE}</p>"), URL).published) == "2031-03-15"
    assert day(report(html(node, f"<p>{PROSE}</p>")).published) == "2031-03-16"


def test_no_day_is_made_of_a_month_or_a_change() -> None:
    found = report(html("", f"<p>{PROSE}</p>"), "https://kestrel.example/2031/03/truce").published
    assert isinstance(found, Unknown)
    assert found.candidates == ("2031-03",)
    changed = report(html('<meta name="lastmod" content="2031-03-14">', f"<p>{PROSE}</p>")).published
    assert isinstance(changed, Unknown)
    assert changed.candidates == ("2031-03-14",)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2150, 1, 1)), min_size=5, max_size=5),
    st.sampled_from(["%Y-%m-%d", "%Y-%m-%dT23:50:00-11:00", "%d.%m.%Y", "%B %d, %Y", "%Y%m%d"]),
)
def test_no_day_in_the_future_comes_out(days: list[dt.date], form: str) -> None:
    one, two, three, four, five = (each.strftime(form) for each in days)
    head = linked(
        f'{{"@type": "NewsArticle", "headline": "x", "datePublished": "{one}", "dateModified": "{two}"}}'
    )
    head += f'<meta name="date" content="{three}">'
    found = report(
        html(head, f"<h1>Truce holds</h1><time>{four}</time><p>Updated {five}</p><p>{PROSE}</p>"),
        f"https://kestrel.example/{days[4]:%Y/%m/%d}/truce",
    )
    for value in (found.published, found.modified):
        assert isinstance(value, Unknown) or value.value.start <= TODAY + AHEAD


def test_a_date_of_nothing_in_particular_comes_behind_the_one_that_is_shown() -> None:
    vague = '<meta name="date" content="2031-03-17">'
    assert day(report(html(vague, SHOWN)).published) == "2031-03-16"
    assert day(report(html(vague, f"<h1>Truce holds in Olm</h1><p>{PROSE}</p>")).published) == "2031-03-17"
    assert day(report(html(vague + META, SHOWN)).published) == "2031-03-13"


def test_the_day_that_is_shown_where_the_clock_of_greenwich_is_ahead() -> None:
    head = META.replace("2031-03-13T08:00:00", "2031-03-16T00:25:56")
    body = f"<h1>Truce holds in Olm</h1><p>Published {{}} March 2031</p><p>{PROSE}</p>"
    local = report(html(head, body.format(15)))
    assert day(local.published) == "2031-03-15"
    assert isinstance(local.published, Known)
    assert local.published.how == "shown behind 'Published'"
    assert day(report(html(head, body.format(14))).published) == "2031-03-16"


def test_an_as_of_date_stands_where_there_is_no_other() -> None:
    body = f"<h1>Truce holds in Olm</h1><p>Stand: 14.03.2031 18:00 Uhr</p><p>{PROSE}</p>"
    assert day(report(html("", body)).published) == "2031-03-14"
    assert day(report(html(META, body)).published) == "2031-03-13"
    changed = report(html("", body.replace("Stand:", "Aktualisiert:"))).published
    assert isinstance(changed, Unknown)
