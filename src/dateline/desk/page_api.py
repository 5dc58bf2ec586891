"""The page itself: its built files, vector data for the map, and the one index for every address that it shows."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import FileResponse, RedirectResponse, Response

from dateline.desk.answers import answer, refusal
from dateline.desk.persons import Reader, let_in
from dateline.desk.state import Desk, DeskNow

router = APIRouter(include_in_schema=False)

#: What the page's files are, by their ends; others are not handed out.
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".topojson": "application/json",
    ".pmtiles": "application/vnd.pmtiles",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pbf": "application/x-protobuf",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
}
_LAYERS: Final = frozenset({".json", ".geojson", ".topojson", ".pmtiles"})

_MISSING: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dateline: the page is not built</title>
</head>
<body>
<main>
<h1>The desk runs, its page is not built</h1>
<p>The page of the desk is made from its source with Node. Here it was not, so there is nothing to show yet.</p>
<ol>
<li>Install Node, version 20 or newer.</li>
<li>In the folder of Dateline's source run <code>make ui</code>.</li>
<li>{then}</li>
</ol>
<p>Or install a release of Dateline: it has the page in it. Until then everything works without the page: the commands
of <code>dateline</code>, and the desk's <a href="/openapi.json">programming interface</a>.</p>
<p>The case that is open: <code>{case}</code></p>
</main>
</body>
</html>
"""


_AGAIN: Final = "Load this address again; the desk need not be started anew."
_INSTALL: Final = (
    "Install Dateline from that folder again (<code>pip install .</code>), since this desk runs from a copy of it, "
    "and start the desk anew."
)


def is_source(page: Path) -> bool:
    """Whether the page's folder lies in that of the source, where ``make ui`` builds it, and not in an installed copy."""
    above = page.resolve().parents
    return len(above) > 3 and (above[3] / "ui" / "package.json").is_file()


@router.get("/map/layers")
def layers(desk: DeskNow, reader: Reader) -> Response:
    """Which vector data there is for the map: the analyst's boundaries and tiles, and what the page has itself."""
    held = {path.name for path in _files(desk.settings.page / "map")}
    own = list(_files(desk.settings.layers))
    return answer(
        {
            "page": sorted(held),
            "boundaries": [_layer(path) for path in own if path.suffix.lower() != ".pmtiles"],
            "pmtiles": [_layer(path) for path in own if path.suffix.lower() == ".pmtiles"],
        }
    )


def _layer(path: Path) -> dict[str, str]:
    return {"name": path.stem, "url": f"/map/own/{quote(path.name)}", "kind": path.suffix[1:].lower()}


@router.get("/map/own/{name}")
def own_layer(name: str, desk: DeskNow, reader: Reader) -> Response:
    """One of the analyst's files; a part of it where the request asks for a range."""
    for path in _files(desk.settings.layers):
        if path.name == name:
            return FileResponse(path, media_type=_TYPES[path.suffix.lower()])
    return refusal(404, "no such layer; /map/layers lists them")


def _files(folder: Path | None) -> Iterator[Path]:
    """The files of vector data in a folder, by name; links that lead out of it are none."""
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in _LAYERS and path.is_file() and path.resolve().parent == folder.resolve():
            yield path


@router.get("/{address:path}")
def page(
    address: str, desk: DeskNow, request: Request, token: Annotated[str | None, Query(max_length=200)] = None
) -> Response:
    """A file of the page, or the page itself, which shows what the address says."""
    if token is not None:
        return _opened(desk, address, token, request)
    if address.startswith("api/") or address == "api":
        return refusal(404, "no such address; /openapi.json lists what there is")
    held = _file_of(desk, address)
    if held is not None:
        return held
    if "." in address.rpartition("/")[2] and not address.startswith(("places/", "reports/", "events/")):
        return refusal(404, "no such file of the page")
    index = desk.settings.page / "index.html"
    if index.is_file():
        return FileResponse(index, media_type=_TYPES[".html"], headers={"Cache-Control": "no-cache"})
    then = _AGAIN if is_source(desk.settings.page) else _INSTALL
    words = _MISSING.format(case=html.escape(desk.case.path.name), then=then)
    return Response(words, media_type="text/html; charset=utf-8")


def _opened(desk: Desk, address: str, token: str, request: Request) -> Response:
    """The page without the token in its address, and a session where it was the token."""
    if desk.alone is None or not desk.take(token):
        words = (
            "this address was used already, or is of another start; load the page without the token, or start "
            "`dateline desk` again"
        )
        return refusal(403, words)
    response = RedirectResponse(f"/{address.lstrip('/')}", status_code=303)
    let_in(response, desk, desk.alone, request)
    return response


def _file_of(desk: Desk, address: str) -> Response | None:
    """The built file of this address; None where it is none."""
    folder = desk.settings.page
    kind = _TYPES.get(Path(address).suffix.lower())
    if not address or kind is None or "\x00" in address:
        return None
    try:
        path = (folder / address).resolve()
        if not path.is_relative_to(folder.resolve()) or not path.is_file():
            return None
    except (OSError, ValueError):
        return None
    # Vite names what it builds by its content
    lasting = "public, max-age=31536000, immutable" if address.startswith("assets/") else "no-cache"
    return FileResponse(path, media_type=kind, headers={"Cache-Control": lasting})
