"""The words people use for the indicators of quality reports; the data stands in ``data/indicators.toml``.

What else reports tell of has its everyday words in ``data/everyday_words.toml``; what is no fixed phrase but
a way of speaking (``rag.understand.spoken``) stands in ``data/spoken.toml``.

Texts are expected in the form of ``rag.text.normalize``; the phrases are brought into it at load.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Literal, TypeVar, cast

import rjieba
from pydantic import BaseModel

from rag.text import normalize
from rag.understand.everyday_words import NAMING, Entry, EntryKind, RawEveryday, with_everyday
from rag.understand.spoken import RawWordings, Wording, Wordings, lengths_by_first

_KINDS: tuple[EntryKind, ...] = ("indicator", "word", "scope")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# A phrase of so many characters may be the ends of two words.
SHORTEST = 2
_NUMERALS = "一二两三四五六七八九十百千几多每半"
_Raw = TypeVar("_Raw", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Span:
    """A phrase of the lexicon found at ``text[start:end]``; ``alternatives`` hold it and its like."""

    start: int
    end: int
    kind: EntryKind
    names: tuple[str, ...]
    alternatives: tuple[str, ...]


class _RawEntry(BaseModel, frozen=True, extra="forbid"):
    name: str
    aliases: tuple[str, ...]
    english: tuple[str, ...]
    unit: str = ""
    kind: Literal["", "level", "rate", "money"] = ""


class _RawDerived(BaseModel, frozen=True, extra="forbid"):
    aliases: tuple[str, ...]
    minuend: str
    subtrahend: str


class _RawFunction(BaseModel, frozen=True, extra="forbid"):
    words: tuple[str, ...]
    english: tuple[str, ...]


class _RawLexicon(BaseModel, frozen=True, extra="forbid"):
    indicator: tuple[_RawEntry, ...]
    word: tuple[_RawEntry, ...]
    scope: tuple[_RawEntry, ...]
    derived: tuple[_RawDerived, ...]
    function: _RawFunction


class Lexicon:
    """Looks phrases up, and finds them in a text. Immutable; safe to share between threads."""

    def __init__(
        self,
        entries: Iterable[Entry],
        function_words: Iterable[str],
        derived: Iterable[tuple[re.Pattern[str], str]] = (),
        wordings: Wordings | None = None,
    ) -> None:
        self.entries = tuple(entries)
        self._derived = tuple(derived)
        self._wordings = wordings
        by_phrase: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for phrase in entry.phrases:
                by_phrase.setdefault(phrase, []).append(entry)
        self._by_phrase: Mapping[str, tuple[Entry, ...]] = {p: tuple(e) for p, e in by_phrase.items()}
        self._lengths = lengths_by_first(self._by_phrase)
        self._function = _any_of(function_words)

    def spell_out(self, text: str) -> str:
        """Return a question with what is the difference of two indicators spelt out (结余: 收入减去支出)."""
        for pattern, spelt in self._derived:
            if first := pattern.search(text):
                # 收入减去支出结余多少 spells it out itself; 收支相抵还结余多少 says it twice.
                plain = "" if "减" in text else spelt
                text = text[: first.start()] + plain + pattern.sub("", text[first.end() :])
        return text

    def reword(self, text: str) -> str:
        """Return a question with the names of the indicators that it tells in other words.

        一个老师带几个学生 becomes 生师比是多少; only where nothing else is asked in the same breath.
        """
        for wording in reversed(self._spoken(text, loosely=False)):
            text = text[: wording.start] + wording.spelt + text[wording.end :]
        return text

    def spoken(self, text: str, *, loosely: bool = False) -> tuple[Span, ...]:
        """Return where a text speaks of indicators in other words than their names, in order.

        Args:
            text: normalised; the spans count its characters.
            loosely: also where the clause says something besides, which may make it another question.
        """
        found = self._spoken(text, loosely=loosely)
        return tuple(replace(self._named(w.name), start=w.start, end=w.end) for w in found)

    def canonical(self, word: str) -> tuple[str, ...]:
        """Return the names of the entries that hold a phrase, empty when none does."""
        return tuple(entry.name for entry in self._by_phrase.get(normalize(word), ()))

    def indicators(self, word: str) -> frozenset[str]:
        """Return the names of the indicators that a word is a name of."""
        entries = self._by_phrase.get(normalize(word), ())
        return frozenset(entry.name for entry in entries if entry.kind == "indicator")

    def units(self, word: str) -> frozenset[str]:
        """Return the units in which the indicators that a word is a name of are usually told."""
        entries = self._by_phrase.get(normalize(word), ())
        return frozenset(entry.unit for entry in entries if entry.kind == "indicator" and entry.unit)

    def is_scope(self, word: str) -> bool:
        """Tell whether a phrase says of whom something is told: 男生, 省内, 一年级."""
        return any(entry.kind == "scope" for entry in self._by_phrase.get(normalize(word), ()))

    def find(self, text: str) -> tuple[Span, ...]:
        """Return the phrases found in a text, in order, without overlap, the longest first at each place.

        A word of two characters does not cut a longer phrase that begins in it: of 共建校外实训基地 the
        name is 校外实训基地, not 建校.

        Args:
            text: normalised; the spans count its characters.
        """
        spans: list[Span] = []
        position = 0
        while position < len(text):
            end = self._longest_at(text, position)
            if end == position + SHORTEST and self._longest_at(text, position + 1) > end + 1:
                end = 0
            if self._reaches_further(text, position, end):
                end = 0
            if end and not self._straddles(text, position, end):
                spans.append(self._span(text, position, end))
                position = end
            else:
                position += 1
        return tuple(spans)

    def _reaches_further(self, text: str, start: int, end: int) -> bool:
        """Whether the rate of a name ends in it: 学生报到率 is the 报到率 of the students, no 学生报到."""
        is_rate = text[end : end + 1] == "率" and end > start
        return is_rate and any(self._longest_at(text, at) == end + 1 for at in range(start + 1, end))

    def expand(self, text: str) -> tuple[str, ...]:
        """Return every name and alias of the phrases found in a text, each once, in order."""
        words = (word for span in self.find(normalize(text)) for word in span.names + span.alternatives)
        return tuple(dict.fromkeys(words))

    def strip_function_words(self, text: str) -> str:
        """Return a question without the words that carry no content, the gaps as single spaces.

        Phrases of the lexicon are kept whole: 学校 goes, 毕业生对学校的满意度 stays.
        """
        plain = normalize(text)
        pieces: list[str] = []
        position = 0
        for span in self.find(plain):
            pieces += (self._function.sub(" ", plain[position : span.start]), plain[span.start : span.end])
            position = span.end
        pieces.append(self._function.sub(" ", plain[position:]))
        return " ".join("".join(pieces).split())

    def blank_function_words(self, text: str) -> str:
        """Return a text of the same length with the words that carry no content blanked.

        In a Chinese text a Latin letter is a name (A类), not an English article.
        """
        chinese = re.search(r"[\u4e00-\u9fff]", text) is not None

        def blank(match: re.Match[str]) -> str:
            word = match.group()
            letter = len(word) == 1 and word.isascii() and word.isalpha()
            return word if chinese and letter else " " * len(word)

        return self._function.sub(blank, text)

    def _longest_at(self, text: str, start: int) -> int:
        for length in self._lengths.get(text[start], ()):
            end = start + length
            fits = end <= len(text) and text[start:end] in self._by_phrase
            if fits and not _cuts_word(text, start, end):
                return end
        return 0

    def _straddles(self, text: str, start: int, end: int) -> bool:
        """Tell whether a short general word ends within another word, of which it is but a part.

        其中专任教师 says nothing of a 中专, 满意度 is more than 满意, 输送了 is no 送了; the 党员 of 新党员
        are some.
        """
        if end - start > 2:
            return False
        seams = _seams(text)
        if self._by_phrase[text[start:end]][0].kind in NAMING:
            # 化学工程 is no 学工.
            return start + 1 in seams and start not in seams and end not in seams
        if end not in seams:
            # 文科生, 中职生 are those of it.
            return text[end : end + 1] != "生" or start not in seams
        if start in seams or start + 1 not in seams:
            return False
        # 新买了 is 买了, for no dictionary holds 新买, and 五个省 is of 个省.
        cut = text[max(seam for seam in seams if seam < start) : start + 1]
        return rjieba.has_word(cut) and cut[0] not in _NUMERALS

    def _spoken(self, text: str, *, loosely: bool) -> tuple[Wording, ...]:
        if self._wordings is None:
            return ()
        names = [(span.start, span.end) for span in self.find(text) if span.kind in NAMING]
        return self._wordings.find(text, names, loosely=loosely)

    def _span(self, text: str, start: int, end: int) -> Span:
        return replace(self._named(text[start:end]), start=start, end=end)

    def _named(self, phrase: str) -> Span:
        entries = self._by_phrase[phrase]
        alternatives = dict.fromkeys(other for entry in entries for other in entry.phrases)
        names = tuple(entry.name for entry in entries)
        return Span(0, len(phrase), entries[0].kind, names, tuple(alternatives))


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the packaged lexicon, read and checked once per process."""
    raw = _load("indicators.toml", _RawLexicon)
    entries = [
        _entry(kind, entry) for kind in _KINDS for entry in cast("tuple[_RawEntry, ...]", getattr(raw, kind))
    ]
    entries = with_everyday(entries, _load("everyday_words.toml", RawEveryday))
    derived = [(_any_of(entry.aliases), f"{entry.minuend}减去{entry.subtrahend}") for entry in raw.derived]
    scopes = (phrase for entry in entries if entry.kind == "scope" for phrase in entry.phrases)
    wordings = Wordings(
        _load("spoken.toml", RawWordings), (p for p in scopes if _HAN.fullmatch(p)), raw.function.words
    )
    return Lexicon(entries, (*raw.function.words, *raw.function.english), derived, wordings)


def _load(name: str, kind: type[_Raw]) -> _Raw:
    data = files("rag").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return kind.model_validate(tomllib.loads(data))


def _entry(kind: EntryKind, raw: _RawEntry) -> Entry:
    phrases = dict.fromkeys(normalize(phrase) for phrase in (raw.name, *raw.aliases, *raw.english))
    return Entry(kind, normalize(raw.name), tuple(phrases), raw.unit)


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Tell whether a span would begin or end inside a Latin word or number."""
    return _joined(text, start) or _joined(text, end)


@lru_cache(maxsize=256)
def _seams(text: str) -> frozenset[int]:
    """Where the words of a text begin and end."""
    return frozenset((0, *accumulate(map(len, rjieba.cut(text)))))


def _joined(text: str, at: int) -> bool:
    return 0 < at < len(text) and _is_latin(text[at - 1]) and _is_latin(text[at])


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of the words, the longest first, Latin ones only as whole words."""
    longest_first = sorted({normalize(word) for word in words}, key=lambda word: (-len(word), word))
    parts = (rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in longest_first)
    return re.compile("|".join(parts), re.ASCII)
