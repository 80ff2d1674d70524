"""Answers put into words: blanks and dashes, both extremes, sides of several figures, school years."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.respond.answer import CLOSE, compose
from rag.respond.resolve import resolve
from rag.understand.question import understand
from tests.colleges import ask
from tests.harbour_college import ask_harbour, harbour

NO_VALUE = {
    "捐赠收入2029年是多少？": "“2029年捐赠收入”[1]在表中为空白",
    "捐赠收入增长率是多少？": "“捐赠收入 · 增长率”[1]在表中为空白",
}


@pytest.mark.parametrize("question", NO_VALUE)
def test_a_blank_cell_is_told_and_is_no_value(question):
    answer = ask_harbour(question)
    assert answer.abstained
    assert (answer.kind, answer.figures) == ("refusal", ())
    assert NO_VALUE[question] in answer.text
    assert answer.citations[0].label == "表4"


@pytest.mark.parametrize(
    ("question", "printed"), [("授权专利有几件？", "“—”"), ("授权专利2029年有多少件？", "空白")]
)
def test_a_dash_is_told_from_a_blank(question, printed):
    answer = ask(question)
    assert answer.abstained
    assert f"在表中为{printed}。" in answer.text


def test_a_printed_zero_is_a_value():
    answer = ask_harbour("A类课的实践课时是多少？")
    assert not answer.abstained
    assert [(figure.value, figure.unit) for figure in answer.figures] == [("0", "课时")]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("报到率最高和最低的专业分别是哪个？", ["97.29", "90.91"]),
        ("实际录取人数最多和最少的专业分别是哪个？", ["258", "110"]),
    ],
)
def test_both_extremes_are_told_each_with_its_source(question, values):
    answer = ask_harbour(question)
    first, second = answer.text.splitlines()
    assert first.startswith("最高（多）：")
    assert second.startswith("最低（少）：")
    assert first.endswith("[1]")
    assert second.endswith("[2]")
    assert [figure.value for figure in answer.figures] == values


def test_sides_of_several_figures_are_named_one_by_one():
    answer = ask_harbour("A类课和C类课加起来占B类课的比例是多少？")
    first, formula, operands = answer.text.splitlines()
    assert first == "A类课 · 课程门数、C类课 · 课程门数合计占B类课 · 课程门数的 66.67%。"
    assert formula == "算式：（45 + 95） ÷ 210 ≈ 66.67%（四舍五入，保留两位小数）"
    assert operands.startswith("依据：A类课 · 课程门数 45门[1]；C类课 · 课程门数 95门[2]；")


def test_a_school_year_is_told_as_printed_and_not_as_a_year():
    answer = ask_harbour("上学年公益讲座听众有多少人？")
    assert answer.text == "公益讲座听众 · 2028—2029学年：6000人。[1]"
    assert answer.figures[0].year == 2029


def test_a_cell_under_a_numbered_heading_is_cited_with_it():
    answer = ask_harbour("近两个学年公益讲座场次各是多少？")
    assert [figure.citation for figure in answer.figures] == [1, 2]
    assert all("学年" in c.quote and c.quote.endswith("公益讲座场次 场 40 48") for c in answer.citations)


def test_what_was_found_by_meaning_says_so():
    resolution = resolve(understand("学费收入是多少？"), harbour(), {})
    plain, close = compose(resolution), compose(replace(resolution, close=True))
    assert close.text == f"{CLOSE}\n{plain.text}"
    assert (close.figures, close.citations) == (plain.figures, plain.citations)
