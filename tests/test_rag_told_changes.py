"""Growths reckoned from what a sentence tells, rates of two figures, halves of a whole, changed rows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rag.find.book import make_book
from rag.types import Cell, Table
from tests.colleges import ask, college_report, table, with_texts

TOLD = with_texts(
    "2030年学校食堂供餐窗口66个，比2029年的60个增加6个，比2028年的55个增加11个。",
    "考取潜水证书230人，比上年减少20人。",
    "渔港村合作社年销售额由15.5万元增加到24.8万元。",
    "全年抽检电梯部件480件次，合格456件次。",
    "巡查发现隐患250项，已整改235项。",
    "游泳队员中男生45人，女生30人；县域生源22人。",
)


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("食堂供餐窗口比2029年增长了百分之几？", "10"),
        ("食堂供餐窗口比2028年增长了百分之几？", "20"),
        ("考取潜水证书的人数比上年下降了百分之几？", "-8"),
        ("渔港村合作社年销售额增加了多少万元？", "9.3"),
        ("渔港村合作社年销售额增长了百分之几？", "60"),
    ],
)
def test_a_change_is_reckoned_from_what_one_sentence_tells(question, result):
    answer = ask(question, book=TOLD)
    assert answer.calculation is not None, answer.text
    assert answer.calculation.result == result


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("电梯部件抽检的合格率是多少？", "456 ÷ 480 = 95%"),
        ("巡查隐患的整改完成率是多少？", "235 ÷ 250 = 94%"),
        ("游泳队员里女生占比多少？", "30 ÷ （30 + 45） = 40%"),
    ],
)
def test_a_rate_is_made_of_two_figures_that_stand_side_by_side(question, formula):
    answer = ask(question, book=TOLD)
    assert answer.calculation is not None, answer.text
    assert answer.calculation.formula == formula


def test_one_half_is_never_the_whole_of_another_part():
    answer = ask("县域生源占游泳队员的比例是多少？", book=TOLD)
    assert answer.calculation is None or "45" not in answer.calculation.formula


def book_of(*tables):
    report = college_report()
    return make_book(replace(report, tables=(*report.tables, *tables)))


DOCKS = (
    ("排名", "码头", "停靠船次", "占比", "较上年增减"),
    ("1", "东码头", "412", "41.2", "+16"),
    ("2", "西码头", "308", "30.8", "-9"),
    ("3", "鱼码头", "120", "12.0", "-3"),
    ("—", "其他码头", "160", "16.0", "+4"),
)


def docks():
    made = table(9, "2030年实习船停靠码头情况", "4.2", tuple((r[1], r[0], *r[2:]) for r in DOCKS), "次")
    return book_of(made)


def test_the_column_that_prints_a_change_tells_what_rose_and_fell():
    answer = ask("哪些码头的停靠船次比上年少了？", book=docks())
    assert [figure.value for figure in answer.figures] == ["-9", "-3"]
    answer = ask("哪些码头的停靠船次比上年增加了？", book=docks())
    assert [figure.value for figure in answer.figures] == ["16", "4"]


def test_what_is_left_over_has_no_place_among_the_first():
    answer = ask("停靠船次最多的前三个码头是哪几个？", book=docks())
    assert [figure.value for figure in answer.figures] == ["412", "308", "120"]


AGES = (
    ("类别", "2029年", "2030年"),
    ("潜水员总数", "90", "100"),
    ("年龄：35岁及以下", "40", "52"),
    ("36—50岁", "30", "29"),
    ("51岁及以上", "20", "19"),
)


def test_a_row_called_by_a_limit_is_that_row():
    book = book_of(table(9, "潜水员队伍", "4.2", AGES, "人"))
    assert ask("35岁以下的潜水员有多少人？", book=book).figures[0].value == "52"
    assert ask("51岁以上的潜水员有多少人？", book=book).figures[0].value == "19"


def test_rows_that_fell_between_two_years_of_the_table_asked():
    book = book_of(table(9, "潜水员队伍", "4.2", AGES, "人"))
    answer = ask("潜水员队伍里哪些年龄段人数比上年少了？", book=book)
    assert {figure.value for figure in answer.figures} == {"29", "30", "19", "20"}


def test_the_limit_of_a_filter_is_none_of_the_other_numbers():
    rows = (("证书", "通过率（%）"), ("焊接", "81.5"), ("钳工", "90.2"), ("电工", "86.1"))
    book = book_of(table(9, "2030年技能证书通过情况", "4.2", rows))
    answer = ask("三个技能证书中通过率不到87%的有哪些？", book=book)
    assert {figure.value for figure in answer.figures} == {"81.5", "86.1"}


def test_a_row_that_prints_its_change_tells_whether_it_rose():
    answer = ask("东码头停靠船次比上年多还是少？", book=docks())
    assert [figure.value for figure in answer.figures] == ["412", "16"]


def test_the_rate_of_a_group_is_made_of_its_sums():
    head = ("学院", "专业", "毕业生数（人）", "落实去向（人）", "落实率（%）")
    rows = (
        ("潜水学院", "打捞", "100", "90"),
        ("潜水学院", "焊接", "300", "285"),
        ("灯塔学院", "导航", "50", "50"),
    )
    cells = tuple(
        Cell(r, c, row[:2], (head[c],), text, Decimal(text), "%" if c == 4 else "人")
        for r, row in enumerate(rows, 1)
        for c, text in ((2, row[2]), (3, row[3]), (4, str(Decimal(row[3]) / Decimal(row[2]) * 100)))
    )
    grid = (head, *((*row, str(Decimal(row[3]) / Decimal(row[2]) * 100)) for row in rows))
    made = Table("t9", "表9", "各专业毕业去向落实情况", "2.2", grid, 1, cells)
    answer = ask("潜水学院两个专业合起来的落实率是多少？", book=book_of(made))
    assert answer.calculation.formula == "（90 + 285） ÷ （100 + 300） = 93.75%"
