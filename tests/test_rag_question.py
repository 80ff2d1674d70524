"""What is read out of a question."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.understand.question import understand

WORDS = st.sampled_from(
    [
        "2030年",
        "去年",
        "比",
        "占",
        "报到率",
        "的",
        "多少",
        "？",
        "和",
        "哪个",
        "最高",
        "前三",
        "表12",
        "案例8",
        "第2项",
        "2.1.1",
        "超过",
        "95%",
        "是不是",
        "招生",
        "人",
        "10",
        "近三年",
        "護理學院",
        "１２",
        "how many",
        " ",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map("".join)))
def test_any_text_is_understood_somehow(text):
    query = understand(text)
    assert len(query.content) == len(query.text)
    for term in query.terms:
        assert query.text[term.start : term.end] == term.text
        assert query.content[term.start : term.end] == term.text
    assert list(query.terms) == sorted(query.terms, key=lambda term: term.start)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2030年报到率是多少？", (2030,)),
        ("２０３０年报到率是多少？", (2030,)),
        ("去年报到率是多少？", (2029,)),
        ("今年报到率是多少？", (2030,)),
        ("报到率是多少？", ()),
        ("2028-2030年报到率", (2028, 2029, 2030)),
        ("2028和2030年报到率", (2028, 2030)),
        ("2028与2030年报到率", (2028, 2030)),
        ("2030年比2028年报到率高多少？", (2028, 2030)),
        ("近三年报到率", (2030, 2029, 2028)),
        ("30年报到率比29年高多少？", (2029, 2030)),
        ("2030级学生有多少人？", ()),
        ("2030年同比增长多少？", (2029, 2030)),
        ("两年制专业有几个？", ()),
    ],
)
def test_reads_years(text, years):
    assert understand(text).years_for(2030) == years


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("报到率是多少？", "lookup"),
        ("报到人数比去年多多少？", "difference"),
        ("报到人数同比增长百分之几？", "growth"),
        ("报到人数是去年的几倍？", "multiple"),
        ("自主招生占总数的比例是多少？", "share"),
        ("两个专业一共招了多少人？", "sum"),
        ("平均每个专业招了多少人？", "average"),
        ("哪个专业报到率最高？", "max"),
        ("哪个专业报到率最低？", "min"),
        ("各专业报到率从高到低排列", "rank"),
        ("报到率超过95%的专业有哪些？", "filter"),
        ("最高分是多少？", "lookup"),
    ],
)
def test_reads_operations(text, operation):
    assert understand(text).operation == operation


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("报到率是多少？", "number"),
        ("为什么要共建实训基地？", "passage"),
        ("介绍一下社会服务的情况", "gist"),
        ("有哪些社团？", "list"),
        ("报到率是不是95%？", "check"),
    ],
)
def test_reads_which_form_of_answer_is_wanted(text, want):
    assert understand(text).want == want


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("招了多少人？", "人"),
        ("培训了多少人日？", "人日"),
        ("花了多少钱？", "元"),
        ("排名第几？", "名次"),
        ("办了几期？", "期"),
        ("报到率是多少？", ""),
    ],
)
def test_reads_the_unit_asked_for(text, unit):
    assert understand(text).unit == unit


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("表12里有什么？", "table", "表12"),
        ("附表3的内容", "table", "附表3"),
        ("案例八讲了什么？", "case", "案例8"),
        ("图4是什么？", "figure", "图4"),
        ("2.1.1讲了什么？", "section", "2.1.1"),
        ("2.1节讲了什么？", "section", "2.1"),
    ],
)
def test_reads_places(text, kind, key):
    assert [(r.kind, r.key) for r in understand(text).references] == [(kind, key)]


def test_a_row_is_named_by_its_number_only_beside_a_table():
    assert understand("表12第2项是什么？").item == "2"
    assert understand("第2项工作是什么？").item == ""


def test_what_a_question_states_is_a_claim_not_a_term():
    query = understand("报到率是不是95%？")
    assert [(claim.value, claim.unit) for claim in query.claims] == [(Decimal(95), "%")]
    assert all("95" not in term.text for term in query.terms)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("護理學院有多少人？", "护理学院有多少人？"),
        ("护理学院　有多少人？", "护理学院有多少人?"),
        ("２０３０年报到率是多少？？", "2030年报到率是多少"),
    ],
)
def test_writing_does_not_matter(one, other):
    assert understand(one) == understand(other)


def test_the_askers_story_weighs_little():
    query = understand("领导明天开会要用材料，报到率是多少？")
    heavy = {term.text for term in query.terms if term.base >= 0.6}
    assert heavy == {"报到率"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A、B、C三类课一共多少门？", "a类课、b类课、c类课"),
        ("A、B两类课加起来多少门？", "a类课、b类课"),
        ("A、B和C类课程合计多少门？", "a类课程、b类课程、c类课程"),
        ("A、B两级证书", "a级证书、b级证书"),
        ("A类课有多少门？", "a类课"),
    ],
)
def test_letters_that_share_a_word_each_have_it(text, named):
    assert understand(text).text.startswith(named)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("报到率差几个点？", "百分点"),
        ("报到率高多少个点？", "百分点"),
        ("还差几个点位？", "个"),
        ("来了几个人？", "人"),
        ("有几条航线？", "条"),
        ("花了多少块钱？", "元"),
        ("哪几条航线？", ""),
        ("哪几项没完成？", ""),
    ],
)
def test_reads_what_is_counted_in(text, unit):
    assert understand(text).unit == unit


@pytest.mark.parametrize("text", ["哪几个专业报到率高？", "哪几条航线？", "哪几项指标？"])
def test_which_of_several_asks_for_a_list_not_for_a_number(text):
    assert understand(text).want == "list"


@pytest.mark.parametrize(
    "text", ["各专业的报到率", "各个专业的报到率", "哪个专业报到率最高", "报到率最高的专业是哪个"]
)
def test_what_only_names_the_axis_need_not_be_found(text):
    weights = {term.text: term.base for term in understand(text).terms}
    assert weights["专业"] < 0.3
    assert weights["报到率"] == 1.0


@pytest.mark.parametrize("text", ["增长最快的收入来源是哪个？", "哪项收入涨得最快？"])
def test_what_grew_fastest_is_what_grew_by_the_highest_rate(text):
    assert "增长率最高" in understand(text).text


def test_how_many_is_left_in_what_people_call_an_indicator():
    query = understand("老师带几个学生？")
    assert [term.text for term in query.terms if term.base >= 1.0] == ["老师带几个学生"]
    assert query.unit == ""


def test_a_claimed_number_without_a_unit_is_a_claim_as_well_but_no_grade():
    assert [claim.value for claim in understand("生师比是不是16.08？").claims] == [Decimal("16.08")]
    assert understand("是不是有2022级学生？").claims == ()


def heavy(text: str) -> set[str]:
    """The words of a question that must be found."""
    return {term.text for term in understand(text).terms if term.base > 0.3}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("这门课叫什么？", set()),
        ("那张图书卡多少钱？", {"图书卡"}),
        ("这支球队哪天比赛？", {"球队", "比赛"}),
        ("那款软件是谁开发的？", {"软件", "开发"}),
        ("这几个社团谁负责？", {"社团", "负责"}),
        ("这个专业的学费多少？", {"学费"}),
        ("哪批设备到货？", {"设备", "到货"}),
        ("为啥闭馆？", {"闭馆"}),
        ("凭啥涨价？", {"涨价"}),
        ("食堂咋样？", {"食堂"}),
        ("拿什么奖励学生？", {"奖励"}),
        ("招生的问题，学费多少", {"招生", "学费"}),
        ("听说食堂有58人", {"食堂"}),
    ],
)
def test_words_that_only_point_or_ask_are_no_content(text, content):
    assert heavy(text) == content


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A、B、C三类课各多少门？", "a类课、b类课、c类课各"),
        ("A、B、C三类课分别多少门？", "a类课、b类课、c类课分别"),
        ("A、B两级证书共有多少人？", "a级证书、b级证书共有"),
        ("A、B类项目开了几项？", "a类项目、b类项目开了"),
        ("A、B、C三类企业是哪些？", "a类企业、b类企业、c类企业是"),
        # no list of letters
        ("A类课各多少门？", "a类课各"),
    ],
)
def test_letters_that_share_a_word_each_have_it_however_it_goes_on(text, named):
    assert understand(text).text.startswith(named)


@pytest.mark.parametrize(
    "text", ["听说奖学金有80万元", "我听说奖学金是80万元", "听说奖学金80万元，是吗？", "据说奖学金有80万元"]
)
def test_what_somebody_has_heard_is_a_claim_and_no_story(text):
    query = understand(text)
    assert query.want == "check"
    assert [(claim.value, claim.unit) for claim in query.claims] == [(Decimal(80), "万元")]
    assert heavy(text) == {"奖学金"}


@pytest.mark.parametrize("text", ["理科市内多少分？", "文科市内录取线", "物理类省内录取线"])
def test_inside_the_city_tells_apart_beside_a_subject(text):
    (local,) = [term for term in understand(text).terms if term.text in ("市内", "省内")]
    assert local.base == 1.0


@pytest.mark.parametrize("text", ["海南市内企业多少家？", "三亚本地企业多少家？", "海南省内就业多少人？"])
def test_inside_the_city_says_nothing_beside_a_place(text):
    local = [term for term in understand(text).terms if term.text in ("市内", "省内", "本地")]
    assert all(term.base < 0.3 for term in local)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("花了多少？", "元"),
        ("卖了多少？", "元"),
        ("收入了多少？", "元"),
        ("投入多少？", "元"),
        ("到账多少万？", "元"),
        ("拨了几亿？", "元"),
        ("赚了多少，够吗？", "元"),
        # something else is counted
        ("收入多少人？", "人"),
        ("发了多少份？", "份"),
        ("花多少时间？", ""),
        ("收入多少项？", "项"),
    ],
)
def test_what_is_spent_or_earned_is_money(text, unit):
    assert understand(text).unit == unit


@pytest.mark.parametrize("text", ["护理专业有多少人？", "软件技术专业有多少人？", "茶艺专业招了几个？"])
def test_a_programme_is_known_without_the_word_for_it(text):
    whole = understand(text)
    assert whole.terms[0].base == 1.0
    assert heavy("专业有多少？") == set()


@pytest.mark.parametrize(
    ("text", "base"),
    [
        # those who did something are told by that
        ("录取的考生有多少？", 0.3),
        ("开放的专业有几个？", 0.3),
        # the head of what is asked must be found
        ("码头的企业有多少家？", 1.0),
        ("海岛的专业有几个？", 1.0),
    ],
)
def test_whom_a_verb_is_said_of_need_not_be_found(text, base):
    assert understand(text).terms[-1].base == base
