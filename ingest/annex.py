"""Annex tables that print a table of the body again."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.text import normalize
from rag.types import Cell, Table

MIN_SHARED = 0.75
_LEADING_NUMBER = re.compile(r"^(?:[（(]?\d+[)）]?[.、\s]*)(?=\D)")
_PUNCTUATION = re.compile(r"[\s:：,，、.。()（）—–\-]")
Key = tuple[str, str]


def row_key(path: tuple[str, ...]) -> str:
    """Return a row's own label in the form in which two tables are compared."""
    label = normalize(path[-1]) if path else ""
    return _PUNCTUATION.sub("", _LEADING_NUMBER.sub("", label)).removeprefix("其中")


def _column_key(path: tuple[str, ...]) -> str:
    return _PUNCTUATION.sub("", normalize("".join(path)))


def keyed_cells(table: Table) -> dict[Key, list[Cell]]:
    """Return the cells of a table by row label and column heading."""
    cells: dict[Key, list[Cell]] = {}
    for cell in table.cells:
        cells.setdefault((row_key(cell.row_path), _column_key(cell.col_path)), []).append(cell)
    return cells


def mark_repeats(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Set ``repeats`` of every annex table that has the rows and columns of a body table.

    The values need not agree: where they do not, that is worth a warning, and it is the same table.
    """
    body = [(table, keyed_cells(table)) for table in tables if not table.annex]
    return tuple(replace(table, repeats=_original(table, body)) if table.annex else table for table in tables)


def _original(table: Table, body: list[tuple[Table, dict[Key, list[Cell]]]]) -> str:
    keys = set(keyed_cells(table))
    best, most = "", 0.0
    for other, cells in body:
        shared = len(keys & cells.keys()) / len(keys) if keys else 0.0
        if normalize(other.title) == normalize(table.title):
            shared += 0.2
        if shared >= MIN_SHARED and shared > most:
            best, most = other.id, shared
    return best
