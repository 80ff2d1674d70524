"""PDF files made for the tests, each showing one thing that reports do."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.read_pdf import read_pdf
from ingest.types import Grid, Page, ReadOptions, Source, TextBlock

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Draw = Callable[[Canvas], None]


def make_pdf(*pages: Draw, size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """A PDF with one page for each drawing; y runs downwards from the top in the helpers below."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def text(canvas: Canvas, x: float, y: float, words: str, size: float = 12) -> None:
    """Write words with their baseline ``y`` points below the top."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, canvas._pagesize[1] - y, words)


def line(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Draw a rule, y from the top."""
    height = canvas._pagesize[1]
    canvas.line(x0, height - y0, x1, height - y1)


def box(canvas: Canvas, x0: float, y0: float, x1: float, y1: float, **how: int) -> None:
    """Draw a rectangle, y from the top."""
    canvas.rect(x0, canvas._pagesize[1] - y1, x1 - x0, y1 - y0, **how)


def ruled_table(
    canvas: Canvas, x: float, y: float, rows: Sequence[Sequence[str]], width: float = 100
) -> None:
    """Draw a table with all its rules, 24 points a row."""
    n_cols = len(rows[0])
    for row in range(len(rows) + 1):
        line(canvas, x, y + 24 * row, x + width * n_cols, y + 24 * row)
    for col in range(n_cols + 1):
        line(canvas, x + width * col, y, x + width * col, y + 24 * len(rows))
    for r, cells in enumerate(rows):
        for c, cell in enumerate(cells):
            text(canvas, x + width * c + 6, y + 24 * r + 16, cell, 10.5)


def read(data: bytes, **options: object) -> Source:
    """Read a made file."""
    return read_pdf(Path("made.pdf"), data, ReadOptions(**options))  # type: ignore[arg-type]


def texts(page: Page) -> list[str]:
    """The texts of a page's blocks, in order."""
    return [block.text for block in page.blocks if isinstance(block, TextBlock)]


def grids(page: Page) -> list[Grid]:
    """The tables of a page, in order."""
    return [block for block in page.blocks if isinstance(block, Grid)]


def rows(grid: Grid) -> list[list[str]]:
    """The printed cells of a table by row."""
    out: list[list[str]] = [[] for _ in range(grid.n_rows)]
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.col)):
        out[cell.row].append(cell.text)
    return out


def cut(path: Path, *numbers: int) -> bytes:
    """Some pages of a file as a file of their own."""
    reader, writer, out = PdfReader(path), PdfWriter(), io.BytesIO()
    for number in numbers:
        writer.add_page(reader.pages[number - 1])
    writer.write(out)
    return out.getvalue()
