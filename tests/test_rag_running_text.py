"""What running text tells: a place among others, the reason behind a fact, names behind their number."""

from __future__ import annotations

import pytest

from rag.prose.ranked import tells_place
from rag.understand.followup import readings
from rag.understand.plainer import TYPED, put
from rag.understand.question import understand
from tests.asking import asking

REPORT = """# 海陵职业学院质量年度报告（2031年度）
# 一、学校概况
在省教育厅组织的高职院校办学绩效考核中，学校在全省31所院校中位列第六，比上一年前进三位。
学校结对帮扶三个村，即沙洲村、柳湾村和石桥镇白鹭村，派出驻村干部4人。
学校帮扶的白鹭村种植莲藕，村民为沙洲村、柳湾村提供藕种。
# 二、专业建设
学校建立专业评估制度，从报到率、就业率、对口率、师资、条件等方面打分，连续两年低于60分的亮黄牌，连续三年的停招。2031年有3个专业被亮黄牌，分别是海洋渔业、纺织检测和会展策划。
2031年新增船舶电气、港口机械两个专业，停招会展策划专业。
停招该专业的原因有三：一是连续两年报到率低于七成；二是本地展馆岗位减少一半；三是课程与旅游管理专业重复。
省级精品课程《船舶驾驶》由船长和教师合作讲授。
# 三、学生发展
学徒在船厂学习期间按月领取津贴，平均每月1,480元。
近三年流失的高级职称教师和博士有9人。
学校为公共机房支出电费12万元。
东港校区屋顶光伏系统2031年发电38万千瓦时，占全校用电的十分之一。
校外实践项目投入经费6万元，覆盖学生310人次。
教学能力比赛中学校获奖12项，获奖数居全省高职院校第四位。
# 四、质量指标
表1 计分卡
指标\t单位\t2030年\t2031年
精品课程数\t门\t20\t24
报到率\t%\t91.20\t93.40
"""


@pytest.fixture(scope="module")
def ask(embedder, tmp_path_factory):
    return asking(REPORT, tmp_path_factory.mktemp("running"), embedder)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("办学绩效考核我们在全省排第几？", "位列第六"),
        ("高职院校办学绩效考核，学校位列第几名", "位列第六"),
        ("教学能力比赛的获奖数全省排第几？", "第四位"),
        # why
        ("会展策划专业为什么停招？", "连续两年报到率低于七成"),
        ("停招会展策划专业的理由是什么？", "连续两年报到率低于七成"),
        ("会展策划专业不招了，怎么回事？", "连续两年报到率低于七成"),
        # which
        ("哪些专业被亮了黄牌？", "海洋渔业、纺织检测和会展策划"),
        ("2031年被亮黄牌的专业有哪几个？", "海洋渔业、纺织检测和会展策划"),
        ("三个帮扶村是哪几个？", "沙洲村、柳湾村和石桥镇白鹭村"),
        ("那几个专业被亮了黄牌", "海洋渔业、纺织检测和会展策划"),
        # how much, in the words of every day
        ("学徒在船厂每个月平均拿多少津贴？", "1,480元"),
        ("近三年走掉了多少高职称教师和博士？", "9人"),
        ("楼顶的太阳能一年发了多少度电？", "38万千瓦时"),
        ("东港校区楼顶的光伏发了多少度电？", "38万千瓦时"),
        ("校外实践项目惠及多少人次学生？", "310人次"),
    ],
)
def test_the_sentence_that_tells_it_is_quoted(ask, question, told):
    assert told in ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "办学绩效考核我们在全国排第几？",
        "2029年办学绩效考核我们排第几？",
        "体育比赛的获奖数全省排第几？",
        "为什么停招电子商务专业？",
        "五个帮扶村是哪几个？",
        "学徒在船厂每个月平均加班多少小时？",
        "食堂一年用了多少度电？",
        "西沙校区楼顶的光伏发了多少度电？",
        "老师每个月平均拿多少津贴？",
        "体育学院在办学绩效考核里排第几？",
        "近三年走掉了多少辅导员？",
    ],
)
def test_what_it_does_not_tell_is_refused(ask, question):
    assert ask(question).abstained


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("学校在全省31所院校中位列第六", True),
        ("获奖数居全省高职院校第三位", True),
        ("男篮获全省联赛亚军", True),
        ("她是学院第一位女船长", False),
        ("召开第三届第二次会议", False),
    ],
)
def test_a_place_is_told_among_others(text, tells):
    assert tells_place(text) is tells


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("公务接待花掉了多少", "lookup"),
        ("淘汰掉多少台旧电脑", "lookup"),
        ("报到率掉了多少", "difference"),
        ("占道的摊子清走了多少处", "lookup"),
    ],
)
def test_what_is_gone_is_no_fall(question, operation):
    assert understand(question).operation == operation


@pytest.mark.parametrize(
    ("later", "years", "offsets"),
    [
        ("下一届呢？", (2031,), ()),
        ("次年呢？", (2031,), ()),
        ("第二年呢", (2031,), ()),
        ("上一届呢", (2029,), ()),
    ],
)
def test_a_later_year_is_counted_from_the_one_just_told(later, years, offsets):
    query = readings(("2030届毕业生就业率多少？", later))[0]
    assert (query.years, query.offsets) == (years, offsets)


def test_the_year_after_the_newest_is_not_told(ask):
    assert ask("2031年报到率是多少？", "下一年呢？").abstained
    assert "93.40%" in ask("2030年报到率是多少？", "下一年呢？").text


def test_only_a_slip_for_which_is_put_right():
    assert put("有那几门课停开", TYPED) == "有哪几门课停开"
    assert put("那几门课是哪年开的", TYPED) == "那几门课是哪年开的"
