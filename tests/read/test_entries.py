from __future__ import annotations

import json

from dateline.records.evidence import Known, Unknown
from dateline.records.report import Report
from tests.read.made import PROSE, day, html, linked, report

TITLE = "Olm live: truce talks"
SAID = (
    "The mayor of Olm says that the truce holds in all of the village.",
    "Two trucks were seen on the road to Qadra yesterday, residents say.",
    "Talks in Qadra ended yesterday without a paper, the Kestrel Wire reports.",
)


def words(found: Report) -> list[str]:
    return [found.text[entry.start : entry.end] for entry in found.entries]


def test_entries_by_linked_data() -> None:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Update {i}",
            "datePublished": f"2031-03-1{4 + i}T10:00:00Z",
            "articleBody": said,
        }
        for i, said in enumerate(SAID)
    ]
    head = linked(json.dumps({"@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": updates}))
    body = "".join(f"<div><h3>Update {i}</h3><p>{said} {PROSE}</p></div>" for i, said in enumerate(SAID))
    found = report(html(head, f"<h1>{TITLE}</h1>{body}"))
    assert found.kind == "live blog"
    assert [day(entry.published) for entry in found.entries] == ["2031-03-14", "2031-03-15", "2031-03-16"]
    assert [entry.title for entry in found.entries] == ["Update 0", "Update 1", "Update 2"]
    assert all(said in part for said, part in zip(SAID, words(found), strict=True))


def test_entries_by_repeated_elements() -> None:
    body = "".join(
        f'<div class="x"><time datetime="2031-03-1{6 - i}T10:00:00+03:00">{10 + i}:00</time><p>{said} {PROSE}</p></div>'
        for i, said in enumerate(SAID)
    )
    page = f"<h1>{TITLE}</h1><section>{body}</section>"
    found = report(html(f"<title>{TITLE}</title>", page))
    assert found.kind == "live blog"
    assert [day(entry.published) for entry in found.entries] == ["2031-03-16", "2031-03-15", "2031-03-14"]
    first = found.entries[0].published
    assert isinstance(first, Known)
    assert first.value.moment == "2031-03-16T10:00:00+03:00"
    other = report(html("<title>Truce talks</title>", page.replace("Olm live:", "In Olm:")))
    assert (other.kind, other.entries) == ("report", ())


def test_entries_by_lines_with_a_time() -> None:
    text = (
        f"{TITLE}\n\n15 March 2031\n\n09:10 GMT\n\n{SAID[2]}\n\n14 March 2031\n\n21:30 GMT\n\n{SAID[1]}\n\n"
        f"14:35 GMT - {SAID[0]}\n\n3 Comments\n\nAli says:\n\nNo truce holds.\n"
    )
    found = report(text)
    assert found.kind == "live blog"
    assert [day(entry.published) for entry in found.entries] == ["2031-03-15", "2031-03-14", "2031-03-14"]
    last = found.entries[-1].published
    assert isinstance(last, Known)
    assert last.value.moment == "2031-03-14T14:35+00:00"
    assert [e.text for e in last.evidence] == ["14:35 GMT", "14 March 2031"]
    assert "No truce" not in words(found)[-1]


def test_a_time_alone_is_of_the_reports_day_or_of_none() -> None:
    lines = "\n\n".join(f"{hour}:35 GMT\n\n{said}" for hour, said in zip((9, 14, 21), SAID, strict=True))
    dated = report(f"{TITLE}\n\n{lines}", published="2031-03-14")
    assert [day(entry.published) for entry in dated.entries] == ["2031-03-14"] * 3
    undated = report(f"{TITLE}\n\n{lines}")
    assert all(isinstance(entry.published, Unknown) for entry in undated.entries)
    mixed = report(f"{TITLE}\n\n{lines.replace('21:35', '08:35')}", published="2031-03-14")
    assert all(isinstance(entry.published, Unknown) for entry in mixed.entries), "the times run both ways"


def test_a_timeline_is_no_live_blog() -> None:
    lines = "\n\n".join(f"{hour}:35 - {said}" for hour, said in zip((9, 14, 21), SAID, strict=True))
    found = report(f"How the truce came about in Olm\n\n{lines}")
    assert (found.kind, found.entries) == ("report", ())


def test_the_day_above_an_entry_is_not_that_of_the_page() -> None:
    days = "".join(
        f'<h3 class="day">{16 - i} March 2031</h3><div><b>9.15 am</b><p>{said} {PROSE}</p></div>'
        for i, said in enumerate(SAID)
    )
    found = report(html(f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1>{days}"))
    assert [day(entry.published) for entry in found.entries] == ["2031-03-16", "2031-03-15", "2031-03-14"]
    assert isinstance(found.published, Unknown)
    assert "above its entries" in found.published.reason
