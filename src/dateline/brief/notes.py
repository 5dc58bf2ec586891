"""Footnotes: numbered as they are first cited, one for each sentence that claims were read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.brief.record import Footnote, SourceUsed
from dateline.records.claim import GroundedClaim
from dateline.records.evidence import Evidence, Record
from dateline.records.header import Header


class _Cited(Record, frozen=True):
    header: Header
    sentence: Evidence


class Notes:
    """The footnotes of a brief while it is being made. ``told`` are claims with their reports' headers."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[Header, GroundedClaim]] = {}
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._cited: dict[int, _Cited] = {}
        self._claims: dict[int, dict[str, None]] = {}
        self._words: dict[int, dict[tuple[int, int], Evidence]] = {}

    def know(self, told: Iterable[tuple[Header, GroundedClaim]]) -> None:
        """Take up claims that may be cited."""
        for header, grounded in told:
            self._told.setdefault(grounded.claim.id, (header, grounded))

    @property
    def told(self) -> Mapping[str, tuple[Header, GroundedClaim]]:
        """The claims that may be cited, by identifier."""
        return self._told

    def cite(self, claims: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these claims' footnotes, in order, each once; claims that are not known have none."""
        found = {self._number(*self._told[name]) for name in claims if name in self._told}
        return tuple(sorted(found))

    def _number(self, header: Header, grounded: GroundedClaim) -> int:
        claim = grounded.claim
        sentence, words = claim.sentence, claim.evidence
        key = (header.report, sentence.start, sentence.end)
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        self._cited.setdefault(number, _Cited(header=header, sentence=sentence))
        self._claims.setdefault(number, {})[claim.id] = None
        self._words.setdefault(number, {}).setdefault((words.start, words.end), words)
        return number

    def footnotes(self) -> tuple[Footnote, ...]:
        """All that were cited, by number."""
        return tuple(
            Footnote(
                number=number,
                claims=tuple(self._claims[number]),
                report=cited.header.report,
                document=cited.header.document,
                outlet=cited.header.outlet,
                title=cited.header.title,
                published=cited.header.published,
                url=cited.header.url,
                sentence=cited.sentence,
                words=tuple(words for _, words in sorted(self._words[number].items())),
            )
            for number, cited in sorted(self._cited.items())
        )

    def sources(self) -> tuple[SourceUsed, ...]:
        """The reports that were cited, by outlet and day, each with its footnotes' numbers."""
        numbers: dict[str, list[int]] = {}
        headers: dict[str, Header] = {}
        for number, cited in sorted(self._cited.items()):
            numbers.setdefault(cited.header.report, []).append(number)
            headers[cited.header.report] = cited.header
        used = [
            SourceUsed(
                report=name,
                document=header.document,
                outlet=header.outlet,
                title=header.title,
                published=header.published,
                url=header.url,
                notes=tuple(numbers[name]),
            )
            for name, header in headers.items()
        ]
        return tuple(sorted(used, key=_by_outlet))


def _by_outlet(used: SourceUsed) -> tuple[str, str, str]:
    outlet = getattr(used.outlet, "value", "\uffff")
    published = getattr(used.published, "value", None)
    return str(outlet).casefold(), "9999" if published is None else published.start.isoformat(), used.document
