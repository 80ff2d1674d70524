"""Whether two figures for one thing are the same number, or contradict each other."""

from __future__ import annotations

import re
from decimal import Decimal

from rag.find.facts import Fact
from rag.quantity import convert

# Beyond this ratio two figures are more likely two things than one thing told in two ways.
MAX_RATIO, MAX_RATIO_UNNAMED = Decimal("1.6"), Decimal("1.05")
_PER_HEAD = re.compile(r"/[生人]$")
_TO_ONE = re.compile(r"^(?:[:：∶]\s?1|[—-])$")
_THINGS = frozenset("个 项 件 门 种 类 支 所 家 间 份 篇 部 本 场 次".split())


def equal_values(a: Fact, b: Fact) -> bool:
    """Tell whether two figures are the same number, the coarser one being a rounding of the finer."""
    if a.value is None or b.value is None:
        return a.text == b.text
    value = _in_unit_of(b, a)
    if value is None:
        return False
    places = min(-int(a.value.as_tuple().exponent), -int(value.as_tuple().exponent))
    step = a.value.__class__(1).scaleb(-max(places, 0))
    return a.value == value or (places > 0 and abs(a.value - value) <= step / 2)


def at_odds(a: Fact, b: Fact, *, named: bool = True) -> bool:
    """Tell whether two figures for one thing contradict each other rather than tell of two things.

    Where they are not called by one name (``named``) they must lie close to be of one thing; shares and
    scores always do.
    """
    if equal_values(a, b) or a.value is None or b.value is None:
        return False
    other = _in_unit_of(b, a)
    if other is None or not a.value or not other:
        return False
    ratio = max(a.value, other) / min(a.value, other)
    return 1 < ratio <= (MAX_RATIO if named else MAX_RATIO_UNNAMED) and (named or a.unit not in ("%", "分"))


def apart(a: Fact, b: Fact) -> Decimal:
    """Return how far two figures in the same kind of unit lie from each other."""
    other = _in_unit_of(b, a)
    return abs(a.value - other) if a.value is not None and other is not None else Decimal(0)


def _in_unit_of(other: Fact, fact: Fact) -> Decimal | None:
    """The value of one figure in the unit of another, None where it is of another kind."""
    return None if other.value is None else in_unit_of(other.value, other.unit, fact.unit)


def without_head(unit: str) -> str:
    """Return a unit without whom it is told for: 元/生 is 元."""
    return _PER_HEAD.sub("", unit)


def in_unit_of(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """Return a value in another unit, None where that is of another kind.

    Per head (元/生) is often not said again (元), and things are counted with many words.
    """
    own, other = (_TO_ONE.sub("", without_head(u)) for u in (unit, wanted))
    if own == other or (own in _THINGS and other in _THINGS):
        return value
    return convert(value, own, other)
