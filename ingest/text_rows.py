"""Lines of plain text that are rows of tables: which they are, and where they are cut into cells.

Cells are parted by tabs, or by upright bars with a frame or without (``| a | b |``, ``a | b``, ``│ a │``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from ingest.captions import is_outside
from ingest.grids import is_figure

LineKind = Literal["blank", "tabs", "bars", "text"]

# Longer ones, and those with such marks, are sentences between two tables.
MAX_ROW_TITLE = 30
_SENTENCE = re.compile(r"[。；，！？]|[：:]$")
_BAR = re.compile(r"(?<!\\)[|｜│┃║]")
# ``|---|:--:|``, ``+----+----+``, ``├──┼──┤``; a cell of dashes alone is no rule.
_RULE = re.compile(
    r"[\s|｜+:\-=—\u2500-\u257f]*(?:-{2,}|={2,}|—{3,}|[\u2500\u2501\u2550]{2,})[\s|｜+:\-=—\u2500-\u257f]*"
)
_RULE_CELL = re.compile(r":?-{2,}:?|:?—{3,}:?")


def line_runs(lines: Sequence[str]) -> Iterator[tuple[LineKind, list[str]]]:
    """Part lines into runs of one kind; a title over all columns of a table has lost its tabs or bars."""
    kinds = _kinds(lines)
    header = ""
    for i, line in enumerate(lines[:-1]):
        kind = kinds[i]
        if kind in ("tabs", "bars") and (not i or kinds[i - 1] != kind):
            header = line
        above = kinds[i - 1] if i else "blank"
        if kind == "text" and above == kinds[i + 1] and above in ("tabs", "bars"):
            header_cells, after = (_cut(row, above) for row in (header, lines[i + 1]))
            if _is_row_title(line, after, header_cells):
                kinds[i] = above
    for kind, run in groupby(range(len(lines)), key=kinds.__getitem__):
        yield kind, [lines[i] for i in run]


def cut_rows(lines: Sequence[str], kind: LineKind) -> list[list[str]]:
    """Return the cells of the rows of one table, rules left out.

    Args:
        lines: a run of lines of the kind.
        kind: what parts their cells.
    """
    rows = [line for line in lines if not (kind == "bars" and _RULE.fullmatch(line))]
    barred = [line.strip() for line in rows if kind == "bars" and _BAR.search(line)]
    # A bar that all rows begin or end with is the frame; one of some rows stands behind a blank.
    left = bool(barred) and all(_BAR.match(line) for line in barred)
    right = bool(barred) and all(_BAR.match(line, len(line) - 1) for line in barred)
    cut = [_cut(line, kind)[left and _BAR.search(line) is not None :] for line in rows]
    cut = [row[:-1] if right and len(row) > 1 else row for row in cut]
    return _with_marked_merges([row for row in cut if not _is_rule(row)])


def _kinds(lines: Sequence[str]) -> list[LineKind]:
    kinds = [_kind(line) for line in lines]
    bars = [len(_BAR.findall(line)) for line in lines]
    for i, line in enumerate(lines):
        near = any(0 <= k < len(lines) and bars[k] for k in (i - 1, i + 1))
        # The title of a group may stand between two rows.
        far = any(0 <= k < len(lines) and bars[k] == bars[i] for k in (i - 2, i + 2))
        # A bar in a lone line parts words of a title; in lines that follow each other, cells.
        if kinds[i] == "text" and ((bars[i] and (near or far)) or (_RULE.fullmatch(line) and near)):
            kinds[i] = "bars"
    return kinds


def _kind(line: str) -> LineKind:
    if not line.strip():
        return "blank"
    inner = line.lstrip("\t")
    # Tabs in front alone are an indent, one behind is a slip; a row of blanks after a label has more.
    if "\t" in inner.rstrip() or inner.count("\t") > 1:
        return "tabs"
    framed = _BAR.match(line.strip()) and len(_BAR.findall(line)) > 1
    return "bars" if framed else "text"


def _cut(line: str, kind: LineKind) -> list[str]:
    if kind == "tabs":
        return [cell.rstrip() for cell in line.split("\t")]
    # A full-width space in front sets the label of a part further in.
    return [cell.strip(" \t").rstrip().replace("\\|", "|") for cell in _BAR.split(line)]


def _is_row_title(line: str, after: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a short line between rows is one of them: figures follow, or the header printed again."""
    cells = [cell for cell in after if cell]
    goes_on = any(map(is_figure, cells)) or cells[-1:] == [*filter(None, header)][-1:]
    # A line of contents has a title and a page.
    return len(cells) > 2 and is_row_text(line) and goes_on


def is_row_text(line: str) -> bool:
    """Tell whether a line may be the only text of a row: it is short, no sentence, no caption, no note."""
    text = line.strip()
    return len(text) <= MAX_ROW_TITLE and not _SENTENCE.search(text) and not is_outside(text)


def _is_rule(row: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(_RULE_CELL.fullmatch(cell) for cell in filled) and len("".join(filled)) > 2


def _with_marked_merges(rows: list[list[str]]) -> list[list[str]]:
    """Write merged cells out where ``<`` (as on the left) and ``^`` (as above) stand for them."""
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell == "<" and c:
                row[c] = row[c - 1]
            elif cell == "^" and r and c < len(rows[r - 1]):
                row[c] = rows[r - 1][c]
    return rows
