"""The years that a question asks about, named (2020年, 2019-2021年) or counted from the newest (去年)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.find.figures import han_number, years_of
from rag.understand.words import blank, blanked

_RELATIVE_YEARS = (
    (re.compile(r"今年|本学?年度?|当年|this year"), 0),
    (re.compile(r"去年|上一?学?年度?(?!级)|上一?届|前一学?年度?|last year"), -1),
    (re.compile(r"前年"), -2),
)
_THAT_YEAR = re.compile(r"当年|那年|那一年|该年度?|同年")
# 去年（2024年): the year is told behind.
_SPELT_OUT = re.compile(r"(?:今年|去年|前年|上一?学?年度?|上一?届)(?=[(（]\s?(?:19|20)\d{2})")
# How many years back: 近三年, 两年来; but neither 两年制 nor 两年级.
_SPAN_YEARS = re.compile(
    r"(?:近|这|过去|最近|连续)([两二三四五六\d])个?学?年|"
    r"(两)(?:个)?年(?!级|制|期|行动)(?:度|来|间|里)?|(?<=\d)([三四五])年"
)
# Two years joined: those between are asked about too, unless they are named one by one (和, 与, 比).
_JOINED_YEARS = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:\s?[-—–－至到~和与、比]|\s?年[-—–－至到~])\s?((?:19|20)\d{2})"
)
# A year without 年 beside what makes it one; 2020级 is a grade, 2020.5 a figure.
_BARE_YEAR = re.compile(
    r"(?<![\d.])((?:19|20)\d{2})(?!\s?级)"
    r"(?=\s*(?:年|届|学年|和|与|、|,|，|比|到|至|-|—|$|[^\d.%a-z]))"
)
# A school year counts as the one that it ends in.
_SCHOOL_YEAR = re.compile(r"(?<!\d)20\d{2}\s?年?[-—–－至到~/]\s?(?:20)?(\d{2})\s?学年度?")
# The same with its century left out: 21-22学年.
_SHORT_SCHOOL_YEAR = re.compile(r"(?<!\d)([0-3]\d)\s?(?:学?年)?[-—–－至到~/]\s?(\d{2})\s?学年度?")
_SHORT_YEAR = re.compile(r"(?<!\d)([0-3]\d)学?年|(?<![\d第])([12]\d)届")
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}\s?(?:年度?|学年|届)?(?!\s?级)")
# What is compared with a relative year, once that is blanked: 比[上年]增加.
_COMPARED = re.compile(r"[比较与同和跟]\s{2,3}")
_YEAR_BEFORE = re.compile(r"同比|[比较](?:上|前|去)一?年")
# Two years further apart than this are no span: 1993和2020, a founding year and this one.
_LONGEST_SPAN = 12


@dataclass(frozen=True, slots=True)
class AskedYears:
    """``years`` named, oldest first, and ``offsets`` from the report's data year (去年: -1), newest first."""

    years: tuple[int, ...]
    offsets: tuple[int, ...]


def find_years(text: str) -> tuple[AskedYears, str]:
    """Return the years asked about, and the question with them blanked."""
    text = _SPELT_OUT.sub(blank, text)
    years = [2000 + int(match[1]) for match in _SCHOOL_YEAR.finditer(text)]
    text = _SCHOOL_YEAR.sub(blank, text)
    years += [2000 + int(m[2]) for m in _SHORT_SCHOOL_YEAR.finditer(text) if int(m[2]) == int(m[1]) + 1]
    text = _SHORT_SCHOOL_YEAR.sub(blank, text)
    years += _named_years(text)
    # 2030届毕业生当年的…: the year that was just named.
    text = _THAT_YEAR.sub(blank, text) if years else text
    offsets, text = _relative_years(text)
    # A year compared with “the year before” (比上年) also means the newest one, where none is named.
    if offsets == [-1] and not years and _COMPARED.search(text):
        offsets = [0, -1]
    for pattern in (_JOINED_YEARS, _ANY_YEAR, _SHORT_YEAR):
        text = pattern.sub(blank, text)
    return AskedYears(tuple(sorted(set(years))), tuple(sorted(set(offsets), reverse=True))), text


def _named_years(text: str) -> list[int]:
    years = [year for _, year in years_of(text)]
    for match in _JOINED_YEARS.finditer(text):
        first, last = int(match[1]), int(match[2])
        spanned = 0 < last - first < _LONGEST_SPAN and not re.search("[和与、比]", match.group())
        years += range(first, last + 1) if spanned else (first, last)
    years += [int(match[1]) for match in _BARE_YEAR.finditer(text)]
    return years + [2000 + int(match[1] or match[2]) for match in _SHORT_YEAR.finditer(text)]


def _relative_years(text: str) -> tuple[list[int], str]:
    offsets = []
    for pattern, offset in _RELATIVE_YEARS:
        if pattern.search(text):
            offsets.append(offset)
            text = pattern.sub(blank, text)
    span = _SPAN_YEARS.search(text)
    if span:
        digit = span[1] or span[2] or span[3]
        offsets += [-back for back in range(han_number(digit) or int(digit))]
        text = blanked(text, *span.span())
    return offsets, text


def compared_years(asked: AskedYears, text: str) -> AskedYears:
    """Return the years with the one before that a question compares its only year with (同比, 比上年)."""
    if len(asked.years) == 1 and _YEAR_BEFORE.search(text):
        return AskedYears((asked.years[0] - 1, asked.years[0]), ())
    return asked


def other_year(years: tuple[int, ...], offsets: tuple[int, ...]) -> tuple[int, ...]:
    """Return the offsets of a change with those of the year compared with.

    A change that names one year is one between that year and the newest.
    """
    if len(years) == 1 and not offsets:
        return (0,)
    return (0, -1) if offsets == (-1,) and not years else offsets
