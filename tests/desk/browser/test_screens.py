"""The other screens, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.desk.browser.desks import PASSWORD, ROOT, Desk, dateline

SCREENS = [
    "/", "/?panel=unresolved", "/events", "/reports", "/places", "/places/dl:rawa", "/control?day=2017-11-12",
    "/review", "/review?kind=claim", "/sources", "/runs", "/brief", "/brief?since=2017-10-01&until=2017-12-31",
    "/decisions", "/search?q=mill", "/add", "/nowhere",
]  # fmt: skip
AXE = ROOT / "ui" / "node_modules" / "axe-core" / "axe.min.js"


def _settled(look: Any) -> None:
    page = look.page
    page.wait_for_load_state("networkidle")
    if page.locator("[data-map]").count():
        look.map_idle()
    page.wait_for_timeout(150)


def test_sources_runs_and_what_a_run_changed(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/sources")
    page.get_by_text("None yet.").wait_for()
    page = look.go("/runs", "tbody tr")
    page.locator("tbody a").first.click()
    page.get_by_text("It changed no claim of an earlier run.").wait_for()


def test_search_finds_comments_and_says_so(desk: Desk, look_at: Callable[..., Any]) -> None:
    page = look_at(desk).go("/search?q=refugees", "mark")
    assert page.locator("li", has_text="comment").locator("mark").first.inner_text().lower() == "refugees"


def test_the_search_box_leads_there(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/events")
    page.get_by_role("searchbox").first.fill("mill")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark")
    assert look.path() == "/search?q=mill"


def test_a_brief_is_previewed_and_its_files_offered(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/brief", "form")
    page.get_by_role("textbox", name="From").fill("2017-10-01")
    page.get_by_role("textbox", name="to", exact=True).fill("2017-12-31")
    page.get_by_role("button", name="Make the brief").click()
    page.wait_for_selector("article.brief .notes li")
    assert "since=2017-10-01" in look.path()
    page.locator("article.brief sup a").first.click()
    for form in ("HTML", "Markdown"):
        with page.expect_download() as download:
            page.get_by_role("link", name=form).click()
        assert download.value.path().stat().st_size > 1000


def test_files_are_added_and_followed(own_desk: Desk, look_at: Callable[..., Any], tmp_path: Path) -> None:
    text = "Shells killed four soldiers at Amberford on Friday, the army said. Fighters captured Harrowmere."
    (tmp_path / "new.txt").write_text(text, encoding="utf-8")
    page = look_at(own_desk).go("/add")
    page.locator("input[type=file]").set_input_files(str(tmp_path / "new.txt"))
    page.get_by_text("1 new report and").wait_for(timeout=60_000)
    page.get_by_role("link", name="See the reports").wait_for()


def test_an_address_of_a_private_network_is_refused_in_words(
    own_desk: Desk, look_at: Callable[..., Any]
) -> None:
    page = look_at(own_desk, faults=False).go("/add")
    page.get_by_role("textbox", name="Address of a page or feed").fill("http://127.0.0.1:1/")
    page.get_by_role("button", name="Fetch and add").click()
    page.locator("[role=alert]").first.wait_for()
    assert page.locator("[role=alert]").first.inner_text()


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_asked_of_another_origin(screen: str, desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    look.go(screen)
    _settled(look)
    assert [each for each in look.asked if not each.startswith((desk.base, "blob:", "data:"))] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_serious(screen: str, theme: str, desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk, color_scheme=theme)
    look.go(screen)
    assert _serious(look) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("listed", ["/events", "/reports", "/places", "/runs"])
def test_axe_finds_nothing_serious_in_what_is_listed(
    listed: str, theme: str, desk: Desk, look_at: Callable[..., Any]
) -> None:
    look = look_at(desk, color_scheme=theme)
    page = look.go(listed, "tbody a")
    look.go(page.locator("tbody a").first.get_attribute("href"))
    assert page.url.removeprefix(desk.base).startswith(f"{listed}/")
    assert _serious(look) == []


def _serious(look: Any) -> list[dict[str, Any]]:
    """What axe finds serious on the page, with some of the places."""
    if not AXE.is_file():
        pytest.skip("axe-core is not here; `make ui` installs it where Node is")
    _settled(look)
    look.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = look.page.evaluate(
        "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
    )
    return [
        {
            "rule": each["id"],
            "help": each["help"],
            "nodes": [node["html"][:200] for node in each["nodes"][:4]],
        }
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_small_screen_holds_everything(screen: str, desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk, viewport={"width": 360, "height": 700})
    page = look.go(screen)
    _settled(look)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_the_theme_is_switched_and_kept(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk, color_scheme="light")
    page = look.go("/events")
    light = page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Switch to the dark theme").click()
    dark = page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
    assert light != dark
    page.reload()
    page.wait_for_selector("h1")
    assert page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor") == dark


def test_the_record_is_read_as_it_was_known(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/events?as_of=2001-01-01")
    page.get_by_text("0 events").wait_for()
    page.get_by_role("button", name="Read the record as it stands now").click()
    page.wait_for_selector("tbody tr")
    assert "as_of" not in look.path()


@pytest.fixture
def team(sample: Path, tmp_path: Path) -> Any:
    """A desk with accounts."""
    users = tmp_path / "accounts.db"
    for name, role in (("rana", "reader"), ("omar", "analyst"), ("layla", "admin")):
        dateline(tmp_path, "users", "add", name, "--role", role, "--users", str(users), words=f"{PASSWORD}\n")
    running = Desk(sample, tmp_path, users)
    yield running
    running.close()


def _log_in(page: Any, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_a_reader_logs_in_and_sees_nothing_to_decide(team: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(team, enter=False, faults=False)
    page = look.go("/events?type=ASSAULT", "form")
    page.get_by_label("Name").fill("rana")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Log in").click()
    page.locator("[role=alert]").wait_for()
    _log_in(page, "rana")
    page.wait_for_selector("tbody tr")
    assert "type=ASSAULT" in look.path()
    page.locator("tbody th a").first.click()
    page.wait_for_selector("[aria-label='Claims by source and field'] tbody tr")
    for name in ("Accept", "Reject", "Split off", "Merge", "Undo"):
        assert page.get_by_role("button", name=name).count() == 0
    assert page.get_by_role("link", name="Add pages").count() == 0
    page.goto(f"{team.base}/review")
    page.get_by_text("You read here; analysts decide.").wait_for()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("heading", name="Log in to the desk").wait_for()


def test_an_admin_sees_to_users(team: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(team, enter=False, faults=False)
    page = look.go("/users", "form")
    _log_in(page, "layla")
    page.wait_for_selector("tbody tr")
    assert page.locator("tbody th", has_text="omar").count() == 1
    page.locator("form").get_by_label("Name").fill("hadi")
    page.locator("form").get_by_label("Password").fill(PASSWORD)
    page.locator("form").get_by_role("button", name="Add").click()
    page.locator("tbody th", has_text="hadi").wait_for()


def test_after_logging_out_and_in_again_the_address_is_not_that_of_the_login(
    team: Desk, look_at: Callable[..., Any]
) -> None:
    look = look_at(team, enter=False, faults=False)
    page = look.go("/events", "form")
    _log_in(page, "omar")
    page.wait_for_selector("tbody tr")
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("heading", name="Log in to the desk").wait_for()
    _log_in(page, "omar")
    page.wait_for_selector("[aria-label='Events in view']")
    assert look.path() == "/" or look.path().startswith("/?")
    page.goto(f"{team.base}/login")
    page.wait_for_selector("[aria-label='Events in view']")
    assert "login" not in look.path()


def test_files_are_dropped_anywhere_on_the_page(own_desk: Desk, look_at: Callable[..., Any]) -> None:
    page = look_at(own_desk).go("/add")
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(['Shells killed two soldiers at Harrowmere on Friday, the army said.'], 'dropped.txt'));
          const at = document.querySelector('h1');
          for (const kind of ['dragover', 'drop'])
            at.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    page.get_by_role("region", name="Adding dropped.txt").get_by_text("1 new report").wait_for()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_day_of_the_record_is_chosen_beside_the_bar_and_left_with_escape(
    desk: Desk, look_at: Callable[..., Any], width: int
) -> None:
    page = look_at(desk, viewport={"width": width, "height": 740}).go("/events")
    if width < 1240:
        page.get_by_role("button", name="Menu").click()
    search = page.get_by_role("searchbox")
    before = search.bounding_box()["width"]
    page.get_by_role("button", name="As known on").click()
    field = page.get_by_label("Read the record as known on")
    field.wait_for()
    assert search.bounding_box()["width"] == before
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    field.press("Escape")
    field.wait_for(state="detached")
