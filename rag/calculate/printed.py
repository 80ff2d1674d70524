"""Whether a report prints what is to be calculated: a share, a growth, an average, what is left over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.calculate.changes import since_asked
from rag.find.candidates import Candidate, name, unit_class
from rag.find.match import Matcher
from rag.understand.intent import asks_amount_too
from rag.understand.words import NOUN, blanked

GROWN = re.compile(r"增长|增幅|增速|变化|同比|涨幅|增减")
_SHARE = re.compile(r"占|比例|比重|百分")
_OWN_NAME = {
    "share": _SHARE,
    "max": re.compile(r"最[高大多]"),
    "min": re.compile(r"最[低小少]"),
    "average": re.compile(r"均"),
    "growth": GROWN,
    "sum": re.compile(r"累计|共|总|合计"),
    "multiple": re.compile(r"倍"),
}

# What was not done of what could be: a row of its own in many tables.
_LEFT_OVER = re.compile(r"(?<![从并])[未没](?!来)")
# A printed share or growth may fit less by this much than the figure it is made of.
NEARLY = 0.4
# How fully a question must name the row in which that is printed.
ROW_NAMED = 0.6
# What a sentence must answer to of a question that it is to answer by itself.
TOLD_SUPPORT, TOLD_NAMED = 0.85, 0.5
# 没落实 is printed as 暂未落实: less of its name is said.
REST_NAMED = 0.3


def printed(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return those figures that are printed as what is to be calculated (占比, 增长率, 未报到人数).

    Where no row that the question names has such a figure, all of them.
    """
    found = _printed_ones(matcher, candidates)
    if found or matcher.query.operation not in ("share", "growth"):
        return found or list(candidates)
    # Another percentage, or an amount, is no share and no growth.
    own_name = _OWN_NAME[matcher.query.operation]
    return [
        c
        for c in candidates
        if (c.figure and (unit_class(c.unit) == 0 or matcher.query.unit)) or own_name.search(name(c))
    ]


def _printed_ones(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    own_name = _LEFT_OVER if _asks_rest(matcher) else _OWN_NAME.get(matcher.query.operation)
    if own_name is None:
        return []
    found = [c for c in candidates if own_name.search(name(c)) and _in_its_unit(matcher, c)]
    return found if any(_names_its_row(matcher, c) or _told_in_prose(matcher, c) for c in found) else []


def _told_in_prose(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a sentence tells just what is asked (文科最高分, 占录取总数), where nobody asks which it is."""
    if candidate.figure is None or re.search(r"哪|谁", matcher.query.text):
        return False
    return (
        matcher.fits(candidate.missing)
        and _tells_part(matcher, candidate)
        and matcher.support(candidate.missing) > TOLD_SUPPORT
        and candidate.named > TOLD_NAMED
    )


def _tells_part(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a printed share is one of the part asked: what stands before 占 is told beside the figure."""
    of = re.search(r"占(?![比地])", matcher.query.text)
    if matcher.query.operation != "share" or of is None or candidate.figure is None:
        return True
    beside = candidate.figure.near | candidate.figure.left
    named = (t for t in matcher.terms if t.end <= of.start() and t.base >= NOUN and t.known)
    return all(matcher.found(t, beside) or matcher.abbreviated(t, candidate.figure.subject) for t in named)


def _in_its_unit(matcher: Matcher, candidate: Candidate) -> bool:
    if candidate.sentence and candidate.figure and candidate.figure.figure.change:
        if not since_asked(matcher, candidate.sentence.text):
            return False
    return matcher.query.operation not in ("share", "growth") or unit_class(candidate.unit) == 0


def _names_its_row(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a question names the row of a cell, so that its printed share or growth is meant."""
    cell = candidate.cell
    if cell is None:
        return False
    # Of 录取总数 the column 录取占比 tells enough.
    missing = [t for t in candidate.missing if t.text[:2] not in cell.col.own]
    is_ratio = re.search(r"比例|占比|率$", cell.row.name) is not None
    return (
        (bool(cell.col.own) or is_ratio)
        and matcher.fits(missing)
        and matcher.fit(cell.row).specificity >= (REST_NAMED if _asks_rest(matcher) else ROW_NAMED)
        and not cell.row.total
    )


def _asks_rest(matcher: Matcher) -> bool:
    """Whether what is left over is asked for: 没报到的, 还没落实的."""
    return matcher.query.operation == "difference" and bool(_LEFT_OVER.search(matcher.query.text))


def _is_called_so(matcher: Matcher, operation: str) -> bool:
    """Whether what is asked for is itself called the most (最高分), and not the most of those besides."""
    own_name, rest = _OWN_NAME[operation], matcher.query.text
    for term in matcher.terms:
        rest = blanked(rest, term.start, term.end)
    return any(own_name.search(term.text) for term in matcher.terms) and not own_name.search(rest)


def is_printed(matcher: Matcher, candidates: Sequence[Candidate], operation: str) -> bool:
    """Tell whether what is asked for is printed already (录取占比, 平均起薪, 最高分)."""
    best = matcher.first_fitting(candidates)
    if best is None or len(matcher.years) > (2 if operation == "growth" else 1):
        return False
    if operation == "growth" and asks_amount_too(matcher.query.text):
        # By how much as well: both are told of the same two figures.
        return False
    if operation == "average" and any(term.known and "平均" in term.text for term in matcher.terms):
        # 老师平均带几个学生 is what people call the 生师比.
        return True
    own = _printed_ones(matcher, candidates)
    if any((_names_its_row(matcher, c) or c.figure) and c.score > best.score - NEARLY for c in own):
        return operation != "sum"
    if operation in ("sum", "share") and (best.cell or operation == "share"):
        return False
    compares = operation in ("max", "min") and re.search(r"哪|谁", matcher.query.text)
    if compares and not _is_called_so(matcher, operation):
        # 哪个高 asks for no figure that is called 最高分, nor does 最高分最高的.
        return False
    return operation in _OWN_NAME and len(matcher.years) < 2 and bool(_OWN_NAME[operation].search(name(best)))
