from __future__ import annotations

from dateline.code.quotations import quotations


def test_straight_quotes_pair_up_in_order() -> None:
    text = 'the "red" bar, "a long quotation of words" and "another long quotation"'
    assert [text[a:b] for a, b in quotations(text, 0, len(text))] == [
        '"a long quotation of words"',
        '"another long quotation"',
    ]
