"""How a school began: its first name and its year, wherever the report tells them."""

from __future__ import annotations

import pytest

from rag.prose.founding import asks_founding, founding
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
