from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk.browser.desks import PAGE, Desk, filled

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install playwright"
)

#: Drawing by software, so that the map works without a graphics card; nothing of its own goes to the network.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip(
            "no Chromium is here; install it (Debian: apt-get install chromium) to try the page of the desk"
        )
    if not PAGE.is_file():
        pytest.skip("the page of the desk is not built; `make ui` builds it where Node is")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def sample(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of the samples; tests that decide take a copy."""
    return filled(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def desk(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that tests only read."""
    running = Desk(sample, tmp_path_factory.mktemp("desk"))
    yield running
    running.close()


@pytest.fixture
def own_desk(sample: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk over a copy of the case, to decide and add in."""
    case = tmp_path / "case.db"
    shutil.copy(sample, case)
    running = Desk(case, tmp_path)
    yield running
    running.close()


@pytest.fixture(scope="session")
def entered(browser: Any) -> Callable[[Desk], Any]:
    """The cookies of somebody who opened the desk; its token is taken once."""
    held: dict[str, Any] = {}

    def enter(desk: Desk) -> Any:
        if desk.base not in held:
            context = browser.new_context()
            page = context.new_page()
            page.goto(desk.opening)
            page.wait_for_selector("main")
            held[desk.base] = context.storage_state()
            context.close()
        return held[desk.base]

    return enter


class Look:
    """A page of the desk, and what it said and asked for meanwhile."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base
        self.faults: list[str] = []
        self.asked: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: self.asked.append(request.url))

    def go(self, address: str, wait: str = "h1") -> Any:
        """The page at this address, once it shows what is waited for."""
        self.page.goto(self.base + address)
        self.page.wait_for_selector(wait, state="attached")
        return self.page

    def map_idle(self) -> None:
        """Wait until the map has drawn all it was given."""
        self.page.wait_for_selector("[data-map][data-idle=true]", timeout=60_000)

    def path(self) -> str:
        """The address without the desk's own part."""
        return str(self.page.url).removeprefix(self.base)


@pytest.fixture
def look_at(browser: Any, entered: Callable[[Desk], Any]) -> Iterator[Callable[..., Look]]:
    """Opens a page of a desk; the page must end without an error on its console."""
    made: list[tuple[Any, Look]] = []

    def look(desk: Desk, *, enter: bool = True, faults: bool = True, **settings: Any) -> Look:
        settings.setdefault("viewport", {"width": 1280, "height": 800})
        state = entered(desk) if enter else None
        context = browser.new_context(storage_state=state, reduced_motion="reduce", **settings)
        context.set_default_timeout(30_000)
        found = Look(context.new_page(), desk.base)
        made.append((context, found))
        if not faults:
            found.faults = _Ignored()
        return found

    yield look
    for context, found in made:
        context.close()
        assert not found.faults, found.faults


class _Ignored(list[str]):
    """A list that stays empty: for tests in which the server is to refuse something."""

    def append(self, _item: str) -> None:
        return
