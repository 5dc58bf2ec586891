"""The documentation: its commands print what it shows, its reference follows the code, its links lead somewhere."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

import msgspec
import pytest

from dateline.codebooks.ontology import load_ontology
from dateline.dictionaries.catalogue import FILES, catalogue_of
from dateline.dictionaries.lexicon import Frame, load_lexicon
from dateline.ground.index import listed_places
from dateline.pipeline import Pipeline

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(page for name in ("docs", "examples", "training") for page in (ROOT / name).rglob("*.md")),
    ],
    key=lambda page: page.as_posix(),
)
HOSTS = {"creativecommons.org", "keepachangelog.com", "semver.org"}
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
ENTRIES = re.compile(r"<!-- adds to: (\S+) -->\n```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FRAMES = re.compile(r"<!-- frame -->\n```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


RUN = [name(page) for page in PAGES if "<!-- run" in read(page)]
LINKED = [(name(page), link) for page in PAGES for link in LINK.findall(read(page))]


@pytest.fixture(scope="module")
def generate() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "docs"))
        yield importlib.import_module("generate")


@pytest.mark.parametrize("page", RUN)
def test_output_is_what_the_page_shows(
    page: str, generate: ModuleType, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "_opened", lambda: pipeline)
    text = read(ROOT / page)
    assert generate.with_output(text, page) == text, "`make docs` writes the output anew"


def test_pages_with_commands_are_all_generated(generate: ModuleType) -> None:
    assert set(RUN) <= {name(page) for page in generate.pages()}
    assert "README.md" in RUN


def test_check_passes_for_the_reference(
    generate: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "pages", list)
    assert generate.main(["--check"]) == 0, f"`make docs` writes {capsys.readouterr().out.split()}"


def test_check_names_what_would_change(
    generate: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = generate.from_code.reference()
    changed = {path: f"{text}{'more' * path.endswith('counts.md')}" for path, text in reference.items()}
    monkeypatch.setattr(generate, "pages", list)
    monkeypatch.setattr(generate.from_code, "reference", lambda: changed)
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().out == "docs/reference/counts.md\n"


@pytest.mark.parametrize("page", [name(page) for page in PAGES if "<!-- generated" in read(page)])
def test_generated_parts_are_up_to_date(page: str, generate: ModuleType) -> None:
    text = read(ROOT / page)
    assert generate.with_parts(text) == text, "`make docs` writes the part anew"


def test_another_exit_code_is_an_error(generate: ModuleType) -> None:
    page = "<!-- run: dateline code no-such-page.txt -->\n```console\n```\n"
    with pytest.raises(generate.DocumentError, match=r"page\.md: .* ended with 1, not 0"):
        generate.with_output(page, "page.md")


def test_wrong_output_does_not_pass(generate: ModuleType) -> None:
    page = "<!-- run, exit 1: dateline code no-such-page.txt -->\n```console\n$ dateline\nall is well\n```\nend\n"
    assert generate.with_output(page, "page.md") == (
        "<!-- run, exit 1: dateline code no-such-page.txt -->\n```console\n"
        "$ dateline code no-such-page.txt\n"
        "dateline: no-such-page.txt: no such file or folder; check the name\n```\nend\n"
    )


def test_addresses_answer_with_what_the_page_serves(
    generate: ModuleType, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "_opened", lambda: pipeline)
    page = (
        "<!-- serve: herald.example/1 = examples/western-anbar-2017/06-reedbank-bread.html -->\n"
        "<!-- now: 2017-11-14 19:05 -->\n"
        "<!-- run, exit 1: dateline code https://herald.example/1 https://herald.example/2 -->\n"
        "```console\n```\n"
    )
    text = generate.with_output(page, "page.md")
    assert "https://herald.example/2: the server answers 404 Not Found" in text
    assert "https://herald.example/1: no claims: reads as cooking" in text


def test_another_version_may_lack_rules_and_fields(
    generate: ModuleType, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "_opened", lambda: pipeline)
    coded = (
        "<!-- run: dateline code examples/western-anbar-2017/07-palmgrove-rawa-plan.html -->\n"
        "```console\n```\n"
    )
    told = "<!-- run: dateline --version -->\n```console\n```\n"
    now = generate.with_output(told + coded, "page.md")
    before = generate.with_output(
        f"<!-- version: 0.0.9 without besiege casualties -->\n{told}{coded}", "page.md"
    )
    assert "besiege" in now and "≥ 3" in now and "dateline 0.0.9\n" not in now
    assert "besiege" not in before.split("-->", 1)[1] and "≥ 3" not in before
    assert "dateline 0.0.9\n" in before


@pytest.mark.parametrize("setting", ["serve: herald.example/1 = no-such.html", "now: noon", "serve: x"])
def test_a_setting_that_cannot_be_made_is_an_error(setting: str, generate: ModuleType) -> None:
    with pytest.raises(generate.DocumentError, match=r"page\.md: .*change the page"):
        generate.with_output(f"<!-- {setting} -->\n", "page.md")


def test_a_row_that_is_not_there_is_an_error(generate: ModuleType) -> None:
    page = "<!-- run: dateline show {id 1} -->\n```console\n```\n"
    with pytest.raises(generate.DocumentError, match="no row 1"):
        generate.with_output(page, "page.md")


@pytest.mark.parametrize(("page", "link"), LINKED, ids=[f"{page}-{link}" for page, link in LINKED])
def test_link_leads_somewhere(page: str, link: str) -> None:
    if link.startswith("https://"):
        assert urlsplit(link).hostname in HOSTS
        return
    path, _, anchor = link.partition("#")
    target = (ROOT / page).parent / path if path else ROOT / page
    assert target.exists(), f"{page} links to {link}"
    assert target.resolve().is_relative_to(ROOT.resolve())
    if anchor:
        assert anchor in anchors(target), f"{page} links to {link}"


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page's headings, as they are made of the words on code hosts."""
    text = re.sub(r"^```.*?^```$", "", read(page), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)


