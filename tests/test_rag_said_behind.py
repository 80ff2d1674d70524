"""What is said behind a question; what made something grow, and when it was done, asked for in nouns."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from rag.find.asked_kind import names_itself, tells_of_a_year, tells_time
from rag.understand.looked_up import asked_plainly
from rag.understand.reason_asked import reason_asked
from rag.understand.said_behind import without_requests
from tests.asking import Ask, asking

REPORT = """潮汐职业学院高等职业教育质量年度报告（2030年度）

1 学校概况
学校由东滩校区和西屿校区组成，附属海员医院是学校直属的医疗机构，2019年挂牌，设有航海医学科等6个临床科室。
“灯塔”互助基金由教职工和校友捐助，2021年5月设立，用于学生突发疾病等情况，每人一次性救助1,800元。
2 学生发展
学校食堂实行基本菜不涨价，每天供应不高于7元的平价套餐。
轮机工程专业2030年9月接受专业认证专家组进校考查。专家组肯定了师徒同船的做法，同时指出英语课时偏少、应急演练不够，学校已据此修订方案。
到远海渔村任教满一年的毕业生一次性奖励4,000元。
东滩校区有3栋学生公寓试点学生社区，宿舍满意率为86.2%。
2030年有9名学生因此重修海上实习。
宿舍热水供应由每天5小时延长到14小时，校园宽带月资费由35元降至20元。
学校与中职学校合作，涉及轮机工程、水产养殖两个专业。学生来自19个民族，其中畲族412人、苗族95人。附属海星幼儿园对186名幼儿家长做了问卷。
3 科研与服务
2030年授权专利46项，比上年增加12项，增长的主要原因是学校修订了奖励办法，并建立了专利预审服务站。
建有市级以上科研平台3个，分别是省海藻加工技术研究中心、市船舶节能重点实验室、市渔业信息中心。
西屿校区二期建设规划用地90亩，总投资2.4亿元，计划2031年10月开工。
核定学校教职工编制从410名增加到450名。
2030年，学校引进教师30人，其中博士6人、硕士20人。
与东部协作单位建立结对关系，分别是云港海事学校、明珠水产学校和星岛航运学校。
表1 专业设置
二级学院	专业名称	开办年份	在校生（人）
航海学院	航海技术	2009	820
航海学院	轮机工程	2010	640
水产与食品学院	水产养殖	2008	310
水产与食品学院	食品加工	2015	280
表2 产业学院一览
产业学院名称	合作企业	成立时间	共建课程（门）
远帆船舶产业学院	远帆造船公司、东洋机电公司	2028年5月	12
海味食品产业学院	海味水产公司	2030年3月	8
表4 专业群建设一览
专业群	核心专业	建设级别
船舶与海洋	轮机工程	省级高水平
渔业加工	水产养殖	校级培育
表3 合作项目一览
合作单位	合作项目	对接学院
石浦渔业集团	远洋渔业定向班	水产与食品学院
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("said_behind"), embedder)


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("教职工人数帮我查一下", "教职工人数"),
        ("教职工人数，麻烦帮我找找", "教职工人数"),
        ("支出下降的原因，请说明", "支出下降的原因"),
        ("产业学院的名字都列给我", "产业学院有哪些"),
        ("结对的学校，三所都要", "结对的学校有哪些"),
        ("有哪些专业，一个别漏", "有哪些专业"),
        ("学校情况，请介绍一下", "学校情况，请介绍一下"),
        ("带头教师的名字都报一下", "带头教师都有谁"),
    ],
)
def test_a_request_behind_a_question_is_left_out(asked: str, plain: str) -> None:
    assert without_requests(asked) == plain


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("授权专利一下子多了不少，是靠什么带动的", "授权专利增加是什么原因"),
        ("到款额增长得益于什么", "到款额增长是什么原因"),
        ("满意率下降是什么造成的", "满意率下降是什么原因"),
        ("是什么拉动了就业率提高", "就业率提高是什么原因"),
        ("课程靠什么平台", "课程靠什么平台"),
    ],
)
def test_what_made_it_grow_asks_for_the_reason(asked: str, plain: str) -> None:
    assert reason_asked(asked) == plain


