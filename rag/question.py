"""What a question asks: its content terms, years, references, expected units and operation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import rjieba

from rag.book import Grams, grams, pairs_of
from rag.figures import MEASURES, ProseFigure, find_figures, han_number, years_of
from rag.lexicon import load_lexicon
from rag.text import normalize, simplify

Operation = Literal[
    "lookup", "difference", "growth", "multiple", "share", "sum", "average", "max", "min", "rank", "filter"
]
Want = Literal["any", "number", "list", "passage", "gist", "check"]

_OPERATIONS: tuple[tuple[Operation, str], ...] = (
    ("multiple", r"[多少几]+倍|倍数|翻了?(?:几|多少)番"),
    (
        "growth",
        r"增长率|增幅|增速|降幅|增长比例|变化率|(?:变化|变动|增减)幅度|同比(?:增长|下降|变化)|"
        r"(?:增长|增加|上升|提高|提升|下降|减少|降低|涨|降|跌)了?(?:百分之(?:几|多少)|多少百分比|几成|多少%)|"
        r"growth rate|percent(?:age)? (?:increase|decrease|change)",
    ),
    (
        "difference",
        r"相差|差[了距值额]?(?:多少|几|多大)|之差|差距|差值|"
        r"(?<!最)[多少高低增减升降涨跌](?:了|出|出了)?(?:多少|几)|"
        r"比.{1,20}?[多少高低](?!少).{1,6}?(?:多少|几)|"
        r"(?:超出|高出|超过|低于|高于|多于|少于).{1,12}?(?:多少|几)|"
        r"[升降多少涨跌高低](?:了)?还是变?[升降多少涨跌高低]|变动|(?:增加|上升|提高|增长)了?还是|"
        r"(?:没有?|未)(?:能|被|来)?(?:录取|报到|就业|考核|参加|通过|落实)|"
        r"(?:增加|减少|增长|下降|上升|提高|提升|降低|回升|下滑|扩大|缩小|高出|超出|超过|低于|高于)了?(?:多少|几)|"
        r"(?:是不是|是否|有没有|有无).{0,12}(?:下降|上升|涨|增加|减少|提高|降低|增长|改善|变[多少高低])|"
        r"(?:下降|上升|涨|增加|减少|提高|降低|增长)了?吗|"
        r"变化(?:了多少|多大|有多大|情况|如何|怎样|怎么样|了吗)|净增|有(?:什么|何|无|没有)变化|"
        r"(?:是|有没有|是否)?(?:升了|降了|多了|少了|涨了|跌了)(?:还是|没有|吗|多少)|"
        r"how (?:much|many) (?:more|less|fewer|higher|lower)|difference",
    ),
    ("rank", r"前\s?[0-9一二两三四五六七八九十]+\s?[名位个的大]?|从[高大多]到[低小少]|从[低小少]到[高大多]|由[高大多]到[低小少]|"
             r"由[低小少]到[高大多]|排序|排名|排列|排个序|top\s?\d+"),
    (
        "max",
        r"[多高大]还是.{1,24}[多高大]$|最[高多大长快](?!分|限|值为|控)|数量第一|居首|排第一|最受|highest|most|largest|"
        r"(?:哪|谁).{0,10}(?:更(?![少低小短])|[多高大]一些|比较[多高大]|[多高大]$)",
    ),
    (
        "min",
        r"最不|最[低少小短](?!分|限|值为|控)|倒数第一|垫底|lowest|least|fewest|smallest|"
        r"(?:哪|谁).{0,10}(?:更[少低小短]|[少低小]一些|比较[少低小]|[少低小]$)",
    ),
    (
        "share",
        r"占(?!比|地).{0,24}?(?:比例|比重|百分|多少|几成|份额|几分之|多大|$)|占比|所占|(?:比重|百分之)(?:几|多少)|完成率|"
        r"share of|proportion",
    ),
    ("average", r"平均(?:每|是多少|为多少|多少|值|数|下来|到|.{0,6}(?:多少|几))|均值|average"),
    (
        "sum",
        r"一共|合计|总共|加起来|之和|总和|加总|共计|相加|总计|加在一起|合起来|累计|总的(?:有|是)|两者共|sum of|total",
    ),
)
_FILTER = re.compile(
    r"(?P<above>超过|高于|大于|多于|不低于|不少于|在\s?[\d.]+.{0,3}以上|以上)|"
    r"(?P<below>低于|少于|小于|不足|不到|不满|未达|以下|以内)"
)
_UNFINISHED = re.compile(r"(?:未|没有?|没能)(?:完成|招满|达到|录满|完成招生).{0,4}(?:计划)?|缺额|没招满|未招满")
_FINISHED = re.compile(r"完成了?[^，。]{0,4}计划|招满|录满")
_EXCEEDED = re.compile(r"(?:超额|超出计划|超过计划|超计划)")
_FALLEN = re.compile(r"(?:下降|减少|降低|下滑|变少|变低|降)(?:了)?的")
_RISEN = re.compile(r"(?:上升|增加|提高|增长|提升|变多|变高|升)(?:了)?的")
_LIST = re.compile(r"哪|谁|什么|啥|名单|列出|列举|有些啥|分别|which|who|what are")
_PASSAGE = re.compile(r"为什么|(?:什么|哪些|哪种)(?:方式|办法|途径|渠道|手段)|为何|怎么(?!样|答|办|说|看)|如何(?!答|回答)|怎样|原因|做法|措施|举措|经验|目的|意义|why|how (?!many|much)")
_GIST = re.compile(r"介绍|概述|简述|概括|总结|(?:讲|说|写)(?:的|了)?(?:是|了)?(?:什么|啥|哪些)|主要内容|说说|谈谈|讲讲|什么情况|情况(?:如何|怎么样|怎样)|怎么样|describe|summar")
_CHECK = re.compile(r"吗|是不是|是否|对不对|对吧|听说|据说|没错吧|属实|是真的|is it true")
_ITEM = re.compile(r"第\s?(\d+|[一二三四五六七八九十]+)\s?(?:项|行|条)")
_COUNT = re.compile(r"(?:几|多少)\s?(?:个(?=人|百分点))?(?P<unit>" + MEASURES + r"|行|列|块钱?|钱|号人)")
_PERCENT_WORDS = re.compile(r"百分之|百分比|比例|比重|占比|率(?!先)|满意度|相关度|几成")
_AXIS_BEFORE = re.compile(r"最[高低多少大小长短]的([^\W\d]{1,8}?)(?:是|有|为)?(?:哪|什么|谁|啥|$)")
_AXIS = re.compile(r"哪一?(?:[个类种项家所门届](?!人)|些)([^\W\d的，,最更比是有]{1,6}?)(?=的|最|更|比|是|有|$|[，,？?])")
_REFERENCE = re.compile(
    r"(?P<annex>附)?表\s?(?P<table>\d+(?:[-—.]\d+)?)|案例\s?(?P<case>\d+|[一二三四五六七八九十]+)|"
    r"图\s?(?P<figure>\d+(?:[-—.]\d+)?)|"
    r"第?(?P<section>\d+(?:\.\d+){2,}|\d+\.\d+(?=\s?(?:小?节|部分|里|中|这|讲|的内容|说)))\s?(?:小?节|部分)?|"
    r"第(?P<chapter>[一二三四五六七八九十\d]+)[章节部分]+|(?P<annexes>附表|附录|附件)"
)
_RELATIVE_YEARS = (
    (re.compile(r"今年|本年度?|当年|this year"), 0),
    (re.compile(r"去年|上一?年度?|last year"), -1),
    (re.compile(r"前年"), -2),
)
_SPAN_YEARS = re.compile(
    r"(?:近|这|过去|最近|连续)([两二三四五六\d])年|"
    r"(两)(?:个)?年(?!级|制|期|行动)(?:度|来|间|里)?|(?<=\d)([三四五])年"
)
_SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-—–－至到~和与、比]\s?((?:19|20)\d{2})")
_BARE_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?!\s?级)(?=\s*(?:年|届|学年|和|与|、|,|，|比|到|至|-|—|$|[^\d.%a-z]))")
_SHORT_YEAR = re.compile(r"(?<!\d)([0-3]\d)年")

_FUNCTION = re.compile(
    r"请问一?下?|请?你?告诉我|我?想(?:知道|了解|问|查)一?下?|帮(?:我|忙)?(?:查|看|算|找|列)?一?下?|查询?一下|麻烦(?:你|您)?|"
    r"能不能|可不可以|有没有|是不是|是否|对不对|对吧|听说|据说|是真的|没错吧|属实|"
    r"是多少|有多少|多少|增长率|增幅|增速|降幅|变化率|变化幅度|变化|更[高低多少大小]|还是|"
    r"排?前\s?[一二三四五六七八九十\d]+[名位个]?|排序|排名|排第?几|是什么|为什么|什么|哪一?[个些种类项年门位名所届次张]|哪里|哪|怎么样|怎么|如何|怎样|谁|"
    r"分别|各(?:自|是|有)|大概|具体|到底|究竟|目前|现在|当前|总结|概括|简述|概述|介绍|说说|谈谈|讲讲|列出|列举|"
    r"报告(?:中|里|显示|说|提到|指出|写)*|年报(?:中|里)?|质量年报|根据|按照|关于|对于|"
    r"我们|咱们?|你们|他们|我(?:校|院)|本(?:校|院)|全校|全院|学校|学院|这所|该校|该院|"
    r"你好|您好|谢谢|一下|数据|数字|数值|情况|方面|"
    r"一共|合计|总共|加起来|之和|总和|加总|共计|相加|总计|加在一起|合起来|两者|全部|所有|整个|"
    r"(?:但|却|而|又)?(?:没有?|未(?!来))(?:来|能|被)?|占(?:多大|了)|其中|"
    r"领导|校长|书记|主任|处长|同事|材料|文件|原文|资料|填的|填了|写的|写着|写了|怎么答|回答|该(?=怎|如)|"
    r"变动|幅度|^查|(?<=\s)查(?!处)|"
    r"多(?=录|招|报|出|了|投|花)|多大|多高|多长时间|多久|最后|最终|真正|一般|大约|总体上|"
    r"相差|差距|差值|之差|分之|百分之几|百分之|百分比|几个百分点|个百分点|百分点|几倍|倍数|倍|"
    r"(?<!\d)\d{1,2}月(?:\d{1,2}日)?|(?<!\d)\d{1,2}日|年底|年末|同比|环比|当中|排第?(?=\s|在|名|全)|第(?=\s)|叫什么|叫啥|最不|不(?=满意)|是啥|啥|名字|名称|来着|对得上|一致|等于|"
)
_ENGLISH_FUNCTION = re.compile(
    r"\b(?:how many|how much|what is|what's|what was|what were|what are|the|of|in|is|are|was|were|did|does|do|many|much|"
    r"please|tell me|college|school|report|a|an|to|for|and|by|at|on|with|that|which|who|there)\b"
)
_STOP = frozenset(
    "的 了 吗 呢 吧 啊 呀 是 有 在 为 和 与 及 或 跟 同 比 较 从 到 至 对 把 被 给 让 就 都 也 还 又 再 才 只 请 问 您 你 我 他 "
    "它 这 那 其 该 些 个 几 中 里 上 下 以 于 等 之 而 但 则 因 由 按 将 并 且 所 者 地 得 着 过 来 去 说 看 想 要 能 会 可 "
    "应 该 占 年 月 日 名 位 项 件 门 次 条 元 % 呗 嘛 哦 么 以及 还是 而且 但是 如果 那么 这个 那个 这些 那些 一个 达到 "
    "达 共 总 数 多 少 高 低 更 最 约 约为 一 两 三 几个 时候".split()
)
_LIGHT = frozenset(
    "人数 数量 总数 总量 个数 数目 比例 占比 比重 开展 进行 实施 推进 做 做了 工作 建设 取得 获得 得到 拥有 使用 方式 水平 有关 "
    "相关 主要 包括 包含 涉及 属于 出现 发生 变化 增加 减少 上升 下降 提高 增长 提升 降低 合计 总计 平均 最高 最低 最多 最少 "
    "最大 最小 前三 排序 第一 超过 高于 低于 多于 少于 不足 完成 未完成 学生 老师 教师 人员 时间 金额 情况 内容 指标 项目".split()
)
# Whom most indicators are about: their tables often do not say it.
SHARED = 0.3
_OPERATION_WORDS = frozenset(
    "增加 减少 上升 下降 提高 增长 提升 降低 变化 升 降 涨 差 多 少 高 低 高出 超出 超过 相比 比较 离 距 还差 "
    "平均 合计 总计 累计 前三 更高 更多 更低 更少 比 一致".split()
)
_SHARED = frozenset("毕业生 毕业学生 在校生 在校学生 新生 考生 生源 专任教师 高职 院校 专业 年度 全部 所有 整个 实际 企业 单位 本地".split())
_CONTENT_POS = ("n", "v", "a", "b", "s", "t", "l", "i", "j", "z", "f", "e", "x", "m", "q", "k", "h", "g", "r", "d")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question, with its span in ``Query.text`` and its interchangeable words.

    ``base`` is how much it must be found: 1 for a noun, less for verbs and for words that many
    indicators share. ``name`` marks a named place, person or body, ``known`` an indicator or scope of the
    lexicon.
    """

    text: str
    start: int
    end: int
    base: float
    alternatives: tuple[tuple[str, ...], ...] = ()
    name: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that the question names: kind ``table``, ``case``, ``figure``, ``section`` or ``annex``."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. ``text`` is normalised; ``grams`` are those of its content.

    ``offsets`` are years relative to the report's data year (去年: -1); ``claims`` are figures that the
    question itself states (a premise to check, or the limit of a filter).
    """

    text: str
    terms: tuple[Term, ...]
    grams: Grams
    content: str = ""
    years: tuple[int, ...] = ()
    offsets: tuple[int, ...] = ()
    references: tuple[Reference, ...] = ()
    operation: Operation = "lookup"
    want: Want = "any"
    unit: str = ""
    percent: bool = False
    limit: int | None = None
    comparison: str = ""
    claims: tuple[ProseFigure, ...] = ()
    axis: str = ""
    item: str = ""

    def years_for(self, data_year: int | None) -> tuple[int, ...]:
        """Return the years asked for, relative ones counted from the report's data year."""
        relative = tuple(data_year + offset for offset in self.offsets) if data_year else ()
        return tuple(dict.fromkeys(self.years + relative))


