"""Answers in the report's own words: the sentence or list that answers, a passage, a section."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rag.find.asked_kind import tells_kind
from rag.find.book import Book, Sentence
from rag.find.figures import years_of
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.prose.faults import told_behind
from rag.prose.fitting import credit, told_by_kind
from rag.prose.persons import asks_bodies, asks_body_too, asks_several, holds_kind, names_as_many, tells_prize
from rag.prose.reason import says_why
from rag.types import Paragraph
from rag.understand.names import names_in
from rag.understand.references import in_reference
from rag.understand.words import NOUN, VERB

# Beyond this many characters a passage is no answer any more but a page.
MAX_CHARS = 480
SUPPORT = 0.7
# So many names are a list.
SEVERAL = 3
MOST_POINTS = 8
# What a list of names answers of the words for what is listed.
BY_KIND = 0.8
STEP = re.compile(
    r"^\s*(?:[一二三四五六七八九]是|其[一二三四五]|首先|其次|再次|最后|第[一二三四五][，,]|[(（][一二三四五\d][)）])"
)
_LEANS_BACK = re.compile(r"^\s*(?:他们|她们|它们|其中|这些|这|此外|另外|同时|该)")
_ANNOUNCES = re.compile(
    r"[:：]\s*$|如下|以下|“?[\d一二三四五六七八九]+\s?个?(?:保障|方面|举措|措施|途径|问题|举)|做到了"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of one paragraph, verbatim."""

    paragraph: Paragraph
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The sentences as printed, joined."""
        return "".join(sentence.text for sentence in self.sentences).strip()

    @property
    def ref(self) -> str:
        """The chunk ref of the first sentence."""
        return self.sentences[0].ref


def find_passages(matcher: Matcher) -> tuple[tuple[Passage, ...], float]:
    """Return the passages that answer, best paragraph first, and the score of the best sentence."""
    # Whose names are asked for, a heading does not tell.
    by_heading = matcher.query.want != "gist" and not asks_bodies(matcher.query.text)
    if by_heading and (whole := _whole_section(matcher)):
        return whole, 1.2
    scored = _scored(matcher, holds_kind)
    if not scored and asks_body_too(matcher.query.text):
        scored = _scored(matcher, tells_prize)
    if not scored:
        return (), 0.0
    best_score, best = max(scored, key=lambda item: item[0])
    by_paragraph = by_paragraphs(matcher.book)
    best = _announcing(matcher, best, by_paragraph)
    why = matcher.query.want == "passage"
    passages = [_to_names(matcher, _grow(best, by_paragraph[best.paragraph.index], whole=why), by_paragraph)]
    passages[0] = _to_faults(matcher, passages[0], by_paragraph)
    passages += _steps_after(passages[0], by_paragraph)
    if len(passages) == 1:
        passages += _reason_behind(matcher, passages[0], by_paragraph)
    return tuple(passages), best_score


def allowed(matcher: Matcher) -> list[Sentence]:
    """Return the sentences in the places that a question allows."""
    book, query = matcher.book, matcher.query
    return [
        sentence
        for sentence in book.sentences
        if in_reference(
            query.references, "", book.lineage(sentence.paragraph.section), sentence.paragraph.case
        )
    ]


def _scored(matcher: Matcher, holds: Callable[[str, str], bool]) -> list[tuple[float, Sentence]]:
    question = matcher.query.text
    held = (
        sentence
        for sentence in allowed(matcher)
        if holds(question, sentence.text) and names_as_many(question, sentence.paragraph.text)
    )
    return [(score, sentence) for sentence in held if (score := score_of(matcher, sentence)) > 0]


def score_of(matcher: Matcher, sentence: Sentence) -> float:
    """Return the share of the question a sentence answers to; 0 where a telling word is not there at all."""
    if not matcher.terms:
        return 0.1 + matcher.dense.get(sentence.ref, 0.0) if matcher.query.references else 0.0
    if not year_told(matcher, sentence.paragraph.text) or not tells_kind(matcher.query.text, sentence.text):
        return 0.0
    by_kind = told_by_kind(matcher, sentence.text)
    total = named = lost = 0.0
    for term, weight in zip(matcher.terms, matcher.weights, strict=True):
        own = matcher.found(term, sentence.all) or matcher.shortened(term, sentence.text)
        own = own or BY_KIND * (term.start in by_kind)
        around = matcher.surroundings(term, sentence)
        total += weight * max(own, around)
        named += weight * own
        if not own and not around:
            if term.name or (term.base >= 1.0 and weight >= 0.9):
                return 0.0
            lost += weight
    if lost / matcher.total > 1 - SUPPORT or named / matcher.total < 0.2:
        return 0.0
    heading = 0.25 * sum(
        weight
        for term, weight in zip(matcher.terms, matcher.weights, strict=True)
        if matcher.found(term, sentence.heading)
    )
    told = (heading + total) / matcher.total
    return told + 0.25 * matcher.dense.get(sentence.ref, 0.0) + credit(matcher, sentence)


def year_told(matcher: Matcher, text: str) -> bool:
    """Tell whether a text is of a year that is asked; one that names none is of the newest."""
    if not matcher.years:
        return True
    named = {year for _, year in years_of(text)}
    return bool(named & set(matcher.years)) or (not named and matcher.book.report.data_year in matcher.years)


def by_paragraphs(book: Book) -> dict[int, list[Sentence]]:
    """Return the sentences of each paragraph, by its index."""
    grouped: dict[int, list[Sentence]] = {}
    for sentence in book.sentences:
        grouped.setdefault(sentence.paragraph.index, []).append(sentence)
    return grouped


def _grow(best: Sentence, siblings: list[Sentence], *, whole: bool) -> Passage:
    """Take in what a sentence leans on and what it leads up to: a whole list, all of its steps."""
    start = end = best.number
    if whole and _length(siblings) <= MAX_CHARS:
        return Passage(best.paragraph, tuple(siblings))
    if any(STEP.match(s.text) for s in siblings) and (STEP.match(best.text) is None or best.number > 0):
        start, end = (0, len(siblings) - 1) if _length(siblings) <= MAX_CHARS * 2 else (start, end)
    while start > 0 and _LEANS_BACK.match(siblings[start].text):
        start -= 1
    while (
        end + 1 < len(siblings)
        and (
            _LEANS_BACK.match(siblings[end + 1].text)
            # How something is done is told on from where it begins.
            or (whole and _length(siblings[start : end + 2]) <= MAX_CHARS)
        )
    ):
        end += 1
    return Passage(best.paragraph, tuple(siblings[start : end + 1]))


def _to_names(matcher: Matcher, found: Passage, by_paragraph: dict[int, list[Sentence]]) -> Passage:
    """A passage with what follows it up to the names of the persons that are asked for (他们是甲、乙、丙)."""
    siblings = by_paragraph[found.paragraph.index]
    if not asks_several(matcher.query.text) or len(names_in(found.text)) >= SEVERAL:
        return found
    behind = siblings[found.sentences[-1].number + 1 :]
    named = next((s.number for s in behind if len(names_in(s.text)) >= SEVERAL), None)
    if named is None:
        return found
    return Passage(found.paragraph, tuple(siblings[found.sentences[0].number : named + 1]))


def _to_faults(matcher: Matcher, found: Passage, by_paragraph: dict[int, list[Sentence]]) -> Passage:
    """A passage with the sentence behind it that tells what is wrong, where that is asked."""
    siblings = by_paragraph[found.paragraph.index]
    behind = siblings[found.sentences[-1].number + 1 :]
    last = told_behind(matcher.query.text, found.text, behind)
    if last is None:
        return found
    return Passage(found.paragraph, tuple(siblings[found.sentences[0].number : last + 1]))


def _announcing(matcher: Matcher, best: Sentence, by_paragraph: dict[int, list[Sentence]]) -> Sentence:
    """The last sentence of the paragraph where that one leads up to a list of steps (做到了“3个保障”)."""
    last = by_paragraph[best.paragraph.index][-1]
    following = by_paragraph.get(best.paragraph.index + 1)
    asks_for_more = matcher.query.want in ("list", "passage")
    if asks_for_more and following and STEP.match(following[0].text) and _ANNOUNCES.search(last.text):
        return last
    return best


def _length(sentences: list[Sentence]) -> int:
    return sum(len(sentence.text) for sentence in sentences)


def _steps_after(first: Passage, by_paragraph: dict[int, list[Sentence]]) -> list[Passage]:
    """The paragraphs that carry on a list which a passage announces (…做到了“3 个保障”。一是… 二是…)."""
    following: list[Passage] = []
    if not _ANNOUNCES.search(first.text) and not STEP.match(first.text):
        return following
    index = first.paragraph.index + 1
    while index in by_paragraph and STEP.match(by_paragraph[index][0].text):
        following.append(Passage(by_paragraph[index][0].paragraph, tuple(by_paragraph[index])))
        index += 1
    return following


def _reason_behind(matcher: Matcher, told: Passage, by_paragraph: dict[int, list[Sentence]]) -> list[Passage]:
    """The next paragraph, where that says why what a passage tells is so."""
    behind = by_paragraph.get(told.paragraph.index + 1, [])
    if not says_why(matcher, told.sentences, behind):
        return []
    shown = behind if _length(behind) <= MAX_CHARS else behind[:1]
    return [Passage(shown[0].paragraph, tuple(shown))]


# How chapters on shortcomings and on plans are headed, and how they are asked for.
SHORTCOMINGS = re.compile(r"问题|不足|挑战|困难|短板|薄弱")
PLANS = re.compile(r"展望|对策|下一步|打算|未来|改进|努力方向|今后|以后怎么")
_SUBJECTS = (SHORTCOMINGS, PLANS)
# What else people call shortcomings: no heading does.
_ASKED_AS = {
    SHORTCOMINGS: re.compile(
        rf"{SHORTCOMINGS.pattern}|头[疼痛]|发愁|犯愁|愁的|软肋|弱项|难题|难处|痛点|堵点|欠账|毛病|"
        r"不到位|做得不够|不够好|没做好|拖后腿|卡脖子|瓶颈|欠缺|差在哪"
    ),
    PLANS: PLANS,
}
# What tells whose they are, and how they are spoken of, asks for none of them.
_OF_ALL = re.compile(
    r"自[己我身认]|认为|觉得|承认|看来|坦言|存在|面临|遇到|办学|发展|主要|突出|概括|不够|地方|好|做"
)
# Those who have troubles of their own.
_OF_OTHERS = re.compile(r"学生|同学|毕业生|老师|教师|教职工|家长|企业|单位|新生")


def _standing_subject(matcher: Matcher) -> str:
    """The section on shortcomings or on plans, where the question asks for nothing but these."""
    question = matcher.query.text
    besides = [t for t in matcher.terms if not any(s.search(t.text) for s in _ASKED_AS.values())]
    besides = [t for t in besides if not _OF_ALL.fullmatch(t.text)]
    if any(term.base >= NOUN for term in besides):
        return ""
    in_other_words = _OF_OTHERS.search(question) or any(t.base >= VERB for t in besides)
    for subject in _SUBJECTS:
        if (subject if in_other_words else _ASKED_AS[subject]).search(question):
            headed = [s for s in matcher.book.report.sections if subject.search(s.title)]
            told = [s for s in headed if _told_under(matcher.book, s.id)]
            # 问题与展望 over 问题 and 展望 is about more than is asked.
            others = [other for other in _SUBJECTS if other is not subject]
            told = [s for s in told if not about_more(matcher.book, s.id, others)]
            outermost = min(told, key=lambda s: s.level, default=None)
            if outermost is not None:
                return outermost.id
    return ""


def about_more(book: Book, section_id: str, others: list[re.Pattern[str]]) -> bool:
    """Tell whether a section below one is headed by another subject."""
    below = (s for s in book.report.sections if s.parent == section_id)
    return any(other.search(s.title) for s in below for other in others)


def _told_under(book: Book, section_id: str) -> list[Paragraph]:
    """The paragraphs of a section and of those below it that stand in no case."""
    return [p for p in book.report.paragraphs if not p.case and section_id in book.lineage(p.section)]


def _points(matcher: Matcher, section_id: str) -> tuple[Passage, ...]:
    """The leading sentence of each section below one, which together are what it tells."""
    by_paragraph = by_paragraphs(matcher.book)
    first: dict[str, Paragraph] = {}
    for paragraph in _told_under(matcher.book, section_id):
        if by_paragraph.get(paragraph.index):
            first.setdefault(paragraph.section, paragraph)
    first.pop(section_id, None)
    return tuple(Passage(p, tuple(by_paragraph[p.index][:1])) for p in first.values())[:MOST_POINTS]


def _whole_section(matcher: Matcher) -> tuple[Passage, ...]:
    """The leading sentences of the section whose title is just what the question asks (存在哪些问题)."""
    if points := told_points(matcher):
        return points
    fits = [(title_fit(matcher, section.title), section.id) for section in matcher.book.report.sections]
    fit, section_id = max(fits, default=(0.0, ""))
    if not matcher.terms or fit < 1.08:
        return ()
    return _leading(matcher, section_id)


def told_points(matcher: Matcher) -> tuple[Passage, ...]:
    """Return what the chapter on shortcomings or on plans tells, where a question asks for just that."""
    section_id = _standing_subject(matcher)
    return (_points(matcher, section_id) or _leading(matcher, section_id)) if section_id else ()


def _leading(matcher: Matcher, section_id: str) -> tuple[Passage, ...]:
    by_paragraph = by_paragraphs(matcher.book)
    inside = [p for p in matcher.book.report.paragraphs if p.section == section_id and not p.case]
    short = sum(len(p.text) for p in inside) <= 2 * MAX_CHARS
    count = None if short else 2
    return tuple(
        Passage(p, tuple(by_paragraph[p.index][:count])) for p in inside if by_paragraph.get(p.index)
    )[:6]


def title_fit(matcher: Matcher, title: str) -> float:
    """Return how well a title fits a question: what it answers to, and how much of it is spoken of."""
    words = grams(title)
    found = [matcher.found(term, words) for term in matcher.terms]
    covered = sum(w * f for w, f in zip(matcher.weights, found, strict=True)) / matcher.total
    return covered + 0.2 * matcher.specificity(words)
