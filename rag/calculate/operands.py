"""What may be an operand: a figure that a part of the question names, fit to be set against another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.find.candidates import COUNTED_UNITS, Candidate, alike, beside, has_number, name, unit_class
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.understand.terms import Term

# The best of what a part of the question may name.
TRIED = 8
# What must be said of a figure's own name.
NAMED = 0.4
# 分类招生（依据学考成绩）: what stands in brackets need not be said, nor what each sentence begins with.
_GLOSS = re.compile(r"[(（][^)）]*[)）]")
_BOILERPLATE = re.compile(
    r"(?:19|20)\d{2}\s?年度?|学校|学院|我校|我院|全校|全院|全年|其中|一共|共计?|达到?|约|[，,\s（(为是]"
)
# All sides of it are money, then; of a number beside it (金额和人次) another word tells.
_MONEY = re.compile(
    r"^(?!.*(?:人[次数日]|[数量率](?![\u4e00-\u9fff])|[个名位项](?![\u4e00-\u9fff])|每|均))(?=.*(?:(?<![差限])金额|总额|款额|的钱(?!学)|钱数))"
)
_ONE_RANK = re.compile(r"[正副]高")
_COUNTING = re.compile(r"(?<=..)(?:总?人数|总数|总量|数量|数|量)$")

Pair = tuple[Candidate, Candidate]


def may_pair(matcher: Matcher, a: Candidate, b: Candidate) -> bool:
    """Two percentages make no share and no multiple; what tells a change is no operand, nor people a sum."""
    if not (of_kind_told(matcher, a) and of_kind_told(matcher, b)):
        return False
    if matcher.query.operation in ("share", "multiple") and unit_class(a.unit) == 0:
        return False
    changes = (c.figure for c in (a, b) if c.figure is not None)
    return alike(a, b) and not any(view.figure.change for view in changes)


def of_kind_told(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a figure may be what a question calls a sum of money (资助总额里…): no number of grants is."""
    return _MONEY.search(matcher.query.text) is None or (
        unit_class(candidate.unit) in (None, 0, unit_class("元")) and candidate.unit not in COUNTED_UNITS
    )


def askew(a: Candidate, b: Candidate) -> bool:
    """Whether two cells of one table share neither row nor column: those are not set against each other."""
    return a.cell is not None and b.cell is not None and 0 < beside(a, b) < 1


def operands_for(matcher: Matcher, terms: Sequence[Term]) -> list[Candidate]:
    """Return the figures that a part of the question may name, best first."""
    part = matcher.for_terms(tuple(terms))
    ratio = matcher.query.operation in ("share", "multiple")
    usable = [
        c
        for c in part.candidates()
        if has_number(c)
        and not (ratio and (unit_class(c.unit) == 0 or not c.unit))
        and part.fits(c.missing)
        and c.covered
        and not _is_one_rank(matcher, c)
        and _is_named(matcher, part, c)
    ]
    return sorted(usable, key=lambda c: -c.score)[:TRIED]


def _is_one_rank(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a figure is of one of the ranks that 高级职称 covers, which the question does not name."""
    return bool(_ONE_RANK.search(name(candidate))) and not _ONE_RANK.search(matcher.query.text)


def named_share(part: Matcher, candidate: Candidate) -> float:
    """Return how fully the words of a part of the question name a figure; of a cell one heading will do."""
    if candidate.cell:
        headings = (*candidate.cell.row.bare, *candidate.cell.col.bare)
        plain = (_GLOSS.sub("", heading) or heading for heading in headings)
        return max((part.specificity(grams(heading)) for heading in plain), default=0.0)
    subject = _BOILERPLATE.sub("", candidate.figure.subject) if candidate.figure else ""
    return max(candidate.specificity, part.specificity(grams(subject)) if len(subject) > 1 else 0.0)


def _is_named(matcher: Matcher, part: Matcher, candidate: Candidate) -> bool:
    """Whether enough of a figure's name is said; a sentence may also be named by the other parts."""
    if candidate.specificity > NAMED:
        return True
    if candidate.cell and part.fit(candidate.cell.col).nameless:
        # 就业的毕业生 are 就业人数: that they are counted need not be said.
        return part.specificity(grams(_COUNTING.sub("", candidate.cell.row.name))) > NAMED
    if candidate.figure is None:
        return False
    return max(named_share(part, candidate), matcher.specificity(candidate.figure.near)) > NAMED


def without_shares(matcher: Matcher, numeric: list[Candidate]) -> list[Candidate]:
    """Return figures without the shares of rows that tell amounts as well, where no share is asked for."""
    if re.search("率|占|比例|比重|百分|度|%", matcher.query.text):
        return numeric
    amounts = {
        (c.view.table.id, c.cell.cell.row, c.year)
        for c in numeric
        if c.view and c.cell and c.unit and unit_class(c.unit) != 0
    }
    return [
        c
        for c in numeric
        if not (
            c.view
            and c.cell
            and unit_class(c.unit) == 0
            and (c.view.table.id, c.cell.cell.row, c.year) in amounts
        )
    ]
