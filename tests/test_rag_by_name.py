"""Questions that name the very headings of a table, put in many ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.by_name.asking import COLUMN, ROW, cuts, is_asking
from rag.by_name.task import task_of
from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """滨海船政职业学院
高等职业教育质量年度报告（2031）
1 学生
学校把学生的成长放在首位，每年召开两次工作会议。
1.1 招生
表1 各类招生情况（单位：人）
招生类型\t2029年\t\t2030年\t
\t计划数\t报到数\t计划数\t报到数
船员定向\t200\t150\t240\t180
渔家子弟\t100\t90\t120\t114
海岛专项\t50\t20\t60\t30
成人批（社会招考）\t80\t70\t90\t60
合计\t430\t330\t510\t384

1.2 院系
表2 各院系情况
院系\t在校生（人）\t女生（人）\t设备值（万元）
航海系\t900\t90\t600
港口系\t600\t300\t200
水产系\t300\t120\t100
渔政系\t200\t60\t50
合计\t2000\t570\t950

1.3 队伍
表3 教师队伍结构（单位：人）
类别\t项目\t2029年\t2030年
职称\t教授\t10\t12
\t副教授\t30\t28
\t讲师及以下\t60\t70
年龄\t45岁以下\t70\t80
\t45岁及以上\t30\t30

1.4 条件
表4 办学条件
指标\t单位\t2029年\t2030年
藏书量\t册\t5000\t6000
A类：船模总数\t个\t40\t50
出海率\t%\t91.5\t93.25
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("names"), embedder)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        # two years of one thing
        ("给个百分数：2030年藏书量较2029年增长", ["20%"]),
        ("拿2029年做基数，2030年的藏书量增幅算一下", ["20%"]),
        ("藏书量两年之间差了多少，用2030年减2029年", ["1000册"]),
        ("领导要看出海率，2030年跟2029年比，往上走还是往下走，走了几个百分点", ["上升", "1.75"]),
        ("帮忙判断下船模总数哪年更多：2029年？2030年？", ["50", "2030"]),
        ("2030年船模总数是上年的几倍", ["1.25"]),
        # rows of one column
        ("2030年报到数，船员定向＋渔家子弟等于多少", ["294人"]),
        ("请合并统计船员定向、渔家子弟和海岛专项的2030年计划数", ["420人"]),
        ("请计算渔家子弟较海岛专项的2030年报到数差额", ["84人"]),
        ("只在船员定向、渔家子弟、海岛专项之间比，2030年报到数冠军是哪个", ["船员定向", "180人"]),
        ("把海岛专项、船员定向、社会招考按2029年计划数从多到少排一下", ["200", "80", "50"]),
        ("拿渔政系的设备值当1，航海系的设备值是多少", ["12"]),
        ("航海系在校生在水产系在校生里合百分之几", ["300%"]),
        # columns of one row
        ("渔家子弟2030年报到数占到2030年计划数的几成，给百分数", ["95%"]),
        ("港口系：在校生－女生", ["300人"]),
        ("以在校生为分母，水产系的女生是百分之几", ["40%"]),
        ("港口系里女生占几成", ["50%"]),
        # all of a column
        ("2030年报到数垫底的是哪个，几人", ["海岛专项", "30人"]),
        ("谁的设备值最高，连数字一起给我", ["航海系", "600"]),
        ("按在校生排，倒数第一和倒数第二分别是哪个", ["渔政系", "水产系"]),
        ("在校生最大的三个给我摘出来，附数字", ["航海系", "港口系", "水产系"]),
        ("把在校生过了250人的列出来", ["航海系", "港口系", "水产系"]),
        ("帮我数数，设备值比150万元多的有几个", ["2"]),
        ("2030年计划数的极差是多少", ["180人"]),
        ("设备值排头的和垫底的差几万元", ["550"]),
        ("请指出设备值低于平均值的有哪些", ["港口系", "水产系", "渔政系", "237.5"]),
        ("航海系和港口系两家的在校生合起来占全部的百分之几", ["75%"]),
        ("领导关心水产系，它的在校生在全部里头排第几", ["居第 3"]),
        ("给我所有院系设备值的总和", ["950"]),
    ],
)
def test_what_is_done_with_figures_is_told_by_the_words_beside_their_headings(
    ask: Ask, question: str, held: list[str]
) -> None:
    answer = ask(question)
    assert not answer.abstained, answer.text
    assert all(piece in answer.text for piece in held), answer.text


def test_a_row_is_placed_among_all_that_it_is_compared_with(ask: Ask) -> None:
    answer = ask("水产系的在校生排第几名")
    assert answer.text.startswith("水产系 · 在校生：300人，在 4 项中居第 3")
    assert len({citation.ref for citation in answer.citations}) == 4


@pytest.mark.parametrize(
    "question",
    [
        "留学生中船员定向的2030年报到数是多少",  # narrows what is asked for
        "2027年船员定向和渔家子弟的计划数一共多少",
        "西山职业学院船员定向和渔家子弟的计划数一共多少",
    ],
)
def test_a_word_that_narrows_what_is_asked_for_is_no_mere_phrase(ask: Ask, question: str) -> None:
    assert ask(question).abstained


def test_groups_that_part_the_same_people_in_two_ways_make_no_whole(ask: Ask) -> None:
    answer = ask("2030年教授占全部的百分之几")
    assert "4.58" not in answer.text  # 12 of all rows, by post and by age


@given(st.text(st.sampled_from("的多少占几最高低和比请算一下年"), max_size=24))
def test_words_that_a_text_is_cut_into_cover_it_without_overlap(text: str) -> None:
    for words in cuts(text):
        ends = [0, *(word.end for word in words)]
        assert all(word.start == end for word, end in zip(words, ends, strict=False))
        assert ends[-1] == len(text)


@given(st.integers(1, 99999), st.sampled_from(["超过", "不到", "多于", "低于"]))
def test_a_limit_is_read_in_its_unit(number: int, way: str) -> None:
    (words, *_) = cuts(f"{COLUMN}{way}{number}万元的有哪些")
    task = task_of(words, "all", (), column=True, things=9)
    assert task is not None
    assert task.does == ("over" if way in ("超过", "多于") else "under")
    assert task.limit_in("万元") == Decimal(number)
    assert task.limit_in("元") == Decimal(number) * 10000


def test_an_unknown_word_leaves_nothing_read() -> None:
    assert not cuts(f"{ROW}的乌篷船有多少")
    assert is_asking("垫底")
    assert not is_asking("的")
