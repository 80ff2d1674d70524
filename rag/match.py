"""How well a table cell or a figure in prose fits a question.

A candidate's coverage is the share of the question's content that it answers to, its specificity the
share of its own name that the question speaks of: 报到率 fits 全校 · 报到率 better than 省内 · 报到率.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rag.book import Book, FigureView, Grams, Label, Sentence, TableCell, TableView
from rag.question import Query, with_terms
from rag.references import Reference
from rag.terms import Term
from rag.text import normalize

# Credits for where a term is found: in the name itself, in the heading over it, elsewhere in the sentence.
TABLE_CONTEXT = 0.85
SEGMENT = 0.88
SENTENCE = 0.7
HEADING = 0.65
PARAGRAPH = 0.4
# What a figure loses for being of another year than the newest, where the question names none.
OTHER_YEAR = 0.15
# What the heading over a label says counts a little less than the label itself.
PARENT = 0.9
# An interchangeable word counts a little less than the word itself.
SYNONYM = 0.86
UNKNOWN_WORD = 0.3
VERBATIM = 0.3
SHARE_UNASKED = 0.25
_INSTITUTION = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:职业技术学院|职业学院|职院|技师学院|大学|中专|公司|医院|局)")
COVERED = 0.7
# 几倍, 百分之几 ask for a result, not for figures in that unit.
_RATIO_UNITS = frozenset({"倍", "%", "个百分点", "百分点", "成"})
# A term that counts or ranks (三年级, 第六届) is another term with another number.
_NUMBERED = re.compile(r"[0-9一二三四五六七八九十]")
# 报到率 is not 报到人数: the last character tells what kind of figure it is.
_KIND_SUFFIX = frozenset("率比额费度")

_UNIT_CLASSES: tuple[frozenset[str], ...] = (
    frozenset({"%", "‰", "个百分点", "百分点"}),
    frozenset({"元", "万元", "亿元"}),
    frozenset({"人", "名", "位", "人次", "万人"}),
    frozenset({"个", "项", "件", "门", "种", "类", "支", "所", "家", "间", "份", "篇", "部", "本", "场", "次", "批", "批次", "期"}),
    frozenset({"名次", "位次"}),
    frozenset({"毫升", "ml", "ML", "升"}),
    frozenset({"亩", "平方米", "m²", "㎡", "公顷", "万平方米"}),
    frozenset({"天", "人日", "日", "小时", "人时", "学时", "课时", "人天"}),
)


_UNIT_FAMILY = {unit: i for i, family in enumerate(_UNIT_CLASSES) for unit in family}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell or a figure that may answer, with its scores from 0 to 1 (``score`` may pass 1).

    ``missing`` are the content terms that nothing about it answers to; ``covered`` the indexes of the
    terms that its own name (not its surroundings) answers to; ``named`` their share by weight, counting
    what stands before a figure in the same segment of its sentence. ``own`` are the covered terms that
    stand in its innermost labels, not only in those of its parents.
    """

    score: float
    coverage: float
    specificity: float
    missing: tuple[Term, ...]
    covered: frozenset[int]
    year: int | None
    named: float = 0.0
    own: frozenset[int] = frozenset()
    view: TableView | None = None
    cell: TableCell | None = None
    sentence: Sentence | None = None
    figure: FigureView | None = None

    @property
    def unit(self) -> str:
        """The unit of its value as printed."""
        if self.cell:
            return self.cell.cell.unit
        return self.figure.figure.unit if self.figure else ""


def unit_class(unit: str) -> int | None:
    """Return which family of units this is (percent, money, people, things, time), None for another."""
    return _UNIT_FAMILY.get(unit)


def unit_contradicts(query: Query, candidate: Candidate) -> bool:
    """Tell whether a candidate is in another kind of unit than the one asked for (多少人: no 人日)."""
    if not query.unit or not candidate.unit or query.unit in _RATIO_UNITS:
        return False
    asked, own = unit_class(query.unit), unit_class(candidate.unit)
    if query.unit == "个":
        return own not in (None, asked) and not (own == unit_class("人") and _PEOPLE.search(query.text))
    return asked != own if asked is not None and own is not None else asked is None and query.unit != candidate.unit


