"""One printed figure divided by another of a different kind."""

from __future__ import annotations

import pytest

from tests.colleges import ask, college_report
from tests.harbour_college import ask_harbour

QUOTIENTS = {
    "公益讲座平均每场多少听众？": ("8400 ÷ 48 = 175", "175", "人/场"),
    "平均每场公益讲座有多少人听？": ("8400 ÷ 48 = 175", "175", "人/场"),
    "2028—2029学年公益讲座平均每场多少听众？": ("6000 ÷ 40 = 150", "150", "人/场"),
    "兼职教师人均授课多少课时？": ("4200 ÷ 60 = 70", "70", "课时/人"),
    "B类课平均每门多少课时？": ("3600 ÷ 210 ≈ 17.14", "17.14", "课时/门"),
}


@pytest.mark.parametrize("question", QUOTIENTS)
def test_divides_what_is_counted_in_one_thing_by_another(question):
    answer = ask_harbour(question)
    assert answer.kind == "calculation"
    shown = (answer.calculation.formula, answer.calculation.result, answer.calculation.unit)
    assert shown == QUOTIENTS[question]
    assert f"平均 {answer.calculation.result}{answer.calculation.unit}" in answer.text


def test_both_figures_are_cited_where_they_stand():
    answer = ask_harbour("兼职教师人均授课多少课时？")
    assert [(figure.value, figure.unit) for figure in answer.figures] == [("4200", "课时"), ("60", "人")]
    assert [citation.label for citation in answer.citations] == ["表5", ""]
    assert answer.citations[1].quote == "学校聘请兼职教师60人，由港口工程师和船长担任。"


@pytest.mark.parametrize("question", ["平均每期社会培训班培训多少学员？", "社会培训平均每期多少人？"])
def test_figures_of_one_sentence_are_divided_as_well(question):
    answer = ask(question)
    assert answer.calculation.formula == "3560 ÷ 46 ≈ 77.39"
    assert "四舍五入，保留两位小数" in answer.text
    assert len(answer.citations) == 1


def test_a_printed_average_is_shown_rather_than_divided_anew():
    answer = ask("2029年毕业生平均起薪是多少？")
    assert answer.calculation is None
    assert [(figure.value, figure.unit) for figure in answer.figures] == [("3985", "元")]


@pytest.mark.parametrize(
    "question", ["平均每座食堂多少座位？", "平均每门在线课程投入多少？", "生均经费是多少？"]
)
def test_nothing_is_divided_where_one_of_the_two_is_not_told(question):
    answer = ask_harbour(question)
    assert answer.abstained
    assert answer.calculation is None


def test_the_mean_of_rows_is_no_quotient():
    answer = ask("一年级平均每个学院多少人？")
    assert answer.calculation.formula == "（1100 + 975 + 1260 + 480）÷ 4 = 953.75"
    assert all(citation.report_id == college_report().id for citation in answer.citations)


def test_both_figures_are_of_one_year():
    answer = ask_harbour("近两个学年公益讲座平均每场多少听众？")
    assert answer.calculation.formula in ("8400 ÷ 48 = 175", "6000 ÷ 40 = 150")
