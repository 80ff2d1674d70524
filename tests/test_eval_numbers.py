from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.arithmetic import evaluate_formula
from eval.numbers import find_numbers, fold, holds
from eval.types import ExpectedValue


def expected(value: str, unit: str = "", formula: str = "") -> ExpectedValue:
    return ExpectedValue(Decimal(value), unit, formula)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("报到率为 92.12%，创历史新高", ["92.12"]),
        ("生均财政拨款12,254元", ["12254"]),
        ("１２，２５４元", ["12254"]),
        ("2020年12月18日", ["2020", "12", "18"]),
        ("见 2.1.1 节", []),
        ("15.02 m ²/生", ["15.02"]),
        ("面积 15.02m²", ["15.02"]),
        ("120-150万", ["120", "150"]),
        ("1,2,3", ["1", "2", "3"]),
    ],
)
def test_find_numbers(text: str, values: list[str]):
    assert [n.value for n in find_numbers(text)] == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    ("text", "value", "held"),
    [
        ("共 110 件", expected("110", "件"), True),
        ("共 1110 件", expected("110", "件"), False),
        ("共 110.5 件", expected("110", "件"), False),
        ("共 1,110 件", expected("110", "件"), False),
        ("比例为92.120％", expected("92.12", "%"), True),
        ("上升3.79个百分点", expected("3.79", "%"), True),
        ("共92.12人", expected("92.12", "%"), False),
        ("报到率（%）：92.12", expected("92.12", "%"), True),
        ("285.67万元", expected("2856700", "元"), True),
        ("285.67元", expected("285.67", "万元"), False),
        ("到款额（万元）112.91", expected("112.91", "万元"), True),
        ("2 万人", expected("20000", "人"), True),
    ],
)
def test_holds(text: str, value: ExpectedValue, held: bool):
    assert holds(find_numbers(text), value) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [("占 79.03%", True), ("占 79.0%", True), ("占 79%", False), ("占 79.04%", False), ("占 79.1%", False)],
)
def test_computed_values_may_be_rounded_to_one_decimal(text: str, held: bool):
    # 554 / 701 = 0.790299…
    assert holds(find_numbers(text), expected("79.029957", "%", "554/701*100")) is held


def test_computed_values_from_100_on_may_be_rounded_to_none():
    assert holds(find_numbers("共 120 万元"), expected("120.06", "万元", "232.97-112.91")) is False
    assert holds(find_numbers("平均 2531 人"), expected("2531.333333", "人", "7594/3")) is True


@given(st.integers(0, 10**12), st.integers(0, 4))
def test_a_printed_number_is_found_as_itself(digits: int, decimals: int):
    value = Decimal(digits).scaleb(-decimals)
    found = find_numbers(f"共{value:,f}项")
    assert [n.value for n in found] == [value]
    assert found[0].decimals == decimals


@given(st.integers(1, 10**6), st.integers(0, 9))
def test_a_number_is_never_found_in_a_longer_one(value: int, digit: int):
    assert not holds(find_numbers(f"{value}{digit}人"), expected(str(value), "人"))
    if digit:
        assert not holds(find_numbers(f"{digit}{value}人"), expected(str(value), "人"))


def test_fold_drops_what_does_not_change_the_meaning():
    assert fold("“立德 树人”，２０２０《导游业务》") == "立德树人,2020导游业务"


@pytest.mark.parametrize(
    ("formula", "operands", "value"),
    [
        ("5897 − 5735 = 162", ["5897", "5735"], "162"),
        ("(14,905 － 11,315) ÷ 11,315 × 100% = 31.73%", ["14905", "11315", "11315", "100"], "31.72779"),
        ("249.00万元 ÷ 25.00万元", ["249.00", "25.00"], "9.96"),
        ("3 : 4", ["3", "4"], "0.75"),
    ],
)
def test_evaluate_formula(formula: str, operands: list[str], value: str):
    got_operands, got = evaluate_formula(formula)
    assert got_operands == tuple(map(Decimal, operands))
    assert got is not None
    assert abs(got - Decimal(value)) < Decimal("0.00001")


@pytest.mark.parametrize("formula", ["", "1758 > 1563 > 1489", "5 ÷ 0", "分类招生"])
def test_what_is_no_arithmetic_has_no_value(formula: str):
    assert evaluate_formula(formula)[1] is None
