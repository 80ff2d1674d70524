"""How a school began: its first name and its year, wherever the report tells them."""

from __future__ import annotations

import pytest

from rag.prose.founding import asks_founding, founding, later_step
from tests.colleges import ask, college, with_texts

BEGUN = "澜河职业学院坐落于澜河之滨，前身是1961年创办的澜河农机学校，1999年升格为高等职业院校。"
GROUP = "学校牵头组建的澜河职教集团成立于2015年，现有成员单位40家。"


@pytest.mark.parametrize(
    "question",
    [
        "学校最早叫什么名字？",
        "咱们学校原来叫啥？",
        "学校前身是哪所学校？",
        "学校是哪一年建校的？",
        "我们学院什么时候成立的",
        "学校最早是哪年办的",
        "学校最早那会儿叫什么名字？",
        "学校刚办学的时候叫什么",
    ],
)
def test_the_beginning_of_the_school_is_told(question):
    answer = ask(question, book=with_texts(GROUP, BEGUN))
    assert BEGUN[:-1] in answer.text
    assert answer.citations


def test_of_the_school_not_of_what_it_leads():
    assert founding(with_texts(GROUP)) is None
    told = founding(with_texts("学校始建于1956年，占地600亩。"))
    assert told is not None
    assert told.text.startswith("学校始建于1956年")


def test_what_began_otherwise_is_another_question():
    assert founding(college()) is None
    assert not asks_founding("职教集团是哪一年成立的")
    assert not asks_founding("学校哪一年升格为高职的")
    assert not asks_founding("最早的案例叫什么")


@pytest.mark.parametrize(
    "question",
    [
        "学校哪一年升格为高职的",
        "我们是哪年升成大专的？",
        "咱们学校什么时候升的大专",
        "学校变成高职是哪一年",
        "我们由中专升为高职院校，是哪年的事",
        "从中专升格为高职的年份是哪一年",
        "学校是哪年改的名",
        "学院什么时候划给省教育厅管的",
    ],
)
def test_when_the_school_rose_or_was_renamed(question):
    later = "1978年更名为澜河农业学校，1999年经省人民政府批准独立升格为高等职业院校，2008年移交省教育厅管理。"
    told = later_step(question.rstrip("？"), with_texts(GROUP, later))
    assert told is not None
    assert told.text.startswith("1978年")


def test_of_a_part_of_the_school_another_sentence_tells():
    part = "2012年农艺系更名为农业学院，2015年实训基地升格为省级基地。"
    assert later_step("学校是哪年改的名", with_texts(part)) is None
    assert later_step("学校哪年升格的", with_texts(part)) is None
    assert later_step("农学院哪年升格的", with_texts(BEGUN)) is None


def test_it_rose_behind_a_merger_and_no_further():
    merged = (
        "学校的前身是1961年创办的澜河农机学校；2004年与澜河船校合并，经省人民政府批准升格为高等职业学校。"
    )
    told = later_step("由中专升为高职，是哪年的事", with_texts(GROUP, merged))
    assert told is not None
    assert "2004年" in told.text
    assert later_step("由高职升为职教本科，是哪年的事", with_texts(GROUP, merged)) is None


@pytest.mark.parametrize(
    "question", ["学校最早能追溯到哪一年？", "学校的历史可以追溯到什么时候", "学校最早是哪年哪月办起来的"]
)
@pytest.mark.parametrize(
    "begun",
    [
        "学校办学渊源可追溯至1957年创办的渔业讲习所，1971年改为渔业中专。",
        "1957年，港务局在旧仓库里办起夜校，这便是学校的起点。",
    ],
)
def test_how_far_back_a_school_goes_is_told_in_other_words(question, begun):
    assert begun[:-1] in ask(question, book=with_texts(GROUP, begun)).text
