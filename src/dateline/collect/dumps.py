"""Captures from dumps: JSON lines, or a JSON list, of objects that each hold one page.

A dump's text is kept character for character: it is encoded with ``surrogatepass``, so that even half a
surrogate pair, which JSON can carry, keeps its place and all offsets stay those of the string given.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from dateline.collect.sniff import media_type_of_text
from dateline.errors import BadDump, InputError, UnreadableInput
from dateline.records.capture import Capture, Given, Origin, capture_of
from dateline.records.evidence import Record

DUMP_SUFFIXES = frozenset({".jsonl", ".ndjson"})
LIST_SUFFIXES = frozenset({".json"})


def unsaid(remark: str) -> None:
    """None: a remark that nobody wants to hear."""


class DumpFields(Record, frozen=True):
    """The names of a dump's fields.

    The text field must be there. A field other than the default was asked for by name, so a line
    without that id is an error; where the default id is missing, the line's number stands in. Title and
    date of publication may be missing.
    """

    id_field: str = "id"
    text_field: str = "text"
    title_field: str = "title"
    published_field: str = "published"


class MissingField(BadDump):
    """Records of a dump, ``count`` of them in a row, lack the field that holds the ``part`` ("text", "id")."""

    def __init__(self, name: str, what: str, part: str, field: str, count: int = 1) -> None:
        more = f"; {count} records in a row lack it" if count > 1 else ""
        super().__init__(name, f"{what}; name the {part}'s field with --{part}-field{more}")
        self.what = what
        self.part = part
        self.field = field
        self.count = count

    def and_one_more(self) -> MissingField:
        """The same of one record more."""
        return MissingField(self.name, self.what, self.part, self.field, self.count + 1)

    def __reduce__(self) -> tuple[type[MissingField], tuple[str, str, str, str, int]]:  # type: ignore[override]
        return type(self), (self.name, self.what, self.part, self.field, self.count)


class Names:
    """The names that a dump's records have taken, so that no two get the same."""

    def __init__(self, dump: str, note: Callable[[str], None]) -> None:
        """``note`` is told once of each id that comes again in ``dump``."""
        self._dump = dump
        self._note = note
        self._taken: set[str] = set()
        self._noted: set[str] = set()

    def apart(self, name: str, line: int) -> str:
        """The name, or where a record before has it, the name with the line behind it: "story-1:7"."""
        if name in self._taken and name not in self._noted:
            self._noted.add(name)
            self._note(
                f"{self._dump}, line {line}: the id {name!r} was there before; from the second on its records "
                "are named with their line"
            )
        while name in self._taken:
            name = f"{name}:{line}"
        self._taken.add(name)
        return name


def starts_dump(first_line: bytes) -> bool:
    """Whether this line is a JSON object: the first line of a dump."""
    if not first_line.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    try:
        return isinstance(_parsed(first_line), dict)
    except ValueError:
        return False


def from_lines(
    lines: Iterator[bytes | InputError],
    *,
    name: str,
    fields: DumpFields,
    given: Given,
    field_first: bool,
    note: Callable[[str], None] = unsaid,
) -> Iterator[Capture | InputError]:
    """A capture for each line that is not blank, an error for each that is no page.

    Lines in a row that lack the same field are one MissingField, which counts them.
    Where both the option and a line give a date of publication, the line's own counts if ``field_first``
    (the user named the dump's fields), else the option. ``note`` is told of ids that come twice.
    """
    return _counted(_of_lines(lines, name, fields, given, field_first, Names(name, note)))


def _of_lines(
    lines: Iterator[bytes | InputError],
    name: str,
    fields: DumpFields,
    given: Given,
    field_first: bool,
    names: Names,
) -> Iterator[Capture | InputError]:
    seen = False
    for number, line in enumerate(lines, start=1):
        if isinstance(line, InputError):
            seen = True
            yield line
            continue
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        seen = True
        place = f"{name}, line {number}"
        try:
            item = _parsed(line)
        except ValueError as error:
            yield BadDump(place, f"not a JSON object{_reason(error)}; give one JSON object a line")
            continue
        origin = Origin(kind="dump", name=name, line=number)
        yield _page(item, place, origin, fields, given, field_first, names)
    if not seen:
        yield UnreadableInput(name, "the dump is empty; give one JSON object a line")


