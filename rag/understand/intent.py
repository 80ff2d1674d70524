"""What a question wants done: an operation on figures, a figure, a list, a passage or a gist."""

from __future__ import annotations

import re
from typing import Literal

from rag.find.figures import MEASURES, han_number
from rag.understand.conditions import condition_of, selects

Operation = Literal[
    "lookup", "difference", "growth", "multiple", "share", "sum", "average", "max", "min", "rank", "filter"
]
Want = Literal["any", "number", "list", "passage", "gist", "check"]

# 头疼的几件事是什么 asks for the things, not for their number.
ASKS_WHICH = re.compile("什么|啥|哪|概括|说说|讲讲|列")
_RISE_OR_FALL = "增加|减少|增长|下降|上升|提高|提升|降低|回升|下滑|扩大|缩小|高出|超出|超过|低于|高于"
# Tried in this order: 增长了几倍 is a multiple, 增长率 a growth, 增长了多少 a difference.
# Asks whether two figures are the same.
AGREES = "对得上|对不对得上|一致|相符|吻合|相等|等于|一样"
_THING = "[个项名位所门家类种]"
_COUNT = "(?:[一二两三四五六七八九十]+|[0-9]+)"
# The last of a ranking: 倒数三名, 后两位, 垫底的三个, 排在末尾的两个.
_LAST = (
    rf"(?:倒数的?|(?<![以之今前])[最末]?后|末尾?的?)\s?{_COUNT}\s?(?:[名位家项所]|个(?![月星小学]))|"
    rf"(?:垫底|倒数|末尾|末位|最后|居末)的?\s?{_COUNT}\s?[名位个家项所门类种]"
)
# 花掉了多少 asks for what is gone, 掉了多少 for how far something fell.
GONE = "[走跑花用卖扔丢拆砍裁退关换烧吃喝汰淘失减去扣抛刨删除排倒洗销清]"
_OPERATIONS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    ("multiple", re.compile(r"[多少几]+倍|倍数|翻了?(?:几|多少)番")),
    (
        "growth",
        re.compile(
            r"增长率|增幅|增速|降幅|跌幅|涨幅|增长比例|变化率|(?:变化|变动|增减)幅度|同比(?:增长|下降|变化)|"
            r"(?:增长|增加|上升|提高|提升|下降|减少|降低|涨|降|跌)了?"
            r"(?:百分之(?:几|多少)|多少[(（]?(?:个?百分比|%)|几成)|"
            r"growth rate|percent(?:age)? (?:increase|decrease|change)"
        ),
    ),
    (
        "difference",
        re.compile(
            # whether parts make their total
            rf"(?:加起来|合计|之和|相加|总和|合起来|、).{{0,20}}(?:{AGREES})|"
            # how far apart
            r"[^加增削缩]减去?(?![少免轻速弱员])|相差|差[了距值额]?(?:多少|几|多大)|之差|差距|差值|净增|变动|"
            # how much more or less, than what
            rf"(?<!最)(?:[多少高低增减升降涨跌滑]|(?<!{GONE})掉)(?:了|出|出了)?(?:多少|几)|"
            r"比(?![例重率赛]).{1,20}?[多少高低](?!少).{1,6}?(?:多少|几)|"
            r"比(?![例重率赛]).{1,20}?[大小长短宽远近贵]了?(?:多少|几)|"
            rf"(?:{_RISE_OR_FALL})了?(?:多少|几)|"
            r"[比较](?:上|去|前)一?[年届学][^，,]{0,6}[添加长扩涨]了?(?:多少|几)|"
            r"(?<![最至])[多少](?:花|投|用|收|挣|赚|招|录|来|走|拿|买|发)了?(?:多少|几)|"
            r"(?:超出|高出|超过|低于|高于|多于|少于).{1,12}?(?:多少|几)|"
            # set against the year before
            r"[跟与和同比较](?:上一?学?年|去年|前一年|\d{4}年)[^，。]{0,4}(?:相?比|对比)|对比(?:一下|$|情况|如何|怎样|怎么样)|"
            # whether up or down
            r"[升降多少涨跌高低](?:了)?还是变?[升降多少涨跌高低]|(?:增加|上升|提高|增长)了?还是|"
            r"(?:是不是|是否|有没有|有无).{0,12}"
            r"(?:下降|上升|[涨跌升降]了|增加|减少|提高|降低|增长|改善|变[多少高低])|"
            r"(?:下降|上升|涨|跌|增加|减少|提高|降低|增长)了?[吗吧]|有(?:什么|啥|何|无|没有|哪些|多大)(?:的)?变化|"
            r"变化(?:了多少|多大|有多大|情况|如何|怎样|怎么样|了吗)|"
            r"(?:是|有没有|是否)?(?:升了|降了|多了|少了|涨了|跌了)(?:还是|没有|吗|多少)|"
            # who is left over: 没报到的
            r"(?:没有?|未)(?:能|被|来)?(?:录取|录上|考上|报到|就业|考核|参加|通过|落实)|"
            r"how (?:much|many) (?:more|less|fewer|higher|lower)|difference|"
            r"(?:by how|how) (?:much|many).*\b(?:fall|fell|drop|dropped|decline|declined|decrease|decreased|"
            r"rise|rose|risen|increase|increased|grow|grew|grown|change|changed)\b"
        ),
    ),
    (
        "rank",
        re.compile(
            rf"(?<![目以之先])前\s?{_COUNT}(?!\s?(?:[年届天周月]|个?(?:学|月)))\s?[名位个的大]?|{_LAST}|"
            r"[从由][高大多]到[低小少]|[从由][低小少]到[高大多]|排序|排名|排列|排个序|top\s?\d+"
        ),
    ),
    (
        "max",
        re.compile(
            # 最高分, 最高限 are names of figures
            r"最[高多大长快](?!分|限|值为|控)|最[好强](?=$|[，,的是]|前)|数量第一|居首|排第一|最受|最能?[赚挣费花]钱|最常用|highest|most|largest|"
            # of two: A多还是B多, 哪个更高
            r"[多高大]还是.{1,24}[多高大]$|"
            r"(?:哪|谁).{0,10}(?:更(?![少低小短早晚久])|[多高大]一些|比较[多高大]|(?<!多)[多高大快](?:$|[，,]))"
        ),
    ),
    (
        "min",
        re.compile(
            r"最不|最差|最[低少小短](?!分|限|值为|控)|倒数第一|垫底|lowest|least|fewest|smallest|"
            r"(?:哪|谁).{0,10}(?:更[少低小短]|[少低小]一些|比较[少低小]|(?<!多)[少低小慢](?:$|[，,]))"
        ),
    ),
    (
        "share",
        re.compile(
            r"占(?!比|地|道|座|位|线).{0,24}?(?:比例|比重|百分|多少|几成|份额|几分之|多大|$)|占比|所占|"
            r"(?:比重|百分之)(?:几|多少)|完成率|"
            # of one thing within another: A里B的比例
            r"(?:里面?|之中|当中|(?<!其)中)[，,]?(?=[^\W\d]).{1,20}?(?:比例|几成)|(?:招|录|完成|做)[^，,]{0,6}几成|"
            r"share of|proportion"
        ),
    ),
    (
        "average",
        re.compile(
            r"[0-9一二两三四五六七八九十]+[所个家名项门年].{0,10}平均|平均(?:每|是多少|为多少|多少|值|数|下来|到|.{0,6}(?:多少|几))|均值|average"
        ),
    ),
    (
        "sum",
        re.compile(
            r"(?<![增参追添附叠施更再另外])加上?(?!起来|一起|在|总|强|快|大|深|入|工|班|分|盟|权|速)[\u4e00-\u9fff]{2,8}(?:\d{4}年)?.{0,6}(?:多少|几)|"
            r"合并(?:统计|计算|起来|算)|汇总(?!表)|累加|一共|合计|总共|加起来|之和|总和|加总|共计|相加|总计|加在一起|合起来|累计|总的(?:有|是)|两者共|"
            r"sum of|total"
        ),
    ),
)
_NUMBER = re.compile(
    r"多[少大高重]|几多|(?<![哪前近这那])几[天周米吨台间栋亩岁本册座辆]|(?<![哪这那])几[个名门项人件次%类种家所支届篇部期场张台套册批]|几$|几\s|"
    r"how many|how much|几个?百分|率$|比$|数$|数量$|总量$|数字$|数额$|数值$|金额$|面积$"
)
_LIST = re.compile(r"哪|谁|什么|啥|名单|列出|列举|有些啥|分别|which|who|what are")
# 几个学院的名单列一下 asks for their names.
_NAMES = re.compile(r"^(?!.*多少).*名单(?=$|[，,]|给|列|发|报|拿|有)")
# 怎么排 asks for an order, 怎么排课 for a way.
_ORDERS = r"(?:排|列)(?:[名序列个位]|一下|先后|顺序|$|[，,?？呢])"
_PASSAGE = re.compile(
    rf"为什么|为啥|凭啥|咋(?!样|{_ORDERS})|(?:什么|哪些|哪种)(?:方式|办法|途径|渠道|手段)|为何|怎么(?!样|答|办(?!$|[呢，,])|说|看|{_ORDERS})|"
    rf"(?<!对比)(?<!变化)(?<!相比)(?:如何(?!答|回答|{_ORDERS})|怎样(?!{_ORDERS}))|"
    r"原因|理由|缘由|缘故|何故|为嘛|做法|措施|举措|经验|(?<![项科栏数书])目的|意义|why|how (?!many|much)"
)
_GIST = re.compile(
    r"介绍|概述|简述|概括|总结|(?:讲|说|写)(?:的|了)?(?:是|了)?(?:什么|啥|哪些)|主要内容|说说|谈谈|讲讲|"
    r"什么情况|情况(?:如何|怎么样|怎样)|怎么样|describe|summar"
)
_CHECK = re.compile(
    r"吗|是不是|是否|对不对|听说|据说|没错|属实|是真的|没问题|没记错|没写错|有没有错|"
    r"(?<!看)(?<!说)(?<!诉我)(?<!一下)(?<!一个)(?<!查)(?<!算)吧(?:$|[，,])|is it true"
)

