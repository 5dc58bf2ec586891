from __future__ import annotations

from dateline.annotate.counting import counted

_TAGS = {
    "CD": "NUM",
    "NN": "NOUN",
    "NNS": "NOUN",
    "VBD": "VERB",
    "VBN": "VERB",
    "JJ": "ADJ",
    "CC": "CCONJ",
    "IN": "ADP",
}


def read(*words: tuple[str, str, str, int]) -> dict[str, tuple[str, str]]:
    """Relation and head of each word, given as (lemma, Penn tag, relation, head), when numbers are put right."""
    lemmas, xpos, deprels, heads = (list(x) for x in zip(*words, strict=True))
    counted(heads, deprels, [_TAGS[x] for x in xpos], xpos, lemmas)  # type: ignore[arg-type]
    return {w: (deprels[k], lemmas[heads[k]]) for k, w in enumerate(lemmas)}  # type: ignore[index]


def test_between_two_numbers_is_one_number() -> None:
    found = read(
        ("between", "IN", "case", 1), ("ten", "CD", "nsubj:pass", 4), ("and", "CC", "cc", 3),
        ("fifteen", "CD", "conj", 1), ("wound", "VBN", "root", 4),
    )  # fmt: skip
    assert found["fifteen"] == ("nsubj:pass", "wound")
    assert found["ten"] == ("nummod", "fifteen")
    assert found["between"] == ("advmod", "ten")


def test_between_two_numbers_may_count_a_noun() -> None:
    found = read(
        ("kill", "VBD", "root", 0), ("between", "IN", "case", 2), ("five", "CD", "obl", 0), ("and", "CC", "cc", 4),
        ("ten", "CD", "conj", 2), ("farmer", "NNS", "conj", 2),
    )  # fmt: skip
    assert found["farmer"] == ("obj", "kill")
    assert found["ten"] == ("nummod", "farmer")


def test_each_verb_has_its_own_number() -> None:
    words = [
        ("kill", "VBD", "root", 0),
        ("3", "CD", "obj", 0),
        ("and", "CC", "cc", 3),
        ("injure", "VBN", "conj", 0),
    ]
    assert read(*words, ("14", "CD", "conj", 1))["14"] == ("obj", "injure")
    assert read(*words, ("men", "NNS", "obj", 3), ("14", "CD", "conj", 1))["14"] == ("conj", "3")


def test_each_fate_has_its_own_number() -> None:
    found = read(
        ("put", "VBD", "root", 0), ("three", "CD", "nummod", 2), ("dead", "JJ", "obl", 0), ("and", "CC", "cc", 5),
        ("five", "CD", "conj", 2), ("wounded", "VBN", "conj", 2),
    )  # fmt: skip
    assert found["five"] == ("nsubj:pass", "wounded")
    assert found["wounded"] == ("conj", "dead")


def test_other_numbers_stay_where_they_are() -> None:
    words = (
        ("kill", "VBD", "root", 0), ("three", "CD", "nummod", 2), ("men", "NNS", "obj", 0), ("and", "CC", "cc", 5),
        ("five", "CD", "nummod", 5), ("boy", "NNS", "conj", 2),
    )  # fmt: skip
    assert read(*words) == {w: (d, words[h][0]) for w, _, d, h in words}
