"""The laws of the arithmetic, for any figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rag import compute
from rag.facts import Fact
from rag.types import Place
from tests.colleges import college_report

VALUES = st.decimals(min_value=0, max_value=10**9, places=2)


def fact(value: Decimal | int | str | None, unit: str = "人") -> Fact:
    number = None if value is None else Decimal(value)
    text = "—" if number is None else f"{number}{unit}"
    return Fact(
        college_report(),
        "指标",
        ("指标",),
        text,
        number,
        unit,
        2030,
        "2.1",
        "表1",
        "",
        text,
        "row:t1:1",
        Place(),
    )


@given(VALUES, VALUES)
def test_a_difference_and_the_subtrahend_make_the_minuend(a, b):
    result = compute.difference(fact(a), fact(b))
    assert result.value + b == a
    assert result.value == -compute.difference(fact(b), fact(a)).value


@given(st.lists(VALUES, min_size=2, max_size=8))
def test_a_sum_does_not_depend_on_the_order(values):
    one = compute.total([fact(v) for v in values])
    other = compute.total([fact(v) for v in reversed(values)])
    assert one.value == other.value == sum(values)
    assert one.formula.count("+") == len(values) - 1


@given(st.lists(VALUES, min_size=2, max_size=8))
def test_a_mean_lies_between_the_least_and_the_most(values):
    result = compute.mean([fact(v) for v in values])
    assert min(values) - compute.HUNDREDTH <= result.value <= max(values) + compute.HUNDREDTH


@given(VALUES, VALUES)
def test_shares_of_a_whole_add_up_to_all_of_it(a, b):
    assume(a + b > 0)
    whole = fact(a + b)
    shares = [compute.share(fact(part), whole) for part in (a, b)]
    assert abs(sum(s.value for s in shares) - 100) <= compute.HUNDREDTH
    assert all(s.value == s.value.quantize(compute.HUNDREDTH) for s in shares)


@given(VALUES)
def test_a_thing_is_all_of_itself_once_and_grows_by_nothing(a):
    assume(a > 0)
    assert compute.share(fact(a), fact(a)).value == 100
    assert compute.multiple(fact(a), fact(a)).value == 1
    assert compute.growth(fact(a), fact(a)).value == 0
    assert compute.difference(fact(a), fact(a)).value == 0


@pytest.mark.parametrize("operation", [compute.growth, compute.multiple, compute.share])
def test_nothing_is_divided_by_zero(operation):
    assert operation(fact(5), fact(0)) is None


def test_results_are_rounded_half_up_and_say_so():
    assert (compute.share(fact(1), fact(8)).text, compute.share(fact(1), fact(8)).rounding) == ("12.5%", "")
    third = compute.share(fact(1), fact(3))
    assert (third.text, third.rounding) == ("33.33%", compute.ROUNDED)
    assert compute.multiple(fact("2.005"), fact(1)).text == "2.01倍"


def test_units_of_one_kind_are_turned_into_the_first_one():
    result = compute.difference(fact("1.2", "万元"), fact(2000, "元"))
    assert (result.value, result.unit) == (Decimal(1), "万元")


@pytest.mark.parametrize(("one", "other"), [("人", "人日"), ("人", "元"), ("%", "人"), ("个", "人次")])
def test_units_of_different_kinds_are_never_mixed(one, other):
    pair = (fact(3, one), fact(2, other))
    assert not compute.comparable(pair)
    for operation in (compute.difference, compute.growth, compute.share, compute.multiple):
        with pytest.raises(ValueError, match="does not turn into"):
            operation(*pair)


def test_a_dash_is_no_number():
    assert not compute.comparable((fact(3), fact(None)))
    with pytest.raises(ValueError, match="no number"):
        compute.total([fact(3), fact(None)])


def test_percentages_differ_in_percentage_points():
    assert compute.difference(fact("97.31", "%"), fact("96.85", "%")).text == "0.46个百分点"


def test_the_larger_of_two_comes_first():
    small, large = fact(3), fact(5)
    assert compute.larger_first(small, large) == compute.larger_first(large, small) == (large, small)
