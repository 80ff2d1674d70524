"""Questions in English are put into the words of the reports, where every word is known."""

from __future__ import annotations

import pytest

from rag.understand.english import in_chinese
from tests.colleges import ask


@pytest.mark.parametrize(
    ("question", "chinese"),
    [
        ("How many full-time students does the college have?", "全日制在校生有多少人"),
        ("Who is the Party secretary?", "党委书记是谁"),
        ("When was the college founded?", "学校 创办是什么时候"),
        ("How many patents were granted by 3 May 2030?", "2030年5月3日 专利 授权有多少"),
        (
            "How many veterans were trained and how many passed?",
            "退役军人 培训有多少人，通过有多少",
        ),
        ("Which new majors were added in 2030?", "2030年 新增 专业 新增有哪些"),
    ],
)
def test_an_english_question_is_put_into_chinese_words(question, chinese):
    assert in_chinese(question) == chinese


@pytest.mark.parametrize(
    "question",
    ["Web前端开发证书是什么等级的？", "How many zeppelins does the college own?", "TAFE", "", "the of"],
)
def test_what_is_not_wholly_known_stays_as_it_is(question):
    assert in_chinese(question) == question


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many full-time teachers have a doctorate?", "37人"),
        ("How many graduates are there in 2030?", "1850人"),
    ],
)
def test_an_english_question_is_answered(question, told):
    assert told in ask(in_chinese(question)).text
