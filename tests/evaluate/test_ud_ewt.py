from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import UnreadableInput
from dateline.evaluate.ud_ewt import evaluate, load
from tests.evaluate.readers import Fake

TREEBANK = """\
# newdoc id = a
# sent_id = a-1
# newpar id = a-p1
# text = We can't go (yet).
1\tWe\twe\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
5\t(\t(\tPUNCT\t-LRB-\t_\t6\tpunct\t_\tSpaceAfter=No
6\tyet\tyet\tADV\tRB\t_\t4\tadvmod\t_\tSpaceAfter=No
7\t)\t)\tPUNCT\t-RRB-\t_\t6\tpunct\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = a-2
1\tWait\twait\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
1.1\there\there\tADV\tRB\t_\t_\t_\t_\t_
2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_

# sent_id = a-3
# newpar
1-2\tcannae\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tcan\tcan\tAUX\tMD\t_\t0\troot\t_\t_
2\tnot\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_
3\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newdoc id = b
# sent_id = b-1
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    (tmp_path / "our-ud-dev.conllu").write_text(TREEBANK, "utf-8")
    return tmp_path


def test_documents_have_the_text_as_it_was_written(treebank: Path) -> None:
    a, b = load(treebank)
    assert (a.name, b.name) == ("a", "b")
    assert a.text == "We can't go (yet). Wait.\ncannae!"
    assert [a.text[s:e] for s, e in a.words] == [
        *("We", "ca", "n't", "go", "(", "yet", ")", ".", "Wait", ".", "can", "nae", "!"),
    ]
    assert a.layers.opens == (0, 8, 10)
    assert a.layers.heads == (3, 3, 3, 3, 5, 3, 5, 3, 8, 8, 10, 10, 10)
    assert a.layers.deprels is not None
    assert a.layers.deprels[:4] == ("nsubj", "aux", "advmod", "root")
    assert a.layers.lemmas is not None
    assert a.layers.lemmas[2] == "not"
    assert (b.text, b.words, b.layers.heads) == ("Go", ((0, 2),), (0,))
    assert load(treebank / "our-ud-dev.conllu") == [a, b]


def test_the_figures_beside_spacy(treebank: Path) -> None:
    reader = Fake(*load(treebank))
    result = evaluate(treebank, reader=reader)
    assert (result.exam, result.documents, result.problems) == ("ud_ewt", 2, ())
    speed = result.metrics.pop("words_per_second")
    assert speed > 0
    assert set(result.metrics.values()) == {1.0}
    spacy = result.baselines["spacy"]
    assert set(spacy) == {*result.metrics, "words_per_second"}
    assert 0.5 < spacy["upos"] <= 1.0
    assert evaluate(treebank, 1, reader=reader).documents == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("\n\n", "holds no sentences"),
        ("1\tGo\n", "line 1 has 2 columns"),
        ("1\tGo\tgo\tVERB\tVB\t_\tx\troot\t_\t_\n", "line 1 has no number"),
        ("1\tGo\tgo\tVERB\tVB\t_\t3\troot\t_\t_\n", "line 1 has a head outside"),
        ("2\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n", "line 1 is word '2', not 1"),
        ("1-2\tGo\t_\t_\t_\t_\t_\t_\t_\t_\n1-2\tGo\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 1 has no number"),
        ("1-2\tGo\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 1 has a head outside the sentence, or no word"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: str, why: str) -> None:
    file = tmp_path / "x.conllu"
    file.write_text(content, "utf-8")
    with pytest.raises(UnreadableInput, match=rf"x\.conllu: {why}.*CoNLL-U"):
        load(file)
