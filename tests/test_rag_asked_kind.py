"""A figure or sentence answers only if it is of the kind that is asked, and of what the question is about."""

from __future__ import annotations

import pytest

from rag.find.asked_kind import (
    asks_amount,
    asks_price,
    tells_kind,
    tells_of_all,
    tells_of_one,
    tells_one_year,
)
from rag.understand.opposites import of_the_other
from rag.understand.two_places import sets_apart
from tests.colleges import ask, with_texts
from tests.harbour_college import ask_harbour


@pytest.mark.parametrize(
    ("question", "text", "tells"),
    [
        ("李明是哪一届的校友", "校友企业家李明捐赠50万元。", False),
        ("李明是哪一届的校友", "2003届校友李明捐赠50万元。", True),
        ("海洋学院的最低分是多少", "海洋学院竞争激烈，平均23人争1个名额。", False),
        ("海洋学院的最低分是多少", "海洋学院录取最低分为412分。", True),
        ("用人单位满意吗，打多少分", "用人单位满意度为98%。", True),
        ("图书馆一年借出多少册书", "图书馆有纸质图书80万册。", False),
        ("图书馆一年借出多少册书", "全年借阅图书6万册。", True),
        ("图书馆有几层", "图书馆每日开放14小时。", False),
        ("老师平均工资多少", "毕业生平均起薪4120元。", False),
        ("老师平均工资多少", "教职工人均绩效工资8.2万元。", True),
        ("张老师是什么职称", "张老师获全国优秀教师称号。", False),
        ("学校食堂有几个", "学校有实训室20个。", False),
        ("有几个社团", "学校有社团52个。", True),
    ],
)
def test_a_text_must_hold_what_is_asked_by_its_kind(question, text, tells):
    assert tells_kind(question, text) is tells


@pytest.mark.parametrize(
    ("question", "name", "unit", "tells"),
    [
        ("学费多少", "收入 学费收入", "万元", False),
        ("一年学费交多少", "学费标准", "元", True),
        ("学费收入多少", "收入 学费收入", "万元", True),
        ("每个学生能拿多少奖学金", "发放奖学金", "万元", False),
        ("每个学生能拿多少奖学金", "奖学金每生每年", "元", True),
        ("每月补贴多少", "年度补贴", "元", False),
        ("每个专业招多少人", "海洋技术 招生计划", "人", True),
        ("生均拨款每个学生多少", "年生均财政拨款水平", "元", True),
    ],
)
def test_the_total_is_no_answer_to_what_comes_to_one(question, name, unit, tells):
    assert tells_of_one(question, name, unit) is tells


def test_what_came_together_over_the_years_is_the_number_of_no_single_year():
    assert not tells_one_year("一年招几个学生", "已开办八届，累积招录学生237人")
    assert tells_one_year("一共招了几个学生", "已开办八届，累积招录学生237人")
    assert tells_one_year("2030年培训多少人", "2030年累计培训300人")


def test_those_whom_something_came_to_are_not_all_there_are():
    assert not tells_of_all("村里总共有多少户", "带动农户94户")
    assert tells_of_all("带动了多少户", "带动农户94户")
    assert tells_of_all("村里总共有多少户", "全村236户")


def test_an_amount_of_money_is_no_share_and_a_price_no_income():
    assert asks_amount("学费收入是多少")
    assert not asks_amount("学费收入占多少")
    assert asks_price("住宿费多少")
    assert not asks_price("住宿费收了多少")
    assert sets_apart("两处一样吗")


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("电子图书有多少", "纸质图书80万册", True),
        ("电子图书有多少", "纸质图书80万册，电子图书20万册", False),
        ("物理类最高分", "物理类最低录取分", True),
        ("女生有多少", "男生1200人", True),
        ("校外基地有几个", "校内基地12个", True),
        ("图书有多少", "纸质图书80万册", False),
    ],
)
def test_what_is_told_of_one_is_told_of_no_other(question, text, other):
    assert of_the_other(question, text) is other


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("焊接班的就业率是多少？", "学校开设焊接班。"),
        ("书法社累计办展，2030年一年办了几场展览？", "书法社成立九年，累计举办展览45场。"),
        ("北岸校区占地多少亩？", "学校有南岸、北岸两个校区，占地面积812亩，其中南岸校区占地586亩。"),
        ("图书馆一年借出多少册书？", "图书馆有图书80万册。"),
        ("老师月薪多少？", ""),
    ],
)
def test_a_near_figure_is_no_answer(question, text):
    assert ask(question, book=with_texts(text)).abstained


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("书法社累计举办展览几场？", "书法社成立九年，累计举办展览45场。", "45"),
        ("南岸校区占地多少亩？", "学校有南岸、北岸两个校区，占地面积812亩，其中南岸校区占地586亩。", "586"),
        ("学校占地面积多少亩？", "学校有南岸、北岸两个校区，占地面积812亩，其中南岸校区占地586亩。", "812"),
        ("图书馆有多少册图书？", "图书馆有图书80万册。", "80"),
        ("图书馆一年借出多少册书？", "图书馆全年借出图书6万册。", "6"),
    ],
)
def test_its_near_twin_is_answered(question, text, value):
    answer = ask(question, book=with_texts(text))
    assert value in [figure.value for figure in answer.figures]


def test_the_income_from_fees_is_told_but_no_fee():
    assert [figure.value for figure in ask_harbour("2030年学费收入是多少？").figures] == ["2400"]
    assert ask_harbour("学生一年学费交多少？").abstained


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("听说航模队拿了金奖？", "航模队在省赛中获银奖。", "银奖"),
        ("附属医院是三甲，对吗", "学校有附属医院1所（三级乙等综合医院）。", "三级乙等"),
        ("航模队是2024年成立的吧", "航模队成立于2021年，现有队员30人。", "2021年"),
        ("航模队队长是李雷吧", "航模队队长韩梅梅同学获评优秀队员。", "韩梅梅"),
    ],
)
def test_a_word_taken_for_granted_is_corrected_by_the_sentence_that_tells_another(question, text, told):
    answer = ask(question, book=with_texts(text))
    assert not answer.abstained
    assert told in answer.text


def test_no_sentence_without_such_a_word_corrects_anything():
    assert ask("听说航模队拿了金奖？", book=with_texts("航模队参加了省赛。")).abstained


@pytest.mark.parametrize(
    "question",
    ["平均起薪是5120元，写进汇报没问题吧？", "汇报里写平均起薪5120元，没错吧", "平均起薪5120元，我没记错吧"],
)
def test_a_wrong_figure_is_corrected_however_one_asks_for_leave_to_use_it(question):
    answer = ask(question)
    assert not answer.abstained
    assert "4120" in answer.text
