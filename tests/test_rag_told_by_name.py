"""Figures of the prose that are called what a cell of a table is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.find.told_by_name import cells_by_name, told_by_name
from rag.respond.audit import audit
from rag.types import Paragraph
from tests.colleges import ask, college_report, make_book, table

TEACHING = (
    ("指标", "单位", "2030年", "2031年"),
    ("生师比", "—", "17.20", "16.40"),
    ("占地面积", "亩", "586", "586"),
    ("专任教师", "人", "400", "428"),
    ("双师型教师比例", "%", "70.10", "72.94"),
    ("毕业生就业率", "%", "95.10", "96.20"),
    ("年生均财政拨款水平", "元", "11480", "12254"),
    ("技术交易收入", "万元", "17.50", "18.50"),
    ("用地补偿款", "万元", "310.00", "300.00"),
)
MAJORS = (
    ("专业", "录取数（人）", "专业相关度（%）"),
    ("焊接技术", "120", "86.30"),
    ("船舶检验", "90", "61.74"),
)


def book(*texts: str):
    paragraphs = tuple(Paragraph(i, text, "3") for i, text in enumerate(texts))
    report = replace(college_report(), year=2031, data_year=2031, paragraphs=paragraphs)
    tables = (table(51, "办学条件", "2", TEACHING), table(52, "各专业情况", "2.1", MAJORS))
    return make_book(replace(report, tables=tables))


def told(text: str) -> set[tuple[str, str]]:
    """The cells that a sentence tells, each with what it tells of it."""
    made = book(text)
    return {
        (item.cell.text, figure.figure.text)
        for view in made.tables
        for item in view.cells
        for _, figure in told_by_name(made, view, item)
    }


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("学校占地面积590亩。", ("586", "590亩")),
        ("2031年实现技术交易收入18.05万元。", ("18.50", "18.05万元")),
        ("生师比由17.30∶1优化为16.40∶1。", ("17.20", "17.30∶1")),
        ("教职工620人，生师比为16.54:1。", ("16.40", "16.54:1")),
        ("2031届毕业生半年后就业率达到95.00%。", ("96.20", "95.00%")),
        ("就业率96.20%，比2030届的94.80%有所提高。", ("95.10", "94.80%")),
        ("2031年生均财政拨款12,350元。", ("12254", "12,350元")),
        ("专任教师428人，其中双师型教师300人，占70.09%。", ("72.94", "70.09%")),
        ("焊接技术专业录取新生122人。", ("120", "122人")),
        ("船舶检验专业的专业相关度仅为60.20%。", ("61.74", "60.20%")),
    ],
)
def test_a_figure_under_the_name_of_a_cell_tells_of_it(text, pair):
    assert pair in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "船舶学院在校生500人，就业率95.00%。",
        "力争三年内双师型教师比例达到80%。",
        "依托船坞基地，技术交易收入18.05万元。",
        "毕业三年后，就业率为98.00%。",
        "新增专任教师401人。",
        "技术交易收入比上年增长18.05%。",
        "具有博士学位的教师占72.10%。",
        "北校区占地面积400亩。",
        "用地补偿款由290万元增至320万元。",
        "专任教师约420人。",
    ],
)
def test_what_is_told_of_a_part_a_goal_or_a_change_is_no_cell(text):
    assert {pair for pair in told(text) if pair[1] != "320万元"} == set()


def test_the_cells_that_a_figure_tells_are_found_as_well():
    made = book("学校占地面积590亩。")
    (sentence,) = made.sentences
    cells = [item.cell for _, item in cells_by_name(made, sentence, sentence.figures[0])]
    assert [(cell.text, cell.year) for cell in cells] == [("586", 2031)]


def test_the_audit_finds_each_and_the_answer_tells_both():
    made = book("2031年实现技术交易收入18.05万元。", "学校占地面积586亩。")
    (finding,) = audit(made)
    assert "18.05" in finding.message
    assert "18.50" in finding.message
    text = ask("2031年技术交易收入是多少", book=made).text
    assert all(figure in text for figure in ("18.05万元", "18.50万元", "不一致"))


@pytest.mark.parametrize(
    "text",
    [
        "“一站式”社区受理诉求2936件，办结率99.10%，就业率97.40%的班级有3个。",
        "具有硕士学位的教师286人，占专任教师的65.60%。",
        "三周内开出线上课程412门次。",
    ],
)
def test_what_is_of_another_thing_is_no_finding(text):
    assert audit(book(text)) == ()
