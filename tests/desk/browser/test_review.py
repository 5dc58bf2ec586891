"""Review, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.desk.browser.desks import Desk


def _ready(page: Any, but: str = "") -> str:
    page.wait_for_function(
        "but => { const at = document.querySelector('[data-task]');"
        " return at && at.dataset.busy === 'false' && at.dataset.task && at.dataset.task !== but; }",
        arg=but,
    )
    return str(page.locator("[data-task]").get_attribute("data-task"))


def test_accept_skip_reject_and_undo_by_keys(own_desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(own_desk)
    page = look.go("/review?kind=claim", "[role=toolbar]")
    first = _ready(page)
    assert f"task={first}" in look.path()
    page.keyboard.press("a")
    second = _ready(page, first)
    page.keyboard.press("j")
    third = _ready(page, second)
    page.keyboard.press("r")
    fourth = _ready(page, third)
    page.keyboard.press("Space")
    _ready(page, fourth)
    page.keyboard.press("u")
    page.wait_for_function("id => document.querySelector('[data-task]').dataset.task === id", arg=third)
    page.goto(f"{own_desk.base}/decisions")
    page.wait_for_selector("main ol li")
    told = page.locator("main ol").first.inner_text()
    assert "accept" in told
    assert "taken back" in told


def test_pairs_are_merged_and_split_by_keys(own_desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(own_desk)
    page = look.go("/review?kind=pair", "[role=toolbar]")
    first = _ready(page)
    page.keyboard.press("m")
    second = _ready(page, first)
    page.keyboard.press("s")
    _ready(page, second)
    page.goto(f"{own_desk.base}/decisions")
    page.wait_for_selector("main ol li")
    told = page.locator("main ol").first.inner_text()
    assert "merge" in told
    assert "split" in told


def test_a_field_is_corrected_by_words_picked_with_keys(own_desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(own_desk)
    page = look.go("/review?kind=claim", "[role=toolbar]")
    first = _ready(page)
    page.keyboard.press("c")
    page.wait_for_selector("[data-correction]")
    page.keyboard.press("5")  # who
    words = page.locator("[data-words]")
    words.focus()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+ArrowRight")
    picked = page.locator("[data-words] .picked").all_inner_texts()
    assert len(picked) >= 2
    page.get_by_role("option", name="the words you picked").wait_for()
    page.keyboard.press("Enter")
    _ready(page, first)
    page.goto(f"{own_desk.base}/decisions")
    page.get_by_text("correct actors to").first.wait_for()


def test_a_field_is_corrected_by_words_picked_with_the_mouse(
    own_desk: Desk, look_at: Callable[..., Any]
) -> None:
    look = look_at(own_desk)
    page = look.go("/review?kind=claim", "[role=toolbar]")
    first = _ready(page)
    page.get_by_role("button", name="Correct a field").click()
    page.get_by_role("button", name="to whom").click()
    word = page.locator("[data-words] span.in").filter(has_text="a").first
    word.click()
    assert page.locator("[data-words] .picked").count() == 1
    page.get_by_role("button", name="Save correction").click()
    _ready(page, first)


def test_a_type_is_corrected_from_the_candidates(own_desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(own_desk)
    page = look.go("/review?kind=claim", "[role=toolbar]")
    first = _ready(page)
    page.keyboard.press("c")
    page.wait_for_selector("[data-correction]")
    page.keyboard.press("1")
    page.locator("[data-correction] [role=option]").first.wait_for()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    _ready(page, first)
    page.goto(f"{own_desk.base}/decisions")
    page.get_by_text("correct type to").first.wait_for()


def test_keys_rest_while_somebody_types(own_desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(own_desk)
    page = look.go("/review?kind=claim", "[role=toolbar]")
    first = _ready(page)
    search = page.get_by_role("searchbox")
    search.focus()
    page.keyboard.type("arjs u")
    page.wait_for_timeout(300)
    assert search.input_value() == "arjs u"
    assert page.locator("[data-task]").get_attribute("data-task") == first


def test_keys_are_told_and_nothing_traps_the_focus(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/review", "[role=toolbar]")
    _ready(page)
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('dialog').open")
    page.keyboard.press("c")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("() => document.activeElement.outerHTML.slice(0, 120)"))
    assert any("Dateline, explore" in each for each in seen) or page.evaluate(
        "() => document.activeElement === document.body"
    )


def test_progress_is_shown(own_desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(own_desk)
    page = look.go("/review?kind=claim", "[role=toolbar]")
    first = _ready(page)
    assert "0 decided" in page.locator("header .progress").inner_text()
    page.keyboard.press("a")
    _ready(page, first)
    assert "1 decided" in page.locator("header .progress").inner_text()
