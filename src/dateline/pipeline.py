"""The way from captures to grounded reports, written once.

::

    Capture -> Report -> AnnotatedReport -> CodedReport -> GroundedReport -> Event
    collect    read      annotate           code           ground            reconcile

A stage is a plain object with ``name``, ``version``, what it ``needs`` and what it ``makes``, and
``run(batch)``, which gives one record for each it was given, in the same order. It does no I/O, keeps no
global state, and knows nothing of the store or the runner. (Reconcile looks over many reports at once and
is run by whoever holds them: see ``dateline.reconcile``.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from dateline.errors import DatelineError
from dateline.records.capture import Capture
from dateline.records.claim import GroundedReport
from dateline.records.evidence import Made

if TYPE_CHECKING:
    from dateline.annotate.parser import Parser

BATCH = 16


class Stage(Protocol):
    """What every stage offers. ``needs`` and ``makes`` are record types, which order the pipeline."""

    @property
    def name(self) -> str:
        """What the stage is called in evidence."""

    @property
    def version(self) -> str:
        """Its version, which changes when its results do."""

    @property
    def needs(self) -> type:
        """The record type it is given."""

    @property
    def makes(self) -> type:
        """The record type it gives back."""

    def run(self, batch: Sequence[Any]) -> list[Any]:
        """One record of type ``makes`` for each record of type ``needs``, in the same order."""


class Pipeline:
    """Stages in their order, from Capture to GroundedReport."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        """Raise DatelineError where a stage does not make what the next one needs."""
        flow: type = Capture
        for stage in stages:
            if stage.needs is not flow:
                raise DatelineError(
                    f"stage {stage.name} needs {stage.needs.__name__} but is given {flow.__name__}; "
                    "put the stages in the order of pipeline.py"
                )
            flow = stage.makes
        if flow is not GroundedReport:
            raise DatelineError(f"the pipeline ends in {flow.__name__}, not in GroundedReport")
        self.stages = tuple(stages)

    @property
    def versions(self) -> tuple[Made, ...]:
        """Name and version of each stage, in order."""
        return tuple(Made(stage=s.name, version=s.version) for s in self.stages)

    def run(self, captures: Iterable[Capture], batch: int = BATCH) -> Iterator[GroundedReport]:
        """A grounded report for each capture, in order, ``batch`` of them worked on at a time."""
        source = iter(captures)
        while part := list(islice(source, batch)):
            records: list[Any] = part
            for stage in self.stages:
                records = stage.run(records)
            yield from records


def standard(parser: Parser | None = None, *, gate: bool = True) -> Pipeline:
    """The pipeline as it ships: dictionaries, gazetteer and parser are opened here and handed to the stages.

    Another ``parser`` than Dateline's own may be given, and the ``gate`` left out, to compare.

    Raises DictionaryError where a data file is missing or malformed.
    """
    from dateline.annotate.encoder_parser import EncoderParser
    from dateline.annotate.gate import Gate
    from dateline.annotate.stage import Annotate
    from dateline.code.stage import Code
    from dateline.dictionaries.catalogue import load_catalogue
    from dateline.dictionaries.flags import load_flag_words
    from dateline.ground.gazetteer import open_gazetteer
    from dateline.ground.stage import Ground
    from dateline.read import article
    from dateline.read.flags import Flagger
    from dateline.read.stage import Read

    article.load()  # a damaged file ends the run before any page is blamed for it
    catalogue = load_catalogue()
    gazetteer = open_gazetteer()
    read = Read(flagger=Flagger(load_flag_words()))
    return Pipeline(
        [
            read,
            Annotate(catalogue, gazetteer, parser or EncoderParser(), Gate(catalogue) if gate else None),
            Code(catalogue),
            Ground(catalogue, gazetteer),
        ]
    )
