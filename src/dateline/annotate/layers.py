"""What one reading of a text says of its words: grammar, names, who says what, events, negation, times.

The encoder gives it, the sets it is taught on give it too, and the exams compare the two. All positions are
indices of words, ``first`` and ``last`` with ``last`` not included. A layer that nothing is known of is None.
"""

from __future__ import annotations

from dateline.records.evidence import Record


class Span(Record, gc=False, frozen=True):
    """Words ``first:last`` and what they are: a kind of name, of event, of time; "" where there is one kind."""

    first: int
    last: int
    label: str = ""


class Said(Record, frozen=True):
    """One attribution: who (``source``), by which words (``cue``), what (``content``); each in its fragments."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


class Layers(Record, frozen=True, kw_only=True):
    """The layers of a text of ``n`` words.

    - ``opens``: indices of the words that open a sentence, ascending, the first is 0.
    - ``upos``, ``xpos``, ``lemmas``, ``deprels``: ``n`` strings (Universal Dependencies, Penn tags).
    - ``heads``: ``n`` indices; the root of a sentence is its own head.
    - ``names``: kinds of ``dateline.records.annotation.MentionKind`` without quantity and time, or a set's own.
    - ``said``: attributions, in the order of their cues.
    - ``triggers``: words that tell an event, with its type of the ontology or "" where none is known.
    - ``factuality``: ``n`` numbers from -3 (surely did not happen) to 3 (surely did), nan where none is known.
    - ``cues``: words that negate; ``scopes``: what each cue negates, parallel to ``cues``, in fragments.
    - ``times``: TIMEX3 expressions with their type (DATE, TIME, DURATION, SET).
    - ``carries``: for each sentence, how likely (0 to 1) it tells of an attack or another event worth coding.
    - ``cuts``: those of ``opens`` that open a sentence only because it would be too long otherwise.
    """

    opens: tuple[int, ...] | None = None
    upos: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deprels: tuple[str, ...] | None = None
    names: tuple[Span, ...] | None = None
    said: tuple[Said, ...] | None = None
    triggers: tuple[Span, ...] | None = None
    factuality: tuple[float, ...] | None = None
    cues: tuple[Span, ...] | None = None
    scopes: tuple[tuple[Span, ...], ...] | None = None
    times: tuple[Span, ...] | None = None
    carries: tuple[float, ...] | None = None
    cuts: tuple[int, ...] | None = None


class Read(Record, frozen=True, kw_only=True):
    """A text, the characters ``start, end`` of its words in order, and its layers."""

    text: str
    words: tuple[tuple[int, int], ...]
    layers: Layers
