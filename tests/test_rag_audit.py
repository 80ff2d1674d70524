"""Contradictions a report holds in itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.find.book import make_book
from rag.respond.audit import audit
from rag.types import Question
from rag.understand.two_places import without_places
from tests.colleges import GRADUATES, TEXTS, ask, college, college_report, table, with_texts
from tests.island_college import ask_island, island


def test_text_that_differs_from_its_table_is_found_with_both_places():
    (finding,) = [f for f in audit(college()) if f.kind == "text-table"]
    assert "4210" in finding.message
    assert "4120" in finding.message
    assert [fact.value for fact in finding.facts] == [4210, 4120]


def test_a_report_that_agrees_with_itself_has_no_findings():
    report = college_report()
    texts = tuple(
        replace(paragraph, text=TEXTS[i][1].replace("4210", "4120"))
        for i, paragraph in enumerate(report.paragraphs)
    )
    assert audit(make_book(replace(report, paragraphs=texts))) == ()


def test_parts_that_miss_their_total_are_found():
    wrong = "学校开设课程总数为100门，其中A类课程30门，B类课程40门，C类课程20门。"
    right = "学校开设课程总数为100门，其中A类课程30门，B类课程40门，C类课程30门。"
    assert [f.kind for f in audit(with_texts(wrong)) if f.kind != "text-table"] == ["parts-total"]
    assert [f.kind for f in audit(with_texts(right)) if f.kind != "text-table"] == []


def test_warnings_of_the_reader_are_passed_on():
    book = make_book(replace(college_report(), warnings=("表1：合计与各项之和不等。",)))
    assert "表1：合计与各项之和不等。" in [finding.message for finding in audit(book)]


def test_an_earlier_report_that_printed_another_value_is_found():
    rows = [(*row[:3], *([] if len(row) < 4 else [row[3]])) for row in GRADUATES]
    earlier_rows = [("指标", "单位", "2029年"), *[(r[0], r[1], r[3]) for r in rows[1:5]]]
    earlier_rows[2] = ("毕业生就业率", "%", "95.00")
    older = make_book(
        replace(
            college_report(),
            id="澜河职业学院-2030",
            year=2030,
            data_year=2029,
            paragraphs=(),
            tables=(table(2, "毕业生主要指标", "2.2", earlier_rows),),
        )
    )
    found = [f for f in audit(college(), (older,)) if f.kind == "earlier-report"]
    assert len(found) == 1
    assert "96.85" in found[0].message
    assert "95.00" in found[0].message


def graduates_differ(text: str) -> list[str]:
    """What is found at odds with the table of graduates in one more sentence."""
    return [f.message for f in audit(with_texts(text)) if f.kind == "text-table" and "4210" not in f.message]


def test_a_figure_said_to_be_the_same_as_in_a_year_is_held_against_the_table_of_that_year():
    (finding,) = audit(island())
    assert finding.kind == "text-table"
    assert finding.message == "2029年“校友满意度”：正文（2.3 校园生活）为 96%，表4为 94.00%。"
    prose, cell = finding.facts
    assert (prose.year, prose.quote) == (2029, "校友满意度为96%，与2029年持平。")
    assert (cell.year, cell.text) == (2029, "94.00%")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        # the table prints 97.31 for 2030 and 96.85 for 2029
        ("毕业生就业率为97.31%，与2029年持平。", ["2029年"]),
        ("毕业生就业率为96.85%，同2029年相比持平。", ["2030年"]),
        ("毕业生就业率为95.20%，和2029年相同。", ["2030年", "2029年"]),
        ("毕业生就业率为97.31%，与2029年基本持平。", []),
        ("毕业生就业率为97.31%，与2028年持平。", []),
        ("毕业生就业率为97.31%，高于2029年。", []),
    ],
)
def test_only_the_year_that_does_not_fit_is_told(text, years):
    assert [message[:5] for message in graduates_differ(text)] == years


@pytest.mark.parametrize("question", ["2029年校友满意度是多少？", "2029年校友满意度是94%吗？"])
def test_both_values_of_that_year_are_shown_where_it_is_asked_for(question):
    answer = ask_island(question)
    assert answer.kind == "contradiction"
    assert [(f.value, f.unit, f.year) for f in answer.figures] == [("94.00", "%", 2029), ("96", "%", 2029)]
    assert "请核对" in answer.text


@pytest.mark.parametrize("question", ["2030年校友满意度是多少？", "校友满意度是多少？"])
def test_the_year_in_which_both_agree_is_answered_plainly(question):
    answer = ask_island(question)
    assert answer.kind == "table"
    assert answer.text == "2030年校友满意度：96.00%。[1][2]"


@pytest.mark.parametrize(
    "question",
    ["校友满意度比2029年高多少？", "2030年比2029年校友满意度高多少？", "校友满意度两年相差多少？"],
)
def test_what_the_prose_says_otherwise_is_shown_beside_a_comparison_of_both_years(question):
    answer = ask_island(question)
    assert answer.kind == "comparison"
    assert answer.text.startswith("2030年校友满意度比2029年上升 2.00个百分点。")
    assert "请核对，报告校园生活（正文）的说法不同：2029年校友满意度 96%。[2]" in answer.text
    assert "原文：“校友满意度为96%，与2029年持平。”" in answer.text
    assert len(answer.citations) == 2


def test_a_comparison_that_the_prose_does_not_speak_of_shows_nothing_besides():
    assert "请核对" not in ask_island("宿舍满意度比2029年高多少？").text


def test_prose_alone_answers_for_the_year_in_which_it_says_the_figure_was_the_same():
    book = with_texts("学校图书馆开放时间为310天，与2028年持平。", "学校宿舍床位为5400个，与2028年基本持平。")
    answer = ask("2028年图书馆开放时间是多少天？", book=book)
    assert [(f.value, f.unit, f.year) for f in answer.figures] == [("310", "天", 2028)]
    assert ask("2028年宿舍床位有多少个？", book=book).abstained
    assert ask("2027年图书馆开放时间是多少天？", book=book).abstained


def test_both_values_pass_the_check_of_an_answers_numbers(islander):
    answer = islander.ask(Question(("2029年校友满意度是多少？",)))
    assert [figure.value for figure in answer.figures] == ["94.00", "96"]
    assert len(islander.audit(islander.reports()[0].id)) == 1


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("校友满意度正文和附表写得一样吗", "校友满意度"),
        ("社会培训收入，正文数字跟服务贡献表一样吗", "社会培训收入"),
        ("正文和附表3里专任教师数对得上吗", "专任教师数"),
        ("实训工位数，报告前后是否一致", "实训工位数"),
        ("食堂面积两处写的一样吗，分别是多少", "食堂面积，分别是多少"),
        ("男生和女生的就业率一样吗", "男生和女生的就业率一样吗"),
    ],
)
def test_two_places_set_against_each_other_are_no_part_of_the_thing(question, plain):
    assert without_places(question) == plain


@pytest.mark.parametrize(
    "question",
    ["毕业生平均起薪到底是多少？", "毕业生平均起薪正文和表里写得一样吗？", "平均起薪的数字，报告前后一致吗"],
)
def test_both_values_are_told_to_whoever_asks_whether_two_places_agree(question):
    answer = ask(question)
    assert answer.kind == "contradiction"
    assert {figure.value for figure in answer.figures} == {"4120", "4210"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2030届毕业生半年后就业率达到95.20%。", True),
        ("目前全校毕业生就业率95.20%。", True),
        ("海洋学院毕业生就业率95.20%。毕业生就业率为97.31%。", False),
    ],
)
def test_what_the_prose_tells_of_a_part_beside_the_whole_is_no_contradiction(text, told):
    assert bool(graduates_differ(text)) is told
