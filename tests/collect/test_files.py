from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.collect import files
from dateline.collect.dumps import DumpFields
from dateline.collect.entries import Listing
from dateline.collect.files import collect
from dateline.errors import BadDump, InputError, MissingInput, UnreadableInput
from dateline.records.capture import Capture, Given
from tests.collect import made


def names(found: list[Capture | InputError]) -> list[str]:
    return [item.name if isinstance(item, InputError) else item.origin.name for item in found]


def take(*paths: Path | str, **options: object) -> list[Capture | InputError]:
    given = options.pop("given", Given())
    return list(collect([str(path) for path in paths], given=given, **options))  # type: ignore[arg-type]


def only_error(*paths: Path | str, **options: object) -> InputError:
    [item] = take(*paths, **options)
    assert isinstance(item, InputError)
    return item


def test_a_file_is_one_capture_with_what_the_user_said(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"Troops left the town.\r\n")
    [capture] = take(path, given=Given(published="2031-01-02", outlet="Example Post"))
    assert isinstance(capture, Capture)
    assert capture.content == b"Troops left the town.\r\n"
    assert capture.media_type == "text/plain"
    assert capture.origin.name == str(path)
    assert capture.given == Given(published="2031-01-02", outlet="Example Post")


def test_a_folder_is_taken_in_order_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.html",
        "sub/c.text",
        "sub/plain",
        ".hidden.txt",
        ".git/d.txt",
        "p.png",
        "data.json",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Troops left.", encoding="utf-8")
    found = take(tmp_path)
    assert names(found) == [str(tmp_path / n) for n in ("a.html", "b.txt", "sub/c.text", "sub/plain")]
    assert all(isinstance(item, Capture) for item in found)


