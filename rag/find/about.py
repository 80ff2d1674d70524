"""Whether a figure is about what a question asks, by its own words: its measure, what it counts, whose it is.

A figure may stand in a sentence that speaks of all that is asked, and yet tell another thing: how many
classmates somebody took along where the sales are asked, how many posts there are in the canteen where
canteens are counted, what one specialty plans where the plan of the whole school is asked.
"""

from __future__ import annotations

import re

import rjieba

from rag.find.book import FigureView
from rag.find.candidates import Candidate, name, unit_class
from rag.find.counted_apart import counts_others, lone_indicator
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.understand.lexicon import load_lexicon
from rag.understand.terms import Term
from rag.understand.words import NOUN, NOUN_POS

_ASKED = (
    r"(?:一共|总共|总计|合计|大概|大约|分别|到底|究竟|现在|目前|能|会|可以|又|都|的|总额|总量)*"
    r"(?:有|是|为|达到?|到)?了?(?:多少|几|多大|多高)?(?:{units})?(?:呢|呀|啊)?$"
)
# Nouns that name a measure, and the units in which that is told and asked.
_MEASURES = tuple(
    (re.compile(f"(?:{nouns}){_ASKED.format(units=asked)}"), unit_class(unit))
    for nouns, asked, unit in (
        (
            r"销售额|营业额|营收|产值|收入|支出|经费|资金|金额|到款额?|到账额?|拨款|学费|奖金|工资|月薪|薪资|起薪|造价|"
            r"总额|总投资|投资额|贷款额|捐款|津贴|补贴",
            "元|万元?|亿元?|钱|块钱?",
            "元",
        ),
        (r"面积|占地", "亩|平方米|平米|平|公顷", "亩"),
        (r"[^效概频汇利税倍长增降]率|比例|占比|比重|百分比", "百分之[多几]少?|%|个百分点", "%"),
        (r"(?<!占)人数", "人|名", "人"),
    )
)
# 能拿多少津贴: what is asked for stands behind.
_MONEY_BEHIND = re.compile(
    r"多少(?:的)?(?:津贴|补贴|补助|工资|薪水|学费|奖金|经费|资金|租金|费用|钱)(?:$|[？?，,])"
)
# Whom a question counts by name: 收了多少实习生.
_PEOPLE_ASKED = re.compile(
    r"(?:多少|几)[个名位]?[\u4e00-\u9fff]{0,4}?(?:[学新考男女师]生|[习业学定]生|教师|老师|员工|职工|教职工|学员|学徒|同学)(?:呢|呀|啊)?$"
)
# How many there are of something; the families of units in which nothing is counted; what a column counts.
_NUMBER_OF = re.compile(
    rf"^[^占]*(?<![课学时次日天分倍指位款额金钱费资])(?:数量|数){_ASKED.format(units='[个人名门项种所家间]')}"
)
_COUNTED_FAMILIES = frozenset(map(unit_class, ("人", "个")))
_COUNTS, _HOURS = unit_class("人"), unit_class("天")
_COLUMN_OF = re.compile(r"([\u4e00-\u9fff]{2,}?)(?:总数|人数|数量|数)$")
_NOT_COUNTED = frozenset(map(unit_class, ("%", "元", "亩", "课时")))
_NO_PEOPLE = frozenset("处 年 月 周 岁 倍 栋 幢 座 台 套 册 公里 分 届 度 级".split())
_NO_NUMBER = frozenset("期 届 年 月 周 次 分 岁".split())
# More than one thing asked at once: each part of the question is asked by itself.
_ASKS = re.compile(r"多少|几|多大|多高|百分之|，|,")
_JOINS = re.compile(r"[和与及、]")
# What is told of several together is not told of one of them.
_TOGETHER = re.compile(r"共同(?:出资|投[资入]|建设|完成|承担|获)|合资|合作投[资入]")
_ASKS_TOGETHER = re.compile(r"一共|共同|总|合|全部|两|双方|都")
# 每班男女各1名 tells not how many there are.
_OF_EACH = re.compile(r"每(?:班|组|队|室|桌|校|院|系|村|户)[^，。]{0,6}$")
_ASKS_EACH = re.compile(r"每|均|一个|单个|各班")
_GIVES = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,}?)(?:那边|那头|方面|一方)?(?:出|掏|投|拿|承担|负担)(?:资|入|钱)?了?(?:多少|几)(?=[万亿元钱])"
)
# A figure's own clause that names a part of the school.
_PART = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:专业(?!群|学院)|二级学院|(?<!我)学院|系)(?=[的，今\d]|20|学生|教师|新生|毕业生|招生)"
)
# A clause that begins with one part, as what it tells of.
_OPENS = re.compile(
    r"(?:(?:19|20)\d{2}年(?:底|度)?)?(?:其中|而|但)?[\u4e00-\u9fff]{2,12}?(?:专业(?!群|学院|建设|设置)|学院|系)"
    r"(?=因|由于|[的有已将被在今\d])"
)
_ASKS_WHOLE = re.compile(r"全校|全院|整个学校|我校|我院|(?<![所个哪家])学校|学院总|总计划|总人数")
# A number that a question states, with its measure.
_STATED = re.compile(r"(?<![\d.年])(\d+(?:\.\d+)?)\s?([人名位个项家所门种类支次篇件元万亩%])")
# What may stand between a thing and how many of it there are.
_TELLS_NUMBER = re.compile("[总数量共有达为是约近超逾各到了的等现]+")
_THINGS_ASKED = re.compile(r"(?:多少|几)[个门种家所]?([\u4e00-\u9fff]{2,4})$")
_BEHIND = re.compile(r"[\u4e00-\u9fff]{2,}")
_OF_PEOPLE = re.compile(r"的?(?:团队|小组|队伍|班|规模|宿舍|间)")
_COUNTED = re.compile(
    r"(?:一共|总共|总计|共|大概|现在|目前|都|又)*(?:拥|设|建|共|具)?有?了?(?:几|多少)[个位名所家项门种支座栋间]?(?!人|[元万亿%])"
)


