from __future__ import annotations

from rich.text import Text

from dateline.export.widths import fitted

HEADS = ("#", "date", "place", "who", "what", "to whom", "killed / wounded", "reality", "according to whom")


def line(who: str = "jets", hurt: str = "3 killed") -> tuple[Text, ...]:
    cells = ("1", "2017-11-11", "Rawa", who, "ASSAULT", "guards", hurt, "happened", "a mayor")
    return tuple(map(Text, cells))


def test_all_columns_are_shown_where_there_is_room() -> None:
    heads, lines, widths = fitted(HEADS, [line()], 100)
    assert heads == HEADS and len(lines[0]) == len(widths) == 9
    assert fitted(HEADS, [line()], 80)[0] == HEADS


def test_what_was_real_moves_first_and_then_how_many_were_hurt() -> None:
    heads, lines, widths = fitted(HEADS, [line(who="reconnaissance-men")], 76)
    assert "reality" not in heads and "killed / wounded" in heads
    assert lines[0][4].plain == "ASSAULT\nhappened"
    assert sum(widths) + len(widths) - 1 <= 76 and widths[3] == 18
    heads, lines, _ = fitted(HEADS, [line(who="reconnaissance-men")], 66)
    assert "killed / wounded" not in heads
    assert lines[0][4].plain == "ASSAULT\nhappened\n3 killed"


def test_what_is_unknown_does_not_move() -> None:
    _, lines, _ = fitted(HEADS, [line(who="reconnaissance-men", hurt="unknown")], 66)
    assert lines[0][4].plain == "ASSAULT\nhappened"


def test_no_table_is_wider_than_asked() -> None:
    for width in range(60, 130):
        _, _, widths = fitted(HEADS, [line(who="y" * 70)], width)
        assert sum(widths) + len(widths) - 1 <= width
