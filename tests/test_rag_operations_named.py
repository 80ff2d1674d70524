"""Operations on rows and columns that are named in full, whatever these are called and however it is put."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """临沧港船政职业学院
高等职业教育质量年度报告（2031）
1 合作
学校把企业当作办学的一方，每年召开两次理事会。
1.1 企业
表1 2030年主要合作企业（单位：人）
企业名称\t接收实习\t接收就业\t捐赠（万元）
蓝鲸船舶制造有限公司\t180\t60\t40
海燕港务集团\t120\t50\t90
银帆渔具公司\t60\t25\t15
灯塔航运医院\t40\t15\t5
合计\t400\t150\t150

1.2 去向
表2 毕业生去向
去向\t2029届\t\t2030届\t
\t人数（人）\t占比（%）\t人数（人）\t占比（%）
船务公司\t700\t70.00\t660\t60.00
港口码头\t200\t20.00\t330\t30.00
渔业合作社\t100\t10.00\t110\t10.00

1.3 院系
表3 2030年各院系毕业生（单位：人）
院系\t毕业生数\t其中：升学\t其中：创业
航海系\t400\t80\t10
港口系\t300\t40\t20
水产系\t200\t50\t5
渔政系\t100\t20\t2
合计\t1000\t190\t37

1.4 培训
表4 2030年培训情况
类别\t项目\t培训人次（人次）\t到账（万元）
涉海\t船员适任培训\t900\t90
\t渔民轮训\t100\t10
涉企\t码头司机培训\t800\t80
\t仓储减量化培训\t190\t30
公益\t海洋科普讲座\t600\t0
合计\t\t2590\t210

1.5 教师
表5 教师队伍
类别\t项目\t2029年\t\t2030年\t
\t\t人数（人）\t比例（%）\t人数（人）\t比例（%）
职称\t教授\t20\t20.00\t24\t20.00
\t讲师及以下\t80\t80.00\t96\t80.00
年龄\t45岁以下\t70\t70.00\t90\t75.00
\t45岁及以上\t30\t30.00\t30\t25.00
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("operations"), embedder)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # A company or a hospital with a row of its own is no other body than the school.
        ("接收实习从多到少排，海燕港务集团第几", "居第 2"),
        ("蓝鲸船舶制造有限公司、银帆渔具公司两家的接收就业合计多少", "85"),
        ("灯塔航运医院跟银帆渔具公司，捐赠谁更多", "银帆渔具公司"),
        ("蓝鲸船舶制造有限公司的接收实习是灯塔航运医院的几倍", "4.50倍|4.5倍"),
        # How to put in order asks for an order.
        ("银帆渔具公司、海燕港务集团、灯塔航运医院按捐赠从高到低怎么排", "90"),
        ("接收就业从少到多，海燕港务集团、灯塔航运医院、银帆渔具公司如何排序", "15"),
        # Of a class, as the table prints its years.
        ("2030届人数最多的是哪个", "660"),
        ("2029届人数加起来一共多少", "1000|1,000"),
        ("2029届人数最少的两个是哪些", "渔业合作社"),
        # Groups that are about as large by chance.
        ("培训人次低于平均的有哪些", "渔民轮训"),
        ("船员适任培训和渔民轮训合起来占全部培训人次的百分之几", "38.61%"),
        # 其中 belongs to the name of a column.
        ("水产系的其中升学是渔政系的几倍", "2.50倍|2.5倍"),
        ("航海系的其中创业相当于其中升学的百分之几", "12.50%|12.5%"),
        # Which of two is the whole, however it is put.
        ("2030年45岁以下的人数里头教授的人数占几成", "26.67%"),
        ("2030年教授的人数对45岁及以上的人数的占比", "80.00%|80%"),
        ("拿2030年45岁以下的人数当分母，45岁及以上的人数当分子，占比是多少", "33.33%"),
        ("教授的2030年人数里2029年人数能占百分之几", "83.33%"),
        ("教授的2029年人数对2030年人数的百分比", "83.33%"),
        ("用码头司机培训去除船员适任培训，培训人次是几倍", "1.13倍|1.125倍"),
        # A limit told twice, the second time to leave it out.
        ("培训人次在800人次以上的有几个，正好800的不算", "1 个"),
        ("培训人次在800人次以上的有几个", "2 个"),
        ("毕业生数在300人以上（不含300）的是哪些", "航海系"),
        # What things are counted with.
        ("航海系、渔政系这两块合在一起占毕业生数的多少比例", "50.00%|50%"),
        ("海燕港务集团那两栏，接收实习和接收就业一共多少", "170"),
        ("教授2029年人数是45岁及以上的几倍多，算准一点", "0.67倍"),
        ("全部合计接收实习有多少", "400"),
    ],
)
def test_an_operation_is_done_on_the_rows_and_columns_named(ask: Ask, question: str, told: str) -> None:
    answer = ask(question)
    assert not answer.abstained
    assert any(way in answer.text for way in told.split("|")), answer.text


def test_what_just_reaches_a_limit_that_leaves_it_out_is_not_told(ask: Ask) -> None:
    assert "港口系" not in ask("毕业生数在300人以上（不含300）的是哪些").text
    assert "码头司机培训" not in ask("培训人次在800人次以上的有哪些，正好800的不算").text


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        # All of a column is no answer to which of its rows.
        ("毕业生数差得远、没满250人的是哪些", "1000|1,000"),
        ("帮我挑到账数最大的三个", "210"),
        # Other columns than the one named.
        ("想写航海系、港口系两项合占毕业生数总计的百分之多少", "升学"),
        # Neither of two that share something is the other's part.
        ("港口系和水产系这俩包圆了毕业生数的百分之几", "66.67"),
        # Bodies that have no row.
        ("红日船厂公司的接收实习是银帆渔具公司的几倍", "倍"),
        ("远洋大学的接收实习和银帆渔具公司的加起来多少", "合计"),
        # Groups that are the same people twice make no whole.
        ("2030年教授的人数占全部人数的百分之几", "10.00%"),
    ],
)
def test_nothing_else_is_told_instead(ask: Ask, question: str, wrong: str) -> None:
    assert not any(way in ask(question).text for way in wrong.split("|"))


def test_how_something_is_done_is_no_order(ask: Ask) -> None:
    assert "居第" not in ask("航海系和港口系怎么排课").text
