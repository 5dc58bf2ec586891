"""Tolls: how many a claim counts, of whom, and how far that may be read as all of them.

"Nine soldiers" is an exact count of soldiers. Beside other reports' counts of soldiers it is read as the toll; beside a
count of everybody, or of another kind of people, or alone, it is a count of nine or more. People who are named without a
number ("killing the commander") and parts ("three of the guards", "two others") are so many or more in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.dictionaries.nouns import load_nouns
from dateline.export.amounts import overall
from dateline.records.claim import Casualty, CasualtyKind, Claim
from dateline.records.evidence import Range, Record, Unknown


class Toll(Record, frozen=True):
    """A claim's count: the ``amount`` as worded, the kinds of people it counts (none: everybody), and whether it
    leaves open that there are more of them.
    """

    amount: Range
    kinds: frozenset[str] = frozenset()
    partial: bool = False

    def read(self, alone: bool) -> Range:
        """The count of everybody that follows: exact where it counts all, or is ``alone`` in what it counts."""
        exact = not self.partial and (alone or not self.kinds)
        wide = self.amount.high is None or self.amount.low != self.amount.high
        return self.amount if exact or wide else Range(low=self.amount.low, high=None)


def toll_of(claim: Claim, kind: CasualtyKind) -> Toll | None:
    """What the claim counts of this kind; None where it counts none."""
    if isinstance(claim.casualties, Unknown):
        return None
    casualties = [c for c in claim.casualties if c.kind != kind or not (_age(c, claim) or _none_of_them(c))]
    amount = overall(casualties, kind)
    if amount is None:
        return None
    own = [c for c in casualties if c.kind == kind]
    # "12 people were killed and 30 others wounded": the others are all the wounded, being others than the dead
    dead = [c.evidence.start for c in casualties if c.kind == "killed"] if kind != "killed" else []
    if any(
        _counts_all(c) or (min(dead, default=c.evidence.start) < c.evidence.start and _is_others(c))
        for c in own
    ):
        return Toll(amount=amount)
    kinds = frozenset(_kind_of(c) for c in own)
    return Toll(amount=amount, kinds=kinds, partial=not all(_whole(c) for c in own))


def alone(tolls: Iterable[Toll]) -> bool:
    """Whether all of these count the same kinds of people."""
    return len({toll.kinds for toll in tolls}) <= 1


def rival(one: Toll, other: Toll, by_itself: bool) -> bool:
    """Whether the two cannot both be true: counts of the same people that differ, or counts that do not meet."""
    same = one.kinds == other.kinds
    return not _overlap(one.read(by_itself or same), other.read(by_itself or same))


def counted(claim: Claim, kind: CasualtyKind) -> Range | None:
    """How many of this kind the claim counts, as it stands beside counts of other people."""
    toll = toll_of(claim, kind)
    return None if toll is None else toll.read(alone=False)


def _counts_all(casualty: Casualty) -> bool:
    """Whether it is a number, and one of people at large: "two of the guards" says nothing of others."""
    words = _AGE_WORDS.sub(" ", casualty.evidence.text)
    if not _numbered(words):
        return False
    said = set(_WORD.findall(words.casefold()))
    return casualty.who is None or bool(_PEOPLE & said)


def _is_others(casualty: Casualty) -> bool:
    """Whether it is a number of others, and of nobody in particular: "30 others"."""
    said = _WORD.findall(casualty.evidence.text.casefold())
    return _numbered(casualty.evidence.text) and set(said) - _NUMBER_WORDS <= _OTHERS and bool(said)


def _whole(casualty: Casualty) -> bool:
    """Whether it is a number of a kind of people that leaves no more of them: not "two of the", "two others"."""
    words = _AGE_WORDS.sub(" ", casualty.evidence.text)
    return _numbered(words) and _PART_WORDS.search(words) is None


def _kind_of(casualty: Casualty) -> str:
    """The kind of people, by the head of the phrase; fighters of all names are one kind."""
    words = casualty.who.text if casualty.who is not None else casualty.evidence.text
    head = re.split(r"\s(?:of|from|in|at|with|who)\s|,", words.casefold())[0]
    found = _WORD.findall(head)
    if not found:
        return head
    if found[-1] in _POLICE or (len(found) > 1 and found[-2] == "police"):
        return "police"
    last = found[-1]
    single = f"{last[:-3]}man" if last.endswith("men") else last[:-1] if last.endswith("s") else last
    if single in _SOLDIERS:
        return "soldier"
    kinds = load_nouns().get(single, frozenset())
    return "armed-group" if "armed-group" in kinds else single


def _none_of_them(casualty: Casualty) -> bool:
    """Whether it is a bare "none": of some injuries none was grave, which does not count the wounded."""
    return casualty.amount.high == 0 and casualty.evidence.text.casefold() == "none"


def _age(casualty: Casualty, claim: Claim) -> bool:
    """Whether the number is somebody's age in the sentence: "Idris Faroun, 47, was killed", "a boy, 15"."""
    number = casualty.amount.low
    return number > 9 and re.search(_AGED.format(number), claim.sentence.text) is not None


def _numbered(words: str) -> bool:
    return any(part.isdigit() or part in _NUMBER_WORDS for part in words.casefold().replace("-", " ").split())


def _overlap(one: Range, other: Range) -> bool:
    low, high = sorted((one, other), key=lambda r: (r.low, r.high is None, r.high or 0))
    return low.high is None or high.low <= low.high


_AGED = r"\w, {0}(?=[,.;]|\s(?:was|were|is|of|from|and|dead|killed|died|shot)\b)|\b{0}[- ](?:year|y\.?o)"
_AGE_WORDS = re.compile(r"\b[\w-]+[- ]years?[- ]olds?\b|,\s*\d{1,2}\b", re.IGNORECASE)
_PART_WORDS = re.compile(
    r"\bof (?:the|his|her|its|their|them|those|these)\b|\b(?:others?|more|another)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_PEOPLE = frozenset(
    "people person persons victim victims dead lives casualties civilian civilians man men woman women".split()
)
_OTHERS = frozenset({"other", "others"})
_POLICE = frozenset("police policeman policemen policewoman policewomen".split())
_SOLDIERS = frozenset("soldier troop trooper serviceman".split())
_NUMBER_WORDS = frozenset(
    "no none nobody one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred both dozen".split()
)
