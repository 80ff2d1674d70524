"""The things that a question lists (A、B和C), each as the terms that name it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.find.match import Matcher
from rag.understand.terms import Term

JOINER = re.compile(r"以及|[和与及、跟加]")
WITHIN = re.compile(r"里面?|当中|之中|中(?=[^\w]|[\u4e00-\u9fff])|的")
TOTAL = re.compile(r"合计|总计|总人数|总数|总额|全校|全院|整体|总量")
# Ends a list: what follows asks.
_CLAUSE_END = re.compile(r"[,，]")
_TAIL = re.compile(r"加起来|合计|之和|相加|总和|合起来|一共|总共|共计|各|分别|平均")

Span = tuple[int, int]


def things(matcher: Matcher, span: Span) -> list[tuple[Term, ...]]:
    """Return the terms of each thing listed; the first may stand behind what all of them belong to."""
    start, end = span
    text = matcher.query.text[:end]
    tail = _TAIL.search(text, start)
    end = tail.start() if tail and JOINER.search(text, start, tail.start()) else end
    pieces, position = [], start
    for match in JOINER.finditer(text, start, end):
        if not _inside_word(matcher, match) and not _inside_name(matcher, match):
            pieces.append((position, match.start()))
            position = match.end()
    pieces.append((position, end))
    if len(pieces) > 1:
        pieces[0], pieces[-1] = _behind_whole(matcher, pieces[0]), _before_asked(matcher, pieces)
    items = [terms_in(matcher, piece) for piece in pieces]
    telling = (any(t.base >= 0.6 or len(t.text) > 3 for t in item) for item in items)
    totals = (len(pieces) > 2 and TOTAL.fullmatch(text[a:b].strip()) for a, b in pieces)
    return [
        item if tells else ()
        for item, tells, total in zip(items, telling, totals, strict=True)
        if tells or total
    ]


def _behind_whole(matcher: Matcher, piece: Span) -> Span:
    """The first thing of a list, without what all of it belongs to (机电学院的男生, 理科录取线，市外…)."""
    text = matcher.query.text
    clauses = list(_CLAUSE_END.finditer(text, *piece))
    for found in (clauses[-1] if clauses else None, WITHIN.search(text, *piece)):
        if found and found.end() >= piece[0] and terms_in(matcher, (found.end(), piece[1])):
            piece = (found.end(), piece[1])
    return piece


def _before_asked(matcher: Matcher, pieces: Sequence[Span]) -> Span:
    """The last thing of a list, without what is asked of each (市外和市内[的录取线])."""
    text, (start, end) = matcher.query.text, pieces[-1]
    of = text.find("的", start, end)
    if of < 0 or WITHIN.search(text, *pieces[0]):
        return pieces[-1]
    return (start, of) if terms_in(matcher, (start, of)) and terms_in(matcher, (of, end)) else pieces[-1]


def _inside_word(matcher: Matcher, joiner: re.Match[str]) -> bool:
    """Whether a joining character is part of a word (参加), and does not stand by itself."""
    return any(
        term.start <= joiner.start() < term.end and term.text != joiner.group() for term in matcher.terms
    )


def _inside_name(matcher: Matcher, joiner: re.Match[str]) -> bool:
    """Whether a joining character is part of what a row is called (老年服务与管理专业)."""
    start, end = joiner.span()
    around = matcher.query.text[max(0, start - 2) : end + 2]
    return len(around) > 4 and any(
        around in name for view in matcher.book.tables for item in view.cells for name in item.row.bare
    )


def terms_in(matcher: Matcher, span: Span) -> tuple[Term, ...]:
    """Return the terms in a part of the question."""
    return tuple(term for term in matcher.terms if span[0] <= term.start and term.end <= span[1])
