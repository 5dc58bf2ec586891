from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dateline.collect.entries import Entry, Stamp
from dateline.collect.fetch import Fetcher, Manners
from dateline.collect.plan import Watched
from dateline.collect.visits import keys_of
from dateline.collect.watch import Watch
from dateline.errors import CaseError, CaseLocked, DiskFull, InputError, ReportRefused, Stopped
from dateline.records.capture import Capture
from dateline.records.claim import GroundedReport
from dateline.records.decision import Run
from dateline.records.source import Source
from dateline.scale.processes import coded
from dateline.store.case import Case
from tests.builders import TEXT, grounded_report, strike
from tests.cli.fakes import fake
from tests.collect.serving import Answer, Asked, FakeClock, Site, named_here
from tests.store.made import run_record


class FakeCase:
    """A case in memory. ``failing`` is how the next writes fail, which then leave nothing behind."""

    def __init__(self) -> None:
        self.captures: dict[str, Capture] = {}
        self.items: set[tuple[str, str]] = set()
        self.states: dict[str, Source] = {}
        self.failing: list[CaseError] = []

    def _write(self) -> None:
        if self.failing:
            raise self.failing.pop(0)

    def known(self, capture: Capture) -> bool:
        if capture.id in self.captures:
            self._write()  # that it was had again
        return capture.id in self.captures

    def add(
        self,
        capture: Capture,
        report: GroundedReport,
        run: Run,
        *,
        seen: tuple[str, Sequence[str]] | None = None,
    ) -> int:
        self._write()
        if seen is not None:
            self.items |= {(seen[0], key) for key in seen[1]}
        if capture.id in self.captures:
            return 0
        before = sum(held.url == capture.url for held in self.captures.values())
        self.captures[capture.id] = capture
        return 1 + before

    def source(self, url: str) -> Source | None:
        return self.states.get(url)

    def save_source(self, source: Source) -> None:
        self._write()
        self.states[source.url] = source

    def seen(self, source_url: str, keys: Sequence[str]) -> frozenset[str]:
        return frozenset(key for key in keys if (source_url, key) in self.items)

    def note_seen(self, source_url: str, keys: Sequence[str]) -> None:
        self._write()
        self.items |= {(source_url, key) for key in keys}

    @property
    def urls(self) -> list[str]:
        return [(capture.url or "").rpartition("/")[2] for capture in self.captures.values()]


class Scene:
    """A watch over the site's feed at /feed, whose items are the pages named; ``said`` are its lines."""

    def __init__(self, site: Site, **changes: Any) -> None:
        self.site = site
        self.case = FakeCase()
        self.clock = FakeClock()
        self.said: list[str] = []
        self.items: list[str] = []
        self.fetcher = Fetcher(
            "Dateline/test", allow_private=True, clock=self.clock, manners=Manners(tries=1, delay=0.0)
        )
        self.source = Watched(url=site.address + "/feed", name="News", **changes)
        self.code: Callable[[Capture], GroundedReport | InputError] = code
        site.pages["/feed"] = self.feed

    def feed(self, asked: Asked) -> Answer:
        """The feed; its ETag is the list of its items."""
        etag = f'"{"-".join(self.items)}"'
        if asked.headers.get("if-none-match") == etag:
            return 304, {}, b""
        items = "".join(f"<item><link>{self.site.address}/{name}</link></item>" for name in self.items)
        return 200, {"ETag": etag}, f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()

    def publish(self, *names: str) -> None:
        for name in names:
            self.site.page(f"/{name}", f"{TEXT} {name}")
        self.items = [*names, *self.items]

    def watch(self, **changes: Any) -> Watch:
        options: dict[str, Any] = {"say": self.said.append, "chance": random.Random(1), "visitors": 1}
        return Watch(
            [self.source], self.case, self.fetcher, lambda c: self.code(c), run_record(), **options | changes
        )

    @property
    def state(self) -> Source:
        return self.case.states[self.source.url]