_PEOPLE = re.compile(r"(?:几|多少)个?(?:人|学生|老师|教师|毕业生|干部|党员|专家|志愿者)?(?=[，,。？?的]|$)|(?:学生|老师|教师|生)[有是]?几个")


@dataclass(frozen=True, slots=True)
class LabelFit:
    """How a row's or column's label fits: for each term how much is found, which in the label itself.

    ``verbatim``: a label with digits or Latin letters stands in the question as it is.
    """

    found: tuple[float, ...]
    own: frozenset[int]
    specificity: float
    nameless: bool
    verbatim: bool = False


class Matcher:
    """Fits one query against one book; everything that depends on both is computed once."""

    def __init__(self, query: Query, book: Book, dense: Mapping[str, float]) -> None:
        self.book = book
        self.query = query = self._without_school(query)
        self.dense = dense
        self.years = query.years_for(book.report.data_year)
        self.terms = query.terms
        self.weights = tuple(self._weight(term) for term in query.terms)
        self.total = sum(self.weights) or 1.0
        self._nothing = (0.0,) * len(query.terms)
        self._fits: dict[int, LabelFit] = {}
        self._asked_class = unit_class(query.unit) if query.unit else (0 if query.percent else None)

    def _weight(self, term: Term) -> float:
        text = normalize(term.text)
        pairs = [text[i : i + 2] for i in range(len(text) - 1)] or [text]
        rarity = max(self.book.weight(pair) for pair in pairs)
        if term.base < 1.0 and not term.alternatives and min(map(self.book.weight, pairs)) == 1.0:
            # A verb or adverb that the report never uses tells how people talk, not what they ask for.
            return UNKNOWN_WORD * term.base
        return term.base * (0.35 + 0.65 * rarity)

    def _without_school(self, query: Query) -> Query:
        """The query without the name of the report's own school, whose words would match its tables'."""
        self._school_spans = _school_spans(self.book.report.school, query.text)
        kept = tuple(
            t for t in query.terms if not any(a <= t.start and t.end <= b for a, b in self._school_spans)
        )
        return query if len(kept) == len(query.terms) else with_terms(query, kept)

    @cached_property
    def _foreign(self) -> tuple[int, ...]:
        """The terms that name another school or body than the report's own."""
        spans = [m.span() for m in _INSTITUTION.finditer(self.query.text)]
        spans = [s for s in spans if not any(a <= s[0] and s[1] <= b for a, b in self._school_spans)]
        return tuple(
            i for i, t in enumerate(self.terms) if any(a <= t.start and t.end <= b for a, b in spans)
        )

    @cached_property
    def _any_pair(self) -> Grams:
        """Everything that any term could be found by; most texts hold none of it."""
        pairs = (pair for around in self._pairs.values() for own in around for pair in own)
        words = (word for term in self.terms for alternative in term.alternatives for word in alternative)
        return frozenset((*pairs, *words, *(term.text for term in self.terms if len(term.text) == 1)))

    def found(self, term: Term, text: Grams) -> float:
        """Return how much of a term stands in a text, 0 to 1; interchangeable words count as itself."""
        own = self._own_found(term, text)
        if term.text[-1:] in _KIND_SUFFIX and len(term.text) > 2 and term.text[-2:] not in text:
            own = 0.0
        if own >= _least(term):
            return own
        return SYNONYM if any(words <= text for words in self._alternatives[term.start]) else 0.0

    @cached_property
    def _alternatives(self) -> dict[int, tuple[Grams, ...]]:
        """For each term (by its start) the pairs of each word that may stand for it."""
        return {term.start: tuple(frozenset(pairs) for pairs in term.alternatives) for term in self.terms}

    def _own_found(self, term: Term, text: Grams) -> float:
        pairs = self._pairs[term.start]
        if term.end - term.start == 1:
            return float(any(pair in text for pair in pairs[0]) or (term.text in text and len(text) < 40))
        return sum(any(pair in text for pair in around) for around in pairs) / len(pairs)

    @cached_property
    def _pairs(self) -> dict[int, tuple[tuple[str, ...], ...]]:
        """For each term (by its start), for each of its characters the pairs it makes with its neighbours."""
        content = f" {self.query.content} "
        return {
            term.start: tuple(
                tuple(pair for pair in (content[i : i + 2], content[i + 1 : i + 3]) if " " not in pair)
                for i in range(term.start, term.end)
            )
            for term in self.terms
        }

    def found_all(self, text: Grams) -> tuple[float, ...]:
        """Return for each term how much of it stands in a text."""
        if self._any_pair.isdisjoint(text):
            return self._nothing
        return tuple(self.found(term, text) for term in self.terms)

    def fit(self, label: Label) -> LabelFit:
        """Return how a row's or column's label fits, computed once."""
        fit = self._fits.get(id(label))
        if fit is None:
            fit = self._fits[id(label)] = self._label_fit(label)
        return fit

    def _label_fit(self, label: Label) -> LabelFit:
        own, text = self.found_all(label.spoken), "".join(label.bare)
        whole = self.found_all(label.all) if label.all is not label.spoken else own
        found = tuple(
            mine or PARENT * parents or self._abbreviated(term, text)
            for term, mine, parents in zip(self.terms, own, whole, strict=True)
        )
        spec = self.specificity(label.own)
        spec = max(spec, 0.8) if label.total else spec
        telling = self.found_all(label.telling) if label.telling is not label.spoken else own
        verbatim = bool(label.verbatim) and _stands_alone(label.verbatim, self.query.text)
        if verbatim:
            spec = 1.0
        own_terms = frozenset(i for i, f in enumerate(telling) if f)
        return LabelFit(found, own_terms, spec, not label.own, verbatim)

    def _abbreviated(self, term: Term, text: str) -> float:
        """Credit for a short form (录取线 of 录取分数线): its characters in order, close together."""
        if len(term.text) < 3 or _NUMBERED.search(term.text):
            return 0.0
        return 0.75 if re.search(".{0,2}".join(map(re.escape, term.text)), text) else 0.0

    def specificity(self, own: Grams) -> float:
        """Return the share of a name, by weight, that the question speaks of; 1 for an empty name."""
        pairs = [pair for pair in own if len(pair) == 2] or list(own)
        if not pairs:
            return 1.0
        said = self.query.grams
        for alternatives in self._alternatives.values():
            for words in alternatives:
                if words <= own:
                    said = said | words
        if said.isdisjoint(pairs):
            return 0.0
        weights = [0.2 + self.book.weight(pair) for pair in pairs]
        spoken = [w for pair, w in zip(pairs, weights, strict=True) if pair in said]
        return sum(spoken) / sum(weights)

    def year_fits(self, year: int | None) -> bool:
        """Tell whether a value of this year may answer; where none is asked, the newest year."""
        data_year = self.book.report.data_year
        effective = year or data_year
        if self.years:
            return effective is None or effective in self.years
        return year is None or data_year is None or year == data_year

    def _unit_fit(self, unit: str) -> float:
        if self._asked_class is None:
            return 0.0
        own = unit_class(unit)
        if self.query.unit and unit == self.query.unit:
            return 0.12
        if own is None or not unit:
            return -0.02
        if own != self._asked_class:
            return -0.35
        # 几所 is not asked of what is counted in 个, where something else is counted in 所.
        return 0.06 if own in (0, 1, 2) or self.query.unit in ("", "个") else -0.05

    def _scores(self, found: list[float]) -> tuple[float, tuple[Term, ...]]:
        coverage = sum(w * f for w, f in zip(self.weights, found, strict=True)) / self.total
        missing = tuple(
            term for term, w, f in zip(self.terms, self.weights, found, strict=True) if f == 0.0 and w > 0
        )
        return coverage, missing

    def shortened(self, term: Term, text: str) -> float:
        """Return the credit for a noun the report never uses that is a short form of what stands here (省赛: 省分赛)."""
        if term.base < 1.0 or not 2 <= len(term.text) <= 4 or term.alternatives or not term.text.isalpha():
            return 0.0
        if any(self.book.weight(term.text[i : i + 2]) < 1.0 for i in range(len(term.text) - 1)):
            return 0.0
        return 0.75 if re.search("[^，。；、（）]{0,2}".join(term.text), text) else 0.0

    def table_candidates(self, views: Iterable[TableView], *, any_year: bool = False) -> list[Candidate]:
        """Return every cell of these tables that is of a fitting year, scored, in no order."""
        candidates = []
        for view in views:
            context = tuple(TABLE_CONTEXT * found for found in self.found_all(view.context))
            title = 0.05 * self.specificity(view.title)
            for item in view.cells:
                year = item.cell.year or item.row.year or item.col.year
                if not any_year and not self.year_fits(year):
                    continue
                if self._beside_the_point(item, context):
                    continue
                candidates.append(self._cell_candidate(view, item, context, title))
        return candidates

    def _beside_the_point(self, item: TableCell, context: tuple[float, ...]) -> bool:
        """Nothing asked stands in a cell's labels or around its table: not worth scoring."""
        row, col = self.fit(item.row), self.fit(item.col)
        if row.verbatim or col.verbatim or self.query.item:
            return False
        fits = (row.found, col.found, context)
        return all(fit is self._nothing or not any(fit) for fit in fits) and bool(self.terms)

    def _cell_candidate(
        self, view: TableView, item: TableCell, context: tuple[float, ...], title: float
    ) -> Candidate:
        row, col, unit = self.fit(item.row), self.fit(item.col), item.cell.unit
        name = tuple(map(max, row.found, col.found))
        found = [
            max(own, around, self._unit_found(term, unit))
            for term, own, around in zip(self.terms, name, context, strict=True)
        ]
        coverage, missing = self._scores(found)
        spec = _cell_specificity(row, col)
        score = coverage + 0.3 * spec + title + self._unit_fit(unit) + VERBATIM * (row.verbatim + col.verbatim)
        score += 0.1 * self.dense.get(f"row:{view.table.id}:{item.cell.row}", 0.0)
        # A deeper row (其中：…) stands behind the row it is part of, where neither is named better.
        score -= 0.02 * max(0, len(item.row.path) - 1)
        covered = frozenset(i for i, own in enumerate(name) if own)
        named = sum(self.weights[i] for i in covered) / self.total
        year = item.cell.year or item.row.year or item.col.year
        return Candidate(
            score, coverage, spec, missing, covered, year, named, row.own | col.own, view=view, cell=item
        )

    def _unit_found(self, term: Term, unit: str) -> float:
        family = unit_class(unit)
        words = {0: ("比例", "占比", "比重", "率"), 1: ("金额", "经费", "钱", "资金", "费用"), 2: ("人数", "人")}
        return 0.8 if family is not None and term.text in words.get(family, ()) else 0.0

    def prose_candidates(self, sentences: Iterable[Sentence], *, any_year: bool = False) -> list[Candidate]:
        """Return every figure of these sentences that is of a fitting year, scored, in no order."""
        candidates = []
        for sentence in sentences:
            if not sentence.figures or (self.terms and self._any_pair.isdisjoint(sentence.all)):
                continue
            whole = [
                SENTENCE * (found or self.shortened(term, sentence.text))
                for term, found in zip(self.terms, self.found_all(sentence.all), strict=True)
            ]
            around = [self.surroundings(term, sentence) for term in self.terms]
            base = [max(a, b) for a, b in zip(whole, around, strict=True)]
            for view in sentence.figures:
                year = view.figure.year
                if any_year or not self.years or self.year_fits(year):
                    candidates.append(self._figure_candidate(sentence, view, base))
        return candidates

    def surroundings(self, term: Term, sentence: Sentence) -> float:
        """Return how much the heading, or the rest of its paragraph or case, says of a term."""
        heading = HEADING * self.found(term, sentence.heading)
        if heading or term.name:
            return heading or HEADING * self.found(term, sentence.context) * bool(sentence.paragraph.case)
        if around := PARAGRAPH * self.found(term, sentence.context):
            return around
        return PARAGRAPH * self.found(term, sentence.paragraph_grams)

    def _figure_candidate(self, sentence: Sentence, view: FigureView, base: list[float]) -> Candidate:
        # A change (比上年上升…) is named by what stands before its clause.
        close = view.near | view.left if view.figure.change else view.near
        near = [
            found or self._abbreviated(term, view.subject)
            for term, found in zip(self.terms, self.found_all(close), strict=True)
        ]
        left = self.found_all(view.left)
        found = [
            max(n, SEGMENT * before, b, self._unit_found(term, view.figure.unit))
            for term, n, before, b in zip(self.terms, near, left, base, strict=True)
        ]
        for i in self._foreign:
            # What is told of another school must name it beside the figure.
            if not near[i] and not left[i]:
                found[i] = 0.0
        coverage, missing = self._scores(found)
        spec = self.specificity(view.near)
        score = coverage + 0.3 * spec + 0.03 + self._unit_fit(view.figure.unit)
        if not self.query.percent and "占" in view.subject and view.figure.unit == "%":
            score -= SHARE_UNASKED
        score += 0.1 * self.dense.get(sentence.ref, 0.0)
        if view.figure.change and self.query.operation not in ("difference", "growth", "multiple"):
            score -= 0.3
        if not self.years and not self.year_fits(view.figure.year):
            score -= OTHER_YEAR
        covered = frozenset(i for i, own in enumerate(near) if own)
        year = view.figure.year or self.book.report.data_year
        in_segment = sum(w for w, n, before in zip(self.weights, near, left, strict=True) if n or before)
        in_sentence = sum(w for w, b in zip(self.weights, base, strict=True) if b >= SENTENCE * COVERED)
        # A sentence that tells of all that is asked may name it far from its figure.
        named = max(in_segment, 0.9 * in_sentence if in_sentence > 0.9 * self.total else 0) / self.total
        named = named if covered else 0.0
        return Candidate(
            score, coverage, spec, missing, covered, year, named, covered, sentence=sentence, figure=view
        )


