"""How well a table cell or a figure in prose fits a question.

A candidate's coverage is the share of the question's content that it answers to, its specificity the
share of its own name that the question speaks of: 报到率 fits 全校 · 报到率 better than 省内 · 报到率.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rag.find.book import Book, FigureView, Sentence, TableCell, TableView
from rag.find.candidates import PLAN, Candidate, unit_class
from rag.find.figures import classes_of
from rag.find.finder import COVERED, Finder, LabelFit
from rag.find.labels import Grams
from rag.understand.pieces import is_counted, stands_in_pieces
from rag.understand.question import Query, with_terms
from rag.understand.terms import Term
from rag.understand.words import NOUN

# Credits for where a term is found: in the name itself, in the heading over it, elsewhere in the sentence.
TABLE_CONTEXT = 0.85
PIECES = 0.8
TABLE_PROSE = 0.4
SEGMENT = 0.88
SENTENCE = 0.7
HEADING = 0.65
PARAGRAPH = 0.4
# What a figure loses for being of another year than the newest, where the question names none.
OTHER_YEAR = 0.15
VERBATIM = 0.3
SHARE_UNASKED = 0.25
# The highest of several is no value of all of them.
EXTREME_UNASKED = 0.15
# 招了多少 asks for what was done, not for what was planned.
PLAN_UNASKED = 0.1
CHANGE_UNASKED = 0.5
_PLANNED = re.compile(r"(?:计划|目标|预算)(?:数|人数|为|是)?$")
_EXTREME = re.compile(r"最[高低多少大小]")
# 设备值 is the value of all of it, not what there is of it for each student.
PER_HEAD_UNASKED = 0.06
_PER_HEAD = re.compile(r"[生人师校班][均平]")
_ASKS_PER_HEAD = re.compile(r"均|每|摊")
# 30万元以上 is a limit, not an amount.
BOUND = 0.3
# What a table prints as the total of all is likelier meant than what has the same name of a part.
TOTAL_OF_ALL = 0.02
# The total of a table that holds only some of the school (its 专业群, its projects) is not that of all.
TOTAL_OF_SOME = 0.2
_OF_SOME = re.compile(r"(专业群|产业学院|项目|基地|证书|企业|单位|社团|课程|平台|工作室|大赛|竞赛|团队)")
# 学校共有在校生12000人 says itself that it is of the whole school.
OF_THE_SCHOOL = 0.1
_OF_THE_SCHOOL = re.compile(r"(?:学校|学院|全校|我校|全院)(?:现|共|目前|已)*有[\u4e00-\u9fff]{2,8}$")
_PART_NAMED = re.compile(r"[\u4e00-\u9fff]{2}(?<!我们)(?<!咱们)(?:学院|系|专业|校区|年级)|\d级")
# Asks what something was before it changed: 原来多少.
_BEFORE = re.compile(r"原来|原先|之前|以前|起初|最初|从多少|由多少|变化")
# What something was, and not what it is as well.
_AT_FIRST = re.compile(
    r"原来(?!水)|原先|起初|最初|当初|早先|(?:调整|提高|改革|延长|上调|下调|降低|增加|缩短|实施|改造)(?:之|以)?前(?!后)"
)
_NOW_TOO = re.compile(r"后来?|现在|如今|目前|变化|[从由]多少|到多少|涨|降|差|增|减少|比")


class Matcher(Finder):
    """Scores the cells and figures of one book against one query."""

    def __init__(self, query: Query, book: Book, dense: Mapping[str, float]) -> None:
        super().__init__(query, book)
        self.dense = dense
        unit = query.figure_unit
        # A growth or a share is in percent, what it is made of is not.
        percent = query.percent and query.operation not in ("growth", "multiple")
        self._asked_class = unit_class(unit) if unit else (0 if percent else None)

    def year_fits(self, year: int | None) -> bool:
        """Tell whether a value of this year may answer; where none is asked, the newest year."""
        data_year = self.book.report.data_year
        effective = year or data_year
        if self.years:
            return effective is None or effective in self.years
        return year is None or data_year is None or year == data_year

    def unit_fit(self, unit: str) -> float:
        """Return what a unit adds to, or takes from, how well a figure fits."""
        if self._asked_class is None:
            return 0.0
        own = unit_class(unit)
        if self.query.figure_unit and unit == self.query.figure_unit:
            return 0.12
        if own is None or not unit:
            return -0.02
        if own != self._asked_class:
            # 有几个毕业生: people are counted with 个 as well.
            return 0.0 if self.query.unit == "个" and own == unit_class("人") else -0.35
        # 几所 is not asked of what is counted in 个, where something else is counted in 所.
        return 0.06 if own in (0, 1, 2) or self.query.unit in ("", "个") else -0.05

    def _scores(self, found: list[float]) -> tuple[float, tuple[Term, ...]]:
        coverage = sum(w * f for w, f in zip(self.weights, found, strict=True)) / self.total
        missing = tuple(
            term for term, w, f in zip(self.terms, self.weights, found, strict=True) if f == 0.0 and w > 0
        )
        return coverage, missing

    def for_terms(self, terms: tuple[Term, ...]) -> Matcher:
        """Return a matcher of the same question that looks for some terms only."""
        return Matcher(with_terms(self.query, terms), self.book, self.dense)

    def candidates(self) -> list[Candidate]:
        """Return every cell and prose figure of the report, scored, in no order."""
        return self.table_candidates(self.book.tables) + self.prose_candidates(self.book.sentences)

    def first_fitting(self, candidates: Iterable[Candidate]) -> Candidate | None:
        """Return the first candidate that leaves out nothing it must answer to."""
        return next((c for c in candidates if self.fits(c.missing)), None)

    def table_candidates(self, views: Iterable[TableView], *, any_year: bool = False) -> list[Candidate]:
        """Return every cell of these tables that is of a fitting year, scored, in no order."""
        candidates = []
        for view in views:
            context = self.around(view)
            title = 0.05 * self.specificity(view.title)
            for item in view.cells:
                year = item.year
                if not any_year and not self.year_fits(year):
                    continue
                if self._beside_the_point(item, context):
                    continue
                candidates.append(self._cell_candidate(view, item, context, title))
        return candidates

    def around(self, view: TableView) -> tuple[float, ...]:
        """Return what a table's heading says of each term; of verbs, what the prose of its section says."""
        titled, told = self.found_all(view.context), self.found_all(view.prose)
        return tuple(
            max(TABLE_CONTEXT * title, TABLE_PROSE * prose if term.base < NOUN else 0.0)
            for term, title, prose in zip(self.terms, titled, told, strict=True)
        )

    def _beside_the_point(self, item: TableCell, context: tuple[float, ...]) -> bool:
        """Nothing asked stands in a cell's labels or around its table: not worth scoring."""
        row, col = self.fit(item.row), self.fit(item.col)
        if row.verbatim or col.verbatim or self.query.item:
            return False
        fits = (row.found, col.found, context)
        if any(term.pieces for term in self.terms):
            return False
        return all(fit is self.nothing or not any(fit) for fit in fits) and bool(self.terms)

    def _with_pieces(self, found: tuple[float, ...], item: TableCell, title: Grams) -> tuple[float, ...]:
        """What a cell's labels say of each term, also of names that stand in pieces about it."""
        labels = (*item.row.bare, *item.col.bare)
        of_people = item.cell.unit in ("人", "名", "")
        return tuple(
            own
            or PIECES * any(stands_in_pieces(pieces, labels, title) for pieces in term.pieces)
            or PIECES * (of_people and term.known and is_counted(term.text, labels))
            for term, own in zip(self.terms, found, strict=True)
        )

    def _cell_candidate(
        self, view: TableView, item: TableCell, context: tuple[float, ...], title: float
    ) -> Candidate:
        row, col, unit = self.fit(item.row), self.fit(item.col), item.cell.unit
        name = self._with_pieces(tuple(map(max, row.found, col.found)), item, view.title)
        found = [
            max(own, around, self.unit_found(term, unit))
            for term, own, around in zip(self.terms, name, context, strict=True)
        ]
        coverage, missing = self._scores(found)
        spec = _cell_specificity(row, col)
        score = coverage + 0.3 * spec + title + self.unit_fit(unit) + VERBATIM * (row.verbatim + col.verbatim)
        if self._plans(item) and not PLAN.search(self.query.text):
            score -= PLAN_UNASKED
        if _PER_HEAD.match(item.row.name) and not _ASKS_PER_HEAD.search(self.query.text):
            score -= PER_HEAD_UNASKED
        if item.row.total and self._of_some(view):
            score -= TOTAL_OF_SOME
        score += 0.1 * self.dense.get(f"row:{view.table.id}:{item.cell.row}", 0.0)
        # A deeper row (其中：…) stands behind the row it is part of, where neither is named better.
        score -= 0.02 * max(0, len(item.row.path) - 1)
        covered = frozenset(i for i, own in enumerate(name) if own)
        named = sum(self.weights[i] for i in covered) / self.total
        year = item.year
        return Candidate(
            score, coverage, spec, missing, covered, year, named, row.own | col.own, view=view, cell=item
        )

    def _of_some(self, view: TableView) -> bool:
        """Whether the rows of a table are things that a school has besides others, which nobody asked of."""
        kinds = {kind for head in view.stub_heads for kind in _OF_SOME.findall(head)}
        return bool(kinds) and not any(kind in self.query.text for kind in kinds)

    def _plans(self, item: TableCell) -> bool:
        return bool(item.col.bare) and PLAN.search(item.col.bare[-1]) is not None

    def unit_found(self, term: Term, unit: str) -> float:
        """Return how much a unit answers to a term by itself: 万元 to 经费, 人 to 人数."""
        family = unit_class(unit)
        words = {
            0: ("比例", "占比", "比重", "率"),
            1: ("金额", "经费", "钱", "资金", "费用", "价值"),
            2: ("人数", "人"),
        }
        return 0.8 if family is not None and term.text in words.get(family, ()) else 0.0

    def prose_candidates(self, sentences: Iterable[Sentence], *, any_year: bool = False) -> list[Candidate]:
        """Return every figure of these sentences that is of a fitting year, scored, in no order."""
        candidates = []
        for sentence in sentences:
            if not sentence.figures or (self.terms and self.any_pair.isdisjoint(sentence.all)):
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

    def _of_another_class(self, before: str) -> bool:
        """Whether a figure is told of those who left in another year (毕业三年后的2027届) than asked."""
        told, own = classes_of(before), self.book.report.data_year
        return bool(told) and own is not None and told[-1] not in (str(own), *classes_of(self.query.text))

    def _by_subject(self, view: FigureView) -> float:
        """What the words before a figure add to, or take from, how well it fits."""
        subject, text, added = view.subject.strip(), self.query.text, 0.0
        if not self.query.percent and "占" in subject and view.figure.unit == "%":
            added -= SHARE_UNASKED
        if _PLANNED.search(subject) and not PLAN.search(text):
            added -= PLAN_UNASKED
        if _EXTREME.search(subject) and not _EXTREME.search(text):
            added -= EXTREME_UNASKED
        if _OF_THE_SCHOOL.search(subject) and not _PART_NAMED.search(text):
            added += OF_THE_SCHOOL
        return added

    def _asks_at_first(self) -> bool:
        """Whether it is asked what something was before it changed (原来几小时)."""
        first = _AT_FIRST.search(self.query.text)
        rest = f"{self.query.text[: first.start()]}{self.query.text[first.end() :]}" if first else ""
        return first is not None and not _NOW_TOO.search(rest)

    def _figure_candidate(self, sentence: Sentence, view: FigureView, base: list[float]) -> Candidate:
        # A change (比上年上升…) is named by what stands before its clause.
        close = view.near | view.left if view.figure.change else view.near
        near = [
            found
            or self.abbreviated(term, view.subject)
            or self.counted(term, view.subject, view.figure.unit)
            for term, found in zip(self.terms, self.found_all(close), strict=True)
        ]
        left = self.found_all(view.left)
        found = [
            max(n, SEGMENT * before, b, self.unit_found(term, view.figure.unit))
            for term, n, before, b in zip(self.terms, near, left, base, strict=True)
        ]
        for i in self.foreign:
            # What is told of another school must name it beside the figure.
            if not near[i]:
                found[i] = 0.0
        coverage, missing = self._scores(found)
        spec = self.specificity(view.near)
        score = coverage + 0.3 * spec + 0.03 + self.unit_fit(view.figure.unit)
        score += self._by_subject(view)
        score += 0.1 * self.dense.get(sentence.ref, 0.0)
        if view.figure.change and self.query.operation not in ("difference", "growth", "multiple"):
            score -= CHANGE_UNASKED
        if view.figure.bound:
            score -= BOUND
        if not missing and (view.figure.value, view.figure.unit) in self.book.totals:
            score += TOTAL_OF_ALL
        past = view.figure.past and view.figure.year is None and not _BEFORE.search(self.query.text)
        if view.figure.past and self._asks_at_first():
            score += OTHER_YEAR
        past = past or self._of_another_class(sentence.text[: view.figure.start])
        if past or (not self.years and not self.year_fits(view.figure.year)):
            score -= OTHER_YEAR
        # 培训学员 is named by the 社会培训班 of the clause before it, whose word it takes up.
        covered = frozenset(
            i
            for i, (term, own, before) in enumerate(zip(self.terms, near, left, strict=True))
            if own or (before and self.taken_up(term, close))
        )
        year = view.figure.year or self.book.report.data_year
        in_segment = sum(w for w, n, before in zip(self.weights, near, left, strict=True) if n or before)
        in_sentence = sum(w for w, b in zip(self.weights, base, strict=True) if b >= SENTENCE * COVERED)
        # A sentence that tells of all that is asked may name it far from its figure.
        named = max(in_segment, 0.9 * in_sentence if in_sentence > 0.9 * self.total else 0) / self.total
        named = named if covered else 0.0
        return Candidate(
            score, coverage, spec, missing, covered, year, named, covered, sentence=sentence, figure=view
        )


def _cell_specificity(row: LabelFit, col: LabelFit) -> float:
    if col.nameless:
        return row.specificity
    return col.specificity if row.nameless else 0.65 * row.specificity + 0.35 * col.specificity
