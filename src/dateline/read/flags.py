"""Why a reader's comment is flagged: it calls for violence against a group of people, or insults one.

Steps: words are restored where they are spelled to deceive (``dateline.read.spelling``); names of groups
are marked; "they" and the like are marked where they mean a group; the patterns of ``flags.toml`` are laid
on each sentence; what is negated, quoted, reported, condemned or said of some only is let go. When in doubt
nothing is flagged.

A group is people by religion, people or nation, colour, sex, orientation, disability or flight. Armed groups
and their fighters are none, nor are governments, parties, trades and single persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from dateline.dictionaries.flags import FlagWords, Group, Rule
from dateline.read.spelling import Speller, Word
from dateline.records.evidence import Record
from dateline.records.report import Block, Flag

# Marks in place of a group's name: several, several of a nation, one or an adjective, the same of a nation,
# a name alike in both numbers, a slur, a word that may be one, a word like "they".
_MANY, _NATION, _ONE, _ONE_NATION, _SAME, _SLUR, _UNSURE, _THEY = (
    *("§g", "§n", "§o", "§m", "§e", "§s", "§u", "§p"),
)
_COUNTRY = "§c"

_STOPS = frozenset(".!?…\n")
_QUOTES = re.compile(r"“[^”]*”|\"[^\"\n]*\"|(?<![^\s(])['‘‚][^\W\d_].*?['’](?![^\W_])|«[^»]*»|„[^“”]*[“”]")
_CITED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)

#: A comment longer than this is not read to its end.
_LONGEST = 20_000
_LONGEST_NAME = 4


class _Item(Record, gc=False, frozen=True):
    """A word, a stop or a marked name; ``group`` says whose it is, ``words`` are as the speller gave them."""

    text: str
    start: int
    end: int
    words: str
    group: str | None = None
    other: bool = False


class _Pattern(Record, frozen=True):
    rule: Rule
    form: re.Pattern[str]


class Flagger:
    """Flags comments by a lexicon. Holds no state between texts and may be shared by threads."""

    def __init__(self, words: FlagWords) -> None:
        self._classes = words.classes
        self._names = dict(_names(words))
        for country in words.countries:
            self._names.setdefault(tuple(country.split()), (_COUNTRY, ""))
        self._others = frozenset(words.group_words["others"])
        self._they = {tuple(form.split()) for form in words.group_words["they"]}
        forms = _forms(words)
        self._patterns = tuple(
            _Pattern(rule=rule, form=_compiled(pattern, forms))
            for rule in words.rules
            for pattern in rule.patterns
        )
        self._any = {name: _any_of(words.classes[name]) for name in _CHECKS}
        self._speller = Speller(*_vocabulary(words, self._names))

    def flags(self, text: str, start: int = 0) -> tuple[Flag, ...]:
        """The flags of a comment, in order and apart from each other; ``start`` is added to their offsets."""
        shown = _without_quotations(text[:_LONGEST])
        found: list[Flag] = []
        before: Sequence[_Item] = ()
        sentences = list(_sentences(self._marked(self._speller.words(shown))))
        for i, sentence in enumerate(sentences):
            items = self._with_they(sentence, before)
            before = items
            if not any(item.group for item in items) or _answered(sentences, i):
                continue
            for flag in self._of_sentence(items, text):
                if not any(flag.start < other.end and other.start < flag.end for other in found):
                    found.append(flag)
        return tuple(
            Flag(kind=f.kind, reason=f.reason, start=f.start + start, end=f.end + start)
            for f in sorted(found, key=lambda f: f.start)
        )

    def _marked(self, words: Sequence[Word]) -> list[_Item]:
        """The words with the names of groups marked, the longest name first."""
        items: list[_Item] = []
        i = 0
        while i < len(words):
            for length in range(min(_LONGEST_NAME, len(words) - i), 0, -1):
                name = tuple(word.text for word in words[i : i + length])
                mark = self._names.get(name)
                if mark is not None:
                    items.append(_item(words[i : i + length], mark[0], mark[1] or None))
                    break
                if name in self._they:
                    items.append(_item(words[i : i + length], " ".join(name)))
                    break
            else:
                length = 1
                other = words[i].text in self._others
                items.append(_item(words[i : i + 1], words[i].text, other=other))
            i += length
        return items

    def _with_they(self, items: Sequence[_Item], before: Sequence[_Item]) -> list[_Item]:
        """The sentence with "they" marked where the last people named, here or just before, are a group."""
        meant = self._last_named(before)
        done: list[_Item] = []
        for item in items:
            if item.group is None and tuple(item.words.split()) in self._they:
                if meant is not None:
                    item = _Item(text=_THEY, start=item.start, end=item.end, words=item.words, group=meant)
            elif item.other:
                meant = None
            elif item.group is not None and not self._any["sympathy"].search(_text(done)):
                meant = item.group
            done.append(item)
        return done

    def _last_named(self, items: Sequence[_Item]) -> str | None:
        """The group a sentence leaves to speak of, or None."""
        for item in reversed(items):
            if item.other:
                return None
            if item.group is not None:
                return None if self._any["sympathy"].search(_text(items)) else item.group
        return None

    def _of_sentence(self, items: Sequence[_Item], text: str) -> Iterator[Flag]:
        line = _text(items)
        starts = _starts(items)
        for pattern in self._patterns:
            for match in pattern.form.finditer(line):
                if not self._stands(pattern.rule, match, line):
                    continue
                inside = [
                    item for item, at in zip(items, starts, strict=True) if match.start() <= at < match.end()
                ]
                group = next((item.group for item in inside if item.group), None)
                if group is None:
                    continue
                words = " ".join(text[inside[0].start : inside[-1].end].split())
                reason = f'{pattern.rule.reason} {group}: "{words}"'
                yield Flag(kind=pattern.rule.kind, reason=reason, start=inside[0].start, end=inside[-1].end)

    def _stands(self, rule: Rule, match: re.Match[str], line: str) -> bool:
        """Whether a match is meant as it sounds: not negated, reported, condemned or of some only."""
        before, inside, behind = line[: match.start()], match.group(), line[match.end() :]
        clause = re.split(r"[,;:–—-] ", before)[-1]
        near = " ".join(self._any["rhetorical"].sub("", clause).split()[-3:])
        if self._any["negation"].search(f"{near} ") or self._ends(before, "partial"):
            return False
        if rule.kind == "incitement" and not rule.subject and self._ends(before, "asks"):
            return False
        if rule.subject and not (not clause.strip() or self._ends(before, "before")):
            return False
        if self._any["counter"].search(self._any["not_counter"].sub(" ", line)):
            return False
        if self._is_reported(before) or self._cut(inside, behind):
            return False
        if rule.slur and self._any["reclaimed"].search(line):
            return False
        if rule.charge and (_NATION in inside or re.match(r"(?:the|these|those) ", inside)):
            return False
        return not (rule.careful and _NATION in inside and not self._any["every"].search(inside))

    def _ends(self, before: str, name: str) -> bool:
        """Whether these words end in one of a class."""
        tail = " ".join(before.split()[-4:])
        return any(tail == form or tail.endswith(f" {form}") for form in self._classes[name])

    def _is_reported(self, before: str) -> bool:
        """Whether a word of saying or thinking stands before that is not the writer's own."""
        return any(
            not self._ends(before[: word.start()], "mine") for word in self._any["reported"].finditer(before)
        )

    def _cut(self, inside: str, behind: str) -> bool:
        """Whether the name a match ends in is only the first part of another name ("... fighters")."""
        last = inside.split()[-1]
        following = behind.split()[:1]
        if not last.startswith("§") or not following:
            return False
        word = following[0]
        if word in self._classes["behind"]:
            return True
        unsure = last in (_SAME, _ONE, _ONE_NATION)
        return unsure and word[0].isalnum() and word not in self._classes["ends"]


