"""Contradictions made on purpose: cells changed that the prose tells again, so that both values must be told.

A cell is taken where a sentence holds its number right behind its row's words, and (in a table of things)
its column's; what that sentence says besides is not looked at. The number is changed by about 3 %, in every
table that prints it for the same row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from eval.labels import Named, clean_label, is_total, name_cells
from eval.types import Expectation, ExpectedValue, Item
from rag.types import Cell, Report, Table

MOST = 40
# So close before its number a name must end, and so far a column's words may stand before it.
NEAR = 12
_CLAUSE = re.compile(r"[。；;]")
_PLAIN = re.compile(r"\d{3,}|\d+\.\d+")
CHANGE = Decimal("1.03")


@dataclass(frozen=True, slots=True)
class Slip:
    """A cell that was changed: its name, what it printed and prints now."""

    named: Named
    old: str
    new: str


def with_slips(report: Report) -> tuple[Report, tuple[Slip, ...]]:
    """Return a report with cells changed that its prose tells again, and what was changed."""
    slips: list[Slip] = []
    for named in name_cells(report):
        names = {slip.named.row for slip in slips}
        printed = named.cell.text.replace(",", "").removesuffix("%")
        fresh = named.row not in names and printed not in {slip.old for slip in slips}
        if fresh and len(slips) < MOST and _PLAIN.fullmatch(printed) and _is_told(report, named, printed):
            slips.append(Slip(named, printed, _changed(printed)))
    return replace(report, tables=tuple(_with(table, slips) for table in report.tables)), tuple(slips)


def slip_items(report: Report, slips: tuple[Slip, ...]) -> Iterator[Item]:
    """Yield for each change the question for the cell; both values must be told, the table's cited."""
    for number, slip in enumerate(slips, 1):
        year = f"{slip.named.year}年" if slip.named.year else ""
        yield Item(
            id=f"slip-{number:02d}",
            kind="slip",
            turns=(f"{year}{slip.named.what}是多少？",),
            expect=Expectation(values=(ExpectedValue(Decimal(slip.old)), ExpectedValue(Decimal(slip.new)))),
            reports=(report.id,),
            cite=tuple(filter(None, (slip.named.table.label, slip.named.table.title))),
        )


def _is_told(report: Report, named: Named, printed: str) -> bool:
    row = clean_label(named.cell.row_path[-1]) if named.cell.row_path else ""
    if named.shared or is_total(named.row) or len(row) < 3 or named.cell.year != report.data_year:
        return False
    number = re.compile(rf"(?<![\d.]){re.escape(printed)}(?![\d.])")
    for paragraph in report.paragraphs:
        text = paragraph.text.replace(",", "")
        for found in () if paragraph.case else number.finditer(text):
            clause = _CLAUSE.split(text[: found.start()])[-1]
            told = row in clause[-len(row) - NEAR :] if not named.column else row in clause
            if told and named.column in clause[-len(named.column) - NEAR :]:
                return True
    return False


def _changed(printed: str) -> str:
    value = Decimal(printed)
    return str((value * CHANGE).quantize(value) if "." in printed else value + max(int(value * 3 / 100), 7))


def _with(table: Table, slips: list[Slip]) -> Table:
    """The table with the changes that are of its rows."""
    new = {(cell.row, cell.col): text for cell in table.cells if (text := _text(cell, slips)) != cell.text}
    if not new:
        return table
    cells = tuple(
        replace(c, text=new[c.row, c.col], value=Decimal(new[c.row, c.col].removesuffix("%")))
        if (c.row, c.col) in new
        else c
        for c in table.cells
    )
    grid = tuple(
        tuple(new.get((i, j), text) for j, text in enumerate(row)) for i, row in enumerate(table.grid)
    )
    return replace(table, cells=cells, grid=grid)


def _text(cell: Cell, slips: list[Slip]) -> str:
    """What a cell prints now: another number if it is one that was changed."""
    row = clean_label(cell.row_path[-1]) if cell.row_path else ""
    printed = cell.text.replace(",", "").removesuffix("%")
    for slip in slips:
        if printed == slip.old and row == clean_label(slip.named.cell.row_path[-1]):
            return slip.new + ("%" if cell.text.endswith("%") else "")
    return cell.text
