from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from rag.types import Table
from tests.fakes import HOSTILE, made_up_table
from ui.tables import Marks, table_html
from ui.words import ZH

NONE = Marks({}, ())


def shown_table(table: Table, marks: Marks = NONE) -> str:
    """The table's HTML without the classes that only set widths."""
    return re.sub(r' class="nb-(?:short|words)"|nb-(?:short|words) ', "", table_html(table, marks, ZH))


class Layout(HTMLParser):
    """Lays an HTML table out on a grid the way a browser does."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.places: dict[tuple[int, int], str] = {}
        self.overlaps = 0
        self._row = -1
        self._cell: list[tuple[int, int]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._row += 1
        if tag in ("td", "th"):
            size = dict(attrs)
            col = 0
            while (self._row, col) in self.places:
                col += 1
            rows, cols = int(size.get("rowspan") or 1), int(size.get("colspan") or 1)
            self._cell = [(self._row + down, col + right) for down in range(rows) for right in range(cols)]
            self.overlaps += sum(place in self.places for place in self._cell)
            self.places.update(dict.fromkeys(self._cell, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._cell = []

    def handle_data(self, data: str) -> None:
        for place in self._cell:
            self.places[place] += data


def test_every_cell_stands_where_the_grid_has_it() -> None:
    table = replace(made_up_table(), cells=tuple(replace(c, doubt=False) for c in made_up_table().cells))
    layout = Layout(table_html(table, NONE, ZH))
    expected = {(r, c): text for r, line in enumerate(table.grid) for c, text in enumerate(line)}
    assert layout.places == expected
    assert layout.overlaps == 0


labels = st.sampled_from(["", "甲", "乙", "合计"])


@given(
    st.integers(1, 5).flatmap(lambda width: st.lists(st.tuples(*[labels] * width), max_size=6)),
    st.integers(0, 3),
)
def test_joined_labels_never_move_a_cell(grid: list[tuple[str, ...]], header: int) -> None:
    table = Table("t1", "表1", "", "1", tuple(grid), header, ())
    layout = Layout(table_html(table, NONE, ZH))
    assert layout.overlaps == 0
    assert layout.places == {(r, c): text for r, line in enumerate(grid) for c, text in enumerate(line)}


def test_repeated_headings_and_group_labels_are_joined() -> None:
    shown = shown_table(made_up_table())
    assert '<th scope="col" rowspan="2" colspan="2">项目</th>' in shown
    assert '<th scope="col" colspan="2">2030年</th>' in shown
    assert '<th scope="row" rowspan="2">省内</th>' in shown
    assert '<th scope="row" colspan="2">合计</th>' in shown
    assert shown.count(">普通批</th>") == 2


def test_cited_cells_and_rows_are_marked() -> None:
    shown = shown_table(made_up_table(), Marks({(5, 3): (1, 3), (2, 2): (2,)}, {5}))
    assert (
        '<td class="nb-cited"><mark>1165</mark><sup class="nb-n">1</sup><sup class="nb-n">3</sup></td>'
        in shown
    )
    assert '<td class="nb-cited"><mark>1200</mark><sup class="nb-n">2</sup></td>' in shown
    assert shown.count("<mark>") == 2
    assert shown.count('<tr class="nb-cited-row">') == 1


def test_a_citation_of_a_joined_label_marks_the_one_cell_there_is() -> None:
    shown = shown_table(made_up_table(), Marks({(3, 0): (1,)}, ()))
    assert "<mark>省内</mark>" in shown


def test_doubtful_cells_are_flagged() -> None:
    shown = shown_table(made_up_table())
    assert shown.count(ZH.doubt_cell) == 1
    assert f'<td class="nb-doubtful">61<small class="nb-flag">{ZH.doubt_cell}</small></td>' in shown


def test_title_unit_and_notes_are_shown() -> None:
    shown = shown_table(made_up_table())
    assert '<caption>表1 招生情况<span class="nb-unit">人</span></caption>' in shown
    assert "注：不含预科生。" in shown


def test_nothing_in_a_table_is_markup() -> None:
    table = made_up_table()
    hostile = replace(
        table, grid=((HOSTILE,) * 6, *table.grid[1:5], (HOSTILE,) * 6), title=HOSTILE, notes=(HOSTILE,)
    )
    shown = table_html(hostile, Marks({(5, 5): (1,)}, ()), ZH)
    assert "<script" not in shown
    assert "<img" not in shown


def test_lines_of_unequal_length_are_shown_as_they_are() -> None:
    table = Table("t1", "表1", "残缺", "1", (("甲", "乙", "丙"), ("一",), ("二", "3")), 1, ())
    assert Layout(table_html(table, NONE, ZH)).places[2, 1] == "3"
