"""Questions for a person's name are answered by texts that hold one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.prose.persons import asks_bodies, asks_kind, asks_who, lists_bodies, names_in, names_who, tells_when
from tests.colleges import ask, with_texts
from tests.harbour_college import ask_harbour


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("校长叫什么名字？", True),
        ("带头人姓什么", True),
        ("改装渔船的老师叫什么？", True),
        ("项目负责人是谁", True),
        ("获奖的是哪位教授", True),
        ("技术能手的名字是", False),
        ("在线平台叫什么名字？", False),
        ("社团叫什么？", False),
        ("谁的报到率更高", False),
        ("老师有多少人", False),
        ("图书馆在哪个位置", False),
    ],
)
def test_tells_a_question_for_the_name_of_a_person(question, asks):
    assert asks_who(question) is asks


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("王建国老师带领学生改装渔船。", True),
        ("项目由李明主持。", True),
        ("学校聘请兼职教师60人。", False),
        ("船舶模拟器数量偏少。", False),
        ("", False),
    ],
)
def test_tells_a_text_that_names_somebody(text, holds):
    assert bool(names_in(text)) is holds


def test_only_a_question_for_a_name_asks_for_one():
    assert names_who("兼职教师有多少人", "学校聘请兼职教师60人。")
    assert not names_who("兼职教师是谁", "学校聘请兼职教师60人。")
    assert names_who("改装渔船的老师是谁", "王建国老师带领学生改装渔船。")


@pytest.mark.parametrize("question", ["改装渔船的老师叫什么名字？", "案例1里带领学生的老师叫什么名字？"])
def test_a_name_is_told_in_its_sentence(question):
    answer = ask_harbour(question)
    assert answer.text == "王建国老师带领学生改装渔船。[1]"
    assert answer.citations[0].label == "案例1"


@pytest.mark.parametrize("question", ["兼职教师叫什么名字？", "兼职教师是谁？", "食堂的负责人叫什么名字？"])
def test_what_names_nobody_answers_no_question_for_a_name(question):
    answer = ask_harbour(question)
    assert answer.abstained
    assert answer.figures == ()


def test_what_is_no_person_is_told_without_a_name():
    book = with_texts("学校建成在线平台“潮汐课堂”。")
    assert "潮汐课堂" in ask("在线平台叫什么名字？", book=book).text


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("校长是谁", "校长周国强讲话。", True),
        ("校长是谁", "周国强老师讲话。", False),
        ("院长叫什么名字", "书记周国强出席。", False),
        ("董事长是哪位", "董事长周国强出席。", True),
        ("负责人是谁", "周国强老师讲话。", True),
    ],
)
def test_who_holds_an_office_is_told_only_where_somebody_is_called_so(question, text, told):
    assert names_who(question, text) is told


@pytest.mark.parametrize(
    ("question", "text", "lists"),
    [
        ("有哪些部门参加？", "教务处、后勤处、保卫部参加。", True),
        ("哪几个部门参加？", "教务处、后勤处、保卫部参加。", False),
        ("哪些单位合作？", "海事局、气象局合作。", True),
        ("哪些部门参加？", "教务处参加。", False),
        ("哪些机构合作？", "大部分、小部门合作。", False),
        ("哪些部门参加？", "风帆队、龙舟队参加。", False),
    ],
)
def test_a_list_of_offices_answers_which_offices(question, text, lists):
    assert lists_bodies(question, text) is lists


def test_which_offices_asks_for_bodies():
    assert asks_bodies("哪个部门负责？")
    assert not asks_bodies("部门有多少人？")


DATES = {
    "哪年": ["2029年落成", "29年落成", "自2029起"],
    "哪一年": ["2029年落成"],
    "哪天": ["5月18日落成", "2029年5月 18 日"],
    "哪一日": ["5月18日落成"],
    "几月几号": ["5月18日落成"],
    "哪个月": ["5月落成", "2029年11月"],
    "什么时候": ["2029年落成", "5月落成", "秋季上市", "上旬完工", "每年举行", "暑假期间", "近年来"],
    "啥时候": ["春季学期", "年底完工"],
    "何时": ["2029年落成"],
}
# What tells of no day, month, year or season.
UNDATED = st.text(alphabet="建成大棚培训农户教师学生队员负责讲解，。、", max_size=24)


@pytest.mark.parametrize(("asks", "text"), [(asks, text) for asks in DATES for text in DATES[asks]])
def test_a_date_is_told_in_the_grain_that_is_asked_for(asks, text):
    assert tells_when(f"天文馆{asks}开放？", text)
    assert asks_kind(f"天文馆{asks}开放？")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("哪天开馆？", "2029年5月开馆。"),
        ("哪天开馆？", "2029年开馆。"),
        ("哪个月开馆？", "2029年开馆。"),
        ("哪年开馆？", "5月18日开馆。"),
        ("哪年开馆？", "五年前开馆。"),
        ("什么时候开馆？", "馆内有望远镜12台。"),
    ],
)
def test_a_date_in_a_coarser_grain_does_not_tell(question, text):
    assert not tells_when(question, text)


@given(st.sampled_from(sorted(DATES)), UNDATED)
def test_what_holds_no_date_answers_no_question_for_one(asks, text):
    assert not tells_when(f"天文馆{asks}开放？", text)


@given(st.sampled_from(sorted(DATES)), UNDATED, UNDATED, st.integers(1, 12), st.integers(1, 31))
def test_a_full_date_answers_every_question_for_one_wherever_it_stands(asks, before, behind, month, day):
    assert tells_when(f"天文馆{asks}开放？", f"{before}2029年{month}月{day}日{behind}")


@given(st.sampled_from(["多少人", "谁", "怎么样", "哪个月份收入高"]), st.text(max_size=30))
def test_where_no_date_is_asked_any_text_will_do(asks, text):
    assert tells_when(f"天文馆{asks}？", text)


@pytest.mark.parametrize("question", ["讲解老师是谁", "哪位教师负责", "哪年建成", "何时上市", "几月几日开馆"])
def test_a_person_or_a_date_is_a_kind_that_few_sentences_hold(question):
    assert asks_kind(question)


@pytest.mark.parametrize("question", ["有多少观众", "叫什么社团", "怎么开放", "哪些望远镜", "每月排练几次"])
def test_other_things_are_no_such_kind(question):
    assert not asks_kind(question)
