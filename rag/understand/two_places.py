"""Questions whether a report tells one thing alike in two places (正文和附表写得一样吗)."""

from __future__ import annotations

import re

from rag.understand.intent import AGREES

_AGREES = rf"(?:{AGREES}|相同|统一|矛盾|打架|冲突|出入|对不上|不同|不符|同?一个数|一码事|以哪个为准)"
_PROSE = r"(?:正文|文字(?:部分|描述|叙述|说明)?|文中|前文)"
_TABLE = (
    r"(?:(?:附表|附件|附录|表格?)\s?\d*(?:[-—]\d+)?|计分卡|"
    r"[\u4e00-\u9fff]{2,6}(?:表|卡)(?!示|明|现|达|彰|格))"
)
_SAID = r"(?:里面?|中|上)?(?:所?[写填印说列报记]的?|给出的|公布的)?(?:的)?(?:数字|数据|数值|数|说法|写法)?"
_AND = r"[和跟与同、]"
# 正文和附表, 表3与正文: the prose and a table; 前后, 两处: wherever the report tells it.
_PLACES = re.compile(
    rf"(?:在)?(?:报告|年报)?(?:的)?(?:{_PROSE}{_SAID}{_AND}{_TABLE}{_SAID}|{_TABLE}{_SAID}{_AND}{_PROSE}{_SAID}|"
    rf"(?:报告|年报)?(?:里面?|中)?(?:的)?(?:前后|两处|几处|各处|前面后面|前面和后面|不同地方|上下文){_SAID})(?:的)?"
)
_ASKS = re.compile(
    rf"(?:各?[写填说讲记]?得?)?(?:之间)?(?:是不是|是否|到底|究竟|有没有|有无|能不能|能否|会不会|不|都|得|的|有|互相|自相)*{_AGREES}(?:的)?"
    r"(?:吗|么|嘛|不|没有|没)?"
)
# 我看到两个数, 大家说法好像不一样: why somebody asks.
_HEARD = re.compile(
    r"[，,](?:怎么|可|但)?(?:我|我们|这里|报告里?|里面|好像)*(?:看到|查到|见到|找到|翻到|听到|有|出现)了?(?:两|几)(?:个|种|处)"
    r"(?:不同的?|不一样的?)?(?:数字?|说法|数据|版本|结果)$|"
    r"[，,](?:怎么)?(?:大家|各处|前后|几处|两处|报告里)?的?(?:说法|口径|数字|数据)?(?:好像|似乎|怎么|都|有点)*"
    r"(?:不(?:太)?(?:一样|一致|同|统一)|对不上|有出入)了?$"
)
# ，和各学院加起来一致吗: a total is held against its parts wherever it is told.
_WITH_PARTS = re.compile(
    r"(?<=.)[，,]?(?:和|跟|与|同)(?:表[中里])?(?:各|每|分|这些|所有)[^，,多几]{0,8}?"
    rf"(?:加起来|相加|之和|合起来|加总|总和|的和)(?:的(?:和|结果|总?数))?{_ASKS.pattern}$"
)
# 合计 and its parts are reckoned already.
_TOTAL = re.compile(r"^(?!.*合计).*(?:多少|几)")
_REST = re.compile(r"^[，,、的]+|[，,、的]+$")


def without_places(text: str) -> str:
    """Return a question without the places that it sets against each other: it asks for what they tell of.

    社会培训收入，正文和附表写得一样吗 asks for 社会培训收入; a text that sets no places apart stays as it is.
    """
    text = _HEARD.sub("", text) or text
    parts = _WITH_PARTS.search(text)
    if parts and _TOTAL.search(text[: parts.start()]):
        return text[: parts.start()]
    places = _PLACES.search(text)
    if places is None or not _ASKS.search(text, places.start()):
        return text
    rest = text[: places.start()] + "，" + _ASKS.sub("", text[places.end() :], count=1)
    rest = re.sub("[，,？?]{2,}", "，", rest)
    return _REST.sub("", rest) or text


def sets_apart(text: str) -> bool:
    """Tell whether a question asks if two things are the same."""
    return re.search(_AGREES, text) is not None