def test_names_stay_as_the_user_sees_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("x y", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert names(take("in")) == ["in/a.txt"]
    assert names(take("./in/a.txt")) == ["./in/a.txt"]


def test_the_same_bytes_have_the_same_id(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Troops left.", encoding="utf-8")
    one, other = take(tmp_path)
    assert isinstance(one, Capture)
    assert isinstance(other, Capture)
    assert one.id == other.id


def test_what_cannot_be_read_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b" \n\t ")
    (tmp_path / "c.txt").write_bytes(b"%PDF-1.4 ...")
    (tmp_path / "d.txt").symlink_to("nowhere.txt")
    (tmp_path / "e").symlink_to("f")
    (tmp_path / "f").symlink_to("e")
    (tmp_path / "g.txt").write_text("Good.", encoding="utf-8")
    found = take(tmp_path, tmp_path / "none.txt")
    reasons = {Path(item.name).name: item.reason for item in found if isinstance(item, InputError)}
    assert reasons["a.txt"] == "empty; there is nothing to read"
    assert reasons["b.txt"] == "only blanks; there is nothing to read"
    assert reasons["c.txt"] == "is a PDF; convert it to text or HTML first"
    assert "broken link" in reasons["d.txt"]
    assert "nowhere.txt" in reasons["d.txt"]
    assert set(reasons) == {"a.txt", "b.txt", "c.txt", "d.txt", "e", "f", "none.txt"}
    assert reasons["none.txt"] == "no such file or folder; check the name"
    assert [item.origin.name for item in found if isinstance(item, Capture)] == [str(tmp_path / "g.txt")]


def test_a_broken_link_given_by_name_is_named(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to("nowhere.txt")
    found = only_error(link)
    assert isinstance(found, MissingInput)
    assert "broken link" in found.reason


def test_a_link_back_into_its_folder_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Good.", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    good, loop = take(tmp_path)
    assert isinstance(good, Capture)
    assert isinstance(loop, MissingInput)
    assert "leads back" in loop.reason


def test_a_folder_without_pages_says_so(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(b"x")
    assert only_error(tmp_path).reason.startswith("no pages in this folder")


def test_notes_in_a_folder_are_passed_over_and_said_once(tmp_path: Path) -> None:
    for name in ("README.md", "a.txt", "b.rst", "sub/LICENSE", "sub/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Troops left.", encoding="utf-8")
    said: list[str] = []
    assert names(take(tmp_path, note=said.append)) == [str(tmp_path / "a.txt")]
    assert said == [
        f"{tmp_path}: passed over as notes, not pages: README.md, b.rst, sub/LICENSE and 1 more; "
        "name such a file to have it read"
    ]
    assert names(take(tmp_path / "README.md")) == [str(tmp_path / "README.md")]


def test_a_folder_of_notes_alone_holds_no_pages(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Troops left.", encoding="utf-8")
    said: list[str] = []
    assert only_error(tmp_path, note=said.append).reason.startswith("no pages in this folder")
    assert "README.md" in said[0]


def test_missing_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "iterdir", refuse)
    for place in (path, tmp_path):
        found = only_error(place)
        assert isinstance(found, MissingInput)
        assert found.reason.startswith("no permission to read it")


def test_names_that_are_none(tmp_path: Path) -> None:
    assert isinstance(only_error(""), MissingInput)
    assert isinstance(only_error("a\x00b"), MissingInput)
    assert isinstance(only_error(tmp_path / ("x" * 5000)), MissingInput)


def test_standard_input_is_a_page_or_a_dump() -> None:
    [page] = take("-", stdin=io.BytesIO(b"Troops left."))
    assert isinstance(page, Capture)
    assert (page.origin.kind, page.origin.name) == ("stdin", "-")
    dump = take("-", stdin=io.BytesIO(b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n'))
    assert [item.given.document for item in dump if isinstance(item, Capture)] == ["a", "b"]
    other = only_error("-", stdin=io.BytesIO(b'{"body": "One."}\n{"body": "Two."}\n'))
    assert "name the text's field with --text-field" in other.reason  # and not one page of JSON
    assert isinstance(only_error("-", stdin=None), MissingInput)
    assert isinstance(only_error("-", stdin=io.BytesIO(b"")), UnreadableInput)


def test_named_fields_make_a_dump_of_what_is_no_page(tmp_path: Path) -> None:
    fields = DumpFields(text_field="body")
    assert isinstance(only_error("-", stdin=io.BytesIO(b"not json\n"), dump=fields), BadDump)
    [one] = take("-", stdin=io.BytesIO(b'[{"id": 1, "body": "One."}]'), dump=fields)
    assert isinstance(one, Capture)
    page = tmp_path / "a.html"
    page.write_text("<html><body><p>Troops left.</p></body></html>", encoding="utf-8")
    [kept] = take(page, dump=fields)
    assert isinstance(kept, Capture)
    assert kept.media_type == "text/html"


def test_a_json_file_is_a_list_or_lines(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_text('[\n {"id": "a", "text": "One."}\n]\n', encoding="utf-8")
    assert [c.given.document for c in take(path) if isinstance(c, Capture)] == ["a"]
    path.write_text('{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n', encoding="utf-8")
    assert [c.given.document for c in take(path) if isinstance(c, Capture)] == ["a", "b"]
    assert names(take(tmp_path, dump=DumpFields())) == [str(path), str(path)]


def test_what_is_too_large_is_named_and_a_dump_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PAGE_LIMIT", 100)
    page = tmp_path / "a.txt"
    page.write_text("Troops left.\n" * 20, encoding="utf-8")
    assert "too large for one page" in only_error(page).reason
    dump = tmp_path / "d.jsonl"
    dump.write_text(
        '{"id": 1, "text": "Good."}\n{"id": 2, "text": "' + "x" * 500 + '"}\n{"id": 3, "text": "Good."}\n',
        encoding="utf-8",
    )
    one, long, three = take(dump)
    assert isinstance(one, Capture)
    assert isinstance(long, UnreadableInput)
    assert long.name == f"{dump}, line 2"
    assert isinstance(three, Capture)
    assert three.origin.line == 3


def test_what_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Troops left the town.")
    said: list[str] = []
    roundabout = tmp_path / "sub" / ".." / "a.txt"
    found = take(
        path, roundabout, tmp_path, tmp_path, "-", "-", stdin=io.BytesIO(b"Rebels left."), note=said.append
    )
    assert names(found) == [str(path), "-"]
    again = [str(roundabout), str(path), str(tmp_path), "-"]
    assert said == [f"{name}: named more than once; read once" for name in again]


def test_an_address_is_not_fetched_and_empty_standard_input_names_the_mend() -> None:
    wrong = only_error("https://lantern.example/page.html")
    assert wrong.reason == "addresses are not fetched by this command: save the page and name the file"
    assert "name a file, or give text" in only_error("-", stdin=io.BytesIO(b"")).reason


RECORDS = [made.record(number) for number in range(2)]


class Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False


def test_archives_are_read_whatever_their_name(tmp_path: Path) -> None:
    contents = {
        "a.warc": made.plain(RECORDS),
        "b.gz": made.gzipped(RECORDS),
        "c.zst": made.zstandard(RECORDS),
        "d.zip": made.wacz({"archive/x.warc.gz": made.gzipped(RECORDS)}),
        "e.txt": made.gzipped(RECORDS),
        "f.wacz": made.wacz({"archive/x.warc.gz": made.gzipped(RECORDS)}),
        "g.gz": b"\x1f\x8b no archive",
        "h.zip": b"PK\x03\x04 no archive",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    found = take(tmp_path, given=Given(outlet="Lantern Post"))
    assert made.urls(found) == ["0", "1"] * 6
    assert all(isinstance(item, Capture) and item.given.outlet == "Lantern Post" for item in found)
    assert names(found)[6:8] == [f"{tmp_path / 'd.zip'}!archive/x.warc.gz"] * 2
    assert "compressed with gzip" in only_error(tmp_path / "g.gz").reason
    assert "unpack it first" in only_error(tmp_path / "h.zip").reason


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
def test_archives_come_from_standard_input_too(stream: type[io.BytesIO]) -> None:
    said: list[str] = []
    content = made.gzipped([*RECORDS, made.record(3, status="404 Not Found")])
    assert made.urls(take("-", stdin=stream(content), note=said.append)) == ["0", "1"]
    assert said == ["-: 1 record passed over: 1 not answered with 200"]
    content = made.wacz({"archive/x.warc.gz": made.gzipped(RECORDS)})
    assert made.urls(take("-", stdin=stream(content))) == ["0", "1"]


def test_standard_input_that_fails_is_an_error() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    assert only_error("-", stdin=Failing()).reason == "cannot be read (Input/output error)"


FEED = (
    b"<rss version='2.0'><channel><title>L</title><item><link>https://lantern.example/1</link></item>"
    b"<item><link>/2</link><description>Troops left.</description></item></channel></rss>"
)


def test_addresses_are_handed_to_whoever_fetches_them(tmp_path: Path) -> None:
    taken: list[Listing] = []

    def fetch(listing: Listing) -> Iterator[Capture | InputError]:
        taken.append(listing)
        yield InputError(listing.name, "fetched")

    contents = {
        "feed.xml": FEED,
        "list.txt": b"https://lantern.example/1\nnot one\nhttps://lantern.example/2\nhttps://lantern.example/3\n",
        "map.xml": b"<urlset><url><loc>https://lantern.example/1</loc></url></urlset>",
        "index": b"<sitemapindex><sitemap><loc>https://lantern.example/m.xml</loc></sitemap></sitemapindex>",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    paths = [*(str(tmp_path / name) for name in contents), "https://lantern.example/4"]
    found = take(*paths, paths[-1], addresses=fetch)
    assert [str(item).rpartition("/")[2] for item in found] == [
        "feed.xml: fetched",
        "list.txt, line 2: 'not one' is no address; give one http or https address a line, comments after #",
        "list.txt: fetched",
        "map.xml: fetched",
        "index: fetched",
        "4: fetched",
    ]
    assert [listing.kind for listing in taken] == ["feed", "list", "sitemap", "sitemap", "address"]
    assert [len(listing.entries) for listing in taken] == [2, 3, 1, 0, 1]
    assert [entry.url for entry in taken[3].sitemaps] == ["https://lantern.example/m.xml"]
    assert only_error(tmp_path / "feed.xml").reason == (
        "a feed of 1 address; this command does not fetch them: save the pages and name the files"
    )


def test_a_feed_that_is_broken_is_named(tmp_path: Path) -> None:
    path = tmp_path / "map.xml"
    path.write_bytes(b"<urlset <")
    assert only_error(path).name == str(path)
