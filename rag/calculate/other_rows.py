"""Whether the rows of a table are not what a question asks for: of another kind, or not so many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.calculate.row_axis import LEAST_AXIS, NAMED, NAMING, PARTS, axis_fit, names_of
from rag.find.book import TableView
from rag.find.candidates import Candidate
from rag.find.figures import han_number
from rag.find.labels import bare_label, pairs_of
from rag.find.match import Matcher

_WHICH_PART = re.compile(
    rf"(?:哪[一二两三四五六七八九十几\d]*(?:个|些|所)|各|最[高低多少大小]的)(?:[^，,。的]{{0,4}}?)(?P<part>{PARTS})"
)
_SO_MANY = re.compile(
    r"(?<![前哪最第后])(?P<number>[二三四五六七八九十]|\d+)[个类种家所门项](?P<thing>[^\W\d]{1,6}?)"
    r"(?:里面?|中|当中|之中|[，,]?哪)"
)
# So surely is one kind of rows asked for that others are not.
SURELY = 0.8


def of_other_rows(matcher: Matcher, views: Sequence[TableView]) -> bool:
    """Tell whether the rows of some tables are not what a question asks for, while those of others are.

    That it speaks of them (哪个学院的培训收入最多: rows of 培训) is less than to ask for them.
    """
    if max((axis_fit(matcher, view) for view in views), default=1.0) > NAMED:
        return False
    return any(axis_fit(matcher, view) >= SURELY for view in matcher.book.tables)


def of_no_such_part(matcher: Matcher, rows: Sequence[Candidate]) -> bool:
    """Tell whether a question asks which 专业, 学院 … of all, and what is compared are no such parts.

    They are if the heading, the title or a name of any of them says so.
    """
    asked = _WHICH_PART.search(matcher.query.text)
    if asked is None or any(row.view is None or row.cell is None for row in rows):
        return False
    part = asked["part"]
    names = {name for c in rows if c.cell for name in (*c.cell.row.bare, *c.cell.col.bare)}
    titled = any(c.view and set(pairs_of(part)) <= c.view.context for c in rows)
    stubs = (head for c in rows[:1] if c.view for head in c.view.stub_heads)
    heads = any(part in name for head in stubs for name, _ in names_of(NAMING.sub("", bare_label(head))))
    # 专业相关度 is no 专业.
    called = re.compile(rf"{part}(?:名称?|代码|[(（].*|\d+)?$")
    return not (heads or titled or any(map(called.search, names)))


def counted_otherwise(matcher: Matcher, rows: Sequence[Candidate]) -> bool:
    """Tell whether a question says how many things there are (六个学院里哪个…), and these are others."""
    said, view = _SO_MANY.search(matcher.query.text), rows[0].view if rows else None
    if said is None or view is None or axis_fit(matcher, view) < LEAST_AXIS:
        return False
    heads = {name for head in view.stub_heads for name, _ in names_of(NAMING.sub("", bare_label(head)))}
    if not any(said["thing"].endswith(name) for name in (*heads, view.ending) if name):
        return False
    number = int(said["number"]) if said["number"].isdigit() else han_number(said["number"])
    every = {item.row.index for item in view.cells if not item.row.total}
    return number not in (len(rows), len(every))