def code(capture: Capture) -> GroundedReport | InputError:
    (result,) = coded(fake(), [capture])
    return result


@pytest.fixture
def scene(site: Site) -> Scene:
    return Scene(site)


def test_a_round_adds_what_is_new_only(scene: Scene) -> None:
    watch = scene.watch()
    scene.publish("a", "b")
    first = watch.round()
    assert (first.asked, first.failed, first.reports, first.claims, first.lost) == (1, 0, 2, 4, 0)
    assert scene.case.urls == ["a", "b"]
    assert scene.said == ["2017-11-13 09:00 UTC: 2 new reports with 4 claims; 1 source asked"]
    scene.publish("c")
    assert watch.round().reports == 1
    assert scene.case.urls == ["a", "b", "c"]
    assert scene.site.paths() == ["/feed", "/a", "/b", "/feed", "/c"]


def test_new_versions_are_counted(site: Site) -> None:
    scene = Scene(site, kind="page")
    for number, said in ((1, "1 new report with"), (2, "1 new report (1 new version) with")):
        site.page("/feed", f"{TEXT} {number}")
        scene.watch().round()
        assert said in scene.said[-1]


def test_the_state_of_a_source_is_kept(scene: Scene) -> None:
    scene.publish("a", "b")
    scene.watch().round()
    now = scene.clock.now()
    assert scene.state == Source(
        url=scene.source.url,
        name="News",
        kind="feed",
        etag='"a-b"',
        checked=now,
        succeeded=now,
        next=scene.state.next,
        items=2,
    )
    assert scene.state.next is not None
    assert 0.95 * 1800 <= (scene.state.next - now).total_seconds() <= 1.05 * 1800


def test_what_is_unchanged_is_not_sent_again(scene: Scene) -> None:
    scene.publish("a")
    scene.watch().round()
    watch = scene.watch()  # as after a restart
    assert watch.round().reports == 0
    assert scene.site.asked[-1].headers["if-none-match"] == '"a"'
    assert scene.site.paths() == ["/feed", "/a", "/feed"]
    assert scene.state.etag == '"a"' and scene.state.failing == 0


def test_changed_items_are_fetched_again(site: Site) -> None:
    scene = Scene(site)
    scene.publish("a")
    for hour in (8, 9):
        stamp = f"<pubDate>Mon, 13 Nov 2017 0{hour}:00:00 GMT</pubDate>"
        site.page(
            "/feed",
            f'<rss version="2.0"><channel><item><link>{site.address}/a</link>{stamp}</item></channel></rss>',
        )
        site.page("/a", f"{TEXT} as of {hour}")
        scene.watch().round()
    assert scene.case.urls == ["a", "a"]


def test_an_item_whose_page_may_be_had_later_is_tried_again(scene: Scene) -> None:
    scene.publish("a", "b")
    scene.site.page("/a", "", status=500)
    done = scene.watch().round()
    assert (done.reports, done.failed, done.lost) == (1, 0, 1)
    assert scene.state.etag is None  # or "not modified" would hide it
    scene.site.page("/a", f"{TEXT} a")
    assert scene.watch().round().reports == 1
    assert scene.case.urls == ["b", "a"]
    assert scene.state.etag == '"a-b"'


@pytest.mark.parametrize(("status", "content"), [(404, "no such page"), (410, ""), (200, "")])
def test_a_page_that_the_server_does_not_have_is_asked_for_three_times(
    scene: Scene, status: int, content: str
) -> None:
    scene.items = ["gone"]
    scene.site.page("/gone", content, status=status)
    for again in (True, True, False):
        scene.said.clear()
        done = scene.watch().round()
        assert (done.reports, done.failed, done.lost) == (0, 0, 1)
        assert scene.said[0].endswith("; it is tried again at the next visit") is again
        assert (scene.state.etag is None) is again
    assert scene.watch().round().lost == 0
    assert scene.site.paths().count("/gone") == 3


