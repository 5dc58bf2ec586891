from __future__ import annotations

from pathlib import Path

import pytest

from dateline.annotate.layers import Layers, Span
from dateline.errors import UnreadableInput
from dateline.evaluate.negation import (
    Negation,
    by_grammar,
    by_list,
    evaluate,
    fragments,
    listed,
    load,
    scores,
)
from dateline.evaluate.spacy_small import Spacy
from tests.evaluate.readers import Fake


def sentence(chapter: str, words: str, *negations: dict[int, tuple[str, str]]) -> str:
    """A sentence in the columns of *SEM 2012; a negation has cue and scope by word."""
    rows = []
    for i, word in enumerate(words.split()):
        columns = [chapter, "0", str(i), word, word.lower(), "X", "*"]
        for each in negations:
            cue, scope = each.get(i, ("_", "_"))
            columns += [cue, scope, scope if scope == "leave" else "_"]
        rows.append("\t".join(columns if negations else [*columns, "***"]))
    return "\n".join(rows) + "\n"


SENTENCES = (
    sentence("one01", "Nobody left , `` he said .", {0: ("Nobody", "_"), 1: ("_", "left")}),
    sentence(
        "one01",
        "They did n't leave the unhappy town .",
        {
            0: ("_", "They"),
            1: ("_", "did"),
            2: ("n't", "_"),
            **{i: ("_", w) for i, w in enumerate("leave the unhappy town".split(), 3)},
        },
        {5: ("un", "happy")},
    ),
    sentence("two02", "All was calm ."),
    sentence(
        "two02",
        "Neither he nor she went .",
        {0: ("Neither", "_"), 1: ("_", "he"), 2: ("nor", "_"), 4: ("_", "went")},
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "set-dev-1.txt").write_text("\n".join(SENTENCES), "utf-8")
    return tmp_path


def test_chapters_have_their_text_and_their_negations(folder: Path) -> None:
    one, two = load(folder)
    assert (one.name, two.name) == ("one01", "two02")
    assert one.text == "Nobody left, \"he said. They didn't leave the unhappy town."
    assert [one.text[a:b] for a, b in one.words][7:11] == ["They", "did", "n't", "leave"]
    assert one.layers.opens == (0, 7)
    assert one.negations == (
        Negation(cue=(0,), scope=(1,)),
        Negation(cue=(9,), scope=(7, 8, 10, 11, 12, 13), event=(10,)),
        Negation(cue=(12,), scope=(12,)),
    )
    assert one.layers.cues == (Span(first=0, last=1), Span(first=9, last=10), Span(first=12, last=13))
    assert one.layers.scopes is not None
    assert one.layers.scopes[1] == (Span(first=7, last=9), Span(first=10, last=14))


def test_a_cue_in_two_places_is_two_with_the_same_scope(folder: Path) -> None:
    _, two = load(folder)
    scope = (Span(first=5, last=6), Span(first=8, last=9))
    assert two.negations == (Negation(cue=(4, 6), scope=(5, 8)),)
    assert two.layers.cues == (Span(first=4, last=5), Span(first=6, last=7))
    assert two.layers.scopes == (scope, scope)


def test_fragments_are_words_in_a_row() -> None:
    assert fragments([5, 1, 2, 2]) == (Span(first=1, last=3), Span(first=5, last=6))
    assert fragments([]) == ()


def test_what_a_wrong_cue_negates_is_wrong(folder: Path) -> None:
    one, _ = load(folder)
    assert set(scores([one], [one.layers]).values()) == {1.0}
    answer = Layers(
        cues=(Span(first=0, last=1), Span(first=9, last=11)),
        scopes=((Span(first=1, last=3),), (Span(first=7, last=9),)),
    )
    figures = scores([one], [answer])
    assert figures["cue_precision"] == 0.5
    assert figures["cue_recall"] == pytest.approx(1 / 3)
    assert figures["scope_precision"] == pytest.approx(1 / 3)  # the comma does not count
    assert figures["scope_recall"] == pytest.approx(1 / 8)
    assert figures["scope_exact_f1"] == pytest.approx(0.4)
    assert set(scores([one], [Layers()]).values()) == {0.0}


def test_a_word_of_the_list_negates_up_to_the_next_punctuation(folder: Path) -> None:
    one, _ = load(folder)
    found = by_list(one, {"nobody", "n't"})
    assert found.cues == (Span(first=0, last=1), Span(first=9, last=10))
    assert found.scopes == ((Span(first=1, last=2),), (Span(first=10, last=14),))
    assert by_list(one, {"town"}).scopes == ((),)


def test_the_list_of_a_part_has_what_mostly_negates(folder: Path) -> None:
    assert listed(load(folder)) == {"nobody", "n't", "unhappy", "neither", "nor"}


def test_by_grammar_a_word_negates_what_it_hangs_on(folder: Path) -> None:
    one, _ = load(folder)
    (grammar,) = Spacy().read_words([(one.text, one.words, one.layers.opens)])
    found = by_grammar(one, grammar)
    assert found.cues == (Span(first=9, last=10),)
    assert found.scopes is not None
    assert found.scopes[0][0] == Span(first=7, last=9)


def test_the_figures_beside_the_baselines(folder: Path) -> None:
    reader = Fake(*load(folder))
    result = evaluate(folder, reader=reader)
    assert (result.exam, result.documents) == ("negation", 2)
    assert set(result.metrics.values()) == {1.0}
    assert set(result.baselines) == {"words", "grammar"}
    assert result.baselines["words"]["cue_recall"] == pytest.approx(4 / 5)
    (folder / "set-training-1.txt").write_text("\n".join(SENTENCES), "utf-8")
    assert evaluate(folder, 1, reader=reader).baselines["train_words"]["cue_f1"] == 1.0


def test_without_a_part_for_it_all_files_are_taken(folder: Path) -> None:
    (folder / "set-dev-1.txt").rename(folder / "held-1.txt")
    (folder / "held-2.txt").write_text(SENTENCES[2], "utf-8")
    assert evaluate(folder, reader=Fake()).documents == 3
    assert evaluate(folder / "held-2.txt", reader=Fake()).documents == 1
    (folder / "set-test-a.txt").write_text(SENTENCES[2], "utf-8")
    assert evaluate(folder, reader=Fake()).documents == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("\n", "holds no sentences"),
        ("one\t0\t0\tNo\n", "line 1 has 4 columns"),
        (SENTENCES[2] + "two02\t0\t4\tx\tx\tX\t*\t_\t_\t_\n", "line 5 has 10 columns"),
        ("one\t0\t0\tNo\tno\tX\t*\t_\t_\n", "line 1 has 9 columns"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: str, why: str) -> None:
    file = tmp_path / "x-dev.txt"
    file.write_text(content, "utf-8")
    with pytest.raises(UnreadableInput, match=why):
        load(file)
