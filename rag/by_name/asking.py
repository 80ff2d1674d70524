"""The words of a question besides the headings it names: what they ask to be done; ``data/asking.toml``.

The words are a closed list, so that a question counts as read only when nothing of it is left over. It is
cut into the fewest words of the list (maximum matching; Chen & Liu, "Word identification for Mandarin
Chinese sentences", COLING 1992).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel

from rag.find.figures import MEASURES, han_number
from rag.quantity import SCALES
from rag.text import normalize

# Stand in a text for the headings that the question names.
ROW, COLUMN = "\0", "\1"
HEADINGS = ROW + COLUMN
_NUMBER = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?)\s?(?P<scale>[万亿千])?(?P<unit>{MEASURES})?|"
    r"(?P<han>[二两三四五六七八九十]+)(?P<thing>[个名位项家所门类种者行条块样处方边头间栏列])?"
)
_UNIT = re.compile(MEASURES)
_WHICH = re.compile("哪一?$")
_PASSED_OVER = re.compile(r"[\s,，。.、;；:：!！?？()（）\[\]【】{}《》“”\"'‘’「」=＝×*_~—…□]")
# So many ways to cut a question are tried.
_WAYS = 6

Asks = frozenset[str]
NOTHING: Asks = frozenset({""})


class _RawWords(BaseModel, frozen=True, extra="forbid"):
    asks: str
    words: str


class _RawAsking(BaseModel, frozen=True, extra="forbid"):
    words: tuple[_RawWords, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question with what it may ask for; of a number its value and unit.

    ``asks`` holds the empty text where the word may say nothing; ``scaled``: the number is told in 万,
    ``behind``: the kind of heading right before it, ``names``: it may be short for a heading.
    """

    start: int
    end: int
    asks: Asks
    value: Decimal | None = None
    unit: str = ""
    scaled: bool = False
    behind: str = ""
    names: bool = False


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[Mapping[str, Asks], int]:
    """What each word asks for, and how long the longest is."""
    raw = _RawAsking.model_validate(
        tomllib.loads((files("rag.data") / "asking.toml").read_text(encoding="utf-8"))
    )
    found: dict[str, Asks] = {}
    for entry in raw.words:
        for word in map(normalize, entry.words.split()):
            found[word] = found.get(word, frozenset()) | {entry.asks}
    return found, max(map(len, found))


def is_asking(text: str) -> bool:
    """Tell whether a text is one of the words that ask for something to be done."""
    return _vocabulary()[0].get(text, NOTHING) != NOTHING


def cuts(
    text: str, also: Collection[str] = (), names: Collection[tuple[int, int]] = ()
) -> tuple[tuple[Word, ...], ...]:
    """Return the ways to cut a text into words, those with the fewest first; none where any is unknown.

    Args:
        text: the question, its years blanked, ``ROW`` and ``COLUMN`` in place of the headings.
        also: further words that say nothing, such as what the rows of a table are called.
        names: where pieces stand that may be names, from and to.
    """
    best: list[list[tuple[int, tuple[Word, ...]]]] = [*([] for _ in text), [(0, ())]]
    for start in reversed(range(len(text))):
        ways: list[tuple[int, tuple[Word, ...]]] = []
        if text[start] in HEADINGS or _PASSED_OVER.match(text[start]):
            ways += best[start + 1]
        if text[start] not in HEADINGS:
            called = (Word(*span, NOTHING, names=True) for span in names if span[0] == start)
            for word in (*_words_at(text, start, also), *called):
                ways += [(cost + 1, (word, *rest)) for cost, rest in best[word.end]]
        best[start] = sorted(ways, key=lambda way: way[0])[:_WAYS]
    return tuple(words for _, words in best[0])


def unexplained(text: str, also: Collection[str] = ()) -> tuple[int, int] | None:
    """Return the one shortest stretch of a text without which it is made up of words of the list, if any.

    Args:
        text: as for ``cuts``.
        also: further words that say nothing.
    """
    after, before = {0}, {len(text)}
    for start in range(len(text)):
        if start in after:
            after |= set(_ends_at(text, start, also))
    if len(text) in after:
        return None
    for start in reversed(range(len(text))):
        if any(end in before for end in _ends_at(text, start, also)):
            before.add(start)
    gaps = ((start, end) for start in after for end in before if start < end)
    free = (gap for gap in gaps if not any(char in HEADINGS for char in text[slice(*gap)]))
    return min(free, key=lambda gap: (gap[1] - gap[0], gap), default=None)


def _ends_at(text: str, start: int, also: Collection[str]) -> Iterator[int]:
    if text[start] in HEADINGS or _PASSED_OVER.match(text[start]):
        yield start + 1
    if text[start] not in HEADINGS:
        yield from (word.end for word in _words_at(text, start, also))


def _words_at(text: str, start: int, also: Collection[str]) -> Iterator[Word]:
    """The words of which one may begin at a place, the longest first."""
    vocabulary, longest = _vocabulary()
    end = min(len(text), start + longest)
    end = next((at for at in range(start, end) if text[at] in HEADINGS), end)
    for stop in range(end, start, -1):
        piece = text[start:stop]
        if piece == "多" and text.startswith("多少", start):
            continue
        asks = vocabulary.get(piece) or (NOTHING if piece in also else None)
        if asks:
            before = text[start - 1 : start]
            yield Word(start, stop, asks, behind=before if before in HEADINGS else "")
    if number := _NUMBER.match(text, start):
        yield _number(number)
    # 哪个 asks which, and tells no unit.
    if not _WHICH.search(text, 0, start) and (unit := _UNIT.match(text, start)):
        yield Word(start, unit.end(), frozenset({"", "unit"}), unit=unit.group())


def _number(match: re.Match[str]) -> Word:
    if match["han"]:
        value = Decimal(han_number(match["han"]) or 0)
        return Word(*match.span(), frozenset({"number"}), value, match["thing"] or "")
    value = Decimal(match["number"]) * SCALES.get(match["scale"] or "", Decimal(1))
    unit, scaled = match["unit"] or "", match["scale"] is not None
    return Word(*match.span(), frozenset({"number"}), value, unit, scaled)


def asked_by(words: Iterable[Word]) -> tuple[Asks, ...]:
    """Return what each word asks for that cannot but ask for something; numbers are left out."""
    return tuple(w.asks for w in words if "" not in w.asks and "number" not in w.asks)
