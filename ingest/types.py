"""What every reader gives: pages of text blocks and grids, before their meaning is known.

Readers see layout, ``ingest.structure`` gives it meaning. A block is in reading order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rag.types import Box

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a file is to be read.

    ``password`` opens an encrypted PDF; ``ocr`` allows recognising pages without text; a file larger
    than ``max_mb`` (10**6 bytes each) is refused; ``progress`` is told (what, done, total).
    """

    password: str = ""
    ocr: bool = True
    max_mb: int = 200
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One paragraph, heading, caption or other run of text, its own line breaks joined.

    At the foot of a page it may be the first part of a paragraph, at the head the rest of one:
    ``indented`` tells whether the first line starts with a paragraph indent (None: unknown), and
    ``full`` whether its last line runs to the right margin (None: unknown).
    ``level`` is the heading level (1 = top) that the file itself declares by style or outline, else
    None. ``boxed`` marks text inside a frame or one-cell table (案例 boxes).
    """

    text: str
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    centered: bool = False
    indented: bool | None = None
    full: bool | None = None
    level: int | None = None
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A printed cell: 0-based position, how many rows and columns it covers, its text.

    ``full`` tells that its last line leaves no room for one more character: the text may go on, in the
    cell's rest on the next page.
    """

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    box: Box | None = None
    doubt: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or the part of one on this page, as drawn.

    ``spans_known`` is True where merged cells are told apart from empty ones (Word, ruled PDF cells);
    False where a blank may be either (tab-separated text).
    """

    cells: tuple[GridCell, ...]
    n_rows: int
    n_cols: int
    spans_known: bool
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page: ``number`` is the file's own count from 1 (None: the file has no pages), ``label`` the
    page number printed on it (empty: none). Running headers, footers and page numbers are left out of
    the blocks.
    """

    number: int | None
    label: str
    blocks: tuple[TextBlock | Grid, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read."""

    name: str
    sha256: str
    pages: tuple[Page, ...]
    title: str = ""
    notes: tuple[str, ...] = ()
