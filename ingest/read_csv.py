"""Separated values (.csv, .tsv): a lone sheet without merged cells."""

from __future__ import annotations

import csv
import hashlib
import io
from itertools import islice
from pathlib import Path

from ingest.cell_text import indent_text
from ingest.read_text import decode
from ingest.read_xlsx import name_lone_table
from ingest.sheet_tables import SheetCell, SheetTables, check_reach
from ingest.types import Page, ReadOptions, Source
from rag.errors import SourceError

SEPARATORS = ",\t;"
SAMPLE_LINES = 50


def read_csv(path: Path, data: bytes, options: ReadOptions) -> Source:
    """Read separated values.

    Args:
        path: for the messages and the table's title.
        data: the whole file.
        options: only ``progress`` applies.

    Returns:
        One page without a number.

    Raises:
        SourceError: the encoding is not known, a quote is never closed, or there is no text.
    """
    text = decode(path.name, data)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as error:
        raise SourceError(
            f"{path.name} 不是完好的 CSV 文件：{error}。请用 Excel 打开后另存为 .xlsx 再试。"
        ) from error
    cells = {
        (row, col): SheetCell(text)
        for row, line in enumerate(rows)
        for col, value in enumerate(line)
        if (text := indent_text(value, 0))
    }
    check_reach(path.name, cells)
    blocks = tuple(SheetTables(cells, spans_known=False).blocks())
    if not blocks:
        raise SourceError(f"{path.name} 里没有内容。请检查文件是否导出完整。")
    if options.progress:
        options.progress("读取表格", len(rows), len(rows))
    return name_lone_table(Source(path.name, hashlib.sha256(data).hexdigest(), (Page(None, "", blocks),)))


def _separator(text: str) -> str:
    """Return the separator that splits the first lines most."""
    sample = "\n".join(islice(text.splitlines(), SAMPLE_LINES))
    return max(SEPARATORS, key=sample.count)
