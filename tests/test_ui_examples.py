from __future__ import annotations

from dataclasses import replace

from rag.types import Report
from tests.fakes import made_up_report
from ui.examples import example_questions

REPORT = made_up_report()


def test_questions_are_made_of_the_reports_own_indicators_and_headings() -> None:
    assert tuple(example_questions(REPORT)) == (
        "2030年生师比是多少？",
        "毕业生就业率2030年比2029年变化了多少？",
        "介绍一下招生与报到",
        "案例1讲了什么？",
        "介绍一下社团活动",
    )


def test_a_table_that_is_printed_again_is_not_asked_for_twice() -> None:
    again = replace(REPORT.tables[1], id="a2", annex=True, repeats="t2")
    assert tuple(example_questions(replace(REPORT, tables=(*REPORT.tables, again)))) == tuple(
        example_questions(REPORT)
    )


def test_a_report_without_years_or_tables_gives_what_it_can() -> None:
    bare = replace(REPORT, data_year=None, tables=())
    assert next(example_questions(bare)) == "介绍一下招生与报到"
    assert tuple(example_questions(Report("x", "", "", None, None, "x.txt", ""))) == ()
