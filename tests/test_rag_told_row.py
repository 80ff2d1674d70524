"""Cells of one row in each column asked for, and of a column of words for the rows spoken of."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from rag.find.book import Book, make_book
from rag.find.match import Matcher
from rag.tables.told_column import column_told
from rag.tables.told_row import row_told
from rag.understand.question import understand
from tests.colleges import college_report, table

BREEDERS = (
    ("育苗基地", "合作企业", "成立时间", "企业投入（万元）", "在岗学员（人）", "棚室面积（平方米）"),
    ("青禾蔬菜育苗基地", "青禾种业有限公司", "2026年5月", "310", "45", "5200"),
    ("云岭茶苗繁育基地", "云岭茶场", "2028年3月", "126", "32", "2600"),
    ("南坡果树苗圃", "南坡果业合作社", "2029年9月", "88", "21", "7800"),
    ("合计", "—", "—", "524", "98", "15600"),
)
CERTIFICATES = (
    ("证书名称", "参加考核（人）", "通过（人）", "2028-2029学年通过率（%）", "上届报名（人）"),
    ("花艺环境设计", "84", "70", "81.25", "77"),
    ("园林测量", "62", "51", "79.60", "58"),
    ("合计", "146", "121", "80.40", "135"),
)
PRIZES = (
    ("序号", "赛项", "级别", "奖项", "获奖学生", "指导教师"),
    ("1", "花艺", "国家级", "一等奖", "林晓筠、陶一帆", "邹文静"),
    ("2", "园艺", "国家级", "三等奖", "贺山", "邹文静、杜衡"),
    ("3", "艺术插花", "省级", "一等奖", "姜禾", "温如玉"),
)
SPENDING = (
    ("支出项目", "2030年", "2029年"),
    ("师资建设", "218.40", "190.10"),
    ("图书购置", "36.50", "41.20"),
    ("基础设施修缮建设", "812.00", "655.30"),
)


@lru_cache
def garden() -> Book:
    """A report with tables on gardens, contests and spending."""
    report = college_report()
    prizes = table(13, "学生技能竞赛获奖名单", "2.2", tuple(row[1:] for row in PRIZES))
    tables = (
        table(11, "育苗基地一览", "4.2", BREEDERS),
        table(12, "1+X证书考核情况", "2.2", CERTIFICATES),
        prizes,
        table(14, "学校经费支出情况", "3", SPENDING, "万元"),
    )
    return make_book(replace(report, tables=report.tables + tables))


def told(question: str, least: int = 2) -> list[str]:
    matcher = Matcher(understand(question), garden(), {})
    return [fact.text for fact in row_told(matcher, least)]


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("云岭茶苗繁育基地是跟谁合办的，哪年成立", ["云岭茶场", "2028年3月"]),
        ("青禾基地企业投了多少钱、在岗学员几个人", ["310万元", "45人"]),
        ("南坡果树苗圃的企业投入和棚室面积", ["88万元", "7800平方米"]),
        ("花艺环境设计证多少人考多少人过", ["84人", "70人"]),
        ("园林测量考了多少人过了多少人", ["62人", "51人"]),
        ("园艺赛项谁得奖，谁指导的", ["贺山", "邹文静、杜衡"]),
        ("艺术插花是谁带队的、几等奖", ["温如玉", "一等奖"]),
        ("园艺赛项算哪一级，谁指导的", ["国家级", "邹文静、杜衡"]),
    ],
)
def test_each_column_asked_for_is_told(question, cells):
    assert told(question) == cells


@pytest.mark.parametrize(
    "question",
    [
        # the row does not tell it
        "云岭茶苗繁育基地有几个教授，哪年成立",
        "青禾基地投了多少钱，种了多少亩花生",
        # something is made of both
        "平均一个在岗学员占青禾基地多少平方米棚室",
        # why
        "花艺环境设计的考核人数和通过人数为啥上不去",
        # two rows
        "青禾蔬菜育苗基地和南坡果树苗圃哪个投入多、面积大",
        # which row is not said
        "基地的合作企业是谁，哪年成立",
    ],
)
def test_what_a_row_does_not_answer_to_is_left_to_others(question):
    assert told(question) == []


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("2029年花在师资队伍上的钱是多少", ["190.10万元"]),
        ("基建2029年花了多少钱", ["655.30万元"]),
        ("园林测量那个证，上一学年的通过率", ["79.60%"]),
        ("茶苗基地在岗几个人", []),
    ],
)
def test_one_column_is_found_where_nothing_else_answers(question, cells):
    assert told(question, least=1) == cells


def test_a_heading_of_the_year_before_is_of_that_year():
    years = {item.col.name: item.year for view in garden().tables for item in view.cells if item.col.before}
    assert set(years) == {"上届报名"}


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("国家级技能竞赛的获奖学生名单", ["林晓筠、陶一帆", "贺山"]),
        ("技能竞赛拿一等奖的学生都有谁", ["林晓筠、陶一帆", "姜禾"]),
        ("技能竞赛获奖的指导老师有哪些", ["邹文静", "邹文静、杜衡", "温如玉"]),
        ("各育苗基地分别跟哪些公司合办", ["青禾种业有限公司", "云岭茶场", "南坡果业合作社"]),
        # no table of these
        ("合唱比赛的获奖学生名单", []),
        ("育苗基地的合作企业都获过哪些专利", []),
    ],
)
def test_a_column_of_words_is_listed(question, cells):
    facts = column_told(Matcher(understand(question), garden(), {}))
    assert [fact.text for fact in facts] == cells


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("护理类毕业生月薪和专业对口率", ["5120元", "88.4%"]),
        ("园艺类毕业多少人，就业率多少", ["140人", "93.57%"]),
        # more is asked for than the row tells
        ("护理类毕业生月薪多少，去了几家单位，对口率多少", []),
    ],
)
def test_a_column_is_known_by_another_name_of_what_it_holds(question, cells):
    rows = (
        ("专业类", "毕业生数（人）", "落实人数（人）", "落实率（%）", "平均月收入（元）", "专业相关度（%）"),
        ("护理类", "310", "301", "97.10", "5120", "88.4"),
        ("园艺类", "140", "131", "93.57", "4380", "71.2"),
    )
    report = college_report()
    book = make_book(replace(report, tables=(*report.tables, table(15, "各类毕业生就业情况", "2.2", rows))))
    facts = row_told(Matcher(understand(question), book, {}))
    assert [fact.text for fact in facts] == cells
