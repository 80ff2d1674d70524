"""The reader for plain text and Markdown: lines are paragraphs, lines of cells are tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.spread import spans_of
from ingest.text_columns import spaced_rows, spaced_runs
from ingest.text_html import TABLE, html_to_grid
from ingest.text_marks import line_to_block, plain_text
from ingest.text_rows import cut_rows, line_runs
from ingest.types import Grid, GridCell, Page, ReadOptions, Source, TextBlock
from rag.errors import SourceError


def read_text(path: Path, data: bytes, options: ReadOptions) -> Source:
    """Read a plain text file.

    Args:
        path: for the name and messages.
        data: the whole file.
        options: progress only; the rest does not apply to text.

    Returns:
        One page without a number, or one page for each form feed; a blank line ends a table, as a page
        end in the original often leaves one, so a table may come in several grids.

    Raises:
        SourceError: the bytes are no text in UTF-8, UTF-16 or GB18030, or there is nothing but blanks.
    """
    text = decode(path.name, data).replace("\r\n", "\n").replace("\r", "\n")
    sheets = text.split("\f")
    numbered = len(sheets) > 1
    pages = tuple(
        Page(number=n if numbered else None, label="", blocks=_blocks(sheet))
        for n, sheet in enumerate(sheets, start=1)
    )
    if not any(page.blocks for page in pages):
        raise SourceError(f"{path.name} 里没有文字，只有空白。请检查文件是否导出完整。")
    if options.progress:
        options.progress("读取文本", len(pages), len(pages))
    return Source(name=path.name, sha256="", pages=pages)


def decode(name: str, data: bytes) -> str:
    """Return the text of the bytes.

    Args:
        name: the file's name, for the message.
        data: the bytes; the mark at the start, then strict decoding, tell the encoding.

    Raises:
        SourceError: none of the encodings fits.
    """
    for encoding in _candidates(data):
        try:
            return data.decode(encoding).lstrip("\ufeff")
        except UnicodeDecodeError:
            continue
    raise SourceError(f"{name} 的文字编码无法识别。请另存为 UTF-8 编码的文本文件后再试。")


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    half = max(1, len(data) // 2)
    # UTF-16 without a mark shows by the zero bytes of its ASCII digits, spaces and line ends.
    if data[1::2].count(0) > half * 0.1:
        return ("utf-16-le",)
    if data[0::2].count(0) > half * 0.1:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")


def _blocks(text: str) -> tuple[TextBlock | Grid, ...]:
    blocks: list[TextBlock | Grid | None] = []
    for part in TABLE.split(text):
        blocks += [html_to_grid(part)] if TABLE.fullmatch(part) else _line_blocks(part.split("\n"))
    return tuple(block for block in blocks if block is not None)


def _line_blocks(lines: Sequence[str]) -> Iterator[TextBlock | Grid | None]:
    for kind, run in line_runs(lines):
        if kind == "text":
            yield from _text_blocks(run)
        elif kind != "blank":
            yield _grid(cut_rows(run, kind))


def _text_blocks(lines: Sequence[str]) -> Iterator[TextBlock | Grid | None]:
    """Yield paragraphs, and the tables among them whose columns are set with spaces."""
    for spaced, some in spaced_runs(lines):
        grid = _grid(spaced_rows(some) or ()) if spaced else None
        if grid is not None:
            yield grid
        else:
            yield from map(line_to_block, some)


def _grid(rows: Sequence[Sequence[str]]) -> Grid | None:
    """Make a grid of rows; short rows get wider cells."""
    if not rows:
        return None
    spans = spans_of(rows)
    cells = tuple(
        GridCell(row=r, col=sum(spans[r][:c]), text=plain_text(text), colspan=spans[r][c])
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Grid(cells=cells, n_rows=len(rows), n_cols=max(map(len, rows)), spans_known=False)
