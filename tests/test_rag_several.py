"""Several questions in one turn: taken apart where each asks something, and answered as one."""

from __future__ import annotations

import pytest

from rag.respond.answer import compose
from rag.respond.outcomes import first_answering
from rag.types import Answer, Question
from rag.understand.followup import readings
from rag.understand.several import MOST, as_one, parts_of
from tests.colleges import ask, college
from tests.harbour_college import harbour

ONE_QUESTION = [
    "海洋学院录取多少人？",
    "报到率？",
    # things set against each other
    "海洋学院比信息学院少录取多少人，报到率差多少？",
    "去年招多少人，今年招多少人，相差多少？",
    "报到率高还是录取率高，高多少？",
    # the asker's own story
    "领导明天要用，请问报到率是多少？",
    "我是新来的老师，想问毕业生有多少人？",
    "你好！报到率是多少？",
    # goes on about the same figures
    "海洋学院录取多少人？分别是多少？",
    "录取人数最多的专业是哪个，是多少？",
    "A、B两类课各多少门？",
]
CLAUSES = {
    "海洋学院录取多少人，报到率是多少？": ("海洋学院录取多少人", "报到率是多少"),
    "招生计划是多少，报到率呢？": ("招生计划是多少", "报到率呢"),
    "在线课程有多少门，由谁建设？": ("在线课程有多少门", "由谁建设"),
    "经费多少万元，其中学费收入占比？": ("经费多少万元", "其中学费收入占比"),
    "学校有几个专业，在校生有多少人，教师有多少人？": ("学校有几个专业", "在校生有多少人", "教师有多少人"),
}
# Of the harbour college, each clause with what answers it.
FIGURES = {
    "海洋学院录取多少人，报到率是多少？": [("300", "人"), ("93.67", "%")],
    "航海技术计划招多少人，实际录取多少人，报到率多高？": [("200", "人"), ("190", "人"), ("95.26", "%")],
    "兼职教师有多少人，授课多少课时？": [("60", "人"), ("4200", "课时")],
    "公益讲座办了多少场，有多少听众？": [("48", "场"), ("8400", "人")],
    "正高级教师有多少人，占比多少？": [("21", "人"), ("5.83", "%")],
    "学费收入多少万元，增长率是多少？": [("2400", "万元"), ("6.67", "%")],
    "学费收入是多少？捐赠收入是多少？": [("2400", "万元"), ("360", "万元")],
    "海洋学院毕业生有多少人，未落实的有多少人？": [("280", "人"), ("14", "人")],
}


def ask_all(text, book=None):
    """What the report answers to all parts of a turn."""
    book = book or harbour()
    answers, told = [], frozenset()
    for part in parts_of(Question((text,))):
        queries = readings(part.turns, continued=part.continued)
        (found,) = first_answering(queries, (book,), {}, told if part.continued else frozenset())
        told |= {(fact.report.id, fact.ref, fact.cell, fact.text) for fact in found.facts}
        answers.append(compose(found))
    return as_one(answers)


@pytest.mark.parametrize("text", ONE_QUESTION)
def test_one_question_is_not_taken_apart(text):
    assert len(parts_of(Question((text,)))) == 1


@pytest.mark.parametrize("text", CLAUSES)
def test_each_clause_that_asks_goes_on_with_those_before_it(text):
    clauses = CLAUSES[text]
    parts = parts_of(Question((text,)))
    assert [part.turns for part in parts] == [clauses[: i + 1] for i in range(len(clauses))]
    assert [part.continued for part in parts] == [False] + [True] * (len(clauses) - 1)


def test_questions_with_a_mark_of_their_own_stand_by_themselves():
    parts = parts_of(Question(("毕业生就业率呢", "报到率是多少？专利授权多少件？")))
    assert [part.turns for part in parts] == [
        ("毕业生就业率呢", "报到率是多少"),
        ("毕业生就业率呢", "报到率是多少", "专利授权多少件"),
    ]
    assert not any(part.continued for part in parts)


def test_more_questions_than_can_be_told_at_once_are_not_taken_apart():
    rates = [
        f"{name}的报到率是多少？" for name in ("航海技术", "软件技术", "网络安全", "渔业养殖", "物流管理")
    ]
    assert len(parts_of(Question(("".join(rates[:MOST]),)))) == MOST
    assert len(parts_of(Question(("".join([*rates, "学费收入是多少？"]),)))) == 1


def test_the_filters_hold_for_every_part():
    question = Question(
        ("海洋学院录取多少人，报到率是多少？",), years=(2030,), reports=("石潭职业学院-2031",)
    )
    for part in parts_of(question):
        assert (part.years, part.reports) == (question.years, question.reports)


@pytest.mark.parametrize("text", FIGURES)
def test_each_part_is_answered_and_cited(text):
    answer = ask_all(text)
    assert [(figure.value, figure.unit) for figure in answer.figures] == FIGURES[text]
    assert [figure.citation for figure in answer.figures] == [c.n for c in answer.citations]
    assert len(answer.text.splitlines()) >= len(FIGURES[text])


def test_figures_of_one_sentence_are_told_one_by_one_and_none_twice():
    answer = ask_all("社会培训办了几期，培训多少学员，培训量多少人日？", college())
    assert [(f.value, f.unit) for f in answer.figures] == [("46", "期"), ("3560", "人"), ("12800", "人日")]


def test_what_the_later_part_asks_is_not_calculated_as_the_first():
    answer = ask_all("普通高考和自主招生的录取人数一共多少？三二分段的报到率是多少？", college())
    assert answer.calculation.formula == "1180 + 640 = 1820"
    assert answer.calculation.citations == (1, 2)
    assert (answer.figures[-1].value, answer.figures[-1].citation) == ("97.33", 3)


def test_marks_are_numbered_through():
    rate, plan = ask("全校报到率是多少？"), ask("普通高考和自主招生的实际录取人数一共多少？")
    both = as_one([rate, plan])
    assert [c.n for c in both.citations] == list(range(1, len(rate.citations) + len(plan.citations) + 1))
    shift = len(rate.citations)
    assert both.calculation.citations == tuple(n + shift for n in plan.calculation.citations)
    assert both.text.startswith(rate.text)
    for figure in both.figures:
        assert figure.value in both.citations[figure.citation - 1].quote.replace(",", "")


def test_a_refused_part_refuses_not_the_others():
    refused = Answer("报告中未提及“食堂”。", "refusal", abstained=True)
    told = ask("毕业生就业率是多少？")
    assert not as_one([refused, told]).abstained
    assert as_one([refused, told]).kind == told.kind
    assert as_one([refused, refused]).abstained
    assert as_one([told]) is told


def test_a_place_that_answers_two_parts_is_quoted_once():
    quote = ask("毕业生就业率是多少？").citations
    first = Answer("船坞建于湾口。[1]", "text", citations=quote)
    assert as_one([first, Answer("船坞建于湾口。[1]", "text", citations=quote)]) is first
