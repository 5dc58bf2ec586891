"""Which picture a caption goes with."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

#: Boxes around a caption in which its picture is looked for.
_WITHIN = 4

#: Where lazily loaded pictures keep their address; ``src`` may hold a placeholder beside these.
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-srcset", "srcset", "src")


_NO_PAGE = re.compile(r"^#|^javascript:|\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])", re.IGNORECASE)


def base_of(root: Any, url: str | None) -> str | None:
    """What a page's addresses are relative to: its ``base`` element, else the page's own address, or None."""
    element = next(root.iter("base"), None)
    stated = (element.get("href") or "").strip() if element is not None else ""
    return _joined(url, stated) if stated else url


def image_of(element: Any, base: str | None = None) -> str | None:
    """The address of the picture in the nearest box around a caption that holds one, or None.

    It is complete where ``base`` is known, else as it stands in the page.
    """
    box = element
    for _ in range(_WITHIN):
        if box is None or box.tag in ("body", "html"):
            return None
        pictures = [picture for picture in box.iter("img", "amp-img", "source") if _address(picture)]
        if pictures:
            address = _address(next((p for p in pictures if p.tag != "source"), pictures[0]))
            return _joined(base, address or "")
        box = box.getparent()
    return None


def leads_away(element: Any) -> bool:
    """Whether the picture beside a caption is a link to a page, not to a larger picture."""
    figure = next((each for each in (element, *element.iterancestors()) if each.tag == "figure"), element)
    for link in (*figure.iter("a"), *figure.iterancestors("a")):
        address = (link.get("href") or "").strip()
        if address and not _NO_PAGE.search(address) and next(link.iter("img", "amp-img"), None) is not None:
            return True
    return False


def _address(picture: Any) -> str | None:
    for name in _ADDRESSES:
        value = (picture.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return str(value.split()[0].rstrip(",")) if name.endswith("srcset") else value
    return None


def _joined(base: str | None, address: str) -> str:
    """The address, completed by its base where the two make one."""
    if base is None:
        return address
    try:
        return urljoin(base, address)
    except ValueError:  # brackets that are no IPv6 address
        return address
