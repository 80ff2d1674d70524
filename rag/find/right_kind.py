"""Whether a sentence holds what kind of thing a question asks for: a number in its unit, a date, a name."""

from __future__ import annotations

import re
from collections.abc import Set

from rag.find.about import measure_asked
from rag.find.asked_kind import tells_kind, tells_of_a_year, tells_of_all, tells_of_one, tells_one_year
from rag.find.book import Sentence
from rag.find.candidates import COUNTED_UNITS, Candidate, is_in, unit_class
from rag.find.figures import find_figures
from rag.find.match import Matcher
from rag.find.people_counted import tells_only_of_others
from rag.prose.passages import year_told
from rag.prose.persons import asks_way, holds_kind, names_as_many, tells_way
from rag.understand.opposites import of_the_other
from rag.understand.question import Query

_PERCENT = unit_class("%")
# What is measured or paid, unlike what is counted, no names answer.
_MEASURED = tuple(map(unit_class, ("人", "元", "千瓦时")))
_DATE = re.compile(r"(?:19|20)\d{2}\s?(?:年|[-./])\s?\d{1,2}\s?(?:月|[-./]\s?\d{1,2})?(?:\s?\d{1,2}\s?日?)?")
# People are counted with 个 as well.
_PEOPLE = re.compile(
    r"(?:几|多少)个(?:学生|同学|人(?!才|工|物)|老师|教师|毕业生|学员|学徒|新生|考生|孩子|教授|博士|硕士)"
)
_TIMES = ("年", "月", "日", "号", "天", "届", "级", "周", "小时")
# Measure words of things, and which others count the same.
_MEASURES = {
    unit: frozenset(same.split())
    for same in (
        "家 所",
        "本 册 部",
        "场 次 期 场次",
        "项 件 个",
        "种 类 个 项",
        "支 个",
        "间 个",
        "趟 班次 车次",
        "篇",
        "门",
        "份",
    )
    for unit in same.split()
    if unit not in ("个", "次")
}


def fits_type(matcher: Matcher, sentence: Sentence) -> bool:
    """Tell whether a sentence is of the year asked and holds what kind of thing is asked for."""
    units = {figure.unit for figure in find_figures(sentence.text)}
    # 近千本 is a number as well.
    units |= set(re.findall(r"[万千百]([本册家场项件种支间篇门份])", sentence.text))
    return (
        year_told(matcher, sentence.text)
        and right_kind(matcher.query, units)
        and holds_kind(matcher.query.text, sentence.text)
        and tells_kind(matcher.query.text, sentence.text)
        and not of_the_other(matcher.query.text, sentence.text)
        and not tells_only_of_others(
            matcher.query.text, sentence.text, [view.figure for view in sentence.figures]
        )
        and names_as_many(matcher.query.text, sentence.paragraph.text)
        and (not asks_number(matcher.query) or _counts_it(matcher.query, sentence.text))
        and (not asks_way(matcher.query.text) or tells_way(sentence.text))
    )


def holds_words(query: Query, candidate: Candidate) -> bool:
    """Tell whether a number is asked for, and a cell holds words alone (商务英语、应用韩语), or a date."""
    if candidate.cell is None:
        return False
    text = candidate.cell.cell.text
    if _DATE.fullmatch(text.strip()) and query.unit not in _TIMES and not candidate.unit:
        return query.want == "number" and bool(query.unit)
    if unit_class(query.unit) not in _MEASURED and not counts_people(query):
        return False
    return (
        query.want == "number"
        and re.search("[\u4e00-\u9fff]", text) is not None
        and not re.search(r"\d", text)
    )


def counts_people(query: Query) -> bool:
    """Tell whether a question asks for a number of people, with whatever measure (几个学生)."""
    return query.unit in ("人", "名", "位") or (query.unit == "个" and _PEOPLE.search(query.text) is not None)


def is_no_place(query: Query, candidate: Candidate) -> bool:
    """Tell whether it is asked which place something takes, and a cell holds words of another kind."""
    if query.unit != "名次" or candidate.cell is None or candidate.cell.cell.value is not None:
        return False
    prize = "|等奖|[金银铜]奖" if re.search("[赛奖]", query.text) else ""
    return re.search(rf"第\s?[\d一二三四五六七八九十]|名|[冠亚季]军{prize}", candidate.cell.cell.text) is None


def _counts_it(query: Query, text: str) -> bool:
    """Whether the figures of a text may be for one, of one year or of all, as the question asks."""
    clauses = [clause for clause in re.split("[，；。]", text) if find_figures(clause)]
    in_unit = [c for c in clauses if right_kind(query, {figure.unit for figure in find_figures(c)})]
    return tells_of_one(query.text, text, "") and any(
        tells_one_year(query.text, clause)
        and tells_of_all(query.text, clause)
        and tells_of_a_year(query.text, clause, query.unit)
        for clause in in_unit or clauses
    )


def asks_number(query: Query) -> bool:
    """Tell whether a number is asked for: 几亩 says so by its measure, 几月几号 asks for a date."""
    measured = bool(query.unit) and query.unit not in ("年", "月", "日")
    return query.want == "number" or (query.want == "any" and measured)


def right_kind(query: Query, units: Set[str]) -> bool:
    """Tell whether figures in these units can be what is asked: a number, of the kind that is counted."""
    if not asks_number(query):
        return True
    if query.unit in _MEASURES:
        return not {unit.lstrip("万亿千百") for unit in units}.isdisjoint(_MEASURES[query.unit])
    if query.unit == "个":
        return not units.isdisjoint(COUNTED_UNITS)
    asked = unit_class(query.unit) if query.unit else (_PERCENT if query.percent else None)
    asked = measure_asked(query.text) if asked is None and not query.unit else asked
    if asked is None:
        return bool(units) if not query.unit else any(is_in(unit, query.unit) for unit in units)
    return asked in {unit_class(unit) for unit in units}
