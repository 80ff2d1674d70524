"""The last step of every answer: no number without a source."""

from __future__ import annotations

import re
from decimal import Decimal

from rag.find.figures import han_number
from rag.quantity import split_scale
from rag.text import normalize
from rag.types import Answer

_MARK = re.compile(r"\[\d+\]")
_PLACE = re.compile(
    r"(?:附?表|案例|图)\s?\d+(?:[-.]\d+)?|第\s?\d+\s?页|(?<![\d.])\d+(?:\.\d+)+\s?(?=节|小节)"
)
# Digits behind a letter, or before a plus, are part of a name: A10, EPS2021, 1+X.
_NUMBER = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?(?!\+|\d)")
_BRACKETED_SUM = re.compile(r"（([\d.]+(?: \+ [\d.]+)+)）")
_HAN = re.compile(r"[一二两三四五六七八九十百千]+(?=[个项门所家人名件次届年%])")


def numbers_in(text: str) -> frozenset[Decimal]:
    """Return every number of a text as a plain value; thousands separators and width do not matter."""
    plain = normalize(text)
    found = {Decimal(number).normalize() for number in _NUMBER.findall(plain)}
    for match in re.finditer(r"(\d+(?:\.\d+)?)\s?([万亿])", plain):
        found.add((Decimal(match[1]) * split_scale(match[2])[0]).normalize())
    found |= {Decimal(value).normalize() for word in _HAN.findall(plain) if (value := han_number(word))}
    return frozenset(found)


def _sums_in(formula: str) -> frozenset[Decimal]:
    """What the bracketed sums of a formula come to: results on the way to the result."""
    sums = (re.findall(r"\d+(?:\.\d+)?", inner) for inner in _BRACKETED_SUM.findall(formula))
    return frozenset(sum(map(Decimal, terms), Decimal(0)).normalize() for terms in sums)


def unsourced(answer: Answer, known_years: frozenset[int] = frozenset()) -> tuple[str, ...]:
    """Return the numbers in the answer's text that nothing cited holds; empty when all is well.

    Args:
        answer: any answer, whoever wrote it.
        known_years: years that may be named without a quote: those asked about and the report's own.

    Citation marks and the names of places (表12, 第 12 页) are no figures. The formula's own numbers must
    be cited; its result is sourced by it.
    """
    sources = frozenset().union(
        *(numbers_in(f"{c.quote} {c.title} {c.section_title}") for c in answer.citations),
    )
    allowed = set(sources)
    # What a table calls its rows and columns is its own words (1+X试点, 15-24岁), as printed.
    allowed |= frozenset().union(*(numbers_in(figure.indicator) for figure in answer.figures))
    if answer.calculation:
        allowed |= numbers_in(answer.calculation.result) | _sums_in(answer.calculation.formula)
        # 万元 turned into 元.
        allowed |= {
            Decimal(scale).normalize() for scale in re.findall(r"× (10+)\b", answer.calculation.formula)
        }
        # An average is divided by how many there are.
        allowed.add(Decimal(answer.calculation.formula.count("+") + 1).normalize())
    allowed |= {Decimal(year).normalize() for year in known_years}
    shown = _PLACE.sub(" ", _MARK.sub(" ", normalize(answer.text)))
    return tuple(
        number
        for number in dict.fromkeys(_NUMBER.findall(shown))
        if Decimal(number).normalize() not in allowed
    )
