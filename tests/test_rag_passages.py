"""Answers in the report's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.find.book import make_book
from rag.types import Paragraph, Section
from tests.colleges import TEXTS, ask, with_texts
from tests.harbour_college import ask_harbour, harbour_report

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


@pytest.mark.parametrize("question", ["学校面临哪些挑战？", "学校存在哪些问题？", "不足有哪些？"])
def test_the_points_of_a_chapter_are_its_sections_each_by_its_leading_sentence(question):
    answer = ask_harbour(question)
    assert answer.text.splitlines() == [
        "实训条件有待改善：船舶模拟器数量偏少，难以满足轮训需要。[1]",
        "教师结构不够合理：高层次领军人才缺乏，梯队尚未形成。[2]",
    ]
    assert [citation.section for citation in answer.citations] == ["5.1", "5.2"]


@pytest.mark.parametrize("question", ["未来有什么打算？", "下一步怎么改进？", "学校的对策是什么？"])
def test_a_chapter_without_sections_is_told_from_its_beginning(question):
    answer = ask_harbour(question)
    assert answer.text == "学校将新建综合实训楼，扩大国际交流。[1]"
    assert answer.citations[0].section == "6"


def test_a_question_about_one_thing_is_not_answered_by_all_points():
    answer = ask_harbour("船舶模拟器有哪些问题？")
    assert answer.text == "船舶模拟器数量偏少，难以满足轮训需要。[1]"


def test_points_of_one_section_stand_without_its_title():
    answer = ask_harbour("5.1节讲了什么？")
    assert answer.text == "船舶模拟器数量偏少，难以满足轮训需要。设备更新较慢。[1]"


def outlined(*sections: tuple[str, str, str], texts: dict[str, str]):
    """A report of nothing but sections, each with its parent, and a text under some of them."""
    made = tuple(Section(id_, id_, title, 1 + bool(parent), parent) for id_, title, parent in sections)
    paragraphs = tuple(Paragraph(i, text, id_) for i, (id_, text) in enumerate(texts.items()))
    return make_book(replace(harbour_report(), sections=made, paragraphs=paragraphs, tables=(), cases=()))


def test_a_chapter_on_problems_and_plans_is_asked_for_one_of_them_only():
    book = outlined(
        ("7", "问题与展望", ""),
        ("7.1", "主要问题", "7"),
        ("7.2", "发展展望", "7"),
        texts={"7.1": "实训场地紧张。", "7.2": "学校将扩建码头。"},
    )
    assert ask("学校存在哪些问题？", book=book).text == "实训场地紧张。[1]"
    assert ask("学校未来有什么打算？", book=book).text == "学校将扩建码头。[1]"


def test_a_chapter_of_problems_whose_points_are_all_problems_is_told_whole():
    book = outlined(
        ("7", "存在问题", ""),
        ("7.1", "场地方面的不足", "7"),
        ("7.2", "师资方面的短板", "7"),
        texts={"7.1": "实训场地紧张。", "7.2": "船长教师缺乏。"},
    )
    assert ask("学校存在哪些问题？", book=book).text.splitlines() == [
        "场地方面的不足：实训场地紧张。[1]",
        "师资方面的短板：船长教师缺乏。[2]",
    ]


def test_what_stands_in_a_case_is_no_point_of_its_chapter():
    book = outlined(
        ("7", "面临挑战", ""),
        ("7.1", "场地紧张", "7"),
        ("7.2", "经费缺口", "7"),
        texts={"7.1": "实训场地难以满足需要。", "7.2": "设备经费缺口较大。"},
    )
    boxed = Paragraph(9, "春分社的同学修理电器。", "7.2", "案例9")
    report = replace(book.report, paragraphs=(boxed, *book.report.paragraphs))
    assert ask("学校面临哪些挑战？", book=make_book(report)).text.splitlines() == [
        "场地紧张：实训场地难以满足需要。[1]",
        "经费缺口：设备经费缺口较大。[2]",
    ]
