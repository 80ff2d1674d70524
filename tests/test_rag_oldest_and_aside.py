"""Which came first, which but for some, which with the largest part: rows put in order in further ways."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """云屏职业学院高等职业教育质量年度报告（2031）
1 基本情况
1.1 合作企业
表1 主要合作企业（2030年）
企业名称\t性质\t所在地\t合作起始\t接收实习生（人）\t满意度（%）
青川重工有限公司\t国有\t云屏市\t2015年\t120\t91.5
蓝岸物流集团\t民营\t临浦市\t2012年\t96\t94.2
赤岩化工有限公司\t民营\t云屏市\t2019年3月\t60\t88.4
白鹭食品有限公司\t民营\t临浦市\t2021年6月\t44\t96.8

1.2 教师
表2 专任教师分布
部门\t专任教师（人）\t其中：高级职称（人）\t其中：双师型（人）
机电学院\t100\t30\t60
商务学院\t50\t20\t40
艺术学院\t40\t8\t18
基础部\t20\t12\t2
合计\t210\t70\t120

1.3 生源
表3 新生来源地
区域\t来源地\t报到人数（人）
省内\t云屏市\t500
省内\t临浦市\t300
省内\t南堤市\t200
省内\t省内其他地市\t260
省外\t江西省\t90
省外\t湖南省\t70
合计\t合计\t1420

1.4 资助
表4 资助情况
项目\t人次\t金额（万元）
国家助学金\t900\t270
国家励志奖学金\t200\t100
勤工助学\t950\t47.5
合计\t2050\t417.5

1.5 专业
表5 专业群一览
专业群\t建设级别\t立项时间\t负责人
智能制造\t省级高水平\t2024年6月\t方远
现代商贸\t校级\t2022年3月\t林默
数字艺术\t省级特色\t2027年9月\t何苇

1.6 经费
表6 学校收入情况（单位：万元）
收入项目\t2029年\t2030年
财政拨款\t5000\t5600
事业收入\t2000\t2100
捐赠\t100\t180
总收入\t7100\t7880
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    """The report, taken in."""
    return asking(REPORT, tmp_path_factory.mktemp("oldest"), embedder)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("和学校合作时间最长的企业是哪家？", "蓝岸物流", "青川"),
        ("最晚开始合作的企业是哪个", "白鹭食品", "蓝岸"),
        ("国有企业里合作最久的是谁", "青川重工", "蓝岸"),
        ("哪个专业群立项最早？", "现代商贸", "智能制造"),
        ("省级专业群里最早立项的是哪个", "智能制造", "现代商贸"),
        ("除了蓝岸，合作最早的企业是哪家", "青川重工", "蓝岸"),
        ("青川重工和赤岩化工哪个合作更早", "2015", "2012"),
    ],
)
def test_first_and_last_by_a_date(ask: Ask, question: str, told: str, untold: str) -> None:
    text = ask(question).text
    assert told in text
    assert untold not in text


def test_all_by_their_dates_in_order(ask: Ask) -> None:
    text = ask("合作企业按合作起始从早到晚排一下").text
    assert text.index("蓝岸") < text.index("青川") < text.index("赤岩") < text.index("白鹭")
    assert "青川" in ask("最早合作的两家企业是哪两家").text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("省内除了云屏本地，报到人数最多的前两个市是哪两个", "南堤市", "其他"),
        ("临浦市以外的企业中，接收实习生最多的是哪家", "青川重工", "蓝岸"),
        ("除了财政拨款，收入最多的是哪项", "事业收入", "总收入"),
        ("收入最多的是哪项", "财政拨款", "总收入"),
        ("省外报到人数最多的是哪个省", "江西省", "云屏市"),
    ],
)
def test_what_is_set_aside(ask: Ask, question: str, told: str, untold: str) -> None:
    text = ask(question).text
    assert told in text
    assert untold not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("哪个部门高级职称教师占比最高？", "60%"),
        ("哪个学院高级职称教师占比最高", "40%"),
        ("双师型教师比例最低的学院是哪个", "45%"),
    ],
)
def test_largest_part_of_a_row(ask: Ask, question: str, told: str) -> None:
    assert told in ask(question).text


def test_no_count_for_a_share_that_is_not_told(ask: Ask) -> None:
    assert ask("哪个学院博士教师占比最高").abstained


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("临浦市的合作企业有哪些", ("蓝岸", "白鹭"), "青川"),
        ("民营的合作企业有哪几家", ("蓝岸", "赤岩", "白鹭"), "青川"),
        ("省级专业群的负责人都是谁", ("方远", "何苇"), "林默"),
    ],
)
def test_all_rows_that_say_so(ask: Ask, question: str, told: tuple[str, ...], untold: str) -> None:
    text = ask(question).text
    assert all(name in text for name in told)
    assert untold not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("哪项资助人次最多？金额最大的是哪项？", ("勤工助学", "国家助学金")),
        ("专任教师最多的部门是哪个，高级职称最少的呢？", ("机电学院", "艺术学院")),
        ("学生最满意的企业是哪家？接收实习生最多的呢？", ("白鹭", "青川")),
    ],
)
def test_two_orders_in_one_turn(ask: Ask, question: str, told: tuple[str, ...]) -> None:
    text = ask(question).text
    assert all(name in text for name in told)


def test_refused_is_what_no_column_tells(ask: Ask) -> None:
    assert ask("哪家企业捐赠设备最早").abstained
    assert ask("哪些合作企业的实习生减少了").abstained
