"""Texts as the encoder reads them: a long one in parts, so that memory does not grow with a text, short ones together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.annotate.layers import Layers, Said, Span
from dateline.annotate.windows import rough_opens
from dateline.records.evidence import Record

#: Words that are read as one text, at most, and about how many are decoded at once. The numbers of each take 3 to 4 kB.
_PART, _WORDS = 8000, 12_000

#: The layers that are made of indices of words.
_PLACES = frozenset({"opens", "heads", "names", "said", "triggers", "cues", "scopes", "times", "cuts"})


class Item(Record, frozen=True):
    """A text, the characters of its words, and the words that open a sentence.

    ``opens`` are all that open one where ``whole``, else those that do for certain; ``closed`` never do.
    """

    text: str
    words: Sequence[tuple[int, int]]
    opens: Sequence[int] = ()
    whole: bool = False
    closed: Sequence[int] = ()


def parts_of(item: Item) -> list[Item]:
    """The item; or parts of one that is too long, each of which ends with a line or a sentence where one does."""
    count = len(item.words)
    if count <= _PART or item.whole:
        return [item]
    closed = set(item.closed)
    rough = [k for k in rough_opens(item.text, item.words) if k not in closed]
    found = []
    first = 0
    while first < count:
        last = min(count, first + _PART)
        if last < count:
            ends = (each[bisect_right(each, last) - 1] for each in (sorted(item.opens), rough) if each)
            last = next((k for k in ends if first + _PART // 2 < k <= last), last)
        found.append(
            Item(
                text=item.text,
                words=item.words[first:last],
                opens=[k - first for k in item.opens if first <= k < last],
                closed=[k - first for k in item.closed if first <= k < last],
            )
        )
        first = last
    return found


def batches(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The items in their order, about ``_WORDS`` words at a time."""
    found: list[Item] = []
    words = 0
    for item in items:
        found.append(item)
        words += len(item.words)
        if words >= _WORDS:
            yield found
            found, words = [], 0
    if found:
        yield found


def joined(parts: Sequence[tuple[int, Layers]]) -> Layers:
    """The layers of a text from those of its parts, each with its number of words."""
    if len(parts) == 1:
        return parts[0][1]
    found: dict[str, list[Any]] = {}
    at = 0
    for count, part in parts:
        for name in Layers.__struct_fields__:
            each = getattr(part, name)
            if each is not None:
                found.setdefault(name, []).extend(_moved(each, at) if name in _PLACES else each)
        at += count
    return Layers(**{name: tuple(each) for name, each in found.items()})


def _moved(each: Any, by: int) -> Any:
    """Indices of words, or what is made of them, as they are ``by`` words later."""
    if isinstance(each, int):
        return each + by
    if isinstance(each, Span):
        return Span(each.first + by, each.last + by, each.label)
    if isinstance(each, Said):
        return Said(
            source=_moved(each.source, by), cue=_moved(each.cue, by), content=_moved(each.content, by)
        )
    return tuple(_moved(one, by) for one in each)