def is_about(matcher: Matcher, candidate: Candidate) -> bool:
    """Tell whether a figure can be what a question asks for, by its own words."""
    text = matcher.query.text
    return (
        _in_measure(matcher, candidate)
        and not _is_stated(matcher, candidate)
        and not _is_of_a_part(text, candidate)
        and not _is_of_several(text, candidate)
        and not counts_others(matcher, candidate)
        and _counts_what_is_asked(matcher, candidate)
        and not _is_of_the_rest(matcher, candidate)
    )


def _is_of_the_rest(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a figure is of all that is not so: 非学历培训 is nothing about 学历."""
    told = name(candidate)
    return any(
        f"非{term.text}" in told and f"非{term.text}" not in matcher.query.text for term in matcher.terms
    )


def measure_asked(text: str) -> int | None:
    """Return the family of units of the noun that a question asks for, None where it names no measure."""
    if _MONEY_BEHIND.search(text) and len(_ASKS.findall(text)) == 1:
        return unit_class("元")
    if _JOINS.search(text) or len(_ASKS.findall(text)) > 1:
        return None
    return next((unit for asks, unit in _MEASURES if asks.search(text)), None)


def _is_of_no_indicator(matcher: Matcher, unit: str) -> bool:
    """Whether the one indicator that a question names is told in units of other families than this one.

    People and things are told for each other (培训: 人次, 期), and training in hours as well.
    """
    known = lone_indicator(matcher)
    if known is None or matcher.query.unit:
        return False
    units = load_lexicon().units(known.text)
    own = unit_class(unit.lstrip("万亿千百"))
    if not units or own is None:
        return False
    if set(map(unit_class, units)) == {_HOURS}:
        return own == unit_class("个")
    kin = {_COUNTS if family in _COUNTED_FAMILIES else family for family in map(unit_class, units)}
    return (_COUNTS if own in _COUNTED_FAMILIES else own) not in kin and not kin & {_COUNTS, _HOURS}


def _in_measure(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a figure is in the measure of the noun asked for (销售额多少: no 名)."""
    text = matcher.query.text
    if candidate.unit and _NUMBER_OF.search(text) and not _is_number_asked(text, candidate):
        return False
    asked = measure_asked(text)
    if not candidate.unit:
        return True
    if _PEOPLE_ASKED.search(text) and not _may_count_people(candidate.unit):
        return False
    if asked is None:
        return not _is_of_no_indicator(matcher, candidate.unit)
    # 万, 亿 by themselves may be money.
    return unit_class(candidate.unit.split("/")[0]) == asked or candidate.unit in ("万", "亿", "倍", "分")


def _may_count_people(unit: str) -> bool:
    """Whether people may be told in a unit: in 人, 名, 个, in what is seldom counted, but in no % or 处."""
    own = unit_class(unit.lstrip("万亿千百"))
    return own in _COUNTED_FAMILIES or unit in ("万", "亿") or (own is None and unit not in _NO_PEOPLE)


def _is_number_asked(text: str, candidate: Candidate) -> bool:
    """Whether a figure counts, and what is asked for: the 工位数 of a 实训基地 is no 实训基地数."""
    if unit_class(candidate.unit.lstrip("万亿千百")) in _NOT_COUNTED or candidate.unit in _NO_NUMBER:
        return False
    if candidate.figure is not None:
        told = _COLUMN_OF.search(candidate.figure.subject.rstrip("为是达共有 "))
        # 各专业开设课程总数 is no 专业总数.
        return told is None or told[1][-2:] in text
    head = candidate.cell.col.bare[-1] if candidate.cell and candidate.cell.col.bare else ""
    column = _COLUMN_OF.search(head)
    return column is None or not grams(column[1]).isdisjoint(grams(text))


def _is_stated(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a figure only says again what the question states (41名博士教师里女教师有几位: 41人)."""
    query = matcher.query
    if query.want == "check" or query.claims or query.comparison:
        return False
    value = (
        candidate.cell.cell.value if candidate.cell else candidate.figure and candidate.figure.figure.value
    )
    stated = _STATED.findall(query.text)
    return value is not None and any(number == format(value, "f") for number, _ in stated)


def _is_of_a_part(text: str, candidate: Candidate) -> bool:
    """Whether a sentence tells of a part of the school, where the whole is asked."""
    if candidate.figure is None or not _ASKS_WHOLE.search(text):
        return False
    named = _PART.search(candidate.figure.subject) or _part_before(candidate)
    return named is not None and not any(
        pair in text for pair in grams(named.group()) if pair == named.group()
    )


def tells_of_part(question: str, text: str) -> bool:
    """Tell whether a sentence begins with one part of the school, where the whole is asked."""
    return (
        _ASKS_WHOLE.search(question) is not None
        and _OPENS.match(text) is not None
        and not re.search("学校|全校", text)
    )


def _part_before(candidate: Candidate) -> re.Match[str] | None:
    """The part that the clause before a figure's own speaks of (某专业因…被预警，2030年招生计划减至)."""
    if candidate.sentence is None or candidate.figure is None:
        return None
    said = re.split("[。；;]", candidate.sentence.text[: candidate.figure.figure.start])[-1]
    before = re.split("[，,]", said)[-2:-1]
    named = _OPENS.match(before[0]) if before else None
    return None if named is None or re.search("学校|全校", said) else named


def _is_of_several(text: str, candidate: Candidate) -> bool:
    """Whether a sentence tells what several did together, what another did, or what there is of each.

    Of money that is told for each: what a scholarship is a year, nothing else is told.
    """
    if candidate.figure is None:
        return False
    subject = candidate.figure.subject
    if _TOGETHER.search(subject) and not _ASKS_TOGETHER.search(text):
        return True
    if unit_class(candidate.unit) in (unit_class("人"), unit_class("个")) and not _ASKS_EACH.search(text):
        if _OF_EACH.search(subject):
            return True
    gives = _GIVES.search(text)
    # 学校出资 is not what the firm gave.
    return (
        gives is not None
        and "学校" in subject
        and grams(gives["who"]).isdisjoint(p for p in grams(subject) if len(p) > 1)
    )


def _counts_what_is_asked(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether what stands right behind a number (11个岗位群) is what the question counts (几个食堂)."""
    sentence, figure = candidate.sentence, candidate.figure
    if sentence is None or figure is None or len(_ASKS.findall(matcher.query.text)) > 1:
        return True
    if _is_of_longer_word(matcher.query.text, figure):
        return False
    counted, behind = _counted(matcher), _BEHIND.match(sentence.text[figure.figure.end :])
    if counted is None or behind is None or not _is_counted_noun(figure.figure.unit, behind.group()):
        return True
    # 软著 are 软件著作权.
    short = re.search(".*".join(map(re.escape, counted.text)), behind.group())
    return bool(short or matcher.found(counted, grams(behind.group())))


def _is_of_longer_word(text: str, figure: FigureView) -> bool:
    """Whether a number is told of what only begins with the thing asked: 专业课607门 for 多少专业."""
    asked = _THINGS_ASKED.search(text)
    counts = unit_class(figure.figure.unit) in (unit_class("人"), unit_class("个"))
    rest = re.search(rf"{asked[1]}([\u4e00-\u9fff]{{1,3}})$", figure.subject.strip()) if asked else None
    if rest is None or not counts or _TELLS_NUMBER.fullmatch(rest[1]):
        return False
    return all(tag.startswith("n") for _, tag in rjieba.tag(rest[1]))


def _is_counted_noun(unit: str, behind: str) -> bool:
    """Whether what stands behind a number is what it counts: of 人 mostly what these do."""
    if unit == "人":
        return _OF_PEOPLE.match(behind) is not None
    noun = next(iter(rjieba.tag(behind)), ("", ""))[1].startswith((*NOUN_POS, "vn"))
    return noun and unit_class(unit) in (unit_class("人"), unit_class("个"))


def _counted(matcher: Matcher) -> Term | None:
    """The noun that a question counts: 食堂有几个, 几个食堂; None where it only says in which unit."""
    match = _COUNTED.search(matcher.query.text)
    if match is None:
        return None
    behind = next((t for t in matcher.terms if t.start == match.end()), None)
    if behind is not None or not re.search("有|共", match.group()):
        # 培训班共有多少老师参加 counts no courses, 选派了多少名教师 none that are sent.
        return behind if behind is not None and behind.base >= NOUN else None
    return next((t for t in matcher.terms if t.base >= NOUN and t.end == match.start()), None)
