"""The text of a capture's bytes.

The cascade, each step only where the one before says nothing:

1. a dump's string: UTF-8, exactly as it was encoded;
2. a byte-order mark (UTF-8, UTF-16, UTF-32);
3. UTF-16 or UTF-32 where the HTTP header names it: such bytes pass for UTF-8 full of NULs;
4. UTF-8, strictly: other encodings hardly ever pass for it;
5. the encoding that the HTTP header names, before the page's own word, as browsers do it;
6. the encoding that a page's own ``meta`` or XML declaration names;
7. charset-normalizer's best guess, with a warning;
8. UTF-8 with the unreadable bytes marked as U+FFFD, with a warning.
"""

from __future__ import annotations

import codecs
import re

from dateline.records.evidence import Record

_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(
    rb"""(?:charset\s*=\s*|<\?xml[^>]{0,100}encoding\s*=\s*)["']?\s*([A-Za-z0-9_.:-]{2,40})"""
)
_DECLARATION_WITHIN = 4096

#: Bytes given to charset-normalizer: its time grows with the length, its answer hardly changes.
_SAMPLE = 65_536

#: What undeclared pages are written in. Left to itself charset-normalizer took French for Baltic (cp1257):
#: the code pages of Europe differ in few letters, so a tie goes to the commonest.
_LIKELY = (
    *("cp1252", "cp1251", "cp1256", "cp1250", "cp1253", "cp1254", "cp1255", "koi8_r"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
)
_TIE = 0.01

_NOT_ASCII = bytes(range(128, 256))

_SURROGATE = re.compile("[\ud800-\udfff]")

#: Windows-1252 is what is meant by these names on the web (WHATWG Encoding Standard).
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


class Decoded(Record, frozen=True):
    """The text, the encoding it was read in, and what went wrong."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, *, dump: bool = False, charset: str | None = None) -> Decoded:
    """The text of these bytes; never raises. ``dump``: they are the string of a dump, offsets must hold.

    ``charset`` is the encoding that the HTTP header named, if it named one. Half a surrogate pair, which
    JSON can carry but no text, becomes one U+FFFD, so offsets stay.
    """
    if dump:
        return _of_dump(content)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _marked(content, encoding)
    named = _codec(charset or "")
    if named is not None and named.startswith(("utf-16", "utf-32")) and b"\x00" in content:
        try:
            return _clean(content.decode(named), named, ())
        except UnicodeDecodeError:
            pass
    try:
        return Decoded(text=content.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    for codec in (named, _declared(content)):
        if codec is None or codec.startswith(("utf-8", "utf-16", "utf-32")):
            continue
        try:
            return _clean(content.decode(codec), codec, ())
        except (UnicodeDecodeError, LookupError):
            pass
    return _guessed(content, place)


def _of_dump(content: bytes) -> Decoded:
    try:
        return _clean(content.decode("utf-8", "surrogatepass"), "utf-8", ())
    except UnicodeDecodeError as error:
        warning = f"byte {error.start + 1} is not UTF-8; unreadable bytes are shown as U+FFFD"
        return Decoded(text=content.decode("utf-8", "replace"), encoding="utf-8", warnings=(warning,))


def _marked(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(text=content.decode(encoding), encoding=encoding)
    except UnicodeDecodeError as error:
        warning = f"byte {error.start + 1} is not {encoding}, which its mark promises; shown as U+FFFD"
        return Decoded(text=content.decode(encoding, "replace"), encoding=encoding, warnings=(warning,))


def _declared(content: bytes) -> str | None:
    """The codec a page declares, or None where it declares none that Python has."""
    match = _DECLARED.search(content[:_DECLARATION_WITHIN])
    if match is None:
        return None
    return _codec(match.group(1).decode("ascii"))


def _codec(name: str) -> str | None:
    """Python's name of the codec that is meant by a name on the web, or None where it has none."""
    name = name.strip().lower()
    try:
        info = codecs.lookup(_WEB_NAMES.get(name, name))
    except (LookupError, ValueError):
        return None
    return info.name if info._is_text_encoding else None


def _guessed(content: bytes, place: int) -> Decoded:
    """The text in the encoding charset-normalizer finds likeliest, told from the part that is not ASCII.

    Where most of what is not ASCII is good UTF-8, the rest is damage, not another encoding.
    """
    from charset_normalizer import from_bytes

    where = f"byte {place + 1} is not UTF-8 and no encoding is declared"
    marked = content.decode("utf-8", "replace")
    damage = marked.count("\ufffd")
    good = len(marked) - damage - len(content.translate(None, _NOT_ASCII))
    if good <= damage:
        start = max(0, place - 1024)
        matches = from_bytes(content[start : start + _SAMPLE], cp_isolation=list(_LIKELY))
        best = matches.best()
        western = next((match for match in matches if match.encoding == "cp1252"), None)
        if western is not None and best is not None and western.chaos <= best.chaos + _TIE:
            best = western
        if best is not None:
            # Code pages that read the sample alike come as one match under any of their names.
            encoding = "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding
            try:
                text = content.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                pass
            else:
                return _clean(text, encoding, (f"{where}; read as {encoding}, which is a guess",))
    warning = f"{where}; {damage} unreadable bytes are shown as U+FFFD"
    return Decoded(text=marked, encoding="utf-8", warnings=(warning,))


def _clean(text: str, encoding: str, warnings: tuple[str, ...]) -> Decoded:
    """The text with half surrogate pairs marked, one character for one."""
    text, count = _SURROGATE.subn("\ufffd", text)
    if count:
        warnings = (*warnings, f"{count} half surrogate pairs are shown as U+FFFD")
    return Decoded(text=text, encoding=encoding, warnings=warnings)
