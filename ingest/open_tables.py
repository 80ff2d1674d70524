"""Tables without vertical rules: lines above and below, columns told by how the words stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.captions import parse_caption
from ingest.glyphs import Glyph, Line, Segment, box_of, join_texts, row_to_line
from ingest.header_levels import level_rules
from ingest.rulings import Rule
from ingest.types import Grid, GridCell
from rag.types import Box

_SAME_END = 3.5
_MAX_STRIP_LINES = 200
_SHORT_LINE = 0.5
_WIDE, _NARROW = 0.9, 0.3  # gaps, in glyph sizes, that part cells: surely, and where columns show it


@dataclass(slots=True)
class _Strip:
    """What stands between two rules of one width."""

    top: float
    bottom: float
    lines: list[Line] = field(default_factory=list)
    fine: list[Line] = field(default_factory=list)  # cut behind units in brackets and at narrow gaps too

    def is_tabular(self) -> bool:
        """Tell a row or rows of a table; a cell of several lines beside cells of one makes short lines."""
        single = [line for line in self.lines if len(line.segments) == 1]
        if any(parse_caption(line.text) for line in single):
            return False
        if not 0 < len(self.lines) - len(single) or len(self.lines) > _MAX_STRIP_LINES:
            return False
        width = max(line.x1 for line in self.lines) - min(line.x0 for line in self.lines)
        short = all(line.x1 - line.x0 < _SHORT_LINE * width for line in single)
        return short or len(single) * 2 <= len(self.lines)


@dataclass(slots=True)
class _Row:
    """A row on its way to cells: the segments of its lines, with their baselines; the partial rules
    right below it.
    """

    pieces: list[tuple[float, Segment]]
    rules: Sequence[Rule] = ()


def find_open_tables(rows: Sequence[list[Glyph]], rules: Sequence[Rule]) -> tuple[list[Grid], list[Glyph]]:
    """Return the tables that stand between horizontal rules, and the glyphs outside of them.

    Args:
        rows: rows of glyphs, top to bottom.
        rules: horizontal rules that belong to no ruled table.
    """
    tables: list[Grid] = []
    free = list(rows)
    for group in _same_width(rules):
        for strips in _tabular_runs(_strips(group, free)):
            grid = _strips_to_grid(strips, (group[0].lo, group[0].hi), rules)
            if grid is not None and grid.box is not None:
                tables.append(grid)
                free = [row for row in free if not _within(row, grid.box)]
    return tables, [glyph for row in free for glyph in row]


def _same_width(rules: Iterable[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        for group in groups:
            if abs(group[0].lo - rule.lo) < _SAME_END and abs(group[0].hi - rule.hi) < _SAME_END:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) > 1]


def _within(row: Sequence[Glyph], box: Box) -> bool:
    y = sum(glyph.top + glyph.bottom for glyph in row) / (2 * len(row))
    return box[1] <= y <= box[3] and all(box[0] - 9 <= (g.x0 + g.x1) / 2 <= box[2] + 9 for g in row)


def _strips(group: Sequence[Rule], rows: Sequence[list[Glyph]]) -> list[_Strip]:
    strips = [_Strip(above.at, below.at) for above, below in pairwise(group)]
    for strip, rule in zip(strips, group, strict=False):
        box = (rule.lo, strip.top, rule.hi, strip.bottom)
        inside = [row for row in rows if _within(row, box)]
        strip.lines = [line for line in (row_to_line(row, _WIDE) for row in inside) if line is not None]
        strip.fine = [line for row in inside for line in _finely_cut(row)]
    return strips


def _finely_cut(row: Sequence[Glyph]) -> list[Line]:
    cuts = [0, *(i for i, glyph in enumerate(row, 1) if glyph.text in "）)"), len(row)]
    lines = (row_to_line(row[start:end], _NARROW) for start, end in pairwise(cuts))
    return [line for line in lines if line is not None]


def _tabular_runs(strips: Iterable[_Strip]) -> list[list[_Strip]]:
    runs: list[list[_Strip]] = [[]]
    for strip in strips:
        if strip.is_tabular():
            runs[-1].append(strip)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _strips_to_grid(
    strips: Sequence[_Strip], ends: tuple[float, float], rules: Sequence[Rule]
) -> Grid | None:
    box = (ends[0], strips[0].top, ends[1], strips[-1].bottom)
    partial = [
        rule
        for rule in rules
        if box[1] < rule.at < box[3]
        and ends[0] - 3 <= rule.lo
        and rule.hi <= ends[1] + 3
        and rule.hi - rule.lo < ends[1] - ends[0] - 2 * _SAME_END
    ]
    if not any(rule.at < strips[0].bottom - 1 for rule in partial):
        partial += level_rules(strips[0].lines)
    header = _header_rows(strips[0], [r for r in partial if r.at < strips[0].bottom - 1])
    # A rule under every row, which passes by a label that is merged over several.
    ruled = len(strips) >= 4 or any(r.at > strips[0].bottom + 1 for r in partial)
    body = [
        row
        for strip in strips[1:]
        for row in (_ruled_rows(strip, partial) if ruled else _body_rows(strip.lines))
    ]
    columns = _table_columns(body)
    if len(columns) < 2 or len(body) < 1:
        return None
    header = [_parted(row, strips[0].fine, columns) for row in header]
    tops = _row_borders([*header, *body], box)
    cells: list[GridCell] = []
    for index, row in enumerate([*header, *body]):
        cells += _cells(row, index, columns, (tops[index], tops[index + 1]), row.rules)
    return Grid(tuple(cells), len(header) + len(body), len(columns), spans_known=False, box=box)


def _one(lines: Iterable[Line]) -> _Row:
    return _Row([(line.base, segment) for line in lines for segment in line.segments])


def _ruled_rows(strip: _Strip, partial: Sequence[Rule]) -> list[_Row]:
    """Return the rows that partial rules part; what they pass by stands in its first row."""
    inside = [rule for rule in partial if strip.top + 1 < rule.at < strip.bottom - 1]
    cuts = sorted({round(rule.at) for rule in inside})
    rows = [_Row([]) for _ in range(len(cuts) + 1)]
    for line in strip.lines:
        for segment in line.segments:
            middle = (segment.x0 + segment.x1) / 2
            above = [round(r.at) for r in inside if r.at < line.base and r.lo <= middle <= r.hi]
            rows[cuts.index(max(above)) + 1 if above else 0].pieces.append((line.base, segment))
    return [row for row in rows if row.pieces]


def _header_rows(strip: _Strip, partial: Sequence[Rule]) -> list[_Row]:
    """Return the header's rows: partial rules part what spans from what is spanned."""
    cuts = sorted({round(rule.at) for rule in partial})
    if not cuts:
        return [_one(strip.lines)]
    bands: list[list[Line]] = [[] for _ in range(len(cuts) + 1)]
    for line in strip.lines:
        bands[sum(line.base > cut for cut in cuts)].append(line)
    under = [[rule for rule in partial if round(rule.at) == cut] for cut in cuts]
    return [_Row(_one(band).pieces, rules) for band, rules in zip(bands, [*under, []], strict=True) if band]