@pytest.mark.parametrize("page", [name(page) for page in PAGES])
def test_page_names_no_machine_and_no_registry(page: str) -> None:
    text = read(ROOT / page)
    assert not re.findall(r"(?:^|[\s(\"'`=])(?:/(?:home|root|tmp|work|Users|opt|mnt)/|[A-Z]:\\)\S*", text)
    written = re.sub(
        r"^```console\n.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL
    )  # tables break addresses
    hosts = {urlsplit(address).hostname or "" for address in re.findall(r"https?://[^\s)>\"'`]+", written)}
    assert {host for host in hosts if not host.endswith(".example")} <= HOSTS
    assert not re.findall(r"(?i)pypi|pythonhosted|npmjs|localhost|\b\d{1,3}(?:\.\d{1,3}){3}\b", text)


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    shown = re.compile(r"(?:`|^)make ([a-z]+)(?=`|\s+#|$)", re.MULTILINE)
    named = {target for page in PAGES for target in shown.findall(read(page))}
    assert {"demo", "test", "docs"} <= named <= targets


def test_folders_of_the_design_exist() -> None:
    block = read(ROOT / "docs" / "design.md").split("## Folders\n\n```\n")[1].split("```")[0]
    inside = re.findall(r"^  (\w+)(/|\.py) ", block, re.MULTILINE)
    there = {
        entry.name
        for entry in (ROOT / "src" / "dateline").iterdir()
        if entry.name[0] not in "_." and (entry.suffix == ".py" or any(entry.glob("*.py")))
    }
    assert {folder + end.rstrip("/") for folder, end in inside} == there
    for folder in re.findall(r"^(\w[\w/]*)/ ", block, re.MULTILINE):
        assert (ROOT / folder).is_dir()


def new_entries(toml: str, there: bytes) -> str:
    """The entries that are not there yet; those that are must be the same."""
    known = tomllib.loads(there.decode())
    new = []
    for part in re.split(r"^(?=\[)", toml, flags=re.MULTILINE):
        entries = tomllib.loads(part)
        if entries and set(entries) <= set(known):
            assert all(known[entry] == fields for entry, fields in entries.items())
        else:
            new.append(part)
    return "".join(new)


def test_entries_that_a_reader_added_are_not_added_again() -> None:
    toml = '# Two.\n[one]\nname = "One"\n\n[two]\nname = "Two"\n'
    assert tomllib.loads(new_entries(toml, b'[one]\nname = "One"\n')) == {"two": {"name": "Two"}}
    assert tomllib.loads(new_entries(toml, toml.encode())) == {}
    with pytest.raises(AssertionError):
        new_entries(toml, b'[one]\nname = "Another"\n')


@pytest.mark.parametrize(
    ("file", "toml"), ENTRIES.findall(read(ROOT / "docs" / "how-to" / "add-names.md")), ids=lambda v: v[:12]
)
def test_entries_of_the_how_to_fit_the_dictionaries(file: str, toml: str) -> None:
    folder = resources.files("dateline.dictionaries")
    contents = {name: folder.joinpath(name).read_bytes() for name in (*FILES, "places.toml")}
    contents[file] += b"\n" + new_entries(toml, contents[file]).encode()
    if file == "places.toml":
        assert set(tomllib.loads(toml)) <= set(listed_places(contents[file]))
        return
    del contents["places.toml"]
    catalogue = catalogue_of(contents)
    assert all(catalogue.get(entry) is not None for entry in tomllib.loads(toml))


@pytest.mark.parametrize("toml", FRAMES.findall(read(ROOT / "docs" / "how-to" / "add-an-event-word.md")))
def test_frames_of_the_how_to_fit_the_event_words(toml: str) -> None:
    for raw in tomllib.loads(toml)["frame"]:
        frame = msgspec.convert(raw, Frame)
        load_ontology().check(frame.type, frame.mode)
        known = {known.id: known for _, known in load_lexicon().verbs.get(frame.verbs[0], ())}
        assert known.get(frame.id, frame) == frame
