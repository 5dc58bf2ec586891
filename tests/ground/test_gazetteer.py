from __future__ import annotations

import gc
import os
import pickle
import shutil
import sqlite3
import warnings
from pathlib import Path

import pytest

from dateline.errors import DictionaryError
from dateline.ground import gazetteer as module
from dateline.ground.gazetteer import Gazetteer, has_index, open_gazetteer


@pytest.fixture
def no_building(index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Copies the index instead of building it, and counts how often."""
    index = next(index_folder.glob("*.sqlite"))
    built: list[Path] = []

    def copy(path: Path, content: bytes) -> None:
        built.append(path)
        shutil.copyfile(index, path)

    monkeypatch.setattr(module, "build_index", copy)
    return built


def best(gazetteer: Gazetteer, name: str) -> str:
    return gazetteer.candidates(name)[0].place.id


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Rawa", "dl:rawa"),
        ("al-Qa'im", "dl:qaim"),
        ("Qaim", "dl:qaim"),
        ("Ebeidi", "dl:obeidi"),
        ("Krabla", "dl:karabla"),
        ("Al Huwayjah", "dl:hawija"),
        ("Albukamal", "dl:albukamal"),
        ("Ar Raqqah", "dl:raqqa-province"),
        ("Jober", "dl:jobar"),
        ("Al Shadaddi", "dl:shaddadi"),
        ("Ayn al-Arab", "dl:kobani"),
        ("Anbar province", "dl:anbar"),
        ("U.S.", "dl:united-states"),
        ("Jordan", "iso:JO"),
        ("San Salvador", "iso:SV-SS"),
    ],
)
def test_press_spellings_lead_to_their_entry(places: Gazetteer, name: str, entry: str) -> None:
    assert best(places, name) == entry


def test_an_entry_of_ours_stands_in_the_stead_of_the_same_place_elsewhere(places: Gazetteer) -> None:
    ids = [h.place.id for h in places.candidates("Rāwah")]
    assert "dl:rawa" in ids and "gn:92004" not in ids
    assert len(set(ids)) == len(ids)
    rawa = places.candidates("Rawa")[0].place
    assert rawa.latitude == pytest.approx(34.48, abs=0.05)
    assert rawa.province == "Anbar"


def test_settlements_know_their_province(places: Gazetteer) -> None:
    assert places.candidates("Samawah")[0].place.province == "Muthanna"
    assert "Texas" in {h.place.province for h in places.candidates("Paris")}


def test_our_entries_come_first_then_the_more_people(places: Gazetteer) -> None:
    hits = places.candidates("Tripoli")
    assert [h.population for h in hits] == sorted((h.population for h in hits), reverse=True)
    assert places.candidates("Palmyra")[0].name_match == "supplement"
    assert len(places.candidates("Palmyra")) > 1


@pytest.mark.parametrize("name", ["al-Maleha", "al-Sakhriyat", "Qasr Zafran-on-Nowhere", "", " ", "x", "'"])
def test_what_no_source_has_is_unknown(places: Gazetteer, name: str) -> None:
    assert places.candidates(name) == ()
    assert places.known(name) == -1


def test_known_gives_the_greatest_population(places: Gazetteer) -> None:
    assert places.known("Anbar") == places.known("Syria") == 10_000_000
    assert places.known("Mosul") > 1_000_000
    assert places.known("Krabla") > 0


def test_machine_spellings_and_airport_codes_are_no_names(places: Gazetteer) -> None:
    assert places.known("alrmady") == -1
    assert places.known("XTM") == -1


def test_the_index_is_built_once(tmp_path: Path, no_building: list[Path]) -> None:
    for _ in range(2):
        with open_gazetteer(tmp_path) as gazetteer:
            assert gazetteer.known("Rawa") > 0
    assert len(no_building) == 1
    assert [p.suffix for p in tmp_path.iterdir()] == [".sqlite"]


@pytest.mark.parametrize("damage", ["empty", "noise", "cut", "foreign"])
def test_a_damaged_or_foreign_file_is_built_anew(
    tmp_path: Path, no_building: list[Path], damage: str
) -> None:
    with open_gazetteer(tmp_path) as gazetteer:
        path = gazetteer.path
    content = path.read_bytes()
    if damage == "foreign":
        path.unlink()
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE place (n)")
        other.commit()
        other.close()
    else:
        path.write_bytes({"empty": b"", "noise": b"no index" * 999, "cut": content[:-4096]}[damage])
    with open_gazetteer(tmp_path) as gazetteer:
        assert best(gazetteer, "Rawa") == "dl:rawa"
    assert len(no_building) == 2


def test_a_folder_that_cannot_be_made_gives_way_to_a_temporary_one(
    tmp_path: Path, no_building: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file" / "cache"))
    monkeypatch.setattr(module.tempfile, "gettempdir", lambda: str(tmp_path))
    with open_gazetteer() as gazetteer:
        assert gazetteer.path.is_relative_to(tmp_path)
        assert best(gazetteer, "Rawa") == "dl:rawa"


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_folder_gives_way_too(
    tmp_path: Path, no_building: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    monkeypatch.setattr(module.tempfile, "gettempdir", lambda: str(tmp_path))
    with open_gazetteer(closed) as gazetteer:
        assert not gazetteer.path.is_relative_to(closed)


def test_an_index_in_a_folder_that_cannot_be_written_is_read(index_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(index_folder, tmp_path / "kept")
    for path in (*(tmp_path / "kept").iterdir(), tmp_path / "kept"):
        path.chmod(0o500 if path.is_dir() else 0o400)
    with open_gazetteer(tmp_path / "kept") as gazetteer:
        assert best(gazetteer, "Rawa") == "dl:rawa"
    (tmp_path / "kept").chmod(0o700)


def test_no_folder_at_all_is_an_error_that_names_the_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(module.tempfile, "gettempdir", lambda: str(tmp_path / "file"))
    with pytest.raises(DictionaryError, match="DATELINE_CACHE"):
        open_gazetteer(tmp_path / "file")


def test_the_variable_names_the_folder(
    index_folder: Path, no_building: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_CACHE", str(index_folder))
    with open_gazetteer() as gazetteer:
        assert gazetteer.path.parent == index_folder
    assert no_building == []


def test_a_closed_gazetteer_says_so(index_folder: Path) -> None:
    gazetteer = open_gazetteer(index_folder)
    gazetteer.close()
    gazetteer.close()
    with pytest.raises(DictionaryError, match="closed"):
        gazetteer.known("Rawa")


def test_a_forgotten_gazetteer_closes_its_file(index_folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        gazetteer = open_gazetteer(index_folder)
        gazetteer.known("Rawa")
        del gazetteer
        gc.collect()


def test_it_can_be_sent_to_another_process(places: Gazetteer) -> None:
    with pickle.loads(pickle.dumps(places)) as copy:
        assert best(copy, "Rawa") == "dl:rawa"


def test_older_indexes_are_removed_and_nothing_else(
    tmp_path: Path, no_building: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path.parent / "none"))  # where an index may lie, too
    old = tmp_path / "gazetteer-0123456789ab.sqlite"
    others = [tmp_path / name for name in ("gazetteer-mine.sqlite", "gazetteer-0123456789ab.sqlite.bak")]
    for path in (old, *others):
        path.write_text("x")
    assert not has_index(tmp_path)
    with open_gazetteer(tmp_path) as gazetteer:
        assert sorted(tmp_path.iterdir()) == sorted([gazetteer.path, *others])
    assert has_index(tmp_path)
