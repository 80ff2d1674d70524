from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text import normalize, simplify
from rag.understand.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("工资", "月收入"),
        ("平均起薪", "月收入"),
        ("师生比", "生师比"),
        ("就业率", "毕业去向落实率"),
        ("雇主满意度", "用人单位满意度"),
        ("双师型教师占比", "双师素质专任教师比例"),
        ("世界五百强", "到500强企业就业人数"),
        ("实习补贴", "生均企业实习经费补贴"),
        ("国（境）外办学点", "国(境)外办学点数量"),
        ("Student-Teacher Ratio", "生师比"),
        ("大一", "一年级"),
    ],
)
def test_a_word_of_the_staff_names_its_indicator(lexicon: Lexicon, word: str, name: str) -> None:
    assert name in lexicon.canonical(word)


def test_an_unknown_word_names_nothing(lexicon: Lexicon) -> None:
    assert lexicon.canonical("火星车") == ()
    assert lexicon.find("火星车什么时候到") == ()


def test_satisfaction_of_different_people_is_kept_apart(lexicon: Lexicon) -> None:
    assert lexicon.canonical("雇主满意度") == ("用人单位满意度",)
    assert lexicon.canonical("毕业生满意度") != lexicon.canonical("雇主满意度")


def test_find_takes_the_longest_phrase_and_gives_its_like(lexicon: Lexicon) -> None:
    text = normalize("二年级参加科技社团的学生有多少人？")
    grade, club, whom = lexicon.find(text)
    assert (text[whom.start : whom.end], whom.kind) == ("学生", "word")
    assert (text[grade.start : grade.end], grade.kind) == ("二年级", "scope")
    assert text[club.start : club.end] == "参加科技社团"
    assert "科技社团学生人数" in club.alternatives
    assert "参加社团" not in club.alternatives


def test_latin_phrases_are_found_as_whole_words_only(lexicon: Lexicon) -> None:
    assert lexicon.find("payment of the mentor") == ()
    found = lexicon.find(normalize("What was the Employment Rate in 2020?"))
    assert [span.names for span in found] == [("毕业去向落实率",)]


def test_expand_gives_names_and_aliases_once(lexicon: Lexicon) -> None:
    words = lexicon.expand("老师带几个学生，师生比是多少")
    assert "生师比" in words
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("请问我们学校2020年的报到率是多少？", "2020年 报到率 ?"),
        ("how many patents did the college get?", "patents get?"),
        ("毕业生对学校的满意度", "毕业生对学校的满意度"),
    ],
)
def test_function_words_are_stripped_around_the_phrases(lexicon: Lexicon, question: str, rest: str) -> None:
    assert lexicon.strip_function_words(question) == rest


def test_no_phrase_stands_in_two_indicators_unless_meant(lexicon: Lexicon) -> None:
    seen = Counter(p for entry in lexicon.entries if entry.kind == "indicator" for p in entry.phrases)
    assert [phrase for phrase, times in seen.items() if times > 1] == []


def test_names_are_unique_and_phrases_hold_no_value(lexicon: Lexicon) -> None:
    names = [entry.name for entry in lexicon.entries]
    assert len(names) == len(set(names))
    phrases = [phrase for entry in lexicon.entries for phrase in entry.phrases]
    assert not [phrase for phrase in phrases if re.search(r"\d{4}|\d\.\d|%", phrase)]
    assert [phrase for phrase in phrases if simplify(phrase) != phrase] == []


@given(st.text(alphabet="老师带几个学生的工资就业率是多少 studentpay1+X，。", max_size=40))
def test_spans_are_ordered_disjoint_and_known(text: str) -> None:
    lexicon = load_lexicon()
    plain = normalize(text)
    end = 0
    for span in lexicon.find(plain):
        assert end <= span.start < span.end <= len(plain)
        assert plain[span.start : span.end] in span.alternatives
        assert lexicon.canonical(plain[span.start : span.end]) == span.names
        end = span.end
