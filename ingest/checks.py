"""Doubts about the report itself, told to the people who sign it."""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import Report


def find_warnings(report: Report, orphans: Sequence[str]) -> tuple[str, ...]:
    """Return what does not fit together in a report, one Chinese sentence each.

    Args:
        report: as understood.
        orphans: captions without a table.
    """
    return tuple(f"有题注而没有找到表格：{caption}。" for caption in orphans)
