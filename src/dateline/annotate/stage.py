"""The annotate stage: Report -> AnnotatedReport."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import msgspec

from dateline.annotate import coreference, names, quantities, times, words
from dateline.annotate.gate import Gate, Passed
from dateline.annotate.parser import Parse, Parser
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.countries import country_names
from dateline.dictionaries.matcher import Match, Matcher
from dateline.dictionaries.nouns import load_nouns
from dateline.records.annotation import AnnotatedReport, Mention, MentionKind, Sentence, Token
from dateline.records.evidence import Made, Range, Record
from dateline.records.report import CODED_LABELS, Report

#: Kinds whose matches are read to the parser as one word.
_WHOLE = frozenset(
    {"person", "armed-group", "state-force", "organisation", "government", "outlet", "place", "facility"}
)


class _Block(Record, frozen=True):
    """A stretch of a block by its number: words, dictionary names, whether the report lacks capitals."""

    number: int
    words: list[words.Word]
    found: list[Match]
    caseless: bool


class KnownNames(Protocol):
    """What annotate asks of a gazetteer."""

    def known(self, name: str) -> int:
        """The largest population of a place of this name, or -1 where there is none."""


class Annotate:
    """Sentences, grammar and mentions of what may carry a claim in the coded blocks, in one pass of one parser."""

    name = "annotate"
    version = "0.2"
    needs = Report
    makes = AnnotatedReport

    def __init__(
        self, catalogue: Catalogue, gazetteer: KnownNames, parser: Parser, gate: Gate | None = None
    ) -> None:
        """Take what was opened elsewhere and build the matcher. Without a ``gate`` every coded block is read."""
        self._catalogue = catalogue
        self._gazetteer = gazetteer
        self._matcher = Matcher(catalogue)
        self._nouns = load_nouns()
        quantities.load_counts()  # read here, once, so that no run reads a file
        self._parser = parser
        self._gate = gate
        several = sorted((n for n in country_names() if " " in n), key=len, reverse=True)
        self._countries = re.compile(rf"\b(?:{'|'.join(re.escape(n) for n in several)})\b", re.IGNORECASE)
        self.made = Made(stage=self.name, version=f"{self.version}+{self._parser.version}")

    def run(self, batch: Sequence[Report]) -> list[AnnotatedReport]:
        """One AnnotatedReport a report; a report with ``silence`` gets no sentences."""
        jobs: list[tuple[int, str, list[_Block]]] = []
        left: dict[int, Passed] = {}
        for r, report in enumerate(batch):
            if report.silence is None:
                coded = [(b, block) for b, block in enumerate(report.blocks) if block.label in CODED_LABELS]
                left[r] = self._passed(report.text, [(block.start, block.end) for _, block in coded])
                numbers = [b for b, _ in coded]
                jobs.append((r, report.text, self._blocks(report.text, numbers, left[r].stretches)))
        parses = self._parser.parse([(text, [b.words for b in blocks]) for _, text, blocks in jobs])
        by_report = {
            r: list(zip(blocks, found, strict=True))
            for (r, _, blocks), found in zip(jobs, parses, strict=True)
        }
        return [self._assemble(report, by_report.get(r, []), left.get(r)) for r, report in enumerate(batch)]

    def _passed(self, text: str, ranges: list[tuple[int, int]]) -> Passed:
        """What of the blocks is read: all where there is no gate."""
        return self._gate.of_blocks(text, ranges) if self._gate else Passed([[each] for each in ranges], 0, 0)

    def _blocks(
        self, text: str, numbers: Sequence[int], read: Sequence[Sequence[tuple[int, int]]]
    ) -> list[_Block]:
        """The words and dictionary names of each stretch to be read of the blocks of these numbers."""
        caseless = words.is_caseless(text)
        blocks = []
        for b, start, end in ((b, *s) for b, found in zip(numbers, read, strict=True) for s in found):
            inside = text[start:end]
            countries = [(m.start(), m.end()) for m in self._countries.finditer(inside)]
            found = [
                Match(m.start + start, m.end + start, m.entry_id, m.kind)
                for m in self._matcher.find(inside)
                if not names.is_other_person(inside, m.start, m.end, m.kind)
                and not any(x <= m.start and m.end <= y and m.kind == "nationality" for x, y in countries)
            ]
            whole = [(m.start, m.end) for m in found if m.kind in _WHOLE]
            whole += [
                (first + start, last + start)
                for first, last in countries
                if not any(s < last + start and first + start < e for s, e in whole)
            ]
            blocks.append(
                _Block(
                    number=b,
                    found=found,
                    caseless=caseless,
                    words=words.words_of(text, start, end, whole, self._parser.split),
                )
            )
        return blocks

    def _assemble(
        self, report: Report, parts: Sequence[tuple[_Block, Parse]], passed: Passed | None
    ) -> AnnotatedReport:
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        mentions: list[Mention] = []
        for part, parse in parts:
            base = len(tokens)
            local = parse.tokens
            if not local:
                continue
            for o, following in zip(parse.opens, [*parse.opens[1:], len(local)], strict=True):
                sentences.append(
                    Sentence(
                        start=local[o].start,
                        end=local[following - 1].end,
                        first=o + base,
                        last=following + base,
                        block=part.number,
                    )
                )
            self._mention(report.text, local, parse, part.found, part.caseless, base, mentions)
            tokens += [
                Token(
                    i=t.i + base, start=t.start, end=t.end, text=t.text, lemma=t.lemma, upos=t.upos, xpos=t.xpos,
                    deprel=t.deprel, head=t.head + base,
                )
                for t in local
            ]  # fmt: skip
        mentions = self._link(report, mentions, tokens, sentences)
        cuts = sum(parse.cuts for _, parse in parts)
        warnings = [_cut(cuts)] if cuts else []
        if passed is not None and 0 < passed.unread < passed.sentences:
            warnings.append(
                f"{passed.unread} of {passed.sentences} sentences were not read: too few words of conflict"
            )
        return AnnotatedReport(
            report=report,
            sentences=tuple(sentences),
            tokens=tuple(tokens),
            mentions=tuple(mentions),
            made=self.made,
            warnings=tuple(warnings),
        )

    def _mention(
        self, text: str, local: list[Token], parse: Parse, found: list[Match], caseless: bool, base: int, mentions: list[Mention]
    ) -> None:  # fmt: skip
        """Append a block's mentions."""
        if not local:
            return
        matched: list[names.Found] = []
        at = 0
        for m in found:
            while at < len(local) and local[at].end <= m.start:
                at += 1
            last = at
            while last < len(local) and local[last].start < m.end:
                last += 1
            if last > at:
                matched.append(
                    names.Found(first=at, last=last, kind=m.kind, how="dictionary", entry=m.entry_id)
                )
        named = names.names_of(
            local, parse.names, matched, self._gazetteer.known, self._nouns, text, caseless
        )

        def add(
            span: tuple[int, int],
            words: tuple[int, int],
            kind: MentionKind,
            how: str,
            entry: str | None = None,
            amount: Range | None = None,
        ) -> None:
            first, last = words
            inside = range(last - 1, first - 1, -1)
            head = next(
                (k for k in inside if not first <= local[k].head < last or local[k].head == k), last - 1
            )
            mentions.append(
                Mention(
                    id=len(mentions),
                    kind=kind,
                    start=span[0],
                    end=span[1],
                    text=text[span[0] : span[1]],
                    head=head + base,
                    how=how,
                    entry=entry,
                    amount=amount,
                )
            )

        told = list(times.find_times(text, local[0].start, local[-1].end))
        for f in named:
            opens, ends = local[f.first].start, local[f.last - 1].end
            if times.names_a_month_or_day(text[opens:ends]) and any(
                w.start <= opens and ends <= w.end for w in told
            ):
                continue  # "in June 2023" is no place
            add((local[f.first].start, local[f.last - 1].end), (f.first, f.last), f.kind, f.how, f.entry)
        start, end = local[0].start, local[-1].end
        position = {t.start: k for k, t in enumerate(local)}
        for q in quantities.find_quantities(text, start, end):
            k = next((position[p] for p in range(q.end - 1, q.start - 1, -1) if p in position), None)
            if k is not None:
                add((q.start, q.end), (k, k + 1), "quantity", "pattern", amount=q.amount)
        for w in told:
            k = next((position[p] for p in range(w.end - 1, w.start - 1, -1) if p in position), None)
            first = next((position[p] for p in range(w.start, w.end) if p in position), None)
            if k is None or first is None:
                continue
            if not any(f.first <= first <= k < f.last and k - first < f.last - f.first - 1 for f in named):
                signal = f"pattern:{w.signal}" if w.signal else "pattern"
                add((w.start, w.end), (first, k + 1), "time", signal)

    def _link(
        self, report: Report, mentions: list[Mention], tokens: list[Token], sentences: list[Sentence]
    ) -> list[Mention]:
        """The mentions with short names and place nouns linked to what they repeat."""
        text = report.text
        short = coreference.link_short_names(mentions, tokens)
        linked: list[Mention] = []
        covered: set[int] = set()
        for m in mentions:
            if (
                m.head in short
                and m.end - m.start == tokens[m.head].end - tokens[m.head].start
                and m.kind in ("person", "organisation", "place")
            ):
                target, entry = short[m.head]
                m = msgspec.structs.replace(
                    m, kind="person", how="coreference", entry=entry, refers_to=target
                )
            if m.kind not in ("quantity", "time"):
                covered.update(i for i in (m.head,))
            linked.append(m)
        inside = coreference.covering([m for m in mentions if m.kind not in ("quantity", "time")])
        for i, (target, entry) in short.items():
            t = tokens[i]
            if i not in covered and not inside(t.start):
                linked.append(
                    Mention(
                        id=len(linked),
                        kind="person",
                        start=t.start,
                        end=t.end,
                        text=t.text,
                        head=i,
                        how="coreference",
                        entry=entry,
                        refers_to=target,
                    )
                )
        headlines = {k for k, b in enumerate(report.blocks) if b.label == "headline"}
        opening = next((text[b.start : b.end] for b in report.blocks if b.label == "dateline"), "")
        for link in coreference.link_place_nouns(linked, tokens, sentences, headlines, opening):
            start, end = tokens[link.first].start, tokens[link.last - 1].end
            linked.append(
                Mention(
                    id=len(linked),
                    kind="place",
                    start=start,
                    end=end,
                    text=text[start:end],
                    head=link.last - 1,
                    how="coreference",
                    refers_to=link.refers_to,
                )
            )
        return linked


def _cut(count: int) -> str:
    """What is said of sentences that were too long to be read whole."""
    where = "once" if count == 1 else f"{count} times"
    return f"text without the end of a sentence was cut {where}: who did what to whom may be lost there"
