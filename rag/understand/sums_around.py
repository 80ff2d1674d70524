"""What people tell around a calculation they ask for, put in one plain clause.

要个占比：… says what is to come of it, 涨了不少，多了多少 what rose before by how much, A除以B，比例是多少
how it is reckoned, 后者是前者的几倍 takes up two things by their order.
"""

from __future__ import annotations

import re

from rag.understand.plainer import Rewordings, put

_MANY = r"(?:多少|几)"
_PERCENT = r"(?:比例|占比|比重|百分比|百分之|百分率|几成)"
_RESULT = (
    r"(?:增长率|增幅|降幅|涨幅|倍数|差额|差距|差值|差|缺口|合计数?|总数|总和|平均数?|均值|人数|"
    + _PERCENT
    + ")"
)
_MORE = "[多少高低]"
_YEAR = r"(?:\d{2,4}年|今年|去年|本年|当年|这一年)"
_PLEASE = r"(?:请|麻烦|帮忙|帮我|帮|给我|你|您)"
# Where the clause that was told before goes on with what is asked.
_I_ASK = r"(?:我们?|就|只)*(?:想(?:知道|问|了解|看看|查|算)(?:一下|下)?|请问|问一?下|那)?"
# Who wants it and what is to come of it; nothing in it says of what.
_LEAD = re.compile(
    rf"^(?:[\u4e00-\u9fff]{{1,5}}(?:处|办|科|部|室|馆)|我们?|咱们?|领导|老师|同事)?(?:想要?|要|得|需要|打算|急着|{_PLEASE})*"
    rf"(?:写|算|求|报|填|出|补|核算|核|统计|要|看|列)(?:一下|下|一算|算|出|清)?(?:一个|个)?(?:结构|数据|具体)?的?{_RESULT}[：:，,]"
    rf"(?=.*(?:{_MANY}|[占减]|除以|率|{_PERCENT}))"
)
# What rose, told vaguely, before it is asked by how much: 就业率降了不少，2030年较2029年下降了几个点.
_VAGUELY = (
    r"(?:(?:下降|上升|增加|减少|增长|提高|降低|上涨|下滑|[降涨升跌增减])(?:了|得)(?:不少|很多|好多|许多|挺?[快多大猛]|很[快多大]|厉害|一些|一点|些)?|"
    r"(?:高|低|多|少)(?:了)?(?:一些|不少|很多|好多|一点|些))"
)
_THEN = rf"(?:{_YEAR}|上一?学?年|前一?年)"
_BY = (
    r"(?:下降|上升|上涨|提高|提升|降低|下滑|增加|减少|增长|[多少高低升降涨跌增减])(?:了|出来|出|来)*"
    rf"(?:{_MANY}|百分之)|增长率|[增降涨]幅"
)
# Only by how much is asked then: 学生多了不少，经费是多少 asks of another thing.
_CAUSE = r"(?:受|因为?|由于)[^，,的哪几多]{1,8}?的?(?:影响|冲击)"
_TOLD_BEFORE = re.compile(
    rf"^(?:{_CAUSE}[，,]?)?(?P<what>[^，,：:？?哪谁几]{{2,24}}?)(?:有所|明显|大幅)?{_VAGUELY}[，,]{_I_ASK}"
    rf"(?:具体|到底|究竟|一共|总共)?"
    rf"(?P<asks>(?:(?:{_YEAR}?的?[比较跟与和同]{_THEN}|[比较](?!例|重))[^，,]{{0,8}}?)?(?:具体|到底)?(?:{_BY})[^，,]*)$"
)
_BECAUSE = re.compile(rf"^{_CAUSE}[，,](?=[^，,]{{2,}}{_BY})")
_DIVIDED = re.compile(
    rf"(?P<one>[^，,：:]+?)除以(?P<other>[^，,]+?)(?P<asks>(?:[，,].*|得{_MANY}.*|(?:的|是|等于|为|大概)+(?:{_MANY}|{_PERCENT}).*)?)$"
)
_FORMER = re.compile(
    r"^(?P<a>[^，,]{2,20}?)(?:和|与|跟|同)(?P<b>[^，,]{2,20}?)(?:的(?P<of>[^，,的]{2,8}?))?"
    r"(?:相?比较?|对比|之间|比较|这?两项|二者)?[，,]"
    r"(?P<one>前者|后者)(?P<does>是|比|占|为|相当于)(?P<other>前者|后者)(?P<asks>.*)$"
)


def _quotient(match: re.Match[str]) -> str:
    """A share, where a percentage is asked for anywhere; else the division as it was told."""
    if not re.search(_PERCENT, match.string):
        return match.group()
    return f"{match['one']}占{match['other']}的比例是多少"


def _named(match: re.Match[str]) -> str:
    """The one and the other by their names; what both are of stands behind each."""
    if match["one"] == match["other"]:
        return match.group()
    of = match["of"] or ""
    a, b = (name if name.endswith(of) else f"{name}的{of}" for name in (match["a"], match["b"]))
    first, second = (b, a) if match["one"] == "后者" else (a, b)
    return f"{first}{match['does']}{second}{match['asks']}"