def test_a_page_that_comes_after_its_item_is_added(scene: Scene) -> None:
    scene.items = ["a"]
    assert scene.watch().round().reports == 0
    scene.site.page("/a", f"{TEXT} a")
    assert scene.watch().round().reports == 1


def test_a_page_that_may_not_be_fetched_is_asked_for_once(scene: Scene) -> None:
    scene.publish("a")
    scene.site.page("/robots.txt", "User-agent: *\nDisallow: /a\n")
    assert scene.watch().round().lost == 1
    assert "robots.txt asks not to" in scene.said[0] and "again" not in scene.said[0]
    assert scene.watch().round().lost == 0


def test_an_item_with_another_title_is_fetched_again(site: Site) -> None:
    """Few feeds say when an item was changed."""
    scene = Scene(site)
    for title in ("Two killed", "Three killed"):
        link = f"<link>{site.address}/a</link><title>{title}</title>"
        site.page("/feed", f'<rss version="2.0"><channel><item>{link}</item></channel></rss>')
        site.page("/a", f"{TEXT} {title}")
        scene.watch().round()
    assert scene.case.urls == ["a", "a"]


def test_all_sitemaps_that_changed_since_the_last_visit_are_asked(site: Site) -> None:
    """However many pages the newest one lists; older ones only until there are enough."""
    scene = Scene(site, limit=1)

    def list_pages(**days: str) -> None:
        parts = ""
        for name, day in days.items():
            site.page(f"/{name}", f"{TEXT} {name} {day}")
            url = f"<url><loc>{site.address}/{name}</loc><lastmod>{day}</lastmod></url>"
            site.page(f"/{name}.xml", f"<urlset>{url}</urlset>")
            parts += f"<sitemap><loc>{site.address}/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        site.page("/feed", f"<sitemapindex>{parts}</sitemapindex>")

    list_pages(news="2017-11-12", world="2017-11-10", old="2016-01-01")
    assert scene.watch().round().reports == 1
    assert site.paths() == ["/feed", "/news.xml", "/news"]
    list_pages(news="2017-11-13", world="2017-11-13", old="2016-01-01")
    assert [scene.watch().round().reports for _ in range(3)] == [1, 1, 0]
    assert scene.case.urls == ["news", "world", "news"]
    assert "/old.xml" not in site.paths()


def test_a_page_that_cannot_be_coded_is_said_once(scene: Scene) -> None:
    scene.publish("a")
    scene.site.page("/a", "a fault of the coder's")
    assert scene.watch().round().lost == 1
    assert "the coder failed on it" in scene.said[0]
    assert scene.watch().round().lost == 0


def test_the_same_bytes_are_added_once(scene: Scene) -> None:
    scene.publish("a", "b")
    scene.site.page("/b", f"{TEXT} a")
    assert scene.watch().round().reports == 1
    assert len(scene.case.items) == 2


def test_a_limit_spreads_the_items_over_rounds(site: Site) -> None:
    scene = Scene(site, limit=2)
    scene.publish("a", "b", "c", "d", "e")
    assert [scene.watch().round().reports for _ in range(4)] == [2, 2, 1, 0]
    assert scene.case.urls == ["a", "b", "c", "d", "e"]


