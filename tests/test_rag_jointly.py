"""What one place answers: all parts of a sentence at once, and what few sentences hold."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from rag.find.book import Book, make_book
from rag.find.jointly import alone, jointly
from rag.find.match import Matcher
from rag.prose.around import SHORT, with_rest
from rag.prose.passages import Passage
from rag.types import Case, Paragraph
from rag.understand.question import understand
from tests.island_college import TEXTS, island_report

BOAT = (
    "木船工坊设在老船坞，由王东海老师傅掌墨。2029年冬，师生用榫卯造出一条渔船，历时75天，船长9.4米。",
    "渔船下水后，由渔民合作社使用，一季捕鱼31吨。",
)
KITE = "风筝课把测绘引入裁剪，废料率由18%降到7%；其中平时成绩占60%，期终作品占40%。"
HALL = "西山校区的灯塔陈列室有展品640件，全年开放210天。"


@lru_cache(maxsize=1)
def book() -> Book:
    report = island_report()
    more = [(BOAT[0], "案例8"), (BOAT[1], "案例8"), (KITE, ""), (HALL, "")]
    paragraphs = tuple(Paragraph(len(TEXTS) + i, text, "3.2", case) for i, (text, case) in enumerate(more))
    cases = (*report.cases, Case("案例8", "造一条船", "3.2"))
    return make_book(replace(report, paragraphs=report.paragraphs + paragraphs, cases=cases))


def _quoted(found) -> str:
    return "".join(passage.text for passage in found.passages) if found else ""


def _jointly(*parts: str, told=()) -> str:
    whole = understand("，".join(parts))
    return _quoted(jointly(whole, [understand(part) for part in parts], book(), told))


def test_the_place_that_holds_every_kind_of_figure_answers_all_parts():
    told = _jointly("木船工坊造那条渔船忙活了多少天", "船长多少米")
    assert "75天" in told
    assert "9.4米" in told


def test_nothing_answers_where_a_part_asks_for_what_the_place_does_not_hold():
    assert not _jointly("木船工坊造那条渔船忙活了多少天", "来了几家企业")


def test_a_noun_of_another_place_is_not_left_out():
    assert not _jointly("木船工坊的灯塔开放多少天", "船长多少米")


def test_what_was_told_of_another_place_stays_apart():
    elsewhere = {(book().report.id, "row:表1:2", (2, 3), "12")}
    assert not _jointly("木船工坊造那条渔船忙活了多少天", "船长多少米", told=elsewhere)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # a rare unit
        ("木船工坊造的渔船一季打了多少吨鱼", "31吨"),
        # both ends of a change
        ("风筝课的废料率从多少降到多少", "由18%降到7%"),
        # two figures side by side
        ("引入测绘的风筝课平时和期末各占百分之多少", "40%"),
        # somebody's name
        ("木船工坊里掌墨的老师傅叫什么", "王东海"),
    ],
)
def test_few_sentences_hold_what_is_asked_for(question, told):
    assert told in _quoted(alone(understand(question), book()))


@pytest.mark.parametrize(
    "question",
    [
        # many sentences hold a number of people
        "木船工坊的渔船上有多少人",
        # of this hall, not of the whole
        "灯塔陈列室的木船工坊开了多少天",
        "石潭学院的风筝课平时和期末各占百分之多少",
    ],
)
def test_common_figures_and_other_places_are_refused(question):
    assert alone(understand(question), book()) is None


def test_a_short_place_is_quoted_whole_where_a_word_is_missing():
    sentence = next(s for s in book().sentences if "掌墨" in s.text)
    found = with_rest(Matcher(understand("木船工坊捕鱼怎么样"), book(), {}), _one(sentence))
    assert "31吨" in "".join(p.text for p in found)
    assert sum(len(p.text) for p in found) <= SHORT


def test_a_sentence_that_says_it_all_is_quoted_alone():
    sentence = next(s for s in book().sentences if "掌墨" in s.text)
    assert with_rest(Matcher(understand("木船工坊设在哪里"), book(), {}), _one(sentence)) == (_one(sentence),)


def _one(sentence) -> Passage:
    return Passage(sentence.paragraph, (sentence,))
