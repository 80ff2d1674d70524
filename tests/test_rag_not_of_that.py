"""A figure that stands close to what is asked, and is of something else."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """岚湾渔业职业学院
高等职业教育质量年度报告（2031）
1 学校
1.1 办学
学校由东港校区和附属渔港医院教学点组成，马克思主义学院为教学单位。
表1 办学点情况
办学点\t占地面积（亩）\t学生宿舍床位（个）
东港校区\t310\t4200
附属渔港医院教学点\t40\t160
1.2 医院
附属渔港医院为非营利性医院，职工210人，其中医师80人，实际开放床位240张。
1.3 招生
水产加工专业因报到率低被预警，2031年招生计划将压减至30人。2031年计划招聘教师12人。
1.4 教师
学校力争到2033年博士教师达到50人。现有思政课专任教师24名，党员318名。
企业投入资金600万元，设立奖助学金88万元。预计到2033年深海养殖员缺口700人。
1.5 资助
表2 2030年资助情况
项目\t人次\t金额（万元）
国家奖学金\t6\t4.80
国家助学金\t1500\t495.00
1.6 合作
表3 校企合作项目
合作单位\t合作项目\t签约时间
云屏县渔业站\t基层渔技定向班\t2030年5月
蓝湾水产集团\t蓝湾订单班\t2028年9月
1.7 培训
表4 2030年培训情况
培训项目\t培训人次\t到款额（万元）
船员继续教育\t3100\t92.60
渔技员继续教育\t1200\t41.30
"""


@pytest.fixture(scope="module")
def ask(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("not_of_that"), embedder)


@pytest.mark.parametrize(
    "question",
    [
        "云屏县渔业站的定向班招了多少学生？",
        "蓝湾水产集团的订单班有多少人？",
        "2031年学校招生计划总共多少人？",
        "按2033年的目标，博士教师还缺多少人？",
        "马克思主义学院有多少名党员？",
    ],
)
def test_is_not_told(ask, question):
    assert ask(question).abstained, ask(question).text


def test_beds_of_another_kind_are_not_those_asked_for(ask):
    assert "160" not in ask("附属渔港医院开放床位有多少张？").text


FOUND = {
    ("蓝湾水产集团是什么时候签约的？",): "2028年9月",
    ("2031年水产加工专业招生计划多少人？",): "30",
    ("到2033年博士教师的目标是多少人？",): "50",
    ("深海养殖员缺口多少人？",): "700",
    ("2030年国家助学金发放总额是多少？",): "495.00",
    ("附属渔港医院教学点的学生宿舍床位有多少？",): "160",
    ("渔技员继续教育培训了多少人次？", "到款多少呢？", "船员的呢？"): "92.60",
}


@pytest.mark.parametrize("turns", FOUND)
def test_what_is_asked_is_told(ask, turns):
    assert FOUND[turns] in ask(*turns).text, ask(*turns).text