# How much more, besides by how many percent: 增加多少人，增长率是多少.
_AMOUNT_TOO = re.compile(
    rf"(?:{_RISE_OR_FALL}|[多少涨降跌])了?(?:多少|几)(?!倍|成|%|个?百分)[^，,]{{0,4}}[，,、和与及？?；;].*(?:率|幅|百分|几成|速)|"
    rf"(?:率|幅|速)[^，,]{{0,6}}[，,、和与及？?；;].*(?:{_RISE_OR_FALL}|[多少涨降跌])了?(?:多少|几)(?!倍|成|%|个?百分)"
)

ADDED_UP = re.compile(
    r"合并(?:统计|计算|起来|算)|汇总(?!表)|累加|加起来|合计|总共|一共|共计|之和|总和|相加|加在一起|合起来"
)
COUNTED = re.compile(
    r"(?:(?<![哪这那近前])几多?|多少)\s?(?:个(?=人|百分点|小时|课时|学时|星期|工作日))?(?P<unit>度(?=电)|"
    + MEASURES
    + r"|行|列|块钱?|钱|号人)(?!庭|额|置|费)"
)
_SPOKEN_UNITS = {"度": "千瓦时", "块": "元", "块钱": "元", "钱": "元", "号人": "人"}
_PERCENT = re.compile(r"百分之|百分比|比例|比重|占比|率(?!先)|满意度|相关度|打分|几成")
_RANKED = re.compile(r"第几|排名|排第|名次|位列")
_PEOPLE = "学生|教师|老师|毕业生|人员|干部|考生|职工|志愿者|在校生|新生|党员|专家|员工|观众|群众|听众|师生"
_PERSONS = re.compile(rf"(?:{_PEOPLE})(?:$|[，,])")
_HOW_MANY_PEOPLE = re.compile(
    rf"(?:{_PEOPLE})(?:一共|总共|共|合计|大概|加起来)?(?:有|是)?多少$|多少(?:{_PEOPLE})|多少[\u4e00-\u9fff]{{2,3}}(?:{_PEOPLE})$"
)
_HOW_MUCH_MONEY = re.compile(
    r"多少(?:的)?(?:[^\W\d]{0,3}(?<!公)(?<!自)(?<!免)费(?!率|时)|收入|经费|资金|款|费用|投入|补贴|奖金)(?!的?项)|"
    r"(?:花|投|支出|收入|进账|拨|挣|赚|到账|到款|卖|发|创收)[了入出]*(?:多少|几)(?:万|亿)?(?:$|[，,])|"
    r"[出掏]了?(?:多少|几)(?:万|亿)(?:$|[，,])"
)
_LIMIT = re.compile(
    rf"(?:前|top\s?)(?P<top>{_COUNT})|"
    rf"最[多高大好低少小差强]的(?:前)?(?P<most>[二两三四五六七八九十]|\d+){_THING}|(?P<last>{_LAST})|"
    rf"(?:最[^\W\d]|居首|垫底|领先)[^，,。]{{0,6}}哪(?P<which>[二两三四五六七八九十]){_THING}|"
    rf"哪(?P<ask>[二两三四五六七八九十]){_THING}[^，,。]{{0,12}}(?:最[^\W\d]|居首|垫底|领先)"
)
# Ordered from the least: 倒数三名, 报到率最低的三个.
LEAST_FIRST = re.compile(rf"[低少小]到|最[低少小差弱短慢不]|垫底|倒数|{_LAST}")
# Between the most and the least, or both of them: 最高分和最低分相差多少, 谁最好谁最差.
_MOST, _LEAST = "(?:最[高大多好长强快早]|居首|第一)", "(?:最[低小少差短弱慢晚]|垫底|倒数)"
_BOTH = (
    "{one}(?:[的是]|分|者|值)*(?:[和与跟、及]|以及)[^，,]{{0,4}}{other}|"
    "{one}的[^，,。和与跟及]{{2,8}}(?:[和与跟、及]|以及)[^，,]{{0,4}}{other}的|"
    "{one}[^，,。]{{0,8}}[，,]?(?:而|那|又)?(?:哪|谁)[^，,]{{0,8}}{other}|{one}[，,]{other}的呢"
)
EXTREMES = re.compile(rf"{_BOTH.format(one=_MOST, other=_LEAST)}|{_BOTH.format(one=_LEAST, other=_MOST)}")


