"""The network file that is shipped, and what is said of one that is not right."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from dateline.annotate import network
from dateline.annotate.encoder import Encoder
from dateline.annotate.network import Answers, load_network
from dateline.errors import DictionaryError


@pytest.fixture(scope="module")
def answers() -> Answers:
    return load_network()


def content() -> bytes:
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


@pytest.mark.parametrize("missing", ["lists.json", "joints.npz", "network.bin"])
def test_a_file_without_a_part_is_an_error_with_its_name(tmp_path: Path, missing: str) -> None:
    file = tmp_path / "broken.zip"
    with zipfile.ZipFile(io.BytesIO(content())) as whole, zipfile.ZipFile(file, "w") as broken:
        for name in whole.namelist():
            if name not in (missing, "network.xml"):
                broken.writestr(name, whole.read(name))
    with pytest.raises(DictionaryError, match=r"broken\.zip is no network of Dateline's"):
        load_network(file)


def test_a_file_that_is_no_archive_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("nothing")
    with pytest.raises(DictionaryError, match="no network"):
        load_network(tmp_path / "text.zip")
    with pytest.raises(DictionaryError, match="cannot be read"):
        load_network(tmp_path / "none.zip")


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
