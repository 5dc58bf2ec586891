from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from dateline.annotate.layers import Layers
from dateline.errors import UnreadableInput
from dateline.evaluate.re3d import (
    KINDS,
    TYPES,
    Document,
    Entity,
    evaluate,
    examined,
    load,
    names_of,
    scores,
    with_articles,
)
from dateline.records.annotation import MentionKind
from tests.evaluate.readers import Fake, read_of

TEXT = "On Monday the Harsun Guard shelled four houses in Tell Zafra, Mara Tolle said."


def entity(piece: str, kind: str, confidence: float = 1, document: str = "D1") -> dict[str, Any]:
    start = TEXT.index(piece)
    return {
        "_id": f"{document}-{start}-{kind}",
        "begin": start,
        "end": start + len(piece),
        "type": kind,
        "value": piece,
        "documentId": document,
        "confidence": confidence,
    }


def source(path: Path, name: str, entities: list[dict[str, Any]], *ids: str) -> Path:
    """A source's folder, with the same text in each of its documents."""
    path.mkdir(parents=True)
    documents = [
        {"_id": each, "sourceName": name, "title": "", "text": TEXT, "wordCount": 14} for each in ids
    ]
    for file, rows in (("documents.json", documents), ("entities.json", entities)):
        (path / file).write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return path


def marked(*names: tuple[str, str], name: str = "D1", of: str = "Post") -> Document:
    found = sorted((TEXT.index(piece), TEXT.index(piece) + len(piece), kind) for piece, kind in names)
    entities = tuple(Entity(start=a, end=b, kind=kind, confidence=1.0) for a, b, kind in found)
    return Document(id=name, source=of, text=TEXT, entities=entities)


def test_the_most_sure_of_rivals_is_kept_and_what_has_no_confidence_is_not(tmp_path: Path) -> None:
    source(
        tmp_path / "Post",
        "Post",
        [
            entity("Tell Zafra", "Location", 0.9),
            entity("Tell Zafra", "Organisation", 0.95),
            entity("Harsun Guard", "Organisation"),
            entity("Harsun", "Location", 0),
            entity("On ", "Temporal", 0.2),
        ],
        "D1",
        "D0",
    )
    empty, document = load(tmp_path)
    assert (empty.id, empty.entities) == ("D0", ())
    assert [(TEXT[e.start : e.end], e.kind, e.confidence) for e in document.entities] == [
        ("On", "Temporal", 0.2),
        ("Harsun Guard", "Organisation", 1.0),
        ("Tell Zafra", "Organisation", 0.95),
    ]
    assert (document.source, document.trainable) == ("Post", True)
    assert load(tmp_path / "Post") == [empty, document]


def test_the_bbc_may_not_be_trained_on_and_is_examined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.evaluate.re3d.held_out", lambda name: name == "B")
    documents = [marked(name="A"), marked(name="B"), marked(name="C", of="BBC Online")]
    assert [each.trainable for each in documents] == [True, True, False]
    assert [each.id for each in examined(documents)] == ["B", "C"]


@pytest.mark.parametrize(
    ("file", "content", "why"),
    [
        ("documents.json", "{}\n", "cannot be read"),
        ("entities.json", "no JSON\n", "cannot be read"),
        ("entities.json", json.dumps(entity("said", "Person") | {"end": 900}), "outside document D1"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, file: str, content: str, why: str) -> None:
    source(tmp_path / "Post", "Post", [], "D1")
    (tmp_path / "Post" / file).write_text(content, "utf-8")
    with pytest.raises(UnreadableInput, match=f"{file}: .*{why}"):
        load(tmp_path)


def test_a_folder_without_the_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"holds no documents\.json"):
        load(tmp_path)


def test_kinds_are_those_of_mentions() -> None:
    assert set(get_args(MentionKind)) - set(KINDS) == {"role"}
    assert set(KINDS) - set(get_args(MentionKind)) <= {"vehicle"}
    assert len(TYPES) == 8


def test_names_of_a_reading_take_the_types_of_the_data() -> None:
    read = read_of(
        TEXT,
        lambda at: Layers(
            names=(
                at("Harsun Guard", "armed-group"),
                at("houses", "vehicle"),
                at("Tell Zafra", "place"),
                at("Mara Tolle", "civilians"),
                at("said", "role"),
            ),
            times=(at("Monday", "DATE"),),
        ),
    )
    assert {(TEXT[a:b], kind) for a, b, kind in names_of(read)} == {
        ("Monday", "Temporal"),
        ("Harsun Guard", "Organisation"),
        ("four", "Quantity"),
        ("houses", "MilitaryPlatform"),
        ("Tell Zafra", "Location"),
        ("Mara Tolle", "Organisation"),
    }


def test_span_and_type_must_be_right() -> None:
    gold = marked(
        ("Monday", "Temporal"),
        ("the Harsun Guard", "Organisation"),
        ("Tell Zafra", "Location"),
        ("four", "Money"),
    )
    given = marked(
        ("Monday", "Temporal"), ("Harsun Guard", "Person"), ("in Tell Zafra", "Location"), ("said", "Weapon")
    )
    names = [(each.start, each.end, each.kind) for each in given.entities]
    figures = scores([gold], [names])
    assert (figures["names_f1"], figures["spans_f1"]) == (0.25, 0.5)
    assert (figures["temporal_f1"], figures["actors_f1"], figures["places_f1"]) == (1.0, 0.0, 0.0)
    assert "money_f1" not in figures
    assert scores([gold], [[]])["names_f1"] == 0.0


def test_a_name_is_taken_with_its_article_where_the_data_does() -> None:
    text = "Near the town a Syrian jet struck bathe Olm."
    start = text.index
    names = {(start("town"), start(" a"), "Location"), (start("Syrian"), start(" jet"), "Nationality")}
    names.add((start("Olm"), start("."), "Organisation"))
    assert with_articles(text, names) == {
        (start("the town"), start(" a"), "Location"),
        (start("Syrian"), start(" jet"), "Nationality"),
        (start("Olm"), start("."), "Organisation"),
    }


def test_the_exam_of_a_reader_and_of_others(tmp_path: Path) -> None:
    source(
        tmp_path / "Post",
        "Post",
        [entity("Mara Tolle", "Person", document=d) for d in ("D1", "D2")],
        "D1",
        "D2",
    )
    reader = Fake(read_of(TEXT, lambda at: Layers(names=(at("Mara Tolle", "person"),))))
    result = evaluate(tmp_path, 1, reader=reader)
    assert (result.exam, result.documents) == ("re3d", 1)
    assert (result.metrics["person_f1"], result.metrics["names_precision"]) == (1.0, 0.5)
    assert list(result.baselines) == ["spacy_small", "dictionaries", "annotate"]
    assert all(figures.keys() == result.metrics.keys() for figures in result.baselines.values())
