"""Rows of two years' tables: what stayed the same, fell short of a plan, and is told in its own units."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.quantity import parse_quantity
from rag.types import Cell, Table
from rag.understand.conditions import condition_of
from rag.understand.years import find_years
from tests.colleges import ask, college_report, make_book, table

AID = (
    ("资助项目", "2029—2030学年", "2029—2030学年", "2030—2031学年", "2030—2031学年"),
    ("资助项目", "人次", "金额", "人次", "金额"),
    ("航海奖学金", "40", "8.00", "52", "10.40"),
    ("伙食补贴", "310", "15.50", "290", "14.50"),
)
ENTRY = (
    ("录取批次", "2030年", "2030年", "2030年", "2031年", "2031年", "2031年"),
    ("录取批次", "计划", "录取", "报到", "计划", "录取", "报到"),
    ("提前批", "300", "300", "270", "320", "320", "288"),
    ("统招批", "500", "480", "450", "500", "470", "423"),
    ("补录批", "60", "66", "60", "60", "75", "66"),
    ("合计", "860", "846", "780", "880", "865", "777"),
)
BOATS = (
    ("设施", "单位", "2030年", "2031年"),
    ("帆船", "艘", "12", "15"),
    ("码头泊位", "个", "8", "8"),
    ("潜水池", "座", "2", "2"),
)
BERTHS = (
    ("码头", "2030年", "2030年", "2030年", "2031年", "2031年", "2031年"),
    ("码头", "内河", "远洋", "小计", "内河", "远洋", "小计"),
    ("东港书院", "200", "50", "250", "190", "45", "235"),
    ("西港书院", "300", "10", "310", "330", "12", "342"),
)


def two_heads(number, title, rows, unit):
    """A table with the year over each column."""
    cells = tuple(
        Cell(r, c, (row[0],), (rows[0][c], rows[1][c]), row[c], parse_quantity(row[c]).value, own, year)
        for r, row in enumerate(rows[2:], 2)
        for c in range(1, len(row))
        for own in [rows[1][c] if rows[1][c] == "人次" else unit]
        for year in [int(rows[0][c][:4]) if rows[0][c].endswith("年") and "学年" not in rows[0][c] else None]
    )
    return Table(f"t{number}", f"表{number}", title, "2", rows, 2, cells, unit=unit)


def book():
    tables = (
        two_heads(21, "学生资助情况", AID, "万元"),
        two_heads(22, "各批次录取报到情况", ENTRY, "人"),
        table(23, "帆船码头设施", "3", BOATS),
        two_heads(24, "各书院在校生人数", BERTHS, "人"),
    )
    return make_book(replace(college_report(), year=2031, data_year=2031, tables=tables))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("统招批录取的人里报到的占几成", "423 ÷ 470 = 90%"),
        ("提前批录了以后真来报到的占多少", "288 ÷ 320 = 90%"),
        ("补录批报到的占录取的多少", "66 ÷ 75 = 88%"),
        ("统招批报到的人比上年少了几个", "423 − 450 = -27"),
        ("补录批录取的人比上一年多多少", "75 − 66 = 9"),
        ("东港书院的在校生比上年少了多少人", "235 − 250 = -15"),
    ],
)
def test_a_row_and_its_columns_are_reckoned_with(question, answer):
    told = ask(question, book=book())
    assert told.calculation is not None, told.text
    assert told.calculation.formula == answer


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("哪几个批次没招够计划人数", ["统招批"]),
        ("哪个批次录的比计划多", ["补录批"]),
        ("哪几个批次的录取数没到计划数", ["统招批"]),
        ("帆船码头那张表里，哪些设施两年数量没变", ["码头泊位", "潜水池"]),
        ("2031年报到的比2030年低的是哪些批次", ["统招批"]),
    ],
)
def test_the_rows_of_one_table_are_told(question, rows):
    lines = [line for line in ask(question, book=book()).text.splitlines() if line.startswith("- ")]
    assert len(lines) == len(rows), lines
    assert all(row in line for row, line in zip(rows, lines, strict=True))


def test_no_table_is_told_where_nothing_names_one():
    assert ask("哪几项指标两年一点没变", book=book()).abstained
    assert "录取" not in ask("书院改制还有哪两项任务没完成", book=book()).text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("2030—2031学年航海奖学金给了多少人", "52人次"),
        ("29-30学年伙食补贴发了多少钱", "15.50万元"),
    ],
)
def test_a_column_is_in_its_own_unit_and_of_its_school_year(question, answer):
    assert answer in ask(question, book=book()).text


def test_what_is_no_rise_selects_no_rows():
    assert condition_of("我们哪年升的大专") == ""
    assert condition_of("哪几个系2031年比2030年低的") == "fallen"
    assert condition_of("2029年比2030年高的是哪些") == "fallen"


def test_short_school_years():
    assert find_years("31-32学年的奖学金")[0].years == (2032,)
    assert find_years("12-15学年")[0].years == ()


SHEDS = (
    ("所属单位", "工位（个）", "设备值（万元）"),
    ("船舶书院", "40", "300.5"),
    ("轮机书院", "90", "120.0"),
    ("渔业书院", "55", "480.2"),
    ("后勤处", "5", "9.9"),
)
RANKS = (("类别", "2030年", "2031年"), ("教授", "11", "12"), ("副教授", "40", "44"), ("讲师", "70", "69"))
PRIZES = (("赛事", "一等奖", "二等奖", "三等奖"), ("帆船赛", "1", "4", "3"), ("航模赛", "2", "0", "5"))


def sheds():
    tables = (
        table(31, "实训场所分布", "3", SHEDS),
        table(32, "专任教师职称", "3", RANKS, "人"),
        table(33, "竞赛获奖情况", "3", PRIZES, "项"),
    )
    return make_book(replace(college_report(), year=2031, data_year=2031, tables=tables))


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("工位最多的是哪个书院", "轮机书院 · 工位：90个"),
        ("设备最值钱的是哪个书院", "渔业书院 · 设备值：480.2万元"),
    ],
)
def test_rows_are_known_by_what_they_are_called_at_their_end(question, row):
    assert row in ask(question, book=sheds()).text


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("帆船赛一二三等奖加起来几项", "1 + 4 + 3 = 8"),
        ("航模赛一、三等奖一共多少项", "2 + 5 = 7"),
        ("正高加副高一共多少人", "12 + 44 = 56"),
        ("教授加讲师有多少人", "12 + 69 = 81"),
    ],
)
def test_columns_and_rows_named_shortly_are_added_up(question, formula):
    told = ask(question, book=sheds())
    assert told.calculation is not None, told.text
    assert told.calculation.formula == formula
