"""The laws of the arithmetic, for any figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eval.arithmetic import evaluate_formula
from rag.calculate import compute
from rag.find.facts import Fact
from rag.types import Place
from tests.colleges import college_report

VALUES = st.decimals(min_value=0, max_value=10**9, places=2)
SIDES = st.lists(VALUES, min_size=1, max_size=4)


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


def side(values: list[Decimal], unit: str = "人") -> compute.Side:
    facts = tuple(fact(value, unit) for value in values)
    return facts if len(facts) > 1 else facts[0]


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


@given(SIDES, SIDES)
def test_a_difference_of_sides_is_that_of_their_sums(left, right):
    result = compute.difference(side(left), side(right))
    assert result.value == sum(left) - sum(right)
    assert evaluate_formula(result.formula) == ((*left, *right), result.value)


@given(SIDES, SIDES)
def test_a_share_of_sides_is_that_of_their_sums(part, whole):
    assume(sum(whole) > 0)
    result = compute.share(side(part), side(whole))
    exact = sum(part) / sum(whole)
    assert abs(result.value - exact * 100) <= Decimal("0.005")
    operands, value = evaluate_formula(result.formula)
    assert (operands, value) == ((*part, *whole), exact)


@given(SIDES, SIDES)
def test_a_multiple_of_sides_is_that_of_their_sums(left, right):
    assume(sum(right) > 0)
    result = compute.multiple(side(left), side(right))
    assert abs(result.value - sum(left) / sum(right)) <= Decimal("0.005")
    assert evaluate_formula(result.formula) == ((*left, *right), sum(left) / sum(right))


@given(SIDES, SIDES)
def test_a_growth_of_sides_is_that_of_their_sums(new, old):
    assume(sum(old) > 0)
    result = compute.growth(side(new), side(old))
    exact = (sum(new) - sum(old)) / sum(old)
    assert abs(result.value - exact * 100) <= Decimal("0.005")
    assert evaluate_formula(result.formula)[1] == exact


@given(VALUES, VALUES)
def test_one_figure_per_another_is_their_quotient(dividend, divisor):
    assume(divisor > 0)
    result = compute.per(fact(dividend, "课时"), fact(divisor, "人"))
    exact = dividend / divisor
    step = Decimal("0.005") if exact >= 1 else Decimal("0.0000005")
    assert abs(result.value - exact) <= step
    assert bool(result.rounding) == (result.value != exact) == ("≈" in result.formula)
    assert evaluate_formula(result.formula) == ((dividend, divisor), exact)


@given(SIDES, SIDES)
def test_a_side_of_several_figures_is_bracketed_and_its_operands_counted(left, right):
    result = compute.difference(side(left), side(right))
    assert result.left == len(left)
    assert [operand.value for operand in result.operands] == [*left, *right]
    assert result.formula.count("（") == (len(left) > 1) + (len(right) > 1)


def test_what_sides_add_up_to_is_shown_on_the_way():
    assert compute.difference(side([21, 96]), fact(171)).formula == "（21 + 96） − 171 = 117 − 171 = -54"
    assert compute.difference(fact(171), side([21, 96])).formula == "171 − （21 + 96） = 171 − 117 = 54"
    assert compute.difference(fact(171), fact(96)).formula == "171 − 96 = 75"
    assert compute.share(side([258, 149]), fact(407)).formula == "（258 + 149） ÷ 407 = 100%"


def test_the_figures_of_both_sides_are_turned_into_the_unit_of_the_first():
    result = compute.difference((fact(2, "万元"), fact(5000, "元")), fact(10000, "元"))
    assert (result.text, result.formula) == ("1.5万元", "（2 + 0.5） − 1 = 2.5 − 1 = 1.5")


def test_sides_of_different_kinds_are_never_mixed():
    with pytest.raises(ValueError, match="does not turn into"):
        compute.share((fact(3), fact(4)), (fact(20), fact(5, "人日")))
    with pytest.raises(ValueError, match="no number"):
        compute.difference((fact(3), fact(None)), fact(1))


@pytest.mark.parametrize("operation", [compute.growth, compute.multiple, compute.share])
def test_nothing_is_divided_by_a_side_that_adds_up_to_zero(operation):
    assert operation(side([5, 6]), side([0, 0])) is None


@pytest.mark.parametrize(
    ("dividend", "divisor", "text"),
    [
        ((8400, "人"), (48, "场"), "175人/场"),
        ((10, "万元"), (3, "人"), "3.33万元/人"),
        ((1, "万元"), (3, "人"), "3333.33元/人"),
        ((1, "万元"), (8, "人"), "1250元/人"),
        ((1, "元"), (3, "人"), "0.333333元/人"),
        ((3, "课时"), (2, ""), "1.5课时"),
    ],
)
def test_small_quotients_are_told_in_the_smaller_unit_or_with_more_places(dividend, divisor, text):
    assert compute.per(fact(*dividend), fact(*divisor)).text == text


@pytest.mark.parametrize("pair", [(5, 0), (5, None), (None, 5)])
def test_there_is_no_quotient_of_what_is_not_there_or_by_nothing(pair):
    assert compute.per(fact(pair[0]), fact(pair[1], "场")) is None
