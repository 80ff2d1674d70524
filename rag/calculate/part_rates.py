"""The rows with the highest share of a part that a column counts in another: 双师型 of the 专任教师."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.calculate.pairs import whole_of_row
from rag.calculate.row_axis import LEAST_AXIS, axis_fit, views_asked
from rag.find.book import TableCell, TableView
from rag.find.candidates import Candidate, has_number, unit_class
from rag.find.heading_names import spelled
from rag.find.labels import bare_label
from rag.find.match import Matcher

_SHARE = "比例|占比|比重|率"
_ASKED = re.compile(
    rf"(?P<what>[\u4e00-\u9fffa-z]{{2,12}}?)(?:人数|数)?的?(?:所占|占)?的?(?:{_SHARE})(?:是|为)?(?=最|前|排|倒数|垫底|居)|"
    rf"(?P<of>[\u4e00-\u9fffa-z]{{2,12}}?)(?:人数|数)?占(?:比|全部|总数|专任教师|教师|学生|在校生|毕业生)*(?:{_SHARE})?(?:是|为)?(?=最)"
)
_WITHIN = re.compile(r"^其中[:：]?|[:：]其中")
# What a part may be called without: 双师型教师 of the column 双师型.
_PEOPLE = re.compile("(?<=..)的?(?:专任教师|教师|老师|学生|毕业生|人员|职工)$")
_HOLD = re.compile("(?<=..)(?:学历|学位|职称|资格)$")
_OF = re.compile(
    r"^(?:[^，,]{0,8}?(?:里面?|中|哪一?[个家所类种])|各)(?:学院|专业群?|部门|系部?|医院|校区|企业)?的?(?=..)"
)

Pair = tuple[Candidate, Candidate]


def part_asked(text: str) -> tuple[str, str]:
    """Return the part of which a question compares the share, and what it is called there; empty for none."""
    found = _ASKED.search(text)
    part = _OF.sub("", found["what"] or found["of"]) if found else ""
    return (part, f"{part}占比") if part else ("", "")


def part_pairs(matcher: Matcher, part: str) -> tuple[float, list[Pair]]:
    """Return how surely a table's rows are asked for, and in each the part with what it is counted in.

    None where a column tells such a share itself.
    """
    best: tuple[float, list[Pair]] = (LEAST_AXIS, [])
    for view in views_asked(matcher):
        axis = axis_fit(matcher, view)
        columns = dict(_columns(matcher, view))
        fits = {col: fit for col, cells in columns.items() if (fit := _called(part, cells[0]))}
        if axis < best[0] or not fits:
            continue
        if any(unit_class(columns[col][0].unit) == 0 for col in fits):
            return 0.0, []
        most = max(fits.values())
        named = [col for col, fit in fits.items() if fit == most]
        pairs = (
            [(c, whole) for c in columns[named[0]] if (whole := whole_of_row(c))] if len(named) == 1 else []
        )
        if len(pairs) > 2 and len(pairs) == len(columns[named[0]]):
            best = (axis, pairs)
    return best


def _columns(matcher: Matcher, view: TableView) -> Iterator[tuple[int, list[Candidate]]]:
    cells: dict[int, list[Candidate]] = {}
    for c in matcher.for_terms(()).table_candidates([view]):
        if c.cell and has_number(c):
            cells.setdefault(c.cell.cell.col, []).append(c)
    yield from cells.items()


def _called(part: str, candidate: Candidate) -> int:
    """How much of a part's name the heading of a column is; 0 where it is another thing."""
    item: TableCell | None = candidate.cell
    head = spelled(bare_label(_WITHIN.sub("", item.col.name))) if item else ""
    names = {head, _PEOPLE.sub("", head)}
    asked = {part, _PEOPLE.sub("", part), _HOLD.sub("", _PEOPLE.sub("", part))}
    asked |= {one.replace("及以上", "以上").replace("以上", "及以上") for one in asked}
    if not head or _PEOPLE.fullmatch(f"{'x' * 2}{head}"):
        return 0
    return max((len(name) for name in names if len(name) > 1 and name in asked), default=0)
