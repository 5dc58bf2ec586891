"""Counts in words and figures as ranges, by the table in ``dictionaries/counts.toml``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from dateline.dictionaries.tables import load_tables
from dateline.records.evidence import Range, Record


class Quantity(Record, gc=False, frozen=True):
    """A count at ``text[start:end]``."""

    start: int
    end: int
    amount: Range


class _Table(Record, frozen=True):
    words: dict[str, list[int]]
    multipliers: dict[str, int]
    modifiers: dict[str, str]
    pattern: re.Pattern[str]
    number: re.Pattern[str]


_BETWEEN = re.compile(
    r"\bbetween\s+(\d[\d,]*|[a-z]+(?:-[a-z]+)?)\s+and\s+(\d[\d,]*|[a-z]+(?:-[a-z]+)?)(?!\s*(?:km|per|%|[ap]\.?m))\b",
    re.IGNORECASE,
)
_VAGUE_ALONE = frozenset({"a", "an", "no", "some", "many", "both", "pair"})


@functools.cache
def load_counts() -> _Table:
    """The table of count words. Raises DictionaryError for a broken file."""
    data = load_tables("counts.toml")
    words, multipliers, modifiers = data["words"], data["multipliers"], data["modifiers"]
    unit = "|".join(sorted((re.escape(w) for w in words if w not in _VAGUE_ALONE), key=len, reverse=True))
    times = "|".join(multipliers)
    figure = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
    number = (
        rf"(?:half\s+an?\s+(?:dozen|{times})|(?:an?|{figure}|{unit})\s+and\s+a\s+half\s+(?:{times})"
        rf"|(?:{figure})(?:\s+(?:{times}))?"
        rf"|(?:(?:a\s+)?(?:{unit})|a\s+(?:{times}))(?:(?:[\s-]+|\s+and\s+)(?:{unit}|{times})\b)*)"
    )
    modifier = "|".join(
        sorted((re.escape(m).replace(r"\ ", r"\s+") for m in modifiers), key=len, reverse=True)
    )
    pattern = re.compile(
        rf"(?<![\w$£€.,/:-])(?<!\bno )(?<!\bNo )(?<!\bNO )"
        rf"(?:(?P<modifier>(?:{modifier})(?:\s+(?:about|around|some|another))?)\s+)?"
        rf"(?P<low>{number})(?>(?:\s*(?:to|or|-|–)\s*(?P<high>{figure}|{unit}))?)"
        r"(?!\w|-(?:year|month|week|day)|\s*(?:%|percent|per\s+cent)|[.,:/-]\d|\s*(?:km|kilomet|mile|metre|meter|year|month|week|day|hour|minute|"
        r"[ap]\.?m\b|feet|ft\b|square|inch|kg|ton))",
        re.IGNORECASE,
    )
    return _Table(
        words=words, multipliers=multipliers, modifiers=modifiers, pattern=pattern, number=re.compile(figure)
    )


def _value(words: str) -> tuple[int, int | None] | None:
    table = load_counts()
    half = _half(words, table)
    if half is not None:
        return half
    total_low = 0
    total_high: int | None = 0
    current: tuple[int, int | None] | None = None
    parts = [p for p in re.split(r"[\s-]+", words.lower()) if p and p not in ("and", "of")]
    if len(parts) > 1 and parts[0] in ("a", "an"):
        parts = parts[1:]
    for part in parts:
        if part in table.multipliers:
            low, high = current or (1, 1)
            current = (
                low * table.multipliers[part],
                None if high is None else high * table.multipliers[part],
            )
            if table.multipliers[part] >= 1000:
                total_low += current[0]
                total_high = None if total_high is None or current[1] is None else total_high + current[1]
                current = None
            continue
        if part in table.words:
            bounds = table.words[part]
            new: tuple[int, int | None] = (bounds[0], bounds[1] if len(bounds) > 1 else None)
        else:
            try:
                figure = float(part.replace(",", ""))
            except ValueError:
                return None
            if figure != int(figure):  # "1.5 million"
                times = parts[1:] and table.multipliers.get(parts[1])
                value = round(figure * (times or 0))
                if len(parts) != 2 or abs(figure * (times or 0) - value) > 1e-3 or not value:
                    return None
                return value, value
            new = (int(figure), int(figure))
        if current is None:
            current = new
        elif new == (12, 12):
            current = (current[0] * 12, None if current[1] is None else current[1] * 12)
        else:
            current = (
                current[0] + new[0],
                None if current[1] is None or new[1] is None else current[1] + new[1],
            )
    if current is not None:
        total_low += current[0]
        total_high = None if total_high is None or current[1] is None else total_high + current[1]
    return total_low, total_high


_HALF = re.compile(r"half\s+an?\s+(\w+)|(\S+)\s+and\s+a\s+half\s+(\w+)", re.IGNORECASE)


def _half(words: str, table: _Table) -> tuple[int, int] | None:
    """The value of "half a million" and "two and a half million", or None for other words."""
    m = _HALF.fullmatch(words.strip())
    if m is None:
        return None
    unit = (m[1] or m[3]).lower()
    size = 12 if unit == "dozen" else table.multipliers.get(unit)
    whole = _value(m[2]) if m[2] else (0, 0)
    if size is None or whole is None or whole[0] != whole[1]:
        return None
    value = whole[0] * size + size // 2
    return value, value


def find_quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Every count in ``text[start:end]``, in order, with its range; years, ages, times and measures left out."""
    table = load_counts()
    stop = len(text) if end is None else end
    taken = start
    for m in _BETWEEN.finditer(text, start, stop):
        yield from _plain(text, taken, m.start(), table)
        low, high = _value(m[1]), _value(m[2])
        if low is not None and high is not None and (high[1] or 0) >= low[0]:
            yield Quantity(start=m.start(), end=m.end(), amount=Range(low=low[0], high=high[1]))
        taken = m.end()
    yield from _plain(text, taken, stop, table)


def _plain(text: str, start: int, stop: int, table: _Table) -> Iterator[Quantity]:
    """Counts without "between"."""
    for m in table.pattern.finditer(text, start, stop):
        value = _value(m["low"])
        if value is None:
            continue
        low, high = value
        if m["modifier"] is None and re.fullmatch(r"(?:1[89]|20)\d\d", m["low"]) and m["high"] is None:
            continue
        if m["high"] is not None:
            upper = _value(m["high"])
            if upper is None or (upper[1] or 0) < low:
                continue
            high = upper[1]
        if m["modifier"] is not None:
            kind = table.modifiers[
                re.sub(r"\s+(?:about|around|some|another)$", "", " ".join(m["modifier"].lower().split()))
            ]
            if kind == "floor":
                high = None
            elif kind == "above":
                low, high = low + 1, None
            elif kind == "ceiling":
                low = 0
            elif kind == "below":
                low, high = 0, None if high is None else max(high - 1, 0)
        yield Quantity(
            start=m.start(),
            end=m.end("high") if m["high"] else m.end("low"),
            amount=Range(low=low, high=high),
        )
