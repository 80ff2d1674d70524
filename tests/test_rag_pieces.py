"""Indicators whose name stands in pieces about a cell, and other ways in which tables name what they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.find.book import make_book
from rag.find.labels import grams
from rag.understand.pieces import pieces_of, stands_in_pieces
from tests.colleges import ask, college_report, table

INTAKE = (
    ("类别", "计划", "录取", "报到"),
    ("普通高考", "700", "690", "655"),
    ("单独考试", "300", "300", "291"),
    ("合计", "1000", "990", "946"),
)
VIEWS = (("对象", "2029年（%）", "2030年（%）"), ("学生家长", "91.20", "92.60"), ("教职工", "90.10", "90.80"))
TEACHERS = (("结构", "人数", "占比（%）"), ("35岁及以下", "120", "30.00"), ("36—45岁", "200", "50.00"))
ASSETS = (
    ("指标", "单位", "2029年", "2030年"),
    ("生均实训设备值", "元", "9000", "9900"),
    ("实训设备总值", "万元", "4000", "5000"),
)


@pytest.fixture(scope="module")
def book():
    # Not the tables of that college, so that each name stands in pieces alone.
    tables = (
        table(1, "招生录取与报到情况", "2.1", INTAKE),
        table(2, "各方满意度", "2.2", VIEWS),
        table(3, "教师队伍结构", "3.1", TEACHERS),
        table(4, "实训设备", "4.2", ASSETS),
    )
    return make_book(replace(college_report(), tables=tables))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("高考计划招多少？", "700"),
        ("单独考试招生计划是多少？", "300"),
        ("报到了多少新生？", "946"),
        ("家长满意度2030年是多少？", "92.60"),
        ("2029年家长满意度", "91.20"),
        ("35岁以下的老师占几成？", "30.00"),
        ("35岁以下的老师有多少人？", "120"),
    ],
)
def test_a_name_in_pieces_is_found(book, question, value):
    assert [figure.value for figure in ask(question, book=book).figures] == [value]


def test_what_there_is_for_each_is_no_total(book):
    answer = ask("实训设备值2030年比2029年增长百分之几？", book=book)
    assert answer.calculation
    assert answer.calculation.result == "25"


def test_all_pieces_must_stand_about_the_cell_and_one_in_its_labels():
    title = grams("招生录取与报到情况")
    assert stands_in_pieces(("招生", "计划"), ("普通高考", "计划数"), title)
    assert not stands_in_pieces(("招生", "录取"), ("普通高考", "计划数"), title)
    assert not stands_in_pieces(("培训", "计划"), ("普通高考", "计划数"), title)
    # A long label that holds a piece is another thing.
    assert not stands_in_pieces(("招生", "计划"), ("高素质农民学历提升计划", "录取人数"), title)


def test_one_word_has_no_pieces():
    assert pieces_of("招生计划") == ("招生", "计划")
    assert pieces_of("报到率") == ()
