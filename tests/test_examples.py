"""The samples and their answer key: consistent with each other, small, and free of real outlets."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import lxml.html
import pytest

from dateline.codebooks.ontology import load_ontology
from dateline.records.claim import EventType, Reality

FOLDER = Path(__file__).parents[1] / "examples" / "western-anbar-2017"
KEY: dict[str, list[dict[str, Any]]] = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))
PAGES, CLAIMS, NOTHING = KEY["page"], KEY["claim"], KEY["nothing"]
FILES = sorted(p["file"] for p in PAGES)
FIELDS = {
    "file", "type", "type_ok", "mode", "mode_ok", "reality", "reality_ok", "who", "to_whom", "places", "date",
    "killed", "wounded", "captured", "displaced", "count", "sources", "sources_ok", "words",
}  # fmt: skip


@cache
def visible(name: str) -> str:
    """The text a reader sees, white space made single."""
    content = (FOLDER / name).read_bytes()
    if not name.endswith(".html"):
        return " ".join(content.decode("utf-8").split())
    page = lxml.html.fromstring(content)
    for hidden in page.xpath("//head | //script | //style | //comment()"):
        hidden.drop_tree()
    return " ".join(" ".join(page.itertext()).split())


def tags(name: str) -> set[str]:
    """Tag names and classes of a page."""
    page = lxml.html.fromstring((FOLDER / name).read_bytes())
    return {
        f"{e.tag}.{c}" for e in page.iter() if isinstance(e.tag, str) for c in (e.get("class") or "-").split()
    }


def test_every_file_of_the_folder_has_one_page_entry() -> None:
    names = sorted(p.name for p in FOLDER.iterdir() if p.suffix in (".html", ".txt"))
    assert names == FILES
    assert len(names) >= 12


def test_there_are_three_site_layouts_and_text_dumps() -> None:
    layouts: dict[str, list[str]] = {}
    for page in PAGES:
        layouts.setdefault(page["layout"], []).append(page["file"])
    assert set(layouts) == {"wordpress", "table", "modern", "text"}
    assert all(f.endswith(".txt") for f in layouts.pop("text"))
    shapes = {layout: tags(files[0]) for layout, files in layouts.items()}
    for a, b in combinations(shapes.values(), 2):
        assert len(a & b) < 0.2 * len(a | b)


@pytest.mark.parametrize("name", FILES)
def test_pages_are_small_and_link_to_reserved_names_only(name: str) -> None:
    content = (FOLDER / name).read_bytes()
    assert 1_000 < len(content) < 25_000
    text = content.decode("cp1252" if b"windows-1252" in content else "utf-8")
    hosts = {urlsplit(u).hostname for u in re.findall(r"https?://[^\s\"'<>]+", text)}
    assert all(h == "schema.org" or (h or "").endswith(".example") for h in hosts)


@pytest.mark.parametrize("entry", CLAIMS + NOTHING, ids=lambda e: f"{e['file'][:2]} {e['words'][:30]}")
def test_words_stand_on_the_page(entry: dict[str, Any]) -> None:
    assert visible(entry["file"]).count(entry["words"]) >= 1


def test_no_claim_lies_in_a_stretch_that_must_not_be_coded() -> None:
    for claim in CLAIMS:
        for nothing in NOTHING:
            if claim["file"] == nothing["file"]:
                assert claim["words"] not in nothing["words"]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: f"{c['file'][:2]} {c['words'][:30]}")
def test_claims_are_well_formed(claim: dict[str, Any]) -> None:
    assert set(claim) <= FIELDS
    ontology = load_ontology()
    assert {claim["type"], *claim.get("type_ok", [])} <= set(get_args(EventType))
    assert {claim["reality"], *claim.get("reality_ok", [])} <= set(get_args(Reality))
    ontology.check(claim["type"], claim["mode"] or None)
    for kind in ("killed", "wounded", "captured", "displaced", "count"):
        if kind in claim:
            low, high = (*claim[kind], None)[:2]
            assert low >= 0 and (high is None or low <= high)
    assert set(claim.get("places", {})) <= {"at", "from", "to", "toward"}
    assert all(claim.get("places", {}).values())


@pytest.mark.parametrize(
    "claim", [c for c in CLAIMS if c.get("date")], ids=lambda c: f"{c['file'][:2]} {c['date']}"
)
def test_dates_are_days_and_agree_with_the_reality(claim: dict[str, Any]) -> None:
    first, last = (dt.date.fromisoformat(d) for d in (claim["date"] + "/" + claim["date"]).split("/")[:2])
    published = next(dt.date.fromisoformat(p["published"]) for p in PAGES if p["file"] == claim["file"])
    assert first <= last
    if claim["reality"] in ("happened", "under-way", "background", "did-not-happen"):
        assert last <= published
    if claim["reality"] in ("announced", "expected"):
        assert first > published


@pytest.mark.parametrize(
    "claim", [c for c in CLAIMS if "places" in c], ids=lambda c: f"{c['file'][:2]} {c['words'][:20]}"
)
def test_named_places_and_people_stand_on_the_page(claim: dict[str, Any]) -> None:
    names = [n for ns in claim["places"].values() for n in ns]
    names += claim.get("who", []) + claim.get("to_whom", [])
    names += claim.get("sources", [])
    text = visible(claim["file"])
    assert [n for n in names if n not in text] == []


def test_silent_pages_have_no_claim_and_others_have_some() -> None:
    coded = {c["file"] for c in CLAIMS}
    for page in PAGES:
        assert (page["file"] in coded) != page["silent"]
    assert sum(p["silent"] for p in PAGES) >= 1


def test_the_samples_cover_what_the_coder_must_know() -> None:
    found = {(c["type"], c["mode"]) for c in CLAIMS}
    assert found >= {
        ("RETREAT", "withdraw"), ("TERRITORY", "capture"), ("TERRITORY", "recapture"),
        ("TERRITORY", "besiege"),
        ("ASSAULT", "aerial"), ("ASSAULT", ""), ("ASSAULT", "explosives"), ("ASSAULT", "suicide-attack"),
        ("ASSAULT", "heavy-weapons"), ("ASSAULT", "firearms"), ("ASSAULT", "abduct"), ("COERCE", "arrest"),
        ("FORCE-ESTIMATE", "count"), ("RETREAT", "ceasefire"), ("PROTEST", "demo"), ("AID", ""),
        ("SANCTION", "expel"),
    }  # fmt: skip
    realities = {c["reality"] for c in CLAIMS}
    assert realities == set(get_args(Reality))


def test_the_copy_is_word_for_word_and_the_tolls_disagree() -> None:
    def body(name: str) -> str:
        text = visible(name)
        return text[text.index("BAGHDAD (Tamarisk Wire)") + 23 :]

    last = "to and from Albukamal, in Syria."
    wire, copy = body("01-tamarisk-qaim.html"), body("02-reedbank-qaim.html")
    for sentence in re.split(r"(?<=\.) ", copy[: copy.index(last)]):
        assert sentence in wire
    tolls = {tuple(c["killed"]) for c in CLAIMS if c.get("date") == "2017-11-02" and "killed" in c}
    assert tolls == {(3, 3), (7,)}


def test_the_readme_names_every_file_and_every_fictional_outlet() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    made_up = next(line for line in readme.splitlines() if line.startswith("| outlets |"))
    assert all(p["outlet"] in made_up for p in PAGES)
    assert all(f"`{name}`" in readme for name in FILES)
