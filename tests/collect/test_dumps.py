from __future__ import annotations

import json
import pickle
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.dumps import DumpFields, MissingField, from_lines, from_list, starts_dump
from dateline.errors import BadDump, InputError, UnreadableInput
from dateline.records.capture import Capture, Given


def read(
    *lines: str | bytes, fields: DumpFields | None = None, option: str | None = None
) -> list[Capture | InputError]:
    def source() -> Iterator[bytes]:
        for line in lines:
            yield line.encode() if isinstance(line, str) else line

    return list(
        from_lines(
            source(),
            name="d.jsonl",
            fields=fields or DumpFields(),
            given=Given(published=option),
            field_first=fields is not None,
        )
    )


def page(item: Capture | InputError) -> Capture:
    assert isinstance(item, Capture), item
    return item


def error(item: Capture | InputError) -> InputError:
    assert isinstance(item, InputError), item
    return item


def test_a_line_is_a_page_with_what_it_says_of_itself() -> None:
    [found] = read('{"id": 7, "text": "  Troops left.\\r\\n", "title": "Exit", "published": "2031-01-02"}\n')
    capture = page(found)
    assert capture.content == b"  Troops left.\r\n"
    assert capture.given == Given(document="7", title="Exit", published="2031-01-02")
    assert (capture.origin.kind, capture.origin.name, capture.origin.line) == ("dump", "d.jsonl", 1)
    assert capture.media_type == "text/plain"


def test_the_kind_of_a_page_is_told_from_its_text() -> None:
    [found] = read(json.dumps({"id": "a", "text": "<html><body><p>Troops left.</p></body></html>"}))
    assert page(found).media_type == "text/html"


def test_what_is_wrong_with_a_line_is_named_and_the_rest_goes_on() -> None:
    found = read(
        '{"id": 1, "text": "Good."}',
        "",
        "{broken",
        '"just a string"',
        '{"id": 2, "body": "x"}',
        '{"id": 3, "text": 5}',
        '{"id": 4, "text": " \\n "}',
        b'{"id": 5, "text": "\xff"}',
        "[" * 100_000,
        '{"id": 6, "text": "Good too."}',
    )
    assert [page(x).given.document for x in (found[0], found[-1])] == ["1", "6"]
    errors = [error(x) for x in found[1:-1]]
    assert [e.name for e in errors] == [f"d.jsonl, line {n}" for n in (3, 4, 5, 6, 7, 8, 9)]
    assert str(errors[0]) == "d.jsonl, line 3: not a JSON object; give one JSON object a line"
    assert "a JSON string, not an object" in errors[1].reason
    assert errors[2].reason == "no field 'text' (it has: body, id); name the text's field with --text-field"
    assert "holds a JSON number" in errors[3].reason
    assert isinstance(errors[4], UnreadableInput)
    assert "not UTF-8" in errors[5].reason
    assert all(isinstance(e, BadDump) for e in (*errors[:4], *errors[5:]))


def test_a_missing_default_id_is_the_line_and_a_missing_named_id_an_error() -> None:
    assert page(read('{"text": "x"}')[0]).given.document == "d.jsonl:1"
    named = error(read('{"text": "x"}', fields=DumpFields(id_field="doc"))[0])
    assert named.reason == "no field 'doc' (it has: text); name the id's field with --id-field"
    wrong = error(read('{"doc": [1], "text": "x"}', fields=DumpFields(id_field="doc"))[0])
    assert "'doc' holds a JSON list" in wrong.reason


def test_title_and_date_may_be_missing_or_null() -> None:
    capture = page(read('{"id": 1, "text": "x", "title": null}')[0])
    assert (capture.given.title, capture.given.published) == (None, None)


def test_the_more_explicit_date_counts() -> None:
    line = '{"id": 1, "text": "x", "published": "2031-01-02"}'
    assert page(read(line, option="2030-05-05")[0]).given.published == "2030-05-05"
    named = read(line, option="2030-05-05", fields=DumpFields())
    assert page(named[0]).given.published == "2031-01-02"
    assert page(read('{"id": 1, "text": "x"}', option="2030-05-05")[0]).given.published == "2030-05-05"


def test_an_empty_dump_is_an_error() -> None:
    assert error(read("\n", "  \n")[0]).reason.startswith("the dump is empty")


def test_a_json_list_holds_pages_too() -> None:
    content = json.dumps([{"id": "a", "text": "One."}, 3]).encode()
    found = list(from_list(content, name="l.json", fields=DumpFields(), given=Given(), field_first=False))
    assert page(found[0]).given.document == "a"
    assert error(found[1]).name == "l.json, item 2"
    for bad in (b"[", b"[]", b"3"):
        [wrong] = from_list(bad, name="l.json", fields=DumpFields(), given=Given(), field_first=False)
        assert isinstance(wrong, BadDump)


def test_a_dump_starts_with_an_object() -> None:
    assert starts_dump(b'\xef\xbb\xbf {"text": "x"}\n')
    assert starts_dump(b'{"body": 3}')
    assert not starts_dump(b"[1]")
    assert not starts_dump(b"{ the brace opened the report")
    assert not starts_dump(b"Troops left.")


@given(st.text(st.characters(exclude_categories=()), min_size=1).filter(str.strip))
def test_every_character_of_a_text_keeps_its_place(text: str) -> None:
    [found] = read(json.dumps({"id": "x", "text": text}))
    decoded = page(found).content.decode("utf-8", "surrogatepass")
    assert decoded == json.loads(json.dumps(text))


@given(st.binary(max_size=200))
def test_any_line_gives_pages_or_errors(line: bytes) -> None:
    for item in read(line.replace(b"\n", b" ")):
        assert isinstance(item, (Capture, InputError))


def test_records_of_one_id_are_named_apart_and_noted_once() -> None:
    said: list[str] = []
    lines = [json.dumps({"id": name, "text": f"Troops left {n}."}) for n, name in enumerate("abaaba")]
    found = from_lines(
        iter([line.encode() for line in lines]),
        name="d.jsonl",
        fields=DumpFields(),
        given=Given(),
        field_first=False,
        note=said.append,
    )
    assert [page(item).given.document for item in found] == ["a", "b", "a:3", "a:4", "b:5", "a:6"]
    assert [remark.split(";")[0] for remark in said] == [
        "d.jsonl, line 3: the id 'a' was there before",
        "d.jsonl, line 5: the id 'b' was there before",
    ]


def test_a_list_names_its_records_apart_too() -> None:
    content = json.dumps([{"id": 1, "text": "Troops left."}, {"id": 1, "text": "They came back."}]).encode()
    found = from_list(content, name="l.json", fields=DumpFields(), given=Given(), field_first=False)
    assert [page(item).given.document for item in found] == ["1", "1:2"]


def test_lines_in_a_row_that_lack_a_field_are_one_error() -> None:
    wrong = '{"id": 1, "body": "x"}'
    [found] = read("", *[wrong] * 41)
    assert isinstance(found, MissingField) and found.count == 41
    assert str(found) == (
        "d.jsonl, line 2: no field 'text' (it has: body, id); name the text's field with --text-field; "
        "41 records in a row lack it"
    )
    assert pickle.loads(pickle.dumps(found)).count == 41
    kinds = [type(item) for item in read(wrong, wrong, '{"text": "Good."}', wrong, "{")]
    assert kinds == [MissingField, Capture, MissingField, BadDump]
    [found] = read(*['{"text": "x"}'] * 3, fields=DumpFields(id_field="doc"))
    assert isinstance(found, MissingField) and found.count == 3
