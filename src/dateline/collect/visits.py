"""One visit of a source: its answer, and the pages of the items that were not seen."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from dateline.collect.entries import Entry, Listing
from dateline.collect.fetch import Fetched, Fetcher, NotModified
from dateline.collect.patience import Patience
from dateline.collect.plan import Watched
from dateline.collect.web import capture_of_entry, entries_of, listing_in, newest, page_of
from dateline.errors import (
    DatelineError,
    FetchError,
    InputError,
    RefusedAddress,
    RobotsDenied,
    TooLarge,
    UnreadableInput,
)
from dateline.records.capture import Capture, Given, Origin
from dateline.records.evidence import Record
from dateline.records.source import Source, SourceKind

#: Pages of one host in a row that could not be had before the rest of them is left for the next turn.
GIVE_UP = 3

#: Visits in which a page that the server does not have is asked for.
TRIES = 3

#: How long before the last visit a sitemap may have changed that is asked for again: some only say the day.
OVERLAP = dt.timedelta(days=2)


class Known(Protocol):
    """What a visit asks of a case."""

    def source(self, url: str) -> Source | None: ...  # noqa: D102
    def seen(self, source_url: str, keys: Sequence[str]) -> frozenset[str]: ...  # noqa: D102


class Page(Record, frozen=True):
    """A page to code and add, or why there is none.

    ``keys`` are what is to be noted as seen: those of its item, or that of one try of it; none for nothing.
    ``again``: the item is to be tried again.
    """

    source: Watched
    page: Capture | InputError
    keys: tuple[str, ...] = ()
    again: bool = False


class Visited(Record, frozen=True):
    """The end of a visit; ``error`` is why it failed, ``late`` that its time was over before all was had.

    Where the source ``answered``, ``etag`` and ``modified`` stand in for those it gave before.
    """

    source: Watched
    kind: SourceKind | None = None
    answered: bool = False
    etag: str | None = None
    modified: str | None = None
    error: DatelineError | None = None
    late: bool = False


def visit(
    source: Watched,
    case: Known,
    fetcher: Fetcher,
    note: Callable[[str], None],
    seconds: float = float("inf"),
) -> Iterator[Page | Visited]:
    """The new pages of a source, and at last how the visit went. After so many seconds the rest is left for later.

    Raises FetchError where the source itself cannot be had, UnreadableInput where it is not what it is to be.
    """
    ends = fetcher.clock.seconds() + seconds
    state = case.source(source.url)
    etag, modified = (None, None) if state is None else (state.etag, state.modified)
    answer = fetcher.fetch(source.url, etag=etag, modified=modified)
    if isinstance(answer, NotModified):
        yield Visited(source=source)
        return
    listing = None if source.kind == "page" else listing_in(answer, note)
    if listing is None:
        if source.kind in ("feed", "sitemap"):
            raise UnreadableInput(source.url, f"is no {source.kind}; check the address, or leave kind out")
        page = page_of(answer, Origin(kind="web", name=answer.url), Given(outlet=source.outlet))
        yield Page(source=source, page=page)
        yield Visited(source=source, kind="page", answered=True, etag=answer.etag, modified=answer.modified)
        return
    errors: list[InputError] = []
    since = None if state is None or state.succeeded is None else state.succeeded - OVERLAP
    entries = newest(entries_of(listing, fetcher, errors.append, source.limit, since))
    new = _new(source, entries, case)
    for error in errors:
        yield Page(source=source, page=error)
    whole = not errors and not listing.sitemaps
    yield from _items(source, listing, new, case, answer, fetcher, note, ends, whole=whole)


def _new(source: Watched, entries: Sequence[Entry], case: Known) -> list[tuple[tuple[str, ...], Entry]]:
    """The items that were not seen, with their keys, in their order, and then those that were changed.

    Some sites say of all their pages that they were changed just now; that must not keep new ones waiting.
    """
    keyed = {keys: entry for entry in entries for keys in [keys_of(entry)]}
    seen = case.seen(source.url, [key for keys in keyed for key in keys])
    new = [(keys, entry) for keys, entry in keyed.items() if keys[0] not in seen]
    return sorted(new, key=lambda item: item[0][-1] in seen)


def _items(
    source: Watched,
    listing: Listing,
    new: Sequence[tuple[tuple[str, ...], Entry]],
    case: Known,
    answer: Fetched,
    fetcher: Fetcher,
    note: Callable[[str], None],
    ends: float,
    *,
    whole: bool,
) -> Iterator[Page | Visited]:
    """The pages of new items, and at last how the visit went.

    Only where it was ``whole``, and no item is left for later, is the source's ETag kept: a server that
    says "not modified" would hide the rest. A sitemap that leads to others may stay as it is when they
    change, so it is never whole.
    """
    given = Given(outlet=source.outlet)
    patience = Patience(GIVE_UP, busy=True)
    whole = whole and len(new) <= source.limit
    late = False
    for place, (keys, entry) in enumerate(new[: source.limit]):
        if place and fetcher.clock.seconds() >= ends:
            late, whole = True, False
            break
        where = entry.url or listing.name
        if patience.leaves(where):
            continue
        try:
            page = capture_of_entry(entry, listing, fetcher, given, note)
        except InputError as error:
            patience.tell(where, error)
            noted, again = _after(error, keys, source, case)
            yield Page(source=source, page=error, keys=noted, again=again)
            whole = whole and not again
        else:
            patience.tell(where)
            yield Page(source=source, page=page, keys=keys)
    yield Visited(
        source=source,
        answered=True,
        kind="sitemap" if listing.kind == "sitemap" else "feed",
        etag=answer.etag if whole else None,
        modified=answer.modified if whole else None,
        error=patience.failure(listing.name),
        late=late,
    )


def _after(
    error: InputError, keys: tuple[str, ...], source: Watched, case: Known
) -> tuple[tuple[str, ...], bool]:
    """What is to be noted of an item whose page could not be had, and whether it is to be tried again.

    What may be had later is tried until it is. Servers also say 404, or send nothing, where a page is so new
    that not all of them have it; so other errors are believed when they come for the third time.
    """
    if isinstance(error, FetchError) and error.retry:
        return (), True
    if isinstance(error, RefusedAddress | RobotsDenied | TooLarge):
        return keys, False
    tries = [f"{keys[0]} (try {number})" for number in range(1, TRIES)]
    seen = case.seen(source.url, tries)
    left = tuple(name for name in tries if name not in seen)
    return (left[:1], True) if left else (keys, False)


def keys_of(entry: Entry) -> tuple[str, ...]:
    """What an item is known by as it is now: its name with its title and when it was changed; and its name.

    The name is its own id, or its address, or its text. Few feeds say when an item was changed, but one that
    has another title was.
    """
    title = _digest(entry.title)[:16] if entry.title else ""
    changed = entry.updated or entry.published
    name = entry.id or entry.url or _digest(f"{entry.title}\n{entry.content}")
    now = " ".join(part for part in (name, changed.text if changed else "", title) if part)
    return tuple(dict.fromkeys((now, name)))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
