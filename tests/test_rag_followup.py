"""Questions that lean on those before them."""

from __future__ import annotations

import pytest

from rag.followup import readings
from tests.colleges import ask

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
