from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from dateline.collect.sniff import media_type
from dateline.errors import UnreadableInput
from dateline.read import stage
from dateline.read.stage import Read
from dateline.records.capture import Given, Origin, capture_of
from dateline.records.evidence import Evidence, Interval, Known, Unknown
from dateline.records.report import Report

PAGES = Path(__file__).parent / "pages"
TODAY = dt.date(2032, 1, 1)
READ = Read(today=TODAY)
BODY = (
    "Troops entered the northern part of the town on Monday, the governor said in a statement.\n\n"
    "Two soldiers were killed and five others wounded in the fighting, he added."
)


def report(
    content: str | bytes, *, given: Given | None = None, dump: bool = False, reader: Read = READ
) -> Report:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    origin = Origin(kind="dump", name="d.jsonl", line=3) if dump else Origin(kind="file", name="in/page.txt")
    capture = capture_of(data, media_type=media_type(data), origin=origin, given=given or Given())
    [found] = reader.run([capture])
    assert found.capture == capture.id
    return found


def page(name: str, given: Given | None = None) -> Report:
    return report((PAGES / f"{name}.html").read_bytes(), given=given)


def day(value: object) -> dt.date:
    assert isinstance(value, Known)
    assert isinstance(value.value, Interval)
    return value.value.start


def words(value: object, found: Report, source: str | None = None) -> str:
    """The first evidence's words, checked against the place they are said to stand in."""
    assert isinstance(value, Known)
    evidence = value.evidence[0]
    assert isinstance(evidence, Evidence)
    assert evidence.document == found.document
    if evidence.layer == "report":
        assert found.text[evidence.start : evidence.end] == evidence.text
    if evidence.layer == "capture" and source is not None:
        assert source[evidence.start : evidence.end] == evidence.text
    return evidence.text


def test_a_text_is_kept_as_it_is() -> None:
    text = f"  Troops enter Qadra\r\n\r\n{BODY}\r\n\t"
    found = report(text)
    assert found.text == text
    assert found.document == "in/page.txt"
    assert (found.silence, found.warnings) == (None, ())
    assert words(found.title, found) == "Troops enter Qadra"
    assert isinstance(found.language, Known)
    assert found.language.value == "en"


def test_what_a_text_does_not_say_is_unknown() -> None:
    found = report(BODY)
    assert isinstance(found.published, Unknown)
    assert found.published.reason == "the page gives no publication date"
    for value in (found.title, found.outlet, found.authors, found.modified, found.url):
        assert isinstance(value, Unknown)
        assert value.reason


def test_a_text_says_its_outlet_date_and_author() -> None:
    found = report(
        f"Troops enter Qadra\n\nBy Mara Tolle\n\nPublished: March 14, 2031\n\nQADRA (Kestrel.com) — {BODY}"
    )
    assert words(found.outlet, found) == "Kestrel.com"
    assert words(found.published, found) == "Published: March 14, 2031"
    assert day(found.published) == dt.date(2031, 3, 14)
    assert isinstance(found.authors, Known)
    assert found.authors.value == ("Mara Tolle",)
    assert words(found.authors, found) == "By Mara Tolle"


def test_a_wires_dateline_dates_it_only_with_its_year() -> None:
    dated = report("olm, 9 jan 90 (west-press) -- [text] " + BODY.lower())
    assert day(dated.published) == dt.date(1990, 1, 9)
    assert words(dated.published, dated) == "9 jan 90"
    assert isinstance(report("olm, 9 jan (west-press) -- " + BODY.lower()).published, Unknown)


def test_an_update_is_no_publication() -> None:
    found = report(f"Troops enter Qadra\n\nUpdated: March 14, 2031\n\n{BODY}")
    assert isinstance(found.published, Unknown)
    assert day(found.modified) == dt.date(2031, 3, 14)


def test_what_was_given_comes_first() -> None:
    given = Given(document="a7", title="Another title", published="2031-05-06", outlet="Example Post")
    found = report(
        f"Troops enter Qadra\n\nMarch 14, 2031\n\nQADRA (Kestrel.com) — {BODY}", given=given, dump=True
    )
    assert found.document == "a7"
    assert [words(value, found) for value in (found.title, found.outlet)] == ["Another title", "Example Post"]
    assert day(found.published) == dt.date(2031, 5, 6)
    assert isinstance(found.published, Known)
    assert found.published.evidence[0].layer == "setting"
    assert found.published.evidence[0].text == "2031-05-06"
    assert "Another title" not in found.text


@pytest.mark.parametrize("value", ["soon", "03/04/2031", "2031-02-31"])
def test_a_given_date_that_is_none_is_not_replaced(value: str) -> None:
    found = report(f"Troops enter Qadra\n\nMarch 14, 2031\n\n{BODY}", given=Given(published=value))
    assert isinstance(found.published, Unknown)
    assert value in found.published.reason
    assert any(value in warning for warning in found.warnings)


def test_a_date_in_the_future_is_refused() -> None:
    for found in (
        report(f"Troops enter Qadra\n\nMarch 14, 2041\n\n{BODY}"),
        report(BODY, given=Given(published="2041-03-14")),
    ):
        assert isinstance(found.published, Unknown)
        assert found.published.reason == "the date 2041-03-14 is in the future"


