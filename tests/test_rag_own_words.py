"""How people ask in words of their own: for troubles, places, posts, contests, things by their names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.find.book import Book, make_book
from rag.find.but_for_one import but_for_one
from rag.understand.question import understand
from tests.colleges import ask, college, college_report, table, with_texts
from tests.test_rag_prospects import reported

CENTRES = table(
    31,
    "技术服务中心",
    "5.1",
    (
        ("名称", "成立时间", "负责人", "投入"),
        ("水质服务中心", "2027年5月", "林向北", "120"),
        ("木艺服务中心", "2028年9月", "贺知秋", "85"),
        ("果蔬服务中心", "2029年3月", "石青禾", "64"),
    ),
)
CONTESTS = table(
    32,
    "全国职业院校技能大赛获奖情况",
    "5.2",
    (("赛项", "等次", "指导教师"), ("水环境监测", "二等奖", "林向北"), ("园艺", "三等奖", "苏禾")),
)
SENT = "学校选派18名学生赴荷兰、丹麦实习，平均实习期7个月，月津贴折合人民币6100元。"
BUILT = (
    "2029年秋季，清源“水学堂”的30名学员来校实训。",
    "2026年在清源市建成首个“水学堂”，2028年在临溪县挂牌第二个“水学堂”。",
)


def with_tables(*texts: str) -> Book:
    report = with_texts(*texts).report if texts else college_report()
    return make_book(replace(report, tables=(CENTRES, CONTESTS)))


@pytest.mark.parametrize(
    "question",
    [
        "学校最头疼的是什么",
        "学校自己觉得最头疼的几件事是什么",
        "学校承认自己有哪些软肋",
        "讲讲学校还有哪些短板",
    ],
)
def test_troubles_lead_to_the_chapter_on_them(question):
    text = ask(question, book=reported()).text
    assert "海外实习岗位偏少" in text
    assert "图书馆座位紧张" in text


@pytest.mark.parametrize("question", ["学生最头疼的是什么", "食堂最头疼的是什么"])
def test_troubles_of_others_are_others(question):
    assert "海外实习岗位偏少" not in ask(question, book=reported()).text


@pytest.mark.parametrize("question", ["三个服务中心叫什么名字", "服务中心都有哪些"])
def test_things_under_a_heading_that_says_nothing_are_what_their_names_end_in(question):
    text = ask(question, book=with_tables()).text
    assert all(name in text for name in ("水质服务中心", "木艺服务中心", "果蔬服务中心"))


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("木艺服务中心的领头人是谁",), "贺知秋"),
        (("园艺国赛是哪个老师带的",), "苏禾"),
        (("水环境监测国赛拿了几等奖", "谁带的"), "林向北"),
    ],
)
def test_who_stands_for_something_is_told_from_its_row(turns, told):
    assert told in ask(*turns, book=with_tables()).text


def test_money_is_no_time_and_what_a_question_lists_is_told_of_all():
    text = ask("去荷兰、丹麦实习的学生一个月能拿多少津贴", book=with_texts(SENT)).text
    assert "6100元" in text
    assert "7个月" not in text.splitlines()[0]


@pytest.mark.parametrize("turns", [("第二个水学堂建在哪儿",), ("第一个水学堂建在哪儿？", "第二个呢？")])
def test_the_second_of_several_is_told_by_its_number(turns):
    assert "临溪县" in ask(*turns, book=with_texts(*BUILT)).text


@pytest.mark.parametrize("question", ["学校是哪年升的高职", "咱们什么时候升的大专", "学校啥时候改制的"])
def test_a_rise_of_the_school_is_none_of_figures(question):
    begun = "学校前身是1961年创办的澜河农机学校，1999年升格为高等职业院校。"
    assert "1999年" in ask(question, book=with_texts(begun)).text


def test_a_premise_may_be_short_of_its_unit_or_of_another_year():
    money = with_texts("2029年学校办学经费总收入18640.00万元，总支出18200.00万元。")
    assert "不对" in ask("听说2029年总收入到了2.1亿？", book=money).text
    opened = with_texts("2028年5月，学校与澜河水务共建的水质中心揭牌。")
    assert "2028年5月" in ask("听说水质中心是2027年5月就揭牌了，没错吧", book=opened).text


LAB = "食品系与云岭乳业联合研制的奶皮子制品，把保质期由30天延长至90天。"
OTHERS = ("学校与云岭乳业签订合作协议。", "食堂每天供应鲜奶。", "保质期短的食材当天用完。")


def test_one_word_of_ones_own_is_passed_over_where_the_others_stand_together():
    book = with_texts(LAB, *OTHERS)
    found = but_for_one(understand("跟云岭乳业做的乳酪，保质期延长到几天"), book)
    assert found is not None
    assert found.close
    assert "90天" in found.passages[0].text


@pytest.mark.parametrize(
    "question",
    ["云岭乳业保质期乳酪有多少", "云岭乳业的阅览室保质期几天，座位几个", "跟云岭乳业做的三类酪，保质期几天"],
)
def test_what_is_asked_for_or_numbered_is_never_passed_over(question):
    assert but_for_one(understand(question), with_texts(LAB, *OTHERS)) is None


def test_so_many_names_are_no_figure():
    met = with_texts("学校牵头与四市的12所中职学校联合举办五年制，派出教研员22人。")
    assert ask("跟我们联办五年制的12所中职叫什么名", book=met).abstained


def test_those_of_another_school_are_not_ours():
    assert ask("来交流的武汉职院，他们有多少在校生", book=college()).abstained
