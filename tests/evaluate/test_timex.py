from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dateline.annotate.layers import Layers
from dateline.errors import UnreadableInput
from dateline.evaluate.timex import Document, Time, evaluate, examined, load, scores, times_of
from tests.evaluate.readers import Fake, read_of

TEXT = "The market & the bridge burned on Friday, after two days of shelling."
MARKED = (
    "<?xml version='1.0' ?><TimeML><DOCID>one</DOCID>"
    "<DCT><TIMEX3 tid='t0' type='DATE' value='2031-05-10'>2031-05-10</TIMEX3></DCT>"
    "<TITLE>Burned <TIMEX3 tid='t9' type='DATE' value='2031'>this year</TIMEX3></TITLE><TEXT>"
    "The market &amp; the bridge <EVENT eid='e1' class='OCCURRENCE'>burned</EVENT> <SIGNAL sid='s1'>on</SIGNAL> "
    "<TIMEX3 tid='t1' type='DATE' value='2031-05-09'>Friday</TIMEX3>, after "
    "<TIMEX3 tid='t2' type='DURATION' value='P2D'>two days </TIMEX3>of "
    "<EVENT eid='e2' class='OCCURRENCE'>shelling</EVENT>.</TEXT></TimeML>"
)


def time(piece: str, kind: str = "DATE", value: str = "") -> Time:
    start = TEXT.index(piece)
    return Time(start=start, end=start + len(piece), kind=kind, value=value)


GOLD = Document(
    name="one",
    text=TEXT,
    written="2031-05-10",
    times=(time("Friday", "DATE", "2031-05-09"), time("two days", "DURATION", "P2D")),
    events=(),
)


def folder(path: Path, **files: str) -> Path:
    (path / "Wire").mkdir()
    for name, content in files.items():
        (path / "Wire" / f"{name}.tml").write_text(content, "utf-8")
    return path


def test_the_text_its_times_and_its_events(tmp_path: Path) -> None:
    folder(tmp_path, one=MARKED)
    (tmp_path / "Wire" / "._one.tml").write_bytes(b"\x00")
    (document,) = load(tmp_path)
    assert (document.name, document.text, document.written) == ("one", TEXT, "2031-05-10")
    assert document.times == GOLD.times
    assert [(TEXT[e.start : e.end], e.kind) for e in document.events] == [
        ("burned", "OCCURRENCE"),
        ("shelling", "OCCURRENCE"),
    ]


def test_marks_within_marks_keep_their_place(tmp_path: Path) -> None:
    content = "<TimeML><TEXT>a <TIMEX3 type='TIME' value='v'>b <EVENT class='STATE'>c</EVENT> d</TIMEX3> e</TEXT></TimeML>"
    (document,) = load(folder(tmp_path, one=content))
    assert (document.text, document.written) == ("a b c d e", "")
    assert [(t.start, t.end) for t in document.times] == [(2, 7)]
    assert [(e.start, e.end, e.kind) for e in document.events] == [(4, 5, "STATE")]


@pytest.mark.parametrize(
    ("content", "why"), [("<TimeML><TEXT>", "cannot be read"), ("<TimeML/>", "has no TEXT")]
)
def test_a_broken_file_is_named(tmp_path: Path, content: str, why: str) -> None:
    with pytest.raises(UnreadableInput, match=rf"one\.tml: {why}"):
        load(folder(tmp_path, one=content))


def test_a_folder_without_the_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"holds no \.tml files"):
        load(tmp_path)


def test_only_what_is_held_out_is_examined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.evaluate.timex.held_out", lambda name: name == "two")
    other = msgspec.structs.replace(GOLD, name="two")
    assert examined([GOLD, other]) == [other]


def test_relaxed_strict_type_and_value() -> None:
    given = [time("on Friday", "DATE", "2031-05-09"), time("two days", "DATE", "P2D"), time("market", "DATE")]
    figures = scores([GOLD], [given])
    assert (figures["relaxed_precision"], figures["relaxed_recall"]) == (pytest.approx(2 / 3), 1.0)
    assert (figures["relaxed_f1"], figures["strict_f1"]) == (0.8, 0.4)
    assert (figures["type_accuracy"], figures["value_accuracy"]) == (0.5, 1.0)
    assert (figures["type_f1"], figures["value_f1"]) == (0.4, 0.8)
    assert scores([GOLD], [[]])["relaxed_f1"] == 0.0


def test_times_of_a_reading_get_values_of_the_day_it_was_written() -> None:
    read = read_of(TEXT, lambda at: Layers(times=(at("Friday", "DATE"), at("two days", "DURATION"))))
    assert tuple(times_of(read, "2031-05-10")) == GOLD.times
    assert times_of(read_of(TEXT), "2031-05-10") == []


def test_the_exam_of_a_reader_and_of_others(tmp_path: Path) -> None:
    reader = Fake(read_of(TEXT, lambda at: Layers(times=(at("Friday", "DATE"),))))
    result = evaluate(folder(tmp_path, one=MARKED, two=MARKED), 1, reader=reader)
    assert (result.exam, result.documents) == ("timex", 1)
    assert (result.metrics["strict_precision"], result.metrics["strict_recall"]) == (1.0, 0.5)
    assert result.metrics["value_accuracy"] == 1.0
    assert list(result.baselines) == ["patterns", "spacy_small"]
    assert result.baselines["patterns"]["relaxed_recall"] == 0.5
