"""What the rows of a table are called."""

from __future__ import annotations

import pytest

from tests.colleges import ask
from tests.harbour_college import ask_harbour

NAMES = {
    "招生类型都有哪些？": ["普通高考", "自主招生", "三二分段"],
    "学校一共有哪几种招生方式？": ["普通高考", "自主招生", "三二分段"],
}
HARBOUR = {
    "海洋学院招了哪几个专业？": ["航海技术", "渔业养殖"],
    "两个二级学院都叫什么？": ["海洋学院", "信息学院"],
    "课程类别有哪些？": ["A类课", "B类课", "C类课"],
}


def names(text: str) -> list[str]:
    return [line[2:].split("[")[0] for line in text.splitlines() if line.startswith("- ")]


@pytest.mark.parametrize("question", HARBOUR)
def test_rows_are_listed_by_name(question):
    answer = ask_harbour(question)
    assert names(answer.text) == HARBOUR[question]
    assert answer.kind == "list"
    assert len(answer.citations) == len(HARBOUR[question])


@pytest.mark.parametrize("question", NAMES)
def test_all_rows_but_wholes_are_listed(question):
    found = names(ask(question).text)
    assert [name for name in NAMES[question] if name in found] == NAMES[question]
    assert "合计" not in found


@pytest.mark.parametrize("question", ["学校停招了哪些专业？", "五个二级学院都叫什么？"])
def test_what_no_table_tells_of_its_rows_lists_none_of_them(question):
    assert names(ask_harbour(question).text) == []
