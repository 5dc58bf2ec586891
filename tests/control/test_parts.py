from __future__ import annotations

import pytest

from dateline.control.parts import around, between

WHOLE = """
took |Dorn
took the town of |Dorn
captured the strategic city of |Dorn
held the border town of |Dorn
have full control of |Dorn
seized control over the city of |Dorn
recaptured all of |Dorn
took the entire city of |Dorn
took the towns of |Dorn| and Kell
took the towns of Kell and |Dorn
retook the villages of Kell and |Dorn
took Kell and |Dorn
took |Dorn| and advanced on Kell
took |Dorn| and the road to Kell
retook |Dorn| in heavy fighting
after fighting in |Dorn
drove rebels out of |Dorn
took most of Kell and all of |Dorn
the Western Brigade took |Dorn
rebels left all their positions in |Dorn
it evacuated all of its bases inside |Dorn
took land from Kell to |Dorn
"""
PARTS = """
hold the western districts of |Dorn
in control of the eastern part of |Dorn
took large parts of |Dorn
took villages around |Dorn
took two villages south of |Dorn
captured areas near |Dorn
captured a village in |Dorn
captured a bridge in |Dorn
captured a police station in |Dorn
a neighbourhood in western |Dorn
rebels left two of their positions in |Dorn
the old city of |Dorn
the centre of the city of |Dorn
the outskirts of |Dorn
fields surrounding |Dorn
took parts of Kell and |Dorn
villages around Hit, Kell and |Dorn
took |Dorn|'s western districts
took |Dorn|’s old quarter
retook |Dorn| city centre
took the |Dorn| crossing
took |Dorn| airport
took |Dorn| district
took the |Dorn| road
the last checkpoint outside |Dorn
half of |Dorn
80 per cent of |Dorn
north-eastern |Dorn
"""
BETWEEN = """
the road between |Kell| and Dorn on Thursday
the road between Kell and |Dorn| on Thursday
the main road linking |Kell| to Dorn
the road from Kell to |Dorn
villages between |Kell| and Dorn
the area between the towns of Kell and |Dorn
the |Kell|-Dorn highway
the Kell–|Dorn| highway
a supply line connecting Kell with |Dorn
"""


def cut(line: str) -> tuple[str, str, str]:
    before, name, *after = line.split("|")
    return before, name, after[0] if after else ""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("line", lines(WHOLE))
def test_words_for_the_whole(line: str) -> None:
    before, name, after = cut(line)
    assert around(before, after) == (None, None) and between(before, name, after) is None


@pytest.mark.parametrize("line", lines(PARTS))
def test_words_for_a_part_or_something_beside_it(line: str) -> None:
    before, name, after = cut(line)
    assert around(before, after) != (None, None) and between(before, name, after) is None


@pytest.mark.parametrize("line", lines(BETWEEN))
def test_what_lies_between_two_places_is_neither(line: str) -> None:
    found = between(*cut(line))
    assert found is not None and "Kell" in found and "Dorn" in found
