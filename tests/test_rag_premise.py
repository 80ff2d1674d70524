"""What a why-question takes for granted, held against both years."""

from __future__ import annotations

import pytest

from rag.find.match import Matcher
from rag.prose.premise import false_premise
from rag.types import Question
from rag.understand.question import understand
from tests.colleges import college
from tests.island_college import ask_island, island

# Each with the change as it was, and the values of the two years.
WRONG = {
    "食堂满意度为什么上升了？": ("2030年食堂满意度比2029年下降 1.80个百分点。", ["91.40", "93.20"]),
    "食堂满意度怎么涨了这么多？": ("2030年食堂满意度比2029年下降 1.80个百分点。", ["91.40", "93.20"]),
    "为什么食堂满意度提高了": ("2030年食堂满意度比2029年下降 1.80个百分点。", ["91.40", "93.20"]),
    "2030年食堂满意度为啥变高了？": ("2030年食堂满意度比2029年下降 1.80个百分点。", ["91.40", "93.20"]),
    "宿舍满意度为什么下降了？": ("2030年宿舍满意度比2029年上升 1.50个百分点。", ["88.00", "86.50"]),
    "宿舍满意度咋降得这么厉害？": ("2030年宿舍满意度比2029年上升 1.50个百分点。", ["88.00", "86.50"]),
    "图书借阅量为啥变多了？": ("2030年图书借阅量比2029年减少 7300册。", ["51000", "58300"]),
    "图书借阅量增加的原因是什么？": ("2030年图书借阅量比2029年减少 7300册。", ["51000", "58300"]),
    "志愿服务时长怎么减少了？": ("2030年志愿服务时长比2029年增加 5500小时。", ["42000", "36500"]),
    "志愿服务时长怎么少了？": ("2030年志愿服务时长比2029年增加 5500小时。", ["42000", "36500"]),
}
# As WRONG, but rightly said.
RIGHT = [
    "食堂满意度为什么下降了？",
    "食堂满意度怎么降了？",
    "宿舍满意度为什么上升了？",
    "图书借阅量为什么变少了？",
    "志愿服务时长怎么多了？",
]
NOTHING = {
    "no direction": "食堂满意度为什么是这样？",
    "both directions": "食堂满意度为什么有时上升有时下降？",
    "nothing is named that rose": "为什么上升了？",
    "of one year only is told": "合唱队员为什么变少了？",
    "the year asked is not the newest": "2029年食堂满意度为什么上升了？",
    "unchanged": "公选课门数为什么减少了？",
    "compared, but in no direction": "食堂满意度为什么比宿舍满意度高了？",
    "not in the report": "体检率为什么下降了？",
}


def corrected(question: str, book=None):
    return false_premise(Matcher(understand(question), book or island(), {}))


@pytest.mark.parametrize("question", WRONG)
def test_the_wrong_direction_is_corrected_with_both_years(question):
    change, values = WRONG[question]
    answer = ask_island(question)
    assert answer.text.startswith(f"与报告不符：{change}")
    assert [figure.value for figure in answer.figures] == values
    assert [figure.year for figure in answer.figures] == [2030, 2029]
    assert answer.calculation is not None
    assert answer.citations
    assert not answer.abstained


@pytest.mark.parametrize("question", RIGHT)
def test_the_right_direction_is_not_spoken_against(question):
    assert corrected(question) is None
    assert "与报告不符" not in ask_island(question).text


def test_the_right_direction_is_answered_in_the_reports_words():
    answer = ask_island("食堂满意度为什么下降了？")
    assert answer.text == "台风季海运受阻，食材供应紧张，食堂满意度因此下降。[1]"


@pytest.mark.parametrize("why", NOTHING)
def test_nothing_is_corrected_where_it_is_not_known_to_be_wrong(why):
    assert corrected(NOTHING[why]) is None
    assert "与报告不符" not in ask_island(NOTHING[why]).text


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("毕业生就业率为什么下降了？", True),
        ("毕业生就业率为什么上升了？", False),
        ("专业相关度怎么提高了？", True),
        ("专业相关度怎么下降了？", False),
        ("毕业生人数为什么减少了？", True),
        ("授权专利为什么减少了？", False),
    ],
)
def test_the_two_years_are_found_in_any_report(question, wrong):
    assert (corrected(question, college()) is not None) is wrong


def test_a_plain_question_for_the_change_is_no_why_question():
    assert "与报告不符" not in ask_island("食堂满意度上升了多少？").text


def test_the_correction_passes_the_check_of_its_numbers(islander):
    answer = islander.ask(Question(("食堂满意度是多少？", "为什么上升了？")))
    assert answer.text.startswith("与报告不符：2030年食堂满意度比2029年下降 1.80个百分点。")
    assert [figure.value for figure in answer.figures] == ["91.40", "93.20"]
