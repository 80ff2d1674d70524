"""Short names of a school's parts are put in full, where they can be short for one part only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.find.book import make_book
from rag.understand.short_parts import in_full
from tests.colleges import college_report, table

PARTS = (
    ("二级学院", "学生数（人）", "专业数（个）"),
    ("食品与生物工程学院", "1100", "9"),
    ("水利水电学院", "975", "6"),
    ("艺术与传媒学院", "1260", "7"),
    ("艺术教育学院", "480", "3"),
)
REPORT = college_report()
BOOK = make_book(replace(REPORT, tables=(*REPORT.tables, table(9, "二级学院情况", "2.2", PARTS))))


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("食工学院有多少学生", "食品与生物工程学院有多少学生"),
        ("我们生工学院有几个专业", "我们食品与生物工程学院有几个专业"),
        ("水电学院多少学生", None),
        ("今年艺传学院学生数", "今年艺术与传媒学院学生数"),
        ("艺术学院有多少学生", None),
        ("机电学院一年级多少人", None),
        ("化工学院有多少学生", None),
        ("哪个学院学生最多", None),
        ("课程体系怎么改革的", None),
    ],
)
def test_short_names_of_parts(question, full):
    assert in_full(question, (BOOK,)) == full
