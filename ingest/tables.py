"""Grids to tables: every data cell with its row path, column path, value, unit and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from ingest.blocks import is_blank, side_blocks
from ingest.captions import Heading
from ingest.forms import form_cells, form_sections, is_form
from ingest.grids import (
    UNIT_HEADINGS,
    Matrix,
    Row,
    is_dash,
    is_figure,
    is_spanning,
    merged_spans,
    numeric_columns,
    without_empty_columns,
)
from ingest.layout import Layout, fill_down, find_layout
from ingest.outer_rows import take_outer_rows
from ingest.rows import RowEntry, is_sub, row_paths
from ingest.seams import mend
from ingest.units import Units
from rag.quantity import clean_unit, parse_quantity, year_of
from rag.text import normalize
from rag.types import Cell, Place, Table


def matrix_to_table(table_id: str, heading: Heading, matrix: Matrix) -> Table:
    """Make a table of joined rows.

    Args:
        table_id: ``t12`` or, in the annex, ``a5``.
        heading: caption, unit and place.
        matrix: all rows of the table, repeated headers of later pages left out.
    """
    heading, matrix = take_outer_rows(heading, without_empty_columns(mend(matrix)))
    body = _read_sections(matrix, heading)
    return Table(
        id=table_id,
        label=heading.label,
        title=heading.title,
        section=heading.section,
        grid=tuple(tuple(slot.text for slot in row) for row in body.rows),
        header_rows=body.height,
        cells=body.cells,
        unit=heading.unit,
        annex=heading.annex,
        notes=heading.notes,
        places=_places(heading, matrix),
        merged=merged_spans(body.rows),
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """Rows with merged labels filled in, how many of them are the header, and the cells."""

    rows: tuple[Row, ...]
    height: int
    cells: tuple[Cell, ...]


def _read_sections(matrix: Matrix, heading: Heading) -> _Body:
    """Read a table, or each section of one that is partly a form, by itself."""
    sections = form_sections(matrix)
    if not sections:
        return _read_part(matrix, heading)
    rows, cells = list(matrix.rows), []
    for section in sections:
        body = _read_part(section.matrix, heading)
        rows[section.start : section.start + len(body.rows)] = body.rows
        for cell in body.cells:
            path = (section.title, *cell.row_path) if section.title else cell.row_path
            cells.append(replace(cell, row=cell.row + section.start, row_path=path))
    return _Body(tuple(rows), 0, tuple(cells))


def _read_part(matrix: Matrix, heading: Heading) -> _Body:
    if is_form(matrix):
        return _Body(matrix.rows, 0, form_cells(matrix, heading.title))
    return _read_blocks(matrix, heading)


def _read_blocks(matrix: Matrix, heading: Heading) -> _Body:
    """Read the blocks that stand side by side, each by itself, and put them together again."""
    bodies = [_read_block(block, heading) for block in side_blocks(matrix)]
    rows = tuple(tuple(chain.from_iterable(parts)) for parts in zip(*(b.rows for b in bodies), strict=True))
    cells: list[Cell] = []
    offset = 0
    for body in bodies:
        filled = [not is_blank(row) for row in body.rows] if len(bodies) > 1 else [True] * len(rows)
        cells += [replace(cell, col=cell.col + offset) for cell in body.cells if filled[cell.row]]
        offset += len(body.rows[0]) if body.rows else 0
    return _Body(rows, max(body.height for body in bodies), tuple(cells))


def _read_block(matrix: Matrix, heading: Heading) -> _Body:
    layout = find_layout(matrix)
    body = fill_down(matrix.rows[layout.height :], layout.labels, layout.unit)
    rows = matrix.rows[: layout.height] + body
    return _Body(rows, layout.height, _cells(replace(matrix, rows=rows), layout, heading))


def _places(heading: Heading, matrix: Matrix) -> tuple[Place, ...]:
    places = [place if place.page else replace(place, page=heading.page) for place in matrix.places]
    return tuple(dict.fromkeys(places))


def _cells(matrix: Matrix, layout: Layout, heading: Heading) -> tuple[Cell, ...]:
    body = matrix.rows[layout.height :]
    figures = numeric_columns(body, matrix.width)
    kinds = _row_kinds(body, layout, figures)
    units = Units.of(layout, layout.columns, heading)
    entries = tuple(_entry(row, kind, layout, units) for row, kind in zip(body, kinds, strict=True))
    entries = _with_blocks(entries, body, layout)
    paths = row_paths([entry for entry, kind in zip(entries, kinds, strict=True) if kind != "header"])
    cells: list[Cell] = []
    columns, named = layout.columns, iter(paths)
    for r, (row, kind) in enumerate(zip(body, kinds, strict=True), start=layout.height):
        if kind == "header":
            columns = _sub_columns(columns, row, layout)
            units = Units.of(layout, columns, heading)
            continue
        path = next(named)
        if kind == "data":
            cells += _row_cells(row, r, path, _Context(layout, columns, units, heading))
    return tuple(cells)


def _row_kinds(body: Sequence[Row], layout: Layout, figures: frozenset[int]) -> list[str]:
    """Return for each row whether it is data, a group's title or a header printed again."""
    kinds: list[str] = []
    for i, row in enumerate(body):
        if _is_group(row, i, body, layout):
            kinds.append("group")
        elif _is_sub_header(row, kinds[-1] if kinds else "", layout, figures):
            kinds.append("header")
        else:
            kinds.append("data")
    return kinds


