"""HTML tables inside of plain text: how programs that turn PDFs into Markdown write merged cells."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from ingest.types import Grid, GridCell

TABLE = re.compile(r"(<table\b.*?</table\s*>)", re.IGNORECASE | re.DOTALL)
MAX_SPAN = 1000  # as the HTML standard bounds colspan


def html_to_grid(html: str) -> Grid | None:
    """Return the table that a ``table`` element prints, None for an empty one."""
    parser = _Cells()
    parser.feed(html)
    parser.close()
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for r, row in enumerate(parser.rows):
        c = 0
        for text, rowspan, colspan in row:
            while (r, c) in taken:
                c += 1
            rowspan = min(rowspan, len(parser.rows) - r)
            taken |= {(r + i, c + k) for i in range(rowspan) for k in range(colspan)}
            cells.append(GridCell(r, c, " ".join(text.split()), rowspan, colspan))
            c += colspan
    width = 1 + max((c for _, c in taken), default=-1)
    return Grid(tuple(cells), len(parser.rows), width, spans_known=True) if width else None


class _Cells(HTMLParser):
    """Gathers the cells of each row: text, rows and columns that it covers."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, int, int]]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            if not self.rows:
                self.rows.append([])
            spans = dict(attrs)
            self.rows[-1].append(("", _span(spans.get("rowspan")), _span(spans.get("colspan"))))
        elif tag == "br":
            self.handle_data(" ")
        self._inside = tag in ("td", "th") or (self._inside and tag != "tr")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in ("td", "th", "tr", "table")

    def handle_data(self, data: str) -> None:
        if self._inside:
            text, *spans = self.rows[-1][-1]
            self.rows[-1][-1] = (text + data, spans[0], spans[1])


def _span(value: str | None) -> int:
    return min(max(int(value), 1), MAX_SPAN) if value and value.isdecimal() else 1
