"""Desks that run for a test: a case of samples, the server in a process of its own, and how to open it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "examples" / "western-anbar-2017"
PAGE = ROOT / "src" / "dateline" / "desk" / "page" / "index.html"
PASSWORD = "a long enough one"

_PARAGRAPHS = """
<p>Shells killed seven soldiers at the Amberford checkpoint near Harrowmere on Friday, the army said.</p>
<p>Residents of Harrowmere said that at least twelve soldiers were killed by the shells at the checkpoint.</p>
<p>Fighters of the Red Dune Front captured Harrowmere on Saturday, its spokesman said 🕊 by telephone.</p>
"""
_HEAD = """<!DOCTYPE html><html lang="en"><head><meta property="og:site_name" content="Lantern Post">
<meta property="article:published_time" content="2025-03-16T10:00:00+00:00">
<link rel="canonical" href="https://lantern-post.example/harrowmere">
<title>{title}</title></head><body><article><h1>{title}</h1>"""
_COMMENTS = """</article><div id="comments"><ol class="comment-list">
<li class="comment depth-1" id="comment-1"><div class="comment-author">miller</div>
<div class="comment-metadata"><time datetime="2025-03-16T19:12:00+03:00">March 16, 2025</time></div>
<div class="comment-content"><p>Shoot all the refugees at the gate.</p></div></li>
<li class="comment depth-1" id="comment-2"><div class="comment-author">أم سارة</div>
<div class="comment-metadata"><time datetime="2025-03-16T19:40:00+03:00">March 16, 2025</time></div>
<div class="comment-content"><p>لا أحد يعرف ما حدث في الجسر القديم تلك الليلة</p></div></li></ol></div></body></html>"""

HOSTILE = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script> shells at Harrowmere"


def invented(folder: Path) -> list[Path]:
    """Pages of an invented place: two versions of one with comments, one whose title is script, one in Arabic names."""
    folder.mkdir(parents=True, exist_ok=True)
    escaped = HOSTILE.replace("<", "&lt;").replace(">", "&gt;")
    made = {
        "1-first.html": _HEAD.format(title="Seven soldiers killed at Harrowmere") + _PARAGRAPHS + _COMMENTS,
        "2-second.html": _HEAD.format(title="Seven soldiers killed at Harrowmere")
        + _PARAGRAPHS.replace("seven", "nine")
        + "<p>The army corrected its figure in the evening.</p>"
        + _COMMENTS,
        "3-script.html": _HEAD.format(title=escaped).replace("harrowmere", "script")
        + _PARAGRAPHS
        + "</article></body></html>",
        "4-rtl.html": _HEAD.format(title="الجسر القديم: Shells kill two at Harrowmere")
        .replace("Lantern Post", "صوت الوادي")
        .replace("harrowmere", "rtl")
        + "<p>Shells killed two soldiers of كتيبة النهر at Harrowmere on Friday, الشيخ said.</p></article></body></html>",
    }
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in made]


def environment(folder: Path) -> dict[str, str]:
    """The environment of a process whose settings and data lie in this folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    return {
        **kept,
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "NO_COLOR": "1",
    }


def dateline(folder: Path, *arguments: str, words: str | None = None) -> str:
    """What the command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *arguments],
        cwd=folder,
        env=environment(folder),
        input=words,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def filled(folder: Path) -> Path:
    """A case of the samples and of invented pages."""
    case = folder / "case.db"
    pages: Iterable[Path] = invented(folder / "pages")
    dateline(folder, "add", str(SAMPLES), *map(str, pages), "--case", str(case))
    return case


class Desk:
    """A desk over a case, on a port of its own, until it is closed."""

    def __init__(self, case: Path, folder: Path, users: Path | None = None, *more: str) -> None:
        self._log = (folder / "desk.log").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [
                *(
                    sys.executable,
                    "-m",
                    "dateline",
                    "desk",
                    "--case",
                    str(case),
                    "--port",
                    "0",
                    "--no-browser",
                ),
                *("--users", str(users or folder / "users.db")),
                *more,
            ],
            cwd=folder,
            env=environment(folder),
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        self.opening = self._address()
        self.base = self.opening.partition("/?")[0].rstrip("/")

    def _address(self) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if found := re.search(r"http://\S+", line):
                return found.group(0)
        self._log.seek(0)
        raise AssertionError(f"the desk did not start: {self._log.read()}")

    def close(self) -> None:
        """Stop it."""
        self._process.terminate()
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=15)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._log.close()
