"""Rows compared that a question names in full, in the table whose title it gives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

import pytest

from rag.find.book import Book, make_book
from rag.types import Cell, Report, Table
from tests.colleges import ask
from tests.harbour_college import ask_harbour, harbour_report


def _cells(
    rows: dict[tuple[str, ...], tuple[str, ...]], heads: tuple[tuple[int, str], ...]
) -> tuple[Cell, ...]:
    """The cells of rows, each column with its year and its heading, all of them counted in 人."""
    return tuple(
        Cell(r, c, path, (f"{heads[c][0]}年", heads[c][1]), text, Decimal(text), "人", heads[c][0])
        for r, (path, texts) in enumerate(rows.items(), 1)
        for c, text in enumerate(texts)
    )


YARD = (
    Table(
        "y1",
        "",
        "2029年、2030年船员证书考取情况",
        "2.1",
        (),
        1,
        _cells(
            {
                ("甲板与舵工",): ("120", "118", "130", "101"),
                ("轮机与电工",): ("90", "60", "140", "97"),
                ("厨工",): ("31", "30", "25", "24"),
                ("证书合计",): ("241", "208", "295", "222"),
            },
            ((2029, "报考"), (2029, "取证"), (2030, "报考"), (2030, "取证")),
        ),
    ),
    Table(
        "y2",
        "表9",
        "码头职工结构",
        "3.1",
        (),
        1,
        _cells(
            {
                ("职工总数",): ("100", "110"),
                ("工龄", "十年以上"): ("40", "45"),
                ("工龄", "十年及以下"): ("60", "65"),
                ("住处", "本地"): ("70", "85"),
                ("住处", "外地"): ("30", "25"),
            },
            ((2029, "人数"), (2030, "人数")),
        ),
    ),
)


@lru_cache
def _yard() -> Book:
    report: Report = harbour_report()
    return make_book(replace(report, tables=(*report.tables, *YARD)))


FIRST = {
    "2029年、2030年船员证书考取情况里2029年取证最高的是哪一个？": ("甲板与舵工", "118"),
    "2029年、2030年船员证书考取情况表中，哪一项的2030年报考最多？": ("轮机与电工", "140"),
    "船员证书考取情况表里2029年报考最少的是哪一个？": ("厨工", "31"),
    "码头职工结构里2030年人数最多的是哪一项": ("本地", "85"),
    "码头职工结构表里人数最少的是哪一项": ("外地", "25"),
    "甲板与舵工和轮机与电工，谁的2030年报考更高？": ("轮机与电工", "140"),
    "2029年取证是轮机与电工多还是甲板与舵工多？": ("甲板与舵工", "118"),
    "轮机与电工的报考和甲板与舵工比谁少？": ("甲板与舵工", "130"),
    "2029年哪种工龄的人数最少？": ("十年以上", "40"),
}


@pytest.mark.parametrize("question", FIRST)
def test_the_row_is_told_that_has_the_most_in_the_column_and_year_asked(question):
    answer = ask(question, book=_yard())
    name, value = FIRST[question]
    assert answer.figures
    assert (answer.figures[0].value, name in answer.text) == (value, True)


SHARES = {
    "轮机与电工的2029年取证是甲板与舵工的百分之几？": "60 ÷ 118",
    "厨工的报考相当于轮机与电工的百分之多少": "25 ÷ 140",
}


@pytest.mark.parametrize("question", SHARES)
def test_a_share_of_two_rows_is_of_the_column_named(question):
    answer = ask(question, book=_yard())
    assert answer.calculation is not None
    assert answer.calculation.formula.startswith(SHARES[question])


def test_all_of_the_school_is_the_row_of_the_total():
    answer = ask_harbour("海洋学院的毕业生人数是全校的百分之几？")
    assert answer.calculation is not None
    assert answer.calculation.formula.startswith("280 ÷ 670")


def test_a_row_of_a_total_is_no_rival_of_the_rows_that_it_holds():
    answer = ask("2030年船员证书里报考最多的是哪一项？", book=_yard())
    assert "证书合计" not in answer.text


def test_a_word_mended_is_not_mended_back():
    assert ask_harbour("海洋学院的实训实训室有几间？").abstained
