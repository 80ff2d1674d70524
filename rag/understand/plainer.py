"""Ways to put things that are read as plainer ones, by the step at which they are replaced."""

from __future__ import annotations

import re
from collections.abc import Callable

Rewordings = tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]

# What asks, besides 几.
_ASKS = r"[哪谁啥怎咋吗]|(?<!那)几|什么|多少|多[大高长久]|为何|如何|原因|是否|是不是|有没有"
_BY_HOW_MUCH = (
    r"(?:(?P<down>(?:下降|降低|减少|回落)幅度|[降跌]幅)|(?:上升|提升|提高|增长|增加)幅度|[升涨增]幅)"
)
# Of a question as it was typed.
TYPED: Rewordings = (
    # 增长了多少（%）.
    (re.compile(r"多少\s?[(（]\s?[%％]\s?[)）]"), "百分之多少"),
    (re.compile(r"每个(?=月|学期|季度)"), "每"),
    # Who asks, and what for: 我是辅导员，…; 财务要核数，….
    (re.compile(rf"^(?:(?:我|本人)是|身为)(?:一[名个位])?[^，,。\d]{{2,10}}[，,](?=.*(?:{_ASKS}|多))"), ""),
    (
        re.compile(
            r"^(?:财务|人事|教务|学工|审计|统计)(?:处|科|部)?(?:数据|口径|报表)?(?:这边|那边)?(?:要|想|需要|在)?"
            r"(?:核对?|核实|对)(?:一?[下遍]|数|账|数据)*[，,]"
        ),
        "",
    ),
    # 立项的年份, 签署的日期: when it was.
    (re.compile(r"的(?:具体)?年份(?:是|为)?$"), "是哪一年"),
    (re.compile(r"的(?:具体)?日期(?:是|为)?$"), "是哪一天"),
    # 占比较2019年的升幅: shares and rates rise by points, what is asked in a unit by so much of it.
    (
        re.compile(
            rf"(?P<rate>(?:占比|比例|比重|[率度])(?:[比较](?:19|20)\d{{2}}年|同比|[比较](?:去|上一?|前一)年))的?{_BY_HOW_MUCH}"
            r"(?:[(（]?个?百分点[)）]?)?$"
        ),
        lambda found: f"{found['rate']}{'下降' if found['down'] else '上升'}了多少个百分点",
    ),
    (
        re.compile(rf"的?{_BY_HOW_MUCH}[(（](?P<unit>[^()（）%\d]{{1,3}})[)）]$"),
        lambda found: f"{'下降' if found['down'] else '上升'}了多少{found['unit']}",
    ),
    # 一年加了多少.
    (re.compile(r"(?<![增添追参外附相])加了?(?=多少|几)"), "增加了"),
    # 有那几个专业停招: a slip for 哪几个, where nothing else in the question asks.
    (
        re.compile(rf"^(?P<head>(?:(?!{_ASKS}).)*?)那(?=几[个名门项家种类所位])(?!几.*(?:{_ASKS}))"),
        r"\g<head>哪",
    ),
    # 把表里列的合作企业名字都列一下.
    (
        re.compile(
            r"^(?:请|麻烦)?(?:帮我)?把(?:表里|表中|报告里|报告中|年报里)?(?:列|写|提到?)?的?(?P<what>[\u4e00-\u9fff]{3,}?)的?(?:名字|名称|名单)?"
            r"(?:都|全部?|一一|挨个)*(?:列|说|报|写|念)(?:一下|出来|一列|给我|出|全)+$"
        ),
        r"\g<what>有哪些",
    ),
)
# Of one whose places and differences are told apart, before its indicators are put by their names.
SPOKEN: Rewordings = (
    # 就业最好的系: that whose graduates found work.
    (re.compile(r"(?<=就业)(?:情况|形势|质量)?最好"), "率最高"),
    (re.compile(r"(?<=就业)(?:情况|形势|质量)?最差"), "率最低"),
    # 商学院的学生占全校多少: those on its roll as well.
    (
        re.compile(
            r"(?<=[\u4e00-\u9fff]{2}学院)(?P<year>(?:\d{4}年|今年|去年)?)的?学生(?:人?数)?(?=占|[涨增降减变]|比(?!例|赛|重))"
        ),
        r"\g<year>在校生",
    ),
    # 机电学院2030年有多少学生: those of a part of the school.
    (
        re.compile(
            r"(?<=[\u4e00-\u9fff]{2})(?P<of>(?:学院|系)的?(?:\d{4}年|今年|去年|现在|目前|一?共|总共)*)"
            r"(?:有?(?:多少|几)个?名?学生|学生(?:人?数)?(?:一?共|总共)?(?:是|有)?(?:多少|几)[人名个]?)$"
        ),
        r"\g<of>在校生有多少人",
    ),
    # 学校有多少学生: those that the school has.
    (
        re.compile(
            r"^(?:我们|咱们?|学校|全校|学院|我校|现在|目前|一共|总共|共|大概|有|\d{4}年)*(?:多少|几)个?学生$"
        ),
        "在校生有多少人",
    ),
    # 哪个学院学生最多, 学生最少的系: of no others than those that the school has.
    (
        re.compile(
            r"(?P<of>^(?:今年|目前|现在|我们|咱们?|我校|学校|全校|\d{4}年)*(?:哪[一二两三四五几\d]*个[^\W\d]{1,6}?的?)?)"
            r"学生(?:人数|数量?)?(?=最[多少]|排前)"
        ),
        r"\g<of>在校生",
    ),
)
# Of one whose indicators are put by their names.
NAMED: Rewordings = (
    # 涨得快, 增长最快: what grew most.
    (re.compile(r"(?:涨|增长|增加|上升|提高)得?(最|更|比较)?快"), r"增长率\1高"),
    # 执行得最差 asks how fully something was done.
    (re.compile(r"(执行|完成|落实)得(?=最|比较|更)"), r"\1率"),
    (re.compile(r"录取?(?:上|到了?(?=[一二三四五六七八九十\d]))(?!限|线|来)|录进来"), "录取"),
    (re.compile(r"副高级?(?:职称)?[及或]?以上(?:的?职称)?"), "高级职称"),
)


def put(text: str, rewordings: Rewordings) -> str:
    """Return a text with each of some rewordings made, in order."""
    for pattern, plainer in rewordings:
        text = pattern.sub(plainer, text)
    return text
