from __future__ import annotations

import pytest
from lxml import html

from dateline.read.captions import image_of


@pytest.mark.parametrize(
    ("picture", "address"),
    [
        ('<img src="/a.jpg">', "/a.jpg"),
        ('<img src="data:image/gif;base64,R0" data-src="/a.jpg">', "/a.jpg"),
        ('<img srcset="/a-300.jpg 300w, /a-900.jpg 900w">', "/a-300.jpg"),
        ('<picture><source srcset="/a.webp"><img src="/a.jpg"></picture>', "/a.jpg"),
        ("<img>", None),
        ("<p>no picture</p>", None),
    ],
)
def test_a_caption_goes_with_the_picture_in_its_box(picture: str, address: str | None) -> None:
    root = html.fragment_fromstring(f"<div>{picture}<div><p id='caption'>The bridge.</p></div></div>")
    assert image_of(root.get_element_by_id("caption")) == address


def test_a_picture_far_off_is_not_taken() -> None:
    page = '<div><img src="/logo.png"><div><div><div><div><p id="c">The bridge.</p></div></div></div></div></div>'
    assert image_of(html.fragment_fromstring(page).get_element_by_id("c")) is None