def test_more_nouns_that_ask() -> None:
    assert asked_plainly("编制数调整前后各是多少名") == "编制从多少调整到多少"
    assert asked_plainly("水产与食品学院下面开的专业都有什么") == "水产与食品学院的专业有哪些"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("灯塔互助基金的设立年份帮我查一下", ["2021年5月"]),
        ("灯塔互助基金的设立时间", ["2021年5月"]),
        ("远帆船舶产业学院的成立时间帮忙找一下", ["2028年5月"]),
        ("西屿校区二期的计划开工时间", ["2031年10月"]),
        ("西屿校区二期的总投资额", ["2.4亿元"]),
        ("授权的专利一下子多了不少，是靠什么带动的？", ["奖励办法", "预审"]),
        ("授权专利增加的原因，请解释一下", ["奖励办法"]),
        ("轮机工程专业认证专家进校，给挑出了哪些不足？", ["课时偏少"]),
        ("航海学院下面都开了哪些专业", ["航海技术", "轮机工程"]),
        ("写招生简章要用，水产与食品学院的专业名称都列一下", ["水产养殖", "食品加工"]),
        ("跟咱们共建远帆船舶产业学院的是哪几家公司？", ["远帆造船公司", "东洋机电公司"]),
        ("科研平台够得上市级的有哪些", ["海藻加工", "船舶节能", "渔业信息"]),
        ("教职工编制调整前后各是多少", ["410名", "450名"]),
        ("东部协作的结对学校，三所都要", ["云港海事学校", "星岛航运学校"]),
        ("去远海渔村任教满一年的毕业生，能拿到多少奖励金", ["4,000元"]),
        ("宿舍热水现在一天供应几个钟头", ["14小时"]),
        ("宿舍热水原来每天供应几个小时", ["：5小时"]),
        ("校园宽带月资费原来是多少元", ["：35元"]),
        ("校园宽带月资费是多少元", ["：20元"]),
        ("畲族学生有多少人", ["412人"]),
        ("有多少名家长做了问卷", ["186名"]),
        ("明天开会要讲航海技术，这个专业有多少在校生", ["820"]),
        ("学校有哪两个专业群", ["船舶与海洋", "渔业加工"]),
        ("学校的两个专业群分别叫什么", ["船舶与海洋", "渔业加工"]),
        ("因为演练没过关而重修海上实习的，有几名学生", ["9名"]),
    ],
)
def test_questions_with_a_request_or_in_nouns(ask: Ask, question: str, told: list[str]) -> None:
    answer = ask(question)
    assert not answer.abstained
    assert all(word in answer.text for word in told)


@pytest.mark.parametrize(
    "question",
    [
        "咱们教职工平均每人一年能拿多少钱？",
        "咱们食堂一年下来能做多少钱的生意？",
        "住院这块，附属海员医院2030年全年收治了多少人？",
        "附属海员医院2030年的住院病人数",
        "东滩校区那边的学生宿舍，床位总数是多少",
        "跟石浦渔业集团合办的定向班，第一届有几个学生",
        "2030年引进的博士都分到了哪些二级学院，一个学院各几位？",
        "商学院下面开的专业都有什么",
        "因为演练没毕业的有几名学生",
        "灯塔互助基金的注销时间",
        "学生里傣族学生有多少人",
        "附属海星幼儿园有多少名教师",
        "明天开会要讲法学，这个专业有多少在校生",
    ],
)
def test_what_is_told_of_something_else_answers_nothing(ask: Ask, question: str) -> None:
    assert ask(question).abstained


def test_a_sum_for_a_day_is_none_for_a_year() -> None:
    assert not tells_of_a_year("食堂一年能挣多少钱", "每天供应不高于6元的套餐", "元")
    assert tells_of_a_year("教满一年奖多少钱", "教满一年的一次性奖励3000元", "元")
    assert tells_of_a_year("奖学金一年发多少", "每生每年5000元", "元")


def test_a_number_is_no_time() -> None:
    assert not tells_time("基金的设立时间", "基金 人次", "人次")
    assert tells_time("产业学院的成立时间", "产业学院 成立时间 2030年3月", "")
    assert names_itself("校区二期的总投资", "二期")
    assert not names_itself("校区的总投资", "二期")
