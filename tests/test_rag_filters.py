"""The rows that meet a condition, and what they add up to."""

from __future__ import annotations

import pytest

from tests.colleges import ask
from tests.harbour_college import ask_harbour


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("录取人数超过150人的专业有哪些？", ["190", "258"]),
        ("录取人数在200人以上的专业有哪些？", ["258"]),
        ("报到率在95%以上的专业有哪些？", ["95.26", "97.29"]),
        ("报到率低于94%的专业有哪些？", ["90.91", "93.96"]),
        ("报到率不到91%的专业有哪些？", ["90.91"]),
    ],
)
def test_rows_on_one_side_of_a_limit_are_listed(question, values):
    answer = ask_harbour(question)
    assert answer.kind == "list"
    assert [figure.value for figure in answer.figures] == values
    assert [figure.citation for figure in answer.figures] == [c.n for c in answer.citations]


def test_rows_that_meet_a_condition_are_counted():
    answer = ask_harbour("报到率超过95%的专业有几个？")
    assert answer.text.startswith("共 2 个：")
    assert (answer.calculation.result, answer.calculation.unit) == ("2", "个")


SUMS = {
    "一年级人数超过1000人的学院一共多少人？": "1100 + 1260 = 2360",
    "哪些学院一年级超过1000人，合计多少人？": "1100 + 1260 = 2360",
    "一年级人数低于1000人的学院加起来多少人？": "975 + 480 = 1455",
}


@pytest.mark.parametrize("question", SUMS)
def test_what_meets_a_condition_is_added_up(question):
    answer = ask(question)
    assert answer.kind == "calculation"
    assert answer.calculation.formula == SUMS[question]
    assert "- " not in answer.text


def test_rows_of_groups_are_added_up_without_their_subtotals():
    answer = ask_harbour("哪些专业录取人数超过150人，加起来多少人？")
    assert answer.calculation.formula == "190 + 258 = 448"


def test_what_rows_fall_short_of_their_plan_is_added_up():
    answer = ask_harbour("哪些专业没招满，加起来差多少人？")
    assert answer.calculation.formula == (
        "（200 + 120 + 260 + 150） − （190 + 110 + 258 + 149） = 730 − 707 = 23"
    )
    assert len(answer.citations) == 4


def test_rows_that_met_their_plan_are_listed_with_it():
    answer = ask("哪些招生类型完成了招生计划？")
    assert [figure.indicator for figure in answer.figures] == ["自主招生 · 实际录取", "自主招生 · 招生计划"]
    assert [figure.value for figure in answer.figures] == ["640", "640"]


@pytest.mark.parametrize("question", ["哪些专业招满了？", "哪些专业超额完成了招生计划？"])
def test_where_no_row_meets_a_condition_that_is_said(question):
    answer = ask_harbour(question)
    assert answer.text == "没有符合条件的项目。"
    assert answer.figures == ()


def test_rows_that_fell_are_listed_with_the_year_before():
    answer = ask_harbour("哪些收入比上年减少了？")
    assert [(figure.value, figure.year) for figure in answer.figures] == [("140", 2030), ("200", 2029)]
    assert "其他收入" in answer.text


def test_a_row_with_a_blank_year_neither_rose_nor_fell():
    answer = ask_harbour("哪些收入比上年增加了？")
    assert "学费收入" in answer.text
    assert "财政拨款" in answer.text
    assert "捐赠收入" not in answer.text
