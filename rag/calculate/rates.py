"""A rate that is not printed, made of two figures that are: 鉴定2875人次，合格2438人次 give the 合格率."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.find.candidates import Candidate, has_number, unit_class, value_of
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.understand.terms import Term

# What is done of what there is: the rate is called by it.
_RATE = re.compile(
    r"^(?P<stem>合格|通过|录取|报到|完成|整改|解决|落实|就业|获奖|取证|中标|立项|转化|及格|优秀|办结|达标)"
    r"(?:完成|达成)?率$"
)
_DONE_TOO = {"完成": "完成|已[\u4e00-\u9fff]{1,3}|落实|解决|整改"}


def rate(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return the rate that a question asks for, where no figure is called so and one sentence tells both."""
    asked = next((t for t in matcher.terms if _RATE.match(t.text)), None)
    if asked is None or any(asked not in c.missing and unit_class(c.unit) == 0 for c in candidates[:20]):
        return None
    rest = tuple(term for term in matcher.terms if term is not asked)
    if not any(term.base >= 0.6 for term in rest):
        return None
    found = matcher.for_terms(rest)
    for done in sorted(found.prose_candidates(found.book.sentences), key=lambda c: -c.score)[:12]:
        if found.fits(done.missing) and _is_done(asked, done) and (whole := _whole(found, done)):
            facts = tuple(candidate_to_fact(c, matcher.book) for c in (done, whole))
            result = compute.share(*facts)
            return Calculated("share", done.score, facts, (result,)) if result else None
    return None


def _is_done(asked: Term, candidate: Candidate) -> bool:
    match = _RATE.match(asked.text)
    stem = match["stem"] if match else ""
    figure = candidate.figure
    if figure is None or not has_number(candidate) or figure.figure.change:
        return False
    words = _DONE_TOO.get(stem, re.escape(stem))
    told = rf"(?<![未不没])(?:{words})[^，,。；;]{{0,4}}$"
    return unit_class(candidate.unit) != 0 and bool(re.search(told, figure.subject.rstrip("了为共有")))


def _whole(found: Matcher, done: Candidate) -> Candidate | None:
    """What stands right before it in its sentence, counted alike: of that so many were done."""
    if done.sentence is None or done.figure is None:
        return None
    every = found.prose_candidates([done.sentence], any_year=True)
    before = [
        c
        for c in every
        if c.figure
        and done.figure.figure.start >= c.figure.figure.end
        and has_number(c)
        and c.unit == done.unit
        and not c.figure.figure.change
    ]
    last = max(before, key=lambda c: c.figure.figure.start if c.figure else 0, default=None)
    if last is None or last.figure is None or value_of(last) < value_of(done):
        return None
    between = done.sentence.text[last.figure.figure.end : done.figure.figure.start]
    return last if not re.search(r"[。；;]", between) and len(between) < 16 else None
