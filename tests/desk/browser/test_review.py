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


def _corrected(page: Any, task: str) -> None:
    """The correction is saved, and the claim is still there: other fields may be wrong, too."""
    page.get_by_text("Corrected: accept the claim").wait_for()
    page.wait_for_selector("[data-correction]", state="detached")
    assert _ready(page) == task


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
    assert "one event of" in page.locator("p.joining").inner_text()
    assert page.get_by_text("Its event:").count() == 2
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
    _corrected(page, first)
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
    _corrected(page, first)
    page.keyboard.press("a")
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
    _corrected(page, first)
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


def test_a_decision_that_somebody_made_meanwhile_is_told(own_desk: Desk, look_at: Callable[..., Any]) -> None:
    one, other = look_at(own_desk, faults=False), look_at(own_desk)
    page = one.go("/review?kind=claim", "[role=toolbar]")
    task = _ready(page)
    meanwhile = other.go(f"/review?kind=claim&task={task}", "[role=toolbar]")
    assert _ready(meanwhile) == task
    meanwhile.keyboard.press("r")
    _ready(meanwhile, task)
    page.keyboard.press("a")
    page.get_by_role("alert").get_by_text("since you looked").wait_for()
    assert _ready(page) == task
    meanwhile.keyboard.press("u")
    meanwhile.wait_for_function("id => document.querySelector('[data-task]').dataset.task === id", arg=task)
    _ready(meanwhile)
    meanwhile.keyboard.press("a")
    _ready(meanwhile, task)
    page.get_by_role("button", name="Decide all the same").click()
    page.get_by_role("alert").get_by_text("accepted by").wait_for()
    assert _ready(page) == task
    page.get_by_role("button", name="Decide all the same").click()
    _ready(page, task)
    assert page.get_by_role("alert").count() == 0


def test_a_count_that_is_none_is_refused_without_covering_anything(
    own_desk: Desk, look_at: Callable[..., Any]
) -> None:
    page = look_at(own_desk, faults=False).go("/review?kind=claim", "[role=toolbar]")
    _ready(page)
    page.keyboard.press("c")
    page.get_by_role("button", name="killed").click()
    typed = page.get_by_label("or type")
    assert typed.get_attribute("placeholder") == "a number or range: 9, 3-9, 20+"
    typed.fill("-20")
    typed.press("Enter")
    alert = page.get_by_role("alert")
    alert.get_by_text("write 5, 3-9, 20+ or unknown").wait_for()
    box, skip = alert.bounding_box(), page.get_by_role("button", name="Skip").bounding_box()
    assert box["y"] + box["height"] <= skip["y"]
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Skip").click()
