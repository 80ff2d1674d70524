"""Which operation, form, unit and limit a question asks for."""

from __future__ import annotations

import pytest

from rag.understand.intent import asks_amount_too, limit_of, operation_of
from rag.understand.question import understand


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("哪些专业的报到率超过95%", "above"),
        ("报到率在95%以上的专业有哪些", "above"),
        ("哪些专业招生多于100人", "above"),
        ("哪些专业的报到率不低于95%", "above"),
        ("哪些专业的报到率低于95%", "below"),
        ("哪些专业招生不到50人", "below"),
        ("哪些专业招生在50人以内", "below"),
        ("哪些专业没有完成招生计划", "unfinished"),
        ("哪些专业没招满", "unfinished"),
        ("哪些专业完成了招生计划", "finished"),
        ("哪些专业超额完成", "exceeded"),
        ("哪些指标比上年下降了", "fallen"),
        ("比去年提高了的指标有哪些", "risen"),
        ("哪些指标退步了", "fallen"),
        ("不降反升的是哪几项", "risen"),
        ("哪些专业的报到率高于全校", "over-whole"),
        ("没达到学校平均水平的专业有哪些", "under-whole"),
        ("二年级反而比一年级高的是哪项", "over-other"),
        ("哪项最接近", "closest"),
        ("两个年级差距最大的是哪项", "farthest"),
        ("不是零的有哪几项", "nonzero"),
        ("只录到一个人的是哪些专业", "just"),
        ("通过率过90%的证书有哪几个", "above"),
        ("评分上了98分的有哪几项", "above"),
        ("哪几个专业没到95%", "below"),
    ],
)
def test_a_condition_on_which_things_is_a_filter(text, comparison):
    assert operation_of(text) == ("filter", comparison)


@pytest.mark.parametrize(
    "text",
    [
        "哪些措施改善了就业质量",
        "学校取得了哪些进步",
        "本科以上学历的教师有哪些",
        "县级及以上奖项有哪些",
    ],
)
def test_a_limit_without_a_number_is_no_filter(text):
    assert operation_of(text)[0] != "filter"


def test_a_limit_that_selects_nothing_is_no_filter():
    assert operation_of("报到率是不是超过95%")[0] != "filter"


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("报到率最高的三个专业", 3),
        ("报到率最高的3个专业", 3),
        ("报到率最低的两项", 2),
        ("人数最多的前五个学院", 5),
        ("人数前十的学院", 10),
        ("报到率倒数三名是哪几个专业", 3),
        ("报到率垫底的两个专业", 2),
        ("报到率最低的是哪两个专业", 2),
        ("top 5 专业", 5),
        ("人数最多的学院", None),
        ("三个专业的报到率", None),
    ],
)
def test_reads_how_many_are_wanted(text, limit):
    assert limit_of(text) == limit


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("录取人数比计划少多少", "difference"),
        ("两类课加起来与合计对得上吗", "difference"),
        ("各类人数之和等于总数吗", "difference"),
        ("没报到的有多少人", "difference"),
        ("与去年相比报到率如何", "difference"),
        ("报到率升了还是降了", "difference"),
        ("学费收入跌幅是多少", "growth"),
        ("学费收入下降了百分之几", "growth"),
        ("学费收入涨了几成", "growth"),
        ("学费收入翻了几番", "multiple"),
        ("报到率由低到高", "rank"),
        ("报到率倒数三名是哪几个专业", "rank"),
        ("哪个专业就业最好", "max"),
        ("报到率最高的专业", "max"),
        ("报到率垫底的专业", "min"),
        ("录取最高分是多少", "lookup"),
        ("占地面积是多少", "lookup"),
        ("女生占比", "share"),
        ("女生占学生的比例", "share"),
        ("平均每个学院多少人", "average"),
        ("两个学院合起来多少人", "sum"),
        ("削减了哪些课程", "lookup"),
    ],
)
def test_reads_more_operations(text, operation):
    assert operation_of(text)[0] == operation


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("采取了哪些措施", "passage"),
        ("通过什么方式合作", "passage"),
        ("报到率怎么样", "gist"),
        ("社团名单", "list"),
        ("占地多大", "number"),
        ("哪几个专业", "list"),
        ("听说报到率是95%", "check"),
    ],
)
def test_reads_more_forms_of_answer(text, want):
    assert understand(text).want == want


def test_a_question_that_states_figures_to_filter_by_checks_nothing():
    query = understand("报到率超过95%的专业有哪些？")
    assert query.want == "list"
    assert query.figure_unit == "%"
    assert understand("报到率超过95%的专业有几个？").unit == "个"


@pytest.mark.parametrize(
    "text", ["增加多少人,增长率是多少", "比上年减少了多少万元,降幅多大", "增长率和增加了多少"]
)
def test_a_growth_may_be_asked_with_its_amount(text):
    assert asks_amount_too(text)


def test_a_growth_by_percent_is_no_amount():
    assert not asks_amount_too("比上年增长百分之几,增幅排第几")


@pytest.mark.parametrize(
    "text", ["为啥闭馆？", "凭啥涨价？", "咋报名？", "食堂满意度咋降了？", "图书借阅量为啥变少了？"]
)
def test_why_and_how_in_everyday_words_ask_for_a_passage(text):
    assert understand(text).want == "passage"


@pytest.mark.parametrize("text", ["食堂咋样？", "听说食堂关门了，真的吗？"])
def test_what_sounds_alike_does_not_ask_why(text):
    assert understand(text).want != "passage"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("哪天开馆？", "list"),
        ("哪场演出人最多？", "list"),
        ("这门课叫什么？", "list"),
        ("那款软件是谁开发的？", "list"),
        ("花了多少？", "number"),
        ("听说有80万元奖学金？", "check"),
    ],
)
def test_new_ways_of_asking_want_what_the_old_ones_do(text, want):
    assert understand(text).want == want
