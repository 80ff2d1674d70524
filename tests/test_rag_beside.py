"""What the prose tells by itself: changes from this to that, and what stands beside what was just told."""

from __future__ import annotations

import pytest

from rag.find.figures import find_figures
from rag.prose.beside import told_in
from rag.prose.continued import go_on
from rag.respond.resolve import resolve
from rag.types import Question
from rag.understand.question import understand
from rag.understand.several import parts_of
from tests.colleges import ask, with_texts

GARDEN = "学校帮扶青禾村建成花圃，花圃面积由12亩扩大到30亩，村民年收入从2028年的1.5万元提高到2万元。"
REPAIR = (
    "渔具修复工作室由周海川主持，成立于2026年，获“金锚工坊”称号。"
    "工作室培养学徒18人，分5期完成。修复率为96.50%。"
    "教学采用跟岗、轮训、竞赛等形式开展。"
)
CLUBS = "学校有社团20个。规模最大的社团是“听涛合唱团”，团员64人。"
PARTNERS = (
    "学校加强合作，推动育人质量提升，完善合作机制。"
    "学校与海晏学院、云门大学、临川学院联合开展海洋联培项目。"
    "海洋标本馆由科研管理处牵头、三个系参与建设。"
)
HERO = (
    "校友林归舟毕业于轮机专业。在校时他修过十二台柴油机。",
    "2030年，林归舟获评先进个人，回校开设讲座。",
)


def after(first: str, then: str, *texts: str):
    """What a clause finds beside what answered the one before it."""
    book = with_texts(*texts)
    told = told_in((resolve(understand(first), book, {}),))
    return go_on(understand(then), book, told)


@pytest.mark.parametrize(
    ("question", "result", "unit"),
    [
        ("青禾村的花圃面积扩大了多少亩？", "18", "亩"),
        ("青禾村花圃面积有什么变化？", "18", "亩"),
        ("青禾村花圃面积增长了百分之几？", "150", "%"),
        ("青禾村村民年收入提高了多少？", "0.5", "万元"),
    ],
)
def test_a_change_is_calculated_from_both_ends_that_a_sentence_tells(question, result, unit):
    answer = ask(question, book=with_texts(GARDEN))
    assert answer.calculation is not None
    assert (answer.calculation.result, answer.calculation.unit) == (result, unit)


def test_what_something_grew_to_is_what_it_is_now():
    figures = [f for f in find_figures(GARDEN) if f.unit in ("亩", "万元")]
    assert [(f.text, f.past, f.year) for f in figures] == [
        ("12亩", True, None),
        ("30亩", False, None),
        ("1.5万元", True, 2028),
        ("2万元", False, None),
    ]
    assert "30亩" in ask("青禾村花圃面积是多少？", book=with_texts(GARDEN)).text.splitlines()[0]


def test_a_slogan_holds_no_figure():
    assert find_figures("以“夜航三百里”为题办展。") == ()


@pytest.mark.parametrize(
    ("then", "told"),
    [
        ("一共分了几期", "5期"),
        ("带了多少学徒", "18人"),
        ("修复率高不高", "96.50%"),
        ("哪一年成立的", "2026年"),
        ("得过什么称号", "金锚工坊"),
        ("用什么方式教学", "跟岗、轮训、竞赛"),
    ],
)
def test_a_clause_is_answered_beside_what_was_just_told(then, told):
    found = after("渔具修复工作室由谁主持？", then, REPAIR)
    assert found is not None
    assert told in "".join((*(p.text for p in found.passages), *(f.text for f in found.facts)))


@pytest.mark.parametrize("then", ["图书馆有多少册书", "食堂叫什么名字", "用了多少万元"])
def test_what_is_not_told_there_is_no_answer(then):
    assert after("渔具修复工作室由谁主持？", then, REPAIR) is None


def test_what_the_prose_says_to_be_the_most_is_told_in_its_words():
    answer = ask("最大的社团叫什么？", book=with_texts(CLUBS))
    assert answer.text.startswith("规模最大的社团是“听涛合唱团”")
    assert "听涛" not in ask("最大的食堂叫什么？", book=with_texts(CLUBS)).text


def test_a_short_second_question_asks_of_the_first():
    text = "渔具修复工作室是哪年成立的？当时叫什么名字？"
    assert len(parts_of(Question((text,)))) == 2


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("海洋联培项目跟哪几所院校合作？", "学校与海晏学院、云门大学、临川学院"),
        ("海洋标本馆是哪个部门牵头建的？", "海洋标本馆由科研管理处牵头"),
    ],
)
def test_the_bodies_asked_for_are_in_the_sentence_that_names_them(question, start):
    assert ask(question, book=with_texts(PARTNERS)).text.startswith(start)


def test_somebody_named_is_told_of_in_every_place_that_names_him():
    answer = ask("介绍一下校友林归舟", book=with_texts(*HERO))
    assert "柴油机" in answer.text
    assert "先进个人" in answer.text
    assert ask("介绍一下校友林归舟的海外经历", book=with_texts(*HERO)).abstained


def test_the_only_figure_of_a_sentence_is_not_that_of_its_neighbour():
    book = with_texts("青禾村工作队由3名干部组成。全年村里的花圃收入稳步增长。")
    assert "3名" not in ask("青禾村花圃收入多少？", book=book).text
