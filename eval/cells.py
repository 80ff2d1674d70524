"""How well the tables of a report were read, cell by cell, against hand-checked truth."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rag.text import normalize
from rag.types import Report, Table

Labels = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrueCell:
    """A cell as printed: where it stands by its headings, and its text."""

    row_path: Labels
    col_path: Labels
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TrueTable:
    """A table of the truth; ``label`` as in Report (``表12``, ``附表5``)."""

    label: str
    title: str
    cells: tuple[TrueCell, ...]


@dataclass(frozen=True, slots=True)
class CellScores:
    """Counts over all tables; ``missed`` and ``wrong`` name cells of truth and report, for the eye."""

    right: int
    true_cells: int
    found_cells: int
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Share of the report's cells that are right."""
        return self.right / self.found_cells if self.found_cells else 0.0

    @property
    def recall(self) -> float:
        """Share of the true cells that the report has."""
        return self.right / self.true_cells if self.true_cells else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.true_cells + self.found_cells
        return 2 * self.right / total if total else 0.0


def load_truth(path: Path) -> tuple[TrueTable, ...]:
    """Read a truth file: ``tables`` with ``label``, ``title`` and ``cells``."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        TrueTable(
            table["label"],
            table["title"],
            tuple(
                TrueCell(tuple(c["row_path"]), tuple(c["col_path"]), c["value"], c.get("unit", ""))
                for c in table["cells"]
            ),
        )
        for table in data["tables"]
    )


def cell_f1(report: Report, truth: Iterable[TrueTable], *, whole_paths: bool = False) -> CellScores:
    """Compare a report's cells with the truth.

    A cell is right when its table's label, printed value, column path and row label match; the row
    label counts with its parents where it is not unique in its table. Spacing and width do not count.

    Args:
        report: as ingested.
        truth: the tables to compare; tables of the report that the truth does not have count as wrong.
        whole_paths: row labels count with all their parents everywhere.
    """
    expected: Counter[tuple[str, ...]] = Counter()
    found: Counter[tuple[str, ...]] = Counter()
    for true in truth:
        clear = set() if whole_paths else _clear_labels(true)
        for cell in true.cells:
            expected[_key(true.label, cell.row_path, cell.col_path, cell.value, clear)] += 1
        for table in report.tables:
            if table.label == true.label:
                found += _table_cells(table, clear)
    labels = {true.label for true in truth}
    for table in report.tables:
        if table.label not in labels:
            found += _table_cells(table, set())
    right = expected & found
    return CellScores(
        right=right.total(),
        true_cells=expected.total(),
        found_cells=found.total(),
        missed=tuple(" | ".join(key) for key in (expected - found)),
        wrong=tuple(" | ".join(key) for key in (found - expected)),
    )


def _clear_labels(true: TrueTable) -> set[str]:
    """Return the row labels that name one row only."""
    paths = {cell.row_path for cell in true.cells if cell.row_path}
    counts = Counter(_plain(path[-1]) for path in paths)
    return {label for label, count in counts.items() if count == 1}


def _table_cells(table: Table, clear: set[str]) -> Counter[tuple[str, ...]]:
    return Counter(_key(table.label, cell.row_path, cell.col_path, cell.text, clear) for cell in table.cells)


def _key(label: str, row: Labels, column: Labels, value: str, clear: set[str]) -> tuple[str, ...]:
    names = [_plain(text) for text in row]
    if names and names[-1] in clear:
        names = names[-1:]
    return label, "›".join(names), "/".join(_plain(text) for text in column), _plain(value)


def _plain(text: str) -> str:
    return normalize(text).replace(" ", "")