def _is_group(row: Row, i: int, body: Sequence[Row], layout: Layout) -> bool:
    if not is_spanning(row) or not layout.data or not layout.labels:
        return False
    first = next(c for c, slot in enumerate(row) if slot.text)
    if first > layout.labels[-1]:
        return False
    merged = row[layout.data[-1]].anchor == row[first].anchor
    text = row[first].text
    last = i + 1 == len(body)
    return merged or (not last and not is_sub(text) and not is_figure(text))


def _is_sub_header(row: Row, before: str, layout: Layout, figures: frozenset[int]) -> bool:
    if not layout.height:
        return False
    texts = [row[c].text for c in layout.data]
    heads = [layout.columns[c][-1] if layout.columns[c] else "" for c in layout.data]
    if [normalize(text) for text in texts] == [normalize(head) for head in heads]:
        return True
    if not figures & set(layout.data) or not all(texts):
        return False
    words = all(
        parse_quantity(text).value is None and not is_figure(text) and not is_dash(text) for text in texts
    )
    unit_head = layout.unit is not None and normalize(row[layout.unit].text) in UNIT_HEADINGS
    return words and (unit_head or (before == "group" and len(texts) > 1))


def _sub_columns(
    columns: tuple[tuple[str, ...], ...], row: Row, layout: Layout
) -> tuple[tuple[str, ...], ...]:
    """Replace the headings of the data columns by those of a header in the middle of the table."""
    changed = list(columns)
    for c in layout.data:
        old = columns[c]
        if row[c].text and not (old and normalize(old[-1]) == normalize(row[c].text)):
            changed[c] = (row[c].text,)
    return tuple(changed)


def _entry(row: Row, kind: str, layout: Layout, units: Units) -> RowEntry:
    labels: dict[tuple[int, int], str] = {}
    for c in layout.labels:
        if row[c].text:
            labels.setdefault(row[c].anchor, row[c].text)
    if not labels and kind != "data":
        labels = {slot.anchor: slot.text for slot in row if slot.text}
    if not labels and layout.index is not None and not row[layout.index].text.isdigit():
        labels = {row[layout.index].anchor: row[layout.index].text} if row[layout.index].text else {}
    return RowEntry(
        labels=tuple(labels.values()),
        values=tuple(None if units.is_share(c) else _addable(row[c].text) for c in layout.data),
        unit=clean_unit(row[layout.unit].text) if layout.unit is not None else "",
        indent=min((row[c].indent for c in layout.labels if row[c].text), default=0),
        group=kind == "group",
    )


def _addable(text: str) -> Decimal | None:
    quantity = parse_quantity(text)
    return None if quantity.unit in ("%", "‰") else quantity.value


def _with_blocks(entries: tuple[RowEntry, ...], body: Sequence[Row], layout: Layout) -> tuple[RowEntry, ...]:
    """Count the blocks of the index column: a blank or a merged number goes on with the block above."""
    if layout.index is None:
        return entries
    blocks: list[RowEntry] = []
    block, anchor = 0, None
    for entry, row in zip(entries, body, strict=True):
        slot = row[layout.index]
        if slot.text and slot.anchor != anchor:
            block, anchor = block + 1, slot.anchor
        blocks.append(replace(entry, block=block))
    return tuple(blocks)


@dataclass(frozen=True, slots=True)
class _Context:
    layout: Layout
    columns: tuple[tuple[str, ...], ...]
    units: Units
    heading: Heading


def _row_cells(row: Row, r: int, path: tuple[str, ...], context: _Context) -> list[Cell]:
    layout = context.layout
    headings = {row[c].anchor for c in layout.labels if row[c].text}
    cells = []
    for c in layout.data:
        slot = row[c]
        if slot.text and slot.anchor in headings:
            continue
        place = slot.place if slot.place.page else replace(slot.place, page=context.heading.page)
        cells.append(
            Cell(
                row=r,
                col=c,
                row_path=path,
                col_path=context.columns[c],
                text=slot.text,
                value=parse_quantity(slot.text).value,
                unit=context.units.in_force(row, c, path),
                year=_year(path, context.columns[c], context.heading.title),
                place=place,
                doubt=slot.doubt,
            )
        )
    return cells


def _year(path: tuple[str, ...], columns: tuple[str, ...], title: str) -> int | None:
    """Return the year that the column, else the row, else the table's title names."""
    for text in (*reversed(columns), *reversed(path), title):
        if (year := year_of(text)) is not None:
            return year
    return None
