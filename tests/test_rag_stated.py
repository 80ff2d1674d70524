"""A question that states a figure before it asks: what it states, and what is put right."""

from __future__ import annotations

import pytest

from rag.respond.answer import compose
from rag.respond.corrected import NOT_SO, corrected
from rag.respond.outcomes import first_answering
from rag.turn import Turn
from rag.types import Question
from rag.understand.followup import readings
from rag.understand.stated import stated
from tests.colleges import college

STATED = {
    "听说志愿者已经有900人了，分几个队？": ("志愿者已经有多少人了", "分几个队"),
    "食堂满意度都93%了，跟上年比高多少": ("食堂满意度都多少了", "跟上年比高多少"),
    "馆藏图书有65万册对吧，生均多少册": ("馆藏图书有多少万册", "生均多少册"),
    "创业大赛金奖拿了三个，是哪三个项目？": ("创业大赛金奖拿了多少个", "是哪三个项目"),
    "我们那5个现代农业基地一共多少亩？": ("有多少个现代农业基地", "我们那现代农业基地一共多少亩"),
}


@pytest.mark.parametrize("question", STATED)
def test_what_a_question_states_before_it_asks(question):
    found = stated(question)
    assert found is not None
    assert (found.asked, found.rest) == STATED[question]


@pytest.mark.parametrize(
    "question",
    [
        "报到率是多少，比上年高多少？",
        "如果食堂满意度是93%，算不算高？",
        "录取率低于80%，有哪些专业？",
        "我有3万元，够交几年学费？",
        "2030年，馆藏图书有多少？",
        "馆藏图书有65万册对吧",
        "每生8平方米，宿舍够不够？",
        "前3名专业，各是哪些？",
    ],
)
def test_a_question_that_states_no_figure_of_the_report(question):
    assert stated(question) is None


def put_right(question):
    """The turns that put right what a question states, over the report of the made-up college."""

    def answers(asked, _before):
        found = first_answering(readings(asked.turns, continued=asked.continued), [college()], {})
        return Turn(asked, None, resolutions=found, answer=compose(found[0]))

    return [turn.answer for turn in corrected(Question((question,)), answers)]


@pytest.mark.parametrize(
    ("question", "printed", "answered"),
    [
        ("2030届毕业生有2100人，平均起薪是多少？", "1850", "4120"),
        ("听说专任教师都500人了，有博士学位的多少人", "412", "37"),
        ("就业率是95%吧，专业相关度是多少", "97.31", "68.40"),
        ("社会培训班办了60期，培训学员有多少人", "46", "3560"),
    ],
)
def test_a_wrong_figure_is_put_right_and_the_rest_answered(question, printed, answered):
    first, rest = put_right(question)
    assert first.text.startswith(NOT_SO)
    assert printed in [figure.value for figure in first.figures]
    assert answered in [figure.value for figure in rest.figures], rest.text


@pytest.mark.parametrize(
    "question",
    [
        # as the report tells it
        "专任教师有412人，有博士学位的多少人",
        # so far off that another thing may be meant
        "专任教师有40人，有博士学位的多少人",
        # nothing of the kind is told
        "食堂有3个，哪个最大",
    ],
)
def test_a_figure_that_is_not_wrong_is_left_alone(question):
    assert put_right(question) == []
