"""What a report says of one of its shortcomings (差在哪), and of what is to be done about it (打算怎么解决).

Both stand in chapters of their own, point by point, often one measure for each problem in the same order. The
words of the question name the problem; the measure seldom says them again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.find.book import Sentence
from rag.find.match import Matcher
from rag.prose.around import as_passages
from rag.prose.passages import MAX_CHARS, PLANS, SHORTCOMINGS, STEP, Passage, about_more
from rag.understand.terms import Term
from rag.understand.words import VERB

_ASKS_SHORT = re.compile(r"短板|不足|差在哪|差距|薄弱|欠缺|弱项|哪里不够|什么问题|哪些问题|困难")
_ASKS_PLAN = re.compile(
    r"(?:怎么|如何|怎样|咋)(?:去|来)?(?:解决|改进?|应对|破解|补|办|缓解|加强|扭转|弥补)|怎么办|"
    r"(?:打算|准备|计划|下一步).{0,4}(?:怎么|怎样|如何|采取|做什么)|(?:什么|哪些)(?:对策|举措|改进|办法)"
)
# What a question says of any shortcoming and of any plan.
_OF_ANY = re.compile(
    r"短板|不足|差距|薄弱|欠缺|弱项|问题|困难|解决|改进?|应对|破解|打算|准备|下一步|对策|举措|办法|承认|方面|差|不够|存在|面临|"
    r"现在|目前|不合理|偏低|偏小|低|下降"
)
_NUMBERED = re.compile(r"^\s*\d{1,2}[.、．]\s*(?=[^\W\d])")
_COUNTED = re.compile(r"(?:^|[：:；;，,])\s*([一二三四五六七八九])是")
# How much of what a question names a point must say, by weight.
NAMED = 0.5
# A measure that stands where the problem does is a little less sure than one that says the words itself.
BY_ORDER = 0.8

Point = tuple[Sentence, ...]


def asks_plan(question: str) -> bool:
    """Tell whether a question asks what is to be done, to which no figure is an answer."""
    return _ASKS_PLAN.search(question) is not None


def prospect(matcher: Matcher) -> tuple[Passage, ...]:
    """Return the point on the shortcoming that a question names, or on what is planned against it."""
    question = matcher.query.text
    plan = asks_plan(question)
    if not plan and not _ASKS_SHORT.search(question):
        return ()
    terms = [t for t in matcher.terms if t.base >= VERB and not _OF_ANY.search(t.text)]
    problems = _points(matcher, SHORTCOMINGS, PLANS)
    if not terms or not problems:
        return ()
    share, at = _best(matcher, problems, terms)
    if not plan:
        return _passages(_saying(matcher, problems[at], terms)) if share >= NAMED else ()
    measures = _points(matcher, PLANS, SHORTCOMINGS)
    direct, to = _best(matcher, measures, terms) if measures else (0.0, 0)
    if direct >= NAMED and direct >= BY_ORDER * share:
        return _passages(measures[to])
    measure = _measure(measures, at, len(problems)) if share >= NAMED else ()
    return (*_passages(problems[at]), *_passages(measure)) if measure else ()


def _measure(measures: Sequence[Point], at: int, problems: int) -> Point:
    """What stands where a problem does among so many: one of as many measures, or all where they are one.

    A sentence may count the measures itself (一是…；二是…), whatever is said behind it.
    """
    if len(measures) == problems:
        return measures[at]
    counted = [point for point in measures if len(set(_COUNTED.findall(point[0].text))) >= min(problems, 3)]
    if len(counted) == 1:
        return counted[0]
    places = {sentence.paragraph.index for point in measures for sentence in point}
    return tuple(s for p in measures for s in p) if len(places) == 1 else ()


def _points(matcher: Matcher, headed: re.Pattern[str], other: re.Pattern[str]) -> list[Point]:
    """The points of the chapter that is headed so, each from where it begins to the next."""
    book = matcher.book
    sections = {s.id for s in book.report.sections if headed.search(s.title) and not other.search(s.title)}
    sections = {section for section in sections if not about_more(book, section, [other])}
    points: list[list[Sentence]] = []
    numbered: list[Sentence] | None = None
    apart = _have_headings(matcher, sections)
    for sentence in book.sentences:
        if sentence.paragraph.case or sections.isdisjoint(book.lineage(sentence.paragraph.section)):
            continue
        counted = _is_numbered(sentence)
        # A point with a number or a heading of its own goes on to the next; else each sentence is one.
        own = points[-1][0].paragraph if points else None
        headed_alone = apart and own is not None and own.section == sentence.paragraph.section
        goes_on = headed_alone or (own is sentence.paragraph and points[-1] is numbered)
        if (counted and not headed_alone) or not goes_on:
            points.append([])
            numbered = points[-1] if counted else None
        points[-1].append(sentence)
    return [tuple(point) for point in points]


def _have_headings(matcher: Matcher, sections: set[str]) -> bool:
    """Whether each point of a chapter has a heading of its own."""
    return sum(s.parent in sections for s in matcher.book.report.sections) > 1


def _best(matcher: Matcher, points: Sequence[Point], terms: Sequence[Term]) -> tuple[float, int]:
    """How much the point that says most of some words says of them, and which it is."""
    weights = [matcher.weights[matcher.terms.index(term)] for term in terms]
    shares = []
    for i, point in enumerate(points):
        said = frozenset().union(*(s.all for s in point), point[0].heading)
        told = sum(w * matcher.found(term, said) for w, term in zip(weights, terms, strict=True))
        shares.append((told / (sum(weights) or 1.0), -i))
    share, order = max(shares)
    return share, -order


def _saying(matcher: Matcher, point: Point, terms: Sequence[Term]) -> Point:
    """A point that is numbered, or the sentences under one heading that say the words."""
    if _is_numbered(point[0]):
        return point
    return tuple(s for s in point if any(matcher.found(term, s.all) for term in terms)) or point


def _is_numbered(sentence: Sentence) -> bool:
    return bool(STEP.match(sentence.text) or _NUMBERED.match(sentence.text))


def _passages(point: Point) -> tuple[Passage, ...]:
    """As much of a point as may be quoted."""
    kept: list[Sentence] = []
    for sentence in point:
        if not kept or sum(len(s.text) for s in kept) + len(sentence.text) <= 2 * MAX_CHARS:
            kept.append(sentence)
    return as_passages(kept)
