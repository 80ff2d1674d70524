"""What a column headed 其中 is of the column before it, and what is no share at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.understand.question import understand
from tests.colleges import ask, college_report, make_book, table, with_texts

LIBRARIES = (
    ("招生类型", "报名考生（人）", "其中：走读生（人）"),
    ("甲类", "400", "90"),
    ("乙类", "600", "110"),
    ("合计", "1000", "200"),
)
SHARES = {
    "走读生占比是多少？": "200 ÷ 1000 = 20%",
    "乙类走读生占比多少": "110 ÷ 600 ≈ 18.33%",
}


def book():
    report = college_report()
    return make_book(replace(report, tables=(*report.tables, table(9, "考生情况", "2", LIBRARIES))))


@pytest.mark.parametrize("question", SHARES)
def test_the_column_before_is_the_whole_in_the_row_named_or_that_for_all(question):
    answer = ask(question, book=book())
    assert answer.calculation is not None
    assert answer.calculation.formula == SHARES[question]


def test_a_part_that_is_more_than_its_whole_is_none():
    told = with_texts("学校有走读生900人。", "学校有教职工300人。")
    answer = ask("走读生占教职工的比例是多少？", book=told)
    assert answer.calculation is None


def test_the_hours_asked_for_are_a_unit():
    assert understand("志愿者人均服务几个小时").unit == "小时"


def test_what_is_left_of_the_income_is_spelt_out_once():
    text = understand("去年收支相抵还结余多少").text
    assert "减去" in text
    assert "结余" not in text
