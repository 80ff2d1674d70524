"""What people say behind a question: that it be looked up, explained, or told in full.

…帮我查一下, …，请说明, …都列一下, …，三所都要: none of it is looked for. Of a noun phrase that asks for
nothing else by its words, all are to be listed, that is: which there are.
"""

from __future__ import annotations

import re

_PLEASE = r"(?:请|麻烦|劳驾|拜托|烦请|辛苦)?(?:您|你)?"
_FOR_ME = r"(?:帮我|帮忙|帮个忙|帮咱们?|给我|替我|跟我|为我|给咱们?)"
_LOOK = (
    r"(?:查|找|看|翻|核|核对|核实|查证|确认|报|说|告诉|告知|提供|回|回答|答复|调|列|写|给)"
    r"(?:一下子?|一[查找看翻核说]|[查找看]|出来|清楚|到|个数|我|下)*"
)
_EXPLAIN = r"(?:说明|解释|讲|说|介绍|分析|阐述|概括|归纳)(?:一下|一[讲说]|[讲说]|清楚|明白|下)*"
_END = r"(?:给我|好吗|行吗|好不好|行不行|可以吗|呗|吧|啊|哈|谢谢|多谢|谢谢了|[，,])*$"
_ASKS = re.compile(r"多[少大高长久]|几|哪|谁|什么|啥|怎|如何|为何|吗|百分之|是否|是不是|有没有|最|名单")
# What is to be explained must be asked for by itself: …情况，请介绍一下 asks for an account of it.
_REASON = re.compile(r"原因|理由|缘由|缘故|什么|哪|怎|如何|为何|为啥")
_LOOKED_UP = re.compile(rf"(?:[，,]\s*{_PLEASE}{_FOR_ME}?|{_PLEASE}{_FOR_ME}){_LOOK}{_END}")
_EXPLAINED = re.compile(rf"[，,]?\s*{_PLEASE}{_FOR_ME}?{_EXPLAIN}{_END}")
# 三所都要, 一个别漏, 越全越好
_IN_FULL = re.compile(
    r"[，,]\s*(?:(?:这|那)?[两二三四五六七八九十几\d]+[个所家项门种类位名条]|全部?|所有|名字|名单|一个不少)?的?"
    r"(?:都|全)(?:要|给我|得要|写上|写出来|列上)(?:的|了)?$|"
    r"[，,]\s*(?:一[个所家项门种类位]|谁)(?:也|都)?(?:别|不要|不能|不许|不)(?:漏|少|落下?|缺)(?:掉|了)?$|"
    r"[，,]\s*(?:越(?:全|细|详细)越好|要(?:最全|全|完整)的?|写全|给全|说全)$"
)
_NAMES = r"(?:的)?(?:具体|全部|完整)?(?:名字|名称|清单|全称|叫法)"
_LISTS = r"(?:列|报|写|说|念|数|罗列|摆|讲|发|给)(?:一下|一[列数说]|出来|给我|上来|清楚|一遍|个遍|全|我|下)*"
_LISTED = re.compile(
    rf"^(?P<what>.{{4,}}?)[，,]?\s*{_PLEASE}{_FOR_ME}?(?:把)?"
    rf"(?:{_NAMES}{_PLEASE}{_FOR_ME}?(?:都|全都?|全部|统统|一一|挨个|逐一|逐个)*|"
    rf"(?:都|全都|统统|一一|挨个|逐一|逐个){_PLEASE}{_FOR_ME}?){_LISTS}{_END}"
)
_LEAST = 4
_LEFT_OVER = re.compile(r"(?:的|、|，|,)+$")
_PEOPLE = re.compile(r"(?:[生师员者]|人|老师|同学|们|干部|教练|带头人|代表|班子)$")


def without_requests(text: str) -> str:
    """Return a question without the request behind it; a list that is asked for so as 有哪些.

    Args:
        text: one question as it was asked, without its last mark.
    """
    plain = _in_full(text)
    if (listed := _LISTED.match(plain)) and not re.search(r"多少|几", listed["what"]):
        return _which(listed["what"])
    if (found := _EXPLAINED.search(plain)) and _REASON.search(plain[: found.start()]):
        return _kept(plain, found.start())
    if (found := _LOOKED_UP.search(plain)) is None:
        return plain
    rest = _kept(plain, found.start())
    # 四项标准，请列出来
    return _which(rest) if "列" in found.group() and rest != plain else rest


def _in_full(text: str) -> str:
    found = _IN_FULL.search(text)
    if found is None or found.start() < _LEAST:
        return text
    return _which(re.sub(rf"{_NAMES}$", "", text[: found.start()]))


def _which(what: str) -> str:
    what = _LEFT_OVER.sub("", what)
    return what if _ASKS.search(what) else f"{what}都有谁" if _PEOPLE.search(what) else f"{what}有哪些"


def _kept(text: str, end: int) -> str:
    """What stands before a request, where that is a question by itself."""
    rest = text[:end].rstrip("，, ")
    return rest if len(rest) >= _LEAST else text
