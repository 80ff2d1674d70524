"""What answers: an indicator named in full, whatever verbs are around it, but not without its nouns."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.find.accept import of_another_stage
from rag.find.whose import is_listed
from rag.understand.terms import Term
from rag.understand.words import NOUN
from tests.colleges import ask, with_texts
from tests.harbour_college import ask_harbour
from tests.island_college import ask_island


def test_verbs_around_an_indicator_tell_how_people_talk():
    answer = ask("刚出来一个月拿多少工资？")
    # The prose prints another value for the same, which is told as well.
    assert [(figure.value, figure.unit) for figure in answer.figures] == [("4120", "元"), ("4210", "元")]


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


# Rows told stage by stage, with what each stage is asked with.
STAGES = {
    "潜水员证书报名多少人？": "150",
    "潜水员证书有多少人报考？": "150",
    "潜水员证书考核了多少人？": "142",
    "潜水员证书取证多少人？": "118",
    "茶艺师证书通过多少人？": "87",
}


@pytest.mark.parametrize("question", STAGES)
def test_each_stage_is_answered_by_its_own_figure(question):
    assert [figure.value for figure in ask_island(question).figures] == [STAGES[question]]


@pytest.mark.parametrize(
    "question", ["潜水员证书录取多少人？", "潜水员证书报到多少人？", "茶艺师证书有多少人报到？"]
)
def test_a_stage_that_is_not_told_is_answered_by_no_other(question):
    answer = ask_island(question)
    assert answer.abstained
    assert answer.figures == ()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("省外录取多少人？", "76"),
        ("省外报到多少人？", "61"),
        ("自主招生报到了多少人？", "608"),
        ("三二分段录了多少人？", "262"),
    ],
)
def test_enrolled_and_arrived_are_two_stages(question, value):
    assert [figure.value for figure in ask(question).figures] == [value]


@pytest.mark.parametrize(
    "question", ["自主招生报名多少人？", "普通高考报考多少人？", "三二分段考核多少人？", "省外取证多少人？"]
)
def test_a_table_of_other_stages_refuses(question):
    assert ask(question).abstained


@pytest.mark.parametrize(
    ("question", "label", "another"),
    [
        ("录取多少人", "报到人数", True),
        ("报到多少人", "实际录取", True),
        ("报名多少人", "报考人数", False),
        ("考核多少人", "取证人数", True),
        ("取证多少人", "合格人数", False),
        ("取证多少人", "考核人数", True),
        ("参加考试多少人", "考核人数", False),
        # both are asked for, or the label tells of both
        ("录取和报到多少人", "报到人数", False),
        ("报到多少人", "录取后报到人数", False),
        # no stage is asked for, or none told
        ("一共多少人", "报到人数", False),
        ("录取多少人", "招生计划", False),
        ("录取多少人", "", False),
    ],
)
def test_tells_a_figure_of_another_stage(question, label, another):
    assert of_another_stage(question, label) is another


TOLD_TOGETHER = (
    "学校在渔港、盐场设立工作站，累计服务220天。",
    "学校有甘棠、木樨两个园区，绿化面积640亩。",
    "体育馆、游泳馆由学校管理，全年开放280天。",
)


@pytest.mark.parametrize(
    "question",
    [
        "渔港服务多少天？",
        "盐场累计服务多少天？",
        "甘棠园区绿化面积多少亩？",
        "体育馆全年开放多少天？",
        "游泳馆开放多少天？",
    ],
)
def test_what_is_told_of_several_things_together_is_not_one_things(question):
    answer = ask(question, book=with_texts(*TOLD_TOGETHER))
    assert answer.abstained
    assert answer.figures == ()


@pytest.mark.parametrize(
    ("question", "value"),
    [("工作站累计服务多少天？", "220"), ("园区绿化面积多少亩？", "640"), ("全校绿化面积多少亩？", "640")],
)
def test_what_is_told_of_all_is_told_where_it_is_asked_of_all(question, value):
    answer = ask(question, book=with_texts(*TOLD_TOGETHER))
    assert [figure.value for figure in answer.figures] == [value]


@pytest.mark.parametrize(
    ("question", "value"), [("风帆队有多少教练？", "3"), ("皮划艇队有教练多少名？", "5")]
)
def test_a_thing_with_a_number_of_its_own_is_told_of_by_itself(question, value):
    assert [figure.value for figure in ask_island(question).figures] == [value]


@pytest.mark.parametrize(
    "question",
    [
        "专任教师外借图书多少册？",
        "中职生外借图书多少册？",
        "留学生外借图书多少册？",
        "省外外借图书多少册？",
        "市内接待读者多少人次？",
        "高中生接待读者多少人次？",
    ],
)
def test_prose_that_leaves_out_whom_the_question_is_about_does_not_answer(question):
    book = with_texts("图书馆全年外借图书5200册，接待读者3100人次。")
    answer = ask(question, book=book)
    assert answer.figures == ()
    assert "5200" not in answer.text
    assert "3100" not in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [("外借图书多少册？", "5200"), ("图书馆接待读者多少人次？", "3100"), ("专任教师有多少人？", "412")],
)
def test_prose_that_speaks_of_all_that_is_asked_answers(question, value):
    book = with_texts("图书馆全年外借图书5200册，接待读者3100人次。")
    assert [figure.value for figure in ask(question, book=book).figures] == [value]


def test_whom_a_table_is_about_it_need_not_say():
    assert [figure.value for figure in ask_island("在校生志愿服务时长是多少？").figures] == ["42000"]


NAMES = st.lists(st.text("枫桦榆槐樟", min_size=2, max_size=4), min_size=2, max_size=4, unique=True)


def thing(name: str) -> Term:
    return Term(name, 0, len(name), NOUN)


def apart(names: list[str]) -> bool:
    """No name is part of another."""
    return not any(a != b and a in b for a in names for b in names)


@given(NAMES.filter(apart), st.sampled_from(["两个校区，占地560亩", "等园区，绿化640亩", "，全年开放280天"]))
def test_all_but_the_last_of_a_list_and_that_too_are_listed(names, behind):
    text = f"学校有{'、'.join(names)}{behind}。"
    assert all(is_listed(thing(name), text) for name in names)
    quoted = f"学校有{''.join(f'“{name}”' for name in names)}{behind}。"
    assert all(is_listed(thing(name), quoted) for name in names)


@given(NAMES.filter(apart), st.lists(st.integers(1, 999), min_size=4, max_size=4))
def test_things_with_numbers_of_their_own_are_not_listed(names, numbers):
    behind = "、".join(f"{name}{number}亩" for name, number in zip(names, numbers, strict=False))
    assert not any(is_listed(thing(name), f"学校有{behind}。") for name in names)
    before = "、".join(f"{number}处{name}" for name, number in zip(names, numbers, strict=False))
    assert not any(is_listed(thing(name), f"学校有{before}。") for name in names)


@given(NAMES.filter(apart))
def test_what_is_named_once_more_by_itself_is_not_only_listed(names):
    listed = f"学校有{'、'.join(names)}两个校区。"
    assert not is_listed(thing(names[0]), f"{listed}其中{names[0]}占地560亩。")
    assert is_listed(thing(names[1]), f"{listed}其中{names[0]}占地560亩。")


@given(st.text("枫桦榆、，。“”7个", max_size=24), st.text("枫桦榆", min_size=1, max_size=3))
def test_only_what_a_text_names_beside_a_mark_of_a_list_is_listed(text, name):
    if is_listed(thing(name), text):
        assert name in text
        assert re.search("、|”“", text)


@given(st.text(max_size=30), st.text(min_size=1, max_size=4))
def test_any_name_may_be_looked_for_in_any_text(text, name):
    assert is_listed(thing(name), text) in (True, False)