def test_pages_say_more_of_themselves() -> None:
    source = (PAGES / "wordpress.html").read_text(encoding="utf-8")
    found = page("wordpress")
    assert day(found.published) == dt.date(2031, 3, 14)
    assert day(found.modified) == dt.date(2031, 3, 15)
    assert words(found.outlet, found, source) == "Example Tribune"
    assert words(found.published, found, source) == "2031-03-14T09:20:00+03:00"
    assert isinstance(found.authors, Known)
    assert found.authors.value == ("Mara Tolle",)
    assert words(found.url, found, source).endswith("/brigade-leaves-qadra/")
    assert words(found.title, found) == "Northern Brigade leaves Qadra after talks"


def test_a_visible_date_and_microdata_date_pages() -> None:
    table = page("table")
    assert words(table.published, table) == "June 4, 2029"
    assert day(table.published) == dt.date(2029, 6, 4)
    assert isinstance(table.outlet, Known)
    assert (table.outlet.value, table.outlet.how) == ("The Olm Courier", "title element and masthead")
    assert day(page("microdata").published) == dt.date(2030, 11, 2)
    given = page("microdata", Given(published="2030-11-05", outlet="Example Post"))
    assert day(given.published) == dt.date(2030, 11, 2), "what the page says of itself stands"
    assert "2030-11-05, is not used" in given.warnings[0]


def test_other_languages_are_said() -> None:
    found = report(
        "Les soldats ont repris la ville samedi après trois jours de combats, selon un porte-parole."
    )
    assert isinstance(found.language, Known)
    assert found.language.value == "fr"
    assert found.silence == "not English (fr): only English is read so far"


def test_too_little_text_goes_on() -> None:
    found = report("Bombe à Olm.")
    assert isinstance(found.language, Unknown)
    assert found.silence is None


@pytest.mark.parametrize("content", ["<html></html>", "* * *\n\n12:30", "<html><frameset>", "\ufeff"])
def test_no_article_text_is_said(content: str) -> None:
    found = report(content)
    assert found.silence is not None
    assert found.silence.startswith("no article text: ")


def test_what_is_too_large_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "LONGEST_ARTICLE", 100)
    monkeypatch.setattr(stage, "LARGEST_PAGE", 1000)
    for content, reason in (
        (BODY, f"too long ({len(BODY)} characters"),
        (f"<html><body>{'<p>x</p>' * 500}</body></html>", "too large ("),
        (f"<html><body><p>{'Troops left. ' * 20}</p></body></html>", "too long ("),
    ):
        with pytest.raises(UnreadableInput, match=r"; (?:give|save) ") as error:
            report(content)
        assert error.value.name == "in/page.txt"
        assert error.value.reason.startswith(reason)
    with pytest.raises(UnreadableInput, match=r"^d\.jsonl, line 3: too long"):
        report(BODY, dump=True)
    with pytest.raises(UnreadableInput, match=r"^story-1: too long"):
        report(BODY, dump=True, given=Given(document="story-1"))


def test_inline_pictures_and_programs_do_not_make_a_page_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "LARGEST_PAGE", 1000)
    paragraphs = "".join(f"<p>{words}</p>" for words in BODY.split("\n\n"))
    found = report(
        f"<html><head><style>{'p { margin: 0 } ' * 99}</style><script>{'x = 1; ' * 99}</script></head><body>"
        f'<img src="data:image/png;base64,{"iVBOR" * 999}">{paragraphs}</body></html>'
    )
    assert [block.label for block in found.blocks] == ["body", "body"]
    assert [block.pointer for block in found.blocks] == ["/html/body/p[1]", "/html/body/p[2]"]


def test_a_parser_that_fails_gives_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str, url: str | None) -> None:
        raise RuntimeError("broken tree")

    monkeypatch.setattr("dateline.read.html.read_page", fail)
    found = page("table")
    assert found.silence == "no article text: the markup cannot be parsed (RuntimeError: broken tree)"


def test_half_surrogates_of_a_dump_keep_their_place() -> None:
    found = report(f"\ud83d{BODY}", dump=True)
    assert found.text == f"\ufffd{BODY}"
    assert found.warnings


def test_the_same_capture_gives_the_same_report() -> None:
    assert report(BODY) == report(BODY)
    assert report(BODY).id != report(BODY + ".").id


def test_a_text_page_loads_no_page_reader() -> None:
    code = (
        "import sys; from dateline.read.stage import Read; from dateline.records.capture import *\n"
        f"c = capture_of({BODY.encode()!r}, media_type='text/plain', origin=Origin(kind='file', name='x'))\n"
        "Read().run([c]); print(sorted({'trafilatura', 'py3langid', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@settings(max_examples=60, deadline=None)
@hypothesis_given(
    st.binary(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                "<p>",
                "<html>",
                "</div>",
                "<h1>Troops",
                "<table>",
                "3 Comments",
                BODY,
                "<!--",
                "&#0;",
                "<a href=x>",
            ]
        )
    ).map(lambda parts: "".join(parts).encode())
)
def test_nothing_makes_it_raise(content: bytes) -> None:
    found = report(content)
    for block in found.blocks:
        assert 0 <= block.start < block.end <= len(found.text)
    assert found.blocks or found.silence
