"""Questions for a person's name are answered by texts that hold one."""

from __future__ import annotations

import pytest

from rag.persons import asks_who, holds_name, names_who
from tests.colleges import ask, with_texts
from tests.harbour_college import ask_harbour


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("校长叫什么名字？", True),
        ("带头人姓什么", True),
        ("改装渔船的老师叫什么？", True),
        ("项目负责人是谁", True),
        ("获奖的是哪位教授", True),
        ("技术能手的名字是", False),
        ("在线平台叫什么名字？", False),
        ("社团叫什么？", False),
        ("谁的报到率更高", False),
        ("老师有多少人", False),
        ("图书馆在哪个位置", False),
    ],
)
def test_tells_a_question_for_the_name_of_a_person(question, asks):
    assert asks_who(question) is asks


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("王建国老师带领学生改装渔船。", True),
        ("项目由李明主持。", True),
        ("学校聘请兼职教师60人。", False),
        ("船舶模拟器数量偏少。", False),
        ("", False),
    ],
)
def test_tells_a_text_that_names_somebody(text, holds):
    assert holds_name(text) is holds


def test_only_a_question_for_a_name_asks_for_one():
    assert names_who("兼职教师有多少人", "学校聘请兼职教师60人。")
    assert not names_who("兼职教师是谁", "学校聘请兼职教师60人。")
    assert names_who("改装渔船的老师是谁", "王建国老师带领学生改装渔船。")


@pytest.mark.parametrize("question", ["改装渔船的老师叫什么名字？", "案例1里带领学生的老师叫什么名字？"])
def test_a_name_is_told_in_its_sentence(question):
    answer = ask_harbour(question)
    assert answer.text == "王建国老师带领学生改装渔船。[1]"
    assert answer.citations[0].label == "案例1"


@pytest.mark.parametrize("question", ["兼职教师叫什么名字？", "兼职教师是谁？", "食堂的负责人叫什么名字？"])
def test_what_names_nobody_answers_no_question_for_a_name(question):
    answer = ask_harbour(question)
    assert answer.abstained
    assert answer.figures == ()


def test_what_is_no_person_is_told_without_a_name():
    book = with_texts("学校建成在线平台“潮汐课堂”。")
    assert "潮汐课堂" in ask("在线平台叫什么名字？", book=book).text
