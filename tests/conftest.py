"""What tests share: dictionaries, gazetteer and stages, opened once a run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.annotate.encoder_parser import EncoderParser
from dateline.annotate.stage import Annotate
from dateline.dictionaries.catalogue import Catalogue, load_catalogue
from dateline.ground.gazetteer import Gazetteer, open_gazetteer
from dateline.pipeline import Pipeline, standard
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
def parser() -> EncoderParser:
    return EncoderParser()


@pytest.fixture(scope="session")
def pipeline(parser: EncoderParser) -> Pipeline:
    """The pipeline as it ships."""
    return standard(parser)


@pytest.fixture(scope="session")
def reader(catalogue: Catalogue, gazetteer: Gazetteer, parser: EncoderParser) -> Annotate:
    """The annotate stage without its gate, for a sentence or two."""
    return Annotate(catalogue, gazetteer, parser)


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
def annotate(reader: Annotate) -> Callable[[str], AnnotatedReport]:
    return lambda text: reader.run([report_of(text)])[0]


@pytest.fixture(scope="session")
def code(pipeline: Pipeline, reader: Annotate) -> Callable[[str], CodedReport]:
    return lambda text: pipeline.stages[2].run(reader.run([report_of(text)]))[0]


@pytest.fixture(scope="session")
def claims(code: Callable[[str], CodedReport]) -> Callable[[str], tuple[Claim, ...]]:
    return lambda text: code(text).claims


@pytest.fixture(scope="session")
def ground(pipeline: Pipeline, reader: Annotate) -> Callable[..., GroundedReport]:
    def run(text: str, published: str | None = None) -> GroundedReport:
        records: list[object] = [report_of(text, published)]
        for stage in (reader, *pipeline.stages[2:]):
            records = stage.run(records)
        return records[0]  # type: ignore[return-value]

    return run
