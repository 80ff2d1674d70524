"""The reader for plain text: lines are paragraphs, tab-separated and ``|`` lines are tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Literal

from ingest.captions import is_note, is_unit_line, parse_caption
from ingest.grids import is_figure
from ingest.spread import spans_of
from ingest.types import Grid, GridCell, Page, ReadOptions, Source, TextBlock
from rag.errors import SourceError

LineKind = Literal["blank", "tabs", "pipes", "text"]

_RULE_CELL = re.compile(r":?-{2,}:?|:?—{3,}:?")
# Longer ones, and those with such marks, are sentences between two tables.
MAX_ROW_TITLE = 30
_SENTENCE = re.compile(r"[。；，！？]|[：:]$")
_PIPE = re.compile(r"(?<!\\)\|")


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
    blocks: list[TextBlock | Grid] = []
    for kind, lines in _runs(text.split("\n")):
        if kind == "text":
            blocks += [TextBlock(text=line.strip()) for line in lines]
        elif kind != "blank":
            grid = _grid([_split(line, kind) for line in lines])
            if grid is not None:
                blocks.append(grid)
    return tuple(blocks)


def _runs(lines: Sequence[str]) -> Iterator[tuple[LineKind, Sequence[str]]]:
    """Part lines into runs of one kind; a title over all columns of a table has lost its tabs."""
    kinds = [_line_kind(line) for line in lines]
    header = ""
    for i, line in enumerate(lines[:-1]):
        if kinds[i] == "tabs" and (not i or kinds[i - 1] != "tabs"):
            header = line
        inside = i and kinds[i - 1] == kinds[i + 1] == "tabs"
        if inside and kinds[i] == "text" and _is_row_title(line, lines[i + 1], header):
            kinds[i] = "tabs"
    for kind, run in groupby(range(len(lines)), key=kinds.__getitem__):
        yield kind, [lines[i] for i in run]


def _is_row_title(line: str, after: str, header: str) -> bool:
    """Whether a short line between rows is one of them: figures follow, or the header printed again."""
    text, cells = line.strip(), [cell for cell in _split(after, "tabs") if cell]
    named = parse_caption(text) is not None or is_unit_line(text) or is_note(text)
    goes_on = any(map(is_figure, cells)) or cells[-1] == _split(header, "tabs")[-1]
    # A line of contents has a title and a page.
    short = len(text) <= MAX_ROW_TITLE and not _SENTENCE.search(text)
    return len(cells) > 2 and short and not named and goes_on


def _line_kind(line: str) -> LineKind:
    if not line.strip():
        return "blank"
    if line.strip().startswith("|") and len(_PIPE.findall(line)) > 1:
        return "pipes"
    inner = line.lstrip("\t")
    # Tabs in front alone are an indent, one behind is a slip; a row of blanks after a label has more.
    return "tabs" if "\t" in inner.rstrip() or inner.count("\t") > 1 else "text"


def _split(line: str, kind: LineKind) -> list[str]:
    if kind == "tabs":
        return [cell.rstrip() for cell in line.split("\t")]
    cells = _PIPE.split(line.strip().strip("|"))
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _grid(rows: list[list[str]]) -> Grid | None:
    """Make a grid of rows; lines that only draw a rule are left out, short rows get wider cells."""
    rows = [row for row in rows if not _is_rule(row)]
    if not rows:
        return None
    spans = spans_of(rows)
    cells = tuple(
        GridCell(row=r, col=sum(spans[r][:c]), text=text, colspan=spans[r][c])
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Grid(cells=cells, n_rows=len(rows), n_cols=max(map(len, rows)), spans_known=False)


def _is_rule(row: list[str]) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(_RULE_CELL.fullmatch(cell) for cell in filled) and len("".join(filled)) > 2
