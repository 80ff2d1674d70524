"""The figures that are added up, put in order or searched: named one by one, or rows under a condition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.calculate.axis_column import axis_column
from rag.calculate.but_for import REST, asks_rest, but_for, spans_aside
from rag.calculate.pairs import POOL, covering_pair
from rag.calculate.plan import is_done
from rag.calculate.row_axis import asks_provinces, has_provinces
from rag.calculate.wholes import is_whole
from rag.find.candidates import DERIVED, PLAN, Candidate, alike, beside, distinct, has_number, unit_class
from rag.find.home import is_province
from rag.find.labels import bare_label, grams
from rag.find.match import Matcher

# 专业名称, 系部: what only says that a column holds names.
_NAMING = re.compile(r"(?<=..)名称$|(?<=系)部$|(?<=..)(?:类别|种类)$")
_WHICH = (
    r"(?:哪[一二两三四五几]*[个些家所类项门]|各个?|按|"
    r"(?<![目以之先])前[一二两三四五六七八九十\d]+[个家所类项门名]?|最[多少高低大小]的)"
)


def verbatim_rows(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The rows, two or more, whose whole labels stand in the question, in its order and column."""
    found = [c for c in candidates if c.cell and c.view and matcher.fit(c.cell.row).verbatim]
    if not found or found[0].cell is None:
        return []
    best = found[0].cell
    column = {
        c.cell.row.index: c for c in found if c.view is found[0].view and c.cell and c.cell.col is best.col
    }
    named = [c for c in column.values() if c.unit == found[0].unit]
    text = matcher.query.text
    names = [c.cell.row.verbatim for c in named if c.cell]
    named = [
        c for c in named if c.cell and not any(c.cell.row.verbatim in n != c.cell.row.verbatim for n in names)
    ]
    named.sort(key=lambda c: text.find(c.cell.row.verbatim) if c.cell else 0)
    return named if len(named) > 1 else []