def operation_of(text: str) -> tuple[Operation, str]:
    """Return the operation that a question asks for and, of a filter, the comparison."""
    if (selects(text) or ADDED_UP.search(text)) and (comparison := condition_of(text)):
        return "filter", comparison
    found = (operation for operation, pattern in _OPERATIONS if pattern.search(text))
    return next(found, "lookup"), ""


def want_of(text: str, operation: Operation, *, claims: bool) -> Want:
    """Return which form of answer a question wants.

    Args:
        text: the question, normalised.
        operation: what is to be calculated.
        claims: whether the question states a figure itself.
    """
    if claims and operation != "filter":
        return "check"
    if operation in ("difference", "growth", "multiple") and not asks_why(text):
        return "number"
    if _NAMES.search(text):
        return "list"
    patterns: tuple[tuple[Want, re.Pattern[str]], ...] = (
        ("number", _NUMBER),
        ("passage", _PASSAGE),
        ("gist", _GIST),
        ("list", _LIST),
    )
    return next((want for want, pattern in patterns if pattern.search(text)), "any")


def asks_amount_too(text: str) -> bool:
    """Tell whether a question that asks for a growth asks for its amount as well."""
    return _AMOUNT_TOO.search(text) is not None


def asks_whether(text: str) -> bool:
    """Tell whether a question asks if something is so."""
    return _CHECK.search(text) is not None


