"""Adding: pages from uploaded files or an address into the case, as ``dateline add`` does, with news of how far it is."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

from dateline import pipeline
from dateline.collect.entries import Listing
from dateline.collect.fetch import Fetcher, Manners, user_agent
from dateline.collect.files import collect
from dateline.collect.guard import Guard, checked_url, shown_url
from dateline.collect.web import from_listing
from dateline.desk.jobs import Job
from dateline.dictionaries.catalogue import load_catalogue
from dateline.errors import DatelineError, InputError, RefusedAddress, ReportRefused, Unreachable
from dateline.records.capture import Capture, Given
from dateline.store.case import Case
from dateline.version import installed_version, run_of

#: Pages taken from one feed or sitemap whose address is given.
_NEWEST: Final = 50
_MEND: Final = "give the address of a public web page"
#: How hosts are treated.
MANNERS = Manners()
#: Characters of a file's name that are kept.
_NAME: Final = 120


class Upload:
    """Files in a folder that is removed after they were added; each has the name that it was given."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dateline-desk-"))
        self.names: dict[str, str] = {}

    def place(self, name: str) -> Path:
        """Where the next file of this name is to be written: in the folder, whatever the name says."""
        shown = _plain(name)
        suffix = Path(shown).suffix.lower()
        kept = suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) <= 8 else ""
        path = self.folder / f"{len(self.names):04}{kept}"
        self.names[str(path)] = shown
        return path

    def close(self) -> None:
        """Remove the files."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _plain(name: str) -> str:
    """The last part of a file's name, printable, and not endless."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c if c.isprintable() else "_" for c in last).strip()
    return shown[:_NAME] or "page"


def add_files(upload: Upload, given: Given) -> object:
    """The work of a job that adds these files."""

    def work(job: Job, case: Case) -> None:
        try:
            paths = list(upload.names)
            job.tell(total=len(paths))
            found = collect(paths, given=given, addresses=_refused)
            _add(job, case, (_named(item, upload) for item in found))
        finally:
            upload.close()

    return work


def add_address(address: str, given: Given) -> object:
    """The work of a job that fetches this address and adds what it leads to."""

    def work(job: Job, case: Case) -> None:
        fetcher = Fetcher(user_agent(installed_version()), manners=MANNERS, note=job.fail)

        def fetched(listing: Listing) -> Iterator[Capture | InputError]:
            yield from from_listing(listing, fetcher, given, job.fail, _NEWEST)

        job.tell(document=shown_url(address))
        _add(job, case, collect([address], given=given, addresses=fetched))

    return work


def check_address(address: str) -> None:
    """Raise RefusedAddress where this is no address of a public page; names are looked up, and nothing is fetched."""
    shown = shown_url(address)
    if re.search(r"\s", address):
        raise RefusedAddress(shown, f"an address holds no white space; {_MEND}")
    url = checked_url(address)
    if not re.search(r"[.:]", url.host):
        raise RefusedAddress(shown, f"{url.host!r} is no host of the web; {_MEND}")
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        Guard().addresses(url.host, port, shown)
    except Unreachable:
        return  # the job tells of it: the network may come back


def _refused(listing: Listing) -> Iterator[Capture | InputError]:
    """What a file that only lists addresses gives: they are fetched on the command line, where one sees what comes."""
    from dateline.errors import UnreadableInput

    yield UnreadableInput(listing.name, "it lists addresses; add them one by one, or with `dateline add`")


def _named(item: Capture | InputError, upload: Upload) -> Capture | InputError:
    """The item under the name that its file was given."""
    if isinstance(item, InputError):
        name, reason = item.name, item.reason
        for path, shown in upload.names.items():
            name, reason = name.replace(path, shown), reason.replace(path, shown)
        return InputError(name, reason)
    names = upload.names
    origin = item.origin
    held = next((path for path in names if origin.name.startswith(path)), None)
    if held is None:
        return item
    renamed = msgspec.structs.replace(origin, name=names[held] + origin.name[len(held) :])
    return msgspec.structs.replace(item, origin=renamed)


def _add(job: Job, case: Case, found: Iterator[Capture | InputError]) -> None:
    coder = _coder()
    run = run_of(coder.versions, load_catalogue().version)
    progress = job.progress
    done = known = reports = claims = versions = failed = 0
    for item in found:
        if job.is_over:
            job.fail("the desk was stopped before the rest was added; add it again")
            return
        done += 1
        if isinstance(item, InputError):
            failed += 1
            job.fail(str(item))
        elif case.known(item):
            known += 1
        else:
            for report in coder.run([item]):
                try:
                    number = case.add(item, report, run)
                except ReportRefused as error:
                    failed += 1
                    job.fail(str(error))
                    continue
                reports += number > 0
                known += number == 0
                versions += number > 1
                claims += len(report.claims) if number else 0
                for line in _remarks(report):
                    job.fail(line)
        job.tell(
            done=done,
            total=max(progress.total or 0, done),
            document=item.name if isinstance(item, InputError) else item.url or item.origin.name,
            reports=reports,
            claims=claims,
            versions=versions,
            known=known,
            failed=failed,
        )


def _remarks(report: object) -> Sequence[str]:
    from dateline.records.claim import GroundedReport

    assert isinstance(report, GroundedReport)
    about = report.annotated.report
    lines = [f"{about.document}: {words}" for words in (*about.warnings, *report.annotated.warnings)]
    if not report.claims:
        lines.append(
            f"{about.document}: no claims: {report.silence or about.silence or 'no reason is given'}"
        )
    return lines


@lru_cache(maxsize=1)
def _coder() -> pipeline.Pipeline:
    return pipeline.standard()


__all__ = ["DatelineError", "Upload", "add_address", "add_files", "check_address"]
