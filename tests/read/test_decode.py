from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.decode import decode

WORDS = "Les combats ont repris à Évran, où l’armée a déjà perdu trois hommes. " * 5


def test_utf8_comes_out_exactly() -> None:
    found = decode("Línea uno.\r\n\r\n  Línea dos.\t\n".encode())
    assert found.text == "Línea uno.\r\n\r\n  Línea dos.\t\n"
    assert (found.encoding, found.warnings) == ("utf-8", ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_settles_the_encoding(encoding: str) -> None:
    found = decode(WORDS.encode(encoding))
    assert (found.text, found.warnings) == (WORDS, ())


def test_a_page_says_its_encoding() -> None:
    page = f'<html><head><meta http-equiv="x" content="text/html; charset=windows-1252"></head>{WORDS}'
    found = decode(page.encode("cp1252"))
    assert (found.text, found.encoding, found.warnings) == (page, "cp1252", ())


def test_a_guess_comes_with_a_warning() -> None:
    found = decode(WORDS.replace("’", "'").encode("latin-1"))
    assert "repris à Évran" in found.text
    [warning] = found.warnings
    assert "which is a guess" in warning


def test_damage_in_utf8_is_marked_and_not_taken_for_another_encoding() -> None:
    found = decode((WORDS + "x").encode() + b"\xff" + WORDS.encode())
    assert found.text == WORDS + "x\ufffd" + WORDS
    assert "1 unreadable bytes" in found.warnings[0]


def test_a_dump_keeps_its_mark_and_its_offsets() -> None:
    text = "\ufeffa\ud83db"
    found = decode(text.encode("utf-8", "surrogatepass"), dump=True)
    assert found.text == "\ufeffa\ufffdb"
    assert len(found.text) == len(text)
    assert "half surrogate" in found.warnings[0]


def test_a_false_declaration_is_passed_over() -> None:
    for name in (b"no-such", b"base64", b"utf-8"):
        assert decode(b"<meta charset=" + name + b">caf\xe9 caf\xe9 caf\xe9").warnings


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_give_text_that_can_be_written(content: bytes, dump: bool) -> None:
    decode(content, dump=dump).text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_a_dumps_offsets_hold(text: str) -> None:
    found = decode(text.encode("utf-8", "surrogatepass"), dump=True).text
    assert len(found) == len(text)
    assert all(a == b or b == "\ufffd" for a, b in zip(text, found, strict=True))


def test_the_headers_charset_counts_before_the_pages_own() -> None:
    page = '<html><head><meta charset="windows-1252"></head>Войска ушли.'
    found = decode(page.encode("cp1251"), charset="Windows-1251")
    assert (found.text, found.encoding, found.warnings) == (page, "cp1251", ())
    assert decode(WORDS.encode("cp1252"), charset="ISO-8859-1").text == WORDS


def test_a_mark_and_good_utf8_count_before_the_header() -> None:
    assert decode(WORDS.encode("utf-16"), charset="windows-1252").text == WORDS
    assert decode(WORDS.encode(), charset="iso-8859-1").text == WORDS


def test_utf16_without_its_mark_is_read_where_the_header_names_it() -> None:
    assert decode("Troops left.".encode("utf-16-le"), charset="UTF-16LE").text == "Troops left."


def test_a_false_charset_is_passed_over() -> None:
    page = f"<meta charset=windows-1252>{WORDS}".encode("cp1252")
    for charset in ("no-such", "base64", "utf-8", "utf-16", "x\x00y", ""):
        assert decode(page, charset=charset).encoding == "cp1252"
