from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.desk.browser.desks import HOSTILE, Desk


def _report(page: Any, title: str) -> None:
    page.get_by_role("link", name=title).first.click()
    page.wait_for_selector("[data-article]")


def test_marks_claims_and_mentions_in_labelled_blocks(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/reports", "tbody tr")
    _report(page, "Iraqi forces retake border town")
    article = page.locator("[data-article]")
    assert article.locator(".claim").count() > 3
    assert article.locator(".mention").count() > 3
    assert {"headline", "body"} <= set(article.locator(".gutter").all_inner_texts())
    page.get_by_role("link", name="Claim 1,").click()
    page.wait_for_selector("[data-article] .chosen")
    assert "claim=c-" in look.path()
    page.locator("aside dl").nth(1).wait_for()
    assert article.locator(".field").count() > 0


def test_the_marked_words_are_those_of_the_record_also_beyond_the_basic_plane(
    desk: Desk, look_at: Callable[..., Any]
) -> None:
    look = look_at(desk)
    page = look.go("/reports?q=Harrowmere", "tbody tr")
    _report(page, "Seven soldiers killed at Harrowmere")
    page.get_by_text("🕊", exact=False).first.wait_for()
    report = page.evaluate("async () => (await fetch('/api' + location.pathname)).json()")
    points = list(report["text"])
    claim = next(
        each
        for each in report["claims"]
        if "telephone" in "".join(points[each["sentence"][0] : each["sentence"][1]])
    )
    page.goto(f"{desk.base}/reports/{report['header']['report']}?claim={claim['id']}")
    page.wait_for_selector("[data-article] .chosen")
    shown = page.evaluate(
        """() => [...document.querySelectorAll('[data-article] .chosen')].map((each) => each.textContent).join('')"""
    )
    start, end = claim["sentence"]
    assert shown == "".join(points[start:end])


def test_comments_are_apart_folded_and_flagged_with_the_reason(
    desk: Desk, look_at: Callable[..., Any]
) -> None:
    look = look_at(desk)
    page = look.go("/reports?q=Harrowmere", "tbody tr")
    _report(page, "Seven soldiers killed at Harrowmere")
    comments = page.locator("details.panel")
    assert not comments.get_by_text("miller").is_visible()
    comments.locator("summary").first.click()
    flagged = comments.locator("li", has_text="miller")
    assert not flagged.get_by_text("Shoot all the refugees at the gate.").is_visible()
    flagged.locator("summary").click()
    assert flagged.get_by_text("Flagged as incitement").is_visible()
    arabic = comments.locator("li", has_text="أم سارة").locator(".text")
    assert arabic.evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert page.locator("[data-article]").get_by_text("refugees").count() == 0


def test_versions_are_compared_by_words(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/reports?q=Harrowmere", "tbody tr")
    _report(page, "Seven soldiers killed at Harrowmere")
    page.get_by_role("link", name="Compare").click()
    page.wait_for_selector(".pair ins")
    assert page.locator(".pair del").count() > 0
    words = page.locator(".pair ins, .pair del").all_inner_texts()
    assert any("nine" in each or "seven" in each for each in words)
    assert "compare=r-" in look.path()


def test_script_in_a_title_stays_text(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    for address in ("/reports", "/", "/events", "/search?q=shells"):
        page = look.go(address, "li, tbody tr")
        page.wait_for_timeout(300)
        assert page.evaluate("() => window.hacked") is None
    page = look.go("/reports?q=onerror", "tbody tr")
    page.get_by_text(HOSTILE).first.wait_for()
    page.locator("tbody th a").first.click()
    page.wait_for_selector("[data-article]")
    assert page.evaluate("() => window.hacked") is None
    assert page.evaluate("() => document.querySelectorAll('main img, main script').length") == 0


def test_source_text_has_its_own_direction(desk: Desk, look_at: Callable[..., Any]) -> None:
    page = look_at(desk).go("/reports?q=الجسر", "tbody tr")
    cell = page.locator("tbody tr", has_text="صوت الوادي").locator("td bdi").first
    assert cell.evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"
    page.locator("tbody th a").first.click()
    page.wait_for_selector("[data-article]")
    assert page.locator("[data-article]").get_by_text("كتيبة النهر").first.is_visible()
