"""Rows that a question names shortly, and what is reckoned from lists of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.types import Paragraph
from rag.understand.short_rows import rows_in_full
from tests.colleges import ask, college_report, make_book, table

TESTS = (
    ("证书名称", "报考人数（人）", "通过人数（人）", "通过率（%）"),
    ("船舶焊接机器人操作与维护", "40", "38", "95.00"),
    ("水下摄影与后期制作", "50", "35", "70.00"),
    ("渔业电商直播运营", "60", "48", "80.00"),
)
DEGREES = (
    ("学历", "人数（人）", "占比（%）"),
    ("博士研究生", "12", "6.00"),
    ("硕士研究生", "90", "45.00"),
    ("本科", "98", "49.00"),
)
YARDS = (("单位", "设备值（万元）", "工位（个）"), ("船舶书院", "300.0", "40"), ("轮机书院", "120.0", "60"))
TEXTS = (
    "去向以船厂为主：江南船厂录用41人，胶东船厂19人，象山船厂25人。",
    "2031年帆船考证报名88人，取证60人；2030年取证45人。",
)


def book():
    tables = (
        table(51, "职业证书考核情况", "2", TESTS),
        table(52, "专任教师学历", "2", DEGREES),
        table(53, "各书院实训条件", "3", YARDS),
    )
    paragraphs = tuple(Paragraph(i, text, "3") for i, text in enumerate(TEXTS))
    report = replace(college_report(), year=2031, data_year=2031, paragraphs=paragraphs, tables=tables)
    return make_book(report)


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("专任教师里博士加硕士合起来占百分之多少", "6.00 + 45.00 = 51.00"),
        ("船舶书院的设备摊到每个工位上是多少万元", "300.0 ÷ 40 = 7.5"),
        ("帆船考证取证的比上一年多了多少人", "60 − 45 = 15"),
    ],
)
def test_what_is_reckoned(question, formula):
    told = ask(question, book=book())
    assert told.calculation is not None, told.text
    assert told.calculation.formula == formula


def test_a_sum_short_of_one_part_is_none():
    told = ask("江南船厂、胶东船厂、旅顺拆船公司三家一共录了多少人", book=book())
    assert told.calculation is None


def test_a_figure_beside_the_one_asked_is_no_year_before_it():
    assert ask("帆船考证报名的人比上年多多少", book=book()).calculation is None


def test_only_a_name_of_one_row_is_put_in_full():
    one = make_book(replace(college_report(), tables=book().report.tables))
    full = rows_in_full("机器人操作证和水下摄影证的通过率差多少", [one])
    assert full == "船舶焊接机器人操作与维护和水下摄影与后期制作的通过率差多少"
    assert "95.00 − 70.00 = 25.00" in ask(full, book=one).text
    assert rows_in_full("比电商直播证高多少", [one]) == "比渔业电商直播运营高多少"
    assert rows_in_full("操作证过了多少人", [one]) is None
    assert rows_in_full("潜水证过了多少人", [one]) is None
