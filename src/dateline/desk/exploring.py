"""Exploring: what the events of a case are about, counted for the filters of a view.

Each facet is counted by all filters but its own, the timeline by all but the time. A facet's count is that of the events
that choosing its value would leave.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np

from dateline.desk.clusters import features_in, spots_in
from dateline.desk.labels import Labels, is_party
from dateline.desk.mapped import Mapped
from dateline.desk.timeline import timeline
from dateline.desk.wanted import Wanted, all_of, masks_of, named_actors, named_places
from dateline.export.terminal import plain
from dateline.store.case import Case
from dateline.store.columns import REVIEWS, Ints, Mask
from dateline.store.lookups import Spread

#: The values of a facet, and how many more there are.
Facet: TypeAlias = tuple[list[dict[str, Any]], int]

#: Values of a facet that are told, besides those that are chosen.
SHOWN: Final = 50
_ORIGINS: Final = (1, 2, 3, 5, 10)
#: Words of unresolved places that are told, and events that are named of each.
_WORDS, _EVENTS = 50, 20


class Explored:
    """The answer to one view: made of what is shown of a case and what is asked for."""

    def __init__(self, shown: Mapped, asked: Wanted, case: Case) -> None:
        self._shown, self._asked, self._case = shown, asked, case
        self._columns = shown.columns
        self._labels = Labels(shown.columns.tables)
        self._masks = masks_of(self._columns, asked, case)
        self._inside: Mask | None = None
        if asked.box is not None:
            self._inside = np.zeros(len(shown.start), dtype=np.bool_)
            self._inside[shown.spot_event[spots_in(shown, asked.box)]] = True
        self.fitting = all_of(self._masks)
        self.events = self._events(self.fitting)

    def _events(self, fitting: Mask, *, few: bool = False) -> Mask:
        """Which events have one of these claims; ``few``: whatever their number of origins."""
        return self._allowed(self._of_claims(np.flatnonzero(fitting)), few=few)

    def _of_claims(self, claims: Ints) -> Mask:
        marked = np.zeros(len(self._shown.start) + 1, dtype=np.bool_)
        marked[self._columns.event[claims]] = True
        found: Mask = marked[:-1]
        return found

    def _allowed(self, events: Mask, *, few: bool = False) -> Mask:
        """Those of the events that have as many origins as are asked for, and lie in the box."""
        if self._asked.origins is not None and not few and self._shown.origins is not None:
            events = events & (self._shown.origins >= self._asked.origins)
        if self._inside is not None:
            events = events & self._inside
        return events

    def answer(self, box: tuple[float, float, float, float] | None, zoom: float) -> dict[str, Any]:
        """All that the page shows of the view."""
        facets = self.facets()
        return {
            "counts": self.counts(),
            "points": features_in(self._shown, self.events, box, zoom, self._labels),
            "facets": {name: values for name, (values, _) in facets.items()},
            "more": {name: more for name, (_, more) in facets.items()},
            "timeline": timeline(self._shown, self._events(all_of(self._masks, "time"))),
            "unresolved": self.unresolved(),
            "pending": self._shown.origins is None,
        }

    def claims(self) -> Mask:
        """The claims that fit and are of the events of the view."""
        if self._asked.origins is None and self._asked.box is None:
            return self.fitting
        held = np.append(self.events, False)
        found: Mask = self.fitting & held[self._columns.event]
        return found

    def counts(self) -> dict[str, int]:
        """How many events, claims and reports there are, and of the events how many without a day or place."""
        claims = self.claims()
        untimed = self._events(all_of(self._masks, "time"))
        rejected = all_of(self._masks, "review") & (self._columns.review == REVIEWS.index("rejected"))
        return {
            "events": int(self.events.sum()),
            "claims": int(claims.sum()),
            "reports": self._reports(claims),
            "undated": int((untimed & (self._shown.start == np.iinfo(np.int64).min)).sum()),
            "unresolved": int((self.events & ~self._shown.on_map).sum()),
            "rejected": int(rejected.sum()),
        }

    def _reports(self, claims: Mask) -> int:
        marked = np.zeros(len(self._columns.tables.reports), dtype=np.bool_)
        marked[self._columns.report[claims]] = True
        return int(marked.sum())

    def facets(self) -> dict[str, Facet]:
        """For each facet its values with the number of events, and how many more values there are."""
        tables, asked = self._columns.tables, self._asked
        parties, written = self._actors()
        return {
            "type": self._coded("type", self._columns.type, tables.types.values, asked.types, _upper),
            "reality": self._coded(
                "reality", self._columns.reality, tables.realities.values, asked.realities, _lower
            ),
            "actor": parties,
            "actor_written": written,
            "place": self._places(),
            "outlet": self._outlets(),
            "origins": self._origins(),
            "review": self._reviews(),
        }

    def _facet(self, found: Iterable[tuple[str, str, int]], chosen: Sequence[str], more: int) -> Facet:
        values = [
            {"value": value, "label": label, "count": count, "selected": value in chosen}
            for value, label, count in found
        ]
        values.sort(key=lambda each: (-int(str(each["count"])), str(each["label"])))
        return values, max(more, 0)

    def _coded(
        self,
        name: str,
        codes: Ints,
        values: Sequence[str],
        chosen: Sequence[str],
        alike: Callable[[str], str],
    ) -> Facet:
        claims = np.flatnonzero(all_of(self._masks, name))
        marked = np.zeros((len(values), len(self._shown.start) + 1), dtype=np.bool_)
        marked[codes[claims], self._columns.event[claims]] = True
        counts = self._allowed(marked[:, :-1]).sum(axis=1).tolist()
        chosen = [alike(each) for each in chosen]
        found = [
            (value, value.replace("-", " ").capitalize(), count)
            for value, count in zip(values, counts, strict=False)
            if count or value in chosen
        ]
        return self._facet(found, chosen, 0)

    def _actors(self) -> tuple[Facet, Facet]:
        """Who did it: parties to a conflict; and whoever else did something, as it is written.

        A party is who has an entry in a dictionary, is worded as somebody's, or by a force, an office or a nationality.
        Counted are events by or against them, which is what choosing one leaves.
        """
        columns, mask = self._columns, all_of(self._masks, "actor")
        counts = np.bincount(columns.actor[mask[columns.acting] & (columns.acted == 1)])
        lookups = columns.tables.lookups
        acted: dict[str, int] = {}
        parties: set[str] = set()
        for number in np.flatnonzero(counts).tolist():
            entry, words = lookups.names_of(number)
            value = entry or plain(words).casefold()
            acted[value] = acted.get(value, 0) + int(counts[number])
            if entry is not None or lookups.is_affiliated(number) or is_party(words):
                parties.add(value)
        parties |= {name for name in self._asked.actors if name in self._labels.entries or is_party(name)}
        others = (acted.keys() | set(self._asked.actors)) - parties
        return self._acting(mask, acted, parties), self._acting(mask, acted, others)

    def _acting(self, mask: Mask, acted: Mapping[str, int], held: Collection[str]) -> Facet:
        """The facet of these actors: those that are asked for, and who most often did something."""
        best = sorted((name for name in held if name in acted), key=lambda name: (-acted[name], name))
        shown = best[:SHOWN]
        asked = [name for name in self._asked.actors if name in held]
        labels = self._labels.entries
        found = [
            (name, labels.get(name, name), self._count(mask, self._columns.of_actors(named_actors((name,)))))
            for name in dict.fromkeys((*asked, *shown))
        ]
        return self._facet(found, asked, len(best) - len(shown))

    def _places(self) -> Facet:
        columns, table = self._columns, self._columns.tables.places
        mask = all_of(self._masks, "place")
        counts = np.bincount(columns.place[mask[columns.placed] & (columns.place >= 0)])
        numbers = np.flatnonzero(counts)
        best = numbers[np.argsort(-counts[numbers], kind="stable")][:SHOWN]
        values = dict.fromkeys((*self._asked.places, *(table.ids.values[code] for code in best.tolist())))
        names = {table.ids.values[code]: self._labels.place(code) for code in best.tolist()}
        found = []
        for value in values:
            label = names.get(value) or next(
                (self._labels.place(code) for code in table.ids.known([value]).tolist()), value
            )
            found.append((value, label, self._count(mask, columns.of_places(named_places((value,))))))
        return self._facet(found, self._asked.places, len(numbers) - len(best))

    def _outlets(self) -> Facet:
        columns = self._columns
        mask = all_of(self._masks, "outlet")
        of_claim = columns.outlet_of[columns.report]
        counts = np.bincount(of_claim[mask & (of_claim >= 0)], minlength=1)
        held = columns.tables.outlet_names
        numbers = np.flatnonzero(counts).tolist()
        best = sorted(numbers, key=lambda code: (-int(counts[code]), held[code]))[:SHOWN]
        values = dict.fromkeys((*self._asked.outlets, *(held[code] for code in best)))
        found = [(value, plain(value), self._count(mask, columns.of_outlets((value,)))) for value in values]
        return self._facet(found, self._asked.outlets, len(numbers) - len(best))

    def _origins(self) -> Facet:
        origins = self._shown.origins
        if origins is None:
            return [], 0
        events = self._events(self.fitting, few=True)
        chosen = [] if self._asked.origins is None else [str(self._asked.origins)]
        found = []
        for least in sorted({*_ORIGINS, *map(int, chosen)}):
            count = int((events & (origins >= least)).sum())
            if count or str(least) in chosen:
                found.append((str(least), f"{least} or more", count))
        return self._facet(found, chosen, 0)

    def _reviews(self) -> Facet:
        mask = all_of(self._masks, "review")
        found = []
        for code, state in enumerate(REVIEWS):
            fits = mask & (self._columns.review == code)
            count = int(self._events(fits).sum()) if state != "rejected" else int(fits.sum())
            found.append((state, state.capitalize(), count))
        return self._facet(found, [self._asked.review] if self._asked.review else [], 0)

    def _count(self, mask: Mask, claims: Ints) -> int:
        """How many events have one of these claims that is in the mask."""
        return int(self._allowed(self._of_claims(claims[mask[claims]])).sum())

    def unresolved(self) -> list[dict[str, Any]]:
        """The words of places of events that are on no map, the most frequent first, with why and where."""
        columns = self._columns
        lost = np.append(self.events & ~self._shown.on_map, False)
        of_claim = columns.placed
        held = (columns.word >= 0) & lost[columns.event[of_claim]] & self.fitting[of_claim]
        words, claims = columns.word[held], of_claim[held]
        found: list[tuple[str, Ints]] = []
        spread = Spread(words, claims)
        sizes = spread.sizes
        for code in np.argsort(-sizes, kind="stable")[:_WORDS].tolist():
            if sizes[code]:
                found.append((str(columns.tables.words.values[code]), spread.items(code)))
        nowhere = self.fitting & lost[columns.event]
        nowhere[of_claim] = False
        if nowhere.any():
            found.append(("", np.flatnonzero(nowhere)))
        reasons = self._case.place_reasons([int(columns.row[claims[0]]) for _, claims in found])
        told = []
        for words_, claims_ in found:
            events = np.unique(columns.event[claims_])
            told.append(
                {
                    "words": plain(words_),
                    "reason": reasons.get((int(columns.row[claims_[0]]), words_), "no place is named"),
                    "count": len(events),
                    "events": [self._labels.event(code) for code in events[:_EVENTS].tolist()],
                }
            )
        return sorted(told, key=lambda each: -int(str(each["count"])))


def _upper(value: str) -> str:
    return value.upper()


def _lower(value: str) -> str:
    return value.lower()
