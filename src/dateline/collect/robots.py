"""What a site's robots.txt asks of a reader (RFC 9309), read by Protego."""

from __future__ import annotations

from protego import Protego

#: The name that a robots.txt calls this program by.
ROBOTS_NAME = "dateline"

#: Bytes of a robots.txt that are read; the standard asks for at least 500 KiB. What follows is left out.
ROBOTS_SIZE = 512 * 1024

#: Seconds after which a robots.txt is asked for again, and after which one that could not be had is.
ROBOTS_KEPT = 24 * 3600.0
ROBOTS_RETRY = 60.0

#: Seconds between requests that a Crawl-delay can ask for; beyond this it is hardly meant.
LONGEST_CRAWL_DELAY = 300.0


class Rules:
    """The rules of one site. Without a text everything is allowed."""

    def __init__(self, text: str = "") -> None:
        self._parsed = Protego.parse(text)

    def allow(self, url: str) -> bool:
        """Whether the address may be fetched."""
        return bool(self._parsed.can_fetch(url, ROBOTS_NAME))

    @property
    def delay(self) -> float:
        """The seconds between requests that are asked for, at most LONGEST_CRAWL_DELAY; 0 for none."""
        asked = self._parsed.crawl_delay(ROBOTS_NAME) or 0.0
        rate = self._parsed.request_rate(ROBOTS_NAME)
        if rate is not None and rate.requests > 0:
            asked = max(asked, rate.seconds / rate.requests)
        return min(max(0.0, asked), LONGEST_CRAWL_DELAY)


def rules_of(content: bytes) -> Rules:
    """The rules in these bytes; unreadable ones are passed over."""
    return Rules(content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))
