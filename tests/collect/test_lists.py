from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect import lists
from dateline.collect.lists import looks_like_list, parse_list
from dateline.errors import UnreadableInput

LIST = """# The Lantern Post
https://lantern.example/1

  https://lantern.example/2\t
www.lantern.example/3
https://lantern.example/1
lantern.example/4
"""


def test_addresses_come_with_their_lines_and_once() -> None:
    entries, [error] = parse_list(LIST.encode(), "l.txt")
    assert [(entry.url, entry.line) for entry in entries] == [
        ("https://lantern.example/1", 2),
        ("https://lantern.example/2", 4),
        ("https://www.lantern.example/3", 5),
    ]
    assert isinstance(error, UnreadableInput)
    assert error.name == "l.txt, line 7"
    assert error.reason.startswith("'lantern.example/4' is no address; give one")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_are_read(encoding: str) -> None:
    entries, errors = parse_list("https://lantern.example/1\r\n".encode(encoding), "l.txt")
    assert [entry.url for entry in entries] == ["https://lantern.example/1"]
    assert not errors


def test_a_list_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    entries, errors = parse_list(b"x\n" * 5000, "l.txt")
    assert not entries
    assert len(errors) == lists.MOST_BAD_LINES + 1
    assert "the rest is not read" in errors[-1].reason
    monkeypatch.setattr(lists, "MOST_ADDRESSES", 2)
    entries, [error] = parse_list(b"".join(b"http://a.example/%d\n" % n for n in range(9)), "l.txt")
    assert len(entries) == 2
    assert error.name == "l.txt, line 3"


def test_lists_are_told_from_articles() -> None:
    assert looks_like_list(LIST)
    assert looks_like_list("https://lantern.example/1")
    assert not looks_like_list("https://lantern.example/1\nTroops left the town of Tell Zafra on Saturday.")
    assert not looks_like_list("Troops left.\nhttps://lantern.example/1\nhttps://lantern.example/2")
    assert not looks_like_list("https://lantern.example/1\nTroops\nleft\nQaim\n")
    assert not looks_like_list("# nothing\n\n")


@given(st.binary(max_size=300))
def test_any_bytes_are_addresses_or_errors(content: bytes) -> None:
    entries, errors = parse_list(content, "l.txt")
    assert all(entry.url and entry.line for entry in entries)
    looks_like_list(content.decode("latin-1"))
    for error in errors:
        str(error).encode("utf-8")
