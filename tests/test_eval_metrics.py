from dataclasses import replace
from decimal import Decimal

import pytest

from eval.metrics import (
    Share,
    answer_correct,
    citation_correct,
    cited_share,
    correct_share,
    percentile,
    refusal_precision,
    refusal_recall,
    unsourced_numbers,
)
from eval.types import Expectation, ExpectedValue, Item, Outcome
from rag.types import Answer, Calculation, Citation, Figure

CITATION = Citation(
    n=1,
    report="某学院高等职业教育质量年度报告（2021）",
    year=2021,
    section="2.1",
    section_title="招生概况",
    label="表12",
    title="2020年招生总体情况",
    page="12",
    quote="全校 5897 5735 5283 92.12",
)
ANSWER = Answer(text="2020年报到率为92.12%。[1]", kind="table", citations=(CITATION,))
REFUSAL = Answer(text="报告中未提及。", kind="refusal", abstained=True)


def value(number: str, unit: str = "") -> ExpectedValue:
    return ExpectedValue(Decimal(number), unit)


@pytest.mark.parametrize(
    ("expect", "correct"),
    [
        (Expectation(values=(value("92.12", "%"),)), True),
        (Expectation(values=(value("2.12", "%"),)), False),
        (Expectation(values=(value("1"),)), False),  # the mark [1] is no figure
        (Expectation(values=(value("92.12", "%"), value("5735", "人"))), False),
        (Expectation(any_of=((value("5735"),), (value("92.12", "%"),))), True),
        (Expectation(text=("报到率|到校率",)), True),
        (Expectation(text=("报到率", "录取率")), False),
        (Expectation(abstain=True), False),
    ],
)
def test_answer_correct(expect: Expectation, correct: bool):
    assert answer_correct(ANSWER, expect) is correct


def test_a_refusal_is_right_only_where_one_is_due():
    assert answer_correct(REFUSAL, Expectation(abstain=True))
    assert not answer_correct(REFUSAL, Expectation(values=(value("92.12", "%"),)))
    assert not answer_correct(REFUSAL, Expectation(text=("未提及",)))


@pytest.mark.parametrize(
    ("cite", "cite_all", "right"),
    [
        (("表12",), (), True),
        (("表1",), (), False),
        (("2.1",), (), True),
        (("2",), (), True),
        (("2.1.1",), (), False),
        (("招生概况",), (), True),
        (("5.1", "表12"), (), True),
        ((), (("表12",), ("5.1",)), False),
        (("2021:表12",), (), True),
        (("2022:表12",), (), False),
        ((), (), None),
    ],
)
def test_citation_correct(cite: tuple[str, ...], cite_all: tuple[tuple[str, ...], ...], right: bool | None):
    item = Item("x", "table", ("？",), Expectation(), cite=cite, cite_all=cite_all)
    assert citation_correct(ANSWER, item) is right


@pytest.mark.parametrize(
    ("place", "right"),
    [
        ("第二章第一节二", True),
        ("第二章第一节", True),
        ("第二章第一节二、", True),
        ("第二章", True),
        ("第一节", False),
        ("第一章第一节", False),
        ("二", False),
    ],
)
def test_numbers_below_others_are_named_whole_or_by_what_is_above_them(place: str, right: bool):
    answer = replace(ANSWER, citations=(replace(CITATION, section="第二章第一节二"),))
    assert citation_correct(answer, Item("x", "table", ("？",), Expectation(), cite=(place,))) is right


def test_a_number_may_be_named_as_it_is_printed():
    answer = replace(ANSWER, citations=(replace(CITATION, section="二（五）"),))
    right = [
        citation_correct(answer, Item("x", "table", ("？",), Expectation(), cite=(place,)))
        for place in ("（五）", "二、（五）", "二", "（二）", "十二")
    ]
    assert right == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("2020年报到率为92.12%。[1]", ()),
        ("报到率为92.1%[1]", ("92.1%",)),
        ("录取5,735人[1]", ()),
        ("据表12（第12页，2.1 招生概况），全校5283人[1]", ()),
        ("共2.1万人[1]", ("2.1万人",)),
        ("2019年报到率为92.12%[1]", ("2019年",)),
        ("约12人[1]", ("12人",)),
    ],
)
def test_unsourced_numbers(text: str, missing: tuple[str, ...]):
    assert unsourced_numbers(replace(ANSWER, text=text), ("报到率是多少？",)) == missing


def test_numbers_of_the_question_may_be_echoed():
    answer = replace(ANSWER, text="报到率是92.12%，不是95.12%[1]")
    assert unsourced_numbers(answer, ("听说报到率是95.12%？",)) == ()


def test_a_refusal_may_tell_which_years_are_covered_but_no_figure():
    refusal = replace(REFUSAL, text="报告中未提及。本报告的数据年份为2018年、2020年，共97人。")
    assert unsourced_numbers(refusal, ()) == ("97人",)


def test_a_year_may_come_from_the_cited_column():
    figure = Figure(value="92.12", unit="%", indicator="报到率", year=2018, citation=1)
    assert unsourced_numbers(replace(ANSWER, text="2018年为92.12%", figures=(figure,)), ()) == ()


@pytest.mark.parametrize(
    ("formula", "result", "faults"),
    [
        ("5897 − 5735 = 162", "162", 0),
        ("5283 ÷ 5735 × 100% = 92.12%", "92.12", 0),
        ("5897 − 5735 = 163", "163", 1),  # wrong arithmetic
        ("5897 − 5700 = 197", "197", 1),  # an operand that is in no quote
        ("（5897 + 5735 + 5283）÷ 3 ≈ 5638.33", "5638.33", 0),  # three of them make an average
    ],
)
def test_a_calculation_is_worked_out_again(formula: str, result: str, faults: int):
    calculation = Calculation(formula=formula, result=result, unit="", citations=(1,))
    answer = replace(ANSWER, text=f"结果是{result}。算式：{formula}", calculation=calculation)
    assert len(set(unsourced_numbers(answer, ()))) >= faults
    assert bool(unsourced_numbers(answer, ())) is bool(faults)


def test_shares_count_what_they_name_and_leave_errors_out():
    wanted, unheld = Expectation(values=(value("92.12", "%"),)), Expectation(abstain=True)
    outcomes = [
        Outcome(Item("a", "table", ("？",), wanted), ANSWER, correct=True, cited=True),
        Outcome(Item("b", "table", ("？",), wanted), REFUSAL, correct=False),
        Outcome(Item("c", "refusal", ("？",), unheld), REFUSAL, correct=True),
        Outcome(Item("d", "refusal", ("？",), unheld), ANSWER, correct=False),
        Outcome(Item("e", "refusal", ("？",), unheld), None, error="坏了"),
    ]
    assert correct_share(outcomes) == Share(2, 4)
    assert cited_share(outcomes) == Share(1, 1)
    assert refusal_precision(outcomes) == Share(1, 2)  # b and c were refused, only c is due
    assert refusal_recall(outcomes) == Share(1, 2)  # of c and d, c; e failed and does not count
    assert str(correct_share(outcomes)) == "50.0% (n=4)"


def test_no_cases_give_no_score():
    assert correct_share([]).value is None
    assert str(Share(0, 0)) == "–"
    assert percentile([], 50) is None


def test_percentile_interpolates():
    # 1, 2, 3, 4: the median is half-way between 2 and 3, p95 at 1 + 0.95 * 3
    assert percentile([4, 1, 3, 2], 50) == pytest.approx(2.5)
    assert percentile([4, 1, 3, 2], 95) == pytest.approx(3.85)
