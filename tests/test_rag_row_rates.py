"""Rates that a table does not print but lets one reckon from two of its columns, or of its rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.understand.question import understand
from tests.colleges import ask, college_report, make_book, table

HALLS = (
    ("书院", "毕业生数（人）", "升学人数（人）", "参军入伍（人）"),
    ("观澜书院", "200", "50", "4"),
    ("听松书院", "500", "60", "5"),
    ("望海书院", "300", "36", "9"),
    ("合计", "1000", "146", "18"),
)
EXAMS = (
    ("证书名称", "报考人数（人）", "通过人数（人）"),
    ("潜水员", "80", "60"),
    ("调香师", "40", "36"),
    ("制琴师", "50", "25"),
    ("合计", "170", "121"),
)
PRINTED = (
    ("书院", "毕业生数（人）", "升学人数（人）", "升学率（%）"),
    ("观澜书院", "200", "50", "25.00"),
    ("听松书院", "500", "60", "12.00"),
    ("合计", "700", "110", "15.71"),
)


def book(*tables):
    return make_book(replace(college_report(), tables=tables))


TOLD = book(table(9, "毕业生升学情况", "2", HALLS), table(10, "证书考试情况", "3", EXAMS))


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("听松书院的升学率是多少", "60 ÷ 500 = 12%"),
        ("升学率是多少", "146 ÷ 1000 = 14.6%"),
        ("望海书院入伍率多少", "9 ÷ 300 = 3%"),
        ("制琴师的通过率有多高", "25 ÷ 50 = 50%"),
        ("哪个书院升学率最高", "50 ÷ 200 = 25%"),
        ("入伍率最低的书院是哪个", "5 ÷ 500 = 1%"),
        ("哪个证书通过率最高，多少", "36 ÷ 40 = 90%"),
    ],
)
def test_a_rate_of_two_columns_is_told_of_the_row_asked_or_of_the_best(question, formula):
    answer = ask(question, book=TOLD)
    assert answer.calculation is not None, answer.text
    assert answer.calculation.formula == formula


def test_all_rows_are_put_in_order_by_their_rate():
    text = ask("按通过率从高到低排，前两个证书是哪些", book=TOLD).text
    assert text.index("调香师") < text.index("潜水员")
    assert "制琴师" not in text


def test_both_ends_of_a_reckoned_rate():
    text = ask("升学率最高和最低的书院各是哪个", book=TOLD).text
    assert "观澜书院" in text
    assert "25%" in text
    assert "12%" in text


def test_a_printed_rate_is_not_reckoned_again():
    answer = ask("听松书院的升学率是多少", book=book(table(9, "毕业生升学情况", "2", PRINTED)))
    assert "12.00%" in answer.text
    assert answer.calculation is None


def test_a_rate_of_a_row_that_is_not_there_is_not_told():
    assert ask("揽月书院的升学率是多少", book=TOLD).abstained


def test_a_share_asked_for_as_the_most_is_no_difference():
    assert understand("哪个班女生比例最高，多少").operation == "max"


def test_a_rate_behind_the_question_word_is_what_is_compared():
    weights = {term.text: term.base for term in understand("哪个通过率最低").terms}
    assert weights["通过率"] >= 1.0


def test_queueing_is_no_ranking():
    assert understand("灯塔排队时间多长").operation == "lookup"
