"""Calculations that a noun phrase asks for, or that set apart what they are of."""

from __future__ import annotations

import pytest

from rag.understand.nouns_for_sums import named_sums
from rag.understand.simpler import simpler
from tests.harbour_college import ask_harbour


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        # what a noun counts, or tells of a change
        ("报到率低于95%的专业数量", "报到率低于95%的专业有几个"),
        ("报到率过了95%这条线的专业有几个", "报到率过了95%的专业有几个"),
        ("财政拨款2030年较2029年增加的金额（万元）", "财政拨款2030年较2029年增加了多少万元"),
        ("海洋学院毕业生比信息学院少的人数", "海洋学院毕业生比信息学院少了多少"),
        ("捐赠2030年低于2029年的差额", "捐赠2030年比2029年少多少"),
        ("学费收入同比增长的百分比", "学费收入同比增长百分之几"),
        ("月收入，后一届较前一届提高的比例", "月收入，两届相比提高百分之几"),
        # what stands first
        ("课时最多的课程类别名称", "课时最多的课程类别是哪个"),
        ("录取人数最多的三个专业都叫什么", "录取人数最多的三个专业是哪几个"),
        ("听众人数排第一的讲座", "听众人数最多的讲座"),
        ("按毕业生人数排，第一名是谁", "毕业生人数最多的是谁"),
        ("按落实率排，排第一的学院和垫底的学院分别是谁", "落实率最高的学院和最低的学院分别是谁"),
        # along what, and of what
        ("按职称来分，教师集中在哪一级的人最多", "教师哪个职称的人最多"),
        ("海洋学院的毕业生，没有落实的占百分之几", "海洋学院的毕业生里没有落实的占多大比例"),
        ("去了港口的毕业生，在海洋学院全部毕业生中占几成", "海洋学院毕业生里去了港口的占多大比例"),
        ("高级职称（正高级、副高级都算上）教师", "正高级和副高级教师"),
        ("收入结构这块，学费收入占总收入的比重", "学费收入占总收入的比重"),
        ("教务处要写增量：听众2030年较2029年增加的人数", "听众2030年较2029年增加了多少"),
        # what is to be reckoned stands in front
        ("帮我算个均值：甲班和乙班的人数", "帮我算个均值：甲班和乙班的人数"),
        ("帮忙算下增幅：听众人数，2030年对比2029年", "帮忙算下增幅：听众人数，2030年对比2029年"),
        # a part of the school is no office that asks
        ("海洋学院要写总结：毕业生有多少人", "海洋学院要写总结：毕业生有多少人"),
        ("单个讲座的平均听众数", "讲座平均每个讲座的听众数是多少"),
        # of the kind, yet asks already
        ("报到率最高的专业是哪个", "报到率最高的专业是哪个"),
        ("毕业生，有多少人", "毕业生，有多少人"),
        ("学校质量保障体系怎么样，有几个环节", "学校质量保障体系怎么样，有几个环节"),
    ],
)
def test_a_noun_phrase_is_put_as_what_it_asks(said: str, meant: str):
    assert named_sums(said) == meant


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("落实率在96%以上的二级学院数量", ["共 1 个", "信息学院"]),
        ("财政拨款2030年较2029年增加的金额", ["300"]),
        ("按毕业生人数排，二级学院第一名是谁", ["信息学院"]),
        ("毕业生人数最多的学院和最少的学院分别是谁", ["信息学院", "海洋学院"]),
        ("海洋学院的毕业生，未落实的占几成", ["5%"]),
        ("海洋学院的招生计划，跟实际录取的相比缺了几个", ["320", "300", "20"]),
        ("信息学院计划数减去录取数是多少", ["410", "407"]),
    ],
)
def test_such_a_question_is_answered(question: str, answers: list[str]):
    text = ask_harbour(question).text
    assert all(answer in text for answer in answers), text


@pytest.mark.parametrize(
    "question",
    [
        "外语学院的毕业生，未落实的占几成",
        "外语学院的招生计划，跟实际录取的相比缺了几个",
        "财政拨款2027年较2026年增加的金额",
        "毕业生人数最多的专业和最少的专业相差几个人",
        "单个实训室的平均工位数",
    ],
)
def test_what_the_report_does_not_tell_is_refused(question: str):
    assert ask_harbour(question).abstained


def test_what_is_taken_up_again_is_no_purpose():
    assert not any("家长" not in way for way in simpler("有航海的家长来问，这个专业的毕业生有多少人"))
    assert list(simpler("要估一下规模，公益讲座听众有多少人"))
