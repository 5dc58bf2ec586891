from __future__ import annotations

import pytest

from dateline.evaluate.cue_verbs import attributions


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The head of the hospital has said that four men died.",
            ["The head of the hospital"],
            ["has said"],
            ["that four men died"],
        ),
        ("“The road is closed,” the driver said.", ["the driver"], ["said"], ["“The road is closed,”"]),
        (
            "According to the police, two cars burned in the night.",
            ["the police"],
            ["According to"],
            ["two cars burned in the night."],
        ),
    ],
)
def test_one_sentence(text: str, source: list[str], cue: list[str], content: list[str]) -> None:
    ((found,),) = attributions([text])
    assert [text[a:b] for a, b in found.source] == source
    assert [text[a:b] for a, b in found.cue] == cue
    assert [text[a:b] for a, b in found.content] == content


@pytest.mark.parametrize("text", ["The mayor spoke for an hour.", "He tells jokes.", ""])
def test_without_a_content_nothing_is_given(text: str) -> None:
    assert attributions([text]) == [()]
