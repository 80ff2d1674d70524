"""How people talk of an indicator: words in order with small gaps between; the data: ``data/spoken.toml``.

一个老师平均要带几个学生 asks for the 生师比, however it is put: some word for a teacher, for leading,
how many, some word for a student, in this order, with small words between. A pattern is one line::

    {老师} {带} {几}{学生}

``{老师}`` stands for any word of that class (``{老师|教工}``: of either), a space for a gap of small words,
``~`` for a gap of any characters, ``(a|b)`` and ``(a)?`` for a choice, ``$`` for the end of a clause.
No gap reaches over punctuation or a digit. A year, a grade or a group in a gap is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from operator import or_

from pydantic import BaseModel

# How many characters a gap may hold that are not kept, and of how many words.
GAP = 6
_WORDS_IN_GAP = 4
_MARKS = "，,。；;！!？?：:、"
_TOKEN = re.compile(
    r"\{(?P<classes>[^{}]+)\}|(?P<gap> +)|(?P<open>~)|(?P<sign>\(|\)\??|\||\$)|(?P<word>[^{}()|~$? ]+)"
)
_SIGNS = {"(": "(?:", "$": rf"[的了吗呢啊呀吧]*(?![^{_MARKS}])"}
_OPEN_GAP = rf"([^\W\d_]{{0,{GAP}}}?)"
_CHOICE = re.compile(r"\([^()]*\)\??")
_CLAUSE = re.compile(rf"[^{_MARKS}]+")
# A part of the school in a gap: 老师[在商学院]带几个学生.
_PART = r"[\u4e00-\u9fff]{2,6}?(?:学院|专业|系|校区)"


# Classes of words that say nothing besides a wording.
_IDLE = ("人称", "几", "几个", "几成")


class RawSpoken(BaseModel, frozen=True, extra="forbid"):
    """Wordings of one indicator, or of several that only the kind of figure asked for tells apart.

    ``means`` is meant whatever kind is asked for; ``rate``, ``count``, ``money``, ``time`` where that is.
    ``unless`` holds words whose presence in the clause says that something else is asked.
    """

    means: str = ""
    rate: str = ""
    count: str = ""
    money: str = ""
    time: str = ""
    patterns: tuple[str, ...]
    unless: str = ""

    def name_for(self, kind: str) -> str:
        """Return the name meant where this kind of figure is asked for, empty for none."""
        return (getattr(self, kind) if kind else "") or self.means


class RawKind(BaseModel, frozen=True, extra="forbid"):
    """A kind of figure (a field of ``RawSpoken``) and the words that ask for it."""

    name: str
    words: str


class RawWordings(BaseModel, frozen=True, extra="forbid"):
    """The whole of ``spoken.toml``; lists of words are parted by spaces."""

    classes: Mapping[str, str]
    small: str
    kept: str
    idle: str
    never: str
    asking: str
    before: str
    after: str
    kind: tuple[RawKind, ...]
    spoken: tuple[RawSpoken, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """An indicator spoken of at ``text[start:end]``; ``kept`` is what its gaps say besides (去年, 大一).

    ``asks`` tells whether a question word (多少) is part of it.
    """

    start: int
    end: int
    name: str
    kept: str = ""
    asks: bool = False

    @property
    def spelt(self) -> str:
        """What says the same with the name of the indicator."""
        return f"{self.kept}{self.name}" + ("是多少" if self.asks else "")


@dataclass(frozen=True, slots=True)
class _Pattern:
    source: str
    needs: int
    entry: RawSpoken
    unless: re.Pattern[str] | None

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled when first looked for: most never are in a process."""
        return _compiled(self.source)