def _apart(match: re.Match[str]) -> str:
    of = f"的{match['of']}" if match["of"] else ""
    return f"{match['a']}{of}比{match['b']}{match['more']}"


# Tried in this order.
_WORDINGS: Rewordings = (
    (_FORMER, _named),
    (_DIVIDED, _quotient),
    (_LEAD, ""),
    (_TOLD_BEFORE, r"\g<what>\g<asks>"),
    (_BECAUSE, ""),
    # 到账经费，2030年是前一年的几倍
    (
        re.compile(
            rf"^(?P<what>[^，,\d哪谁几]{{3,16}})[，,]"
            rf"(?={_YEAR}(?:的)?(?:是|相当于)(?:{_YEAR}|上一?年|前一?年)的?{_MANY}倍)"
        ),
        r"\g<what>",
    ),
    # 甲和乙的人数相比，甲多出多少
    (
        re.compile(
            rf"^(?P<a>[^，,和与跟同]{{2,10}})[和与跟同](?P<b>[^，,]{{2,10}}?)(?:的(?P<of>[^，,的]{{2,8}}?))?(?:相?比较?|对比|相?差)[，,]"
            rf"(?P=a)(?P<more>{_MORE})(?:出来|出|了)?(?={_MANY})"
        ),
        _apart,
    ),
    # 甲比乙多，差了多少
    (
        re.compile(
            rf"比(?P<than>[^，,例重]{{1,12}}?)(?:要|还|更)?(?P<more>{_MORE})[，,](?:相?差|多|少|高|低|超)(?:了|出)*(?={_MANY})"
        ),
        r"比\g<than>\g<more>",
    ),
    # 多出来多少
    (re.compile(rf"(?<={_MORE})出来了?(?={_MANY})"), "了"),
    # 占了全部录取的几成
    (
        re.compile(
            rf"占了?(?:全部|所有|全体|整个)的?(?P<what>录取|报到|招生)(?:人数|的人)?(?=的?(?:{_MANY}|{_PERCENT}|多大))"
        ),
        r"占\g<what>总数",
    ),
    # 花的比进的多
    (re.compile(r"花(?:出去|掉)?的钱?(?=比(?:进|挣|收|赚|拨))"), "支出"),
    (re.compile(r"(?<=支出比)(?:进|挣|收|赚)(?:来|进来|账|到)?的钱?(?=[多少高低])"), "收入"),
    # 各教学点加起来的录取人数
    (
        re.compile(
            r"(?P<how>加起来|合起来|(?:加|合|凑)在一起|合计|相加)的(?P<what>[\u4e00-\u9fff]{0,6}(?:人数|数量?|总?数|额|金额|面积|经费|学时|课时))(?:是多少|有多少)?$"
        ),
        r"\g<what>加起来是多少",
    ),
    # 药学在扩招中的录取总人数: of what is told in parts
    (
        re.compile(r"(?<=[里中])的?(?P<did>录取|报到|就业|升学|获奖|参赛)的?总人?数(?:是多少|有多少)?$"),
        r"一共\g<did>了多少人",
    ),
    (re.compile(r"(?:合|凑|算|放)(?:在|到)一起(?=[，,占有是一总共招录报拿投花收])"), "加起来"),
    # 几个教学点加在一起: each of them
    (
        re.compile(
            r"(?:分?(?:成|为|布|在)?好几个|这?几个)(?P<part>[\u4e00-\u9fff]{2,4}?)(?:的)?[，,]?(?P<how>加起来|合起来|加在一起|合计|一共|总共)"
        ),
        r"各\g<part>\g<how>",
    ),
    # 录的人比计划数多
    (
        re.compile(
            r"(?<![记收登摘转抄])(?:录取?|招收?)(?:到|进来|进)?了?的(?:人|学生)(?=比(?!例)|较|最[多少]|超)"
        ),
        "录取人数",
    ),
    (re.compile(r"(?:录|招)进来?的(?:人|学生)(?=最[多少])"), "录取人数"),
    (re.compile(rf"招进来?了?(?={_MANY}(?:人|名|个人|位|$))"), "录取了"),
    (re.compile(rf"(?<=一起)录了(?={_MANY})"), "录取了"),
    # 少于计划的专业，列一下
    (
        re.compile(
            rf"(?<=的)(?P<what>[\u4e00-\u9fff]{{2,6}})[，,]{_PLEASE}*(?:都|全|全部|一一)*列(?:一下|出来|一列|给我|个|全)+$"
        ),
        r"\g<what>有哪些",
    ),
)


def told_plainly(text: str) -> str:
    """Return a question for a calculation without what is told around it, the calculation in one clause.

    Args:
        text: the question as it was typed.
    """
    return put(text, _WORDINGS)
