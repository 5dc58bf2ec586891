from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluate.clear_style import to_universal


def test_preposition_becomes_case_of_its_noun() -> None:
    # troops left with tanks: left <- with <- tanks
    relations, heads = to_universal(
        ["nsubj", "ROOT", "prep", "pobj"],
        [1, 1, 1, 2],
        ["troop", "leave", "with", "tank"],
        ["NOUN", "VERB", "ADP", "NOUN"],
    )
    assert relations == ["nsubj", "root", "case", "obl"]
    assert heads == [1, 1, 3, 1]


def test_a_noun_under_a_noun_is_nmod() -> None:
    relations, heads = to_universal(
        ["ROOT", "prep", "pobj"], [0, 0, 1], ["capture", "of", "town"], ["NOUN", "ADP", "NOUN"]
    )
    assert relations == ["root", "case", "nmod"]
    assert heads == [0, 2, 0]


def test_agent_of_a_passive() -> None:
    relations, heads = to_universal(
        ["nsubjpass", "auxpass", "ROOT", "agent", "pobj"],
        [2, 2, 2, 2, 3],
        ["town", "be", "take", "by", "troop"],
        ["NOUN", "AUX", "VERB", "ADP", "NOUN"],
    )
    assert relations == ["nsubj:pass", "aux:pass", "root", "case", "obl:agent"]
    assert heads[4] == 2


def test_the_predicate_heads_a_copular_clause() -> None:
    relations, heads = to_universal(
        ["nsubj", "ROOT", "det", "attr"],
        [1, 1, 3, 1],
        ["he", "be", "the", "mayor"],
        ["PRON", "AUX", "DET", "NOUN"],
    )
    assert relations == ["nsubj", "cop", "det", "root"]
    assert heads == [3, 3, 3, 3]


def test_conjuncts_hang_on_the_first() -> None:
    relations, heads = to_universal(
        ["ROOT", "cc", "conj", "cc", "conj"],
        [0, 0, 0, 2, 2],
        ["rawa", "and", "ana", "and", "qaim"],
        ["PROPN", "CCONJ", "PROPN", "CCONJ", "PROPN"],
    )
    assert relations == ["root", "cc", "conj", "cc", "conj"]
    assert heads == [0, 2, 0, 4, 0]


LABELS = ["nsubj", "prep", "pobj", "conj", "cc", "attr", "dobj", "agent", "pcomp", "advcl", "dative"]


@given(
    st.lists(
        st.tuples(st.sampled_from(LABELS), st.integers(0, 30), st.sampled_from(["NOUN", "VERB", "ADP"])),
        min_size=1,
        max_size=12,
    )
)
def test_any_tree_stays_a_tree(rows: list[tuple[str, int, str]]) -> None:
    labels, heads = ["ROOT"], [0]
    for i, (label, head, _) in enumerate(rows, start=1):
        labels.append(label)
        heads.append(head % i)  # every head stands before: a tree
    upos = ["VERB", *(u for _, _, u in rows)]
    relations, new = to_universal(labels, heads, ["be"] * len(labels), upos)
    assert len(relations) == len(new) == len(labels)
    for i in range(len(new)):
        seen, k = set(), i
        while new[k] != k and k not in seen:
            seen.add(k)
            k = new[k]
        assert new[k] == k, "a cycle"
