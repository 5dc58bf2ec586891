from __future__ import annotations

import pytest

from dateline.dictionaries.catalogue import catalogue_of, load_catalogue
from dateline.errors import DictionaryError

ONE = b"""
[reed-guard]
kind = "armed-group"
name = "Reed Guard"
aliases = ["Haras al-Qasab"]
exact = ["RG"]
country = "IQ"
since = 2012
"""


def test_entry_as_written() -> None:
    catalogue = catalogue_of({"actors.toml": ONE})
    entry = catalogue.get("reed-guard")
    assert entry is not None
    assert (entry.kind, entry.country, entry.since, entry.until) == ("armed-group", "IQ", 2012, None)
    assert entry.party
    assert catalogue.aliases_of("reed-guard") == ("Reed Guard", "Haras al-Qasab", "RG")
    assert catalogue.by_kind("armed-group") == (entry,)


def test_unknown_identifier_gives_nothing() -> None:
    catalogue = catalogue_of({"actors.toml": ONE})
    assert catalogue.get("nobody") is None
    assert catalogue.aliases_of("nobody") == ()
    assert catalogue.by_kind("outlet") == ()


def test_roles_and_weapons_get_plurals() -> None:
    roles = b'[deputy]\nname = "deputy"\n[watchman]\nname = "watchman"\nexact = ["WM"]'
    catalogue = catalogue_of({"roles.toml": roles})
    assert "deputies" in catalogue.aliases_of("deputy")
    assert "watchmen" in catalogue.aliases_of("watchman")
    assert "WMs" not in catalogue.aliases_of("watchman")


def test_party_follows_the_kind_unless_written() -> None:
    content = b'[a]\nkind = "organisation"\nname = "Alpha Relief"\n[b]\nkind = "state-force"\nname = "B"\nparty = false'
    catalogue = catalogue_of({"actors.toml": content})
    assert [e.party for e in catalogue.entries.values()] == [False, False]


def test_version_depends_on_the_content() -> None:
    other = ONE.replace(b"2012", b"2013")
    assert catalogue_of({"actors.toml": ONE}).version == catalogue_of({"actors.toml": ONE}).version
    assert catalogue_of({"actors.toml": ONE}).version != catalogue_of({"actors.toml": other}).version


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[a", "not valid TOML"),
        (b"\xff", "not valid TOML"),
        (b'[a]\nname = "A"', "needs a kind"),
        (b'[a]\nkind = "fish"\nname = "A"', r"\[a\]"),
        (b'[a]\nkind = "outlet"\nname = "A"\ncolour = "red"', "colour"),
        (b'[a]\nkind = "outlet"\nname = "A"\nparent = "b"', "'b' is no entry"),
        (b'[a]\nkind = "outlet"\nname = "A"\naffiliation = "c"', "'c' is no entry"),
        (
            b'[a]\nkind = "outlet"\nname = "Al-Fa"\n[b]\nkind = "outlet"\nname = "al fa"',
            "form of .a. already",
        ),
        (b'[a]\nkind = "outlet"\nname = "A"\naliases = [" "]', "empty form"),
    ],
)
def test_mistakes_are_named(content: bytes, words: str) -> None:
    with pytest.raises(DictionaryError, match=words) as caught:
        catalogue_of({"actors.toml": content})
    assert "actors.toml" in str(caught.value)


def test_identifier_in_two_files() -> None:
    with pytest.raises(DictionaryError, match=r"people\.toml: \[reed-guard\] is in actors\.toml already"):
        catalogue_of({"actors.toml": ONE, "people.toml": b'[reed-guard]\nname = "Ruth Reed"'})


def test_the_shipped_catalogue_is_read_once() -> None:
    assert load_catalogue() is load_catalogue()
    assert len(load_catalogue().version) == 12
