"""Which segments of a page are links, as menus and lists of other stories are."""

from __future__ import annotations

from dateline.read.page import Segment, squeeze

#: A link of this many words or more is a headline; menus have fewer.
FEWEST_WORDS = 4

_BULLETS = "»›>•·*–—-▪■"


def is_link(segment: Segment) -> bool:
    """Whether all the text of a segment, bullets aside, is one link."""
    element = segment.element
    if any(each.tag == "a" and each.get("href") for each in (element, *element.iterancestors())):
        return True
    shown = squeeze(segment.text).strip(_BULLETS)
    links = [link for link in element.iter("a") if link.get("href")]
    return any(squeeze("".join(link.itertext())).strip(_BULLETS) == shown for link in links[:50])


def is_story_link(segment: Segment) -> bool:
    """Whether a segment is a link of several words, as headlines of other stories are."""
    return len(segment.text.split()) >= FEWEST_WORDS and len(segment.text) <= 250 and is_link(segment)
