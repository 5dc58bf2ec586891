from __future__ import annotations

import pytest

from dateline.records.evidence import Unknown
from tests.read.made import PROSE, html, linked, report

PARAGRAPHS = "".join(
    f"<p>Road {i} is open. {PROSE} {PROSE.replace('Olm', f'Qadra {i}')}</p>" for i in range(6)
)
ARTICLE = f"<h1>Truce holds in Olm</h1>{PARAGRAPHS}"
STORIES = "".join(f'<li><a href="/{i}">Mayor of Olm number {i} speaks again</a></li>' for i in range(40))


@pytest.mark.parametrize(
    ("head", "body", "url"),
    [
        ("<title>Truce holds in Olm</title>", ARTICLE, None),
        ("<title>Page not found: how Olm lost its archive</title>", ARTICLE, None),
        (
            "<title>Truce holds in Olm</title>",
            f"{ARTICLE}<p>Subscribe to continue reading</p>{ARTICLE}",
            None,
        ),
        ("<title>Truce holds</title>", f"{ARTICLE}<ul>{STORIES}</ul>", "https://kestrel.example/"),
        ("<title>Photos: the truce</title>", ARTICLE, None),
        ("<title>Truce</title>", f"{ARTICLE}<p>We use cookies. Accept all cookies?</p>", None),
    ],
)
def test_a_report_is_a_report(head: str, body: str, url: str | None) -> None:
    found = report(html(head, body), url)
    assert (found.kind, found.silence) == ("report", None)
    assert found.kind_reason


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404 Not Found", "<h1>404</h1><p>Try the search.</p>"),
        (
            "Kestrel Wire",
            "<h1>Page not found</h1><p>The page may have moved to another part of our site.</p>",
        ),
        ("Seite nicht gefunden | Kestrel", "<p>Bitte nutzen Sie die Suche.</p>"),
    ],
)
def test_error_pages(title: str, body: str) -> None:
    found = report(html(f"<title>{title}</title>", body))
    assert found.kind == "not found"
    assert found.silence is not None
    assert found.silence.startswith("not found, no report: ")


def test_front_pages_are_no_reports() -> None:
    for url, body in (("https://kestrel.example/", f"<ul>{STORIES}</ul>"), (None, f"<ul>{STORIES}</ul>")):
        found = report(html("<title>Kestrel Wire</title>", body), url)
        assert found.kind == "front page"
        assert found.silence is not None
        assert found.silence.startswith("front page, not a report: ")


def test_cookie_walls() -> None:
    wall = (
        "<h2>We value your privacy</h2><p>We and our partners store cookies on your device and process personal data, with "
        "your consent, for personalised ads.</p><button>Accept all cookies</button>"
    )
    found = report(html("<title>Kestrel</title>", wall))
    assert found.kind == "cookie wall"
    assert found.silence is not None and "cookies" in found.silence


def test_what_a_paywall_shows_is_coded_with_a_warning() -> None:
    found = report(
        html(
            "<title>Truce holds in Olm</title>",
            f"<h1>Truce holds in Olm</h1><p>{PROSE}</p><p>Subscribe now to continue reading</p>",
        )
    )
    assert (found.kind, found.silence) == ("paywall stub", None)
    assert any("paywall" in warning for warning in found.warnings)
    node = linked('{"@type": "NewsArticle", "headline": "Truce", "isAccessibleForFree": "False"}')
    assert report(html(node, f"<h1>Truce</h1><p>{PROSE}</p>")).kind == "paywall stub"
    assert report(html(node, ARTICLE + ARTICLE)).kind == "report"
    text = report(f"Truce holds in Olm\n\n{PROSE}\n\nSubscribe to continue reading\n")
    assert text.kind == "paywall stub"


def test_galleries_without_an_article() -> None:
    pictures = "".join(
        f'<figure><img src="{i}.jpg"><figcaption>Trucks on road {i} near Olm.</figcaption></figure>'
        for i in range(6)
    )
    found = report(
        html("<title>Photos: Olm after the truce</title>", f"<h1>Photos: Olm after the truce</h1>{pictures}")
    )
    assert found.kind == "gallery"
    assert found.silence is not None and found.silence.startswith("gallery without an article: ")


def test_a_small_front_page_and_the_day_it_shows() -> None:
    stories = "".join(f'<p><a href="/{i}">Truce holds in the village of Olm</a></p>' for i in range(9))
    body = f"<h1>Kestrel Wire</h1><p>Friday, March 14, 2031</p>{stories}"
    front = report(html("<title>Kestrel Wire</title>", body), "https://kestrel.example/")
    assert front.kind == "front page"
    assert isinstance(front.published, Unknown)
    assert report(html("<title>Kestrel Wire</title>", body), "https://kestrel.example/olm").kind == "report"
