"""A slip of the pen in a name is put right where no report knows it, and nothing else is touched."""

from __future__ import annotations

import pytest

from rag.understand.question import understand
from rag.understand.typo import mended
from tests.colleges import college


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("普通高考的报道率是多少", "普通高考的报到率是多少"),
        ("平均起新多少元", "平均起薪多少元"),
        ("师资建社经费多少", "师资建设经费多少"),
    ],
)
def test_a_slip_is_put_right(said, meant):
    assert mended(understand(said), [college()]) == meant


@pytest.mark.parametrize("said", ["普通高考的报到率是多少", "三年级有多少人", "总收入多少", "合唱团有多少人"])
def test_what_is_no_slip_stays(said):
    assert mended(understand(said), [college()]) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("毕业生就叶率是多少", "毕业生就业率是多少"),
        ("毕业生起新平军数是多少", "毕业生起薪平军数是多少"),
        ("起薪的平军数是多少", "起薪的平均数是多少"),
    ],
)
def test_a_word_that_no_dictionary_has_is_one_that_sounds_or_looks_alike(said, meant):
    assert mended(understand(said), [college()]) == meant


@pytest.mark.parametrize("said", ["李红玫是谁", "毕业要过几关", "图书馆有几层", "合作学校有哪些"])
def test_names_and_words_of_a_dictionary_stay(said):
    assert mended(understand(said), [college()]) is None
