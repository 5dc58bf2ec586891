"""Captures from addresses: pages, and the pages that feeds and sitemaps list.

What an address leads to is told from the answer. A page becomes a capture with the address it was asked for,
the one it came from in the end, and the time. Of a feed and a sitemap each page listed is fetched, the newest
first. What cannot be had is handed on as an InputError in its place, and the rest goes on.
"""

from __future__ import annotations

import datetime as dt
import email.utils
from collections.abc import Callable, Iterator, Sequence

from dateline.collect.dumps import unsaid
from dateline.collect.entries import Entry, Listing, Stamp, address
from dateline.collect.fetch import Fetched, Fetcher
from dateline.collect.listings import listing_of
from dateline.collect.patience import EVERY, OF_ALL, Patience
from dateline.collect.sniff import HEAD, foreign_kind, holds_many, media_type
from dateline.errors import FetchError, InputError, UnreadableInput
from dateline.records.capture import Capture, Given, Origin, capture_of

#: Sitemaps upon each other (an index, its parts, and once more), and those read of one index.
MOST_DEPTH = 3
MOST_SITEMAPS = 100

#: Pages of one host in a row that could not be had and may be had later: the site is away.
GIVE_UP = 5

#: From this many pages on it is said how long they will take.
MANY = 100

#: What servers call things that are no pages, though some of them are text.
_OTHER_TYPES = ("image/", "video/", "audio/", "font/", "model/")
_OTHER_TEXT = frozenset(
    {
        *("application/json", "application/ld+json", "application/javascript", "text/javascript"),
        *("text/css", "text/csv", "text/calendar", "text/vtt"),
    }
)


def from_listing(
    listing: Listing,
    fetcher: Fetcher,
    given: Given,
    note: Callable[[str], None] = unsaid,
    limit: int | None = None,
) -> Iterator[Capture | InputError]:
    """A capture for each page that a listing leads to; an InputError for each that cannot be had.

    An address by itself, and one of a list, may lead to a page, or to a feed or sitemap, whose pages are taken
    then. ``given`` is what the user says of all pages. ``limit`` is the most pages, the newest, of each feed
    and sitemap. ``note`` is told of what the user may want to know.
    """
    if listing.kind in ("feed", "sitemap"):
        yield from _pages(listing, fetcher, given, note, limit)
        return
    patience = Patience(GIVE_UP)
    for entry in listing.entries:
        where = entry.url or listing.name
        if patience.leaves(where):
            continue
        try:
            answer = _fetched(fetcher, address(where) or where)
            found = listing_in(answer, note)
            if found is None:
                yield page_of(answer, Origin(kind="web", name=answer.url), given)
            else:
                yield from _pages(found, fetcher, given, note, limit)
        except InputError as error:
            patience.tell(where, error)
            yield error
        else:
            patience.tell(where)
    yield from _given_up(listing, patience)


def _pages(
    listing: Listing, fetcher: Fetcher, given: Given, note: Callable[[str], None], limit: int | None
) -> Iterator[Capture | InputError]:
    """The pages of a feed or a sitemap."""
    errors: list[InputError] = []
    entries = newest(entries_of(listing, fetcher, errors.append, limit))[:limit]
    yield from errors
    if not entries and not errors:
        note(f"{listing.name}: this {listing.kind} lists no pages now")
    if len(entries) > MANY:
        note(f"{listing.name}: {len(entries)} pages, one after the other; --limit N takes the newest N")
    patience = Patience(GIVE_UP)
    for entry in entries:
        where = entry.url or listing.name
        if patience.leaves(where):
            continue
        try:
            yield capture_of_entry(entry, listing, fetcher, given, note)
        except InputError as error:
            patience.tell(where, error)
            yield error
        else:
            patience.tell(where)
    yield from _given_up(listing, patience)


def _given_up(listing: Listing, patience: Patience) -> Iterator[FetchError]:
    """An error for the pages of each host that were not tried any more."""
    for host, left, last in patience.given_up():
        if left:
            whose = (
                f"of {host} are not tried, after {GIVE_UP}"
                if host != EVERY
                else f"are not tried, after {OF_ALL}"
            )
            yield last.of(
                listing.name,
                f"{left} more pages {whose} in a row could not be had; run the same command again later "
                f"(the last one: {last.name}: {last.reason})",
            )


def entries_of(
    listing: Listing,
    fetcher: Fetcher,
    fail: Callable[[InputError], None],
    limit: int | None = None,
    since: dt.datetime | None = None,
) -> list[Entry]:
    """The pages that a feed or sitemap lists, those of the sitemaps it leads to among them, each once.

    ``fail`` is told of sitemaps that cannot be had. Where the sitemaps are dated, no more of them are asked
    for than it takes to list ``limit`` pages, and those that changed ``since``.
    """
    entries = {entry.url: entry for entry in listing.entries if entry.url is not None}
    others = [entry for entry in listing.entries if entry.url is None]
    waiting = [(1, entry) for entry in newest(listing.sitemaps)]
    asked = {listing.name}
    while waiting and len(asked) <= MOST_SITEMAPS:
        depth, sitemap = waiting.pop(0)
        changed = _moment(sitemap)
        old = changed is not None and (since is None or changed < since)
        if old and limit is not None and len(entries) >= limit:
            continue
        if sitemap.url is None or sitemap.url in asked:
            continue
        asked.add(sitemap.url)
        try:
            answer = _fetched(fetcher, sitemap.url)
            found = listing_in(answer)
            if found is None or found.kind != "sitemap":
                raise UnreadableInput(sitemap.url, f"no sitemap, though {listing.name} says so")
        except InputError as error:
            fail(error)
            continue
        for entry in found.entries:
            if entry.url is not None:
                entries.setdefault(entry.url, entry)
        if depth < MOST_DEPTH:
            waiting += [(depth + 1, entry) for entry in newest(found.sitemaps)]
    if waiting and len(asked) > MOST_SITEMAPS:
        fail(
            UnreadableInput(
                listing.name,
                f"leads to more than {MOST_SITEMAPS} sitemaps; add those you want by their address",
            )
        )
    return [*entries.values(), *others]


