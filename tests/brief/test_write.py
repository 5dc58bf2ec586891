from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import lxml.html
import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from dateline.brief import pdf
from dateline.brief.page import style, style_source
from dateline.brief.record import Brief, Line, Piece
from dateline.brief.write import FORMS, Form, written
from dateline.errors import DatelineError, UsageError
from dateline.records.evidence import Known
from tests.brief.made import ARABIC, HEBREW, HOSTILE, lines_of

MARKS = re.compile(r"\[\^(\d+)\]")


@pytest.fixture(scope="module")
def hostile(brief: Brief) -> Brief:
    """The brief with words in its titles, names and sentences that would like to be marks."""
    note = brief.notes[0]
    title = Known(value=HOSTILE, evidence=())
    notes = (
        replace(note, title=title, outlet=title, url=Known(value="javascript:alert(1)", evidence=())),
        replace(brief.notes[1], title=Known(value=f"{ARABIC} 中文 {HEBREW}", evidence=())),
        *brief.notes[2:],
    )
    group = brief.happened[0]
    event = replace(
        group.events[0],
        heading=HOSTILE,
        lines=(Line(pieces=(Piece(text=HOSTILE, notes=(1,)),)), *group.events[0].lines),
    )
    used = replace(brief.sources[0], title=title, document=HOSTILE)
    groups = (replace(group, events=(event, *group.events[1:])), *brief.happened[1:])
    return replace(
        brief, title=HOSTILE, area=HOSTILE, notes=notes, happened=groups, sources=(used, *brief.sources[1:])
    )


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_the_same_brief_gives_the_same_bytes(brief: Brief, form: Form) -> None:
    assert written(brief, form) == written(brief, form)


def test_the_json_is_the_record(brief: Brief) -> None:
    data = json.loads(written(brief, "json"))
    assert data["title"] == "Western Anbar" and len(data["notes"]) == len(brief.notes)
    for total, plain in zip(brief.totals, data["totals"], strict=True):
        assert plain["amount"] == (
            None if total.amount is None else {"low": total.amount.low, "high": total.amount.high}
        )


def test_every_mark_in_markdown_has_its_footnote(brief: Brief) -> None:
    text = written(brief, "md").decode()
    body, evidence = text.split("\n## Evidence\n")
    defined = re.findall(r"^\[\^(\d+)\]: ", evidence, re.MULTILINE)
    assert set(MARKS.findall(body)) == set(defined) == {str(note.number) for note in brief.notes}


def test_every_line_of_the_record_is_in_the_page(brief: Brief) -> None:
    page = lxml.html.fromstring(written(brief, "html"))
    for sup in page.iter("sup"):
        sup.drop_tree()
    text = " ".join(page.text_content().split())
    for line in lines_of(brief):
        if line not in [h.end for h in brief.control] and not line.text.startswith(("Left out", "From ")):
            if line not in [t.lines[0] for t in brief.totals if t.amount is None]:
                assert " ".join(line.text.split()) in text.replace("\u2068", "").replace("\u2069", "")


def test_every_link_in_the_page_leads_somewhere(brief: Brief) -> None:
    page = lxml.html.fromstring(written(brief, "html"))
    keys = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(keys) == len(set(keys))
    inner = {a.get("href")[1:] for a in page.iter("a") if a.get("href").startswith("#")}
    assert inner <= set(keys) and {f"n{note.number}" for note in brief.notes} <= inner


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_holds_no_script_and_nothing_from_elsewhere(hostile: Brief) -> None:
    reader = _Elements()
    text = written(hostile, "html").decode()
    reader.feed(text)
    for tag, attributes in reader.found:
        assert tag not in {"script", "img", "iframe", "object", "embed", "link", "base", "form", "input"}
        for name, value in attributes.items():
            assert not name.startswith("on") and name not in {"style", "src", "srcset", "xlink:href"}
            if name == "href":
                assert value is not None and value.startswith(("#", "https://", "http://"))
    assert "alert(1)" in text and "url(" not in style() and "@import" not in style()
    assert style_source() in text and text.startswith('<!doctype html>\n<html lang="en" dir="ltr">')


def test_hostile_words_stay_words_in_markdown(hostile: Brief) -> None:
    text = written(hostile, "md").decode()
    parsed = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inline = [child for token in parsed for child in token.children or ()]
    assert not [
        token for token in (*parsed, *inline) if token.type in {"html_block", "html_inline", "image", "fence"}
    ]
    links = [child.attrs["href"] for child in inline if child.type == "link_open"]
    assert all(str(link).startswith(("https://", "http://")) and "evil" not in str(link) for link in links)


def test_a_pdf_is_set_whatever_the_words_are(hostile: Brief) -> None:
    pytest.importorskip("typst", reason="Typst, which sets the PDF, is not installed: pip install typst")
    made = written(hostile, "pdf")
    assert made.startswith(b"%PDF-") and made == written(hostile, "pdf")


def test_text_of_the_pdf_goes_as_data_never_as_markup(hostile: Brief) -> None:
    data = pdf.data_of(hostile)
    assert data["title"] == pdf.shown(" ".join(HOSTILE.split()))
    notes = next(block for block in data["blocks"] if block["is"] == "footnotes")["notes"]
    assert notes[0]["link"] == "" and notes[0]["address"] == "javascript:alert(1)"


def test_letters_that_no_font_has_are_told_in_words(hostile: Brief) -> None:
    assert pdf.shown(f"{ARABIC} {HEBREW} Ðürich Київ – 3") == f"{ARABIC} {HEBREW} Ðürich Київ – 3"
    assert pdf.shown("at 中文 ไ, 2") == "at \u2068[3 characters, CJK, THAI]\u2069, 2"
    data = pdf.data_of(hostile)
    assert (
        "The fonts of this PDF lack 2 characters of the text (CJK)"
        in data["blocks"][-1]["lines"][-1]["pieces"][0]["text"]
    )


def test_titles_that_read_leftwards_are_set_so(brief: Brief) -> None:
    assert pdf.data_of(replace(brief, title=ARABIC))["turned"] and not pdf.data_of(brief)["turned"]
    page = written(replace(brief, title=ARABIC), "html").decode()
    assert f'<h1 dir="auto">{ARABIC}</h1>' in page


def test_without_typst_it_says_what_to_install(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(DatelineError, match=r"pip install 'dateline\[desk\]'") as caught:
        written(brief, "pdf")
    assert "\n" not in str(caught.value)


def test_typst_is_needed_for_nothing_but_a_pdf() -> None:
    code = "import dateline.brief.write, dateline.brief.page, sys; assert 'typst' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_empty_brief_is_written_in_every_format(empty: Brief) -> None:
    for form in FORMS:
        if form != "pdf":
            assert b"1990-01-31" in written(empty, form)
    text = written(empty, "md").decode()
    assert (
        "No claim of the case tells of anything as happened" in text
        and "so there is nothing to add up" in text
    )


def test_another_format_is_refused(brief: Brief) -> None:
    with pytest.raises(UsageError, match="one of md, html, pdf, json"):
        written(brief, "doc")  # type: ignore[arg-type]