def _school_spans(school: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where a text names the school, in full or in one of the short forms people use."""
    if not school:
        return ()
    names = [re.escape(school)]
    place = re.match(r"(.{2,6}?)(?:职业|技术|技师|高等|师范|幼儿|卫生|工业|农业|商业|交通|学院|大学)", school)
    if place:
        head = re.escape(place[1])
        names.append(head + r"(?:市|省)?(?:职业技术学院|职业学院|职业技术大学|职院|职技院|职业大学|学院|职大)")
        names.append(re.escape(place[1][:1]) + r"职(?:院|院校)?")
    return tuple(match.span() for match in re.finditer("|".join(names), text))


def _stands_alone(label: str, text: str) -> bool:
    """Whether a label stands in a text, not as part of a longer number or Latin word."""
    return re.search(rf"(?<![0-9a-z.]){re.escape(label)}(?![0-9a-z]|\.\d)", text) is not None


def _least(term: Term) -> float:
    """How much of a term must be found: half of a word of two characters may be a segmenter's slip."""
    if _NUMBERED.search(term.text):
        return 1.0
    if term.known and len(term.text) > 3:
        # An indicator's name short of a word is another indicator: 留学生人数, 学生人数.
        return 0.9
    return 0.5 if len(term.text) == 2 else COVERED


def _cell_specificity(row: LabelFit, col: LabelFit) -> float:
    if col.nameless:
        return row.specificity
    return col.specificity if row.nameless else 0.65 * row.specificity + 0.35 * col.specificity


def in_reference(query: Query, view_label: str, section_ids: Iterable[str], case: str) -> bool:
    """Tell whether something with these labels stands in a place that the question names (or none is)."""
    if not query.references:
        return True
    return any(_refers(reference, view_label, tuple(section_ids), case) for reference in query.references)


def _refers(reference: Reference, label: str, sections: tuple[str, ...], case: str) -> bool:
    if reference.kind == "table":
        return label == reference.key
    if reference.kind == "case":
        return case == reference.key
    if reference.kind == "section":
        return any(section == reference.key or section.startswith(reference.key + ".") for section in sections)
    return reference.kind == "annex" and label.startswith("附")
