"""The language of a text: by its function words where these settle it, else by py3langid.

Most pages are English, or say in their markup what they are and have that language's function words: then no
model is loaded. Short texts stay undecided, and whoever is undecided goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from dateline.records.evidence import Record

#: Words that English has and its neighbours lack, so that Dutch "is", German "was" do not count.
_ENGLISH = frozenset(
    {
        *("the", "of", "and", "to", "that", "with", "from", "by", "said", "were", "has", "have", "been"),
        *("they", "which", "who", "their", "at"),
    }
)

#: Function words of languages whose markup is believed where they bear it out.
_FOREIGN = {
    code: frozenset(words.split())
    for code, words in {
        "de": "der die das und den dem des von zu mit sich auf für ist nicht ein eine einen auch als wird sind bei aus",
        "fr": "le la les des et du une un dans est pour que qui sur par pas au avec ce il plus sont aux ont",
        "es": "el la los las de y en que un una por con para se del al su es como lo más pero sus este",
        "it": "il di che la e per un una con non del della dei delle in sono da si al nel anche gli alla le",
        "pt": "o a os as de e que em um uma para com não por do da dos das no na se ao mais foi",
        "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij door naar die wordt",
        "pl": "i w na z się nie do to że jest o jak od po za tak ale przez dla są oraz który co już tym",
        "ru": "и в не на что он с как это по но из за от для о же у так был его к до все также",
    }.items()
}
_FOREIGN_ENOUGH = 0.14

#: Of 3,098 English news reports the median share was .20 and 95 in 100 had .12 or more.
_ENGLISH_SHARE = 0.12
_FOREIGN_SHARE = 0.05

_FEWEST_LETTERS = 60
_FEWEST_WORDS = 10
#: Characters that are looked at, and in how many stretches, as texts quote others in other languages.
_SAMPLE, _STRETCHES = 2_000, 4
#: Where these do not tell, the text's first characters may.
_LONG = 20_000

#: py3langid's probability from which its answer is taken, and that of English up to which a text is surely
#: not English. News sentences of 60 to 90 letters score .89 to .99 in Arabic, Russian, Spanish and Turkish;
#: a lower-case English line full of names scored .39 as English and .30 as Nigerian Pidgin.
_SURE = 0.8
_SURELY_NOT = 0.02

_WORD = re.compile(r"[^\W\d_]+")


class Language(Record, frozen=True):
    """A language (ISO 639-1) and how it was told."""

    code: str
    how: str


class Linguist:
    """Tells languages; holds py3langid's model once a text needs it."""

    def language(self, text: str, said: str | None = None) -> Language | None:
        """The language of a text, or None where it is too short or unclear to say.

        ``said`` is the language that the page's markup names ("en-GB"). It is believed only where the text
        does not tell, and another than English only where nothing in the text is English, as templates are
        copied with their markup.
        """
        short = _sample(text)
        found = self._told(short, said)
        return found or (self._told(text[:_LONG], said) if len(short) < len(text) else None)

    def _told(self, sample: str, said: str | None) -> Language | None:
        words = _WORD.findall(sample.lower())
        code = said.lower()[:2] if said else ""
        if sum(map(len, words)) < _FEWEST_LETTERS:
            return Language(code="en", how="the page's markup") if code == "en" and words else None
        share = sum(word in _ENGLISH for word in words) / len(words)
        if share >= _ENGLISH_SHARE and len(words) >= _FEWEST_WORDS:
            return Language(code="en", how=f"function words: {share:.0%} of the words")
        if share <= _FOREIGN_SHARE and _bears_out(code, words):
            return Language(code=code, how="the page's markup, borne out by function words")
        ranking = dict(self._identifier.rank(sample)[:20])
        best, probability = next(iter(ranking.items()))
        foreign = share <= _FOREIGN_SHARE and ranking.get("en", 0.0) <= _SURELY_NOT
        if probability >= _SURE and (best == "en" or foreign):
            return Language(code=str(best), how=f"py3langid, probability {probability:.2f}")
        if code and (code == "en" or (code == best and foreign)):
            return Language(code=code, how=f"the page's markup, py3langid {probability:.2f} for {best}")
        return None

    @cached_property
    def _identifier(self) -> Any:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _sample(text: str) -> str:
    """A text of at most the sample's length, or stretches from all over it."""
    if len(text) <= _SAMPLE:
        return text
    length = _SAMPLE // _STRETCHES
    step = (len(text) - length) // (_STRETCHES - 1)
    return " ".join([text[i * step : i * step + length] for i in range(_STRETCHES)])


def _bears_out(code: str, words: Sequence[str]) -> bool:
    """Whether many of these words are function words of this language, and of no other that we know as many."""
    if code not in _FOREIGN or len(words) < _FEWEST_WORDS:
        return False
    counts = {each: sum(map(known.__contains__, words)) for each, known in _FOREIGN.items()}
    return counts[code] >= _FOREIGN_ENOUGH * len(words) and counts[code] == max(counts.values())
