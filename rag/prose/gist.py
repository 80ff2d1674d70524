"""What a report tells of one thing: of the section or case on it, or of somebody by name."""

from __future__ import annotations

from rag.find.labels import grams
from rag.find.match import Matcher
from rag.prose.passages import (
    MAX_CHARS,
    Passage,
    allowed,
    by_paragraphs,
    find_passages,
    title_fit,
    told_points,
)
from rag.types import Paragraph
from rag.understand.words import NOUN

# In so many paragraphs one thing is told of at most.
MOST_PLACES = 3
# A case of so many characters is quoted as it is.
LONGEST_CASE = 700
# What somebody or something is; the report need not say it again.
_WHAT = frozenset(
    "校友 毕业生 同学 学生 老师 教师 先进 典型 人物 事迹 故事 案例 项目 团队 课程 基地 "
    "工作室 平台 活动".split()
)


def find_gist(matcher: Matcher) -> tuple[tuple[Passage, ...], float]:
    """Return the leading sentences of the section or case that the question is about."""
    if points := told_points(matcher):
        return points, 1.0
    by_paragraph = by_paragraphs(matcher.book)
    inside = _about(matcher)
    if not inside:
        named = _named_in(matcher)
        found, score = (named, 1.0) if named else find_passages(matcher)
        return _whole_case(matcher, found[0].paragraph.case if found else "") or found, score
    if whole := _whole_case(matcher, inside[0].case):
        return whole, 1.0
    passages: list[Passage] = []
    for paragraph in inside:
        sentences = by_paragraph.get(paragraph.index)
        if sentences and sum(len(p.text) for p in passages) < MAX_CHARS:
            passages.append(Passage(paragraph, tuple(sentences[: 2 if len(inside) < 3 else 1])))
    return tuple(passages), 1.0


def _whole_case(matcher: Matcher, label: str) -> tuple[Passage, ...]:
    """All of a case, which tells of one thing from beginning to end, unless it is long."""
    by_paragraph = by_paragraphs(matcher.book)
    inside = [p for p in matcher.book.report.paragraphs if label and p.case == label]
    if sum(len(paragraph.text) for paragraph in inside) > LONGEST_CASE:
        return ()
    return tuple(Passage(p, tuple(by_paragraph[p.index])) for p in inside if by_paragraph.get(p.index))


def _named_in(matcher: Matcher) -> tuple[Passage, ...]:
    """What is told of somebody or something by name (介绍一下校友某某), from where it is first named on."""
    name = max(
        (t for t in matcher.terms if t.base >= NOUN and not t.known and len(t.text) > 1),
        key=lambda t: (t.name, matcher.weights[matcher.terms.index(t)]),
        default=None,
    )
    if name is None:
        return ()
    by_paragraph = by_paragraphs(matcher.book)
    passages = []
    for paragraph, sentences in by_paragraph.items():
        first = next((i for i, s in enumerate(sentences) if name.text in s.text), None)
        if first is not None:
            passages.append(Passage(by_paragraph[paragraph][0].paragraph, tuple(sentences[first:])))
    # What many places speak of is no name.
    if not 0 < len(passages) <= MOST_PLACES or _asks_another(matcher, passages):
        return ()
    kept = [passages[0]]
    for passage in passages[1:]:
        if sum(len(p.text) for p in kept) + len(passage.text) <= MAX_CHARS * 2:
            kept.append(passage)
    return tuple(kept)


def _asks_another(matcher: Matcher, passages: list[Passage]) -> bool:
    """Whether a question asks something of what is named of which the report tells nothing there."""
    told = grams("".join(passage.text for passage in passages))
    headed = frozenset().union(*(p.sentences[0].heading for p in passages))
    missing = [
        t
        for t in matcher.terms
        if t.base >= NOUN and not matcher.found(t, told | headed) and t.text not in _WHAT
    ]
    return bool(missing)


def _about(matcher: Matcher) -> list[Paragraph]:
    """The paragraphs of the section or case whose title the question speaks of, or that it refers to."""
    book, query = matcher.book, matcher.query
    if query.references:
        inside = {sentence.paragraph.index for sentence in allowed(matcher)}
        return [paragraph for paragraph in book.report.paragraphs if paragraph.index in inside]
    titles: list[tuple[float, str, str]] = []
    for section in book.report.sections:
        titles.append((title_fit(matcher, section.title) - 0.01 * section.level, section.id, ""))
    for case in book.report.cases:
        titles.append((title_fit(matcher, case.title), case.section, case.label))
    if not titles:
        return []
    fit, section_id, label = max(titles)
    if fit < 0.6:
        return []
    return [
        paragraph
        for paragraph in book.report.paragraphs
        if (paragraph.case == label if label else section_id in book.lineage(paragraph.section))
    ]
