"""Questions that lean on those before them."""

from __future__ import annotations

import pytest

from rag.followup import readings
from tests.colleges import ask
from tests.harbour_college import ask_harbour

TALKS = {
    ("2030年毕业生就业率是多少？", "2029年呢？"): "96.85",
    ("普通高考的报到率是多少？", "自主招生呢？"): "95.00",
    ("护理学院一年级有多少人？", "二年级呢？"): "1200",
    ("护理学院一年级有多少人？", "那商学院呢？"): "975",
    ("毕业生人数是多少？", "2029年呢？", "那就业率呢？"): "96.85",
}


@pytest.mark.parametrize("turns", TALKS)
def test_takes_over_what_is_not_said_again(turns):
    assert ask(*turns).figures[0].value == TALKS[turns]


def test_a_question_that_stands_alone_forgets_what_came_before():
    alone = ask("日常教学经费是多少？")
    assert ask("2029年毕业生就业率是多少？", "日常教学经费是多少？").text == alone.text
    assert len(readings(("毕业生就业率是多少？", "日常教学经费是多少？"))) == 1


def test_one_turn_has_one_reading():
    assert len(readings(("呢？",))) == 1


SHORT_TURNS = {
    ("海洋学院实际录取多少人？", "报到率？"): ("93.67", "%"),
    ("航海技术录取多少人？", "报到率？"): ("95.26", "%"),
    ("航海技术录取多少人？", "招生计划？"): ("200", "人"),
    ("渔业养殖的报到率是多少？", "招生计划多少人？"): ("120", "人"),
    ("航海技术录取多少人？", "那软件技术呢？"): ("258", "人"),
    ("海洋学院毕业去向落实率是多少？", "信息学院呢？"): ("96.15", "%"),
}


@pytest.mark.parametrize("turns", SHORT_TURNS)
def test_a_short_turn_that_names_only_an_indicator_asks_it_of_what_was_spoken_of(turns):
    figure = ask_harbour(*turns).figures[0]
    assert (figure.value, figure.unit) == SHORT_TURNS[turns]


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("航海技术录取多少人？", "学费收入是多少？"), "2400"),
        (("渔业养殖的报到率是多少？", "在线课程有几门？"), "26"),
        (("渔业养殖的报到率是多少？", "表3里信息学院落实率是多少？"), "96.15"),
    ],
)
def test_a_turn_that_names_what_it_is_about_is_asked_of_that(turns, value):
    assert [figure.value for figure in ask_harbour(*turns).figures] == [value]


def test_a_short_turn_is_also_read_by_itself():
    of_the_same, alone = readings(("航海技术录取多少人？", "报到率？"))
    assert "航海技术" in {term.text for term in of_the_same.terms}
    assert {term.text for term in alone.terms} == {"报到率"}
    assert (of_the_same.operation, of_the_same.unit) == (alone.operation, alone.unit)


def test_a_longer_turn_says_itself_what_it_is_about():
    assert len(readings(("航海技术录取多少人？", "请问学校的新生报到率到底是多少呀？"))) == 1


def test_a_part_that_goes_on_asks_in_its_own_unit_and_operation():
    turns = ("正高级、副高级教师一共多少人", "海洋学院报到率多高")
    leaning, *_ = readings(turns, continued=True)
    assert (leaning.operation, leaning.unit, leaning.percent) == ("lookup", "", True)
    assert readings(turns, continued=True) != readings(turns)
