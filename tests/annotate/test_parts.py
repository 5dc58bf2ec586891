from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate import parts
from dateline.annotate.layers import Layers, Said, Span
from dateline.annotate.parts import Item, batches, joined, parts_of


def item(count: int, *, every: int = 0, opens: tuple[int, ...] = (), closed: tuple[int, ...] = ()) -> Item:
    """A text of words of one letter, with a full stop behind each ``every``th."""
    words, text = [], ""
    for k in range(count):
        words.append((len(text), len(text) + 1))
        text += ". " if every and k % every == every - 1 else "a "
    return Item(text=text, words=words, opens=opens, closed=closed)


def counts(found: list[Item]) -> list[int]:
    return [len(part.words) for part in found]


def test_a_text_that_is_not_too_long_is_one_part() -> None:
    given = item(parts._PART, every=9, opens=(0, 7))
    assert parts_of(given) == [given]
    assert parts_of(Item(text="", words=())) == [Item(text="", words=())]


def test_a_long_text_is_cut_where_a_sentence_ends_for_certain_else_behind_a_full_stop() -> None:
    most = parts._PART
    long = most + 1000
    assert counts(parts_of(item(long, every=9, opens=(0, most - 5)))) == [most - 5, 1005]
    assert counts(parts_of(item(long, every=9))) == [most // 9 * 9, long - most // 9 * 9]
    stop = most // 9 * 9
    assert counts(parts_of(item(long, every=9, closed=(stop,)))) == [stop - 9, long - stop + 9]
    assert counts(parts_of(item(long))) == [most, 1000]
    assert counts(parts_of(item(long, opens=(0, 10)))) == [most, 1000]  # not a part of ten words


def test_sentences_that_are_given_are_not_cut() -> None:
    given = Item(text="a " * 9000, words=[(2 * k, 2 * k + 1) for k in range(9000)], opens=(0,), whole=True)
    assert parts_of(given) == [given]


@given(
    st.integers(0, 40_000),
    st.integers(0, 50),
    st.lists(st.integers(0, 39_999)),
    st.lists(st.integers(0, 39_999)),
)
def test_the_parts_are_the_text(count: int, every: int, opens: list[int], closed: list[int]) -> None:
    here = tuple(sorted({k for k in opens if k < count}))
    never = tuple(sorted({k for k in closed if k < count} - {*here}))
    given = item(count, every=every, opens=here, closed=never)
    found = parts_of(given)
    assert [word for part in found for word in part.words] == list(given.words)
    assert all(len(part.words) <= parts._PART for part in found)
    at, again, shut = 0, [], []
    for part in found:
        again += [k + at for k in part.opens]
        shut += [k + at for k in part.closed]
        at += len(part.words)
    assert (tuple(again), tuple(shut)) == (here, never)


def test_the_layers_of_parts_count_from_the_first_word_of_the_text() -> None:
    one = Layers(
        opens=(0, 2), heads=(0, 0, 2), lemmas=("a", "b", "c"), names=(Span(0, 1, "place"),),
        said=(Said(source=(Span(0, 1),), cue=(Span(1, 2),), content=(Span(2, 3),)),),
        cues=(Span(1, 2),), scopes=((Span(2, 3),),), carries=(0.5, 0.25), cuts=(2,),
    )  # fmt: skip
    both = joined([(3, one), (3, one)])
    assert both.opens == (0, 2, 3, 5)
    assert both.heads == (0, 0, 2, 3, 3, 5)
    assert both.lemmas == ("a", "b", "c") * 2
    assert both.names == (Span(0, 1, "place"), Span(3, 4, "place"))
    assert both.said is not None
    assert both.said[1] == Said(source=(Span(3, 4),), cue=(Span(4, 5),), content=(Span(5, 6),))
    assert both.scopes == ((Span(2, 3),), (Span(5, 6),))
    assert both.carries == (0.5, 0.25, 0.5, 0.25)
    assert both.cuts == (2, 5)
    assert both.times is None
    assert joined([(3, one)]) is one


def test_short_texts_go_together_in_their_order() -> None:
    items = [item(n) for n in (5000, 5000, 5000, 20_000, 1)]
    found = list(batches(items))
    assert [counts(each) for each in found] == [[5000, 5000, 5000], [20_000], [1]]
    assert [each for some in found for each in some] == items
    assert list(batches([])) == []
