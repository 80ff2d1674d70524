"""What answers: an indicator named in full, whatever verbs are around it, but not without its nouns."""

from __future__ import annotations

import pytest

from tests.colleges import ask
from tests.harbour_college import ask_harbour


def test_verbs_around_an_indicator_tell_how_people_talk():
    answer = ask("刚出来一个月拿多少工资？")
    assert [(figure.value, figure.unit) for figure in answer.figures] == [("4120", "元")]


@pytest.mark.parametrize(
    "question", ["海洋学院毕业生找到工作的比例是多少？", "刚毕业的海洋学院学生找到工作的比例有多高呢？"]
)
def test_an_indicator_is_known_by_what_people_call_it(question):
    answer = ask_harbour(question)
    assert [(figure.value, figure.unit) for figure in answer.figures] == [("95.00", "%")]
    assert answer.figures[0].indicator == "海洋学院 · 毕业去向落实率"


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("食堂阿姨刚出来一个月拿多少工资？", "“食堂"),
        ("留学生刚出来一个月拿多少工资？", "“留学生”"),
        ("三年级刚出来一个月拿多少工资？", "“三年级”"),
    ],
)
def test_a_noun_beside_the_indicator_must_be_answered_to(question, missing):
    answer = ask(question)
    assert answer.abstained
    assert missing in answer.text
    assert answer.figures == ()


def test_a_part_of_an_indicators_name_is_another_indicator():
    assert ask("年终毕业去向落实率是多少？").abstained
    assert ask_harbour("本省就业率是多少？").abstained
