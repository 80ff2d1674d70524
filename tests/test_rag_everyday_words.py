"""Everyday words stand for the formal ones of a report; common words are no names, and a seam is no word."""

from __future__ import annotations

import pytest

from rag.find.seams import pairs_astride
from rag.text import normalize
from rag.understand.lexicon import load_lexicon
from rag.understand.name_words import is_name
from rag.understand.question import understand
from rag.understand.words import LIGHT, NOUN, VERB
from tests.colleges import ask, with_texts


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
        ("火车头", "机车"),
        ("附院", "附属医院"),
        ("船员证", "船员适任证书"),
        ("教资", "教师资格证"),
        ("大棚", "大棚"),
        ("不念了", "退学"),
        ("直招士官", "定向士官"),
        ("发工资", "人员经费"),
        ("营收", "营业额"),
        ("搞出来", "研发"),
        ("饭卡", "校园卡"),
        ("dormitories", "宿舍"),
        ("seafarers", "船员"),
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
    ("text", "word"),
    [
        ("其中专任教师有多少", "中专"),
        ("集中职工代表意见", "中职"),
        ("选修了几门课", "修了"),
        ("给企业输送了多少人", "送了"),
        ("外国学生有几人", "国学"),
        ("怎样提升学生素质", "升学"),
    ],
)
def test_a_short_word_over_the_seam_of_two_others_is_not_found(text, word):
    plain = normalize(text)
    assert word not in [plain[s.start : s.end] for s in load_lexicon().find(plain)]


@pytest.mark.parametrize(("text", "word"), [("今年新买了多少书", "买了"), ("面向五个省招生", "个省")])
def test_what_no_dictionary_joins_parts_no_word(text, word):
    plain = normalize(text)
    assert word in [plain[s.start : s.end] for s in load_lexicon().find(plain)]


@pytest.mark.parametrize(
    ("question", "told", "answer"),
    [
        ("火车头有几台？", "铁道学院现有机车4台，动车组模拟器2套。", "4台"),
        ("附院有多少病床？", "附属医院开放床位860张。", "860张"),
        ("护考通过率多高？", "护士执业资格考试通过率达98.2%。", "98.2%"),
        ("多少学生拿到了船员证？", "312名学生取得海船船员适任证书。", "312名"),
        ("换专业的有几个？", "2030年有54名学生退学，转专业137人。", "137人"),
        ("扶贫款花了多少？", "学校选派驻村第一书记3名，投入帮扶资金88.6万元。", "88.6万元"),
        ("搞出来几台采茶机？", "师生研制新型采茶机2台。", "2台"),
        ("宿舍楼盖了几栋？", "校园绿化面积12万平方米，新建学生公寓2栋。", "2栋"),
    ],
)
def test_a_question_in_everyday_words_finds_what_the_report_calls_otherwise(question, told, answer):
    assert answer in ask(question, book=with_texts(told)).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("附属医院有多少病床？", "学生宿舍床位8600个。"),
        ("应急疏散演练几次？", "开展消防演练4次。"),
        ("驻村干部有几个？", "选派驻村工作队2支。"),
        ("回老家工作的有几个？", "毕业生服务国家乡村振兴战略，就业120人。"),
    ],
)
def test_an_everyday_word_is_not_taken_for_something_near_it(question, told):
    assert ask(question, book=with_texts(told)).abstained


def test_a_pair_where_only_two_words_meet_is_astride():
    astride = pairs_astride(("服务国家乡村振兴。", "专任教师412人。", "在泰国任教2年。"))
    assert "家乡" in astride
    assert not astride & {"国家", "乡村", "教师", "任教"}


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