def test_pages_and_sitemaps_are_watched(site: Site) -> None:
    scene = Scene(site)
    scene.publish("a")
    site.page("/feed", f"{TEXT} at first")
    scene.watch().round()
    site.page("/feed", f"{TEXT} later")
    scene.watch().round()
    scene.watch().round()
    assert scene.case.urls == ["feed", "feed"] and scene.state.kind == "page"
    site.page("/feed", f"<urlset><url><loc>{site.address}/a</loc></url></urlset>")
    scene.watch().round()
    assert scene.case.urls == ["feed", "feed", "a"] and scene.state.kind == "sitemap"


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("feed", "<p>no feed</p>", "is no feed"),
        ("sitemap", "<p>no sitemap</p>", "is no sitemap"),
        (None, "<?xml version='1.0'?><rss version='2.0'", "no feed"),
        (None, b"\x00\x01\x02" * 100, "binary"),
        (None, "", "empty"),
        ("page", "<rss></rss>", "a feed"),
    ],
)
def test_malformed_sources_fail_by_themselves(site: Site, kind: Any, content: Any, words: str) -> None:
    scene = Scene(site, kind=kind)
    site.page("/feed", content)
    assert scene.watch().round().failed == 1
    assert scene.state.error is not None and words in scene.state.error
    assert scene.state.failing == scene.state.failures == 1


def test_failures_are_asked_again_ever_later(scene: Scene) -> None:
    scene.site.page("/feed", "", status=500)
    waits = []
    for _ in range(12):
        scene.watch().round()
        assert scene.state.next is not None
        waits.append((scene.state.next - scene.clock.now()).total_seconds())
        scene.clock.sleep(waits[-1])
    assert 48 <= waits[0] <= 72
    assert all(1.2 < later / sooner < 3.1 for sooner, later in pairwise(waits[:8]))
    assert all(0.8 * 6 * 3600 <= wait <= 1.2 * 6 * 3600 for wait in waits[9:])
    assert scene.state.failing == 12
    scene.publish("a")
    scene.site.pages["/feed"] = scene.feed
    assert scene.watch().round().reports == 1
    assert (scene.state.failing, scene.state.failures, scene.state.error) == (0, 12, None)


def test_a_server_that_says_when_is_asked_then(scene: Scene) -> None:
    scene.site.page("/feed", "", status=429, Retry_After="7200")
    scene.watch().round()
    assert scene.state.next == scene.clock.now() + dt.timedelta(seconds=7200)


def test_a_busy_site_is_left_alone_for_the_rest_of_the_round(scene: Scene) -> None:
    scene.publish("a", "b", "c")
    scene.site.page("/b", "", status=503, Retry_After="600")
    done = scene.watch().round()
    assert (done.reports, done.failed) == (1, 1)
    assert scene.site.paths() == ["/feed", "/a", "/b"]
    assert scene.state.next == scene.clock.now() + dt.timedelta(seconds=600)


def test_the_network_goes_away_and_comes_back(scene: Scene) -> None:
    scene.publish("a")
    scene.watch().round()
    scene.publish("b", "c", "d", "e")
    away = Fetcher("Dateline/test", clock=scene.clock, resolve=_no_network, manners=Manners(tries=1))
    there, scene.fetcher = scene.fetcher, away
    for _ in range(3):
        assert scene.watch().round().failed == 1
    assert scene.state.error is not None and "is not found" in scene.state.error
    scene.fetcher = there
    assert scene.watch().round().reports == 4
    assert sorted(scene.case.urls) == ["a", "b", "c", "d", "e"]


def test_the_login_page_of_a_network_costs_no_item(scene: Scene) -> None:
    """Some networks answer every name with an address of their own until somebody logs in."""
    port = scene.site.address.rpartition(":")[2]
    scene.publish("a")
    item = f"http://news.example:{port}/a"
    scene.site.page("/feed", f'<rss version="2.0"><channel><item><link>{item}</link></item></channel></rss>')
    scene.fetcher = Fetcher(
        "Dateline/test", allow_private=True, clock=scene.clock, resolve=_login, manners=Manners(tries=1)
    )
    done = scene.watch().round()
    assert (done.reports, done.lost) == (0, 1) and scene.case.items == set()
    scene.fetcher = Fetcher("Dateline/test", allow_private=True, clock=scene.clock, resolve=_here)
    assert scene.watch().round().reports == 1


def _login(host: str, port: int) -> Sequence[str]:
    return ["169.254.0.1" if host == "news.example" else host]


