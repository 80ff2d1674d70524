"""Inside of the place that a question names by a noun which stands nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.find.book import Sentence, make_book
from rag.find.match import Matcher
from rag.prose.zoom import LONGEST_PLACE, sentence_in_place
from rag.respond.answer import NEAR
from rag.types import Paragraph, Question
from rag.understand.question import understand
from tests.island_college import TEXTS, island, island_report

OPENED = "天文馆于2027年5月18日落成。"
GUIDE = "日常讲解由叶青老师负责，每年接待观众2600人次。"
SHEDS = "两年来，建成育苗大棚9座，培训农户340人。"
FRUIT = "2028年秋季，首批柑橘上市。"


def inside(question: str, book=None, fits=lambda sentence: True) -> str | None:
    """The sentence found in the place that is named, as printed."""
    found = sentence_in_place(Matcher(understand(question), book or island(), {}), fits)
    return found and found.text


def tells_number(sentence: Sentence) -> bool:
    return bool(sentence.figures)


def island_with(*texts: tuple[str, str, str]):
    """The report with more paragraphs: section, case and text of each."""
    more = tuple(Paragraph(len(TEXTS) + i, text, sec, case) for i, (sec, case, text) in enumerate(texts))
    return make_book(replace(island_report(), paragraphs=island_report().paragraphs + more))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # by the case, of which only its first sentence says the name
        ("白鹭村建成了多少大棚？", SHEDS),
        ("白鹭村培训农户多少人？", SHEDS),
        # by the paragraph
        ("天文馆的日常讲解怎么安排？", GUIDE),
        ("天文馆每年接待观众多少人次？", GUIDE),
    ],
)
def test_the_place_is_named_by_a_noun_and_searched_by_the_rest(question, text):
    assert inside(question, fits=tells_number if "多少" in question else lambda sentence: True) == text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("天文馆的讲解老师是谁？", GUIDE),
        ("天文馆由谁负责讲解？", GUIDE),
        ("天文馆哪天开放的？", OPENED),
        ("天文馆是哪年建的？", OPENED),
        ("天文馆几月几号启用？", OPENED),
        ("白鹭村的柑橘什么时候上市？", FRUIT),
        ("白鹭村的队长是谁？", "队长林秀英老师带领村民改良梯田。"),
    ],
)
def test_who_and_when_are_answered_inside_of_the_place(islander, question, text):
    answer = islander.ask(Question((question,)))
    assert text in answer.text
    assert answer.figures == ()


def test_a_date_of_something_else_in_the_place_is_no_answer(islander):
    answer = islander.ask(Question(("白鹭村的梯田什么时候改良的？",)))
    assert answer.abstained
    assert FRUIT not in answer.text.partition(NEAR)[0]


@pytest.mark.parametrize(
    "question", ["龙舟队哪年成立的？", "月牙湾的负责人是谁？", "天文馆有多少座位？", "舞狮队哪天比赛？"]
)
def test_a_place_that_holds_nothing_of_the_kind_answers_nothing(islander, question):
    answer = islander.ask(Question((question,)))
    assert answer.abstained
    assert answer.figures == ()


@pytest.mark.parametrize(
    "question",
    [
        # each name stands in a place of its own
        "天文馆和白鹭村的讲解谁负责？",
        "白鹭村与风帆队的接待多少人次？",
        # stands in two paragraphs
        "龙舟队有多少队员？",
        "龙舟队聘请谁担任？",
        # nothing but words that any place may use
        "大家什么时候开始的？",
        "学校什么时候开始的？",
        # in no place at all
        "滑雪场的教练是谁？",
    ],
)
def test_nothing_is_found_where_no_one_place_is_named(question):
    assert inside(question) is None


def test_two_names_of_one_place_outweigh_one_of_another():
    assert inside("天文馆的望远镜和月牙湾每年接待观众多少？") == GUIDE


def test_a_name_in_two_places_is_named_no_longer():
    assert inside("天文馆每年接待观众多少人次？") == GUIDE
    book = island_with(("2.1", "", "学生绘制了天文馆的壁画。"))
    assert inside("天文馆什么时候开放？", book) is None


@pytest.mark.parametrize(
    ("counted", "found"),
    [
        ("多少农户", True),
        # persons of another kind, and what the place does not speak of
        ("多少高中生", False),
        ("多少中职生", False),
        ("多少专任教师", False),
        ("多少奖学金", False),
    ],
)
def test_what_is_counted_must_be_said(counted, found):
    assert (inside(f"白鹭村培训了{counted}？") is not None) is found


def test_only_what_is_of_the_kind_asked_for_is_looked_at():
    question = "白鹭村培训农户多少人？"
    assert inside(question, fits=tells_number) == SHEDS
    assert inside(question, fits=lambda sentence: sentence.text == FRUIT) is None
    assert inside(question, fits=lambda sentence: False) is None


def test_all_before_the_first_heading_is_one_place():
    front = [("", "", "校训是“向海而生”。"), ("", "", "沉船博物馆是省级基地。"), ("", "", "每年开放三百天。")]
    assert inside("沉船博物馆每年开放几天？", island_with(*front)) == "每年开放三百天。"
    apart = [("1", "", text) for _, _, text in front]
    assert inside("沉船博物馆每年开放几天？", island_with(*apart)) != "每年开放三百天。"


def test_a_place_too_long_to_tell_of_one_thing_is_left_alone():
    long = "".join(f"第{i}批藏品入库。" for i in range(LONGEST_PLACE - 1))
    short = island_with(("1", "", f"沉船博物馆开馆。{long}"))
    assert inside("沉船博物馆的藏品怎么入库？", short) is not None
    longer = island_with(("1", "", f"沉船博物馆开馆。{long}闭馆维护。"))
    assert inside("沉船博物馆的藏品怎么入库？", longer) is None