def _parted(row: _Row, fine: Sequence[Line], columns: Sequence[tuple[float, float]]) -> _Row:
    """Part headings that nearly touch, where each part stands over a column of its own."""
    pieces: list[tuple[float, Segment]] = []
    for base, piece in row.pieces:
        first, last = _covered(piece, columns, ())
        parts = [
            part
            for line in fine
            if abs(line.base - base) < 1
            for part in line.segments
            if piece.x0 - 1 <= part.x0 and part.x1 <= piece.x1 + 1
        ]
        over = [_covered(part, columns, ()) for part in parts]
        apart = len(set(over)) == len(over) > 1 and all(a == b for a, b in over)
        pieces += [(base, part) for part in (parts if apart and last > first else [piece])]
    return _Row(pieces, row.rules)


def _body_rows(lines: Sequence[Line]) -> list[_Row]:
    """Return the rows of a body without rules: lines closer than usual belong to one row."""
    if not lines:
        return []
    gaps = [b.base - a.base for a, b in pairwise(lines)]
    usual = (
        median(gap for line, gap in zip(lines[1:], gaps, strict=True) if len(line.segments) > 1)
        if any(len(line.segments) > 1 for line in lines[1:])
        else (median(gaps) if gaps else 0.0)
    )
    rows: list[list[Line]] = [[lines[0]]]
    for line, gap in zip(lines[1:], gaps, strict=True):
        if gap < 0.75 * usual and (len(line.segments) == 1 or len(rows[-1][-1].segments) == 1):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_one(row) for row in rows]


