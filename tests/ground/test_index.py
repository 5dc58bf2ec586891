from __future__ import annotations

import pytest

from dateline.dictionaries.tables import content_of
from dateline.errors import DictionaryError
from dateline.ground.index import fingerprint, listed_places


def test_the_supplement_is_sound() -> None:
    listed = listed_places(content_of("places.toml"))
    provinces = {(e.name, e.country) for e in listed.values() if e.kind == "province"}
    assert len(listed) > 250
    for key, entry in listed.items():
        if entry.province is not None:
            assert (entry.province, entry.country) in provinces, key
        if entry.at is not None and entry.country in ("IQ", "SY"):
            assert 29 < entry.at[0] < 38 and 35 < entry.at[1] < 49, key
        if entry.kind in ("settlement", "district", "facility"):
            assert entry.at or entry.geonames, f"{key} lies nowhere"


def test_no_number_stands_for_two_places() -> None:
    numbers = [n for e in listed_places(content_of("places.toml")).values() for n in e.geonames]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    "content",
    [b"[x]\nname = 3", b"[x", b"[x]\nname='X'\nkind='moon'\ncountry='IQ'", b"\xff", b"[x]\nnames='X'"],
)
def test_a_broken_supplement_is_named(content: bytes) -> None:
    with pytest.raises(DictionaryError, match=r"places\.toml"):
        listed_places(content)


def test_another_supplement_is_another_index() -> None:
    assert fingerprint(b"") != fingerprint(b"[x]")
    assert fingerprint(b"") == fingerprint(b"")
