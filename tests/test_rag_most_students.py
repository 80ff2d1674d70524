"""Which part of a school has the most students, told by a table that names them in its title alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.find.book import make_book
from tests.colleges import ask, college_report, table

SPREAD = (
    ("二级学院", "一年级", "二年级", "合计", "女生"),
    ("船政学院", "410", "395", "805", "61"),
    ("商学院", "530", "560", "1090", "702"),
    ("园艺学院", "230", "215", "445", "198"),
    ("合计", "1170", "1170", "2340", "961"),
)


def spread():
    report = college_report()
    return make_book(
        replace(report, tables=(*report.tables, table(9, "各二级学院在校生分布", "2.1", SPREAD)))
    )


@pytest.mark.parametrize(
    "question", ["学生最少的是哪个学院？", "哪个学院在校生最少", "哪个学院的学生人数最少"]
)
def test_the_column_of_totals_is_what_the_title_tells(question):
    answer = ask(question, book=spread())
    assert answer.figures[0].value == "445"
    assert "园艺学院" in answer.text


def test_the_most_is_told_as_well():
    assert "商学院" in ask("哪个学院学生最多？", book=spread()).text


@pytest.mark.parametrize("question", ["哪个学院的毕业生满意度最高", "哪个学院的月收入最高"])
def test_rows_of_another_kind_are_not_compared(question):
    assert not ask(question, book=spread()).text.startswith("最高（多）的是")
