"""Arithmetic over figures of the report, in Decimal, with the formula as it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rag.find.facts import Fact
from rag.quantity import convert, split_scale

HUNDREDTH = Decimal("0.01")
ROUNDED = "四舍五入，保留两位小数"

# One side of a pair: a figure, or several that are added up.
Side = Fact | tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """A result with its formula; ``operands`` in the order of the formula, ``value`` exact or rounded.

    Of a pair, the first ``left`` operands are added up on its left side, the others on its right. ``name`` is
    what the result is called where it is no figure of the operands' names.
    """

    formula: str
    value: Decimal
    unit: str
    operands: tuple[Fact, ...]
    rounding: str = ""
    left: int = 1
    name: str = ""

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


def _facts(side: Side) -> tuple[Fact, ...]:
    return side if isinstance(side, tuple) else (side,)


def _side(side: Side, unit: str) -> tuple[Decimal, str]:
    """The value of one side of a pair in a unit, and how it stands in the formula."""
    values = [_in_unit(fact, unit) for fact in _facts(side)]
    words = " + ".join(map(plain, values))
    return sum(values, Decimal(0)), words if len(values) == 1 else f"（{words}）"


def _pair(first: Side, second: Side) -> tuple[tuple[Decimal, str], tuple[Decimal, str]]:
    unit = _facts(first)[0].unit
    return _side(first, unit), _side(second, unit)


def _in_unit(fact: Fact, unit: str) -> Decimal:
    if fact.value is None:
        raise ValueError(f"no number to calculate with: {fact.text!r}")
    if fact.unit == unit:
        return fact.value
    converted = convert(fact.value, fact.unit, unit)
    if converted is None:
        raise ValueError(f"{fact.unit!r} does not turn into {unit!r}")
    return converted


def rounded(value: Decimal) -> tuple[Decimal, str]:
    """Return a value rounded to two places, and how, where it has more."""
    near = value.quantize(HUNDREDTH, ROUND_HALF_UP)
    return (value.normalize() + 0, "") if near == value else (near, ROUNDED)


def _round_finely(value: Decimal) -> tuple[Decimal, str]:
    rounded = value.quantize(Decimal("0.000001"), ROUND_HALF_UP)
    return (value.normalize() + 0, "") if rounded == value else (rounded, "四舍五入，保留六位小数")


def difference(minuend: Side, subtrahend: Side) -> Computed:
    """Return minuend − subtrahend; of percentages in 个百分点.

    Raises:
        ValueError: the two do not measure the same thing.
    """
    (a, a_text), (b, b_text) = _pair(minuend, subtrahend)
    left = _facts(minuend)
    unit = "个百分点" if left[0].unit == "%" else left[0].unit
    operands = (*left, *_facts(subtrahend))
    # What several figures add up to is shown on the way: (134 + 618) − 946 = 752 − 946 = …
    sums = f"{plain(a)} − {plain(b)} = " if len(operands) > 2 else ""
    return Computed(f"{a_text} − {b_text} = {sums}{plain(a - b)}", a - b, unit, operands, left=len(left))


def growth(new: Side, old: Side) -> Computed | None:
    """Return (new − old) ÷ old in percent, None where old is zero."""
    (a, a_text), (b, b_text) = _pair(new, old)
    if not b:
        return None
    value, rounding = rounded((a - b) / abs(b) * 100)
    sign = "≈" if rounding else "="
    # Of a negative base the growth is measured by its size.
    base = b_text if b > 0 else plain(abs(b))
    formula = f"（{a_text} − {b_text}）÷ {base} {sign} {plain(value)}%"
    left = _facts(new)
    return Computed(formula, value, "%", (*left, *_facts(old)), rounding, len(left))


def growth_by(new: Fact, change: Fact, *, less: bool) -> Computed | None:
    """Return the growth of what is told with the amount of its change, None where nothing was before."""
    value, by = new.value, _in_unit(change, new.unit)
    if value is None:
        return None
    base = value + by if less else value - by
    if base <= 0:
        return None
    grown, rounding = rounded((-by if less else by) / base * 100)
    sign, sum_of = "≈" if rounding else "=", "+" if less else "−"
    formula = (
        f"{'−' if less else ''}{plain(by)} ÷（{plain(value)} {sum_of} {plain(by)}）{sign} {plain(grown)}%"
    )
    return Computed(formula, grown, "%", (new, change), rounding)


def multiple(a_side: Side, b_side: Side) -> Computed | None:
    """Return how many times b a is, None where b is zero."""
    return _ratio(a_side, b_side, Decimal(1), "", "倍")


def share(part: Side, whole: Side) -> Computed | None:
    """Return part ÷ whole in percent, None where whole is zero."""
    return _ratio(part, whole, Decimal(100), "%", "%")


def per(dividend: Fact, divisor: Fact) -> Computed | None:
    """Return one figure divided by another of a different kind, in both units; None where that is zero."""
    if dividend.value is None or not divisor.value:
        return None
    exact, unit, shown = dividend.value / divisor.value, dividend.unit, plain(dividend.value)
    scale, small_unit = split_scale(unit)
    scale_below, below = split_scale(divisor.unit)
    if scale == scale_below > 1:
        # 万元 among 万人次 are 元 a head.
        scale, unit = Decimal(1), small_unit
    else:
        below = divisor.unit
    if abs(exact) < 1 and scale > 1:
        # 0.33万元 a head is 3300元.
        exact, unit, shown = exact * scale, small_unit, f"{shown} × {plain(scale)}"
    value, rounding = rounded(exact) if abs(exact) >= 1 else _round_finely(exact)
    sign = "≈" if rounding else "="
    unit = f"{unit}/{below}" if below else unit
    formula = f"{shown} ÷ {plain(divisor.value)} {sign} {plain(value)}"
    return Computed(formula, value, unit, (dividend, divisor), rounding)


def _ratio(a_side: Side, b_side: Side, scale: Decimal, shown: str, unit: str) -> Computed | None:
    (a, a_text), (b, b_text) = _pair(a_side, b_side)
    if not b:
        return None
    value, rounding = rounded(a / b * scale)
    sign = "≈" if rounding else "="
    left = _facts(a_side)
    formula = f"{a_text} ÷ {b_text} {sign} {plain(value)}{shown}"
    return Computed(formula, value, unit, (*left, *_facts(b_side)), rounding, len(left))


def total(facts: Sequence[Fact]) -> Computed:
    """Return the sum of two or more figures."""
    values = _values(facts)
    value = sum(values, Decimal(0))
    return Computed(f"{' + '.join(map(plain, values))} = {plain(value)}", value, facts[0].unit, tuple(facts))


def mean(facts: Sequence[Fact]) -> Computed:
    """Return the plain average of two or more figures."""
    values = _values(facts)
    value, rounding = rounded(sum(values, Decimal(0)) / len(values))
    sign = "≈" if rounding else "="
    formula = f"（{' + '.join(map(plain, values))}）÷ {len(values)} {sign} {plain(value)}"
    return Computed(formula, value, facts[0].unit, tuple(facts), rounding)


def larger_first(a: Fact, b: Fact) -> tuple[Fact, Fact]:
    """Return two figures that measure the same thing, the larger first."""
    result = difference(a, b)
    return (b, a) if result.value < 0 else (a, b)


def of_two(operation: str, first: Side, second: Side) -> Computed | None:
    """Return the difference, growth, multiple or share of two sides, None where it has no value.

    Raises:
        KeyError: it is no operation on two sides.
    """
    return {"difference": difference, "growth": growth, "multiple": multiple, "share": share}[operation](
        first, second
    )
