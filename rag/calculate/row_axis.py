"""The column of a table whose rows are what a question asks for: 哪个学院的落实率, 前三的专业群按在校生数."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from rag.find.book import TableCell, TableView
from rag.find.candidates import DERIVED, PLAN, Candidate, has_number, unit_class
from rag.find.home import is_province
from rag.find.labels import Label, bare_label, pairs_of
from rag.find.match import Matcher
from rag.find.titled import table_name
from rag.understand.references import in_reference
from rag.understand.terms import Term
from rag.understand.words import NOUN, SHARED

# What a heading says that only tells that names stand below it (专业名称), and what may stand for what.
NAMING = re.compile(r"(?<=..)(?:名称|一览)$|(?<=[村镇校])名$|[(（].*[)）]$")
_SAME = (
    ("类型", "类别", "方式", "种类", "渠道", "途径", "类"),
    ("学院", "院系", "系部", "教学单位", "系"),
    ("省份", "省区", "省市", "省"),
    ("来源地", "生源地", "地区", "地方", "区域", "城市", "地市", "县市", "市县", "区县"),
    ("单位", "企业", "公司"),
    ("国别", "国家", "国籍", "生源国"),
    ("村", "帮扶村", "村庄"),
    ("赛项", "比赛", "大赛", "竞赛"),
    ("科类", "科"),
    ("证书", "1+x"),
)
_KIND = re.compile(r"(?<=..)(?:类型|类别|种类|项目)$")
# Headings over rows of every kind.
_ANY_ROW = re.compile(r"^(?:指标|次级指标|项目|内容|序号|编号|单位|年度|年份|类别)$")
_SAYS_NOTHING = re.compile(rf"{_ANY_ROW.pattern}|^名[称字]$")
# Money that comes in, as it is asked for and as it heads a column.
_TAKEN_IN = r"收入|到款额?|到账(?:金额|经费|收入|额)?|进账(?:金额|额)?"
_EARNED = re.compile(rf"(?P<of>.*?)(?:{_TAKEN_IN}|金额|经费|挣了|赚了)$")
_INCOME = re.compile(rf"^(?:{_TAKEN_IN})(?:[(（]|$)")
_PAID = re.compile(
    rf"(?:{_TAKEN_IN}|金额|[挣赚收](?:来|到|进|进来)?的?(?:了|钱)+|[挣赚](?:得|的)?)(?:最|前|倒数|排|超|不)"
)
# 落实得最好的 has the highest rate.
_BEST = re.compile("最(?:好|差|理想|棒|糟|不理想)")
_SHARE = re.compile("占|比重|比例")
_SPENDING = re.compile("花钱?|花费|花销|开销|开支|费用|用钱|钱")
_SPENT = re.compile("支出|经费|投入|预算|决算|开支")
# So many rows show what they have in common.
FEWEST = 3
_ASKS = (
    r"(?:哪[一二两三四五六七八九十几\d]*|几|各|每一?|前?[一二两三四五六七八九十\d]+)"
    r"(?:个|类|种|项|家|门|所|支|些|位|大|名)?的?"
)
_PROVINCE = "省份"
_KIND_ASKED = re.compile(r"哪一?[种类]")
_DEPARTMENT = "(?![列统数别])"
# What a school is made up of: which of these is asked is no question of anything else.
PARTS = "学院|院系|系部|专业群?|校区|班级|年级|教研室"
_ALONE = "(?=[最更比的里中有是录报招考得，,]|$)"
# 学院都叫什么, 证书里中级的有哪几个.
_BEHIND = (
    r"(?:名单|名字|名称|里|中|当中|之中|里面)?[^，,。]{0,8}?(?:都|一共|总共|共|分别|各)*"
    r"(?:有|是|叫|包括)(?:哪[一二两三四五六七八九十几]?[些个种类项门所支]?|什么|谁|啥)(?=$|[，,])"
)
# How well a heading is asked for: by a question word before it, or anywhere.
ASKED, NAMED = 1.0, 0.5
# What the rows are called at their end tells a little less than the heading over them.
BY_ENDING = 0.9
RATED = 0.3
# What a column loses that hardly is what is compared, and how surely its rows must be asked for.
UNLIKELY = 0.2
LEAST_AXIS = 0.4
TOGETHER = 0.8


def axis_fit(matcher: Matcher, view: TableView, outer: float = 0.6) -> float:
    """Return how well the rows of a table are what a question asks for, 0 to 1.

    Args:
        matcher: the question against the report.
        view: the table.
        outer: what a heading over groups of rows (the 学院 of some 专业) tells beside one over rows.
    """
    *over, inner = _heads_asked(matcher, view) or [0.0]
    return max(inner, *(outer * fit for fit in over), BY_ENDING * bool(group_asked(matcher, view)))


def group_asked(matcher: Matcher, view: TableView) -> str:
    """Return the group of rows of which a question asks (哪种职称 of rows under 职称, 学历 and 年龄)."""
    groups = {c.row.bare[-2] for c in view.cells if len(c.row.bare) > 1}
    asked = (group for group in groups if len(groups) > 1 and _asked_alone(matcher, group))
    return max(asked, key=len, default="")


def _asked_alone(matcher: Matcher, group: str) -> bool:
    said = rf"{_ASKS}{re.escape(group)}段?|最[多少高低大小]的{re.escape(group)}(?:是|有|为)"
    return len(group) > 1 and re.search(said, matcher.query.text) is not None


def axis_depth(matcher: Matcher, view: TableView) -> int:
    """Return which of the headings over the rows of a table is asked for, the innermost of those alike."""
    fits = _heads_asked(matcher, view)
    return max(range(len(fits)), key=lambda i: (fits[i], i), default=0)


def _heads_asked(matcher: Matcher, view: TableView) -> list[float]:
    heads = [bare_label(head) for head in view.stub_heads]
    heads = [_common_end(view, i) if _SAYS_NOTHING.match(head) else head for i, head in enumerate(heads)]
    # 类别/地区 is asked for by either.
    named = [re.split("[/、或]", head) for head in heads]
    fits = [max(_asked(matcher, NAMING.sub("", one)) if one else 0.0 for one in ones) for ones in named]
    if fits and _has_provinces(view):
        fits[-1] = max(fits[-1], _asked(matcher, _PROVINCE))
    if view.ending and fits and fits[-1] < LEAST_AXIS:
        # 所属单位 over rows that are mostly called …学院.
        fits[-1] = max(fits[-1], BY_ENDING * _asked(matcher, view.ending))
    return fits


def _has_provinces(view: TableView) -> bool:
    return sum(is_province(row.name) for row in view.rows) > 1


def _common_end(view: TableView, depth: int) -> str:
    """What all rows under a heading that says nothing (名称, 项目) end in: each is such a thing."""
    names = {c.row.path[depth] for c in view.cells if len(c.row.path) > depth and not c.row.total}
    if len(names) < FEWEST:
        return ""
    backwards = (bare_label(name)[::-1] for name in names)
    alike = takewhile(lambda characters: len(set(characters)) == 1, zip(*backwards, strict=False))
    end = "".join(characters[0] for characters in alike)[::-1]
    return end if len(end) > 1 and re.fullmatch(r"[^\W\d]+", end) else ""


def _asked(matcher: Matcher, head: str) -> float:
    """How well a heading, or the end of it, is asked for in a question."""
    best, kind = 0.0, _KIND.sub("", head)
    for name, share in names_of(head):
        # 哪类最多 asks for the 类, 哪类支出 for the 支出.
        gap, end = (
            (f"(?:(?!{PARTS})[^，,。的]){{0,4}}?", "")
            if len(name) > 1
            else ("", _DEPARTMENT if name == "系" else _ALONE)
        )
        pattern = rf"(?P<asks>{_ASKS}{gap})?(?P<name>{re.escape(name)}){end}(?P<behind>{_BEHIND})?"
        for match in re.finditer(pattern, matcher.query.text):
            asked = match["asks"] or match["behind"]
            if name == kind != head and not re.search("[哪前各]", match["asks"] or ""):
                # 试点有哪些 asks for no kinds of 试点.
                continue
            if (len(name) > 1 or asked) and not _inside(matcher, match):
                best = max(best, share * (ASKED if asked else NAMED))
    return best


def names_of(head: str) -> Iterator[tuple[str, float]]:
    """What a heading is called, each with how sure that is: itself, its last words, what stands for them."""
    yield head, 1.0
    for length in range(len(head) - 1, 1, -1):
        yield head[-length:], 0.9
    if kind := _KIND.search(head):
        # 哪类培训 of the 培训类别.
        yield head[: kind.start()], 0.95
    for same in _SAME:
        last = next((word for word in same if head.endswith(word)), None)
        if last:
            start = head[: -len(last)]
            yield from ((start + word, 0.95) for word in same if start)
            yield from ((word, 0.8) for word in same if word != last)


def _inside(matcher: Matcher, named: re.Match[str]) -> bool:
    """Whether a word is part of the name of an indicator that the report has: 专业 of 专业对口率.

    What the name ends in is what it is: a 1+X证书 is a 证书; and 哪类培训到款 is asked of the kinds of 培训.
    """
    span = named.span("name")
    if _KIND_ASKED.match(named["asks"] or ""):
        return False
    return any(
        t.known
        and t.start <= span[0]
        and span[1] < t.end
        and not matcher.unknown(replace(t, alternatives=()))
        for t in matcher.terms
    )


def axis_column(matcher: Matcher) -> list[Candidate]:
    """Return the figures of the column that a question asks the rows of, empty where none stands out.

    All rows are there, those of the whole as well; what the question says of rows alone narrows nothing.
    """
    best: tuple[float, list[Candidate]] = (0.0, [])
    for view in views_asked(matcher):
        axis = axis_fit(matcher, view)
        if axis < LEAST_AXIS:
            continue
        group = group_asked(matcher, view)
        provinces = _has_provinces(view) and _asked(matcher, _PROVINCE) > NAMED
        for column in _columns(matcher, view):
            column = [c for c in column if not group or (c.cell and group in c.cell.row.bare[:-1])]
            column = [c for c in column if not provinces or (c.cell and is_province(c.cell.row.name))]
            fit = _column_fit(matcher, view, column) if len(column) > 1 else 0.0
            if fit and axis + fit > best[0]:
                best = (axis + fit, column)
    return [replace(c, score=best[0] / 2) for c in best[1]]


def views_asked(matcher: Matcher) -> Iterator[TableView]:
    """Yield the tables in the places that a question allows."""
    for view in matcher.book.tables:
        lineage = matcher.book.lineage(view.table.section)
        if in_reference(matcher.query.references, table_name(view.table), lineage, ""):
            yield view


def _columns(matcher: Matcher, view: TableView) -> Iterator[list[Candidate]]:
    """The columns of a table that hold numbers, each from top to bottom."""
    cells = [c for c in matcher.for_terms(()).table_candidates([view]) if c.cell and has_number(c)]
    cells.sort(key=lambda c: (c.cell.cell.col, c.cell.cell.row) if c.cell else (0, 0))
    for _, column in groupby(cells, key=lambda c: c.cell.cell.col if c.cell else 0):
        found = list(column)
        if len(found) > 1:
            yield found


def _column_fit(matcher: Matcher, view: TableView, column: Sequence[Candidate]) -> float:
    """How well a column is what is compared; 0 where the question names it not, or more than is there."""
    first = column[0].cell
    if first is None:
        return 0.0
    head, around = matcher.fit(first.col), matcher.found_all(view.context)
    rows = [matcher.fit(c.cell.row) for c in column if c.cell]
    unit = column[0].unit
    asked = [_is_axis(matcher, view, term) for term in matcher.terms]
    own = [
        max(
            h,
            matcher.unit_found(t, unit),
            _spent(matcher, view, first, t),
            with_table(matcher, view, first.col, t),
            *total,
        )
        for t, h, total in zip(matcher.terms, head.found, _of_total(matcher, view, first.col), strict=True)
    ]
    found = [
        max(mine, near, float(axis), *(row.found[i] for row in rows))
        for i, (mine, near, axis) in enumerate(zip(own, around, asked, strict=True))
    ]
    missing = tuple(
        t for t, f in zip(matcher.terms, found, strict=True) if not f and not _is_talk(matcher, t)
    )
    telling = [i for i, f in enumerate(own) if f and not asked[i] and _tells(matcher.terms[i])]
    if not matcher.fits(missing) or not (
        telling
        or _counted(matcher, unit)
        or _paid(matcher, view, first)
        or _of_group(matcher, view, unit)
        or any(_spent(matcher, view, first, term) for term in matcher.terms)
        or _titled(matcher, view, first, asked)
    ):
        return 0.0
    named = matcher.weight_of([f * (not axis) for f, axis in zip(own, asked, strict=True)]) / matcher.total
    fit = matcher.weight_of(found) / matcher.total + named + 0.2 * head.specificity + matcher.unit_fit(unit)
    fit += RATED * (_BEST.search(matcher.query.text) is not None and _is_rate(first.col, unit))
    return max(fit - UNLIKELY * _unlikely(matcher, first.col, unit), 0.01)


def _is_rate(column: Label, unit: str) -> bool:
    """Whether a column tells how well something went: no share that something is of all."""
    return unit_class(unit) == 0 and not _SHARE.search(" ".join(column.bare))


def _spent(matcher: Matcher, view: TableView, first: TableCell, term: Term) -> float:
    """How much the one column of money tells of 花钱, 开销 in a table of what is spent."""
    if not _SPENDING.fullmatch(term.text) or unit_class(first.cell.unit) != unit_class("元"):
        return 0.0
    money = {id(c.col) for c in view.cells if c.cell.unit == first.cell.unit and c.year == first.year}
    told = f"{view.table.title} {' '.join(view.stub_heads)} {' '.join(first.col.bare)}"
    return TOGETHER * (len(money) == 1 and _SPENT.search(told) is not None)


def _titled(matcher: Matcher, view: TableView, first: TableCell, axis: Sequence[bool]) -> bool:
    """Whether a column is the only one that counts what its table is about (报到人数 of 新生生源地分布)."""
    alike = {c.col.name for c in view.cells if c.year == first.year and c.cell.unit == first.cell.unit}
    if len(alike) > 1 or unit_class(first.cell.unit) != unit_class("人"):
        return False
    terms = (t for t, is_axis in zip(matcher.terms, axis, strict=True) if not is_axis and _tells(t))
    return any(matcher.found(term, view.title) for term in terms)


def _of_total(matcher: Matcher, view: TableView, column: Label) -> list[tuple[float, ...]]:
    """What a column of totals tells of each term by the title: 合计 of 各学院在校生分布 are the 在校生."""
    if not column.total:
        return [() for _ in matcher.terms]
    return [(TOGETHER * matcher.found(term, view.title),) for term in matcher.terms]


def axis_terms(matcher: Matcher, view: TableView) -> frozenset[int]:
    """Return the indexes of the terms that only say what the rows of a table are."""
    return frozenset(i for i, term in enumerate(matcher.terms) if _is_axis(matcher, view, term))


def _is_axis(matcher: Matcher, view: TableView, term: Term) -> bool:
    """Whether a term only says what the rows are."""
    named = [*view.stub_heads, *([_PROVINCE] if _has_provinces(view) else [])]
    heads = (name for head in named for name, _ in names_of(NAMING.sub("", bare_label(head))))
    return term.text in (view.ending, group_asked(matcher, view)) or any(term.text in name for name in heads)


def _tells(term: Term) -> bool:
    """Whether a term tells a column from others: that it holds a 率 or a 数 does not."""
    return term.base >= SHARED and term.text not in ("率", "数", "量", "额")


def with_table(matcher: Matcher, view: TableView, column: Label, term: Term) -> float:
    """Return how much of a term a column tells with the title over it (培训到款: 培训项目, 到款额).

    What comes in may be called otherwise: the 培训收入 are the 到款额 of a table of 培训. A column of totals
    counts those of whom the title tells (在校生人数: 合计 of 各学院在校生分布).
    """
    if column.total and (counted := term.text.removesuffix("人数")) != term.text and len(counted) > 1:
        return TOGETHER * (set(pairs_of(counted)) <= view.context)
    end, around = term.text[-2:], column.all | view.context
    if end in column.all:
        return TOGETHER * matcher.found(term, around)
    earned = _EARNED.match(term.text) if any(map(_INCOME.match, column.bare)) else None
    if earned is None or not (earned["of"] or _INCOME.match(term.text)):
        return 0.0
    return TOGETHER * (not earned["of"] or (term.known and set(pairs_of(earned["of"])) <= around))


def _is_talk(matcher: Matcher, term: Term) -> bool:
    """Whether a verb or a common word, which the report never uses, tells how people talk (砸了多少钱)."""
    return term.base < NOUN and not term.known and matcher.unknown(term)


def _counted(matcher: Matcher, unit: str) -> bool:
    """Whether a question asks for no more than how many or how much of it there are (人最多)."""
    said = re.search(r"人(?:数)?[^，。\w]{0,1}(?:最|前|倒数|排|超|不)", matcher.query.text)
    return bool(said) and unit_class(unit) == unit_class("人")


def _paid(matcher: Matcher, view: TableView, first: TableCell) -> bool:
    """Whether a question asks what came in the most, of the one column of its year that tells of that."""
    if not _PAID.search(matcher.query.text) or not any(map(_INCOME.match, first.col.bare)):
        return False
    income = (c for c in view.cells if any(map(_INCOME.match, c.col.bare)) and c.year == first.year)
    return len({id(c.col) for c in income}) == 1


def _of_group(matcher: Matcher, view: TableView, unit: str) -> bool:
    """Whether the people of a group of rows are compared, or their shares (哪种学历的教师最多)."""
    return unit_class(unit) == (0 if matcher.query.percent else unit_class("人")) and bool(
        group_asked(matcher, view)
    )


def _unlikely(matcher: Matcher, column: Label, unit: str) -> int:
    head, text = " ".join(column.bare), matcher.query.text
    share = unit_class(unit) == 0 and not matcher.query.percent
    return share + bool(DERIVED.search(head)) + bool(PLAN.search(head) and not PLAN.search(text))