def _here(host: str, port: int) -> Sequence[str]:
    return ["127.0.0.1"]


def test_a_failure_keeps_the_condition_of_the_last_answer(scene: Scene) -> None:
    scene.publish("a")
    scene.watch().round()
    scene.site.page("/feed", "", status=500)
    scene.watch().round()
    assert scene.state.etag == '"a"' and scene.state.failing == 1


def _no_network(host: str, port: int) -> Sequence[str]:
    raise OSError("Temporary failure in name resolution")


def test_the_network_goes_away_in_the_middle(scene: Scene) -> None:
    names = [f"p{number}" for number in range(10)]
    scene.publish(*names)
    for name in names[3:]:
        scene.site.page(f"/{name}", "", status=502)
    done = scene.watch().round()
    assert (done.reports, done.failed) == (3, 1)
    assert len(scene.site.paths()) == 7  # it gave up after three in a row
    for name in names:
        scene.site.page(f"/{name}", f"{TEXT} {name}")
    assert scene.watch().round().reports == 7
    assert sorted(scene.case.urls) == sorted(names)


def test_a_site_that_is_gone_does_not_cost_the_others(scene: Scene) -> None:
    """A feed of several sites, of which the newest items are of one that is gone for good."""
    scene.publish("a", "b")
    gone = [f"http://gone.invalid/{number}" for number in range(5)]
    links = "".join(
        f"<item><link>{url}</link></item>" for url in [*gone, *(f"{scene.site.address}/{n}" for n in "ab")]
    )
    scene.site.page("/feed", f'<rss version="2.0"><channel>{links}</channel></rss>', ETag='"1"')
    scene.fetcher = Fetcher(
        "Dateline/test", allow_private=True, clock=scene.clock, manners=Manners(tries=1), resolve=named_here
    )
    done = scene.watch().round()
    assert (done.reports, done.lost, done.failed) == (2, 3, 0)
    assert scene.state.etag is None and scene.state.failing == 0


@pytest.mark.parametrize("error", [DiskFull("case.db: the disk is full"), CaseLocked("case.db: locked")])
def test_a_full_disk_is_waited_for(scene: Scene, error: CaseError) -> None:
    scene.publish("a", "b")
    scene.case.failing = [error] * 4
    done = scene.watch().round()
    assert (done.reports, done.failed) == (2, 0)
    assert scene.case.urls == ["a", "b"] and scene.state.items == 2
    assert [wait for wait in scene.clock.slept if wait] == [5.0, 10.0, 20.0, 40.0]
    assert sum("what is in the case is kept" in line for line in scene.said) == 4


def test_a_full_disk_is_waited_for_where_a_page_is_had_again(scene: Scene) -> None:
    scene.publish("a")
    scene.watch().round()
    scene.publish("b")
    scene.site.page("/b", f"{TEXT} a")
    scene.case.failing = [DiskFull("case.db: the disk is full")] * 2
    assert scene.watch().round().failed == 0
    assert [wait for wait in scene.clock.slept if wait] == [5.0, 10.0] and len(scene.case.items) == 2


def test_a_disk_that_stays_full_loses_nothing(scene: Scene) -> None:
    scene.publish("a", "b")
    scene.case.failing = [DiskFull("case.db: the disk is full")] * 3
    with pytest.raises(DiskFull):
        scene.watch(tries=3).round()
    assert scene.case.items == set() and scene.case.urls == []
    assert scene.watch().round().reports == 2


def test_a_report_that_does_not_fit_in_costs_no_other(scene: Scene) -> None:
    scene.publish("a", "b")
    scene.case.failing = [ReportRefused("case.db: a cannot be added")]
    done = scene.watch().round()
    assert (done.reports, done.lost, done.failed) == (1, 1, 0)
    assert scene.case.urls == ["b"] and len(scene.case.items) == 2


