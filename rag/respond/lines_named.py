"""Figures of other rows or columns than are named in full, and a whole where some of it is asked for."""

from __future__ import annotations

import re

from rag.by_name.asking import is_asking
from rag.by_name.headings import Named, find_named
from rag.find.book import TableView
from rag.find.facts import Fact
from rag.find.heading_names import ANY, Lines, spelled
from rag.find.match import Matcher
from rag.respond.resolution import Resolution
from rag.understand.lexicon import load_lexicon
from rag.understand.references import find_references

# What is reckoned from, or ranks, the very rows that are named.
_OF_ROWS = frozenset({"share", "sum", "average", "multiple", "difference", "growth", "rank", "max", "min"})
_OF_TWO = frozenset({"share", "multiple", "difference", "growth"})
# 甲和乙占…: neither is part of the other; 甲与乙之比 is a ratio of theirs.
_AND = re.compile("的?(?:[和与跟同及连、]|以及)")
_RATIO = re.compile("之比|的?比值|比率|的比例")
# So long a name is no everyday word.
_NAME = 4
_THINGS = "[个项家所类种门名位条行]"
# Some of the rows are asked for: those past a limit, so many from an end.
_SOME = re.compile(
    rf"哪(?:[些几俩]|[两二三四五]{_THINGS})|(?:都有|是|有)谁|名单|[几多]少?{_THINGS}(?:$|[，,?？])|的{_THINGS}数|"
    rf"[最前后][^\W\d]{{1,3}}的?[那这]?[两二三四五]{_THINGS}|[那这][两二三四五]{_THINGS}"
)
_LIMITED = re.compile(
    r"\d\s?(?:%|[^\W\d]{1,3})?(?:[及和]?以[上下内]|之[上下内])|最[高低多少大小]|前[两二三四五]|垫底|倒数|"
    r"(?:超过|[高多大低少小]于|不足|不到|[没未不]满|[没未]到|突破|超)了?\s?\d"
)
_TWO = 2


def of_other_lines(matcher: Matcher, found: Resolution) -> bool:
    """Tell whether what is reckoned leaves out what the headings of its table say that are named in full.

    Where two rows and a column of one table are named as they are printed, all of them are meant.
    """
    operation = found.operation.split("-")[0]
    if found.outcome != "computed" or operation not in _OF_ROWS or not matcher.query.said:
        return False
    facts = [*found.facts, *(fact for made in found.computed for fact in made.operands)]
    if operation in _OF_TWO and _leaves_out_rows(matcher, facts):
        return True
    view = next((view for view in matcher.book.tables if facts and _stands_in(facts[0], view)), None)
    if view is None or not all(_stands_in(fact, view) for fact in facts):
        return False
    named = _named_in_full(matcher.query.said, view)
    rows = {name.lines: name for name in named if name.is_row}
    cols = [name.lines for name in named if not name.is_row]
    if len(rows) < _TWO or not cols:
        return False
    if (
        operation == "share"
        and len({f.cell for f in facts}) == _TWO
        and _are_listed(matcher.query.said, list(rows.values()))
    ):
        return True
    places = [fact.cell for fact in facts if fact.cell]
    text = find_references(spelled(matcher.query.said))[1]
    # The 小计 of a group stands under its name.
    scopes = spelled(" ".join(" ".join(fact.scope) for fact in facts))
    told = [
        any(row in lines for row, _ in places) or text[name.start : name.end] in scopes
        for lines, name in rows.items()
    ]
    return not all(told) or not _is_in([col for _, col in places], cols)


def tells_the_whole(matcher: Matcher, found: Resolution) -> bool:
    """Tell whether some of the rows of a table are asked for, and what was looked up is all of them."""
    text = matcher.query.text
    if found.outcome != "figures" or not found.facts or not (_SOME.search(text) and _LIMITED.search(text)):
        return False
    return all((fact.value, fact.unit) in matcher.book.totals for fact in found.facts)


def _are_listed(said: str, rows: list[Named]) -> bool:
    """Whether two rows stand side by side, so that a share asked for is one of both together."""
    text = find_references(spelled(said))[1]
    first, second = rows[0], rows[-1]
    return not _RATIO.search(text) and _AND.fullmatch(text[first.end : second.start]) is not None


def _leaves_out_rows(matcher: Matcher, facts: list[Fact]) -> bool:
    """Whether rows are called by a name of their own, and nothing is reckoned from any that is called so."""
    said, lexicon = spelled(matcher.query.said), load_lexicon()
    names = {
        name for v in matcher.book.tables for name in v.names.rows if len(name) >= _NAME and name in said
    }
    names = {n for n in names if not (lexicon.indicators(n) or lexicon.is_scope(n) or is_asking(n))}
    told = spelled(" ".join(f"{' '.join(f.scope)} {f.title} {f.quote}" for f in facts))
    return bool(names) and not any(name in told for name in names)


def _stands_in(fact: Fact, view: TableView) -> bool:
    return fact.cell is not None and fact.ref == f"row:{view.table.id}:{fact.cell[0]}"


def _named_in_full(said: str, view: TableView) -> list[Named]:
    """The headings that stand in a question as they are printed, and can be nothing but headings."""
    text = find_references(spelled(said))[1]
    found = (name for name in find_named(text, view.names) if name.exact and not name.told)
    return [n for n in found if not is_asking(piece := text[n.start : n.end]) and not ANY.search(piece)]


def _is_in(places: list[int], columns: list[Lines]) -> bool:
    return all(any(col in lines for lines in columns) for col in places)
