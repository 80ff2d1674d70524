"""Whether the rows of a table make up the total printed under them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.find.book import make_book
from tests.colleges import ask, college_report, table

SHIFTS = (
    ("志愿服务队", "队员（人）", "服务时长（小时）"),
    ("星火队", "120", "3600"),
    ("河灯队", "86", "2400"),
    ("其中：水上组", "20", "700"),
    ("稻香队", "64", "1810"),
    ("合计", "270", "7860"),
)


def shifts():
    report = college_report()
    return make_book(replace(report, tables=(*report.tables, table(8, "志愿服务队情况", "4.1", SHIFTS))))


@pytest.mark.parametrize(
    "question",
    [
        "各志愿服务队的服务时长加起来跟合计对得上吗？",
        "表8各队服务时长之和等于合计吗",
        "志愿服务队服务时长各项相加和总数一致吗",
        "各支志愿服务队的服务时长加总与合计是否相等",
        "服务时长每个志愿服务队加起来是不是总数，对不对得上",
    ],
)
def test_rows_that_miss_their_total_are_told_with_it(question):
    answer = ask(question, book=shifts())
    assert answer.text.startswith("不一致")
    assert "7810" in answer.text
    assert "7860" in answer.text


@pytest.mark.parametrize(
    "question", ["各志愿服务队队员人数加起来跟合计对得上吗？", "表8各队队员之和等于合计吗"]
)
def test_rows_that_make_their_total_are_told_so(question):
    answer = ask(question, book=shifts())
    assert answer.text.startswith("一致")


def test_rows_under_a_whole_are_not_added_twice():
    answer = ask("表1各类招生计划相加跟合计一致吗")
    assert answer.text.startswith("一致")
    assert "1200 + 640 + 300" in answer.text


def test_the_total_alone_is_told_as_printed():
    answer = ask("志愿服务队服务时长合计是多少", book=shifts())
    assert [figure.value for figure in answer.figures] == ["7860"]
