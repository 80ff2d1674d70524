"""The figures that are compared or added up: groups by their 小计, rows without what they are made of."""

from __future__ import annotations

import pytest

from rag.calculate.sets import cells_to_compare, matching_rows, verbatim_rows
from rag.find.candidates import Candidate
from rag.find.match import Matcher
from rag.understand.question import understand
from tests.colleges import ask, college
from tests.harbour_college import ask_harbour, harbour


def found(function, text, book) -> list[Candidate]:
    matcher = Matcher(understand(text), book, {})
    candidates = sorted(matcher.table_candidates(book.tables), key=lambda c: -c.score)
    return function(matcher, candidates)


def texts(cells: list[Candidate]) -> list[str]:
    return sorted(c.cell.cell.text for c in cells)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("哪个二级学院录取人数最多？", ["407", "300"]),
        ("哪个二级学院招生计划最多？", ["410", "320"]),
        ("哪个二级学院报到率最低？", ["93.67", "96.07"]),
    ],
)
def test_groups_are_compared_by_their_subtotals(question, values):
    answer = ask_harbour(question)
    assert [figure.value for figure in answer.figures] == values
    assert all("小计" in figure.indicator for figure in answer.figures)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("哪个专业录取人数最多？", ["258", "190", "149", "110"]),
        ("哪个专业报到率最低？", ["90.91", "93.96", "95.26", "97.29"]),
    ],
)
def test_rows_are_compared_without_subtotals_and_total(question, values):
    answer = ask_harbour(question)
    assert [figure.value for figure in answer.figures] == values
    assert not any("计 ·" in figure.indicator for figure in answer.figures)


def test_a_table_without_subtotals_is_compared_row_by_row():
    answer = ask_harbour("毕业去向落实率最高的二级学院是哪个？")
    assert [figure.value for figure in answer.figures] == ["96.15", "95.00"]


def test_all_shown_beside_the_first_were_compared():
    lines = ask_harbour("哪个二级学院录取人数最多？").text.splitlines()
    assert lines[0] == "最高（多）的是："
    assert lines[1].startswith("- 信息学院 · 小计 · 实际录取：407人[1]")
    assert lines[2:] == ["参与比较的还有：", "- 海洋学院 · 小计 · 实际录取：300人[2]"]


def test_a_row_is_not_compared_with_what_is_counted_in_it():
    cells = found(cells_to_compare, "哪种招生类型的实际录取人数最多？", college())
    assert texts(cells) == ["1180", "262", "640"]


def test_a_total_is_no_row_to_add():
    question = "各招生类型的招生计划加起来是多少？"
    assert found(matching_rows, question, college()) == []
    assert [figure.value for figure in ask(question).figures] == ["2140"]


def test_whole_labels_in_a_question_pick_their_rows_in_its_order():
    rows = found(verbatim_rows, "c类课和a类课的课程门数", harbour())
    assert [c.cell.cell.text for c in rows] == ["95", "45"]


def test_a_condition_that_only_some_rows_meet_leaves_the_others_out():
    cells = found(cells_to_compare, "海洋学院哪个专业录取人数最多？", harbour())
    assert texts(cells) == ["110", "190"]
