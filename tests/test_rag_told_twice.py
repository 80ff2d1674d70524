"""One thing that a report tells twice, each time with another figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.respond.verify import unsourced
from rag.types import Paragraph
from rag.understand.two_places import without_places
from tests.asking import asking
from tests.colleges import ask, college_report, make_book, table

TEXTS = (
    "学校与沿海62家修船厂建立长期协作关系。",
    "目前学校同68家修船厂签订长期协作协议，其中省外12家。",
    "学校现有焊机214台。",
    "专业课教师140人，其中持船员证教师84人，占60.00%。",
    "学生社团共有31个。2031年新增社团6个。",
    "海员培训班首批招收学员36人，学制两年。",
    "学校在外岛设立的海员培训班开班，首批42名学员入学。",
)
DOCKS = (
    ("指标", "单位", "2030年", "2031年"),
    ("焊机", "台", "190", "241"),
    ("持船员证教师比例", "%", "52.10", "57.14"),
)


def book():
    paragraphs = tuple(Paragraph(i, text, "3") for i, text in enumerate(TEXTS))
    report = replace(college_report(), year=2031, data_year=2031, paragraphs=paragraphs)
    return make_book(replace(report, tables=(table(41, "办学资源", "2", DOCKS),)))


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("跟学校长期协作的修船厂有多少家", ("62家", "68家")),
        ("焊机到底有几台，大家说法好像不一样", ("214台", "241台")),
        ("持船员证教师比例到底是多少，我看到两个数", ("57.14%", "60.00%")),
    ],
)
def test_both_figures_are_told(question, figures):
    text = ask(question, book=book()).text
    assert all(figure in text for figure in figures), text
    assert "不一致" in text


def test_what_was_added_contradicts_nothing():
    text = ask("学生社团有多少个", book=book()).text
    assert "31个" in text
    assert "不一致" not in text


def test_what_is_called_otherwise_is_told_beside_it():
    text = ask("海员培训班首批有多少学员", book=book()).text
    assert "36人" in text
    assert "另外" in text
    assert "42名" in text


def test_whoever_is_told_a_total_is_told_that_its_parts_make_another(tmp_path, embedder):
    told = asking(
        "江海职业学院质量年度报告（2031）\n1 社会服务\n学校面向社会开展培训。\n表1 2030年社会培训情况\n"
        "类别\t人次（人次）\t班次（期）\n船员\t120\t3\n渔民\t90\t2\n厨工\t45\t1\n合计\t265\t6\n",
        tmp_path,
        embedder,
    )
    answer = told("社会培训合计人次")
    assert answer.kind == "contradiction"
    assert "265" in answer.text
    assert "各项相加为 255人次" in answer.text
    assert {citation.label for citation in answer.citations} == {"表1"}
    assert len(answer.citations) == 4
    assert not unsourced(answer)
    assert "请核对" not in told("社会培训合计班次").text


def test_why_somebody_asks_is_no_part_of_the_question():
    assert without_places("船坞有几座，怎么数字对不上") == "船坞有几座"
    assert without_places("船坞有几座，报告里有两个不同的说法") == "船坞有几座"
