"""What a clause or a follow-up reckons from the figures just told, and which stage it means."""

from __future__ import annotations

import pytest

from rag.prose.persons import asks_several, asks_who, prize_asked, tells_prize
from rag.types import Question
from rag.understand.names import names_in
from rag.understand.stages import is_of_stage, of_another_stage, stages_asked, stages_told

RECKONED = {
    ("潜水员证书考核人数多少，取证人数多少，占百分之几？",): "83.1",
    ("潜水员证书报名多少人？", "考核呢？", "占几成？"): "94.67",
    ("茶艺实训基地面积多大，工位数多少，平均每个工位多少平方米？",): "17.92",
    ("学校有多少合唱队员，全年演出几场，平均每场多少人？",): "4.14",
    ("食堂满意度是多少？", "比2029年降了多少？"): "1.8",
    ("食堂满意度是多少？", "宿舍满意度呢？", "这个比2029年高了几个点？"): "1.5",
    ("食堂满意度两年各是多少？差了几个点？",): "1.8",
    ("食堂满意度是多少？跟上年比是升了还是降了？",): "1.8",
}
STAGED = {
    ("潜水员证书考了多少人，过了多少人？",): ("142", "118"),
    ("茶艺师证书多少人报名，多少人拿到证？",): ("96", "87"),
    ("茶艺师证书考核人数是多少？", "过了几个？"): ("87",),
    ("茶艺师证书考核人数是多少？", "过了几个？", "那潜水员证书的呢？"): ("118",),
    ("茶艺实训基地面积多少？", "换成陶艺呢？"): ("1240",),
}


@pytest.mark.parametrize("turns", RECKONED)
def test_a_clause_without_a_figure_of_its_own_reckons_with_those_told(islander, turns):
    answer = islander.ask(Question(turns))
    assert RECKONED[turns] in answer.text
    assert answer.calculation is not None


@pytest.mark.parametrize("turns", STAGED)
def test_a_stage_is_meant_however_it_is_put(islander, turns):
    text = islander.ask(Question(turns)).text
    assert all(number in text for number in STAGED[turns])


@pytest.mark.parametrize(
    "question", ["潜水员证书考核人数多少，占百分之几？", "竹编灯具的奖金多少，平均一届几个？"]
)
def test_nothing_is_reckoned_with_one_figure(islander, question):
    answer = islander.ask(Question((question,)))
    assert answer.calculation is None


def test_a_figure_told_already_is_no_answer_to_a_clause(islander):
    text = islander.ask(Question(("学校有多少合唱队员，其中女队员多少人？",))).text
    assert text.count("58") <= text.splitlines()[0].count("58") + 1


@pytest.mark.parametrize(
    ("question", "label", "same"),
    [
        ("过了几个", "取证人数", True),
        ("最后来了多少人", "报到数", True),
        ("录了多少", "录取人数", True),
        ("考了多少人", "参考人数", True),
        ("过了几个", "参考人数", False),
        ("超过了多少", "取证人数", False),
        ("报名多少，录取多少", "录取人数", False),
    ],
)
def test_tells_the_stage_that_is_asked_about(question, label, same):
    assert is_of_stage(question, label) is same


def test_a_label_without_a_stage_is_of_no_other():
    assert not of_another_stage("过了几个", "人数")
    assert not stages_asked("")
    assert not stages_told("面积")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("项目由心理教师龚立苇牵头，8名学生参加。", "龚立苇"),
        ("理事长由副市长冉光桦担任。", "冉光桦"),
        ("校长为罗启铭，书记另派。", "罗启铭"),
        ("汪启行老师带队参赛。", "汪启行"),
    ],
)
def test_a_name_is_known_by_the_post_beside_it(text, name):
    assert name in names_in(text)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("种子是谁捐的", True),
        ("谁带的队", True),
        ("跟谁合作", False),
        ("谁更高", False),
        ("那些学生叫什么名字", True),
    ],
)
def test_tells_who_is_asked_for_by_what_is_done(question, asks):
    assert asks_who(question) is asks


def test_tells_which_prize_and_how_many_persons_are_asked_for():
    assert prize_asked("拿了什么奖")
    assert not prize_asked("获奖多少项")
    assert tells_prize("拿了什么奖", "项目获省赛银奖。")
    assert not tells_prize("拿了什么奖", "项目有5人。")
    assert asks_several("那些毕业生叫什么名字")
    assert not asks_several("校长叫什么名字")
