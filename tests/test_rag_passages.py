"""Answers in the report's own words."""

from __future__ import annotations

import pytest

from tests.colleges import TEXTS, ask, with_texts

STEPS = (
    "学校加强实习管理，做到了“三个保障”。"
    "一是制度保障，印发管理办法。二是人员保障，配备指导教师。三是经费保障，设立专项资金。"
)


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("有哪些社团？", "学校成立的社团有"),
        ("为什么与企业共建实训基地？", "为了解决实训设备不足的问题"),
    ],
)
def test_answers_with_the_sentence_as_printed(question, start):
    answer = ask(question)
    assert answer.text.startswith(start)
    assert any(answer.citations[0].quote in text for _, text in TEXTS)


def test_a_list_is_given_whole():
    answer = ask("有哪些社团？")
    assert all(name in answer.text for name in ("春分社", "机器人社", "合唱团", "书法社"))


def test_all_steps_are_given():
    answer = ask("实习管理做到了哪三个保障？", book=with_texts(STEPS))
    assert all(step in answer.text for step in ("制度保障", "人员保障", "经费保障"))


def test_a_section_that_is_named_is_told_from_its_beginning():
    answer = ask("4.1节讲了什么？")
    assert answer.text.startswith("学校举办社会培训班46期")
    assert all(citation.section == "4.1" for citation in answer.citations)


def test_a_list_of_something_else_is_no_answer():
    assert ask("有哪些食堂？").abstained
