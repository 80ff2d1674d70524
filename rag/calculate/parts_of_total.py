"""Whether the rows of a table make up the total printed under them (各项加起来和合计对得上吗)."""

from __future__ import annotations

import re

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.row_axis import views_asked
from rag.calculate.sets import is_part
from rag.find.candidates import Candidate, has_number, unit_class
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.understand.intent import AGREES
from rag.understand.items import things

_PARTS = re.compile(r"各|每|分项|逐项|几项|所有|全部|明细|[列拆]出来?的")
_ADDED = re.compile(r"加起来|加总|相加|累加|加在一起|之和|总和|的和|合起来|合在一起|汇总")
_TOTAL = re.compile(r"合计|总计|总数|小计|总[人量额和]|全校")
_ALL = re.compile(r"(?:全校|全院|学校|学院)(?:合计|总计)")
_RIGHT = re.compile(rf"{AGREES}|算[得的]?对|算错|加错|对不对|正确")
# What only says that things are counted, or names the total itself.
_COUNTS = re.compile(r"^(?:总?(?:人次|人数|数量|数|量|额|计|和|分)|合计|小计|汇总|金额|明细|分项|各.*|每.*)$")


def parts_of_total(matcher: Matcher) -> Calculated | None:
    """Return the sum of a table's rows against the total it prints, None where that is not asked.

    Of several columns that fit alike, the one is told that does not come out.
    """
    text = matcher.query.text
    added = _ADDED.search(text) or re.search("合计", text)
    if not added or not (_RIGHT.search(text) and _TOTAL.search(text) and _PARTS.search(text)):
        return None
    if len(things(matcher, (0, added.start()))) > 1:
        # A、B和C are added up by themselves.
        return None
    named = tuple(
        t
        for t in matcher.terms
        if len(t.text) > 1 and not (_COUNTS.match(t.text) or _RIGHT.fullmatch(t.text))
    )
    if not matcher.query.references and not named:
        return None
    part = matcher.for_terms(named)
    cells = part.table_candidates(list(views_asked(matcher)))
    totals = sorted((c for c in cells if _is_total(c) and part.fits(c.missing)), key=lambda c: -c.score)
    best = [c for c in totals if c.view is totals[0].view and totals[0].score - c.score < 0.02]
    found = [calculated for total in best if (calculated := _added_up(matcher, total))]
    return next((c for c in found if c.computed[0].value), found[0] if found else None)


def _is_total(candidate: Candidate) -> bool:
    cell = candidate.cell
    adds_up = cell is not None and unit_class(candidate.unit) != unit_class("%") and has_number(candidate)
    # 合计 is printed over several columns of labels in some tables.
    if not adds_up or cell is None or len(set(cell.row.path)) > 1:
        return False
    return cell.row.total or _ALL.fullmatch(cell.row.name) is not None


def _added_up(matcher: Matcher, total: Candidate) -> Calculated | None:
    """The rows of the total's column, none of which is part of another, and what they miss it by."""
    if total.view is None or total.cell is None:
        return None
    column = [
        c
        for c in matcher.for_terms(()).table_candidates([total.view], any_year=True)
        if c.cell and c.cell.col is total.cell.col and has_number(c)
    ]
    rows = [c for c in column if c.cell and not c.cell.row.total and c.cell.row.path != total.cell.row.path]
    paths = {c.cell.row.path for c in rows if c.cell}
    rows = [c for c in rows if c.cell and not is_part(c.cell.row.path, paths)]
    facts = tuple(candidate_to_fact(c, matcher.book) for c in rows)
    whole = candidate_to_fact(total, matcher.book)
    if len(facts) < 2 or not compute.comparable((*facts, whole)):
        return None
    result = compute.difference(facts, whole)
    return Calculated("difference", total.score, (*facts, whole), (result,))
