"""Whether the rows of a table are what a question asks for: 哪个学院, 各专业, 前三个省."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from rag.find.book import TableView
from rag.find.home import is_province
from rag.find.labels import bare_label
from rag.find.match import Matcher
from rag.find.titled import table_name
from rag.understand.references import in_reference
from rag.understand.terms import Term

# What a heading says that only tells that names stand below it (专业名称), and what may stand for what.
NAMING = re.compile(r"(?<=..)(?:名称|一览)$|(?<=[村镇校])名$|[(（].*[)）]$")
_SAME = (
    ("类型", "类别", "方式", "种类", "渠道", "途径", "类"),
    ("学院", "院系", "系部", "教学单位", "系"),
    ("省份", "省区", "省市", "省"),
    ("来源地", "生源地", "地区", "地方", "区域", "城市", "地市", "县市", "市县", "区县", "市", "县"),
    ("单位", "企业", "公司"),
    ("国别", "国家", "国籍", "生源国"),
    ("村", "帮扶村", "村庄"),
    ("赛项", "比赛", "大赛", "竞赛", "赛事"),
    ("科类", "科"),
    ("证书", "1+x"),
    ("实训室", "实训中心", "实训场所", "实训基地", "实训车间"),
)
_KIND = re.compile(r"(?<=..)(?:类型|类别|种类|项目)$")
# Headings over rows of every kind.
_ANY_ROW = re.compile(r"^(?:指标|次级指标|项目|内容|序号|编号|单位|年度|年份|类别)$")
_SAYS_NOTHING = re.compile(rf"{_ANY_ROW.pattern}|^名[称字]$")
# So many rows show what they have in common.
FEWEST = 3
_ASKS = (
    r"(?:哪[一二两三四五六七八九十几\d]*|几|各|每一?|前?[一二两三四五六七八九十\d]+)"
    r"(?:个|类|种|项|家|门|所|支|些|位|大|名)?的?"
)
_PROVINCE = "省份"
OTHER_PROVINCES = re.compile("省外|外省")
_KINDS_ASKED = re.compile(r"哪[一几]?[种类项]|各[种类项]?|前")
_KIND_ASKED = re.compile(r"哪一?[种类]")
# 收入最多的是哪项, 支出里哪项最大: the 项目 of the 收入.
_KIND_BEHIND = re.compile(
    r"(?:[^，,。]{0,3}最[^\W\d]的(?:一[项类种])?(?:又?是)?|(?:里面?|中|当中)[^，,。]{0,16})哪一?[项类种](?:最|$|[，,])"
)
_DEPARTMENT = "(?![列统数别])"
# What a school is made up of: which of these is asked is no question of anything else.
PARTS = "学院|院系|系部|专业群?|校区|班级|年级|教研室"
_ALONE = "(?=[最更比的里中有是录报招考得，,]|$)"
# 学院都叫什么, 证书里中级的有哪几个.
_BEHIND = (
    r"(?:名单|名字|名称|里|中|当中|之中|里面)?[^，,。]{0,8}?(?:都|一共|总共|共|分别|各)*"
    r"(?:有|是|叫|包括)(?:哪[一二两三四五六七八九十几]?[些个种类项门所支家位名座处]?|什么|谁|啥)(?=$|[，,])"
)
# How well a heading is asked for: by a question word before it, or anywhere.
ASKED, NAMED = 1.0, 0.5
# What the rows are called at their end tells a little less than the heading over them.
BY_ENDING = 0.9
# How surely its rows must be asked for.
LEAST_AXIS = 0.4


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
    return len(group) > 1 and _alone(group).search(matcher.query.text) is not None


@lru_cache(maxsize=4096)
def _alone(group: str) -> re.Pattern[str]:
    return re.compile(rf"{_ASKS}{re.escape(group)}段?|最[多少高低大小]的{re.escape(group)}(?:是|有|为)")


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
    if fits and has_provinces(view):
        fits[-1] = max(fits[-1], _asked(matcher, _PROVINCE))
    if view.ending and fits and fits[-1] < LEAST_AXIS:
        # 所属单位 over rows that are mostly called …学院.
        fits[-1] = max(fits[-1], BY_ENDING * _asked(matcher, view.ending))
    return fits


def has_provinces(view: TableView) -> bool:
    """Tell whether some rows of a table are provinces."""
    return sum(is_province(row.name) for row in view.rows) > 1


def asks_provinces(matcher: Matcher) -> bool:
    """Tell whether a question asks which province."""
    return _asked(matcher, _PROVINCE) > NAMED


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
        for match in _asking_for(name).finditer(matcher.query.text):
            which = _KIND_BEHIND.match(matcher.query.text, match.end("name")) if name == kind else None
            asked = match["asks"] or match["behind"] or which
            if name == kind != head and not (which or _KINDS_ASKED.match(match["asks"] or "")):
                # 试点有哪些 asks for no kinds of 试点.
                continue
            if (len(name) > 1 or asked) and not _inside(matcher, match):
                best = max(best, share * (ASKED if asked else NAMED))
    return best


@lru_cache(maxsize=4096)
def _asking_for(name: str) -> re.Pattern[str]:
    """What asks for a heading by a name; kept, for the same headings are held against every question."""
    gap, end = (
        (f"(?:(?!{PARTS})[^，,。的]){{0,4}}?", "")
        if len(name) > 1
        else ("", _DEPARTMENT if name == "系" else _ALONE)
    )
    return re.compile(rf"(?P<asks>{_ASKS}{gap})?(?P<name>{re.escape(name)}){end}(?P<behind>{_BEHIND})?")


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


def views_asked(matcher: Matcher) -> Iterator[TableView]:
    """Yield the tables in the places that a question allows."""
    for view in matcher.book.tables:
        lineage = matcher.book.lineage(view.table.section)
        if in_reference(matcher.query.references, table_name(view.table), lineage, ""):
            yield view


def axis_terms(matcher: Matcher, view: TableView) -> frozenset[int]:
    """Return the indexes of the terms that only say what the rows of a table are."""
    return frozenset(i for i, term in enumerate(matcher.terms) if is_axis(matcher, view, term))


def is_axis(matcher: Matcher, view: TableView, term: Term) -> bool:
    """Tell whether a term only says what the rows are."""
    named = [*view.stub_heads, *([_PROVINCE] if has_provinces(view) else [])]
    if OTHER_PROVINCES.match(term.text) and has_provinces(view) and asks_provinces(matcher):
        # 省外生源里哪个省: they are the rows.
        return True
    heads = (name for head in named for name, _ in names_of(NAMING.sub("", bare_label(head))))
    return term.text in (view.ending, group_asked(matcher, view)) or any(term.text in name for name in heads)
