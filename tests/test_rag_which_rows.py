"""Which rows of which column are compared, and what is left out or asked for around it."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from rag.find.heading_names import heading_names
from rag.find.labels import make_label
from rag.understand.pieces import pieces_of
from rag.understand.simpler import simpler
from tests.asking import Ask, asking

REPORT = """
# 海岬职业学院高等职业教育质量年度报告（2031）

## 1 学生

### 1.1 规模

各学院在校生见表1，各专业见表2。

表1 2030年各二级学院在校生分布
| 二级学院 | 2029级 | 2030级 | 合计 |
| --- | --- | --- | --- |
| 航海与海事学院 | 310 | 350 | 660 |
| 旅游与酒店管理学院 | 210 | 205 | 415 |
| 数字与传媒学院 | 402 | 417 | 819 |
| 合计 | 922 | 972 | 1894 |

表2 2030年各专业学生
| 二级学院 | 专业 | 在校生（人） |
| --- | --- | --- |
| 航海与海事学院 | 航海技术 | 420 |
| 航海与海事学院 | 轮机工程 | 240 |
| 旅游与酒店管理学院 | 旅游管理 | 300 |
| 旅游与酒店管理学院 | 酒店管理 | 115 |
| 数字与传媒学院 | 动漫制作 | 819 |

### 1.2 招生

表3 2030年招生来源与报到情况
| 来源 | 类别/地区 | 录取（人） | 报到（人） | 报到率（%） |
| --- | --- | --- | --- | --- |
| 省内 | 统招 | 700 | 680 | 97.14 |
| 省内 | 单招 | 200 | 199 | 99.50 |
| 省外 | 湖南 | 50 | 44 | 88.00 |
| 省外 | 江西 | 40 | 36 | 90.00 |
| 省外 | 贵州 | 30 | 24 | 80.00 |

### 1.3 就业

表4 各二级学院2030届毕业生去向落实情况
| 二级学院 | 毕业生（人） | 落实去向（人） | 落实率（%） |
| --- | --- | --- | --- |
| 航海与海事学院 | 200 | 190 | 95.00 |
| 旅游与酒店管理学院 | 150 | 132 | 88.00 |
| 数字与传媒学院 | 260 | 250 | 96.15 |

## 2 保障

### 2.1 经费

表5 2030年学校支出构成
| 支出项目 | 金额（万元） | 占总支出比例（%） |
| --- | --- | --- |
| 人员经费 | 5200 | 52.00 |
| 实训设备 | 3100 | 31.00 |
| 图书资料 | 1700 | 17.00 |

### 2.2 培训与合作

表6 2030年社会培训情况
| 培训类别 | 期数（期） | 人次 | 到款额（万元） |
| --- | --- | --- | --- |
| 船员培训 | 12 | 860 | 120.5 |
| 导游培训 | 20 | 640 | 64.2 |
| 社区培训 | 31 | 1900 | 18.0 |

表7 主要合作企业
| 企业名称 | 合作形式 | 开始时间 | 2030年订单（学徒）班人数（人） |
| --- | --- | --- | --- |
| 东港航运有限公司 | 产业学院 | 2026年5月 | 84 |
| 云帆酒店集团 | 现代学徒制 | 2028年9月 | 35 |
| 拓海传媒有限公司 | 订单班 | 2029年3月 | 62 |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("cape"), embedder)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # rows of their own before rows under groups; the column of totals is what the title tells of
        ("哪个二级学院在校生最少？", "旅游与酒店管理学院"),
        ("哪个二级学院学生最多，多少人？", "819"),
        # provinces among other rows
        ("哪个省的报到率最高？", "江西"),
        ("省外三个省区中报到率最低的是哪个", "贵州"),
        # what goes best has the best rate, what costs most is told in money
        ("2030届就业落实最好的是哪个学院？", "96.15"),
        ("花钱最多的是哪项支出", "人员经费"),
        ("2030年花钱最多的前两项支出是哪些？", "实训设备"),
        # kinds of a thing, before or behind the question word
        ("哪类培训到款最多", "船员培训"),
        ("社会培训哪一类收入最多？", "船员培训"),
        # set aside by name
        ("除了数字与传媒学院，在校生最多的学院是哪个", "航海与海事学院"),
        ("除了航海技术，在校生最多的专业是哪个？", "动漫制作"),
        ("社区培训除外，人次最多的是哪类培训", "船员培训"),
        # both ends one after the other
        ("在校生最多的是哪个学院，最少的呢？", "旅游与酒店管理学院"),
        # short names of two parts, added up in the column of totals
        ("旅游学院和传媒学院的在校生加起来多少人？", "1234"),
        # a bracket inside of a heading
        ("主要合作企业里，订单班人数超过60人的有几家？", "2 家"),
        ("合作企业里学徒班人数最多的是哪家", "东港航运"),
    ],
)
def test_the_rows_meant_are_compared(ask: Ask, question: str, told: str) -> None:
    answer = ask(question)
    assert not answer.abstained
    assert told in answer.text.replace(",", "")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("保卫处要安排值班，航海与海事学院2030级的一共有多少人？", ("350",)),
        ("航海与海事学院2030级学生数，排宿舍要用", ("350",)),
        ("航海与海事学院落实去向的人数以及落实率", ("190", "95.00")),
        ("写合作材料要用：东港航运的起始年月和合作形式", ("2026年5月", "产业学院")),
        ("云帆酒店，采取的是哪种合作形式，什么时候开始的", ("现代学徒制", "2028年9月")),
    ],
)
def test_what_stands_around_a_question_asks_for_nothing(
    ask: Ask, question: str, told: tuple[str, ...]
) -> None:
    answer = ask(question)
    assert not answer.abstained
    assert all(one in answer.text for one in told)


@pytest.mark.parametrize(
    "question",
    [
        "哪个省的落实率最高？",
        "旅游学院和护理学院的在校生加起来多少人？",
        "保卫处要安排值班，烹饪学院2030级的一共有多少人？",
        "除了数字与传媒学院，满意度最高的学院是哪个",
    ],
)
def test_what_is_not_told_stays_refused(ask: Ask, question: str) -> None:
    assert ask(question).abstained


@pytest.mark.parametrize(
    ("question", "plainer"),
    [
        ("后勤要订被褥，新生报到了多少人", "新生报到了多少人"),
        ("专利质量这块，发明专利有几件", "发明专利有几件"),
        ("国家助学金2030年发下去多少万", "国家助学金2030年发多少万"),
    ],
)
def test_a_question_is_put_with_less_around_it(question: str, plainer: str) -> None:
    assert plainer in simpler(question)


@pytest.mark.parametrize(
    "question", ["护理专业这块，报到率多少", "男生里，入伍的有多少人", "新生报到了多少人"]
)
def test_what_says_of_whom_a_figure_is_stays(question: str) -> None:
    assert not list(simpler(question))


def test_columns_go_by_their_names_without_year_and_bracket() -> None:
    column = make_label(1, ("2030年订单（学徒）班人数（人）",))
    names = heading_names([], [column], (), "")
    assert {"订单班人数", "学徒班人数"} <= names.cols.keys()


def test_that_something_is_counted_is_no_piece_of_its_name() -> None:
    assert pieces_of("发明专利授权数") == pieces_of("发明专利授权") == ("发明专利", "授权")
