"""Calculations asked for in everyday words, and those that take something off a whole or work it back."""

from __future__ import annotations

import pytest

from rag.calculate.reckoned import reckon
from rag.respond.resolve import resolve
from rag.understand.question import understand
from rag.understand.sums_in_words import reckoned
from tests.colleges import ask, with_texts
from tests.harbour_college import ask_harbour


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("焊工班顶几个钳工班", "焊工班是钳工班的几倍"),
        ("夜校超招了多少人", "夜校录取比计划多多少人"),
        ("夜校还差几个人没招满", "夜校录取比计划少多少人"),
        ("图书一年之内猛增了百分之几", "图书比上年增长了百分之几"),
        ("讲座场均多少听众", "讲座平均每场多少听众"),
        ("学校用掉了多少度电", "学校用掉了多少度电"),
    ],
)
def test_everyday_words_for_a_calculation_are_spelt_out(said, meant):
    assert reckoned(said) == meant


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("不是A类课的课程有多少门？", "350 − 45 = 305"),
        ("课程减掉C类课还剩多少门？", "350 − 95 = 255"),
        ("海洋学院以外的毕业生人数是多少？", "670 − 280 = 390"),
        ("海洋学院离招生计划还差多少人没招满？", "320 − 300 = 20"),
        ("海洋学院完成了招生计划的百分之几？", "300 ÷ 320 = 93.75%"),
    ],
)
def test_takes_a_part_off_its_whole_and_what_was_done_off_the_plan(question, formula):
    assert ask_harbour(question).calculation.formula == formula


def test_those_who_are_not_so_are_shown_where_the_report_counts_them():
    answer = ask_harbour("海洋学院没落实去向的毕业生有多少人？")
    assert answer.calculation is None
    assert [figure.value for figure in answer.figures] == ["14"]


def test_a_figure_of_the_part_does_not_answer_for_the_others():
    book = with_texts("学校有持证技师85人，由企业选派。")
    assert ask("没有持证的技师有多少人？", book=book).abstained


CHAIN = "夜校报考人数达900人，860人参加考核，录取774人，报到700人。"


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("夜校参加考核的人里，录取的比例多高？", "774 ÷ 860 = 90%"),
        ("夜校报了名没去考试的有几位？", "900 − 860 = 40"),
        ("夜校录取了没报到的有多少人？", "774 − 700 = 74"),
    ],
)
def test_of_those_who_came_to_one_stage_others_went_on(question, formula):
    assert ask(question, book=with_texts(CHAIN)).calculation.formula == formula


@pytest.mark.parametrize(
    ("question", "formula", "unit"),
    [
        ("夏令营平均一个营员多少课时？", None, ""),
        ("戏曲社演出场均多少观众？", "9000 ÷ 30 = 300", "人/场"),
        ("义务植树平均每人次种了多少棵？", "1200 ÷ 400 = 3", "棵/人次"),
        ("每个创新项目平均有多少人次参加？", "640 ÷ 80 = 8", "人次/个"),
        ("维修培训发放补贴平均每人次多少元？", "46 ÷ 2.3 = 20", "元/人次"),
    ],
)
def test_an_average_takes_both_its_figures_from_one_place(question, formula, unit):
    book = with_texts(
        "戏曲社下乡演出共30场，观看群众达到9000人。",
        "义务植树400人次，植树1200棵。",
        "学校组织了80个创新项目、640人次参加省赛。",
        "维修培训发放补贴46万元，惠及学员2.3万人次。",
    )
    answer = ask(question, book=book)
    if formula is None:
        assert answer.abstained
    else:
        assert (answer.calculation.formula, answer.calculation.unit) == (formula, unit)


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("2029年的满意率倒推是多少？", "94.5 − 1.5 = 93.0"),
        ("全国平均通过率是多少？", "81.4 − 6.4 = 75.0"),
        ("倒推2029年的技能培训收入", "550 ÷ （100 + 10） × 100 = 500"),
        ("按占比反推夜校学员总数是多少？", "120 ÷ 30 × 100 = 400"),
    ],
)
def test_works_back_what_a_figure_was_or_is_set_against(question, formula):
    book = with_texts(
        "2030年满意率94.5%，比上年提高1.5个百分点。",
        "焊工考试通过率为81.4%，高于全国平均水平6.4个百分点。",
        "2030年技能培训收入550万元，比上年增长10%。",
        "夜校女学员120人，占夜校学员总数的30%。",
    )
    answer = ask(question, book=book)
    assert answer.calculation.formula == formula
    assert "按所写的数字倒推" in answer.text


@pytest.mark.parametrize(
    ("clause", "formula"), [("占几成", "774 ÷ 900 = 86%"), ("录取的差多少人", "900 − 774 = 126")]
)
def test_a_clause_goes_on_with_the_two_figures_before_it(clause, formula):
    book = with_texts(CHAIN)
    first = [resolve(understand(text), book, {}) for text in ("夜校报考多少人", "夜校录取多少人")]
    found = reckon(understand(clause), book, [fact for one in first for fact in one.facts])
    assert found is not None
    assert [result.formula for result in found.computed] == [formula]


def test_a_clause_that_names_something_else_does_not_go_on():
    book = with_texts(CHAIN)
    first = [resolve(understand(text), book, {}) for text in ("夜校报考多少人", "夜校录取多少人")]
    told = [fact for one in first for fact in one.facts]
    assert reckon(understand("占全校招生计划的几成"), book, told) is None
