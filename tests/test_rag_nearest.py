"""What stands out in meaning is shown as printed; names, grades, years and kinds of figure are not bent."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from ingest.chunk import report_to_chunks
from rag.find.nearest import FAR_LEAD, LEAD, WORDS_LEAD, stand_out
from rag.respond.answer import CLOSE, compose
from rag.types import Answer, Chunk, Hit
from rag.understand.question import understand
from tests.harbour_college import harbour, harbour_report

FAR = 0.05
SIMULATOR = "par:6:0"
TEACHERS = "par:2:0"
CASE = "par:3:0"
INFORMATICS = "row:t3:2"
GIFTS = "row:t4:3"
# Each asks in words of its own for what one sentence or row tells.
SHOWN = {
    ("轮训的船舶模拟器够用吗？", SIMULATOR): "船舶模拟器数量偏少，难以满足轮训需要。",
    ("2030年船舶模拟器够不够轮训？", SIMULATOR): "船舶模拟器数量偏少，难以满足轮训需要。",
    ("聘请港口工程师担任教师的有多少人？", TEACHERS): "学校聘请兼职教师60人，由港口工程师和船长担任。",
    ("信息学院有多少学生还在找出路？", INFORMATICS): "未落实人数：15人。",
    ("捐赠收入今年来了多少？", GIFTS): "2030年捐赠收入：360万元。",
}
NOT_BENT = {
    "a number is asked and none told": ("船舶模拟器有多少台？", SIMULATOR),
    "another year": ("2028年船舶模拟器够不够轮训？", SIMULATOR),
    "another school": ("春江职业学院船舶模拟器够不够轮训？", SIMULATOR),
    "a name": ("港口工程师担任的兼职教师叫什么名字？", TEACHERS),
    "a grade": ("三年级聘请港口工程师担任教师的有多少人？", TEACHERS),
    "hours are no people": ("聘请港口工程师担任教师的有多少课时？", TEACHERS),
    "people are no percentage": ("聘请港口工程师担任教师的比例是多少？", TEACHERS),
    "the row of another college": ("海洋学院有多少学生还在找出路？", INFORMATICS),
    "a blank cell": ("捐赠收入去年来了多少？", GIFTS),
    "what has to be calculated": ("船舶模拟器比去年多多少？", SIMULATOR),
}


@lru_cache
def chunks() -> dict[str, Chunk]:
    return {chunk.ref: chunk for chunk in report_to_chunks(harbour_report())}


def near(question: str, *found: tuple[str, float]) -> Answer | None:
    """What is shown where retrieval found these refs, each with its lead."""
    hits = [Hit(chunks()[ref], 0.03, {}, lead) for ref, lead in found]
    resolution = stand_out(understand(question), harbour(), hits)
    return resolution and compose(resolution)


@pytest.mark.parametrize(("question", "ref"), SHOWN)
def test_what_stands_out_is_shown_as_printed_and_cited(question, ref):
    answer = near(question, (ref, FAR))
    assert answer.text.startswith(CLOSE)
    assert SHOWN[question, ref] in answer.text
    assert {citation.ref for citation in answer.citations} == {ref}


@pytest.mark.parametrize("why", NOT_BENT)
def test_what_is_asked_for_otherwise_is_not_bent(why):
    question, ref = NOT_BENT[why]
    assert near(question, (ref, FAR)) is None


def test_the_one_that_leads_further_is_shown():
    question = "轮训的船舶模拟器够用吗？"
    for ahead, behind in ((SIMULATOR, "par:6:1"), (SIMULATOR, TEACHERS)):
        answer = near(question, (behind, WORDS_LEAD), (ahead, FAR))
        assert [citation.ref for citation in answer.citations] == [ahead]


@pytest.mark.parametrize(
    ("question", "ref", "least"),
    [
        ("轮训的船舶模拟器够用吗？", SIMULATOR, WORDS_LEAD),
        ("捐赠收入今年来了多少？", GIFTS, LEAD),
        ("聘请船长担任航运教师的有多少人？", TEACHERS, FAR_LEAD),
    ],
)
def test_what_does_not_lead_by_enough_is_not_shown(question, ref, least):
    assert near(question, (ref, least)) is not None
    assert near(question, (ref, least - 0.001)) is None


def test_what_another_report_tells_is_not_shown_as_this_ones():
    chunk = replace(chunks()[SIMULATOR], report="春江职业学院-2031")
    hits = [Hit(chunk, 0.03, {}, FAR)]
    assert stand_out(understand("轮训的船舶模拟器够用吗？"), harbour(), hits) is None


def test_nothing_is_shown_where_nothing_was_found():
    assert near("轮训的船舶模拟器够用吗？") is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("案例1里样船做了几艘？", "项目组用时18个月，完成样船3艘。"),
        ("案例1里项目组花了多长时间？", "项目组用时18个月，完成样船3艘。"),
        ("案例1里的老师是谁？", "王建国老师带领学生改装渔船。"),
    ],
)
def test_in_the_place_that_is_named_no_lead_is_needed(question, text):
    answer = near(question)
    assert text in answer.text
    assert [citation.label for citation in answer.citations] == ["案例1"]


def test_the_place_that_is_named_must_tell_what_is_asked():
    assert near("案例1有几名学生？") is None
    assert near("案例7里样船做了几艘？", (CASE, FAR)) is None


@pytest.mark.parametrize("question", ["春江职业学院的案例1里样船做了几艘？", "案例1里样船比去年多做几艘？"])
def test_the_place_that_is_named_answers_for_no_other_school_and_no_calculation(question):
    assert near("案例1里样船做了几艘？") is not None
    assert near(question) is None