def test_other_faults_of_the_case_end_it(scene: Scene) -> None:
    scene.publish("a")
    scene.case.failing = [CaseError("case.db: damaged")]
    with pytest.raises(CaseError, match="damaged"):
        scene.watch().forever()


def test_forever_keeps_to_the_schedule(site: Site) -> None:
    scene = Scene(site, every=600.0)
    scene.clock = FakeClock(most=60)
    scene.fetcher.clock = scene.clock
    scene.publish("a")
    scene.watch().forever()
    asked = [asked.path for asked in site.asked].count("/feed")
    assert scene.clock.passed > 2000
    assert asked == pytest.approx(scene.clock.passed / 600, abs=1.1)


def test_a_slow_site_does_not_keep_the_others_waiting(site: Site) -> None:
    """A site may ask for minutes between two pages, and a round ends with its last visit."""
    scene = Scene(site, every=1800.0)
    scene.publish(*(f"p{number}" for number in range(8)))
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 120\n")
    done = scene.watch().round(seconds=300.0)
    assert (done.reports, done.failed) == (3, 0) and scene.clock.passed < 500
    assert scene.state.etag is None and scene.state.next is not None
    assert (scene.state.next - scene.clock.now()).total_seconds() < 70
    assert scene.watch().round().reports == 5
    assert len(scene.case.urls) == len(set(scene.case.urls)) == 8


def test_forever_ends_long_visits(site: Site) -> None:
    scene = Scene(site, every=1800.0)
    scene.publish(*(f"p{number}" for number in range(8)))
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 120\n")

    def feed(asked: Asked) -> Answer:
        if site.paths().count("/feed") == 2:
            scene.clock.stop()
        return scene.feed(asked)

    site.pages["/feed"] = feed
    scene.watch().forever()
    assert len(scene.case.urls) == 3 and scene.clock.passed < 900


def test_a_sitemap_that_dates_all_pages_now_hides_no_new_one(site: Site) -> None:
    scene = Scene(site, limit=3)
    names = ["a", "b", "c"]
    for hour in range(4):
        urls = "".join(
            f"<url><loc>{site.page(f'/{name}', f'{TEXT} {name}')}</loc><lastmod>2017-11-13T0{hour}:00Z</lastmod></url>"
            for name in names
        )
        site.page("/feed", f"<urlset>{urls}</urlset>")
        scene.watch().round()
        names += ["de"[hour]] if hour < 2 else []
    assert scene.case.urls == ["a", "b", "c", "d", "e"]


def test_a_clock_that_was_set_back_does_not_silence_a_source(scene: Scene) -> None:
    scene.case.states[scene.source.url] = Source(
        url=scene.source.url, name="News", kind="feed", next=scene.clock.now() + dt.timedelta(days=400)
    )
    assert scene.watch().due() == [scene.source]


def test_stopping_ends_after_the_page_in_hand(scene: Scene) -> None:
    scene.publish("a", "b", "c")

    def stopping(capture: Capture) -> GroundedReport | InputError:
        scene.clock.stop()
        return code(capture)

    scene.code = stopping
    with pytest.raises(Stopped):
        scene.watch().round()
    assert scene.case.urls == ["a"] and len(scene.case.items) == 1
    assert "1 new report" in scene.said[-1] and "stopped before the end" in scene.said[-1]


def test_a_slow_source_does_not_hold_up_the_others(site: Site) -> None:
    scene = Scene(site)
    scene.publish("a")
    free = threading.Event()

    def slow(asked: Asked) -> Answer:
        free.wait(10)
        return 200, {}, TEXT.encode()

    site.pages["/slow"] = slow
    plan = [Watched(url=site.address.replace("127.0.0.1", "localhost") + "/slow", name="Slow"), scene.source]
    order: list[str] = []

    def noting(capture: Capture) -> GroundedReport | InputError:
        order.append(capture.url or "")
        free.set()
        return code(capture)

    Watch(plan, scene.case, scene.fetcher, noting, run_record(), say=scene.said.append).round()
    assert [url.rpartition("/")[2] for url in order] == ["a", "slow"]