def from_list(
    content: bytes,
    *,
    name: str,
    fields: DumpFields,
    given: Given,
    field_first: bool,
    note: Callable[[str], None] = unsaid,
) -> Iterator[Capture | InputError]:
    """A capture for each object of a JSON list, or for one object; an error where it is neither.

    Objects in a row that lack the same field are one MissingField, which counts them.
    """
    return _counted(_of_list(content, name, fields, given, field_first, Names(name, note)))


def _of_list(
    content: bytes, name: str, fields: DumpFields, given: Given, field_first: bool, names: Names
) -> Iterator[Capture | InputError]:
    try:
        items = _parsed(content)
    except ValueError as error:
        yield BadDump(name, f"not JSON{_reason(error)}; give a JSON list of objects, or one object a line")
        return
    if isinstance(items, dict):
        items = [items]
    if not isinstance(items, list) or not items:
        yield BadDump(name, "holds no JSON objects; give a JSON list of objects, or one object a line")
        return
    for number, item in enumerate(items, start=1):
        place = f"{name}, item {number}"
        origin = Origin(kind="dump", name=name, line=number)
        yield _page(item, place, origin, fields, given, field_first, names)


def _counted(items: Iterator[Capture | InputError]) -> Iterator[Capture | InputError]:
    """The items, with those in a row that lack the same field as one."""
    missing: MissingField | None = None
    for item in items:
        if missing is not None and isinstance(item, MissingField) and item.field == missing.field:
            missing = missing.and_one_more()
            continue
        if missing is not None:
            yield missing
        missing = item if isinstance(item, MissingField) else None
        if missing is None:
            yield item
    if missing is not None:
        yield missing


def _reason(error: ValueError) -> str:
    """What is wrong with the line, where it is more than that it is no JSON."""
    return "" if isinstance(error, json.JSONDecodeError) else f" ({error})"


def _parsed(data: bytes) -> Any:
    """The JSON value; raises ValueError, also where it is nested too deep or not UTF-8."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start + 1} is not UTF-8") from error
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _page(
    item: Any,
    place: str,
    origin: Origin,
    fields: DumpFields,
    given: Given,
    field_first: bool,
    names: Names,
) -> Capture | InputError:
    """The page an object holds, or what is wrong with it."""
    if not isinstance(item, dict):
        return BadDump(place, f"a JSON {_kind(item)}, not an object; give one JSON object a line")
    text = item.get(fields.text_field)
    if text is None:
        return MissingField(
            place, f"no field {fields.text_field!r}{_others(item)}", "text", fields.text_field
        )
    if not isinstance(text, str):
        return BadDump(place, f"the field {fields.text_field!r} holds a JSON {_kind(text)}, not a string")
    if not text.strip():
        return UnreadableInput(place, f"the field {fields.text_field!r} is empty; there is nothing to read")
    default = DumpFields()
    try:
        must = fields.id_field != default.id_field
        document = _word(item, fields.id_field, must=must)
        if must and document is None:
            return MissingField(place, f"no field {fields.id_field!r}{_others(item)}", "id", fields.id_field)
        title = _word(item, fields.title_field, must=False)
        published = _word(item, fields.published_field, must=False)
    except ValueError as error:
        return BadDump(place, str(error))
    content = text.encode("utf-8", "surrogatepass")
    option, field = given.published, published
    said = msgspec.structs.replace(
        given,
        document=names.apart(document or f"{origin.name}:{origin.line}", origin.line or 0),
        title=title or given.title,
        published=(field or option) if field_first else (option or field),
    )
    return capture_of(
        content,
        media_type=media_type_of_text(text),
        origin=origin,
        given=said,
    )


def _word(item: dict[str, Any], field: str, *, must: bool) -> str | None:
    """A field's string or number as a string; None where missing or null. Raises ValueError."""
    value = item.get(field)
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if must and value is not None and value != "":
        raise ValueError(f"the field {field!r} holds a JSON {_kind(value)}; an id is a string or a number")
    return None


def _others(item: dict[str, Any]) -> str:
    names = ", ".join(sorted(item)[:8])
    return f" (it has: {names})" if names else ""


def _kind(value: object) -> str:
    names = {dict: "object", list: "list", str: "string", bool: "boolean", type(None): "null"}
    return names.get(type(value), "number")