class Wordings:
    """Finds where a text speaks of an indicator without its name. Immutable; safe to share."""

    def __init__(self, raw: RawWordings, scopes: Iterable[str] = (), empty: Iterable[str] = ()) -> None:
        self._classes = {name: tuple(words.split()) for name, words in raw.classes.items()}
        kept = f"{_choice((*raw.kept.split(), *scopes))}|{_PART}"
        self._kept = re.compile(kept)
        small = _choice(raw.small.split())
        self._gap = rf"((?:{small}|{kept}){{0,{_WORDS_IN_GAP}}}?)"
        idle = _choice((*raw.idle.split(), *empty, *(w for c in _IDLE for w in self._classes[c])))
        self._idle = re.compile(f"{idle}|{kept}|{small}|\\d{{4}}(?:年度?|届)?|[^\\w+]")
        self._never, self._asking = _any(raw.never), _any(raw.asking)
        self._before = re.compile(f"(?:{self.regex(raw.before)})$")
        self._after = re.compile(self.regex(raw.after))
        self._kinds = tuple((kind.name, _any(kind.words)) for kind in raw.kind)
        self._bits: dict[str, int] = {}
        self.patterns = tuple(self._read(raw.spoken))
        self._held = self._words_with_bits()
        self._lengths = lengths_by_first(self._held)

    def find(
        self, text: str, names: Sequence[tuple[int, int]] = (), *, loosely: bool = False
    ) -> tuple[Wording, ...]:
        """Return the indicators that a text speaks of in other words, in order, without overlap.

        Args:
            text: normalised; the wordings count its characters.
            names: where names stand in it that must not be cut in two.
            loosely: also where the clause says something besides, which may make it another question.
        """
        present = self._present(text)
        likely = [p for p in self.patterns if p.needs & present == p.needs]
        if not likely or self._never.search(text):
            return ()
        found = [wording for pattern in likely for wording in self._of(pattern, text, names)]
        # The longest says the most.
        found.sort(key=lambda wording: wording.start - wording.end)
        apart: list[Wording] = []
        for wording in found:
            if all(wording.end <= other.start or other.end <= wording.start for other in apart):
                apart.append(self._widened(text, wording, apart, names))
        apart.sort(key=lambda wording: wording.start)
        return tuple(apart) if loosely else tuple(w for w in apart if self._is_all(text, w, apart))

    def regex(self, pattern: str) -> str:
        """Return a pattern of ``spoken.toml`` as a regular expression whose only groups are its gaps.

        Raises:
            ValueError: it is no pattern, or names a class that there is not.
        """
        tokens = list(_TOKEN.finditer(pattern))
        if "".join(token.group() for token in tokens) != pattern:
            raise ValueError(f"not a pattern: {pattern}")
        return "".join(map(self._part, tokens))

    def _part(self, token: re.Match[str]) -> str:
        if token["gap"]:
            return self._gap
        if token["open"]:
            return _OPEN_GAP
        if token["sign"]:
            return _SIGNS.get(token["sign"], token["sign"])
        return f"(?:{_choice(self._words(token))})"

    def _words(self, token: re.Match[str]) -> tuple[str, ...]:
        """The words that a class or a word of a pattern stands for."""
        if not token["classes"]:
            return (token["word"],)
        unknown = [name for name in token["classes"].split("|") if name not in self._classes]
        if unknown:
            raise ValueError(f"no such class: {unknown}")
        return tuple(word for name in token["classes"].split("|") for word in self._classes[name])

    def _read(self, entries: Iterable[RawSpoken]) -> Iterator[_Pattern]:
        for entry in entries:
            unless = _any(entry.unless) if entry.unless else None
            for pattern in entry.patterns:
                yield _Pattern(self.regex(pattern), self._needs(pattern), entry, unless)

    def _needs(self, pattern: str) -> int:
        """The bits of the classes and words without which a pattern is not worth looking for."""
        needed = pattern
        while (outer := _CHOICE.sub(" ", needed)) != needed:
            needed = outer
        tokens = [token.group() for token in _TOKEN.finditer(needed) if token["classes"] or token["word"]]
        return reduce(or_, (self._bits.setdefault(token, 1 << len(self._bits)) for token in tokens), 0)

    def _words_with_bits(self) -> dict[str, int]:
        held: dict[str, int] = {}
        for token, bit in self._bits.items():
            match = _TOKEN.fullmatch(token)
            for word in self._words(match) if match else ():
                held[word] = held.get(word, 0) | bit
        return held

    def _present(self, text: str) -> int:
        """The bits of the classes and words that stand in a text."""
        lengths = ((start, length) for start, c in enumerate(text) for length in self._lengths.get(c, ()))
        return reduce(or_, (self._held.get(text[start : start + n], 0) for start, n in lengths), 0)

    def _of(self, pattern: _Pattern, text: str, names: Sequence[tuple[int, int]]) -> Iterator[Wording]:
        for match in pattern.regex.finditer(text):
            start, end = match.span()
            clause = _clause_at(text, start, end)
            if _cuts(start, end, names) or (pattern.unless and pattern.unless.search(clause)):
                continue
            name = pattern.entry.name_for(self._kind(clause) or self._kind(text))
            if name and (kept := self._kept_in(match)) is not None:
                yield Wording(start, end, name, kept)

    def _kind(self, text: str) -> str:
        return next((name for name, words in self._kinds if words.search(text)), "")

    def _is_all(self, text: str, wording: Wording, found: Sequence[Wording]) -> bool:
        """Tell whether the clause of a wording says nothing besides it."""
        for other in found:
            text = text[: other.start] + "\n" * (other.end - other.start) + text[other.end :]
        clause = _clause_at(text, wording.start, wording.end)
        return not self._idle.sub("", clause + wording.kept)

    def _kept_in(self, match: re.Match[str]) -> str | None:
        """What stands in the gaps of a match and is no small word; None where a gap is too wide."""
        gaps = match.groups("")
        if any(len(self._kept.sub("", gap)) > GAP for gap in gaps):
            return None
        return "".join(gap if self._idle.sub("", gap) else "".join(self._kept.findall(gap)) for gap in gaps)

    def _widened(
        self, text: str, wording: Wording, others: Sequence[Wording], names: Sequence[tuple[int, int]]
    ) -> Wording:
        """A wording with whom it is said of and with how much is asked (有几成毕业生 …, … 的占多少)."""
        start, end = wording.start, wording.end
        low = max((other.end for other in others if other.end <= start), default=0)
        high = min((other.start for other in others if other.start >= end), default=len(text))
        before, after = self._before.search(text, low, start), self._after.match(text, end, high)
        kept = [wording.kept]
        if before and not _cuts(before.start(), end, names):
            start, kept = before.start(), [self._kept_in(before) or "", *kept]
        if after and not _cuts(start, after.end(), names):
            end, kept = after.end(), [*kept, self._kept_in(after) or ""]
        asks = self._asking.search(text, start, end) is not None and not self._asking.match(text, end)
        return replace(wording, start=start, end=end, kept="".join(kept), asks=asks)


@lru_cache(maxsize=4096)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _clause_at(text: str, start: int, end: int) -> str:
    return next((m.group() for m in _CLAUSE.finditer(text) if m.start() <= start < m.end()), text[start:end])


def _cuts(start: int, end: int, names: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a span begins or ends inside a name."""
    return any(a < start < b or a < end < b for a, b in names)


def lengths_by_first(phrases: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    """Return for each first character the lengths of its phrases, longest first."""
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _any(words: str) -> re.Pattern[str]:
    return re.compile(_choice(words.split()))