def _table_columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """Return the columns that all rows show or, where some have cells over two, those of the full rows."""
    columns = _columns(piece for row in rows for _, piece in row.pieces)
    most = max((len(row.pieces) for row in rows), default=0)
    full = [row for row in rows if len(row.pieces) == most and not _is_spread(row)]
    finer = _columns(piece for row in full for _, piece in row.pieces)
    if len(finer) <= len(columns) or len(finer) != most or len(full) < max(2, len(rows) / 5):
        return columns
    for row in rows:
        for _, piece in row.pieces:
            over = [i for i, (lo, hi) in enumerate(finer) if piece.x0 < hi and lo < piece.x1]
            if len(over) == 1:
                lo, hi = finer[over[0]]
                finer[over[0]] = (min(lo, piece.x0), max(hi, piece.x1))
    return finer


def _is_spread(row: _Row) -> bool:
    """Whether a row may hold a word set wide: 合　计."""
    return any(len(a.text) == len(b.text) == 1 for (_, a), (_, b) in pairwise(row.pieces))


def _columns(pieces: Iterable[Segment]) -> list[tuple[float, float]]:
    """Return the extent of each column: where the pieces of the body overlap when seen from above."""
    columns: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda p: p.x0):
        if columns and piece.x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.x1))
        else:
            columns.append((piece.x0, piece.x1))
    return columns


def _row_borders(rows: Sequence[_Row], box: Box) -> list[float]:
    middles = [sum(base for base, _ in row.pieces) / len(row.pieces) for row in rows]
    inner = [(a + b) / 2 for a, b in pairwise(middles)]
    return [box[1], *inner, box[3]]


def _cells(
    row: _Row,
    index: int,
    columns: Sequence[tuple[float, float]],
    edges: tuple[float, float],
    spans: Sequence[Rule],
) -> list[GridCell]:
    found: dict[tuple[int, int], list[tuple[float, Segment]]] = {}
    for base, piece in row.pieces:
        found.setdefault(_covered(piece, columns, spans), []).append((base, piece))
    cells: list[GridCell] = []
    for (first, last), pieces in sorted(found.items()):
        ordered = sorted(pieces, key=lambda p: (p[0], p[1].x0))
        text = ""
        for _, piece in ordered:
            text = join_texts(text, piece.text)
        x0, _, x1, _ = box_of((piece.x0, 0.0, piece.x1, 0.0) for _, piece in ordered)
        doubt = any(piece.doubt for _, piece in ordered)
        cells.append(GridCell(index, first, text, 1, last - first + 1, (x0, edges[0], x1, edges[1]), doubt))
    taken = {col for first, last in found for col in range(first, last + 1)}
    blanks = [col for col in range(len(columns)) if col not in taken]
    cells += [GridCell(index, c, "", box=(columns[c][0], edges[0], columns[c][1], edges[1])) for c in blanks]
    return cells


def _covered(
    piece: Segment, columns: Sequence[tuple[float, float]], spans: Sequence[Rule]
) -> tuple[int, int]:
    """Return the first and last column that a piece of text stands over.

    A partial rule under a header says so outright; else the columns it overlaps, else the nearest.
    """
    middle = (piece.x0 + piece.x1) / 2
    lo, hi = next(((r.lo, r.hi) for r in spans if r.lo <= middle <= r.hi), (piece.x0, piece.x1))
    over = [i for i, (a, b) in enumerate(columns) if min(hi, b) - max(lo, a) > 0.3 * min(b - a, hi - lo)]
    if not over:
        nearest = min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - middle))
        return nearest, nearest
    return over[0], over[-1]
