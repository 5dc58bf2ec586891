"""Pipelines that are no coder: they answer, fail or die by what a capture says."""

from __future__ import annotations

import os
from collections.abc import Sequence

from dateline.errors import DictionaryError, UnreadableInput
from dateline.pipeline import Pipeline
from dateline.records.capture import Capture
from dateline.records.claim import GroundedReport
from tests.builders import grounded_report


class Answer:
    """A stage that makes a report named as the capture's text."""

    name = "answer"
    version = "0"
    needs: type = Capture
    makes: type = GroundedReport

    def run(self, batch: Sequence[Capture]) -> list[GroundedReport]:
        found = []
        for capture in batch:
            text = capture.content.decode()
            if "raise" in text:
                raise ValueError(f"cannot take {text}")
            if "refuse" in text:
                raise UnreadableInput(capture.origin.name, "not to be read")
            if "die" in text:
                os._exit(9)
            made = grounded_report(text, document=text, claims=(), capture=capture.id, silence="a test")
            found.append(made)
        return found


def answering() -> Pipeline:
    return Pipeline([Answer()])


def without_dictionary() -> Pipeline:
    raise DictionaryError("actors.toml: missing; install Dateline again")


def dying() -> Pipeline:
    os._exit(3)
