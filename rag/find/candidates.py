"""A cell or a figure that may answer: what it is, and how it stands to the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import rjieba

from rag.find.book import FigureView, Sentence, TableCell, TableView
from rag.understand.question import Query
from rag.understand.terms import Term

_UNIT_CLASSES: tuple[frozenset[str], ...] = (
    frozenset({"%", "‰", "个百分点", "百分点"}),
    frozenset({"元", "万元", "亿元"}),
    frozenset({"人", "名", "位", "人次", "万人"}),
    frozenset("个 项 件 门 种 类 支 所 家 间 份 篇 部 本 场 次 批 批次 期".split()),
    frozenset({"名次", "位次"}),
    frozenset({"毫升", "ml", "ML", "升"}),
    frozenset({"千瓦时", "万千瓦时", "亿千瓦时", "kWh", "度电", "度"}),
    frozenset({"亩", "平方米", "平米", "m²", "㎡", "公顷", "万平方米"}),
    frozenset({"天", "工作日", "个工作日", "人日", "日", "小时", "人时", "学时", "课时", "人天"}),
)
_UNIT_FAMILY = {unit: i for i, family in enumerate(_UNIT_CLASSES) for unit in family}
PLAN = re.compile(r"计划|目标|预算")
# Columns that tell of a figure, not the figure itself.
DERIVED = re.compile(r"排名|名次|位次|序号|增减|[较比](?:上|去|前)一?[年届]|占比|比例|代码|年份")
_YEAR = re.compile(
    r"(?:(?:19|20)\d{2}\s?年?\s?[-—–~至]+\s?)?(?:19|20)\d{2}\s?(?:年度?|届|学年)?|"
    r"^(?:上一?(?:年度?|届|学年)|去年|前一年)的?(?=.)"
)
# 2030年报考41人；2029年报考36人.
_DATE = re.compile(r"^[，,；;。]?(?:(?:19|20)\d{2}年(?:度)?|上年|上一年|去年)?(?:同期)?")
# What is counted with 个 in speech: things, and people.
COUNTED_UNITS = _UNIT_CLASSES[2] | _UNIT_CLASSES[3]
# People are counted in units that no list holds (支, 户), but in none of these.
_NO_PEOPLE = frozenset(
    "分 年 届 天 期 门 册 本 亩 台 套 间 栋 课时 学时 小时 分钟 公里 平方米 m² 周年 场 篇".split()
)
# Units that measure and count nothing.
_NO_COUNT = frozenset("个月 月 周 年 分 分钟 公里 米 千米 海里 吨 公斤 千克 周年 岁 倍 起".split())
_COUNTED_THING = re.compile(r"[几少]个(?!人|月|百分)([\u4e00-\u9fff]{1,4})")
_PEOPLE = re.compile(
    r"人|家长|父母|孤儿|职称|学历|学位|[学新考男女研业师]生|老师|教|导|师|博|硕|员|者|工|徒|匠|带头|骨干|干部|同学|孩|娃|村民|农户|来自|[是在没不能会被拿获去到从过]"
)
# 几倍, 百分之几 ask for a result, not for figures in that unit.
_RATIO_UNITS = frozenset({"倍", "%", "个百分点", "百分点", "成"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell or a figure that may answer, with its scores from 0 to 1 (``score`` may pass 1).

    ``missing`` are the content terms that nothing about it answers to; ``covered`` the indexes of the
    terms that its own name (not its surroundings) answers to; ``named`` their share by weight, counting
    what stands before a figure in the same segment of its sentence. ``own`` are the covered terms that
    stand in its innermost labels, not only in those of its parents.
    """

    score: float
    coverage: float
    specificity: float
    missing: tuple[Term, ...]
    covered: frozenset[int]
    year: int | None
    named: float = 0.0
    own: frozenset[int] = frozenset()
    view: TableView | None = None
    cell: TableCell | None = None
    sentence: Sentence | None = None
    figure: FigureView | None = None

    @property
    def unit(self) -> str:
        """The unit of its value as printed."""
        if self.cell:
            return self.cell.cell.unit
        return self.figure.figure.unit if self.figure else ""


def unit_class(unit: str) -> int | None:
    """Return which family of units this is (percent, money, people, things, time), None for another."""
    return _UNIT_FAMILY["元"] if unit.startswith("元/") else _UNIT_FAMILY.get(unit)


def is_in(unit: str, asked: str) -> bool:
    """Tell whether a unit is the one asked for, or thousands or more of it (万公里)."""
    return unit == asked or (len(unit) > 1 and unit[0] in "万亿千百" and unit[1:] == asked)


def is_rare(unit: str) -> bool:
    """Tell whether a unit says by itself what is counted: 期, 公里, no 人, 项, 万元 or %."""
    return bool(unit) and unit not in ("个", "项", "次", "类", "名次") and unit_class(unit) not in (0, 1, 2)


def unit_contradicts(query: Query, candidate: Candidate) -> bool:
    """Tell whether a candidate is in another kind of unit than the one asked for (多少人: no 人日)."""
    wanted = query.figure_unit
    if not wanted or not candidate.unit or wanted in _RATIO_UNITS:
        return False
    asked, own = unit_class(wanted), unit_class(candidate.unit)
    if wanted == "个":
        # People are counted with 个 as well: 老师有几个, 多少个教职工; but 几个省 are no people.
        people = own == unit_class("人")
        return (people and _counts_things(query.text)) or _is_measured(candidate.unit, own, asked)
    if own is None and asked == unit_class("元"):
        # 万册 is no money, 万 may be.
        return candidate.unit not in ("万", "亿", "千")
    if own is None and asked == unit_class("人") and candidate.unit.lstrip("万亿千百") in _NO_PEOPLE:
        return True
    if asked is None:
        return not is_in(candidate.unit, wanted) and not _is_such_in_general(query, candidate)
    return own is not None and asked != own


