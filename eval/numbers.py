"""Numbers in Chinese text, found and compared without any help from the engine that is being judged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from eval.types import ExpectedValue

_SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
# Exponents and list marks are no figures, but NFKC would make digits of them.
# Section numbers (2.1.1) and dotted dates are names, not figures, and are matched first to be passed over.
_NO_FIGURES = str.maketrans("", "", "²³①②③④⑤⑥⑦⑧⑨⑩")
_NUMBER = re.compile(
    r"(?P<name>\d+(?:\.\d+){2,})"
    r"|(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s*(?P<scale>[万亿]?)\s*(?P<unit>个?百分点|%|人次|人日|人时|[^\W\d_])?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as found: ``value`` without its 万, ``scaled`` with it; ``unit`` is ``%`` for percentages
    and percentage points alike, else the word or first letter that follows, empty for none.
    """

    text: str
    value: Decimal
    scaled: Decimal
    decimals: int
    unit: str


def fold(text: str) -> str:
    """Return the text with full-width forms folded, and without whitespace and quotation marks."""
    return re.sub(r"[\s“”\"'‘’《》]", "", unicodedata.normalize("NFKC", text))


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text in order; a number is never part of a longer one."""
    found = []
    for match in _NUMBER.finditer(unicodedata.normalize("NFKC", text.translate(_NO_FIGURES))):
        if match["name"]:
            continue
        value = Decimal(match["digits"].replace(",", ""))
        unit = match["unit"] or ""
        found.append(
            Number(
                text=match[0].strip(),
                value=value,
                scaled=value * _SCALES[match["scale"]],
                decimals=len(match["digits"].partition(".")[2]),
                unit="%" if unit.endswith("百分点") else unit,
            )
        )
    return tuple(found)


def expected_number(expected: ExpectedValue) -> Number:
    """Return an expected value as the number it would be in a text."""
    value = abs(expected.value)
    return find_numbers(f"{value:f}{expected.unit}")[0]


def matches(number: Number, expected: ExpectedValue) -> bool:
    """Whether a number of the answer is the expected one.

    Signs are left to the words around (下降), 万 is resolved, a percentage only fits a percentage. A
    computed value may be rounded to one decimal or more, or to none from 100 on.
    """
    wanted = expected_number(expected)
    if (number.unit == "%") != (wanted.unit == "%") and number.unit and wanted.unit:
        return False
    pairs = [(number.scaled, wanted.scaled)]
    if not number.unit or not wanted.unit:
        pairs.append((number.value, wanted.value))
    return any(_same(got, want, number.decimals, bool(expected.formula)) for got, want in pairs)


def _same(got: Decimal, want: Decimal, decimals: int, computed: bool) -> bool:
    if got == want:
        return True
    if not computed or (decimals == 0 and want < 100):
        return False
    step = Decimal(1).scaleb(-decimals)
    return abs(got - want) <= step / 2


def holds(numbers: Iterable[Number], expected: ExpectedValue) -> bool:
    """Whether one of the numbers is the expected one."""
    return any(matches(number, expected) for number in numbers)