def test_a_fault_in_a_visit_costs_that_source_only(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("dateline.collect.visits.listing_in", faulty)
    scene.publish("a")
    assert scene.watch().round().failed == 1
    assert "please report it" in scene.said[0]


def test_keys_of_items() -> None:
    stamp = Stamp(text="2017-11-13")
    assert keys_of(Entry(url="http://a/", id="1", updated=stamp)) == ("1 2017-11-13", "1")
    assert keys_of(Entry(url="http://a/", published=stamp)) == ("http://a/ 2017-11-13", "http://a/")
    assert keys_of(Entry(url="http://a/")) == ("http://a/",)
    titled = keys_of(Entry(url="http://a/", published=stamp, title="A title"))
    assert titled[0].startswith("http://a/ 2017-11-13 ") and titled[1] == "http://a/"
    assert titled[0] != keys_of(Entry(url="http://a/", published=stamp, title="Another"))[0]
    assert keys_of(Entry(url=None, content="one")) != keys_of(Entry(url=None, content="other"))


def claiming(capture: Capture) -> GroundedReport:
    """A report with a claim of its own for each capture."""
    text, name = capture.content.decode(), capture.url or ""
    return grounded_report(
        text, document=name, claims=(strike(name, text, salt=capture.id),), capture=capture.id
    )


WATCHER = """
import sys
from dateline.collect.fetch import Fetcher, Manners
from dateline.collect.plan import Watched
from dateline.collect.watch import Watch
from dateline.store.case import Case
from tests.collect.test_watch import claiming
from tests.store.made import run_record

fetcher = Fetcher("Dateline/test", allow_private=True, manners=Manners(tries=1, delay=0.0))
with Case.create_or_open(sys.argv[1]) as case:
    print("ready", flush=True)
    plan = [Watched(url=sys.argv[2] + "/feed", name="News")]
    Watch(plan, case, fetcher, claiming, run_record(), say=print).round()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_kill_loses_nothing_and_adds_nothing_twice(site: Site, tmp_path: Path) -> None:
    """Each answer is another text, so a page that is fetched and added twice would be there in two versions."""
    scene = Scene(site)
    names = [f"p{number}" for number in range(60)]
    scene.publish(*names)
    count = iter(range(10_000))
    for name in names:
        site.pages[f"/{name}"] = lambda asked: (200, {}, f"{TEXT} {asked.path} {next(count)}".encode())
    chance = random.Random(20171112)
    path = tmp_path / "case.db"
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
    kills = 0
    before = 0
    while True:
        process = subprocess.Popen(
            [sys.executable, "-c", WATCHER, str(path), site.address],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": paths},
        )
        assert process.stdout is not None
        with process.stdout as lines:
            assert lines.readline() == "ready\n"
            if kills < 4:
                time.sleep(chance.uniform(0.02, 0.2))
                process.send_signal(signal.SIGKILL)
                kills += 1
            lines.read()
        ended = process.wait()
        with Case.open(path) as case:
            urls = [capture_url(case, row.header.report) for row in case.reports()]
            assert len(urls) == len(set(urls)) >= before
            before = len(urls)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
    assert kills == 4
    assert sorted(urls) == sorted(f"{site.address}/{name}" for name in names)
    with Case.open(path) as case:
        assert all(row.version.of == 1 for row in case.reports())
        state = case.source(site.address + "/feed")
        assert state is not None and state.failing == 0 and 56 <= state.items <= 60


def capture_url(case: Case, report: str) -> str:
    with case._engine.connect() as connection:
        query = "SELECT c.url FROM captures c JOIN reports r ON r.capture = c.id WHERE r.id = ?"
        return str(connection.exec_driver_sql(query, (report,)).scalar())
