"""Title, unit and note rows that are drawn inside of a table's grid but are no rows of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.captions import Heading, is_note, is_unit_line, parse_caption, stated_units, strip_unit
from ingest.grids import Matrix, Row, is_figure, is_spanning


def take_outer_rows(heading: Heading, matrix: Matrix) -> tuple[Heading, Matrix]:
    """Take title, unit and note rows that were drawn inside of the grid out of it."""
    rows = list(matrix.rows)
    while len(rows) > 2 and is_spanning(rows[0]) and matrix.width > 1:
        text = next(slot.text for slot in rows[0] if slot.text)
        if is_unit_line(text):
            heading = replace(heading, unit=heading.unit or stated_units(text))
        elif not heading.label and _is_caption(text):
            heading = _named(heading, text)
        elif any(is_figure(slot.text) for slot in rows[1]) or (heading.title and not _is_inner_title(rows)):
            break
        elif heading.title:
            heading = replace(heading, notes=(*heading.notes, text))
        else:
            heading = _named(heading, text)
        rows.pop(0)
    notes: list[str] = []
    while len(rows) > 2 and is_spanning(rows[-1]):
        text = next(slot.text for slot in rows[-1] if slot.text)
        if not is_note(text):
            break
        notes.insert(0, text)
        rows.pop()
    return replace(heading, notes=(*heading.notes, *notes)), replace(matrix, rows=tuple(rows))


def _named(heading: Heading, text: str) -> Heading:
    """Name a table by a row inside of its grid, which may be a whole caption."""
    caption = parse_caption(text)
    heading = replace(heading, unit=heading.unit or stated_units(text))
    if caption is None or not _is_caption(text) or heading.label:
        return replace(heading, title=text)
    return replace(heading, label=caption.label, title=strip_unit(caption.title))


def _is_caption(text: str) -> bool:
    caption = parse_caption(text)
    return caption is not None and caption.kind == "table"


def _is_inner_title(rows: Sequence[Row]) -> bool:
    """Whether the first row is one cell over a header, and not the first of several groups."""
    merged = [row for row in rows if is_spanning(row) and row[0].anchor == row[-1].anchor]
    return merged == [rows[0]] and not is_spanning(rows[1])
