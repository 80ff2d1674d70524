"""Labels of rows and columns, and the character pairs by which texts are matched.

Matching is by pairs of neighbouring characters (bigrams), not by words: Chinese indicators are compounds
that a segmenter cuts differently in the question and in the table (Nie et al., "On the use of words and
n-grams for Chinese information retrieval", IRAL 2000).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.quantity import without_unit
from rag.text import normalize

Grams = frozenset[str]

_YEAR_LABEL = re.compile(
    r"^(?:(?:19|20)\d{2}\s?[-—–~至/]\s?(?:19|20)?(?P<end>\d{2})\s?学年度?|(?P<year>(?:19|20)\d{2})\s?(?:年度?|学年|届)?)$"
)
# 2022—2023学年通过率 names a year and what is told of it; 上届落实率 the year before.
_SCHOOL_YEAR_OF = re.compile(
    r"^(?:19|20)\d{2}\s?[-—–~至/]\s?(?:19|20)?(?P<end>\d{2})\s?学年度?(?=[\u4e00-\u9fff]{2})"
)
_YEAR_BEFORE = re.compile(r"^(?:上一?[年届]|上一?学?年度?|去年)(?=[\u4e00-\u9fff]{2})")
# 其中：, a dash or a number before a label.
_PREFIX = re.compile(r"^(?:[-—–]+|其中[:：]?|[(（]\d{1,2}[)）]|\d{1,2}(?:\.(?!\d)|[、 ])\s*|[①-⑳])+")
# What a row is called that holds all the others; a column of them may name its year (2030年合计).
_TOTAL = re.compile(
    r"^(?:(?:19|20)\d{2}年度?)?(?:合计|总计|共计|总数|(?:学院|系部?|分院)?小计|全校|全院|全市|全省|全体|总体|整体|总量|总和|平均)(?:[/或、]平均)?$"
)
# A part of the school: the words of its name are those of its courses (护理学院, 护理).
_BODY = re.compile(r"..(?:学院|系|部)$")
# A unit that is spoken as part of the name: 实际录取（人） is 实际录取人数.
_COUNTED = re.compile(r"[(（](?P<unit>人次?|个|门|项|件|所|名|家|人日|元|万元)[)）]$")
# So many rows, and such a share of them, make what they are called at their end the name of all.
LEAST_ROWS, MOST_ROWS = 3, 0.6
# Pairs are not read over these; brackets and quotes are passed over: 理科（市外） is 理科市外.
_APART = re.compile(r"[,，。；;:：、!！?？]")
_UNTELLING = re.compile(r"及(?=以[上下内外])|[\s“”\"'‘’《》()（）—–\-·/]|的|各(?!类)")


@lru_cache(maxsize=65536)
def grams(text: str) -> Grams:
    """Return the pairs of neighbouring characters of a normalised text, and its single characters."""
    found: set[str] = set()
    for piece in _APART.split(_UNTELLING.sub("", normalize(text))):
        found.update(piece[i : i + 2] for i in range(len(piece) - 1))
        found.update(piece)
    return frozenset(found)


@lru_cache(maxsize=16384)
def pairs_of(text: str) -> tuple[str, ...]:
    """Return the pairs of a word in order; of a word of one character, that."""
    plain = _UNTELLING.sub("", normalize(text))
    return tuple(plain[i : i + 2] for i in range(len(plain) - 1)) or tuple(plain)


def spelt(pairs: Sequence[str]) -> str:
    """Return the word that pairs of characters, in order, are of."""
    return "".join((*pairs[:1], *(pair[-1] for pair in pairs[1:])))


def common_ending(names: Iterable[str]) -> str:
    """Return the last two characters that most of several names end in (学院), empty where they differ."""
    endings = [name[-2:] for name in set(names) if len(name) > 2]
    if len(endings) < LEAST_ROWS:
        return ""
    ending, number = Counter(endings).most_common(1)[0]
    return ending if number >= MOST_ROWS * len(endings) and re.fullmatch("[\u4e00-\u9fff]{2}", ending) else ""


def shown_label(text: str) -> str:
    """Return a label as printed, without 其中：, numbering and its unit."""
    label = _PREFIX.sub("", text.strip()).strip(": ：")
    return without_unit(label) or label


def bare_label(text: str) -> str:
    """Return a row or column label without 其中：, numbering and its unit: ``其中：省内`` → ``省内``."""
    label = _PREFIX.sub("", normalize(text).strip()).strip(": ：")
    return without_unit(label) or label


@dataclass(frozen=True, slots=True)
class Label:
    """A row or a column of a table as it is matched; ``verbatim`` is a name that is
    long, or has digits, brackets or Latin letters.

    ``own`` is the innermost label's grams, ``spoken`` those with the way its unit is spoken (实际录取（人）
    is 实际录取人数), ``telling`` those of it and of the parents that are no rows themselves. ``total`` marks
    合计, 全校 and the like: what is meant when no part is named. ``group`` are the grams of a heading over
    this row alone, by which it is known as well. ``body`` is the part of the school over it. ``before``
    marks what is told of the year before.
    """

    index: int
    path: tuple[str, ...]
    bare: tuple[str, ...]
    all: Grams
    own: Grams
    spoken: Grams
    telling: Grams
    year: int | None
    total: bool
    verbatim: str = ""
    group: Grams = frozenset()
    body: str = ""
    before: bool = False

    @property
    def name(self) -> str:
        """The innermost label that is no year, for show."""
        names = [bare for bare in self.bare if not _YEAR_LABEL.match(bare)]
        return names[-1] if names else ""


def _is_own_name(label: str) -> bool:
    """Whether a label is so much its own that it standing in a question leaves no doubt."""
    return (
        len(label) >= 6
        or (len(label) > 1 and re.search(r"[0-9a-z()]", label) is not None)
        or _BODY.search(label) is not None
    )


def _is_alone(path: tuple[str, ...], others: frozenset[tuple[str, ...]]) -> bool:
    """Whether a row is the only one under a heading that is no row itself."""
    if len(path) < 2 or path[:-1] in others:
        return False
    return sum(other[: len(path) - 1] == path[:-1] for other in others) == 1


def _year_of(label: str) -> int | None:
    """The year that a label is; a school year counts as the one it ends in."""
    if match := _SCHOOL_YEAR_OF.match(label):
        return int(f"20{match['end']}")
    match = _YEAR_LABEL.match(label)
    return int(match["year"] or f"20{match['end']}") if match else None


def _spoken(label: str, unit: str) -> str:
    """How a label is spoken: with its unit, 女 as 女生."""
    return f"{label}生" if label in ("男", "女") else label + (f"{unit}数" if unit else "")


def make_label(
    index: int,
    path: tuple[str, ...],
    others: frozenset[tuple[str, ...]] = frozenset(),
    words: str = "",
    unit: str = "",
) -> Label:
    """Return the label of a row or column path; years are kept apart from what is matched.

    Args:
        index: the row's or column's place in the table's grid.
        path: the printed labels, outermost first.
        others: the paths of all rows of the table.
        words: the texts of the row's cells that are no numbers; a row is also known by them.
        unit: what all of a column is counted in by the table's heading, where its own tells nothing.
    """
    counted = _COUNTED.search(normalize(path[-1])) if path else None
    unit = counted["unit"] if counted else unit
    printed = tuple(bare_label(part) for part in path)
    bare = tuple(_SCHOOL_YEAR_OF.sub("", part) for part in printed)
    named = [part for part in bare if not _YEAR_LABEL.match(part)]
    years = [year for part in printed if (year := _year_of(part))]
    # Parents that are rows themselves (全校 over 其中：省内) are other figures, no part of its name.
    telling = [
        p for i, p in enumerate(bare) if p in named and (i + 1 == len(path) or path[: i + 1] not in others)
    ]
    return Label(
        index=index,
        path=path,
        bare=bare,
        all=grams(" ".join(named)) | grams(words),
        own=grams(named[-1]) if named else frozenset(),
        spoken=grams(_spoken(named[-1], unit)) if named else frozenset(),
        telling=grams(" ".join(telling)),
        year=years[-1] if years else None,
        total=any(map(_TOTAL.match, telling)),
        verbatim=named[-1] if named and _is_own_name(named[-1]) else "",
        group=grams(bare[-2]) if _is_alone(path, others) else frozenset(),
        body=named[-2] if len(named) > 1 and _BODY.search(named[-2]) else "",
        before=bool(named) and _YEAR_BEFORE.match(named[-1]) is not None,
    )
