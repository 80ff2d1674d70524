"""Rows that are bands of age or steps of rank, added up: 45岁及以下的教师, 副高及以上占多少."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.row_axis import views_asked
from rag.find.book import TableView
from rag.find.candidates import Candidate, cell_candidate, has_number, unit_class, value_of
from rag.find.facts import candidate_to_fact
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.understand.question import understand

_AGE = re.compile(
    r"(?P<age>\d{2})(?:周?岁)(?:[及或（(]?含?[)）]?)?(?P<incl>[及或]?)以?(?P<side>[下内上])(?:年龄)?(?:的)?|"
    r"(?:不(?P<least>满|到|超过)|超过|满)(?P<years>\d{2})周?岁(?:的)?"
)
_RANK = re.compile(
    r"(?P<rank>正高级?|副高级?|中级|初级|博士|硕士|本科|学士)(?:研究生)?(?:专业技术)?(?:职称|职务|学位|学历)?"
    r"[及或]?以(?P<side>[上下])(?:专业技术)?(?:职称|职务|学位|学历)?(?:的)?"
)
_BAND = re.compile(
    r"^(?:(?P<low>\d{2})岁?[-—–~～至到]+)?(?P<age>\d{2})岁?(?:[及（(]?含?[)）]?以?(?P<side>[上下]))?$"
)
_OLDEST = 200
# From the lowest up; each of a row's names is one step of one of these.
_LADDERS = (
    ("未定级|无职称|员级", "初级", "中级", "副高", "正高"),
    ("专科|大专", "本科|学士|大学", "硕士", "博士"),
)
# Whom a question may be about: a table of others tells nothing of them.
_WHO = re.compile(
    r"思政课?教师|兼职教师|辅导员|企业(?:导师|教师)|新生|毕业生|学生|教职工|职工|干部|党员|专家"
)
_SHARE = re.compile(r"比例|比重|占比|份额|人数|数量")
_TEACHERS = re.compile(r"教师|师资|教职工|队伍")
# A row that prints just such a share, by the names it goes by.
_PRINTED = re.compile(r"(?:高级|中级|博士|硕士)(?:专业技术)?(?:职称|职务|学位|学历)\D{0,8}(?:比例|占比|比重)")

Meets = Callable[[str], bool | None]


def bands_added(matcher: Matcher) -> Calculated | None:
    """Return what the rows under or over a limit of age or rank come to, and their share where it is asked.

    The limit must lie between two of the rows, and the rows of their group must be all that there are.
    """
    said = matcher.query.said or matcher.query.text
    asked = _limit(said)
    if asked is None or matcher.query.operation in ("difference", "growth", "multiple", "max", "min", "rank"):
        return None
    span, meets = asked
    rest = understand(f"{said[: span[0]]}，{said[span[1] :]}")
    other = Matcher(rest, matcher.book, matcher.dense)
    percent = matcher.query.percent or matcher.query.operation == "share" or "占" in said
    if percent and _prints_share(matcher, said[slice(*span)]):
        return None
    made = (_of_view(matcher, other, view, meets, percent) for view in views_asked(matcher))
    found = [one for one in made if one]
    return found[0] if len(found) == 1 else None


def _limit(text: str) -> tuple[tuple[int, int], Meets] | None:
    """Where a question states a limit, and which rows meet it; None is said of rows that are no such band."""
    if age := _AGE.search(text):
        up = age["side"] == "上" if age["side"] else age["least"] is None
        limit = int(age["age"] or age["years"])
        return age.span(), lambda name: _age_meets(name, limit, up=up, strict=not age["incl"])
    if rank := _RANK.search(text):
        return rank.span(), lambda name: _rank_meets(name, rank["rank"], up=rank["side"] == "上")
    return None


def _age_meets(name: str, limit: int, *, up: bool, strict: bool) -> bool | None:
    """Whether a band lies on the side of a limit that is asked for; of one that it cuts, ValueError."""
    band = _BAND.match(name)
    if band is None or bool(band["low"]) == bool(band["side"]):
        return None
    age = int(band["age"])
    low = int(band["low"]) if band["low"] else 0 if band["side"] == "下" else age
    high = age if band["low"] or band["side"] == "下" else _OLDEST
    if up:
        inside, outside = low >= limit, high < limit or (strict and high == limit)
    else:
        inside, outside = high <= limit, low > limit or (strict and low == limit)
    if not inside and not outside:
        raise ValueError(f"{name} lies on both sides of {limit}")
    return inside


def _rank_meets(name: str, rank: str, *, up: bool) -> bool | None:
    for ladder in _LADDERS:
        steps = [i for i, step in enumerate(ladder) if re.match(f"(?:{step})", name)]
        at = next((i for i, step in enumerate(ladder) if re.match(f"(?:{step})", rank)), None)
        if at is not None:
            beyond = ("以上" in name and not up) or ("以下" in name and up and bool(steps) and steps[0] >= at)
            if steps and beyond:
                raise ValueError(f"{name} holds more than its step")
            return None if not steps else steps[0] >= at if up else steps[0] <= at
    return None


def _of_view(
    matcher: Matcher, other: Matcher, view: TableView, meets: Meets, percent: bool
) -> Calculated | None:
    for column in _columns(matcher, view):
        for group in _groups(column):
            try:
                told = [(c, meets(_name(c))) for c in group]
            except ValueError:
                return None
            if any(met is None for _, met in told) or not _about(matcher, other, view, group):
                continue
            parts = [c for c, met in told if met]
            if 1 < len(parts) < len(group) and _is_whole(group, column):
                return _added(matcher, parts, group, percent)
    return None


def _name(candidate: Candidate) -> str:
    return re.sub(r"\s", "", candidate.cell.row.bare[-1]) if candidate.cell else ""


def _columns(matcher: Matcher, view: TableView) -> Iterator[list[Candidate]]:
    """The columns of people of the year asked, the rows in their order."""
    people = unit_class("人")
    cells = [cell_candidate(view, item) for item in view.cells if unit_class(item.cell.unit) == people]
    usable = [c for c in cells if has_number(c) and matcher.year_fits(c.year)]
    for index in dict.fromkeys(c.cell.cell.col for c in usable if c.cell):
        column = [c for c in usable if c.cell and c.cell.cell.col == index]
        head = column[0].cell.col if column[0].cell else None
        if head is not None and not re.search("增|减|变化", " ".join(head.bare)):
            yield column


def _groups(column: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """The rows of each group of a column (职称, 学历, 年龄), without those of totals."""
    rows = [c for c in column if c.cell and not c.cell.row.total]
    for head in dict.fromkeys(c.cell.row.bare[:-1] for c in rows if c.cell):
        yield [c for c in rows if c.cell and c.cell.row.bare[:-1] == head]


def _is_whole(group: Sequence[Candidate], column: Sequence[Candidate]) -> bool:
    """Whether the rows of a group are all that there are: another group, or a row, comes to the same."""
    summed = sum(map(value_of, group), Decimal(0))
    others = [sum(map(value_of, other), Decimal(0)) for other in _groups(column) if other[0] not in group]
    wholes = [value_of(c) for c in column if c not in group]
    return summed in (*others, *wholes)


def _about(matcher: Matcher, other: Matcher, view: TableView, group: Sequence[Candidate]) -> bool:
    """Whether a table is about those of whom a question speaks besides the limit."""
    title = f"{view.table.title} {' '.join(group[0].cell.row.bare[:-1]) if group[0].cell else ''}"
    who = _WHO.search(matcher.query.text)
    if (who and who.group() not in title) or not _TEACHERS.search(title):
        return False
    told = view.context | view.prose | grams(title)
    for item in (c.cell for c in group if c.cell):
        told = told | item.row.all | item.col.all
    lost = [term for term in other.terms if not (_SHARE.match(term.text) or other.found(term, told))]
    return other.fits(lost) and not any(term.name for term in lost)


def _prints_share(matcher: Matcher, limit: str) -> bool:
    """Whether a table prints the share itself (高级职称教师比例)."""
    rank = "高级" if limit.startswith("副高") else limit[:2]
    names = (
        " ".join(item.row.bare)
        for view in matcher.book.tables
        for item in view.cells
        if item.cell.unit == "%" and matcher.year_fits(item.year)
    )
    return any(rank in name and _PRINTED.search(name) for name in names)


def _added(
    matcher: Matcher, parts: Sequence[Candidate], group: Sequence[Candidate], percent: bool
) -> Calculated | None:
    some = tuple(candidate_to_fact(c, matcher.book) for c in parts)
    every = tuple(candidate_to_fact(c, matcher.book) for c in group)
    if not percent:
        return Calculated("sum", 1.0, some, (compute.total(some),))
    result = compute.share(some, every)
    return Calculated("share", 1.0, result.operands, (result,)) if result else None
