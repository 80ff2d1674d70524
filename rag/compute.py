"""Arithmetic over figures of the report, in Decimal, with the formula as it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rag.facts import Fact
from rag.quantity import convert

HUNDREDTH = Decimal("0.01")
ROUNDED = "四舍五入，保留两位小数"


@dataclass(frozen=True, slots=True)
class Computed:
    """A result with its formula; ``operands`` in the order of the formula, ``value`` exact or rounded."""

    formula: str
    value: Decimal
    unit: str
    operands: tuple[Fact, ...]
    rounding: str = ""

    @property
    def text(self) -> str:
        """The result as shown, with its unit."""
        return f"{plain(self.value)}{self.unit}"


@dataclass(frozen=True, slots=True)
class Calculated:
    """What an operation gave: the facts to show and the computed results.

    ``coverage`` tells how well a stated change fits, to weigh it against one that is computed.
    """

    operation: str
    score: float
    facts: tuple[Fact, ...]
    computed: tuple[Computed, ...] = ()
    coverage: float = 0.0


def plain(value: Decimal) -> str:
    """Return a decimal without exponent: 1E+3 → 1000; its printed places stay."""
    return format(value, "f")


def comparable(facts: Sequence[Fact]) -> bool:
    """Tell whether these figures measure the same thing: 人 and 人日 do not, 万元 and 元 do."""
    first = facts[0]
    return all(
        fact.value is not None
        and first.value is not None
        and (fact.unit == first.unit or convert(fact.value, fact.unit, first.unit) is not None)
        for fact in facts
    )


def _values(facts: Sequence[Fact]) -> list[Decimal]:
    unit = facts[0].unit
    return [_in_unit(fact, unit) for fact in facts]


def _in_unit(fact: Fact, unit: str) -> Decimal:
    if fact.value is None:
        raise ValueError(f"no number to calculate with: {fact.text!r}")
    if fact.unit == unit:
        return fact.value
    converted = convert(fact.value, fact.unit, unit)
    if converted is None:
        raise ValueError(f"{fact.unit!r} does not turn into {unit!r}")
    return converted


def _round(value: Decimal) -> tuple[Decimal, str]:
    rounded = value.quantize(HUNDREDTH, ROUND_HALF_UP)
    return (value.normalize() + 0, "") if rounded == value else (rounded, ROUNDED)


def difference(minuend: Fact, subtrahend: Fact) -> Computed:
    """Return minuend − subtrahend; of percentages in 个百分点.

    Raises:
        ValueError: the two do not measure the same thing.
    """
    a, b = _values((minuend, subtrahend))
    unit = "个百分点" if minuend.unit == "%" else minuend.unit
    return Computed(f"{plain(a)} − {plain(b)} = {plain(a - b)}", a - b, unit, (minuend, subtrahend))


def growth(new: Fact, old: Fact) -> Computed | None:
    """Return (new − old) ÷ old in percent, None where old is zero."""
    a, b = _values((new, old))
    if not b:
        return None
    value, rounding = _round((a - b) / abs(b) * 100)
    sign = "≈" if rounding else "="
    formula = f"（{plain(a)} − {plain(b)}）÷ {plain(abs(b))} {sign} {plain(value)}%"
    return Computed(formula, value, "%", (new, old), rounding)


def multiple(a_fact: Fact, b_fact: Fact) -> Computed | None:
    """Return how many times b a is, None where b is zero."""
    a, b = _values((a_fact, b_fact))
    if not b:
        return None
    value, rounding = _round(a / b)
    sign = "≈" if rounding else "="
    return Computed(f"{plain(a)} ÷ {plain(b)} {sign} {plain(value)}", value, "倍", (a_fact, b_fact), rounding)


def share(part: Fact, whole: Fact) -> Computed | None:
    """Return part ÷ whole in percent, None where whole is zero."""
    a, b = _values((part, whole))
    if not b:
        return None
    value, rounding = _round(a / b * 100)
    sign = "≈" if rounding else "="
    formula = f"{plain(a)} ÷ {plain(b)} {sign} {plain(value)}%"
    return Computed(formula, value, "%", (part, whole), rounding)


def total(facts: Sequence[Fact]) -> Computed:
    """Return the sum of two or more figures."""
    values = _values(facts)
    value = sum(values, Decimal(0))
    return Computed(f"{' + '.join(map(plain, values))} = {plain(value)}", value, facts[0].unit, tuple(facts))


def mean(facts: Sequence[Fact]) -> Computed:
    """Return the plain average of two or more figures."""
    values = _values(facts)
    value, rounding = _round(sum(values, Decimal(0)) / len(values))
    sign = "≈" if rounding else "="
    formula = f"（{' + '.join(map(plain, values))}）÷ {len(values)} {sign} {plain(value)}"
    return Computed(formula, value, facts[0].unit, tuple(facts), rounding)


def larger_first(a: Fact, b: Fact) -> tuple[Fact, Fact]:
    """Return two figures that measure the same thing, the larger first."""
    result = difference(a, b)
    return (b, a) if result.value < 0 else (a, b)
