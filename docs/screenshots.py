"""Makes the pictures of the desk's screens in docs/images/ from the samples.

    python docs/screenshots.py [NAME ...]

It needs the package with its `dev` extra, Chromium, and the built page (`make ui`). The case is made anew in a temporary
folder, from `examples/`; some decisions are made in it, so that there is a history to show.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = Path(__file__).resolve().parent / "images"
SAMPLES = ["examples/western-anbar-2017", "examples/iraq"]
SIZE = {"width": 1280, "height": 730}
LARGEST = 200_000
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
]


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a desk over a case of the samples."""
    case = folder / "samples.db"
    subprocess.run(
        [sys.executable, "-m", "dateline", "add", *SAMPLES, "--case", str(case)],
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    command = [sys.executable, "-m", "dateline", "desk", "--case", str(case), "--port", "0", "--no-browser"]
    server = subprocess.Popen(
        [*command, "--users", str(folder / "users.db")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        yield next(found.group(0) for line in server.stdout if (found := re.search(r"http://\S+", line)))
    finally:
        server.terminate()
        server.wait(timeout=15)


def ask(page: Any, address: str) -> Any:
    """What the desk's interface answers."""
    return page.evaluate("async (address) => (await fetch(address)).json()", address)


def decide(page: Any, decision: dict[str, Any]) -> None:
    """Make a decision, as the page does."""
    page.evaluate(
        """async (body) => {
          const me = await (await fetch('/api/me')).json();
          const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': me.csrf };
          await fetch('/api/decisions', { method: 'POST', headers, body });
        }""",
        json.dumps(decision),
    )


def screens(page: Any) -> dict[str, tuple[str, str, str]]:
    """For each picture the address, the theme, and what is done before it is taken."""
    rows = ask(page, "/api/events?sort=origins&limit=60&type=ASSAULT")["items"]
    rival = next(
        row
        for row in rows
        if {"killed", "place"} & set(row["rival"]) and row["origins"] > 1 and row["lat"] is not None
    )
    told = ask(page, f"/api/events/{rival['id']}")
    claims = told["event"]["claims"]
    decide(page, {"kind": "accept", "subjects": claims[:1], "note": "read in the page"})
    decide(page, {"kind": "merge", "subjects": claims[:2], "note": "the same bombing"})
    event = ask(page, f"/api/claims/{claims[0]}")["event"]
    report = next(each for each in ask(page, "/api/reports?q=al-Qaim")["items"] if each["claims"] > 9)[
        "header"
    ]["report"]
    claim = ask(page, f"/api/reports/{report}")["claims"][3]["id"]
    return {
        "explore": (f"/?bbox=40.2,32.6,45.4,36.6&selected={event}", "light", ""),
        "explore-dark": ("/?bbox=40.2,32.6,45.4,36.6", "dark", ""),
        "event": (f"/events/{event}", "light", ""),
        "report": (f"/reports/{report}?claim={claim}", "light", ""),
        "place": ("/places/dl:rawa", "light", ""),
        "control": ("/control?day=2017-11-12", "light", ""),
        "review": ("/review?kind=claim", "light", "c4"),
        "brief": ("/brief?since=2017-10-01&until=2017-12-31", "light", ""),
        "runs": ("/runs", "light", ""),
    }


def take(context: Any, address: str, keys: str, path: Path) -> None:
    """Save the screen at this address, once it stands still."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if page.locator("[data-map]").count():
        page.wait_for_selector("[data-map][data-idle=true]", timeout=60_000)
    page.wait_for_timeout(400)
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(400)
    page.screenshot(path=str(path))
    page.close()
    if path.stat().st_size > LARGEST:
        sys.stderr.write(f"{path.name}: {path.stat().st_size} bytes, which is more than {LARGEST}\n")


def main(names: list[str]) -> None:
    """Make the pictures of these names, or all."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("no Chromium is here; install it (Debian: apt-get install chromium)")
    IMAGES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as opening,
        sync_playwright() as playwright,
    ):
        base = opening.partition("/?")[0]
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        first = browser.new_context(viewport=SIZE)
        page = first.new_page()
        page.goto(opening)
        page.wait_for_selector("main")
        wanted = screens(page)
        state = first.storage_state()
        for name, (address, theme, keys) in wanted.items():
            if names and name not in names:
                continue
            context = browser.new_context(
                viewport=SIZE, storage_state=state, color_scheme=theme, reduced_motion="reduce"
            )
            take(context, base + address, keys, IMAGES / f"desk-{name}.png")
            context.close()
            sys.stdout.write(f"docs/images/desk-{name}.png\n")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
