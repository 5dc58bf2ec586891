from __future__ import annotations

import pytest
from lxml import html

from dateline.read.captions import base_of, image_of


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


@pytest.mark.parametrize(
    ("base", "url", "address"),
    [
        ("", "https://olm.example/news/1.html", "https://olm.example/news/a.jpg"),
        ('<base href="/files/">', "https://olm.example/news/1.html", "https://olm.example/files/a.jpg"),
        ('<base href="https://cdn.example/">', None, "https://cdn.example/a.jpg"),
        ("", None, "a.jpg"),
        ("", "https://[olm.example/", "a.jpg"),
    ],
)
def test_an_address_is_completed_where_the_page_s_own_is_known(
    base: str, url: str | None, address: str
) -> None:
    root = html.document_fromstring(
        f"<html><head>{base}</head><body><div><img src='a.jpg'><p id='c'>x</p></div>"
    )
    assert image_of(root.get_element_by_id("c"), base_of(root, url)) == address
