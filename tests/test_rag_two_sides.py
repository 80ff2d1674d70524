"""Which of two is the higher, and by how much."""

from __future__ import annotations

import pytest

from rag.understand.two_sides import as_difference
from tests.colleges import ask
from tests.harbour_college import ask_harbour


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("甲专业报到率高还是乙专业高,差几个百分点", "甲专业报到率与乙专业相差几个百分点"),
        ("学费多还是拨款多,多多少", "学费与拨款相差多少"),
        ("甲系和乙系谁的落实率高,高几个百分点", "甲系与乙系的落实率相差几个百分点"),
        ("甲的报到率和全校哪个低,低多少", "甲的报到率与全校相差多少"),
        ("which is higher in 2030,甲率or乙率? by how much", "2030年甲率与乙率相差多少"),
        ("which brought in more,甲费or乙费in 2030?多多少", "2030年甲费与乙费相差多少"),
        ("报到率高不高", "报到率高不高"),
        ("升了还是降了,差多少", "升了还是降了,差多少"),
    ],
)
def test_such_a_question_is_one_for_the_difference(text, spelt):
    assert as_difference(text) == spelt


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (lambda: ask_harbour("航海技术报到率高还是渔业养殖高，差几个点？"), "4.35"),
        (lambda: ask_harbour("学费收入多还是财政拨款多，多多少？"), "2700"),
        (lambda: ask("机电学院和商学院谁的一年级多，多多少？"), "125"),
        (lambda: ask("普通高考报到率高还是全校高，差几个点？"), "1.58"),
    ],
)
def test_the_difference_says_which_is_the_higher(answer, result):
    told = answer()
    assert told.calculation.result.lstrip("-") == result
    assert "较多（高）" in told.text


def test_how_far_one_row_is_above_all_selects_no_rows():
    assert ask("自主招生报到率比全校高几个点？").calculation.result == "1.39"