def understand(text: str) -> Query:
    """Return what a standalone question asks; traditional, full-width and English forms are folded."""
    plain = normalize(simplify(text)).rstrip("?？。.!！")
    references, rest = _references(plain)
    item = _ITEM.search(rest) if references else None
    if item:
        rest = rest[: item.start()] + " " * len(item.group()) + rest[item.end() :]
    years, offsets, rest = _years(rest)
    operation, comparison = _operation(plain)
    if len(years) == 1 and re.search(r"同比|[比较](?:上|前|去)一?年", plain):
        years, offsets = (years[0] - 1, years[0]), ()
    if operation == "share" and len(years) + len(offsets) > 1 and "占" not in plain and "比例" not in plain:
        operation = "growth"
    if operation in ("difference", "growth", "multiple"):
        offsets = other_year(years, offsets)
    claims = _claims(rest) if _CHECK.search(plain) or comparison in ("above", "below") else ()
    if not claims and _PASSAGE.search(plain):
        claims = tuple(figure for figure in find_figures(rest) if figure.unit == "%")
    for claim in claims:
        rest = rest[: claim.start] + " " * (claim.end - claim.start) + rest[claim.end :]
    counted = _COUNT.search(rest)
    rest = _COUNT.sub(lambda m: " " * len(m.group()), rest)
    axis = _AXIS.search(rest)
    if operation == "share":
        rest = rest.replace("占", " ")
    axis_start = axis.start(1) if axis else -1
    leading = _AXIS_BEFORE.search(rest)
    spans = [(axis_start, axis_start + 1)] + ([leading.span(1)] if leading else [])
    asked = counted.end() if counted else -1
    terms = tuple(
        _weighed(term, asked, spans)
        for term in _in_focus(_terms(rest), plain)
        if operation == "lookup" or term.text not in _OPERATION_WORDS
    )
    return Query(
        text=plain,
        terms=terms,
        grams=_grams_of(terms),
        content=_content(plain, terms),
        years=years,
        offsets=offsets,
        references=references,
        operation=operation,
        want=_want(plain, claims, operation),
        unit=_unit_asked(plain, counted, claims),
        percent=operation == "share" or bool(_PERCENT_WORDS.search(plain)),
        limit=_limit(plain),
        comparison=comparison,
        claims=claims,
        axis=axis[1] if axis else "",
        item=str(han_number(item[1]) or item[1]) if item else "",
    )


