"""Rows that are bands of age or steps of rank, added up under or over a limit."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """滨海船政职业学院
高等职业教育质量年度报告（2031）
1 概况
本报告数据截至2030年12月。
1.1 学院
表1 二级学院在校生人数（人）
二级学院\t在校生
航海学院\t805
轮机学院\t1090
合计\t1895
2 师资
2.1 队伍
表2 专任教师队伍结构（人）
结构\t类别\t2029年\t2030年
职称\t正高级\t12\t15
职称\t副高级\t50\t55
职称\t中级\t90\t88
职称\t初级及以下\t40\t42
学位\t博士\t8\t11
学位\t硕士\t104\t109
学位\t学士及以下\t80\t80
年龄\t35岁及以下\t70\t72
年龄\t36—45岁\t66\t71
年龄\t46—55岁\t44\t41
年龄\t56岁及以上\t12\t16
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("bands"), embedder)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("45岁及以下的专任教师合起来占多少？", "71.5"),
        ("45岁以下的教师有多少人", "143"),
        ("46岁以上教师多少人", "57"),
        ("副高及以上职称教师占专任教师的比重", "35"),
        ("中级及以上职称的教师有多少", "158"),
        ("硕士及以上学位的教师占比", "60"),
        ("2029年副高以上职称教师有多少人", "62"),
    ],
)
def test_bands_and_ranks_are_added_up(ask: Ask, question: str, value: str) -> None:
    answer = ask(question)
    assert answer.calculation is not None, answer.text
    assert f"{value}%" in answer.text or f" {value}人" in answer.text


def test_one_band_is_looked_up(ask: Ask) -> None:
    answer = ask("35岁以下的教师有多少人")
    assert answer.calculation is None
    assert "72人" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "40岁以下的教师有多少人",
        "2027年45岁及以下教师占多少",
        "45岁以下的辅导员占多少",
        "思政课教师里副高及以上的占多少",
        "航海学院副高及以上的教师有多少",
    ],
)
def test_a_limit_inside_a_band_and_other_people_are_not_told(ask: Ask, question: str) -> None:
    assert ask(question).calculation is None