def newest(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, the newest first; those without a time last, in their order."""
    earliest = dt.datetime.min.replace(tzinfo=dt.UTC)
    return sorted(entries, key=lambda entry: _moment(entry) or earliest, reverse=True)


def _moment(entry: Entry) -> dt.datetime | None:
    """When the entry was changed or published, by what its stamps say; a day counts from its start."""
    for stamp in (entry.updated, entry.published):
        if stamp is not None:
            found = stamp.moment or _written(stamp)
            if found is not None:
                return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    return None


def _written(stamp: Stamp) -> dt.datetime | None:
    """The time as it is written, in the zone it is written in, if any; None where it cannot be read."""
    try:
        return dt.datetime.fromisoformat(stamp.text)
    except ValueError:
        try:
            return email.utils.parsedate_to_datetime(stamp.text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None


def capture_of_entry(
    entry: Entry, listing: Listing, fetcher: Fetcher, given: Given, note: Callable[[str], None] = unsaid
) -> Capture:
    """The capture of the page that an entry leads to.

    Where it has no link, or the page is not to be had, now or ever, the full text that the feed itself
    carries is taken, and ``note`` is told. What may be had later (``FetchError.retry``), and what has no such
    text, is raised as an InputError.
    """
    if entry.url is None:
        return _own(entry, listing, given, note, f"an item without a link ({entry.title or entry.id})")
    try:
        answer = _fetched(fetcher, entry.url)
        if listing_in(answer) is not None:
            raise UnreadableInput(entry.url, "a feed or sitemap, not a page; add it by itself")
        return page_of(answer, _origin(entry, listing), given)
    except InputError as error:
        if entry.content is None or (isinstance(error, FetchError) and error.retry):
            raise
        return _own(entry, listing, given, note, str(error))


def _own(entry: Entry, listing: Listing, given: Given, note: Callable[[str], None], why: str) -> Capture:
    """The capture of the text that the feed itself carries."""
    if not (entry.content or "").strip():
        raise UnreadableInput(listing.name, f"{why} and without a text of its own; there is nothing to read")
    note(f"{listing.name}: {why}; the feed's own text is taken")
    stamp = entry.published or entry.updated
    written = None if stamp is None else _written(stamp)
    name = given.document or (None if entry.url else f"{listing.name}#{entry.id or entry.title}")
    return capture_of(
        (entry.content or "").encode("utf-8", "replace"),
        media_type="text/html",
        origin=_origin(entry, listing),
        url=entry.url,
        given=Given(
            document=name,
            title=given.title or entry.title,
            published=given.published or (None if written is None else written.date().isoformat()),
            outlet=given.outlet,
        ),
        charset="utf-8",
    )


def _origin(entry: Entry, listing: Listing) -> Origin:
    if listing.kind == "feed":
        return Origin(kind="feed", name=listing.name)
    return Origin(kind="web", name=entry.url or listing.name)


def _fetched(fetcher: Fetcher, address: str) -> Fetched:
    answer = fetcher.fetch(address)
    if not isinstance(answer, Fetched):
        raise UnreadableInput(address, "the server says it is unchanged, though it was not asked; try later")
    return answer


def listing_in(answer: Fetched, note: Callable[[str], None] = unsaid) -> Listing | None:
    """The feed or sitemap that this answer is; None where it is something else.

    ``note`` is told of what is passed over in it. Raises UnreadableInput for one that cannot be read.
    """
    url = answer.final_url
    many = holds_many(answer.content[:HEAD])
    if many in ("archive", "wacz"):
        raise UnreadableInput(url, "a web archive; download it and name the file")
    if many == "list" and answer.content_type == "text/plain":
        many = "sitemap"  # which may be plain text, an address a line
    if many not in ("feed", "sitemap"):
        return None
    listing, errors = listing_of(many, answer.content, url)
    if listing is None or (errors and not listing.entries and not listing.sitemaps):
        raise errors[0]
    for error in errors:
        note(str(error))
    return listing


def page_of(answer: Fetched, origin: Origin, given: Given) -> Capture:
    """The capture of a page's answer. Raises UnreadableInput where it is none."""
    content, name = answer.content, answer.final_url
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\f\v"):
        raise UnreadableInput(name, "empty; there is nothing to read")
    kind = answer.content_type or ""
    if kind.startswith(_OTHER_TYPES) or kind in _OTHER_TEXT:
        raise UnreadableInput(name, f"is {kind}; only text and HTML are read")
    foreign = foreign_kind(content)
    if foreign is not None:
        raise UnreadableInput(name, f"is {foreign}")
    return capture_of(
        content,
        media_type=media_type(content),
        origin=origin,
        url=answer.final_url,
        fetched=answer.at,
        given=given,
        charset=answer.charset,
    )
