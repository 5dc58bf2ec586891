from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.desk.browser.desks import Desk


def _rival(look: Any) -> Any:
    page = look.go("/events?type=ASSAULT&sort=origins", "tbody tr")
    page.locator("tbody tr", has_text="≠").first.locator("th a").click()
    page.wait_for_selector("[aria-label='Claims by source and field'] tbody tr")
    return page


def test_matrix_tells_agreement_and_difference_by_more_than_colour(
    desk: Desk, look_at: Callable[..., Any]
) -> None:
    page = _rival(look_at(desk))
    table = page.locator("[aria-label='Claims by source and field']")
    assert table.get_by_text("≠ differ").count() > 0
    assert table.locator(".letter", has_text="A").count() > 0
    assert table.locator(".letter", has_text="B").count() > 0
    assert table.locator("tbody th ol.chain").count() > 1


def test_the_matrix_is_not_a_tall_block_on_a_phone(desk: Desk, look_at: Callable[..., Any]) -> None:
    page = _rival(look_at(desk, viewport={"width": 360, "height": 740}))
    assert page.locator("tr.summary").bounding_box()["height"] < 150


def test_echoes_stand_together_and_say_that_they_count_once(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/events?type=TERRITORY&sort=origins", "tbody tr")
    for link in page.locator("tbody th a").evaluate_all("links => links.map((link) => link.href)")[:8]:
        page.goto(link)
        page.wait_for_selector("[aria-label='Claims by source and field'] tbody tr")
        if page.get_by_text("of one origin: they count once").count():
            return
    raise AssertionError("no event shows its echoes")


def test_choosing_claims_and_splitting_then_undoing(own_desk: Desk, look_at: Callable[..., Any]) -> None:
    page = _rival(look_at(own_desk))
    rows = "() => [...document.querySelectorAll('tr[id^=c-]')].map((row) => row.id).sort().join()"
    before = page.evaluate(rows)
    page.locator("tbody input[type=checkbox]").last.check()
    page.get_by_role("textbox", name="Why").fill("another day")
    page.get_by_role("button", name="Split off").click()
    page.get_by_role("status").get_by_text("Split.").wait_for()
    page.wait_for_function(f"before => ({rows})() !== before", arg=before)
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    page.get_by_role("status").get_by_text("Taken back.").wait_for()
    page.wait_for_function(f"before => ({rows})() === before", arg=before)


def test_accepting_is_written_into_the_history(own_desk: Desk, look_at: Callable[..., Any]) -> None:
    page = _rival(look_at(own_desk))
    page.get_by_role("button", name="Accept").first.click()
    history = page.locator("section[aria-labelledby=history]")
    history.get_by_text("accept").first.wait_for()


def test_the_rule_of_a_codebook_is_in_the_address(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = _rival(look)
    page.get_by_label("Values put first by the rule of").select_option("acled")
    page.wait_for_function("() => location.search.includes('codebook=acled')")


def test_what_is_merged_with_is_shown_with_its_decisions(own_desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(own_desk, faults=False)
    page = look.go("/events", "tbody tr")
    here, other = page.locator("tbody th a").evaluate_all(
        "links => links.slice(0, 2).map((link) => link.href)"
    )
    page.goto(other)
    page.get_by_role("heading", level=1).wait_for()
    title = page.locator("h1 bdi").inner_text()
    page.goto(here)
    page.get_by_label("Merge with").fill(other.rpartition("/")[2].partition("?")[0])
    panel = page.locator("section[aria-labelledby=decide]")
    panel.get_by_text(title).wait_for()
    meanwhile = look_at(own_desk).go(other.removeprefix(own_desk.base), "section[aria-labelledby=decide]")
    meanwhile.get_by_label("Merge with").fill(here.rpartition("/")[2].partition("?")[0])
    meanwhile.get_by_role("button", name="Merge").click()
    meanwhile.get_by_role("status").get_by_text("Merged.").wait_for()
    panel.get_by_role("button", name="Merge").click()
    page.get_by_text("merged by").wait_for()
    page.get_by_role("button", name="Decide all the same").click()
    page.get_by_role("status").get_by_text("Merged.").wait_for()
