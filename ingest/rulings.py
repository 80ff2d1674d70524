"""Frames from ruling lines: which cells do horizontal and vertical rules enclose, and what do they span?

Works on plain line segments, so that drawn rules of a PDF and lines seen on a scan go the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rag.types import Box

SNAP = 3.0  # rules closer than this are one rule (double borders, corners that do not quite meet)
_SHORT = 6.0
_BROKEN = 0.15  # of a rule: what may be missing of it
_MAX_RULES = 3000  # a drawing with more is no table


class Rule(NamedTuple):
    """A horizontal or vertical line: where it is across, and from where to where it runs."""

    vertical: bool
    at: float
    lo: float
    hi: float


@dataclass(frozen=True, slots=True)
class Span:
    """A cell of a frame: its first row and column and how many of each it covers."""

    row: int
    col: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Rules that hang together: column and row borders, and the cells between them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]

    @property
    def box(self) -> Box:
        """The frame's outline."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def span_box(self, span: Span) -> Box:
        """Return the outline of a cell."""
        return (
            self.xs[span.col],
            self.ys[span.row],
            self.xs[span.col + span.colspan],
            self.ys[span.row + span.rowspan],
        )


def box_to_rules(box: Box) -> tuple[Rule, ...]:
    """Return the four sides of a box."""
    x0, top, x1, bottom = box
    return (
        Rule(False, top, x0, x1),
        Rule(False, bottom, x0, x1),
        Rule(True, x0, top, bottom),
        Rule(True, x1, top, bottom),
    )


def merge_rules(rules: Iterable[Rule], gap: float = SNAP) -> list[Rule]:
    """Return the rules with those on one line and touching (dashes, strokes cell by cell) made one."""
    every = list(rules)
    merged: list[Rule] = []
    for vertical in (False, True):
        same = sorted((rule for rule in every if rule.vertical == vertical), key=lambda r: r.at)
        start = 0
        for end in range(1, len(same) + 1):
            if end == len(same) or same[end].at - same[start].at > SNAP:
                merged += _merge_on_line(same[start:end], gap)
                start = end
    return [rule for rule in merged if rule.hi - rule.lo >= _SHORT]


def rules_to_frames(rules: Sequence[Rule]) -> tuple[list[Frame], list[Rule]]:
    """Return the frames that merged rules make, and the rules that belong to none."""
    if len(rules) > _MAX_RULES:
        return [], []
    frames: list[Frame] = []
    loose: list[Rule] = []
    for group in _connected(rules):
        frame = _group_to_frame(group)
        if frame is None:
            loose += group
        else:
            frames.append(frame)
    return frames, loose


def _merge_on_line(rules: Sequence[Rule], gap: float) -> list[Rule]:
    at = sum(rule.at for rule in rules) / len(rules)
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda r: r.lo):
        if out and rule.lo <= out[-1].hi + gap:
            out[-1] = out[-1]._replace(hi=max(out[-1].hi, rule.hi))
        else:
            out.append(rule._replace(at=at))
    return out


def _touch(h: Rule, v: Rule) -> bool:
    return h.lo - SNAP <= v.at <= h.hi + SNAP and v.lo - SNAP <= h.at <= v.hi + SNAP


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    across = [rule for rule in rules if not rule.vertical]
    group_of: dict[int, int] = {}
    groups: dict[int, list[Rule]] = {}
    for index, h in enumerate(across):
        group_of[index] = index
        groups[index] = [h]
    for v in (rule for rule in rules if rule.vertical):
        met = sorted({group_of[index] for index, h in enumerate(across) if _touch(h, v)})
        if not met:
            continue
        home = met[0]
        groups[home].append(v)
        for other in met[1:]:
            groups[home] += groups.pop(other)
            group_of = {index: home if group == other else group for index, group in group_of.items()}
    return list(groups.values())


def _group_to_frame(group: Sequence[Rule]) -> Frame | None:
    across = [rule for rule in group if not rule.vertical]
    down = [rule for rule in group if rule.vertical]
    if not across or not down:
        return None
    xs = _with_open_ends([rule.at for rule in down], across)
    ys = _with_open_ends([rule.at for rule in across], down)
    if len(xs) < 2 or len(ys) < 2:
        return None
    sep_x = [[_is_drawn(down, x, a, b) for a, b in pairwise(ys)] for x in xs]
    sep_y = [[_is_drawn(across, y, a, b) for a, b in pairwise(xs)] for y in ys]
    spans = _fill(sep_x, sep_y)
    return _compact(xs, ys, spans)


