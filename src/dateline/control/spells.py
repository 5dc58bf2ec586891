"""Spells of one place: held, contested, unknown and stale, from the changes that are told of it.

The rules, each of which is a sentence that a spell can give as its reason:

1. Who takes a place holds it from that day, if somebody says so who does not gain by it.
2. A party's word for its own gain, alone, makes the place contested until somebody else confirms it.
3. Who leaves a place held it before. Nobody is known to hold it then, unless somebody else is told to.
4. What contradicts the holder (he holds it, another holds it; one entered; it is denied) makes it contested, with
   the claims of all sides, until a later day's word settles it. Of two that contradict each other on one day neither
   wins, whoever tells them.
5. A change without a day does not overturn one with a day: the place is contested.
6. After ``stale_after`` days in which nothing is told, what was held or contested is stale. What is told after it is weighed
   as if there had been no silence.
7. What is told of a taking confirms that taking, and none of long before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dateline.control import weighing
from dateline.control.changes import NEAR, NEVER, Change, changes_of
from dateline.control.drafts import CampDraft, Draft, camp_of, name_of, once, one_of
from dateline.control.interest import settles
from dateline.control.sides import same
from dateline.control.weighing import Past
from dateline.records.control import ControlPlace, ControlSpell, ControlState, Statement
from dateline.records.evidence import Interval, Made, Unknown, identifier

MADE = Made(stage="control", version="0.4")
#: Days of silence after which a spell is stale, unless the user says otherwise.
STALE_AFTER = 90
#: The end of a spell that is not known to have ended.
LASTS = Unknown(reason="it lasts, as far as is told")

_DAY = dt.timedelta(days=1)
#: Two takings by one side that are further apart than this are two, whoever had the place between.
_APART = dt.timedelta(days=7)
_LEFT = "nobody (they are told to have left)"


def spells_of(
    statements: Sequence[Statement], *, stale_after: int = STALE_AFTER, today: dt.date | None = None
) -> list[ControlSpell]:
    """The spells of one place in the order of time, from statements of which all are of this place.

    ``today`` is the day up to which silence counts; without it the last spell never becomes stale.
    """
    if not statements:
        return []
    dated = [s for s in statements if s.last is not None]
    used = dated or list(statements)  # where nothing has a day, order by what is told is all there is
    news = [s for s in used if not s.earlier]
    past = Past(s for s in used if s.earlier)
    place = min(statements, key=lambda s: s.claim).place
    sweep = _Sweep(place, past, stale_after)
    for change in changes_of(news):
        sweep.take_up(change)
    return sweep.finish(today)


class _Sweep:
    """Goes through the changes of a place from the first to the last, and keeps the spells they make."""

    def __init__(self, place: ControlPlace, past: Past, stale_after: int) -> None:
        self._place = place
        self._past = past
        self._stale_after = stale_after
        self._done: list[ControlSpell] = []
        self._now: Draft | None = None
        self._aside: list[Statement] = []

    def take_up(self, change: Change) -> None:
        """Go on to the change's day, and let it take effect."""
        self._remember(change)
        self._grow_stale(change.day)
        if self._now is not None and self._now.silent is not None:  # any news of the place ends the silence
            began, camps = self._now.began, weighing.copied(self._now.camps)
            self._open(self._now.silent, change, camps, "it is told of again, and nothing else of it")
            self._now.began = began
        if change.act in ("takes", "holds"):
            self._claimed(change)
        elif change.act == "leaves":
            self._left(change)
        elif change.act == "enters":
            self._entered(change)
        elif change.act == "shares":
            self._shared(change)
        else:
            self._gainsaid(change)

    def finish(self, today: dt.date | None) -> list[ControlSpell]:
        """All spells, the last one as it is on ``today``."""
        if self._now is None and self._past.statements:
            self._only_past()
        elif self._now is None and self._aside:
            self._only_aside()
        if today is not None:
            self._grow_stale(today + _DAY)
        self._close(None, LASTS)
        return self._done

    # ---- what each kind of change does

    def _claimed(self, change: Change) -> None:
        now, day = self._now, change.day
        presupposes = now is None  # who had it is told with the change itself, or as what was before it
        if now is None:
            now = self._presupposed(change)
        holder = now.holder if now is not None else None
        settled = change.settled(holder)
        says, alone = weighing.said_of(change)
        if now is None or now.state == "unknown" or not now.camps:
            camp = CampDraft(change.side, list(change.statements), settled=day if settled else None)
            if settled:
                self._open("held" if change.side.words else "unknown", change, [camp], says)
            else:
                self._open("contested", change, [camp], alone)
            return
        own = camp_of(now, change.side)
        if own is not None and not change.side.roots and change.side.kind == "unknown":
            own = None  # nobody knows who took it: it may be anybody but who held it
        if own is not None and not change.side.roots and weighing.took_from(change, own):
            own = None  # "fighters took it from the brigade": these are no fighters of the brigade
        if now.state == "held" and own is now.camps[0]:
            self._again(own, change, settled)
            return
        if change.act == "holds" and change.first is not None and now.began and change.first < now.began:
            now.marks += change.statements  # it tells of a time before this spell began
            return
        rivals = [camp for camp in now.camps if camp is not own]
        later = presupposes or weighing.is_later(
            change, weighing.last_word(rivals) if now.state == "contested" else now.began
        )
        wins = settled and later and (change.act == "takes" or now.state == "contested" or presupposes)
        wins = wins and not weighing.gainsaid_on(day, change.side, rivals)
        camps = weighing.copied(rivals)
        mine = weighing.copied([own])[0] if own is not None else CampDraft(change.side, [])
        if wins and change.act == "takes":  # what confirms it is told of this taking, and not of one of old
            mine.statements = [s for s in mine.statements if s.last is not None and day - s.last <= NEAR]
        confirmed = bool(mine.statements)
        mine.statements += [s for s in change.statements if s not in mine.statements]
        mine.side = change.side if mine.side is None or not mine.side.roots else mine.side
        if settled:
            mine.settled = max(day, mine.settled or day)
        if wins:
            state: ControlState = "held" if change.side.words else "unknown"
            self._open(state, change, [mine], says + (", confirmed" if confirmed else ""))
        elif now.state == "contested" and own is not None:
            now.camps = [mine if c is own else c for c in now.camps]
            now.heard = weighing.latest(now.heard, day)
        else:
            why = alone
            if settled:
                why = f"{says}, against what was told before"
                if change.act == "takes":
                    why = f"{says}, and it is not told whether before or after it was last taken"
            self._open("contested", change, [*camps, mine], why)

    def _again(self, own: CampDraft, change: Change, settled: bool) -> None:
        """What is told of the holder himself: he holds it still, or took it, now or long after he had taken it."""
        now = self._now
        assert now is not None
        taken = [s.last for s in own.statements if s.act == "takes" and s.last is not None]
        since = max(taken) if taken else now.began
        apart = change.day - since if since is not None and change.day != NEVER else None
        if change.act == "takes" and apart is not None and apart > (_APART if change.first else NEAR):
            if change.first is None:  # it may be told of the old taking or of a new one
                now.marks += change.statements
                now.heard = weighing.latest(now.heard, change.day)
                return
            if settled:
                camp = CampDraft(change.side, list(change.statements), settled=change.day)
                name = name_of(change.side)
                self._open("held", change, [camp], f"{name} took it again; who had it between is not told")
                return
        self._support(own, change, settled)

    def _left(self, change: Change) -> None:
        now, day = self._now, change.day
        name = name_of(change.side)
        if now is None:
            if not change.side.roots:
                self._aside += change.statements  # who left is not named, nor who was there
                return
            now = self._presupposed(change)
        if now is None or not now.camps:
            if now is not None:
                now.marks += change.statements
            return
        own = camp_of(now, change.side)
        settled = bool(change.side.roots) and change.settled(now.holder)
        if own is None:
            now.marks += change.statements  # somebody else left: it does not speak against who holds it
            now.heard = weighing.latest(now.heard, day)
            return
        others = [camp for camp in now.camps if camp is not own and camp.side is not None]
        if settled and len(others) == 1 and others[0].settled is not None:
            winner = replace(others[0], settled=day)
            self._open("held", change, [winner], f"{name} left it; {name_of(winner.side)} said to have it")
            self._now_marks(change)
        elif settled and not others:
            self._open("unknown", change, [], f"{name} left it; nobody is told to hold it since")
            self._now_marks(change)
        elif settled:
            gone = CampDraft(None, list(change.statements), _LEFT)
            self._open(
                "contested", change, [*others, gone], f"{name} left it; a party alone says that it took it"
            )
        else:
            why = f"a party alone says that {name} left it"
            if not change.side.roots:
                why = f"fighters left it ({name}), and it is not told whose they are"
            self._doubt(change, _LEFT, why)

    def _entered(self, change: Change) -> None:
        now = self._now
        name = name_of(change.side)
        if now is None:
            now = self._presupposed(change)
        if now is None:
            self._open("unknown", change, [], f"{name} entered it; nobody says that they hold it")
            self._now_marks(change)
            return
        own = camp_of(now, change.side)
        if own is not None:
            self._support(own, change, settled=False)
        elif now.state == "unknown":
            now.marks += change.statements
        else:
            camps = [*now.camps, CampDraft(change.side, list(change.statements))]
            if now.state == "contested" and now.began is not None:
                now.camps, now.heard = camps, weighing.latest(now.heard, change.day)
            else:
                self._open("contested", change, camps, f"{name} entered it; nobody says that they hold it")

    def _remember(self, change: Change) -> None:
        """Where the report of the change tells that the holder had it until then, there was no silence before it."""
        now = self._now
        if now is None or change.day == NEVER or now.state != "held":
            return
        camp = now.camps[0]
        told = weighing.until_news(change, self._past, camp.side)
        if told:
            now.heard = weighing.latest(now.heard, change.day - _DAY)
            camp.statements += [s for s in told if s not in camp.statements]

    def _shared(self, change: Change) -> None:
        statement = change.statements[0]
        sides = [one_of(change.side, root) for root in change.side.roots] or [change.side]
        camps = [CampDraft(side, [statement]) for side in sides]
        now = self._now
        if now is not None:
            camps += [c for c in now.camps if not any(c.side and s and same(c.side, s) for s in sides)]
        self._open("contested", change, camps, f"several are in it: {change.side.words or 'not named'}")

    def _gainsaid(self, change: Change) -> None:
        """A denial that the side has it, or the word that the side stands outside it."""
        now = self._now
        own = camp_of(now, change.side) if now is not None else None
        if now is None or own is None or not change.side.roots:
            (self._aside if now is None else now.marks).extend(change.statements)
            return
        denied = change.act == "denies"
        name = name_of(change.side)
        why = f"it is denied that {name} took or holds it" if denied else f"{name} told to stand outside it"
        self._doubt(change, "nobody (it is denied)" if denied else "nobody (it is surrounded)", why)

    # ---- spells

    def _presupposed(self, change: Change) -> Draft | None:
        """The spell before the first change, where it is told who held the place until then."""
        day = change.day
        before = [s for s in self._past.until(day) if s.side.roots]
        side = change.side if change.act == "leaves" else change.loser
        if side is None:
            rivals = [s for s in before if not same(s.side, change.side)]
            side = rivals[-1].side if rivals else None
        if side is None:
            return None
        told = [s for s in before if same(s.side, side)]
        named = [s for s in change.statements if s.loser is not None or change.act == "leaves"]
        why = "told as what was before" if told else "told by the way: who left or lost it had held it"
        camp = CampDraft(side, [*told, *named], settled=None)
        reason = "it is not told since when"
        state: ControlState = "held"
        if not named and not settles(camp.record().stake):
            state, why = "contested", f"a party alone says that {name_of(side)} held it before"
        self._now = Draft(state, None, Unknown(reason=reason), [camp], heard=day, why=why)
        return self._now

    def _only_past(self) -> None:
        """Where the place is told of in passing only: who held it once, and nothing of now."""
        last = self._past.statements[-1]
        camps = [CampDraft(last.side, [s for s in self._past.statements if same(s.side, last.side)])]
        since = weighing.since_when(None, last.last or NEVER)
        why = f"{name_of(last.side)} held it once; it is not told until when"
        self._now = Draft("unknown", last.last or NEVER, since, camps, heard=last.last, why=why)

    def _only_aside(self) -> None:
        """Where the place is told of, and nobody who held it."""
        last = max(s.last or NEVER for s in self._aside)
        acts = {s.act for s in self._aside}
        why = "it is denied that somebody took or holds it"
        if "leaves" in acts:
            why = f"fighters left it ({name_of(self._aside[0].side)}); it is not told whose they were"
        elif "surrounds" in acts:
            why = "it is surrounded; it is not told who holds it"
        self._now = Draft("unknown", last, weighing.since_when(None, last), [], last, why, marks=self._aside)

    def _support(self, camp: CampDraft, change: Change, settled: bool) -> None:
        now = self._now
        assert now is not None
        camp.statements += [s for s in change.statements if s not in camp.statements]
        if change.act != "enters" and (camp.side is None or not camp.side.roots):
            camp.side = change.side
        if settled:
            camp.settled = max(change.day, camp.settled or change.day)
        now.heard = weighing.latest(now.heard, change.day)

    def _doubt(self, change: Change, words: str, why: str) -> None:
        """Make the place contested between who held it and those who say that nobody, or not he, does."""
        now = self._now
        assert now is not None
        nobody = next((camp for camp in now.camps if camp.side is None), None)
        if now.state == "contested" and now.began is not None:
            if nobody is None:
                nobody = CampDraft(None, [], words)
                now.camps.append(nobody)
            nobody.statements += change.statements
            now.heard = weighing.latest(now.heard, change.day)
            return
        camps = [replace(camp, statements=list(camp.statements)) for camp in now.camps]
        self._open("contested", change, [*camps, CampDraft(None, list(change.statements), words)], why)

    def _open(self, state: ControlState, change: Change, camps: list[CampDraft], why: str) -> None:
        words = next((s.day_words for s in change.statements if s.day_words), None)
        before = self._now.first if self._now is not None else None
        first = change.first if change.first is None or before is None else max(change.first, before)
        since = weighing.since_when(first, change.day, change.last, words)
        self._close(change.day - _DAY, since, change)
        self._now = Draft(state, change.day, since, camps, change.day, why, began=change.day)

    def _now_marks(self, change: Change) -> None:
        assert self._now is not None
        self._now.marks += change.statements

    def _grow_stale(self, day: dt.date) -> None:
        """Make the spell stale where nothing was told of it for too long before ``day``."""
        now = self._now
        if now is None or now.heard is None or now.state in ("unknown", "stale") or now.heard == NEVER:
            return
        if day == NEVER or (day - now.heard).days <= self._stale_after + 1:
            return
        first = now.heard + dt.timedelta(days=self._stale_after + 1)
        since = Interval(start=first, end=first)
        self._close(first - _DAY, since)
        why = f"nothing is told of it for more than {self._stale_after} days"
        self._now = replace(now, state="stale", silent=now.state, first=first, since=since, why=why, marks=[])

    def _close(self, last: dt.date | None, until: Interval | Unknown, change: Change | None = None) -> None:
        now, self._now = self._now, None
        if now is None or (now.first is not None and last is not None and last < now.first):
            return
        if change is not None and now.holder is not None:
            side = now.holder
            told = [s for s in self._past.during(now.first, change.day) if same(s.side, side)]
            camp = now.camps[0]
            camp.statements += [s for s in told if s.side.roots and s not in camp.statements]
        camps = tuple(camp.record() for camp in now.camps)
        marks = [s for camp in now.camps for s in camp.passed_by] + now.marks
        holder: str | Unknown
        if now.holder is None:
            holder = Unknown(
                reason=now.why, candidates=once(c.holder for c in camps if isinstance(c.holder, str))
            )
        else:
            holder = camps[0].holder
        first, ended = weighing.day_of(now.first), weighing.day_of(last)
        self._done.append(
            ControlSpell(
                id=identifier("s", self._place.key, now.state, holder, first, *(c.claims for c in camps)),
                place=self._place,
                holder=holder,
                state=now.state,
                first=first,
                last=ended,
                since=now.since,
                until=until,
                camps=camps,
                claims=once([*(c for camp in camps for c in camp.claims), *(s.claim for s in marks)]),
                heard=weighing.day_of(now.heard),
                stale_after=self._stale_after,
                why=now.why,
                made=MADE,
            )
        )
