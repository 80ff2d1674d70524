"""Calculations with something told around them: what for, which way it went, in which order things stood."""

from __future__ import annotations

import pytest

from rag.understand.sums_around import told_plainly
from tests.colleges import ask, with_texts
from tests.harbour_college import ask_harbour


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        # what is to come of it
        ("财务科要算个增长率：学费收入比上年增长多少", "学费收入比上年增长多少"),
        ("帮我算下缺口：计划人数减去录取人数", "计划人数减去录取人数"),
        ("我想求一个差额，捐赠收入比学费收入少多少", "捐赠收入比学费收入少多少"),
        # a division
        ("帮忙算下占比：落实人数除以毕业生人数", "落实人数占毕业生人数的比例是多少"),
        ("落实人数除以毕业生人数是多少，算个百分比", "落实人数占毕业生人数的比例是多少"),
        ("在校生数除以教师数是多少", "在校生数除以教师数是多少"),
        # which way it went
        (
            "受台风影响就业率降了不少，我想知道2030年较2029年具体下降了几个点",
            "就业率2030年较2029年具体下降了几个点",
        ),
        ("讲座场次这两年涨了，具体多出来几场", "讲座场次这两年多了几场"),
        ("学费收入涨得挺快，比上年增长了百分之几", "学费收入比上年增长了百分之几"),
        ("捐赠的人变多了吗", "捐赠的人变多了吗"),
        ("受台风影响学生有多少人", "受台风影响学生有多少人"),
        ("学生人数增加了，教师多了几个", "学生人数增加了，教师多了几个"),
        ("学生人数增加了，上级拨款是多少", "学生人数增加了，上级拨款是多少"),
        # in which order
        ("学费收入和财政拨款相比，后者是前者的几倍", "财政拨款是学费收入的几倍"),
        ("文科和理科的最高分，前者比后者高多少", "文科的最高分比理科的最高分高多少"),
        ("船队与港口的人数相比，船队多出多少人", "船队的人数比港口多多少人"),
        ("经费花的比进的多，差了多少", "经费支出比收入多多少"),
        # together
        ("夜校各教学点加起来的录取人数", "夜校各教学点录取人数加起来是多少"),
        ("焊工分好几个教学点，合起来一共招进来多少人", "焊工各教学点合起来一共录取了多少人"),
        ("夜校和日校合在一起，占了全部录取的多大比例", "夜校和日校加起来，占录取总数的多大比例"),
        ("哪个专业录的人比计划还多", "哪个专业录取人数比计划还多"),
        ("录取少于计划的专业，列一下", "录取少于计划的专业有哪些"),
    ],
)
def test_what_is_told_around_a_calculation_goes(said, meant):
    assert told_plainly(said) == meant


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("学费收入涨了不少，2030年比2029年多出来多少万元？", "2400 − 2250 = 150"),
        ("学费收入和财政拨款相比，后者是前者的几倍？", "5100 ÷ 2400 ≈"),
        ("学费收入和财政拨款相比，前者是后者的几倍？", "2400 ÷ 5100 ≈"),
        ("信息学院的已落实人数除以毕业生人数，比例是多少？", "375 ÷ 390 ≈ 96.15%"),
    ],
)
def test_reckons_what_is_asked_behind_it(question, formula):
    assert ask_harbour(question).calculation.formula.startswith(formula)


@pytest.mark.parametrize(
    "question",
    [
        # none of these is told of those that are named
        "航空学院就业率降了不少，2030年比2029年下降了几个点？",
        "学费收入和彩票收入相比，后者是前者的几倍？",
        "航空学院的已落实人数除以毕业生人数，比例是多少？",
    ],
)
def test_what_is_not_told_is_refused_all_the_same(question):
    assert ask_harbour(question).abstained


PRIZES = "2030年学生获得技能奖项：国家级奖项9项，省级奖项67项，市级奖项40项。"
SCHOOL = "生源中高中生占67.97%，中职生占31.51%，其他0.52%。"


@pytest.mark.parametrize(
    ("told", "question"),
    [
        # One rank is no part of another.
        (PRIZES, "2030年技能奖项里国家级的占多大比例？"),
        # By how many people is no matter of points.
        (SCHOOL, "高中生比中职生多多少人？"),
        # All of them are not those of whom some are left out.
        ("省内生源5661人，本市生源1723人。", "省内但不是本市的生源是本市生源的几倍？"),
    ],
)
def test_no_figure_of_others_answers(told, question):
    answer = ask(question, book=with_texts(told))
    assert answer.abstained or answer.calculation is None, answer.text


def test_plan_called_a_task_beside_it():
    answer = ask_harbour("对照招生计划和实际录取，没完成任务的是哪些专业？")
    assert [figure.value for figure in answer.figures][:1] == ["190"]
    assert "软件技术" in answer.text