def flag_comments(flagger: Flagger, text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each comment with its flags; the others as they are."""
    return tuple(
        msgspec.structs.replace(block, flags=flagger.flags(text[block.start : block.end], block.start))
        if block.label == "comment"
        else block
        for block in blocks
    )


_CHECKS = ("negation", "rhetorical", "counter", "not_counter", "reported", "reclaimed", "every", "sympathy")


def _names(words: FlagWords) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    """Each name's words with its mark and whose name it is; later ones do not outdo earlier ones."""
    seen: dict[tuple[str, ...], tuple[str, str]] = {}
    persons = words.group_words["persons"]

    def add(form: str, mark: str, group: Group) -> None:
        seen.setdefault(tuple(form.split()), (mark, group.name))

    for key, group in words.groups.items():
        nation = key == "nation"
        for slur in group.slurs:
            for form in _numbers(slur):
                add(form, _SLUR, group)
        for form in group.same_slurs:
            add(form, _SLUR, group)
        for slur in group.unsure:
            for form in _numbers(slur):
                add(form, _UNSURE, group)
        for form in group.phrases:
            add(form, _MANY, group)
        for adjective in group.adjectives:
            for person in persons:
                add(f"{adjective} {person}", _MANY if _is_plural(person) else _ONE, group)
            for who in ("people", "those", "men", "women", "persons"):
                for link in ("who are", "that are"):
                    add(f"{who} {link} {adjective}", _MANY, group)
        for form in group.the:
            add(f"the {form}", _NATION if nation else _SAME, group)
            for person in persons:
                add(f"the {form} {person}", _MANY, group)
        for noun in group.nouns:
            one, many = _numbers(noun)
            add(many, _NATION if nation else _MANY, group)
            add(one, _ONE_NATION if nation else _ONE, group)
        for form in group.same:
            seen[tuple(form.split())] = (_SAME, group.name)
        for adjective in group.adjectives:
            add(adjective, _ONE_NATION if nation else _ONE, group)
    yield from seen.items()


def _numbers(noun: str) -> tuple[str, str]:
    """The singular and the plural of a noun."""
    one, slash, many = noun.partition("/")
    if slash:
        return one, many
    if one.endswith("y") and one[-2] not in "aeiou":
        return one, one[:-1] + "ies"
    return one, one + ("es" if one.endswith(("s", "x", "ch", "sh")) else "s")


def _is_plural(person: str) -> bool:
    return person.endswith("s") or person in ("people", "men", "women", "folk", "children")


def _forms(words: FlagWords) -> dict[str, str]:
    """What each name in braces stands for, as a pattern of words with a blank behind each."""
    forms = {name: _alternatives(members) for name, members in words.classes.items()}
    ahead = f"(?:{forms['det']}|{forms['bad']}){_SOME}"
    forms["group"] = "(?:§[gnes] )"
    forms["singular"] = "(?:§[om] )"
    forms["slur"] = "(?:§s )"
    forms["unsure"] = "(?:§u )"
    single = f"(?:{forms['quantified']}{forms['bad']}{_SOME}§[om] )"
    forms["target"] = f"(?:{ahead}§[gnesp] |{single})"
    forms["lone"] = f"(?:(?:a |an |another |one |any |every )?{forms['bad']}{_SOME}§[omgnes] )"
    forms["next"] = f"(?:the (?:next|first) {forms['bad']}{_SOME}§[omgnes] )"
    return forms


def _alternatives(members: Iterable[str]) -> str:
    ordered = sorted(members, key=len, reverse=True)
    return "(?:" + "|".join(f"{re.escape(form)} " if form[0] != "^" else form for form in ordered) + ")"


#: How often a `*` repeats at most: without a limit, words that can be read in two ways take forever.
_SOME = "{0,4}"

_ELEMENT = re.compile(r"\^|\.\.\.(?P<gap>\d)|\{(?P<name>\w+)\}|(?P<word>[\w§']+|,)|(?P<sign>[()|?*])| ")


def _compiled(pattern: str, forms: Mapping[str, str]) -> re.Pattern[str]:
    """The regular expression of a pattern of flags.toml, for words with a blank behind each."""
    parts: list[str] = [r"(?<!\S)"]
    for element in _ELEMENT.finditer(pattern):
        if element.group() == "^":
            parts.append(r"(?:^|(?<=[;:\"(–—-] ))")
        elif element["gap"]:
            parts.append(
                rf"(?:(?!(?:not|no|never|nothing|without) )(?:[^\W_][\w'-]*|,) ){{0,{element['gap']}}}"
            )
        elif element["name"]:
            parts.append(forms[element["name"]])
        elif element["word"]:
            parts.append(f"(?:{element['word']} )")
        elif element["sign"]:
            parts.append({"(": "(?:", "*": _SOME}.get(element["sign"], element["sign"]))
    return re.compile("".join(parts))


def _any_of(members: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){_alternatives(members)}")


def _vocabulary(
    words: FlagWords, names: Mapping[tuple[str, ...], tuple[str, str]]
) -> tuple[set[str], set[str]]:
    """All words the patterns know, and those of them that matter: groups, violence, hate, bad words.

    Slurs and countries do not matter so much: they are like too many other names.
    """
    classes = words.classes
    known = {word for members in classes.values() for form in members for word in form.split()}
    known |= {
        word for rule in words.rules for pattern in rule.patterns for word in re.findall(r"[a-z]+", pattern)
    }
    unlike = (_SLUR, _UNSURE, _COUNTRY)
    known |= {word for name in names for word in name}
    groups = {word for name, (mark, _) in names.items() if mark not in unlike for word in name}
    hinges = {
        word
        for name in ("kill", "harm", "killed", "die", "death", "hate", "hatred", "vile", "bad")
        for form in classes[name]
        for word in form.split()
    }
    return known, groups | hinges


def _item(words: Sequence[Word], text: str, group: str | None = None, other: bool = False) -> _Item:
    plain = " ".join(word.text for word in words)
    return _Item(text=text, start=words[0].start, end=words[-1].end, words=plain, group=group, other=other)


def _text(items: Iterable[_Item]) -> str:
    return "".join(f"{item.text} " for item in items)


def _starts(items: Sequence[_Item]) -> list[int]:
    """Where each item starts in the sentence's text."""
    starts, at = [], 0
    for item in items:
        starts.append(at)
        at += len(item.text) + 1
    return starts


def _sentences(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """The sentences, each with the stop that ends it."""
    sentence: list[_Item] = []
    for item in items:
        sentence.append(item)
        if item.text in _STOPS:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _answered(sentences: Sequence[Sequence[_Item]], i: int) -> bool:
    """Whether a sentence is a question that the next one answers with no."""
    if sentences[i][-1].text != "?" or i + 1 == len(sentences):
        return False
    return sentences[i + 1][0].text in ("no", "never", "nope", "not")


def _without_quotations(text: str) -> str:
    """The text with what it quotes of others made blank, at the same length.

    A comment that is one quotation from end to end is taken for the writer's own.
    """
    whole = len(text.strip())

    def blank(match: re.Match[str]) -> str:
        words = match.group()
        if len(words) >= 0.9 * whole or len(words.split()) < 3:
            return words
        return " " * len(words)

    return _QUOTES.sub(blank, _CITED.sub(lambda match: " " * len(match.group()), text))
