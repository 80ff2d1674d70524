"""Rows that stand over or under another figure, first and last ones, and those of just so many."""

from __future__ import annotations

import pytest

from rag.understand.conditions import just_so_many, reaches, spell_limits
from rag.understand.intent import EXTREMES
from tests.colleges import ask
from tests.harbour_college import ask_harbour

SELECTED = {
    "报到率没达到全校平均的招生类型有哪些？": ["普通高考"],
    "报到率高于全校的招生方式有哪些？": ["自主招生", "三二分段"],
    "一年级过千的学院有哪几个？": ["机电学院", "护理学院"],
    "比商学院一年级人数多的学院有哪些？": ["机电学院", "护理学院"],
    "哪个学院一年级和二年级人数最接近？": ["艺术学院"],
    "二年级和一年级差得最多的是哪个学院？": ["机电学院"],
    "计分表里哪些指标退步了？": ["专业相关度"],
    "报到率倒数两名是哪两种招生方式？": ["普通高考", "自主招生"],
}


@pytest.mark.parametrize("question", SELECTED)
def test_rows_are_selected_by_what_they_stand_to(question):
    lines = [line for line in ask(question).text.splitlines() if line.startswith("- ")]
    assert [name for line in lines for name in SELECTED[question] if name in line] == SELECTED[question]
    assert len(lines) == len(SELECTED[question])


def test_how_far_a_row_is_from_the_whole_is_told():
    answer = ask_harbour("报到率低于全校的专业有哪些？")
    assert "渔业养殖 · 报到率：90.91%[1]；合计 · 报到率：95.05%[2]；相差 4.14个百分点" in answer.text
    assert answer.calculation.result == "4.14、1.09"


def test_the_most_and_the_least_are_told_together():
    text = ask_harbour("哪个专业报到率最高，哪个最低？").text
    assert text.startswith(
        "最高（多）：信息学院 · 软件技术 · 报到率：97.29%[1]\n最低（少）：海洋学院 · 渔业养殖"
    )


def test_the_rows_asked_for_tell_which_table_is_meant():
    answer = ask("哪种招生方式录的人最多，多少人？")
    assert answer.text.splitlines()[1] == "- 普通高考 · 实际录取：1180人[1]"


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("通过率过九成的", "通过率过90%的"),
        ("人数破千的", "人数破1000的"),
        ("到款额上百万的", "到款额上100万的"),
        ("报到率百分之百的", "报到率达到100%的"),
        ("录取率八成半以上", "录取率85%以上"),
        ("一成不变", "一成不变"),
    ],
)
def test_limits_in_words_are_spelt(text, spelt):
    assert spell_limits(text) == spelt


@pytest.mark.parametrize(
    ("text", "number"), [("只录到一个人的", 1), ("仅有3门课的", 3), ("只有校级的", None)]
)
def test_reads_of_how_many_things_are(text, number):
    assert just_so_many(text) == number


def test_a_limit_may_be_reached_or_passed():
    assert reaches("不低于95%的有哪些")
    assert reaches("95%以上的有哪些")
    assert not reaches("超过95%的有哪些")


@pytest.mark.parametrize("text", ["谁最好谁最差", "最高的和最低的", "哪个最低，哪个最高", "最多，最少的呢"])
def test_reads_that_both_ends_are_asked(text):
    assert EXTREMES.search(text)
