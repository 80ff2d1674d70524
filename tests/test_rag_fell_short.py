"""Those of one stage who did not come to the next, where only the two stages are printed."""

from __future__ import annotations

import pytest

from tests.colleges import ask
from tests.harbour_college import ask_harbour

LEFT = {
    "2030年录取了没来的新生有几个？": "2082 − 1949 = 133",
    "普通高考录上了没来报到的有多少人": "1180 − 1086 = 94",
    "自主招生录了没来的有几个？2030年": "640 − 608 = 32",
}


@pytest.mark.parametrize("question", LEFT)
def test_those_who_did_not_come_are_left_of_the_row_named_or_of_all(question):
    answer = ask(question)
    assert answer.calculation is not None
    assert answer.calculation.formula == LEFT[question]


def test_a_printed_number_of_them_is_not_reckoned_anew():
    answer = ask_harbour("信息学院还有几个毕业生没落实？")
    assert [figure.value for figure in answer.figures] == ["15"]
    assert answer.calculation is None


@pytest.mark.parametrize("question", ["技能鉴定考了没过的有几个人？", "2030年录取了没来的占几成？"])
def test_nothing_is_reckoned_of_other_stages_or_where_a_share_is_asked(question):
    answer = ask_harbour(question)
    assert answer.calculation is None or answer.calculation.unit != "人"