def named_parts(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Two or more figures in one row, column or sentence that the question names one by one."""
    if verbatim := verbatim_rows(matcher, candidates):
        return verbatim
    if not re.search(r"[和与及、跟以]|两|还是", matcher.query.text) and not _side_by_side(matcher):
        return []
    pair = covering_pair(matcher, candidates)
    if pair is None or not beside(*pair) or not _joined(matcher, *pair):
        return []
    parts = list(pair)
    for other in candidates[:POOL]:
        fresh = other.covered - frozenset().union(*(p.covered for p in parts))
        if fresh and all(alike(other, p) and distinct(other, p) and beside(other, p) >= 0.8 for p in parts):
            if other.specificity > 0.6:
                parts.append(other)
    paths = {c.cell.row.path for c in parts if c.cell}
    if matcher.query.operation in ("sum", "average"):
        # A row is never added to the rows that it is made of.
        parts = [c for c in parts if c.cell is None or not is_part(c.cell.row.path, paths)]
    return sorted(parts, key=lambda c: (c.cell.cell.row, c.cell.cell.col) if c.cell else (0, 0))


def _side_by_side(matcher: Matcher) -> bool:
    """Whether two scopes stand side by side without a word between them (大一大二)."""
    return any(a.known and b.known and a.end == b.start for a, b in pairwise(matcher.terms))


def _joined(matcher: Matcher, a: Candidate, b: Candidate) -> bool:
    """Whether the words that tell two figures apart stand beside each other, joined by 和 and the like."""
    for first, second in ((a, b), (b, a)):
        for i in first.own - second.own:
            for j in second.own - first.own:
                if not (_stands_for(matcher, i, first) and _stands_for(matcher, j, second)):
                    continue
                between = matcher.query.text[matcher.terms[i].end : matcher.terms[j].start]
                if not between or re.fullmatch(
                    r".{0,6}(?:和|与|及|以及|、|跟|同|还是|或|比|两).{0,6}", between
                ):
                    return True
    return False


def _stands_for(matcher: Matcher, index: int, candidate: Candidate) -> bool:
    """Whether a word is a noun, or just what a label says: 管理和服务 joins no two things."""
    term = matcher.terms[index]
    labels = (*candidate.cell.row.bare, *candidate.cell.col.bare) if candidate.cell else ()
    if term.base >= 1.0 or term.name or term.text in labels:
        return True
    return candidate.cell is not None and matcher.specificity(candidate.cell.row.telling) >= 0.6


def matching_rows(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    """All rows under the condition the question states; none where a total row is what is meant."""
    rows = cells_to_compare(matcher, candidates, totals=matcher.query.operation == "sum")
    return [] if any(c.cell and c.cell.row.total for c in rows) else rows


def cells_to_compare(
    matcher: Matcher, candidates: Sequence[Candidate], *, totals: bool = False
) -> list[Candidate]:
    """The cells to compare or add: one column under the conditions the question states, or one row.

    Args:
        matcher: the question against the report.
        candidates: figures, best first.
        totals: whether rows such as 合计 stay in where no condition leaves them out.
    """
    ordered = matcher.query.operation in ("max", "min", "rank", "filter", "difference")
    if ordered and (rows := rows_of_axis(matcher, axis_column(matcher))):
        return rows
    cells = [c for c in candidates if c.cell and c.covered] or [c for c in candidates if c.cell]
    if matcher.query.operation in ("max", "min", "rank"):
        # Of columns that are named alike, what counts is compared: no place in a ranking, share or change.
        cells.sort(key=lambda c: (-round(c.score, 3), _tells_otherwise(matcher, c)))
    first: list[Candidate] = []
    seen: set[int] = set()
    for best in cells:
        if id(best.view) in seen or not matcher.fits(best.missing):
            continue
        seen.add(id(best.view))
        done = _done_beside(matcher, best, candidates)
        pool = cells if done is best else [c for c in candidates if c.cell]
        found = _comparable_with(matcher, done, pool, totals=totals)
        if len(found) < 2 and matcher.query.operation in ("max", "min", "rank"):
            # That one row's name holds the word for all of them (其他省份 among 省份) leaves the others in.
            found = _comparable_with(matcher, done, [c for c in candidates if c.cell], totals=totals)
        if len(found) > 1:
            return found
        first = first or found
    return first


def rows_of_axis(matcher: Matcher, column: Sequence[Candidate]) -> list[Candidate]:
    """Return the figures of a column that are compared: none of wholes, of parts of rows, of the rest."""
    rows = _subtotals(matcher, column) or [c for c in column if not is_whole(c, column)]
    rows = under_conditions(matcher, but_for(matcher.query.text, _of_kind(matcher, rows)), beyond=True)
    if not asks_rest(matcher.query.text):
        rows = [c for c in rows if c.cell and not REST.match(c.cell.row.name)] or rows
    paths = {c.cell.row.path for c in rows if c.cell}
    rows = [c for c in rows if c.cell and not is_part(c.cell.row.path, paths) and c.unit == rows[0].unit]
    return rows if len(rows) > 1 else []


def _of_kind(matcher: Matcher, rows: list[Candidate]) -> list[Candidate]:
    """Of rows of several kinds (部门) those of the kind asked for: 哪个学院 is none of the 公共基础部."""
    view = rows[0].view if rows else None
    if view and has_provinces(view) and asks_provinces(matcher):
        return [c for c in rows if c.cell and is_province(c.cell.row.name)] or rows
    if town := re.search(rf"{_WHICH}(?P<kind>[市县])(?![场级里外])", matcher.query.text):
        towns = [c for c in rows if c.cell and c.cell.row.name.endswith(town["kind"])]
        return towns if len(towns) > 1 else rows
    if view is None or not view.ending or any(view.ending in head for head in view.stub_heads):
        return rows
    asked = re.search(rf"{_WHICH}[^，,的]{{0,4}}?{re.escape(view.ending)}", matcher.query.text)
    kept = [c for c in rows if c.cell and c.cell.row.name.endswith(view.ending)]
    return kept if asked and len(kept) > 1 else rows


def _tells_otherwise(matcher: Matcher, candidate: Candidate) -> bool:
    head = " ".join(candidate.cell.col.bare) if candidate.cell else ""
    share = unit_class(candidate.unit) == 0 and not matcher.query.percent
    return share or DERIVED.search(head) is not None


def _done_beside(matcher: Matcher, best: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """What was done beside a plan: 录得最多的 asks for no plan, unless it says so."""
    if best.cell is None or PLAN.search(matcher.query.text) or not PLAN.search(" ".join(best.cell.col.bare)):
        return best
    row = best.cell.cell.row
    same_row = (c for c in candidates if c.cell and c.view is best.view and c.cell.cell.row == row)
    return next((c for c in same_row if c.cell and is_done(" ".join(c.cell.col.bare))), best)


def _comparable_with(
    matcher: Matcher, best: Candidate, cells: Sequence[Candidate], *, totals: bool
) -> list[Candidate]:
    if best.cell is None:
        return []
    alike = [c for c in cells if c.view is best.view and c.unit == best.unit and c.cell]
    row, col = matcher.fit(best.cell.row), matcher.fit(best.cell.col)
    across = [c for c in alike if c.cell and c.cell.cell.row == best.cell.cell.row]
    # The 小计 of a row is made up of the others.
    across = but_for(matcher.query.text, [c for c in across if c.cell and not c.cell.col.total] or across)
    column = [c for c in alike if c.cell and c.cell.col is best.cell.col]
    whole = [c for c in matcher.for_terms(()).table_candidates([best.view] if best.view else [])]
    whole = [c for c in whole if c.cell and c.cell.col is best.cell.col and has_number(c)]
    column = but_for(matcher.query.text, _of_kind(matcher, column))
    kept = under_conditions(matcher, column)
    one_row = (row.specificity >= 0.8 and not best.cell.row.total) or len(kept) == 1
    # What every cell of the row answers to (两个年级: 一年级, 二年级) is the axis, and picks none of them.
    axis = col.own.intersection(*(matcher.fit(c.cell.col).own for c in across if c.cell))
    rest = REST.match(best.cell.row.name) and not asks_rest(matcher.query.text)
    if one_row and not rest and not col.own - axis and len(across) > 1:
        return across if matcher.query.operation != "sum" or _are_parts(across) else []
    if groups := _subtotals(matcher, column):
        return groups
    if not totals:
        kept = [c for c in kept if not is_whole(c, whole)] or kept
    paths = {c.cell.row.path for c in kept if c.cell}
    if matcher.query.operation in ("max", "min", "rank"):
        kept = [c for c in kept if c.cell and not REST.match(c.cell.row.name)] or kept
    # What is counted in another row (其中：…) is not counted beside it.
    return [c for c in kept if c.cell and not is_part(c.cell.row.path, paths)]


def _are_parts(across: Sequence[Candidate]) -> bool:
    """Whether the figures of a row may be parts of one whole: 级 of years, columns under one heading.

    毕业生, 落实人数 and 升学人数 count the same people again.
    """
    columns = [c.cell.col for c in across if c.cell]
    if any("其中" in "".join(column.path) for column in columns):
        return False
    under_one = len({column.path[:-1] for column in columns}) == 1 and len(columns[0].bare) > 1
    return under_one or len({column.name[-1:] for column in columns}) == 1


def _subtotals(matcher: Matcher, column: Sequence[Candidate]) -> list[Candidate]:
    """The 小计 of each group, where the question asks for one of the groups (哪个二级学院)."""
    heads = column[0].view.stub_heads if column and column[0].view else ()
    if len(heads) < 2 or not asks_for(matcher, heads[0]) or asks_for(matcher, heads[-1]):
        return []
    found = [c for c in column if c.cell and c.cell.row.total and len(c.cell.row.path) > 1]
    return found if len({c.cell.row.path[0] for c in found if c.cell}) == len(found) > 1 else []


def asks_for(matcher: Matcher, head: str) -> bool:
    """Tell whether a question asks which of the things under a heading (哪个专业, 各二级学院, 前三个系)."""
    plain = bare_label(head)
    names = {plain[-4:], _NAMING.sub("", plain)[-4:]} - {""}
    things = "|".join(map(re.escape, sorted(names)))
    return re.search(rf"{_WHICH}.{{0,4}}(?:{things})", matcher.query.text) is not None


def is_part(path: tuple[str, ...], others: set[tuple[str, ...]]) -> bool:
    """Tell whether a row is counted in another one (其中：…), of which its labels begin with all."""
    return any(path[:depth] in others for depth in range(1, len(path)))


def under_conditions(matcher: Matcher, column: list[Candidate], *, beyond: bool = False) -> list[Candidate]:
    """Return the rows that answer to every word which some rows answer to and others do not.

    Args:
        matcher: the question against the report.
        column: figures of one column.
        beyond: whether what the column or the title answers to is no condition.
    """
    kept = column
    heads = grams(" ".join(column[0].view.stub_heads)) if column and column[0].view else frozenset()
    aside = spans_aside(matcher.query.text)
    for i, term in enumerate(matcher.terms):
        if any(start <= term.start and term.end <= end for start, end in aside):
            continue
        # 招生类型 heads the rows: that some of them are called …招生 is no condition.
        if matcher.found(term, heads) or (beyond and column and _said_elsewhere(matcher, column[0], i)):
            continue
        meeting = [c for c in kept if c.cell and matcher.fit(c.cell.row).found[i]]
        # 奖学金 heads some rows: what is only called like it (奖助学金) belongs to another group.
        meeting = [c for c in meeting if c.cell and term.text in c.cell.row.bare[:-1]] or meeting
        incidental = len(meeting) == 1 and (len(kept) > 1) and _said_elsewhere(matcher, kept[0], i)
        if meeting and not incidental and term.base >= 0.3:
            kept = meeting
    return kept


def _said_elsewhere(matcher: Matcher, candidate: Candidate, index: int) -> bool:
    """Whether the column or the title answers to a term, so that one row's name holds it by chance."""
    if candidate.cell is None or candidate.view is None:
        return False
    title = matcher.found(matcher.terms[index], candidate.view.context)
    return bool(matcher.fit(candidate.cell.col).found[index] or title)
