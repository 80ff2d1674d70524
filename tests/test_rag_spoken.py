"""Indicators told in other words than their names: the patterns of ``data/spoken.toml``."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text import normalize
from rag.understand.lexicon import load_lexicon
from rag.understand.question import understand
from rag.understand.reworded import other_reading
from rag.understand.spoken import RawWordings, Wordings

RAW = RawWordings.model_validate(
    tomllib.loads(files("rag").joinpath("data/spoken.toml").read_text(encoding="utf-8"))
)
WORDS = [word for words in RAW.classes.values() for word in words.split()]
MARKS = "，。；！？：、,;!?:"


def small(**changes: object) -> Wordings:
    """Wordings with a lexicon of one indicator."""
    data = {
        "classes": {
            "老师": "老师 教师",
            "学生": "学生 娃",
            "带": "带 教",
            "几": "几个 多少",
            "人称": "人们",
            "几个": "几个",
            "几成": "几成",
        },
        "small": "一个 要 的 平均",
        "kept": "去年 大一",
        "idle": "请问",
        "never": "为什么",
        "asking": "几个 多少",
        "before": "(请问)?",
        "after": "(呢)?",
        "kind": [{"name": "rate", "words": "几成"}, {"name": "count", "words": "几个 多少"}],
        "spoken": [{"means": "生师比", "patterns": ["{老师} {带} {几} {学生}"], "unless": "比赛"}],
    }
    return Wordings(RawWordings.model_validate({**data, **changes}))


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("一个老师平均要带几个学生", "生师比是多少"),
        ("教师去年教多少娃", "去年生师比是多少"),
        ("老师大一带几个学生", "大一生师比是多少"),
    ],
)
def test_words_in_order_with_small_gaps_are_found(text: str, spelt: str) -> None:
    (wording,) = small().find(text)
    assert wording.spelt == spelt


@pytest.mark.parametrize(
    "text",
    [
        "老师，带几个学生",  # over punctuation
        "老师3带几个学生",  # over a digit
        "老师在会上带几个学生",  # what stands in the gap is no small word
        "学生带几个老师",  # in another order
        "老师带几个学生去比赛",  # asks for something else
        "老师带几个学生爬山",  # says something besides
        "为什么老师带几个学生",  # asks for causes
        "老师平均要平均要平均要带几个学生",  # too far apart
    ],
)
def test_what_only_looks_alike_is_not_found(text: str) -> None:
    assert small().find(text) == ()


def test_what_is_said_besides_is_let_pass_only_loosely() -> None:
    (wording,) = small().find("老师带几个学生爬山", loosely=True)
    assert (wording.start, wording.end) == (0, 7)


def test_a_name_is_never_cut() -> None:
    assert small().find("大学教师教多少学生", [(0, 4)]) == ()
    assert small().find("教师教多少学生会", [(5, 8)], loosely=True) == ()


def test_the_same_words_mean_the_share_or_the_number() -> None:
    wordings = small(
        spoken=[{"rate": "创业率", "count": "创业人数", "patterns": ["当老板"]}],
        after="( 的)?(占几成|有几个)?",
        idle="占几成 有几个",
    )
    assert [w.name for w in wordings.find("当老板的占几成")] == ["创业率"]
    assert [w.name for w in wordings.find("当老板的有几个")] == ["创业人数"]
    assert wordings.find("当老板") == ()


def test_an_open_gap_keeps_what_it_holds() -> None:
    wordings = small(spoken=[{"means": "生师比", "patterns": ["{老师}~{带} {几}{学生}"]}])
    (wording,) = wordings.find("老师在船上带几个学生", loosely=True)
    assert wording.spelt == "在船上生师比是多少"


@pytest.mark.parametrize("pattern", ["{老师", "{没有这类}", "老师?带"])
def test_what_is_no_pattern_is_told(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"not a pattern|no such class"):
        small(spoken=[{"means": "生师比", "patterns": [pattern]}])


@pytest.mark.parametrize("entry", RAW.spoken)
def test_every_pattern_compiles_and_means_an_indicator(entry) -> None:
    names = [n for n in (entry.means, entry.rate, entry.count, entry.money, entry.time) if n]
    assert names
    lexicon = load_lexicon()
    kinds = {e.name: e.kind for e in lexicon.entries}
    for name in names:
        assert normalize(name) == name
        assert any(kinds[found] == "indicator" for found in lexicon.canonical(name)), name
    wordings = small(spoken=[], classes=RAW.classes)
    for pattern in entry.patterns:
        assert re.compile(wordings.regex(pattern))


def test_no_class_is_idle_or_twice_the_same() -> None:
    patterns = " ".join((*(p for e in RAW.spoken for p in e.patterns), RAW.before, RAW.after))
    used = {name for classes in re.findall(r"\{([^{}]+)\}", patterns) for name in classes.split("|")}
    assert set(RAW.classes) - used == set()


@given(
    st.lists(st.sampled_from([*WORDS, *MARKS, "7", "的", "大一", "2030年", "在船上"]), max_size=9).map(
        "".join
    )
)
def test_wordings_lie_in_the_text_in_order_and_in_one_clause(text: str) -> None:
    plain = normalize(text)
    end = 0
    for span in load_lexicon().spoken(plain, loosely=True):
        assert end <= span.start < span.end <= len(plain)
        assert not set(plain[span.start : span.end]) & (set(MARKS) - {"、"})
        assert span.kind == "indicator"
        end = span.end


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("每位教师对着多少学生", "生师比"),
        ("几个学生配一个教师", "生师比"),
        ("一位辅导员要带多少娃", "生辅比"),
        ("自己开店当老板的毕业生有多大比例", "自主创业率"),
        ("毕业后自己创业的有多少人", "自主创业人数"),
        ("用人单位觉得我们的学生怎么样", "用人单位满意度"),
        ("老板们对咱们毕业生的评价高吗", "用人单位满意度"),
        ("学生学的和干的对不对口", "就业相关度"),
        ("录了的里头真来的有多少", "报到人数"),
        ("录取的学生有多大比例来报到", "报到率"),
        ("学校一年花了多少钱", "经费总支出"),
        ("老师下厂锻炼了多少天", "教师企业实践时间"),
        ("给外聘老师发了多少课时费", "年支付企业兼职教师课酬"),
        ("毕业后一个月能挣几千块", "月收入"),
        ("请问我们学校今年招聘了多少教师", "引进教师"),
    ],
)
def test_ways_of_speaking_name_their_indicator(question: str, name: str) -> None:
    (span,) = load_lexicon().spoken(normalize(question))
    assert span.names == (name,)


@pytest.mark.parametrize(
    "question",
    [
        "老师带学生参加比赛获奖多少项",
        "老师带了多少学生去实习",
        "学生对老师的满意度有多高",
        "学生对用人单位满不满意",
        "自己开发的课程有多少门",
        "创业基地有几个",
        "辅导员一个月拿多少钱",
        "图书馆有多少座位",
        "没找到工作的占几成",
        "学生发表的论文有几篇",
        "老师培训花了多少",
        "每个学生宿舍多少平米",
        "录取了没来的有几个",
        "毕业生里没就业的占多少",
        "为什么毕业生不愿意留在本地工作",
    ],
)
def test_near_misses_are_left_alone(question: str) -> None:
    assert load_lexicon().spoken(normalize(question)) == ()


def test_a_question_is_read_another_way_only_where_there_is_one() -> None:
    other = other_reading(understand("2030年大一的老师平均要带几个学生？"))
    assert other is not None
    assert other.text == "2030年一年级的生师比是多少"
    assert other.years == (2030,)
    assert other_reading(understand("2030年生师比是多少？")) is None
