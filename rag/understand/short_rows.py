"""Short names of what the rows of tables are about: 机器人操作证 for 工业机器人操作与运维."""

from __future__ import annotations

import re
from collections.abc import Collection

import rjieba

from rag.find.book import Book

# What such a thing is, said behind its name; the row itself seldom says it.
_KINDS = (
    r"(?:职业技能)?(?:等级)?证书?(?![明件券])|培训班?|订单班|班(?![级主组])|专业群|赛项?|基地|工坊|奖学金"
)
_NAME = re.compile(rf"(?P<name>[\u4e00-\u9fffa-z0-9+]{{3,14}}?)(?:的|这个|那个)?(?P<kind>{_KINDS})")
# A name is told by so many of its characters at least.
LEAST = 3


def rows_in_full(text: str, books: Collection[Book]) -> str | None:
    """Return a question with short names of rows put in full, None where there is none.

    A name is short for a row that says its words in their order, where just one row does and no report uses
    the name itself.

    Args:
        text: the question.
        books: of the reports that are asked.
    """
    told, names = text, None
    for match in _NAME.finditer(text):
        names = _row_names(books) if names is None else names
        for start in range(len(match["name"]) - LEAST + 1):
            short = match["name"][start:]
            if any(f"{short}{match['kind']}" in name for name in names):
                break
            if meant := _meant(short, names):
                told = told.replace(match.group()[start:], meant)
                break
    return told if told != text else None


def _row_names(books: Collection[Book]) -> frozenset[str]:
    return frozenset(
        item.row.name
        for book in books
        for view in book.tables
        for item in view.cells
        if not item.row.total and len(item.row.name) > LEAST
    )


def _meant(short: str, names: Collection[str]) -> str:
    """The one row that says the words of a name in their order; empty for none or several."""
    words = [word for word in rjieba.cut(short) if word.strip()]
    if all(len(word) == 1 for word in words):
        return ""
    shape = re.compile(".*?".join(map(re.escape, words)))
    fitting = [name for name in names if shape.search(name) and name != short]
    return fitting[0] if len(fitting) == 1 else ""
