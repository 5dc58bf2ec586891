from __future__ import annotations

import io
from pathlib import Path

import pytest

from dateline.collect import files
from dateline.collect.dumps import DumpFields
from dateline.collect.files import collect
from dateline.errors import BadDump, InputError, MissingInput, UnreadableInput
from dateline.records.capture import Capture, Given


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
