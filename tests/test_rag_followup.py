"""Questions that lean on those before them."""

from __future__ import annotations

import pytest

from rag.respond.outcomes import first_answering
from rag.respond.resolve import resolve
from rag.understand.followup import readings
from rag.understand.question import understand
from tests.colleges import ask
from tests.harbour_college import ask_harbour, harbour
from tests.island_college import island

TALKS = {
    ("2030年毕业生就业率是多少？", "2029年呢？"): "96.85",
    ("普通高考的报到率是多少？", "自主招生呢？"): "95.00",
    ("护理学院一年级有多少人？", "二年级呢？"): "1200",
    ("护理学院一年级有多少人？", "那商学院呢？"): "975",
    ("毕业生人数是多少？", "2029年呢？", "那就业率呢？"): "96.85",
    ("2030年毕业生就业率是多少？", "前一年呢？"): "96.85",
    ("2030年平均起薪多少？", "上一年呢？"): "3985",
}


@pytest.mark.parametrize("turns", TALKS)
def test_takes_over_what_is_not_said_again(turns):
    assert ask(*turns).figures[0].value == TALKS[turns]


def test_a_question_that_stands_alone_forgets_what_came_before():
    alone = ask("日常教学经费是多少？")
    assert ask("2029年毕业生就业率是多少？", "日常教学经费是多少？").text == alone.text
    assert len(readings(("毕业生就业率是多少？", "日常教学经费是多少？"))) == 1


def test_one_turn_has_one_reading():
    assert len(readings(("呢？",))) == 1


SHORT_TURNS = {
    ("海洋学院实际录取多少人？", "报到率？"): ("93.67", "%"),
    ("航海技术录取多少人？", "报到率？"): ("95.26", "%"),
    ("航海技术录取多少人？", "招生计划？"): ("200", "人"),
    ("渔业养殖的报到率是多少？", "招生计划多少人？"): ("120", "人"),
    ("航海技术录取多少人？", "那软件技术呢？"): ("258", "人"),
    ("海洋学院毕业去向落实率是多少？", "信息学院呢？"): ("96.15", "%"),
}


@pytest.mark.parametrize("turns", SHORT_TURNS)
def test_a_short_turn_that_names_only_an_indicator_asks_it_of_what_was_spoken_of(turns):
    figure = ask_harbour(*turns).figures[0]
    assert (figure.value, figure.unit) == SHORT_TURNS[turns]


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("航海技术录取多少人？", "学费收入是多少？"), "2400"),
        (("渔业养殖的报到率是多少？", "在线课程有几门？"), "26"),
        (("渔业养殖的报到率是多少？", "表3里信息学院落实率是多少？"), "96.15"),
    ],
)
def test_a_turn_that_names_what_it_is_about_is_asked_of_that(turns, value):
    assert [figure.value for figure in ask_harbour(*turns).figures] == [value]


def test_a_short_turn_is_also_read_by_itself():
    of_the_same, alone = readings(("航海技术录取多少人？", "报到率？"))
    assert "航海技术" in {term.text for term in of_the_same.terms}
    assert {term.text for term in alone.terms} == {"报到率"}
    assert (of_the_same.operation, of_the_same.unit) == (alone.operation, alone.unit)


def test_a_longer_turn_says_itself_what_it_is_about():
    assert len(readings(("航海技术录取多少人？", "请问学校的新生报到率到底是多少呀？"))) == 1


def test_a_part_that_goes_on_asks_in_its_own_unit_and_operation():
    turns = ("正高级、副高级教师一共多少人", "海洋学院报到率多高")
    leaning, *_ = readings(turns, continued=True)
    assert (leaning.operation, leaning.unit, leaning.percent) == ("lookup", "", True)
    assert readings(turns, continued=True) != readings(turns)


# The second turn asks of something else in words that the first reading would answer with the same figure.
NOT_AGAIN = {
    ("潜水员证书报名多少人？", "那取证呢？"): "118",
    ("潜水员证书报名多少人？", "茶艺师呢？"): "96",
    ("航海技术录取多少人？", "那招生计划呢？"): "200",
    ("宿舍满意度是多少？", "那食堂满意度呢？"): "91.40",
    ("食堂满意度是多少？", "那2029年呢？"): "93.20",
}


@pytest.mark.parametrize("turns", NOT_AGAIN)
def test_what_was_told_is_not_told_again(turns):
    book = harbour() if "航海" in turns[0] else island()
    first = resolve(understand(turns[0]), book, {})
    told = frozenset((fact.report.id, fact.ref, fact.cell, fact.text) for fact in first.facts)
    (found,) = first_answering(readings(turns), (book,), {}, told)
    assert [fact.text.rstrip("人%") for fact in found.facts] == [NOT_AGAIN[turns]]


def test_a_reading_that_only_repeats_gives_way_to_the_next():
    same, other = understand("潜水员证书报名多少人"), understand("茶艺师证书取证多少人")
    (first,) = first_answering((same, other), (island(),), {})
    told = frozenset((fact.report.id, fact.ref, fact.cell, fact.text) for fact in first.facts)
    assert [fact.text for fact in first.facts] == ["150人"]
    (second,) = first_answering((same, other), (island(),), {}, told)
    assert [fact.text for fact in second.facts] == ["87人"]


def test_where_every_reading_repeats_the_likeliest_is_told_again():
    same = understand("潜水员证书报名多少人")
    (first,) = first_answering((same,), (island(),), {})
    told = frozenset((fact.report.id, fact.ref, fact.cell, fact.text) for fact in first.facts)
    (again,) = first_answering((same, same), (island(),), {}, told)
    assert again.facts == first.facts


def test_a_reading_that_tells_more_than_was_told_does_not_give_way():
    one, both = understand("潜水员证书报名多少人"), understand("潜水员证书和茶艺师证书报名分别多少人")
    (first,) = first_answering((one,), (island(),), {})
    told = frozenset((fact.report.id, fact.ref, fact.cell, fact.text) for fact in first.facts)
    (found,) = first_answering((both, one), (island(),), {}, told)
    assert [fact.text for fact in found.facts] == ["150人", "96人"]


def test_a_turn_that_says_all_of_it_anew_is_read_by_itself_before_words_are_given_up():
    turns = ("文科市外录取线是多少？", "那理科市内录取线呢？")
    merged, alone, *rest = readings(turns)
    assert [term.text for term in alone.terms] == ["理科", "市内", "录取线"]
    assert {"文科", "市外", "理科"} <= {term.text for term in merged.terms}
    assert all({"理科", "市内"} <= {term.text for term in query.terms} for query in rest)


def test_a_clause_that_goes_on_is_about_what_its_sentence_is_about():
    turns = ("茶艺实训基地面积是多少", "设备总值多少")
    said = [{term.text for term in query.terms} for query in readings(turns, continued=True)]
    assert all("茶艺" in terms or "基地" in terms for terms in said)
    assert {"设备", "总值"} not in said
