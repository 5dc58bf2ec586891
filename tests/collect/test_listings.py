from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.listings import listing_of
from dateline.errors import InputError


def test_the_whole_that_cannot_be_read_is_one_error() -> None:
    listing, [error] = listing_of("feed", b"Troops left.", "f.xml")
    assert listing is None
    assert error.name == "f.xml"


def test_what_cannot_be_read_in_part_leaves_the_rest() -> None:
    content = b"<urlset><url><loc>https://lantern.example/1</loc></url><url>"
    listing, [error] = listing_of("sitemap", content, "m.xml")
    assert listing is not None
    assert [entry.url for entry in listing.entries] == ["https://lantern.example/1"]
    assert "what comes before is taken" in error.reason


@pytest.mark.parametrize("kind", ["feed", "sitemap", "list"])
@given(content=st.binary(max_size=100))
def test_any_bytes_are_a_listing_or_errors(kind: str, content: bytes) -> None:
    listing, errors = listing_of(kind, content, "x")  # type: ignore[arg-type]
    assert listing is not None or errors
    assert all(isinstance(error, InputError) for error in errors)
