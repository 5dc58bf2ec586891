"""Which picture a caption goes with."""

from __future__ import annotations

from typing import Any

#: Boxes around a caption in which its picture is looked for.
_WITHIN = 4

#: Where lazily loaded pictures keep their address; ``src`` may hold a placeholder beside these.
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-srcset", "srcset", "src")


def image_of(element: Any) -> str | None:
    """The address of the picture in the nearest box around a caption that holds one, or None."""
    box = element
    for _ in range(_WITHIN):
        if box is None or box.tag in ("body", "html"):
            return None
        pictures = [picture for picture in box.iter("img", "amp-img", "source") if _address(picture)]
        if pictures:
            return _address(next((p for p in pictures if p.tag != "source"), pictures[0]))
        box = box.getparent()
    return None


def _address(picture: Any) -> str | None:
    for name in _ADDRESSES:
        value = (picture.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return str(value.split()[0].rstrip(",")) if name.endswith("srcset") else value
    return None
