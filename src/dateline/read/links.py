"""Which segments of a page are links, as menus and lists of other stories are."""

from __future__ import annotations

from dateline.read.page import Segment, squeeze

#: A link of this many words or more is a headline; menus have fewer.
FEWEST_WORDS = 4

_BULLETS = "»›>•·*–—-▪■"


def is_link(segment: Segment) -> bool:
    """Whether all the text of a segment, bullets aside, stands in links."""
    if segment.linked == 0:
        return False
    return segment.linked >= len(squeeze(segment.text).strip(_BULLETS))


def is_story_link(segment: Segment) -> bool:
    """Whether a segment is a link of several words, as headlines of other stories are."""
    return (
        segment.linked > 0
        and len(segment.text.split()) >= FEWEST_WORDS
        and len(segment.text) <= 250
        and is_link(segment)
    )
