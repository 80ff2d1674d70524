"""Parts that are a whole between them (男生 and 女生, 省内 and 省外); neither is the other's whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.find.candidates import Candidate, alike, beside, distinct, has_number, name, unit_class, value_of
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.understand.words import LIGHT

_OPPOSITES = (("男", "女"), ("内", "外"), ("农村", "城镇"), ("专职", "兼职"), ("文科", "理科"))
_EITHER = tuple(pair for a, b in _OPPOSITES for pair in ((a, b), (b, a)))
# 占教师的比例, 教师中女教师占比: the whole is said.
_NAMED_WHOLE = re.compile(r"占(?!比|几|多|百分|了?(?:几|多|百分))|[里中内](?![外职])|率")
# How much of its name tells a row for sure.
NAMED_IN_FULL = 0.8
_PLACES = re.compile(r"[省市区国境校](?=[内外])")


def opposed(a: str, b: str) -> bool:
    """Tell whether two names are of two parts that make up one whole."""
    return any(
        (_has(a, one) and _has(b, other) and not _has(a, other))
        or (_has(a, other) and _has(b, one) and not _has(b, other))
        for one, other in _OPPOSITES
    )


def unasked_part(matcher: Matcher, candidate: Candidate) -> bool:
    """Tell whether a figure is of one of two such parts, of which the question does not speak."""
    own, text = name(candidate), matcher.query.text
    return any(_has(own, w) and not _has(text, w) and not _has(own, v) for w, v in _EITHER)


def _has(text: str, word: str) -> bool:
    if word in ("内", "外"):
        return any(text[m.end() : m.end() + 1] == word for m in _PLACES.finditer(text))
    return word in text


def share_of_both(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return what one of two such parts is of both together, where the question names no other whole."""
    text = matcher.query.text
    if not any(_has(text, one) != _has(text, other) for one, other in _OPPOSITES):
        return None
    usable = [c for c in candidates if has_number(c) and c.unit and unit_class(c.unit) != 0]
    part = matcher.first_fitting(usable)
    if part is None or not any(_has(_last(part), w) and _has(text, w) for pair in _OPPOSITES for w in pair):
        return None
    every = (
        matcher.prose_candidates([part.sentence], any_year=True)
        if part.sentence
        else matcher.for_terms(()).table_candidates([part.view] if part.view else [])
    )
    others = [
        c
        for c in every
        if distinct(c, part)
        and alike(c, part)
        and c.year == part.year
        and beside(c, part) >= 0.8
        and opposed(_last(c), _last(part))
    ]
    if len(others) != 1 or not has_number(others[0]):
        return None
    first, second = (candidate_to_fact(c, matcher.book) for c in (part, others[0]))
    result = compute.share(first, (first, second))
    return Calculated("share", part.score, (first, second), (result,)) if result else None


def share_of_which(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return what a column headed 其中：… is of the column before it, where no other whole is named.

    女生占比 of a table that prints 在校生 and 其中：女生, in the row named or the total one.
    """
    if _NAMED_WHOLE.search(matcher.query.text):
        return None
    part = matcher.first_fitting(c for c in candidates if has_number(c) and unit_class(c.unit) != 0)
    if part is None or part.cell is None or part.view is None:
        return None
    if not _of_which(part):
        return _of_row_over(matcher, part)
    row, column = part.cell.row, part.cell.cell.col
    named = any(matcher.terms[i].base > LIGHT for i in matcher.fit(row).own)
    if not (row.total or named):
        return None
    before = [
        c
        for c in matcher.for_terms(()).table_candidates([part.view])
        if c.cell
        and c.cell.row is row
        and c.cell.cell.col < column
        and has_number(c)
        and c.year == part.year
        and alike(c, part)
        and not _of_which(c)
    ]
    whole = max(before, key=lambda c: c.cell.cell.col if c.cell else 0, default=None)
    if whole is None or value_of(whole) < value_of(part):
        return None
    first, second = (candidate_to_fact(c, matcher.book) for c in (part, whole))
    result = compute.share(first, second)
    return Calculated("share", part.score, (first, second), (result,)) if result else None


def _of_row_over(matcher: Matcher, part: Candidate) -> Calculated | None:
    """What a row headed 其中：… is of the row that it is a part of, where the question names it in full."""
    if part.cell is None or part.view is None or matcher.fit(part.cell.row).specificity < NAMED_IN_FULL:
        return None
    path, column = part.cell.row.path, part.cell.col
    over = [
        c
        for c in matcher.for_terms(()).table_candidates([part.view])
        if c.cell
        and c.cell.col is column
        and c.cell.row.path == path[:-1]
        and has_number(c)
        and alike(c, part)
    ]
    if len(path) < 2 or len(over) != 1 or value_of(over[0]) < value_of(part):
        return None
    result = compute.share(*(candidate_to_fact(c, matcher.book) for c in (part, over[0])))
    return Calculated("share", part.score, result.operands, (result,)) if result else None


def _of_which(candidate: Candidate) -> bool:
    """Whether a column counts some of those of a column before it."""
    return candidate.cell is not None and any("其中" in head for head in candidate.cell.col.path)


def _last(candidate: Candidate) -> str:
    """The words that tell a figure from those beside it."""
    if candidate.cell:
        return name(candidate)
    subject = re.split(r"[，,、；;。中]", name(candidate).rstrip("，,、中"))[-1]
    return subject
