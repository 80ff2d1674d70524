from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rag.storage.lexical import LexicalIndex, tokenize

TEXTS = ("高职扩招报到率为95.10%。", "专任教师320人，生师比16.2。", "图书馆藏书50万册。", "教师共有320人。")


def test_terms_are_words_and_pairs_of_characters():
    assert tokenize("图书馆 16.2") == ["图书馆", "16.2", "图书", "书馆"]


def test_width_script_and_separators_make_no_difference():
    assert tokenize("１，２３４人") == tokenize("1,234人") == tokenize("1234人")
    assert tokenize("ＡＢ类") == tokenize("ab类")


def test_punctuation_is_no_term():
    assert tokenize("。，！？（）——…") == []


def test_text_with_the_rarer_shared_word_comes_first():
    index = LexicalIndex(TEXTS)
    assert [place for place, _ in index.top("报到率是多少？", 4)] == [0]
    assert index.top("生师比是多少", 1)[0][0] == 1
    scores = [score for _, score in index.top("教师有多少人", 4)]
    assert scores == sorted(scores, reverse=True)


def test_text_that_shares_nothing_is_not_found():
    assert LexicalIndex(TEXTS).top("xyz", 4) == []
    assert LexicalIndex(TEXTS).top("", 4) == []


def test_no_texts_and_texts_without_terms_can_be_searched():
    assert LexicalIndex(()).top("教师", 3) == []
    assert LexicalIndex(("", "。")).top("教师", 3) == []


def test_equal_scores_keep_the_order_of_the_texts():
    assert [place for place, _ in LexicalIndex(("教师", "教师", "教师")).top("教师", 3)] == [0, 1, 2]


@given(st.text(max_size=40), st.integers(1, 6))
def test_any_question_gives_at_most_k_positive_scores(question, k):
    found = LexicalIndex(TEXTS).top(question, k)
    assert len(found) <= k
    assert all(score > 0 and 0 <= place < len(TEXTS) for place, score in found)
