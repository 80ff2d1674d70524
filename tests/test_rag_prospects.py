"""Shortcomings and what is planned against them, changes told by both ends, and lists of a known length."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.find.book import Book, make_book
from rag.find.match import Matcher
from rag.prose.enumerated import enumerating
from rag.types import Case, Paragraph, Section
from rag.understand.question import understand
from tests.colleges import ask, college_report, with_texts

SECTIONS = (
    Section("7", "7", "面临的挑战", 1),
    Section("8", "8", "改进举措", 1),
)
TEXTS = (
    ("7", "（1）海外实习岗位偏少。合作企业仅5家，学生选择余地小。"),
    ("7", "（2）图书馆座位紧张。考试周一座难求。"),
    ("8", "（1）与航运集团新签协议，增设岗位60个。"),
    ("8", "（2）扩建阅览区，新增座位800个。"),
)


def reported(texts: tuple[tuple[str, str], ...] = TEXTS) -> Book:
    paragraphs = tuple(Paragraph(i, text, section) for i, (section, text) in enumerate(texts))
    return make_book(replace(college_report(), sections=SECTIONS, paragraphs=paragraphs, tables=()))


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("学校在海外实习方面有什么短板？", "合作企业仅5家", "座位"),
        ("图书馆座位差在哪里？", "一座难求", "岗位"),
        ("学校打算怎么解决图书馆座位不够的问题？", "新增座位800个", "航运"),
        ("海外实习岗位少，准备怎么办？", "增设岗位60个", "阅览区"),
    ],
)
def test_the_point_that_is_named_is_told_whole(question, told, not_told):
    text = ask(question, book=reported()).text
    assert told in text
    assert not_told not in text


CHANGED = (
    "学校2029年上线“灯塔”预约系统。",
    "“灯塔”系统运行后，学生排队时间由25分钟缩短到9分钟，设备空置率由31%降到12%。",
    "食堂改造后，投诉由上一学年的40起降至6起。",
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("灯塔系统上线以后，排队时间从多少降到多少？", ("25分钟", "9分钟")),
        ("灯塔系统上线以后，排队时间和空置率有什么变化？", ("25分钟", "9分钟", "31%", "12%")),
        ("食堂改造后投诉有什么变化？", ("40起", "6起")),
    ],
)
def test_both_ends_of_a_change_are_told(question, told):
    text = ask(question, book=with_texts(*CHANGED)).text
    assert all(end in text for end in told)


LISTED = (
    "学校设有远洋学院、渔业学院、港航学院3个二级学院，另有基础部。",
    "2030年新增海图测绘、潜水技术2个专业，撤销1个。",
    "海图测绘、帆船运动2个专业招收留学生。",
    "船坞集团、远航公司、蓝海物流是录用学校毕业生最多的三家单位，分别录用60人、41人和38人。",
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("三个二级学院叫什么？", "远洋学院、渔业学院、港航学院"),
        ("学校有哪几个二级学院？", "远洋学院、渔业学院、港航学院"),
        ("2030年新开了哪两个专业？", "海图测绘、潜水技术"),
        ("录用毕业生最多的三家单位是谁？", "船坞集团、远航公司、蓝海物流"),
    ],
)
def test_the_names_are_told_of_so_many_things_of_a_kind(question, told):
    assert told in ask(question, book=with_texts(*LISTED)).text


@pytest.mark.parametrize("question", ["报到率超过90%的有哪几个专业？", "在校生最多的前两个专业是哪几个？"])
def test_what_has_to_be_compared_is_not_looked_for_in_a_list(question):
    assert enumerating(Matcher(understand(question), with_texts(*LISTED), {})) is None


def test_things_of_another_number_are_not_meant():
    text = ask("四个二级学院叫什么？", book=with_texts(*LISTED)).text
    assert "2个专业" not in text


COUNTED = (
    ("7", "一是实训船老旧，维护费高。二是潜水教练紧缺，仅有4人。三是图书馆座位紧张。"),
    ("8", "学校提出三项行动：一是造船行动，2031年添置新船1艘；二是引才行动，三年引进15人；三是扩座行动。"),
    ("8", "各项行动均明确完成时限。"),
)
HEADED = (
    ("7.1", "现有码头只能停靠2条船。旺季排队。"),
    ("7.2", "会讲葡萄牙语的教师尚无1人。"),
    ("8.1", "新建泊位6个。同时租用货运码头。"),
    ("8.2", "选派9人赴海外进修。"),
)


def test_measures_counted_in_one_sentence_are_told_whatever_stands_behind():
    told = ask("潜水教练紧缺打算怎么解决？", book=reported(COUNTED)).text
    assert "仅有4人" in told
    assert "三年引进15人" in told
    assert "完成时限" not in told


def test_points_with_a_heading_of_their_own_go_by_their_order():
    more = (
        Section("7.1", "7.1", "码头容量不足", 2, "7"),
        Section("7.2", "7.2", "外语师资缺乏", 2, "7"),
        Section("8.1", "8.1", "扩大停靠能力", 2, "8"),
        Section("8.2", "8.2", "拓展海外进修", 2, "8"),
    )
    paragraphs = tuple(Paragraph(i, text, section) for i, (section, text) in enumerate(HEADED))
    report = replace(college_report(), sections=SECTIONS + more, paragraphs=paragraphs, tables=())
    told = ask("码头容量不足准备怎么办？", book=make_book(report)).text
    assert "新建泊位6个" in told
    assert "进修" not in told


def test_the_case_names_the_thing_and_the_sentence_the_change():
    texts = (
        "校办染坊试验冷染工艺。",
        "师生改进配方后，每匹布的耗水量由46吨降到19吨，车间同时启用回收池。",
    )
    paragraphs = tuple(Paragraph(i, text, "7", "案例3") for i, text in enumerate(texts))
    cases = (Case("案例3", "一匹布的水", "7"),)
    report = replace(college_report(), sections=SECTIONS, paragraphs=paragraphs, tables=(), cases=cases)
    told = ask("染坊冷染的耗水量从多少降到多少？", book=make_book(report)).text
    assert "由46吨降到19吨" in told