def asks_why(text: str) -> bool:
    """Tell whether a question asks for causes, ways or means."""
    return _PASSAGE.search(text) is not None


def asks_reason(text: str) -> bool:
    """Tell whether a question asks why something is so, to which no figure is an answer."""
    return (
        re.search(r"为什么|为啥|为何|为嘛|何故|凭啥|凭什么|原因|理由|缘由|缘故|怎么回事|咋回事|why", text)
        is not None
    )


def asks_percent(text: str) -> bool:
    """Tell whether a question asks for a percentage."""
    return _PERCENT.search(text) is not None


def unit_asked(text: str, counted: re.Match[str] | None, stated: str | None) -> str:
    """Return the unit that a question asks for, empty for any.

    Args:
        text: the question, normalised.
        counted: the match of ``COUNTED`` in it.
        stated: the unit of the figure that the question itself states, None where it states none.
    """
    if _RANKED.search(text):
        return "名次"
    if counted and counted["unit"] == "分" and "满意" in text:
        # 打多少分: satisfaction is told in percent.
        return ""
    if counted and counted["unit"] == "块" and re.match("[金银铜奖]牌", text[counted.end() :]):
        return "枚"
    if counted and counted["unit"] in ("个", "名", "位") and _PERSONS.match(text, counted.end()):
        return "人"
    if counted:
        return _SPOKEN_UNITS.get(counted["unit"], counted["unit"])
    if stated is not None:
        return stated
    if days := re.search(r"人[日次](?=数|[，,]|$)", text):
        return days.group()
    if _HOW_MUCH_MONEY.search(text):
        return "元"
    return "人" if _HOW_MANY_PEOPLE.search(text) else ""


def limit_of(text: str) -> int | None:
    """Return how many things a question wants (前三, top 5), None where it does not say."""
    match = _LIMIT.search(text)
    if not match:
        return None
    count = next(c for c in (match["top"], match["most"], match["last"], match["which"], match["ask"]) if c)
    count = re.sub(r"[^0-9一二两三四五六七八九十]", "", count)
    return int(count) if count.isdigit() else han_number(count)
