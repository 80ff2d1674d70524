"""Words that a segmenter makes up of what stands side by side by chance."""

import pytest

from rag.understand.question import understand
from rag.understand.unglued import segments


def _terms(question: str) -> list[str]:
    return [term.text for term in understand(question).terms]


@pytest.mark.parametrize(
    ("question", "no_word"),
    [
        ("航模社招新前要过的考核有哪些", "前要"),
        ("焊工班能学哪几样手艺", "班能学"),
        ("把课搬到渔港是哪天", "课搬"),
        ("冬训那阵来了多少教练", "那阵"),
        ("改进后做一双鞋要几天", "后做"),
    ],
)
def test_particles_and_auxiliaries_make_no_noun(question: str, no_word: str) -> None:
    assert no_word not in _terms(question)


def test_how_many_of_something_is_a_count_whatever_the_dictionary_says() -> None:
    assert [(word, pos) for word, pos, _, _ in segments("要过几关")][-1] == ("几关", "m")


@pytest.mark.parametrize(
    ("question", "name"), [("罗振远是怎么获奖的", "罗振远"), ("李可染班有几人", "李可染")]
)
def test_names_stay_whole(question: str, name: str) -> None:
    assert name in _terms(question)
