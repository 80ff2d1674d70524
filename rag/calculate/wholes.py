"""Rows of a table that hold others of its rows: what is compared with the others is none of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from rag.find.candidates import Candidate, value_of

# 收入合计, 毕业生合计 are wholes by their name; 专任教师总数, 总收入, if others of the column make them up.
_WHOLE = re.compile(r"(?:合计|小计|总计|共计)$")
_MAYBE = re.compile(r"总|全|合")


def holds_others(candidate: Candidate, column: Sequence[Candidate]) -> bool:
    """Tell whether a cell is of a row that is made up of others of its column."""
    if candidate.cell is None:
        return False
    row = candidate.cell.row
    if row.total or _WHOLE.search(row.name):
        return True
    return bool(_MAYBE.search(row.name)) and value_of(candidate) in _sums(candidate, column)


def _sums(candidate: Candidate, column: Sequence[Candidate]) -> set[Decimal]:
    """What the other rows of each group add up to, of the groups that hold several."""
    groups: dict[tuple[str, ...], list[Decimal]] = defaultdict(list)
    for other in column:
        if other.cell and other.cell is not candidate.cell and not other.cell.row.total:
            groups[other.cell.row.path[:-1]].append(value_of(other))
    return {sum(values, Decimal(0)) for values in groups.values() if len(values) > 1}
