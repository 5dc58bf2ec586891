from __future__ import annotations

from pathlib import Path

import pytest

from dateline.annotate.layers import Layers, Said
from dateline.errors import UnreadableInput
from dateline.evaluate.polnear import Attribution, Copy, Document, attributions_of, evaluate, load, scores
from tests.evaluate.readers import Fake, Told, read_of

TEXT = (
    "The mayor said that the bridge is safe.\nA driver doubts it. “I saw cracks,” she wrote, “two of them.”"
)
FIRST = Attribution(source=((0, 9),), cue=((10, 14),), content=((15, 39),))


def mark(number: int, role: str, *pieces: str) -> str:
    fragments = ";".join(f"{TEXT.index(p)} {TEXT.index(p) + len(p)}" for p in pieces)
    return f"T{number}\t{role} {fragments}\t{' '.join(pieces)}\n"


MARKS = (
    mark(1, "Content", "“I saw cracks,”", "“two of them.”")
    + mark(2, "Cue", "wrote")
    + mark(3, "Source", "she")
    + mark(4, "Attribution", "wrote")
    + "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\n"
    + "#1\tAnnotatorNotes T1\tis this one?\n"
    + mark(5, "Content", "that the bridge ")
    + mark(6, "Content", "is safe.")
    + mark(7, "Cue", "said")
    + mark(8, "Source", "The mayor")
    + mark(9, "Attribution", "said")
    + "E2\tAttribution:T9 Cue:T7 Source:T8 Content:T5 Content2:T6\n"
    + mark(10, "Discuss", "A driver doubts it")
    + mark(11, "Attribution-no-source", "doubts")
    + "E3\tAttribution-no-source:T11\n"
)


def folder(path: Path, copies: dict[str, str]) -> Path:
    """The set's folder with one article in its development part."""
    for name in ("text", "attributions"):
        (path / "dev" / name).mkdir(parents=True)
    (path / "dev" / "text" / "post_2031-05-06_bridge.txt").write_text(TEXT, "utf-8")
    for annotator, marks in copies.items():
        (path / "dev" / "attributions" / f"post_2031-05-06_bridge_{annotator}.ann").write_text(marks, "utf-8")
    return path


def answer(*said: tuple[str, str, str]) -> Told:
    """Layers with these attributions: source ("" for none), cue, content."""
    return lambda at: Layers(
        said=tuple(
            Said(source=(at(source),) if source else (), cue=(at(cue),), content=(at(content),))
            for source, cue, content in said
        )
    )


def test_marks_become_attributions_in_order_of_their_cues(tmp_path: Path) -> None:
    (document,) = load(folder(tmp_path, {"a1": MARKS, "b2": ""}), "dev")
    assert (document.name, document.text) == ("post_2031-05-06_bridge", TEXT)
    assert [copy.annotator for copy in document.copies] == ["a1", "b2"]
    first, second = document.copies[0].attributions
    assert first == FIRST
    assert [TEXT[a:b] for a, b in second.content] == ["“I saw cracks,”", "“two of them.”"]
    assert document.copies[1].attributions == ()
    assert load(tmp_path / "dev") == [document]


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ("T1\tCue 4 900\tmayor\n", "line 1: lies outside its text"),
        ("T1\tCue 10 14\tsaid\nE1\tAttribution:T1 Cue:T2\n", "names T2, which is not in the file"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, marks: str, why: str) -> None:
    with pytest.raises(UnreadableInput, match=rf"bridge_a1\.ann.*{why}"):
        load(folder(tmp_path, {"a1": marks}))


def test_a_folder_without_the_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no folder text/"):
        load(tmp_path)
    with pytest.raises(UnreadableInput, match=r"no \.ann files"):
        load(folder(tmp_path, {}))
    (tmp_path / "dev" / "attributions" / "other_a1.ann").write_text("", "utf-8")
    with pytest.raises(UnreadableInput, match=r"other\.txt: cannot be read"):
        load(tmp_path)


def test_words_of_a_reading_become_characters() -> None:
    assert attributions_of(read_of(TEXT, answer(("The mayor", "said", "that the bridge is safe.")))) == (
        FIRST,
    )
    assert attributions_of(read_of(TEXT)) == ()


def test_every_copy_counts() -> None:
    other = Attribution(cue=((10, 14),), content=((20, 39),))
    document = Document(
        name="x",
        text=TEXT,
        copies=(Copy(annotator="a", attributions=(FIRST,)), Copy(annotator="b", attributions=(other,))),
    )
    figures = scores([document], [[FIRST]])
    assert (figures["source_precision"], figures["source_recall"]) == (0.5, 1.0)
    assert (figures["cue_f1"], figures["content_f1"]) == (1.0, 0.5)
    assert (figures["cue_source_f1"], figures["cue_content_f1"]) == (pytest.approx(2 / 3), 0.5)
    assert figures["chain_source_accuracy"] == 0.5


def test_a_fragment_is_a_span_of_its_own_and_a_pair_is_whole() -> None:
    gold = Attribution(cue=((5, 6),), content=((0, 4), (8, 10)))
    document = Document(name="x", text=TEXT, copies=(Copy(annotator="a", attributions=(gold,)),))
    figures = scores([document], [[Attribution(cue=((5, 6),), content=((0, 4),))]])
    assert (figures["content_precision"], figures["content_recall"]) == (1.0, 0.5)
    assert (figures["cue_content_f1"], figures["chain_source_accuracy"]) == (0.0, 1.0)
    assert scores([document], [[]])["cue_f1"] == 0.0


def test_the_exam_of_a_reader_and_of_the_rules(tmp_path: Path) -> None:
    path = folder(tmp_path, {"a1": MARKS})
    reader = Fake(read_of(TEXT, answer(("The mayor", "said", "that the bridge is safe."))))
    result = evaluate(path, reader=reader)
    assert (result.exam, result.documents) == ("polnear", 1)
    assert (result.metrics["cue_precision"], result.metrics["cue_recall"]) == (1.0, 0.5)
    assert result.metrics["content_recall"] == pytest.approx(1 / 3)
    assert result.baselines["cue_verbs"].keys() == result.metrics.keys()
    assert result.baselines["cue_verbs"]["cue_f1"] > 0
    assert evaluate(path, 0, reader=reader).documents == 0
