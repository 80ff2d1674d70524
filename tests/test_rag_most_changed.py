"""Rows that rose or fell since the year before, and the one that did the most."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.types import Question
from rag.understand.conditions import condition_of
from rag.understand.most_changed import most_changed_asked, tells_how_much
from rag.understand.question import understand
from rag.understand.several import parts_of
from tests.colleges import ask, college_report, make_book, table

HALLS = (
    ("书院", "落实率（%）", "上届落实率（%）"),
    ("观澜书院", "96.20", "95.10"),
    ("听松书院", "93.40", "94.00"),
    ("望海书院", "91.00", "88.30"),
    ("全校", "94.10", "93.00"),
)
KILNS = (
    ("窑厂", "2029年", "2030年"),
    ("青瓷窑", "40", "60"),
    ("白瓷窑", "400", "440"),
    ("黑陶窑", "90", "81"),
    ("合计", "530", "581"),
)
SPENDING = (
    ("支出项目", "2028年", "2029年"),
    ("图书", "120.5", "110.5"),
    ("绿化", "60.0", "20.0"),
    ("修缮", "200.0", "260.0"),
    ("支出合计", "380.5", "390.5"),
)
EXAMS = (
    ("证书名称", "2029-2030学年通过率（%）", "2028-2029学年通过率（%）"),
    ("潜水员", "80.00", "84.00"),
    ("调香师", "91.00", "88.00"),
    ("制琴师", "75.00", "73.50"),
)


def book():
    tables = (
        table(9, "各书院毕业去向落实情况", "2", HALLS),
        table(10, "各窑厂实习人数", "4", KILNS),
        table(11, "经费支出情况", "4", SPENDING),
        table(12, "证书考试情况", "3", EXAMS),
    )
    return make_book(replace(college_report(), tables=tables))


TOLD = book()


@pytest.mark.parametrize(
    ("question", "row", "change"),
    [
        ("哪个书院的落实率提高得最多", "望海书院", "2.70"),
        ("落实率涨得最多的书院是哪个，涨了几个点", "望海书院", "2.70"),
        ("哪个窑厂实习人数增长最快", "青瓷窑", "50"),
        ("哪个窑厂实习人数增加最多", "白瓷窑", "40"),
        ("支出减少最多的是哪项", "绿化", "40.0"),
        ("哪个证书通过率升得最快", "调香师", "3.00"),
        ("通过率降得最多的证书是哪个", "潜水员", "4.00"),
    ],
)
def test_the_row_that_changed_the_most(question, row, change):
    answer = ask(question, book=TOLD)
    assert answer.text.startswith(("增加", "减少")), answer.text
    assert row in answer.text
    assert change in answer.text
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("跟上一届比，哪些书院的落实率反而降了", {"听松书院"}),
        ("落实率比上一届还低的是哪个书院", {"听松书院"}),
        ("哪个窑厂实习的人越来越少", {"黑陶窑"}),
        ("哪项支出往下掉了", {"图书", "绿化"}),
        ("哪个证书通过率比上学年低了", {"潜水员"}),
    ],
)
def test_the_rows_that_fell(question, rows):
    text = ask(question, book=TOLD).text
    every = {row[0] for rows in (HALLS, KILNS, SPENDING, EXAMS) for row in rows[1:]}
    assert {row for row in every if row in text} == rows, text


def test_no_table_that_does_not_answer_to_the_question_is_searched():
    answer = ask("哪个书院的食堂卫生评分降得最多", book=TOLD)
    assert "相差" not in answer.text
    assert not answer.text.startswith("减少")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("满意度涨得最多的一项是啥", ("risen", False)),
        ("降幅最大的是哪个系", ("fallen", False)),
        ("增长最慢的是哪项", ("risen", True)),
        ("哪项变化最大", ("either", False)),
        ("人数最多的是哪个系", None),
        ("就业率提高了多少", None),
    ],
)
def test_what_changed_the_most_is_asked_for(text, asked):
    assert most_changed_asked(text) == asked


def test_how_much_that_was_is_no_question_of_its_own():
    assert tells_how_much("哪项涨得最快，涨了百分之几")
    assert len(parts_of(Question(("哪项满意度涨得最快，涨了百分之几",)))) == 1


def test_everyday_words_for_falling():
    assert condition_of(understand("满意度里往下掉的是哪几项").text) == "fallen"
    assert condition_of("哪类培训的人次比上学年少了") == "fallen"
