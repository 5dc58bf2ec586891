from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import UnreadableInput
from dateline.evaluate.ecbplus import SENTENCES, evaluate, head_of, load, prepared

RAID = "Guards raided the mill of Kell at dawn"
AGAIN = "The raid on the Kell mill angered guards"
FAIR = "A fair opened in Ostrel near the old raided barn"
OTHERS = ("Harvest began in Velm", "A bishop visits Lund Haven", "Snow fell on seven hills", "Boats left")


def document(words: str, *marked: tuple[str, str]) -> str:
    tokens = words.split()
    lines = [f'<token t_id="{n}" sentence="0" number="{n}">{w}</token>' for n, w in enumerate(tokens)]
    marks = [
        f'<ACTION_OCCURRENCE m_id="{n}"><token_anchor t_id="{tokens.index(word)}"/></ACTION_OCCURRENCE>'
        for n, (word, _) in enumerate(marked)
    ]
    links = [
        f'<CROSS_DOC_COREF r_id="{n}" note="{event}"><source m_id="{n}"/><target m_id="9"/></CROSS_DOC_COREF>'
        for n, (_, event) in enumerate(marked)
    ]
    return (
        f"<Document>{''.join(lines)}<Markables>{''.join(marks)}<HUMAN_PART_PER m_id='8'>"
        f"<token_anchor t_id='0'/></HUMAN_PART_PER></Markables><Relations>{''.join(links)}</Relations></Document>"
    )


def folder(path: Path) -> Path:
    (path / "1").mkdir()
    (path / "2").mkdir()
    (path / "1" / "1_1ecb.xml").write_text(document(RAID, ("raided", "ACT1")), encoding="utf-8")
    (path / "1" / "1_2ecb.xml").write_text(
        document(AGAIN, ("raid", "ACT1"), ("angered", "ACT2")), encoding="utf-8"
    )
    (path / "2" / "2_1ecb.xml").write_text(
        document(FAIR, ("opened", "ACT3"), ("raided", "ACT4")), encoding="utf-8"
    )
    for n, words in enumerate(OTHERS, 3):
        (path / "2" / f"2_{n}ecb.xml").write_text(document(words), encoding="utf-8")
    return path


def test_mentions_of_actions_and_their_events_are_read(tmp_path: Path) -> None:
    corpus = load(folder(tmp_path))
    assert [(m.words, m.event) for m in corpus.mentions] == [
        (("raided",), "ACT1"),
        (("raid",), "ACT1"),
        (("angered",), "ACT2"),
        (("opened",), "ACT3"),
        (("raided",), "ACT4"),
    ]
    assert corpus.documents["1_1ecb"] == tuple(RAID.split())
    assert len(load(tmp_path, 1).documents) == 1


def test_only_listed_sentences_count(tmp_path: Path) -> None:
    (folder(tmp_path) / SENTENCES).write_text("Topic,File,Sentence Number\n1,1ecb,0\n2,1ecb,5\n", "utf-8")
    assert [m.document for m in load(tmp_path).mentions] == ["1_1ecb"]


def test_the_figures_come_with_both_baselines(tmp_path: Path) -> None:
    result = evaluate(folder(tmp_path))
    assert result.documents == 7
    assert set(result.baselines) == {"lemma", "lemma_threshold"}
    assert result.metrics["conll_f1"] == pytest.approx(1)
    assert result.baselines["lemma"]["b3_precision"] < 1  # all that is raided is one event to it


def test_mentions_are_prepared_by_lemma_and_sentence(tmp_path: Path) -> None:
    mentions, words = prepared(load(folder(tmp_path)))
    assert mentions[0].lemma == mentions[1].lemma == "raid"
    assert "mill" in mentions[0].sentence and "raid" not in mentions[0].sentence
    assert words.alike("1_1ecb", "1_2ecb") > words.alike("1_1ecb", "2_1ecb")


@pytest.mark.parametrize(
    ("words", "head"),
    [(["checked", "into"], "checked"), (["the", "raid"], "raid"), (["pleaded", "guilty"], "guilty")],
)
def test_heads(words: list[str], head: str) -> None:
    assert head_of(words) == head


def test_what_is_no_ecb_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"\*/\*\.xml"):
        load(tmp_path)
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "1_1ecb.xml").write_text("<Document>", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="no file of ECB"):
        load(tmp_path)
