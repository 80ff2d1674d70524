"""Everyday words stand for the formal ones of a report; common words are no names, and a seam is no word."""

from __future__ import annotations

import pytest

from rag.text import normalize
from rag.understand.lexicon import load_lexicon
from rag.understand.name_words import is_name
from rag.understand.question import understand
from rag.understand.words import LIGHT, NOUN, VERB


@pytest.mark.parametrize(
    ("word", "formal"),
    [
        ("寝室", "宿舍"),
        ("冷气", "空调"),
        ("饭堂", "食堂"),
        ("电脑", "计算机"),
        ("水渠", "灌溉渠道"),
        ("双选会", "招聘会"),
        ("小卖部", "超市"),
        ("外教", "外籍教师"),
        ("短训班", "培训"),
        ("dormitories", "宿舍"),
        ("job fairs", "招聘会"),
    ],
)
def test_an_everyday_word_stands_for_the_formal_one(word, formal):
    assert formal in load_lexicon().canonical(word)


@pytest.mark.parametrize(
    ("question", "word", "base"),
    [
        ("寝室有多少台空调？", "寝室", NOUN),
        ("短训班一共办了几期？", "短训班", VERB),
        ("平时实训室几点关门？", "平时", LIGHT),
        ("手里有焊工证的有几人？", "手里有", VERB),
    ],
)
def test_a_verb_weighs_less_than_a_noun_and_manner_of_speech_least(question, word, base):
    assert [term.base for term in understand(question).terms if term.text == word] == [base]


def test_no_everyday_word_is_a_single_character_or_takes_an_indicators_name():
    entries = load_lexicon().entries
    named = {p for e in entries if e.kind in ("indicator", "scope") for p in e.phrases}
    verbs = [p for e in entries if e.kind == "verb" for p in e.phrases]
    assert not [p for p in verbs if len(p) < 2]
    assert not set(verbs) & named


@pytest.mark.parametrize(
    ("text", "word"), [("其中专任教师有多少", "中专"), ("集中职工代表意见", "中职"), ("选修了几门课", "修了")]
)
def test_a_short_word_over_the_seam_of_two_others_is_not_found(text, word):
    plain = normalize(text)
    assert word not in [plain[s.start : s.end] for s in load_lexicon().find(plain)]


@pytest.mark.parametrize(
    ("word", "pos", "name"),
    [
        ("师傅", "nr", False),
        ("通知书", "nr", False),
        ("城市", "ns", False),
        ("招人", "nt", False),
        ("张卫国", "nr", True),
        ("海南", "ns", True),
        ("农业大学", "nt", True),
        ("课程", "n", False),
    ],
)
def test_a_common_word_that_a_dictionary_lists_among_the_names_is_none(word, pos, name):
    assert is_name(word, pos) is name
