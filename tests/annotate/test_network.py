"""The network file that is shipped, and what is said of one that is not right."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.annotate import network
from dateline.annotate.encoder import Encoder
from dateline.annotate.network import Answers, load_network
from dateline.errors import DictionaryError


@pytest.fixture(scope="module")
def answers() -> Answers:
    return load_network()


@cache
def shipped() -> bytes:
    return files("dateline.annotate").joinpath(network.FILE).read_bytes()


def test_every_head_has_its_numbers_and_its_list(answers: Answers) -> None:
    ids = np.array([[answers.first, 1996, 2390, answers.last, 0]])
    given = answers.run(ids, np.ones_like(ids))
    assert set(given) == set(answers.sizes)
    assert all(given[head].shape == (1, 5, size) for head, size in answers.sizes.items())
    for head in ("opens", "upos", "xpos", "names", "times", "trigger", "negation", "scope"):
        assert answers.sizes[head] == len(answers.lists[head])
    assert len(answers.version) == 12


def test_what_stands_beside_a_row_does_not_change_it(answers: Answers) -> None:
    row = np.array([[answers.first, 1996, 2390, 2165, answers.last, *([0] * 11)]])
    alone = {head: np.array(each) for head, each in answers.run(row, np.ones_like(row)).items()}
    rows = np.concatenate([row, np.full_like(row, 2390), np.full_like(row, 2165)])
    beside = answers.run(rows, np.ones_like(rows))
    for head, numbers in alone.items():
        assert (numbers[0] == beside[head][0]).all(), head


def test_a_text_is_read_the_same_whatever_is_read_with_it(answers: Answers) -> None:
    texts = [
        "The army took Rawa on Friday, a spokesman said. Gunmen did not attack Haditha.",
        "Residents fled. " * 90,
        "rebels shelled the market of olm, medics said",
    ]
    encoder = Encoder(answers)
    together = encoder.read(texts)
    for text, read in zip(texts, together, strict=True):
        (alone,) = encoder.read([text])
        assert (alone.layers.heads, alone.layers.names, alone.layers.said) == (
            read.layers.heads,
            read.layers.names,
            read.layers.said,
        )


def test_a_sentence_of_the_field(answers: Answers) -> None:
    text = "The Iraqi army retook Rawa from Islamic State on Friday, Colonel Karim Adel said."
    (read,) = Encoder(answers).read([text])
    layers = read.layers
    words = [text[a:b] for a, b in read.words]
    assert layers.lemmas is not None and layers.lemmas[3] == "retake"
    heads, deprels = layers.heads or (), layers.deprels or ()
    assert (words[heads[2]], deprels[2]) == ("retook", "nsubj")
    assert (words[heads[4]], deprels[4]) == ("retook", "obj")
    named = {" ".join(words[s.first : s.last]): s.label for s in layers.names or ()}
    assert named["Rawa"] == "place"
    assert [" ".join(words[s.first : s.last]) for s in layers.times or ()] == ["Friday"]
    (said,) = layers.said or ()
    assert [words[s.first : s.last] for s in said.cue] == [["said"]]
    assert words[said.content[0].first : said.content[0].last][:3] == ["The", "Iraqi", "army"]


def test_another_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "DIGEST", "0" * 64)
    with pytest.raises(DictionaryError, match="not the file that this version of Dateline came with"):
        load_network()


PARTS = ("joints.npz", "lists.json", "network.bin", "network.xml", "vocabulary.txt")


def changed(file: Path, part: str, content: bytes | None) -> Path:
    """The file that is shipped with other bytes in one part, or without it."""
    with zipfile.ZipFile(io.BytesIO(shipped())) as whole, zipfile.ZipFile(file, "w") as broken:
        assert sorted(whole.namelist()) == sorted(PARTS)
        for name in whole.namelist():
            if name != part:
                broken.writestr(name, whole.read(name))
            elif content is not None:
                broken.writestr(name, content)
    return file


def part_of(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(shipped())) as whole:
        return whole.read(name)


def refused(file: Path) -> str:
    """What is said of a file; it is one line that names the file and the mend."""
    with pytest.raises(DictionaryError) as caught:
        load_network(file)
    said = str(caught.value)
    assert said.startswith(f"{file} is no network of Dateline's (")
    assert said.endswith("); give another file")
    assert "\n" not in said and len(said) < 400
    return said


@pytest.mark.parametrize("part", PARTS)
def test_a_file_without_a_part_is_an_error_with_its_name(tmp_path: Path, part: str) -> None:
    assert f"it has no {part}" in refused(changed(tmp_path / "broken.zip", part, None))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("content", [b"", b"junk", b"\xff\xfe{}"], ids=["empty", "junk", "bytes"])
def test_a_part_that_is_something_else_is_an_error(tmp_path: Path, part: str, content: bytes) -> None:
    refused(changed(tmp_path / "broken.zip", part, content))


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_cut_short_is_an_error(tmp_path: Path, part: str) -> None:
    whole = part_of(part)
    cut = len(whole) // 2 if part != "vocabulary.txt" else whole.index(b"[UNK]")
    refused(changed(tmp_path / "broken.zip", part, whole[:cut]))


@pytest.mark.parametrize("part", PARTS)
def test_a_byte_that_is_not_as_it_was_is_an_error(tmp_path: Path, part: str) -> None:
    content = bytearray(shipped())
    with zipfile.ZipFile(io.BytesIO(shipped())) as whole:
        inside = whole.getinfo(part)
    content[inside.header_offset + inside.compress_size // 2 + 60] ^= 0x10
    (tmp_path / "broken.zip").write_bytes(content)
    refused(tmp_path / "broken.zip")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_damaged_in_the_list_of_parts_is_an_error_or_nothing(
    tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(shipped())
    at = data.draw(st.integers(content.index(b"PK\x01\x02", len(content) - 600), len(content) - 1))
    content[at] = data.draw(st.integers(0, 255))
    (tmp_path / "broken.zip").write_bytes(content)
    with suppress(DictionaryError):
        load_network(tmp_path / "broken.zip", ("grammar", "facts"))


def test_lists_that_do_not_go_with_the_network_are_an_error(tmp_path: Path) -> None:
    lists = json.loads(part_of("lists.json"))

    def with_lists(**changes: object) -> str:
        content = json.dumps(lists | changes).encode()
        return refused(changed(tmp_path / "broken.zip", "lists.json", content))

    without = {head: each for head, each in lists["lists"].items() if head != "names"}
    assert "there is no names in lists.json" in with_lists(lists=without)
    rootless = lists["lists"] | {"deprel": ["top", *lists["lists"]["deprel"][1:]]}
    if "root" not in rootless["deprel"]:
        assert "there is no root in the relations" in with_lists(lists=rootless)
    short = lists["lists"] | {"times": lists["lists"]["times"][:-1]}
    assert "times has the shape (9,), and by lists.json should have (8,)" in with_lists(lists=short)
    narrow = {b: [(h, n - (h == "scope")) for h, n in heads] for b, heads in lists["outputs"].items()}
    assert "gives" in with_lists(outputs=narrow)
    fewer = {b: heads for b, heads in lists["outputs"].items() if b != "speech"}
    assert "there is no link_from in lists.json" in with_lists(outputs=fewer)


def test_matrices_that_do_not_go_with_the_network_are_an_error(tmp_path: Path) -> None:
    with np.load(io.BytesIO(part_of("joints.npz"))) as matrices:
        whole = {name: np.array(matrices[name]) for name in matrices.files}
    for name, each in whole.items():
        made = io.BytesIO()
        np.savez(made, **{other: matrix for other, matrix in whole.items() if other != name})
        said = refused(changed(tmp_path / "broken.zip", "joints.npz", made.getvalue()))
        assert f"there is no {name.split('/')[-1]} in joints.npz" in said
        if not name.startswith("chains/"):
            made = io.BytesIO()
            np.savez(made, **whole | {name: each[:-1]})
            said = refused(changed(tmp_path / "broken.zip", "joints.npz", made.getvalue()))
            assert "has the shape" in said


def test_a_file_that_is_no_archive_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("nothing")
    refused(tmp_path / "text.zip")
    none = re.escape(f"{tmp_path / 'none.zip'} cannot be read (No such file or directory); give another file")
    with pytest.raises(DictionaryError, match=none):
        load_network(tmp_path / "none.zip")


def test_a_file_of_the_environment_is_named_with_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mend = "; unset DATELINE_NETWORK, or name another file in it"
    monkeypatch.setenv("DATELINE_NETWORK", str(tmp_path / "none.zip"))
    none = f"{tmp_path / 'none.zip'} cannot be read (No such file or directory){mend}"
    with pytest.raises(DictionaryError, match=re.escape(none)):
        load_network()
    (tmp_path / "none.zip").write_text("nothing")
    with pytest.raises(DictionaryError, match=re.escape(mend)):
        load_network()


def test_the_file_that_is_shipped_is_missed_by_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "FILE", "gone.zip")
    with pytest.raises(DictionaryError, match=r"gone\.zip cannot be read \(.*\); install Dateline anew"):
        load_network()


@pytest.mark.parametrize("asked", ["two", "²", "0", "-1", "1.5", "99999999999", " "])
def test_a_number_of_threads_that_is_none_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setenv("DATELINE_THREADS", asked)
    said = re.escape(f"DATELINE_THREADS={asked} is no number of threads; unset it, or give one from 1 to")
    with pytest.raises(DictionaryError, match=said):
        load_network()


def test_no_more_threads_are_taken_than_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    for asked, taken in (("", 4), ("1", 1), ("6", 6), ("64", 6)):
        monkeypatch.setenv("DATELINE_THREADS", asked)
        assert network._threads() == taken


def test_nothing_reports_home(tmp_path: Path) -> None:
    """OpenVINO's telemetry would write an identifier to the home folder and look up a host; it is kept out."""
    program = (
        "import socket\n"
        "def refuse(*args, **kwargs): raise AssertionError('a socket')\n"
        "socket.socket = socket.getaddrinfo = refuse\n"
        "from dateline.annotate.encoder import Encoder\n"
        "Encoder().read(['The army took Rawa.'])\n"
        "import sys\n"
        "print(sys.modules.get('openvino_telemetry'))\n"
    )
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | home, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "None"
    assert list(tmp_path.iterdir()) == []
