"""Rows of a table that hold all others: what is compared with the others is none of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from rag.find.candidates import Candidate, unit_class, value_of

# 收入合计, 毕业生合计 are wholes by their name; 专任教师总数, 总收入, if others of the column make them up.
_WHOLE = re.compile(r"(?:合计|小计|总计|共计)$")
_MAYBE = re.compile(r"总|全|合")
_WITHIN = re.compile(r"\W*其中")
# Shares that are rounded may add up to a little more or less.
_ROUNDED = Decimal("0.05")

Path = tuple[str, ...]


def without_wholes(column: Sequence[Candidate]) -> list[Candidate]:
    """Return the cells of a column that may be compared: none of a row that holds all the others.

    Of a row and those that it is made up of, the one is the most where these are the least. Those are left
    out where each is told as counted in it (其中：…), or only some of them are told.
    """
    rows = [c for c in column if c.cell and not is_whole(c, column)]
    told = {c.cell.row.path: c for c in column if c.cell}
    parts: dict[Path, list[Candidate]] = defaultdict(list)
    for candidate in rows:
        if (over := _over(candidate, told)) is not None:
            parts[over].append(candidate)
    made_up = {
        path
        for path, found in parts.items()
        if _add_up(told[path], found) and not all(_WITHIN.match(c.cell.row.path[-1]) for c in found if c.cell)
    }
    return [c for c in rows if (over := _over(c, told)) is None or over in made_up]


def _over(candidate: Candidate, told: Iterable[Path]) -> Path | None:
    """The row that a row stands under, None for none."""
    path = candidate.cell.row.path if candidate.cell else ()
    return next((path[:depth] for depth in range(len(path) - 1, 0, -1) if path[:depth] in told), None)


def is_whole(candidate: Candidate, column: Sequence[Candidate]) -> bool:
    """Tell whether a cell is of a row that holds the others of its column."""
    if candidate.cell is None:
        return False
    row = candidate.cell.row
    if row.total or _WHOLE.search(row.name) or not _MAYBE.search(row.name):
        return row.total or _WHOLE.search(row.name) is not None
    beside: dict[Path, list[Candidate]] = defaultdict(list)
    for other in column:
        if other.cell and other.cell is not candidate.cell and not other.cell.row.total:
            beside[other.cell.row.path[:-1]].append(other)
    return any(_add_up(candidate, parts) for parts in beside.values())


def _add_up(whole: Candidate, parts: Sequence[Candidate]) -> bool:
    slack = _ROUNDED if unit_class(whole.unit) == 0 else Decimal(0)
    return len(parts) > 1 and abs(sum(map(value_of, parts), -value_of(whole))) <= slack
