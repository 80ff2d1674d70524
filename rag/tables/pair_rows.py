"""Rows of a form: names with their values side by side, some under a name that covers several rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.tables.columns import label_likeness
from rag.tables.grid import GridCell

# A cell that holds its own name: 质检员：… .
_SELF_NAMED = re.compile(r"^[^：:\d]{1,10}[：:]\s*\S")
SEVERAL = 0.45
NO_VALUE = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """A value under its names, outermost first; a cell that names itself has no other."""

    names: tuple[GridCell, ...]
    values: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row read as pairs, and how well it reads so."""

    score: float
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    roles: str


def read_pairs(cells: Sequence[GridCell]) -> PairRow:
    """Return the likeliest reading of a row.

    Its cells are names (N) with values (V), groups (G), cells that name themselves (S), and asides (X).

    Args:
        cells: the printed cells of the row, blanks left out.
    """
    best = {"": _Path(0.0, "")}
    first = max((cell.top for cell in cells), default=0)
    for k, cell in enumerate(cells):
        following: dict[str, _Path] = {}
        for before, path in best.items():
            gap = k > 0 and cells[k - 1].right < cell.left
            for role, gain in _roles(cell, before, gap=gap, own=cell.top == first):
                score = path.score + gain
                if role not in following or following[role].score < score:
                    following[role] = _Path(score, path.roles + role)
        best = following
    ends = [_Path(p.score - (NO_VALUE if role in "NG" else 0.0), p.roles) for role, p in best.items()]
    path = max(ends, key=lambda p: p.score, default=_Path(-9.0, ""))
    return PairRow(path.score, _pairs(cells, path.roles))


def _roles(cell: GridCell, before: str, *, gap: bool, own: bool) -> list[tuple[str, float]]:
    """The roles that a cell can have behind another, each with what it adds to the score.

    Args:
        cell: the cell.
        before: the role of the one before it.
        gap: whether blank places part them.
        own: whether the cell begins in this row; one from above is no name and no value of it.
    """
    name = label_likeness(cell.text) - 0.5
    stale = 0.0 if own else NO_VALUE
    found: list[tuple[str, float]] = []
    if before in ("N", "V"):
        found.append(("V", -name - stale - (SEVERAL if before == "V" else 0.0)))
    lost = NO_VALUE if before == "N" and not gap else 0.0
    found.append(("N", name - lost - stale))
    if before != "N" or gap:
        if _SELF_NAMED.match(cell.text):
            found.append(("S", 0.35))
        if cell.height > 1:
            found.append(("G", (0.3 if own else 0.0) - (NO_VALUE if before == "G" else 0.0)))
    if before and cell.height > 1:
        # A place for a photograph, beside all rows.
        found.append(("X", 0.0))
    return found


def _pairs(cells: Sequence[GridCell], roles: str) -> tuple[Pair, ...]:
    pairs: list[Pair] = []
    group: tuple[GridCell, ...] = ()
    for cell, role in zip(cells, roles, strict=True):
        if role == "G":
            group = (cell,)
        elif role == "N":
            pairs.append(Pair((*group, cell), ()))
        elif role == "V":
            last = pairs[-1]
            pairs[-1] = Pair(last.names, (*last.values, cell))
        elif role == "S":
            pairs.append(Pair(group, (cell,)))
    return tuple(pairs)
