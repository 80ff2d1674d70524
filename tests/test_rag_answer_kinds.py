"""Words for the kind of answer (名次, 甲方, 来源国, 设立年份) ask, and are not looked for."""

from __future__ import annotations

import pytest

from rag.understand.answer_kinds import OTHERWISE, by_kind
from rag.understand.plainer import put
from tests.asking import Ask, asking

REPORT = """云汀职业学院高等职业教育质量年度报告（2030年度）

1 学校概况
学校的前身是1966年创办的云汀水产学校；2004年与云汀船工学校合并，经省人民政府批准升格为高等职业学校。
在省教育厅组织的2030年高职院校办学水平考核中，学院在全省31所高职院校中位列第七。
2030年学校先后获得“全国航海教育先进单位”“省级节水校园”“省级文明校园”三项荣誉。
“小红帽修船铺”是学生的志愿服务品牌，自2016年设立以来修船1,320艘，2030年新增站点4个，目前共有站点15个。
2 学生发展
2030年招收国际学生48人，来自越南、泰国、斯里兰卡三个国家。
三是对216名困难毕业生建立帮扶台账，每人发放求职补贴1,500元。
凡取得与专业相关的职业技能等级证书，可申请置换3至8个学分。
3 服务贡献
“南港淤泥快速固化”由南港航道局工程处委托，合同金额73万元。
西码头泵房改造后每年可节约用电约9万千瓦时。
学校结对帮扶三个村，即石浦村、上岙村和青屿村，派出驻村干部4人。
远洋学院的办学经费由三方分担，其中学校承担四成，南港集团承担六成。
表1 产业学院一览
产业学院名称	合作单位	级别	成立时间
远帆船舶产业学院	远帆造船公司	省级	2028年5月
海味食品产业学院	海味水产公司	校级	2030年3月
港航物流产业学院	南港集团	省级	2030年9月
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("answer_kinds"), embedder)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2030年高职院校办学水平考核，学院在全省的名次", ["位列第七"]),
        ("办学水平考核学院的位次是多少", ["位列第七"]),
        ("办学水平考核结果出来了，学院在全省是第几名？", ["位列第七"]),
        ("南港淤泥快速固化项目的甲方", ["南港航道局工程处"]),
        ("南港淤泥快速固化这个横向课题，甲方是哪家单位，合同额多少？", ["南港航道局工程处", "73万元"]),
        ("国际学生的来源国", ["越南、泰国、斯里兰卡"]),
        ("国际学生都是哪几个国家的", ["越南、泰国、斯里兰卡"]),
        ("困难毕业生的求职补贴标准", ["1,500元"]),
        ("困难毕业生帮扶人数，以及每个人拿到的求职补贴标准", ["216名", "1,500元"]),
        ("小红帽修船铺的设立年份和现有站点数", ["2016年", "15个"]),
        ("拿到和专业对口的证书可以换学分，上限是几个学分？", ["3至8个"]),
        ("西码头泵房改造完，每年电能少用多少？", ["9万千瓦时"]),
        ("帮扶村，村名都叫什么", ["石浦村、上岙村和青屿村"]),
        ("远洋学院经费分担里，学校承担的比例", ["学校承担四成"]),
        ("学校获得的三项荣誉分别叫什么", ["全国航海教育先进单位", "省级节水校园", "省级文明校园"]),
        ("学校得的三个荣誉称号，都有哪些", ["全国航海教育先进单位", "省级节水校园", "省级文明校园"]),
        ("学校由中专升为高职，是哪年的事", ["2004年"]),
        ("产业学院哪些评上了省级？", ["远帆船舶产业学院", "港航物流产业学院"]),
        ("几家产业学院分别是跟哪些单位合办的？", ["远帆造船公司", "海味水产公司", "南港集团"]),
        ("2030年成立的产业学院有哪些", ["海味食品产业学院", "港航物流产业学院"]),
        ("哪些产业学院是2028年揭牌的", ["远帆船舶产业学院"]),
        ("2028年成立的产业学院，合作单位是谁", ["远帆造船公司"]),
    ],
)
def test_a_word_for_the_kind_of_answer_asks(ask, question, told):
    answer = ask(question)
    assert not answer.abstained
    assert all(word in answer.text for word in told)


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("2028年成立的产业学院有哪些", ["海味", "港航"]),
        ("产业学院哪些评上了省级？", ["海味"]),
        ("2027年成立的产业学院有哪些", ["远帆", "海味", "港航"]),
        ("外籍教师的来源国", ["越南"]),
        ("北港围堰加固项目的甲方", ["南港航道局"]),
        ("2029年高职院校办学水平考核，学院在全省的名次", ["第七"]),
        ("学校获得的四项荣誉分别叫什么", ["节水校园"]),
    ],
)
def test_of_what_is_not_told_no_other_thing_is(ask, question, others):
    assert not [other for other in others if other in ask(question).text]


@pytest.mark.parametrize(
    "question",
    [
        "产业学院哪些评上了国家级？",
        "2030年成立的实验室有哪些",
        "研究生的求职补贴标准",
        "2029年国际学生的来源国",
        "外籍教师都是哪些国家的",
    ],
)
def test_what_is_not_told_is_refused(ask, question):
    assert ask(question).abstained


def test_of_two_kinds_one_may_not_be_told(ask):
    text = ask("小红帽修船铺的设立年份和站点面积").text
    assert "2016年" in text
    assert "未提及“面积”" in text


def test_what_one_gets_is_no_average(ask):
    answer = ask("困难毕业生求职补贴每人多少")
    assert "1,500元" in answer.text
    assert answer.calculation is None


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("小红帽修船铺的设立年份和现有站点数", "小红帽修船铺的设立年份是哪一年？小红帽修船铺共有站点多少个"),
        ("学校的成立年份和占地面积", "学校哪年成立？学校的占地面积是多少"),
        ("秦某工作室的成立年份和成员人数", "秦某工作室的成立年份是哪一年？秦某工作室的成员有多少人"),
        # Of one kind a table tells both at once.
        ("机电学院的录取人数和报到人数", "机电学院的录取人数和报到人数"),
        ("机电学院的成立时间和级别", "机电学院的成立时间和级别"),
        ("这个专业的就业率", "这个专业的就业率"),
    ],
)
def test_two_kinds_are_two_questions(said, asked):
    assert by_kind(said) == asked
    assert by_kind(asked) == asked


def test_a_heading_is_put_otherwise_only_where_nothing_answers():
    assert by_kind("技能大赛的名次") == "技能大赛的名次"
    assert put("技能大赛的名次", OTHERWISE) == "技能大赛排第几"
