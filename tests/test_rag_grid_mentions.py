"""Where a question names the texts of a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.tables.joined_names import expand_joined
from rag.tables.mentions import find_mentions
from rag.tables.same_words import as_printed
from rag.tables.spelled import canonical


def found(question: str, *texts: str, names: tuple[str, ...] = ()) -> list[tuple[str, set[str]]]:
    plain = canonical(question)
    return [(plain[m.start : m.end], set(m.texts)) for m in find_mentions(plain, [*names, *texts], names)]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("1月3日的读数是多少", "2022年01月03日"),
        ("2016/2/29入职的人", "2016-02-29"),
        ("电池为４２００ｍＡｈ的机型", "4200mAh"),
        ("金额为1208元的项目", "1,208"),
        ("1至6月的产量", "1—6月"),
        ("《远山》的作者", "远山"),
        ("額定功率是多少", "额定功率(W)"),
        ("周二停水吗", "5月17日 周二"),
        ("礼拜三的课", "星期三"),
        ("十二月的雨量", "12月"),
    ],
)
def test_one_thing_written_in_two_ways(question, text):
    assert [texts for _, texts in found(question, text)] == [{text}]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("渡轮租赁的金额", "租赁金额"),
        ("计入船厂损益金额", "计入船厂损益的金额"),
        ("准点率是多少", "准点率%"),
        ("净利润是多少", "归属于船东的净利润"),
        ("持股多少", "期末持股数"),
    ],
)
def test_a_name_is_known_by_its_words(question, name):
    assert [names for _, names in found(question, names=(name,))] == [{name}]


def test_a_value_is_not_known_by_the_end_of_another_word():
    assert found("华北区的利润", "西北区", names=("利润",)) == [("利润", {"利润"})]


def test_a_piece_names_all_that_hold_it():
    texts = ("本期金额", "上期金额")
    assert found("上期与本期果园的金额", names=texts)[-1] == ("金额", set(texts))


def test_the_longest_mention_wins():
    assert found("1—6月的产量", "6月", "1—6月", names=("产量",)) == [("1-6月", {"1—6月"}), ("产量", {"产量"})]
    assert found("X60 Pro多重", "X60", "X60 Pro") == [("x60pro", {"X60 Pro"})]


@pytest.mark.parametrize("question", ["1234的", "第12.5号", "abc12", "2012年"])
def test_a_number_is_no_piece_of_a_longer_one(question):
    assert found(question, "123", "2.5", "12", "012") == []


def test_a_name_is_known_by_most_of_it():
    assert found("总部在哪里", names=("总部地点", "注册资本")) == [("总部", {"总部地点"})]
    assert found("学校有多少", names=("学校名称", "学校代码")) == [("学校", {"学校名称", "学校代码"})]


def test_mere_phrasing_is_no_mention():
    assert found("是多少？有哪些？分别是什么？", "是多少号", "哪些人", names=("分别计算",)) == []


def test_names_of_one_character_stand_alone():
    assert found("它属于哪个目、哪个科？", names=("目", "科")) == [("目", {"目"}), ("科", {"科"})]
    assert found("项目名称", names=("目",)) == []
    assert found("女性有多少", "女", "男") == [("女", {"女"})]


def test_joined_names_are_written_out():
    assert expand_joined("金、银、铜牌数", ["金牌", "银牌", "铜牌"]) == "金牌、银牌、铜牌数"
    assert expand_joined("白天和夜间的天气", ["白天天气", "夜间天气"]) == "白天天气、夜间天气"
    assert expand_joined("金牌多少", ["金牌", "银牌"]) == "金牌多少"


def test_joined_names_differ_anywhere_and_by_codes():
    names = ["果品销售产生的净额", "观光采摘产生的净额", "苗木产生的净额"]
    assert expand_joined("果品销售、观光采摘产生的净额", names) == "、".join(names[:2])
    assert expand_joined("仓库a和d", ["仓库A", "仓库D"]) == "仓库a、仓库d"
    assert expand_joined("有多少b类仓库", ["仓库A", "仓库B"]) == "有多少仓库b"


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        ("年末余额", "期末余额"),
        ("上年末余额", "期初余额"),
        ("去年同期的产量", "上期的产量"),
        ("今年的产量", "本期的产量"),
        ("期末和年初的余额", "期末和期初的余额"),
    ],
)
def test_periods_are_put_as_the_table_puts_them(question, printed):
    texts = ["期末余额", "期初余额"] if "余额" in question else ["本期产量", "上期产量"]
    assert as_printed(question, texts) == printed


def test_a_period_is_left_where_the_table_has_several_words_for_it():
    assert as_printed("去年的产量", ["上期产量", "上年同期产量"]) == "去年的产量"


TEXT = st.text(alphabet="甲乙丙丁年月日的是哪多少12 0.%-/()（）、，abcXY", max_size=12)


@given(TEXT, st.lists(TEXT, max_size=6), st.lists(TEXT, max_size=3))
def test_mentions_lie_in_the_question_in_order_apart_and_name_what_is_there(question, texts, names):
    plain = canonical(question)
    end = 0
    for mention in find_mentions(plain, [*texts, *names], names):
        assert end <= mention.start < mention.end <= len(plain)
        assert mention.texts
        assert mention.texts <= {*texts, *names}
        assert 0 < mention.quality <= 1
        end = mention.end


@given(TEXT)
def test_the_canonical_form_stays(text):
    assert canonical(canonical(text)) == canonical(text)


@given(
    st.lists(
        st.text(alphabet="甲乙丙丁戊己庚辛", min_size=2, max_size=5), min_size=1, max_size=5, unique=True
    )
)
def test_a_text_named_verbatim_is_found(texts):
    longest = max(texts, key=len)
    assert any(longest in mention.texts for mention in find_mentions(f"{longest}是多少", texts, ()))
