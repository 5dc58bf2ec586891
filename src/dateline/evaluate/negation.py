"""The exam ``negation``: the words that negate, and the words that each of them negates.

The set is ConanDoyle-neg (Morante and Daelemans 2012) in the columns of the *SEM 2012 shared task. PATH is a file
of it, or its folder, of which the part "dev" is read, else "test", else all. The words are given.

``cue_f1``, with precision and recall: a cue is right if its words are, no more and no fewer. What the shared task
tells apart and this exam does not: a part of a word that negates stands for the word, and a cue in several places
("neither ... nor") is a cue in each. ``scope_f1``, with precision and recall, goes by words, signs of punctuation
left out: a word is right if it is negated by the same cue, so what is given to a wrong cue is wrong.
``scope_exact_f1`` goes by cues whose words are right and whose scope is, word by word.

The baselines: ``words``, a short list of words that negate; ``train_words``, words that are cues of the part "train"
more often than not, where it lies beside; both negate what follows up to the next punctuation. ``grammar``: a word of
the list that hangs on another negates that and all that hangs on it, as the coder has it, by spaCy's grammar.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from pathlib import Path

from dateline.annotate.layers import Layers, Read, Span
from dateline.errors import UnreadableInput
from dateline.evaluate.files import content_of, files_of
from dateline.evaluate.reader import Reader, read_words
from dateline.evaluate.result import Result
from dateline.evaluate.spacy_small import Spacy
from dateline.evaluate.spans import same
from dateline.evaluate.writing import written
from dateline.records.evidence import Record

EXAM = "negation"

#: Columns before those of the negations, and the columns of each.
_BEFORE = 7
_EACH = 3

#: Words that negate: those the coder knows, and their like.
NEGATIVE = frozenset("not n't n’t no never without neither nor nobody nothing none nowhere cannot".split())

#: A cue: its first word, and the one after its last.
_Cue = tuple[int, int]

_NONE, _OUTSIDE = "***", "_"


class Negation(Record, frozen=True):
    """Words that negate, what they negate, and the event in it; indices of words of the document.

    Where a part of a word negates ("un" in "unhappy") the cue is that word, and so is what the rest of it is in.
    """

    cue: tuple[int, ...]
    scope: tuple[int, ...] = ()
    event: tuple[int, ...] = ()


class Document(Read, frozen=True, kw_only=True):
    """A chapter: its name, its text put together from the set's words, its negations and its layers.

    Of ``layers``, ``opens``, ``cues`` and ``scopes`` are known. There a cue in several places ("neither ...
    nor") is several cues with the same scope.
    """

    name: str
    negations: tuple[Negation, ...]


def load(path: Path, part: str | None = "dev") -> list[Document]:
    """The chapters of a file, or of a part ("train", "dev", "test") in the set's folder, in order.

    Without a part, those of all files. Raises UnreadableInput, naming the file and the line at fault.
    """
    patterns = ("*.txt",) if part is None else (f"*-{part}*.txt", f"*{part}*.txt")
    documents: list[Document] = []
    for file in files_of(path, EXAM, *patterns):
        sentences = _sentences(file)
        for name, chapter in itertools.groupby(sentences, key=lambda rows: rows[0][0]):
            documents.append(_document(name, list(chapter)))
    if not documents:
        raise UnreadableInput(str(path), "holds no sentences; give a file of the exam negation")
    return documents


def fragments(words: Iterable[int]) -> tuple[Span, ...]:
    """Words as the spans of those that stand in a row, in order."""
    spans: list[Span] = []
    for i in sorted(set(words)):
        if spans and spans[-1].last == i:
            spans[-1] = Span(first=spans[-1].first, last=i + 1)
        else:
            spans.append(Span(first=i, last=i + 1))
    return tuple(spans)


def evaluate(path: Path, limit: int | None = None, *, reader: Reader | None = None) -> Result:
    """The figures on the chapters, or the first ``limit`` of them, by ``reader`` (None: Dateline's own).

    Raises UnreadableInput, or DictionaryError where a model is not there.
    """
    part = next((part for part in ("dev", "test") if any(path.glob(f"*{part}*.txt"))), None)
    documents = load(path, part)[:limit]
    items = [(document.text, document.words, document.layers.opens) for document in documents]
    answers, seconds = read_words(items, reader)
    grammars = Spacy().read_words(items)
    baselines = {
        "words": scores(documents, [by_list(document, NEGATIVE) for document in documents]),
        "grammar": scores(documents, [by_grammar(d, g) for d, g in zip(documents, grammars, strict=True)]),
    }
    if path.is_dir() and any(path.glob("*train*.txt")):
        known = listed(load(path, "train"))
        baselines["train_words"] = scores(documents, [by_list(document, known) for document in documents])
    return Result(
        exam=EXAM,
        path=str(path),
        documents=len(documents),
        seconds=seconds,
        metrics=scores(documents, answers),
        baselines=baselines,
    )


def scores(golds: Sequence[Read], answers: Sequence[Layers]) -> dict[str, float]:
    """The figures of answers for the words of the golds of the same place."""
    wanted = [_by_cue(gold, gold.layers) for gold in golds]
    found = [_by_cue(gold, answer) for gold, answer in zip(golds, answers, strict=True)]

    def compared(name: str, what: Callable[[_Cue, frozenset[int]], Iterable[Hashable]]) -> dict[str, float]:
        def all_of(side: Sequence[dict[_Cue, frozenset[int]]]) -> set[Hashable]:
            scopes = ((n, cue, scope) for n, each in enumerate(side) for cue, scope in each.items())
            return {(n, cue, x) for n, cue, scope in scopes for x in what(cue, scope)}

        return same(all_of(found), all_of(wanted)).figures(name)

    cues = compared("cue", lambda cue, _: (cue,))
    words = compared("scope", lambda _, scope: scope)
    whole = compared("scope_exact", lambda _, scope: (scope,))
    return cues | words | {"scope_exact_f1": whole["scope_exact_f1"]}


def by_list(read: Read, negative: Collection[str]) -> Layers:
    """Words of a list as cues, each with what follows it up to the next punctuation."""
    forms = [read.text[start:end].lower() for start, end in read.words]
    cues: list[Span] = []
    scopes: list[tuple[Span, ...]] = []
    for i, form in enumerate(forms):
        if form in negative:
            ends = (k for k in range(i + 1, len(forms)) if not _is_word(forms[k]))
            end = next(ends, len(forms))
            cues.append(Span(first=i, last=i + 1))
            scopes.append((Span(first=i + 1, last=end),) if end > i + 1 else ())
    return Layers(cues=tuple(cues), scopes=tuple(scopes))


def by_grammar(read: Read, grammar: Layers) -> Layers:
    """Words that negate and hang on another, each with that word and all that hangs on it."""
    heads, relations = grammar.heads or (), grammar.deprels or ()
    below: dict[int, list[int]] = {}
    for i, head in enumerate(heads):
        below.setdefault(head, []).append(i)
    cues: list[Span] = []
    scopes: list[tuple[Span, ...]] = []
    for i, (start, end) in enumerate(read.words):
        relation = relations[i].split(":")[0]
        if read.text[start:end].lower() in NEGATIVE and relation in ("advmod", "det", "cc", "dep"):
            reached = [heads[i]]
            for at in reached:
                reached += [k for k in below.get(at, ()) if k not in (at, i)]
            cues.append(Span(first=i, last=i + 1))
            scopes.append(fragments(reached))
    return Layers(cues=tuple(cues), scopes=tuple(scopes))


def listed(documents: Sequence[Read]) -> frozenset[str]:
    """The words, in small letters, that are a cue by themselves more often than not."""
    seen: Counter[str] = Counter()
    negating: Counter[str] = Counter()
    for document in documents:
        forms = [document.text[start:end].lower() for start, end in document.words]
        seen.update(forms)
        negating.update(forms[cue.first] for cue in document.layers.cues or () if cue.last == cue.first + 1)
    return frozenset(form for form, times in negating.items() if 2 * times > seen[form])


def _by_cue(read: Read, layers: Layers) -> dict[_Cue, frozenset[int]]:
    """The words of each cue's scope, signs of punctuation left out."""
    counted = {i for i, (start, end) in enumerate(read.words) if _is_word(read.text[start:end])}
    return {
        (cue.first, cue.last): frozenset(i for s in scope for i in range(s.first, s.last) if i in counted)
        for cue, scope in zip(layers.cues or (), layers.scopes or (), strict=True)
    }


def _is_word(form: str) -> bool:
    return any(map(str.isalnum, form))


def _sentences(file: Path) -> Iterator[list[list[str]]]:
    """The columns of each sentence's words."""
    lines = enumerate(content_of(file, EXAM).split("\n"), 1)
    for filled, group in itertools.groupby(lines, key=lambda line: bool(line[1].strip())):
        if not filled:
            continue
        rows: list[list[str]] = []
        for number, line in group:
            fields = line.rstrip().split("\t")
            extra = len(fields) - _BEFORE
            alone = extra == 1 and fields[-1] == _NONE
            if not (alone or (extra > 0 and extra % _EACH == 0)) or (rows and len(fields) != len(rows[0])):
                reason = f"line {number} has {len(fields)} columns, which hold no negations of *SEM 2012"
                raise UnreadableInput(str(file), f"{reason}; give the set as its authors publish it")
            rows.append(fields)
        yield rows


def _document(name: str, sentences: Sequence[list[list[str]]]) -> Document:
    text = ""
    words: list[tuple[int, int]] = []
    opens: list[int] = []
    negations: list[Negation] = []
    for rows in sentences:
        base = len(words)
        opens.append(base)
        surface, spans = written([row[3] for row in rows])
        text += " " if text else ""
        words += [(len(text) + start, len(text) + end) for start, end in spans]
        text += surface
        for column in range(_BEFORE, len(rows[0]) - _EACH + 1, _EACH):
            cue, scope, event = (
                tuple(base + i for i, row in enumerate(rows) if row[column + k] != _OUTSIDE)
                for k in range(_EACH)
            )
            if cue:
                negations.append(Negation(cue=cue, scope=scope, event=event))
    pieces = sorted(
        ((span, fragments(each.scope)) for each in negations for span in fragments(each.cue)),
        key=lambda piece: piece[0].first,
    )
    layers = Layers(
        opens=tuple(opens), cues=tuple(cue for cue, _ in pieces), scopes=tuple(scope for _, scope in pieces)
    )
    return Document(name=name, text=text, words=tuple(words), layers=layers, negations=tuple(negations))
