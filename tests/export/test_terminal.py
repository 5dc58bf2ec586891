from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from dateline.export.terminal import kept, plain, rendered, shortened


def test_a_page_cannot_steer_the_terminal() -> None:
    assert plain("a\x1b[31mred\x07\nline\ttab") == "a [31mred line tab"
    assert plain("\u202etfel\u202c \u2067right\u2069") == "tfel right"


@given(st.text())
def test_offsets_stay_and_no_control_character_does(words: str) -> None:
    assert len(kept(words)) == len(words)
    assert "\x1b" not in kept(words) and "\n" not in plain(words)


def test_long_words_are_cut_in_the_middle() -> None:
    assert shortened("short", 10) == "short"
    cut = shortened("the first words of it and the very last", 20)
    assert len(cut) <= 20 and cut.startswith("the") and cut.endswith("last") and " … " in cut


def test_no_escape_sequence_without_colour() -> None:
    assert rendered(Text("red", style="red")) == "red\n"
    assert "\x1b[" in rendered(Text("red", style="red"), color=True)