def _in_focus(terms: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    """Take the words outside the clause that asks lightly: they are the asker's own story.

    Where that clause says nothing itself (高中生和中职生，比例差多少), the others count as well.
    """
    asking = [m.span() for m in re.finditer(r"[^，,。；;！!？?：:]+", text) if _ASKING.search(m.group())]
    if not asking:
        return terms
    start, end = asking[0][0], asking[-1][1]
    inside = [term for term in terms if start <= term.start < end]
    if not any(term.base >= 1.0 for term in inside) or len(inside) == len(terms):
        return terms
    story = [m.span() for m in re.finditer(r"[^，,。；;！!？?：:]+", text) if _STORY.search(m.group())]
    # Lexicon words (an indicator, a grade) are about the report wherever they stand.
    return tuple(
        term
        if term in inside or term.known or not any(a <= term.start < b for a, b in story)
        else replace(term, base=0.1, name=False)
        for term in terms
    )


def _weighed(term: Term, asked: int, axes: list[tuple[int, int]]) -> Term:
    """What is counted (多少在校生) must be found; what only names the axis (哪个专业) need not."""
    if any(start <= term.start < end for start, end in axes):
        return replace(term, base=0.15)
    if term.start == asked and (term.base == SHARED or 0.3 < term.base < 1.0):
        return replace(term, base=1.0)
    if term.text == "学生" and (term.start == asked or asked < 0):
        return replace(term, alternatives=(*term.alternatives, pairs_of("在校生")))
    return term


_STORY = re.compile(
    r"我|您|你|咱|请|麻烦|谢谢|领导|校长|书记|主任|处长|同事|明天|今天|下午|上午|开会|汇报|要用|帮|想|急|听|老师(?:说|问|让)|在问"
)
_ASKING = re.compile(r"多少|几|哪|谁|什么|啥|吗|呢|为何|为什么|怎|如何|是不是|是否|比例|率|排|最|how|what|which|who|why|when")


def _claims(text: str) -> tuple[ProseFigure, ...]:
    """The figures that a question states, also those without a unit (生师比是不是16.08？)."""
    found = find_figures(text)
    bare = [
        ProseFigure(m.group(), Decimal(m.group()), "", m.start(), m.end())
        for m in re.finditer(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.]|\s?级)", text)
        if not any(f.start <= m.start() < f.end for f in found)
    ]
    return (*found, *bare)