def _is_such_in_general(query: Query, candidate: Candidate) -> bool:
    """Whether a figure counts with 个 what is asked with a measure of its own: 床位960个 are so many 张床."""
    thing = re.search(rf"(?:多少|几){re.escape(query.figure_unit)}([\u4e00-\u9fff]{{1,4}})", query.text)
    told = name(candidate).rstrip("有为是达共计约 ")
    return candidate.unit == "个" and thing is not None and thing[1][:2] in told[-max(2, len(thing[1][:2])) :]


def _is_measured(unit: str, own: int | None, asked: int | None) -> bool:
    """Whether a unit measures, where things or people are counted: 6个月 are not so many of anything."""
    return unit in _NO_COUNT if own is None else own not in (asked, unit_class("人"))


@lru_cache(maxsize=1024)
def _counts_things(text: str) -> bool:
    """Whether what is counted with 个 is named behind it, and is nobody: 几个省, 多少个专业."""
    counted = _COUNTED_THING.search(text)
    if counted is None or _PEOPLE.search(counted[1]) or re.search("多少|几", text[counted.end(1) :]):
        # 几个专业一共多少人: those of several.
        return False
    return next(iter(rjieba.tag(counted[1])), ("", ""))[1].startswith("n")


def has_number(candidate: Candidate) -> bool:
    """Tell whether there is one exact number to calculate with."""
    if candidate.cell:
        return candidate.cell.cell.value is not None
    figure = candidate.figure.figure if candidate.figure else None
    # A number in words (六个专业) counts on the way; what is reckoned with is printed in digits.
    return figure is not None and not figure.approx and re.search(r"\d", figure.text) is not None


def cell_candidate(view: TableView, item: TableCell) -> Candidate:
    """Return the candidate that a cell is which is known to answer."""
    return Candidate(1.0, 1.0, 1.0, (), frozenset(), item.year, view=view, cell=item)


def bare_cell(view: TableView, item: TableCell, year: int | None) -> Candidate:
    """Return the candidate that a cell is for which no question was asked."""
    return Candidate(0.0, 0.0, 0.0, (), frozenset(), year, view=view, cell=item)


def bare_figure(sentence: Sentence, figure: FigureView, year: int | None) -> Candidate:
    """Return the candidate that a figure of the prose is for which no question was asked."""
    return Candidate(0.0, 0.0, 0.0, (), frozenset(), year, sentence=sentence, figure=figure)


def value_of(candidate: Candidate) -> Decimal:
    """Return the number of a candidate, 0 where it has none."""
    if candidate.cell:
        return candidate.cell.cell.value or Decimal(0)
    return candidate.figure.figure.value if candidate.figure else Decimal(0)


def name(candidate: Candidate) -> str:
    """Return the labels of a cell, or the words before a figure."""
    if candidate.cell:
        return " ".join((*candidate.cell.row.bare, *candidate.cell.col.bare))
    return candidate.figure.subject if candidate.figure else ""


def dated(candidate: Candidate) -> bool:
    """Tell whether a cell is of a year that its table names."""
    item = candidate.cell
    return item is not None and item.year is not None


def same_name(a: Candidate, b: Candidate) -> bool:
    """Tell whether two figures are the same thing, as in two years: equal labels, or equal words around."""
    if a.cell and b.cell:
        if a.view is not b.view or a.cell.row.all != b.cell.row.all:
            return False
        col, beside_it = a.cell.col, b.cell.col
        # 小计 under one year, and 2030年合计 beside it: each is all that its row has.
        heads = _undated(col.bare), _undated(beside_it.bare)
        dated = a.unit == b.unit and a.year != b.year
        both = dated and col.total and beside_it.total
        # 2030年在校生 with a 小计 of its grades, and 2029年在校生 alone beside it.
        parted = dated and any(
            one.total and len(head) > 1 and head[:-1] == other
            for one, head, other in ((col, *heads), (beside_it, *heads[::-1]))
        )
        if parted:
            return True
        return col.all == beside_it.all or heads[0] == heads[1] or (both and heads[0][:-1] == heads[1][:-1])
    if a.figure and b.figure and a.sentence is b.sentence:
        # 22人（上年为14人）: named once, of two years.
        one, other = (_DATE.sub("", view.subject) for view in (a.figure, b.figure))
        return a.year != b.year and bool(one) and one == other
    if a.figure and b.figure:
        return a.figure.near == b.figure.near
    return False


def _undated(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The labels of a column without the years in them: 2020年录取 and 2021年录取 head the same."""
    return tuple(plain for label in labels if (plain := _YEAR.sub("", label)))


def distinct(a: Candidate, b: Candidate) -> bool:
    """Tell whether two candidates are two figures."""
    if a.cell and b.cell:
        return a.cell.cell is not b.cell.cell
    return a.figure is not b.figure or a.sentence is not b.sentence


def alike(a: Candidate, b: Candidate) -> bool:
    """Tell whether two figures are in the same kind of unit."""
    return unit_class(a.unit) == unit_class(b.unit) and (unit_class(a.unit) is not None or a.unit == b.unit)


def beside(a: Candidate, b: Candidate) -> float:
    """Return how near two figures stand: 1 in one row or column, less in one sentence or table, else 0."""
    if a.cell and b.cell and a.view is b.view:
        return 1.0 if a.cell.cell.row == b.cell.cell.row or a.cell.cell.col == b.cell.cell.col else 0.3
    return 0.8 if a.sentence is not None and a.sentence is b.sentence else 0.0
