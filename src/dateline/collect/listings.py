"""Listings: what a file that holds addresses instead of pages says, whichever of the three kinds it is."""

from __future__ import annotations

from typing import Literal

from dateline.collect.entries import Listing
from dateline.collect.feeds import parse_feed
from dateline.collect.lists import parse_list
from dateline.collect.sitemaps import parse_sitemap
from dateline.errors import InputError, UnreadableInput


def listing_of(
    kind: Literal["feed", "sitemap", "list"], content: bytes, name: str
) -> tuple[Listing | None, tuple[InputError, ...]]:
    """The addresses in a file's bytes, and an error for each thing in it that cannot be read.

    The listing is None where the file as a whole cannot be read. Links in the file that are relative are lost:
    nobody knows where it is from.
    """
    errors: tuple[InputError, ...] = ()
    try:
        if kind == "feed":
            listing = Listing(kind=kind, name=name, entries=parse_feed(content, name).items)
        elif kind == "sitemap":
            sitemap = parse_sitemap(content, name)
            listing = Listing(kind=kind, name=name, entries=sitemap.pages, sitemaps=sitemap.sitemaps)
            errors = tuple(UnreadableInput(name, error) for error in sitemap.errors)
        else:
            entries, errors = parse_list(content, name)
            listing = Listing(kind=kind, name=name, entries=entries)
    except InputError as error:
        return None, (error,)
    return listing, errors
