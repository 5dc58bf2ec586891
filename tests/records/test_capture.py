from __future__ import annotations

from dateline.records.capture import Given, Origin, capture_of, document_name


def named(origin: Origin, *, document: str | None = None, url: str | None = None) -> str:
    given = Given(document=document)
    return document_name(capture_of(b"x", media_type="text/plain", origin=origin, url=url, given=given))


def test_a_capture_goes_by_the_name_its_user_knows() -> None:
    assert named(Origin(kind="file", name="a.txt")) == "a.txt"
    assert named(Origin(kind="file", name="a.jsonl"), document="story-7") == "story-7"
    assert named(Origin(kind="dump", name="a.jsonl", line=3)) == "a.jsonl, line 3"
    assert named(Origin(kind="file", name="a.html"), url="https://olm.example/1") == "a.html"
    assert named(Origin(kind="web", name="x"), url="https://olm.example/1") == "https://olm.example/1"
    assert named(Origin(kind="archive", name="a.warc.gz", offset=512)) == "a.warc.gz, byte 512"
