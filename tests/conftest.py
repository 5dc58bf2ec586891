"""What tests share: dictionaries, gazetteer and stages, opened once a run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.annotate.spacy_parser import SpacyParser
from dateline.annotate.stage import Annotate
from dateline.code.stage import Code
from dateline.dictionaries.catalogue import Catalogue, load_catalogue
from dateline.dictionaries.flags import load_flag_words
from dateline.ground.gazetteer import Gazetteer, open_gazetteer
from dateline.ground.stage import Ground
from dateline.pipeline import Pipeline
from dateline.read.flags import Flagger
from dateline.read.stage import Read
from dateline.records.annotation import AnnotatedReport
from dateline.records.capture import Given, Origin, capture_of
from dateline.records.claim import Claim, CodedReport, GroundedReport
from dateline.records.report import Report


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(scope="session")
def pipeline(catalogue: Catalogue, gazetteer: Gazetteer) -> Pipeline:
    read = Read(flagger=Flagger(load_flag_words()))
    return Pipeline(
        [read, Annotate(catalogue, gazetteer, SpacyParser()), Code(catalogue), Ground(catalogue, gazetteer)]
    )


def report_of(text: str, published: str | None = None) -> Report:
    """A plain-text report of these words, read by the read stage."""
    capture = capture_of(
        text.encode(),
        media_type="text/plain",
        origin=Origin(kind="dump", name="test", line=1),
        given=Given(document="test", published=published),
    )
    return Read().run([capture])[0]


@pytest.fixture(scope="session")
def annotate(pipeline: Pipeline) -> Callable[[str], AnnotatedReport]:
    return lambda text: pipeline.stages[1].run([report_of(text)])[0]


@pytest.fixture(scope="session")
def code(pipeline: Pipeline) -> Callable[[str], CodedReport]:
    return lambda text: pipeline.stages[2].run(pipeline.stages[1].run([report_of(text)]))[0]


@pytest.fixture(scope="session")
def claims(code: Callable[[str], CodedReport]) -> Callable[[str], tuple[Claim, ...]]:
    return lambda text: code(text).claims


@pytest.fixture(scope="session")
def ground(pipeline: Pipeline) -> Callable[..., GroundedReport]:
    def run(text: str, published: str | None = None) -> GroundedReport:
        records: list[object] = [report_of(text, published)]
        for stage in pipeline.stages[1:]:
            records = stage.run(records)
        return records[0]  # type: ignore[return-value]

    return run
