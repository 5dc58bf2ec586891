from __future__ import annotations

import pytest

from dateline.read.visible import Shown, shown_days
from tests.read.made import marks

HEAD = "<title>Truce holds in Olm</title>"
H1 = "<h1>Truce holds in Olm</h1>"


def shown(body: str, *, day_first: bool | None = None) -> tuple[Shown, ...]:
    page = marks(HEAD, body)
    return shown_days(page.page, page, day_first)


@pytest.mark.parametrize(
    "line",
    [
        "<p>14 March 2031</p>",
        "<p>Veröffentlicht am 14. März 2031 um 15.40 Uhr</p>",
        "<p>Mara Tolle | 14.03.31</p>",
        '<div class="sidebar"><p class="time">14. März 2031</p></div>',
        '<p><time datetime="2031-03-14T15:40:00+01:00">yesterday</time></p>',
        "<p>Published:</p><p>March 14, 2031</p>",
        "<div>14</div><div>Mar</div><div>2031</div>",
        '<div class="node-signature">Par Mara Tolle le 14 mars 2031</div>',
        f"<p>This entry was posted on Friday, March 14th, 2031 at 10:12 am and is filed under {'Olm, Qadra, ' * 20}.</p>",
        "<p>Dieser Beitrag wurde am 14. März 2031 um 23:03 Uhr gepostet und unter Olm abgelegt, Kommentare sind zu.</p>",
        f"<p>14.03.2031 „Die Waffen schweigen.“ {'So sagte es der Bürgermeister von Olm. ' * 8}</p>",
        f"<p>OLM, 14. März 2031 – {'Die Waffen schweigen seit dem Morgen. ' * 8}</p>",
    ],
)
def test_dates_beside_the_headline(line: str) -> None:
    found = shown(H1 + line)
    assert found[0].days.start.isoformat() == "2031-03-14"
    assert found[0].sense == "published"


@pytest.mark.parametrize(
    "line",
    [
        "<p>On 14 March 2031 the men had left the village of Olm, and nobody has seen them in the valley since then.</p>",
        '<div id="comments"><p>14 March 2031</p></div>',
        '<div class="related-stories"><p>14 March 2031</p></div>',
        "<footer>© 14 March 2031 Kestrel</footer>",
        "<p>Member since 14 March 2031</p>",
        '<p class="today">Friday, 14 March 2031</p>',
        '<div class="signature">14 March 2031</div>',
        f"<p>14.03.2031 war der Tag, an dem die Waffen schwiegen. {'So sagte es der Bürgermeister. ' * 8}</p>",
        "<nav><p>14 March 2031</p></nav>",
    ],
)
def test_dates_of_other_things(line: str) -> None:
    assert shown(H1 + line) == ()


def test_a_date_of_change_is_no_date_of_publication() -> None:
    found = shown(f"{H1}<p>Published 14 March 2031 | Updated 16 March 2031, 8:15 am</p>")
    assert {each.sense: each.days.start.day for each in found} == {"published": 14, "modified": 16}
    assert next(each.days.moment for each in found if each.sense == "modified") == "2031-03-16T08:15"
    hidden = shown(f'{H1}<time class="updated" datetime="2031-03-16">16 March 2031</time>')
    assert hidden[0].sense == "modified"


def test_numbers_are_read_in_the_pages_own_order() -> None:
    assert shown(f"{H1}<p>03/04/2031</p>") == ()
    days = [shown(f"{H1}<p>03/04/2031</p>", day_first=first)[0].days.start.month for first in (True, False)]
    assert days == [4, 3]


def test_the_articles_own_box_is_told_by_its_name() -> None:
    far = "".join(f"<p>Line {i} of a menu</p>" for i in range(40))
    body = '<div class="teaser {}"><div class="head"><span>14.03.2031</span> Olm</div></div>'
    assert shown(f"{body.format('newsSingle')}{far}{H1}")[0].days.start.isoformat() == "2031-03-14"
    assert shown(f"{body.format('x')}{far}{H1}") == ()


def test_an_as_of_date_beside_the_headline() -> None:
    found = shown(f"{H1}<p>Stand: 14.03.2031 18:00 Uhr</p>")
    assert (found[0].sense, found[0].as_of) == ("modified", True)
    assert not any(each.as_of for each in shown(f"{H1}<p>Geändert am 14.03.2031</p>"))
