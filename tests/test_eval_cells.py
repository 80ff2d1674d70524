from __future__ import annotations

from dataclasses import replace

from eval.cells import TrueCell, TrueTable, cell_f1
from rag.types import Cell, Report, Table


def report_of(*cells: Cell) -> Report:
    table = Table("t1", "表1", "情况", "", (), 1, cells)
    return Report("x", "", "x", None, None, "x", "", tables=(table,))


CELLS = (
    Cell(1, 1, ("甲",), ("2020 年",), "1,200"),
    Cell(2, 1, ("甲", "其中：女"), ("2020 年",), "7"),
    Cell(3, 1, ("乙", "其中：女"), ("2020 年",), "9"),
)
TRUTH = (
    TrueTable(
        "表1",
        "情况",
        (
            TrueCell(("甲",), ("2020年",), "1200"),
            TrueCell(("甲", "其中：女"), ("2020年",), "7"),
            TrueCell(("乙", "其中：女"), ("2020年",), "9"),
        ),
    ),
)


def test_spacing_and_separators_do_not_count():
    scores = cell_f1(report_of(*CELLS), TRUTH)
    assert (scores.right, scores.f1, scores.missed, scores.wrong) == (3, 1.0, (), ())


def test_parents_count_where_the_label_is_not_unique():
    # 甲 is unique in its table, 其中：女 is not: a wrong parent harms only there.
    moved = tuple(replace(cell, row_path=("丙", *cell.row_path[-1:])) for cell in CELLS)
    scores = cell_f1(report_of(*moved), TRUTH)
    assert (scores.right, scores.true_cells, scores.found_cells) == (1, 3, 3)
    assert cell_f1(report_of(*moved), TRUTH, whole_paths=True).right == 0


def test_missing_and_invented_cells():
    # 1 right of 3 true and 2 found: P = 1/2, R = 1/3, F1 = 2·1/(3+2) = 0.4.
    scores = cell_f1(report_of(CELLS[0], replace(CELLS[1], text="8")), TRUTH)
    assert (scores.precision, round(scores.recall, 4), scores.f1) == (0.5, 0.3333, 0.4)
    assert scores.wrong == ("表1 | 甲›其中:女 | 2020年 | 8",)
    assert len(scores.missed) == 2


def test_tables_that_the_truth_does_not_have_count_as_wrong():
    assert cell_f1(report_of(*CELLS), ()).found_cells == 3
    assert cell_f1(report_of(), TRUTH).f1 == 0.0
