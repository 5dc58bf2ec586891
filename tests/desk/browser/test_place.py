from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.desk.browser.desks import Desk


def test_swimlane_names_each_state_and_has_the_same_in_words(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/places?q=rawa", "tbody tr")
    page.get_by_role("link", name="Rawa", exact=True).click()
    page.wait_for_selector("g[role=button]")
    bars = page.get_by_role("button", name="contested")
    assert bars.count() == 2
    bars.first.focus()
    bars.first.press("Enter")
    page.wait_for_function("() => location.search.includes('spell=')")
    assert bars.first.get_attribute("aria-pressed") == "true"
    assert page.locator("tr.chosen").count() == 1
    words = page.locator("[aria-label='Spells of control in words']").inner_text()
    assert "held" in words
    assert "stale" in words


def test_control_map_goes_by_day_with_the_keyboard(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/control?day=2017-11-12", "[aria-label='Places on this day'] li")
    look.map_idle()
    row = page.locator(
        "[aria-label='Places on this day'] li", has=page.get_by_role("link", name="Rawa", exact=True)
    )
    assert "held" in row.inner_text()
    slider = page.get_by_role("slider", name="Day of the control map")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowRight")
    page.wait_for_function("() => location.search.includes('day=2017-11-17')")
    page.get_by_role("heading", name="Control on 2017-11-17").wait_for()
    row.get_by_text("contested").first.wait_for()
    row.get_by_role("button", name="Why").click()
    assert "a party alone" in row.inner_text()


def test_what_is_not_on_the_map_says_why(desk: Desk, look_at: Callable[..., Any]) -> None:
    page = look_at(desk).go("/control?day=2017-11-12", "[aria-label='Places on this day'] li")
    assert page.get_by_text("not on the map:").count() > 0


def test_silence_makes_a_place_stale_sooner_if_asked(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/places/dl:rawa", "g[role=button]")
    page.get_by_label("Stale after").select_option("30")
    page.wait_for_function("() => location.search.includes('stale=30')")
    page.get_by_text("nothing is told of it for more than 30 days").first.wait_for()


def test_control_opens_on_the_last_day_told_of(desk: Desk, look_at: Callable[..., Any]) -> None:
    page = look_at(desk).go("/control", "[aria-label='Places on this day'] li")
    page.get_by_text("the last day anything is told of").wait_for()
    day = page.get_by_role("heading", level=1).inner_text().removeprefix("Control on ")
    assert day < "2026"
    for heard in page.get_by_text("last heard of").all_inner_texts():
        assert heard.rpartition(" ")[2] <= day