def _with_open_ends(positions: Iterable[float], crossing: Sequence[Rule]) -> list[float]:
    """Return the sorted borders of one direction, with those added that are not drawn because a table
    is open at its sides, or cut by the page end: at least two crossing rules reach beyond the last one.
    """
    out = sorted(set(positions))
    lows = sorted(rule.lo for rule in crossing)
    highs = sorted((rule.hi for rule in crossing), reverse=True)
    if len(lows) > 1 and lows[1] < out[0] - 3 * SNAP:
        out.insert(0, lows[0])
    if len(highs) > 1 and highs[1] > out[-1] + 3 * SNAP:
        out.append(highs[0])
    return out


def _is_drawn(rules: Sequence[Rule], at: float, lo: float, hi: float) -> bool:
    drawn = sum(
        max(0.0, min(rule.hi, hi) - max(rule.lo, lo)) for rule in rules if abs(rule.at - at) <= SNAP / 2
    )
    return drawn >= 0.6 * (hi - lo)


def _fill(sep_x: list[list[bool]], sep_y: list[list[bool]]) -> list[Span]:
    """Return the cells: each grows right, then down, until rules stop it.

    Args:
        sep_x: for each column border, whether it is drawn beside each row.
        sep_y: for each row border, whether it is drawn beside each column.
    """
    n_rows, n_cols = len(sep_y) - 1, len(sep_x) - 1
    taken = [[False] * n_cols for _ in range(n_rows)]
    spans: list[Span] = []
    for row in range(n_rows):
        for col in range(n_cols):
            if taken[row][col]:
                continue
            right = col + 1
            while right < n_cols and not sep_x[right][row] and not taken[row][right]:
                right += 1
            below = row + 1
            while below < n_rows and _goes_on(sep_x, sep_y, below, (col, right)):
                below += 1
            for r in range(row, below):
                taken[r][col:right] = [True] * (right - col)
            spans.append(Span(row, col, below - row, right - col))
    return spans


def _goes_on(sep_x: list[list[bool]], sep_y: list[list[bool]], row: int, cols: tuple[int, int]) -> bool:
    """Tell whether nothing is drawn between a cell and the row below it, nor inside that row."""
    left, right = cols
    if any(sep_y[row][left:right]) or any(sep_x[x][row] for x in range(left + 1, right)):
        return False
    ends = (sep_x[left][row] or left == 0, sep_x[right][row] or right == len(sep_x) - 1)
    return all(ends)


def _compact(xs: list[float], ys: list[float], spans: list[Span]) -> Frame:
    """Leave out borders at which no cell begins."""
    cols = sorted({span.col for span in spans})
    rows = sorted({span.row for span in spans})
    col_no = {col: sum(c < col for c in cols) for col in range(len(xs))}
    row_no = {row: sum(r < row for r in rows) for row in range(len(ys))}
    return Frame(
        xs=(*(xs[col] for col in cols), xs[-1]),
        ys=(*(ys[row] for row in rows), ys[-1]),
        spans=tuple(
            Span(
                row_no[s.row],
                col_no[s.col],
                row_no[s.row + s.rowspan] - row_no[s.row],
                col_no[s.col + s.colspan] - col_no[s.col],
            )
            for s in spans
        ),
    )


def mend_rules(rules: Sequence[Rule]) -> list[Rule]:
    """Join the pieces of rules that a scan broke: together they reach as far as a whole one does.

    Where vertical rules stand, a gap is a merged cell.

    Args:
        rules: merged rules, as seen on a page image.
    """
    across = [rule for rule in rules if not rule.vertical]
    down = [rule for rule in rules if rule.vertical]
    mended: list[Rule] = list(down)
    rows: dict[int, list[Rule]] = {}
    for rule in sorted(across, key=lambda r: r.at):
        at = next((at for at in rows if abs(at - rule.at) <= SNAP / 2), round(rule.at))
        rows.setdefault(at, []).append(rule)
    for row in rows.values():
        lo, hi = min(rule.lo for rule in row), max(rule.hi for rule in row)
        whole = row[0]._replace(lo=lo, hi=hi)
        gap = hi - lo - sum(rule.hi - rule.lo for rule in row)
        alike = any(
            abs(other.lo - lo) <= SNAP and abs(other.hi - hi) <= SNAP for other in across if other not in row
        )
        broken = len(row) > 1 and alike and gap < _BROKEN * (hi - lo)
        mended += [whole] if broken and not any(_touch(whole, rule) for rule in down) else row
    return mended
