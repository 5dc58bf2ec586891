"""Fuzzes the parsers of feeds, sitemaps and lists with atheris: any bytes must give records or an InputError.

    pip install atheris
    PYTHONPATH=src python fuzz/fuzz_feeds.py [-max_total_time=300] [folder of samples]

The first byte says which parser gets the rest, and whether it stands inside a good feed. Not part of the tests.
"""

from __future__ import annotations

import gzip
import sys
import warnings

import atheris

with atheris.instrument_imports(include=["dateline", "feedparser"]):
    import feedparser  # noqa: F401  parse_feed imports it when it is first called

    from dateline.collect.feeds import parse_feed
    from dateline.collect.lists import parse_list
    from dateline.collect.sitemaps import parse_sitemap
    from dateline.collect.sniff import holds_many
    from dateline.errors import InputError

URL = "https://lantern.example/feed"
FRAMES = (
    (b"", b""),
    (b"<?xml version='1.0'?><rss version='2.0'><channel><item>", b"</item></channel></rss>"),
    (b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>", b"</entry></feed>"),
    (b"<urlset><url>", b"</url></urlset>"),
    (b'{"version": "https://jsonfeed.org/version/1.1", "items": [{', b"}]}"),
)


def test_one(data: bytes) -> None:
    """Parse one input with one parser; what is raised and is no InputError is a find."""
    if not data:
        return
    before, behind = FRAMES[data[0] % len(FRAMES)]
    content = before + data[1:] + behind
    holds_many(content)
    try:
        match data[0] // len(FRAMES) % 4:
            case 0 | 1:
                parse_feed(content, URL)
            case 2:
                parse_sitemap(content if data[0] & 128 else gzip.compress(content, 1), URL)
            case _:
                entries, errors = parse_list(content, "l.txt")
                assert all(entry.url for entry in entries) and all(str(error) for error in errors)
    except InputError:
        pass


def main() -> None:
    """Fuzz until the time given is over, or until something is found."""
    warnings.simplefilter("error")
    atheris.Setup(sys.argv, test_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