def other_year(years: tuple[int, ...], offsets: tuple[int, ...]) -> tuple[int, ...]:
    """Return the offsets with the year compared with: a change that names one year is one between that year and the newest."""
    if len(years) == 1 and not offsets:
        return (0,)
    return (0, -1) if offsets == (-1,) and not years else offsets


def _references(text: str) -> tuple[tuple[Reference, ...], str]:
    found = []
    for match in _REFERENCE.finditer(text):
        kind = match.lastgroup or ""
        key = match[kind]
        if kind == "table":
            label = f"{'附' if match['annex'] else ''}表{key.replace('—', '-').replace('.', '-')}"
            found.append(Reference("table", label))
        elif kind in ("case", "figure"):
            number = han_number(key) or key
            found.append(Reference(kind, f"{'案例' if kind == 'case' else '图'}{number}"))
        elif kind == "annexes":
            found.append(Reference("annex", key))
        else:
            found.append(Reference("section", key))
    return tuple(found), _REFERENCE.sub(lambda m: " " * len(m.group()), text)


def _years(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    years = [year for _, year in years_of(text)]
    offsets: list[int] = []
    for match in _SCHOOL_YEAR.finditer(text):
        first, last = int(match[1]), int(match[2])
        years += range(first, last + 1) if 0 < last - first < 12 and "和" not in match.group() else [first, last]
    years += [int(match[1]) for match in _BARE_YEAR.finditer(text)]
    years += [2000 + int(match[1]) for match in _SHORT_YEAR.finditer(text)]
    for pattern, offset in _RELATIVE_YEARS:
        if pattern.search(text):
            offsets.append(offset)
            text = pattern.sub(lambda m: " " * len(m.group()), text)
    span = _SPAN_YEARS.search(text)
    if span:
        count = han_number(span[1] or span[2] or span[3]) or int(span[1])
        offsets += [-i for i in range(count)]
        text = text[: span.start()] + " " * len(span.group()) + text[span.end() :]
    # A year compared with “the year before” (比上年) also means the newest one, where none is named.
    if offsets == [-1] and not years and re.search(r"[比较与同和]\s{2,3}", text):
        offsets = [0, -1]
    text = _SCHOOL_YEAR.sub(lambda m: " " * len(m.group()), text)
    text = re.sub(r"(?<!\d)(?:19|20)\d{2}\s?(?:年度?|学年|届)?(?!\s?级)", lambda m: " " * len(m.group()), text)
    text = _SHORT_YEAR.sub(lambda m: " " * len(m.group()), text)
    return tuple(sorted(set(years))), tuple(sorted(set(offsets), reverse=True)), text


def _operation(text: str) -> tuple[Operation, str]:
    if re.search(r"哪|谁|几[个门项类种]|多少[个门项类种]|列出|有没有|的[^\W\d]{2,8}$", text):
        for pattern, name in (
            (_UNFINISHED, "unfinished"),
            (_FINISHED, "finished"),
            (_EXCEEDED, "exceeded"),
            (_FALLEN, "fallen"),
            (_RISEN, "risen"),
        ):
            if pattern.search(text):
                return "filter", name
        match = _FILTER.search(text)
        if match and re.search(r"\d", text):
            return "filter", "above" if match["above"] else "below"
    for operation, pattern_text in _OPERATIONS:
        if re.search(pattern_text, text):
            return operation, ""
    return "lookup", ""


def _want(text: str, claims: tuple[ProseFigure, ...], operation: Operation) -> Want:
    if claims and operation != "filter":
        return "check"
    if re.search(r"多少|(?<!哪)几[个名门项人件次%]|几$|几\s|how many|how much|几个?百分|率$|比$|[人总]数$", text):
        return "number"
    if _PASSAGE.search(text):
        return "passage"
    if _GIST.search(text):
        return "gist"
    if _LIST.search(text):
        return "list"
    return "any"


_PEOPLE = "学生|教师|老师|毕业生|人员|干部|考生|职工|志愿者|在校生|新生|党员|专家|员工"
_HOW_MANY_PEOPLE = re.compile(rf"(?:{_PEOPLE})(?:一共|总共|共|合计|大概|加起来)?(?:有|是)?多少$|多少(?:{_PEOPLE})")


def _unit_asked(text: str, counted: re.Match[str] | None, claims: tuple[ProseFigure, ...]) -> str:
    if re.search(r"第几|排名|排第|名次|位列", text):
        return "名次"
    if counted:
        unit = counted["unit"]
        return {"块": "元", "块钱": "元", "钱": "元", "号人": "人"}.get(unit, unit)
    if claims:
        return claims[0].unit
    return "人" if _HOW_MANY_PEOPLE.search(text) else ""


def _limit(text: str) -> int | None:
    match = re.search(r"(?:前|top\s?)(\d+|[一二两三四五六七八九十])", text)
    if not match:
        return None
    return int(match[1]) if match[1].isdigit() else han_number(match[1])


def _terms(text: str) -> tuple[Term, ...]:
    """Cut the content words out of a question whose years, references and claims are blanked."""
    terms: list[Term] = []
    taken = [False] * len(text)
    for span in load_lexicon().find(text):
        word = text[span.start : span.end]
        if _ASKS.search(word):
            continue
        alternatives = tuple(
            pairs_of(other)
            for other in span.alternatives
            # English names are for English questions, and 招了多少 is no name of anything.
            if other != word and not other.isascii() and not re.search(r"多少|几", other)
        )
        base = 1.0 if span.kind == "scope" else min(_base(w, "n") for w in (word, *span.names))
        terms.append(Term(word, span.start, span.end, base, alternatives, known=span.kind != "word"))
        taken[span.start : span.end] = [True] * (span.end - span.start)
    for match in _COMPOUND.finditer(text):
        if not any(taken[match.start() : match.end()]):
            terms.append(Term(match.group(), match.start(), match.end(), _base(match.group(), "v")))
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    open_text = "".join(" " if used else char for char, used in zip(text, taken, strict=True))
    open_text = load_lexicon().blank_function_words(_FUNCTION.sub(_blank, open_text))
    if not re.search(r"[\u4e00-\u9fff]", text):
        open_text = _ENGLISH_FUNCTION.sub(_blank, open_text)
    # What a question word leaned on (…生有多少人, …是哪些) must not stick to the word before it.
    open_text = re.sub(r"[有是为里中的了占由达共]+(?=\s|$)|(?<=\s)[里中的了有是建]+(?!\s|设)", _blank, open_text)
    terms += _words(open_text)
    terms.sort(key=lambda term: term.start)
    return tuple(_here(before, term) for before, term in zip([None, *terms], terms, strict=False))


def _here(before: Term | None, term: Term) -> Term:
    """本地 behind the name of a place says nothing more."""
    beside = before is not None and before.end == term.start and len(before.text) <= 4
    return replace(term, base=0.15) if beside and term.text in ("本地", "当地", "本市", "市内") else term


# Words that a segmenter breaks before 了, 的 or a question word.
_COMPOUND = re.compile(r"在校生|毕业生|最[高低多少]|报到|录取|到款|到账|在编|在岗|在校|在籍|在读|报考|考核|就业|立项|授权")
# A phrase of the lexicon that holds the question itself (招了多少) is left to be cut.
_ASKS = re.compile(r"^(?:多少|几)|(?:多少|几)$")


def _words(text: str) -> list[Term]:
    """The content words of a text; single characters that stand together are one word (市 + 外)."""
    found: list[Term] = []
    single: set[int] = set()
    position, prefix = 0, -1
    for word, pos in rjieba.tag(text):
        start, position = position, position + len(word)
        if word == "中" and (start == 0 or text[start - 1] == " ") and text[position : position + 1].strip():
            prefix = start
            continue
        if prefix >= 0:
            word, start, prefix = text[prefix:position], prefix, -1
        if not word.strip() or word in _STOP or not pos.startswith(_CONTENT_POS) or not re.search(r"\w", word):
            continue
        if pos == "m" and not re.search(r"\d", word):
            # 四计划, 三个保障: the number is part of a name, or a count that the report may print otherwise.
            found.append(Term(word, start, position, 0.1))
            continue
        last = found[-1] if found else None
        if last and last.end == start and len(word) == 1 and last.start in single:
            found[-1] = Term(last.text + word, last.start, position, 1.0)
            continue
        if len(word) == 1:
            single.add(start)
        found += _stems(word, pos, start)
    return found


def _stems(word: str, pos: str, start: int) -> list[Term]:
    """A word as one term, or as two where 人数, 总数 only say that it is counted."""
    stem = re.sub(r"(?:人数|总数|数量|数)$", "", word)
    if len(stem) < 2:
        stem = word
    name = pos in ("ns", "nt", "nr")
    alternatives = tuple(pairs_of(short) for short in _shorter(stem, pos))
    terms = [Term(stem, start, start + len(stem), _base(stem, pos), alternatives, name)]
    rest = word[len(stem) :]
    if rest:
        terms.append(Term(rest, start + len(stem), start + len(word), _base(rest, pos)))
    return terms


def _shorter(word: str, pos: str) -> tuple[str, ...]:
    """Other forms of a word: a place without 省 or 市, a word without the 中 that belongs before it."""
    if pos == "ns" and len(word) > 2 and word[-1] in "省市县区":
        return (word[:-1],)
    return (word[1:],) if len(word) > 2 and word[0] in "中内" else ()


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _base(word: str, pos: str) -> float:
    if word in _LIGHT or (word.isascii() and word.isalpha() and len(word) > 3):
        return 0.25
    if word.isascii() and len(word) == 1 and word.isalpha():
        return 1.0
    if word in _SHARED or len(word) == 1:
        return SHARED
    if pos.startswith(("n", "b", "s", "l", "j", "i", "e", "x", "t", "z")) and pos != "d":
        return 1.0
    if pos.startswith("v"):
        return 0.6
    if pos.startswith(("a", "f", "m")):
        return 0.6
    return 0.35


def _grams_of(terms: tuple[Term, ...]) -> Grams:
    return frozenset().union(*(grams(term.text) for term in terms), _adjacent_grams(terms))


def _adjacent_grams(terms: tuple[Term, ...]) -> Grams:
    """Pairs over the seam of two terms that touch: a segmenter may have cut one word in two."""
    seams = [(a, b) for a, b in zip(terms, terms[1:], strict=False) if a.end == b.start]
    return frozenset(a.text[-1] + b.text[0] for a, b in seams)


def with_terms(query: Query, terms: tuple[Term, ...]) -> Query:
    """Return the query asked with other content terms."""
    return replace(query, terms=terms, grams=_grams_of(terms), content=_content(query.text, terms))


def _content(text: str, terms: tuple[Term, ...]) -> str:
    """The text with everything but its content words blanked, of the same length."""
    kept = [" "] * len(text)
    for term in terms:
        kept[term.start : term.end] = text[term.start : term.end]
    return "".join(kept)
