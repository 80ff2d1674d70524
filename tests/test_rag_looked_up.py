"""One figure asked for in noun phrases, in everyday words, and with the asker's own story around it."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from rag.understand.around import without_around
from rag.understand.looked_up import asked_plainly
from tests.asking import Ask, asking

REPORT = """松岭职业技术学院
高等职业教育质量年度报告（2031）
1 学生发展
1.1 招生
2030年学校面向云南、四川、贵州3个省招生。云南省是学校的主要生源地，云南省生源占91.20%，比2029年上升2.35个百分点。
文科录取最高分为447分，最低为231分。
表1 分地区录取与报到
地区\t招生计划（人）\t实际录取（人）\t报到人数（人）\t报到率（%）
松岭\t900\t880\t845\t96.02
云南省其他地区\t1500\t1460\t1302\t89.18
省外\t200\t178\t141\t79.21
1.2 满意度
表2 学生反馈
指标\t单位\t一年级\t二年级
全日制在校生人数\t人\t2481\t2305
参与各社团的学生人数\t人\t1630\t1215
学生社团数\t个\t38\t38
专业课教学满意度\t%\t93.15\t94.62
课外育人满意度\t%\t90.44\t91.07
1.3 就业
2030届毕业生就业相关度为72.31%，比2029年上升3.12个百分点。到中小微企业等基层工作的毕业生占比为64.17%，比2029年下降1.05个百分点。
学校举办以“向阳而行，心有所安”为主题的心理健康月活动。
表3 毕业生情况
指标\t单位\t2029年\t2030年
毕业生人数\t人\t2105\t2260
就业人数\t人\t2011\t2172
毕业生就业率\t%\t95.53\t96.11
月收入\t元\t4012.50\t4188.20
2 办学条件
2.1 经费
2030年学校经费总收入为21340.55万元，经费总支出为20987.14万元。
2.2 师资
2030年学校选派9名教师参加国内访问进修。派出实践教师131人，其中脱产实践24人。
学校的开放实训基地共有6个，覆盖学生412人次。
表4 教师情况
指标\t单位\t2029年\t2030年
在岗教职员总数\t人\t402\t415
专任教师年培训量\t人日\t3120\t3344
技术交易到款额\t万元\t88.20\t95.75
生师比\t—\t17.85\t17.42
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("looked_up"), embedder)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("就业相关度较2029年的提升幅度（百分点）", "3.12"),
        ("就业相关度同比升幅", "3.12"),
        ("到中小微企业等基层工作的毕业生占比较上年的降幅", "1.05"),
        ("心理健康月活动的主题", "向阳而行"),
        ("2029年技术交易收到的款项", "88.20"),
        ("2030年毕业生就业的比率是多少", "96.11"),
        ("毕业生就业率这个指标，2029年是百分之几？", "95.53"),
        ("就业率怎么样，百分之几？", "96.11"),
    ],
)
def test_a_noun_phrase_ends_in_what_it_asks_for(ask: Ask, question: str, held: str) -> None:
    assert held in ask(question).text


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("财务要核数，经费总支出是多少", "20987.14"),
        ("财务数据核对一下，经费总共支出了多少万元", "20987.14"),
        ("人事数据核一下，30年在岗教职员有多少人", "415"),
        ("我是辅导员，想引用一下心理健康月活动的主题，原话是什么", "向阳而行"),
        ("我想做个对比，先告诉我2029年的就业率是多少", "95.53"),
        ("领导要汇报，生师比多少", "17.42"),
        ("师资培训这项，29年全年专任教师的培训量是多少", "3120"),
        ("就业那块，29年有几个毕业生", "2105"),
        ("听人说2030年学校的生师比是15.20，帮忙核实", "17.42"),
        ("生师比17.85这个数是2030年的吗？", "17.42"),
    ],
)
def test_who_asks_and_what_for_is_no_part_of_it(ask: Ask, question: str, held: str) -> None:
    assert held in ask(question).text


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("学校一共花出去多少经费？", "20987.14"),
        ("学校总共进账多少钱", "21340.55"),
        ("今年学校送了多少名教师去国内访问进修", "9"),
        ("开放实训基地惠及学生多少人次？", "412"),
        ("大一的学生，加入各种社团的有几个？", "1630"),
        ("大二的对专业课上得满不满意，百分之几？", "94.62"),
        ("大一的对课外育人满意率有多高？", "90.44"),
        ("下到中小微企业这类基层单位工作的毕业生，占百分之几？", "64.17"),
        ("2030年毕业的有多少人就业了？", "2172"),
        ("文科考生里考得最好的那个是多少分", "447"),
        ("2030年我们在哪几个省招了学生？", "贵州"),
        ("本市生源报到率", "96.02"),
        ("学生社团总共多少个？", "38"),
    ],
)
def test_everyday_words_ask_for_what_the_report_calls_otherwise(ask: Ask, question: str, held: str) -> None:
    assert held in ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "帮忙看看大三在校人数",
        "大四的学生对专业课满不满意，百分之几？",
        "护理专业今年毕业的就业率怎么样，百分之几？",
        "读护理的学生现在有几个？",
        "大数据技术专业的学生现在有多少人",
        "就业这块，助产专业就业率多少",
        "我是护理专业的班主任，专业课满意度多少",
        "学院的校区数量",
        "文科考生报到率的升幅",
        "2027年技术交易收到的款项",
        "学校送了多少名教师去国外访问进修",
        "学校送了多少名学生去国内访问进修",
        "学校送了多少名学生去企业实践",
        "开放实训基地惠及教师多少人次",
        "2030年离婚的教师有几个",
    ],
)
def test_a_group_or_thing_that_the_report_does_not_tell_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).abstained


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("招生处要数据，报到率多少", "报到率多少"),
        ("我是新来的辅导员，报到率多少", "报到率多少"),
        ("护理学院要数据，报到率多少", "护理学院要数据，报到率多少"),
        ("护理专业要核对，报到率多少", "护理专业要核对，报到率多少"),
        ("A录取多少，B录取多少，帮忙加一下", "A录取多少，B录取多少，帮忙加一下"),
        ("A和B一共录取多少，帮忙加一下", "A和B一共录取多少"),
        ("招生数据", "招生数据"),
        ("麻烦核对一下", "麻烦核对一下"),
    ],
)
def test_a_clause_goes_only_where_all_its_words_are_the_askers_own(said: str, asked: str) -> None:
    assert without_around(said) == asked


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("在校生人数较上年的升幅", "在校生人数较上年的增幅"),
        ("扩大一倍的是哪个", "扩大一倍的是哪个"),
        ("最大一次捐赠是多少", "最大一次捐赠是多少"),
        ("在校生中高职学生有多少", "在校生中高职学生有多少"),
        ("学生社团有几个", "学生社团有几个"),
        ("读护理的学生有几个", "护理专业的学生有多少人"),
        ("上网课学习方法的学生有几个", "上网课学习方法的学生有几个"),
    ],
)
def test_other_words_of_that_kind_stay(said: str, asked: str) -> None:
    assert asked_plainly(said) == asked
