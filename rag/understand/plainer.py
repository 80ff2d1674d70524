"""Ways to put things that are read as plainer ones, by the step at which they are replaced."""

from __future__ import annotations

import re
from collections.abc import Callable

Rewordings = tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]

_AMOUNT = "[(（](?P<unit>万?元|人次?|名|项|个|分|个?百分点)[)）]"
# What a school is made up of.
_PART = "[^\\W\\d]{0,4}?(?:学院|院系|系部?|专业群?|校区|年级|班级|教学单位)"
# What asks, besides 几.
_ASKS = r"[哪谁啥怎咋吗]|(?<!那)几|什么|多少|多[大高长久]|为何|如何|原因|是否|是不是|有没有"
# Of a question as it was typed.
TYPED: Rewordings = (
    # 增长了多少（%）.
    (re.compile(r"多少\s?[(（]\s?[%％]\s?[)）]"), "百分之多少"),
    # 表里列的一等奖有哪些: of any report.
    (
        re.compile(
            r"^(?:在)?(?:表格?|报告|年报|文)[里中](?:面)?(?:所)?(?:列|写|提|给|说|点)(?:出|到|明|名)?来?的(?=.{3})"
        ),
        "",
    ),
    # 毕业生挣得最多: what they are paid.
    (
        re.compile(r"(?<=毕业生)(?:平均)?(?:每月|一个月)?(?:能)?[挣赚](?:钱|得|的)*(?=最[多高])最[多高]"),
        "工资最高",
    ),
    (
        re.compile(r"(?<=毕业生)(?:平均)?(?:每月|一个月)?(?:能)?[挣赚](?:钱|得|的)*(?=最[少低])最[少低]"),
        "工资最低",
    ),
    # 最满意的医院, 最不对口的专业: that with the highest or lowest figure called so.
    (re.compile(r"最不满意(?=的|$|[，,])"), "满意度最低"),
    (re.compile(r"最满意(?=的|$|[，,])"), "满意度最高"),
    (re.compile(r"(?:专业)?最不对口(?=的|$|[，,])"), "对口率最低"),
    (re.compile(r"(?:专业)?最对口(?=的|$|[，,])"), "对口率最高"),
    # 增长多少？给个百分比.
    (
        re.compile(
            r"(?P<way>增长|增加|上升|提高|下降|减少|降低)了?多少[，,?？。\s]*"
            r"(?:请|麻烦)?(?:给个?|用|按|算个?|要个?|写成)(?:百分比|百分数|比例)(?:表示|来算|就行|就好)?$"
        ),
        r"\g<way>了百分之多少",
    ),
    # 降幅（元）: by how much, not by how many percent.
    (
        re.compile(rf"(?:降幅|跌幅|减幅)\s?{_AMOUNT}"),
        r"减少了多少\g<unit>",
    ),
    (re.compile(rf"(?:增幅|涨幅|升幅|提升幅度|上升幅度)\s?{_AMOUNT}"), r"增加了多少\g<unit>"),
    (re.compile(r"升幅(?:是多少|多大)?(?=$|[，,。?？])"), "上升了多少"),
    # 支出超出收入的数额（万元）, 甲与乙之比（倍数）.
    (
        re.compile(rf"超[出过]了?(?P<than>[^，,]{{2,12}}?)的(?:数额|金额|部分)(?:{_AMOUNT})?$"),
        r"比\g<than>多多少\g<unit>",
    ),
    (
        re.compile(r"^(?P<one>[^，,与和]{2,12})[与和](?P<other>[^，,]{2,16})之比[(（]倍数?[)）]"),
        r"\g<one>是\g<other>的几倍",
    ),
    # 是增是减, 增减情况, 人多了还是人少了: whether up or down, and by how much.
    (
        re.compile(r"是?(?:增是减|升是降|涨是跌|多是少)|(?:的)?(?:增减|升降|涨跌)(?:的)?情况"),
        "是增加还是减少",
    ),
    (re.compile(r"人?(多了|少了)还是人(?=多了|少了)"), r"\1还是"),
    (re.compile(r"每个(?=月|学期|季度)"), "每"),
    (re.compile(r"(?<=[几少个两半\d一二三四五六七八九十])个?钟头"), "小时"),
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
    # 哪个学院学生最多, 六个系里学生最少的, 学生最少的系: of no others than those that the school has.
    (
        re.compile(
            r"(?P<of>^(?:今年|目前|现在|我们|咱们?|我校|学校|全校|\d{4}年)*"
            rf"(?:(?:在|从)?(?:各个?|所有|每个|[一二两三四五六七八九十\d]+个)?(?:的)?{_PART}"
            r"(?:里面?|中|当中|之中)?(?:的|[，,])?)?(?:哪[一二两三四五几\d]*个[^\W\d]{0,6}?的?)?)"
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
