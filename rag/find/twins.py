"""The same thing told twice: a figure in the prose and the cell that holds it, equal or at odds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.find.agreement import MAX_RATIO, apart, at_odds, equal_values
from rag.find.book import Book, FigureView, Sentence
from rag.find.candidates import Candidate, bare_cell, bare_figure, unit_class
from rag.find.facts import Fact, candidate_to_fact
from rag.find.figures import ProseFigure
from rag.find.match import Matcher
from rag.find.misprints import misprints, speaks_of_title
from rag.find.titled import table_name
from rag.find.told_by_name import cells_by_name, is_share_of_others, told_by_name
from rag.find.told_twice import told_elsewhere
from rag.quantity import convert
from rag.understand.question import Query, understand
from rag.understand.references import in_reference
from rag.understand.terms import FAINT, Term
from rag.understand.two_places import sets_apart
from rag.understand.words import SHARED

# How fully the cell must answer to the words before the figure, and they to the cell's own name.
SUPPORT = 0.85
SAME_SECTION_SUPPORT = 0.5
SPECIFICITY = 0.6
_SCOPE = re.compile(r"部分|新增|先后|历年|累计|截[至止]|以上|以下|左右|平均每|首次|第[一二三四五\d]批")
_PART = re.compile(r"其中")
_SHARE = re.compile(r"^其中|\d[\d,.]*\s?[人名位个项门家][，,]?|[，,]?占(?:比|到|了)?$")
# Of several rows together.
_SEVERAL = re.compile(r"[两三四五六七八九十][个类种所]|合计|两者|三者")
# What prose says around a name that a table prints alone: since when, with whom, and of whom all is told.
_BESIDE = frozenset(
    "毕业生 企业 行业 单位 后 共 建 共建 建有 拥有 现有 设有 建成 开设 达到 目前 现在 "
    "全年 全校 学校 学院 校内".split()
)
# Only so many figures of the prose are held against a cell.
TRIED = 4
# How much of a cell's name must stand before a figure of the prose for the two to be compared.
NAMED = 0.6
# So many characters name a figure that it can hardly be another.
MANY_WORDS = 8
_HAN = re.compile(r"[\u4e00-\u9fff]")
# A column that counts just what its rows are.
_COUNTS_ROW = re.compile(r"^(?:人数|数量|总数|数|金额|比例|占比|值|数值|.{0,3}年.{0,3})$")


def cell_twin(book: Book, sentence: Sentence, index: int) -> tuple[Candidate, Candidate] | None:
    """Return (the prose figure, the cell) where a table tells of the same thing in the same year.

    The words before the figure are asked of the tables; only a cell that answers to nearly all of them,
    and they to its name, in the same kind of unit, is its twin.
    """
    view = sentence.figures[index]
    figure = view.figure
    if figure.change or figure.approx or not figure.unit or _SCOPE.search(view.subject[-12:]):
        return None
    # 其中某类教师254人，占72%: the row of that share is called so itself.
    part = _PART.search(view.subject[-12:]) is not None and figure.unit != "%"
    query = _query_of(view.subject, figure.unit)
    if query is None or not any(term.base > SHARED for term in query.terms):
        query = _query_of(_words_behind(sentence, figure), figure.unit) or query
    if query is None:
        return None
    year = figure.year or book.report.data_year
    query = replace(query, years=(year,) if year else (), offsets=())
    matcher = Matcher(query, book, {})
    cells = [c for c in matcher.table_candidates(book.tables) if _may_be(c, figure.unit)]
    best = max(cells, key=lambda c: c.score, default=None)
    if best is None or not _tells_the_same(matcher, best, sentence) or not _alone(best, cells):
        return None
    if _of_other_row(best, sentence, index) or not _of_its_title(book, best, sentence):
        return None
    if part and not _is_part_of_told(best, sentence, index):
        return None
    prose = [c for c in matcher.prose_candidates([sentence]) if c.figure is view]
    return (prose[0], best) if prose else None


def in_many_words(told: Candidate, cell: Candidate) -> bool:
    """Whether a figure of the prose and a cell go by one name, so long that it can be of nothing else."""
    if told.sentence is None or told.figure is None or told.sentence.paragraph.case:
        return False
    return (
        min(cell.named, cell.specificity) >= SUPPORT and len(_HAN.findall(told.figure.subject)) >= MANY_WORDS
    )


def _words_behind(sentence: Sentence, figure: ProseFigure) -> str:
    """What a figure that begins its clause is named by behind it: 618人通过专升本考试."""
    return re.split(r"[，,；;。：:（(]", sentence.text[figure.end :])[0]


def _query_of(subject: str, unit: str) -> Query | None:
    if unit == "%" and _SHARE.search(subject):
        # 其中某类教师254人，占: the share of those, whose number names nothing.
        subject = f"{_SHARE.sub('', subject)}比例"
    query = understand(subject)
    if not query.terms or (query.operation != "lookup" and "占" not in subject):
        return None
    return replace(query, operation="lookup", unit="", percent=unit == "%", claims=())


def _may_be(candidate: Candidate, unit: str) -> bool:
    item = candidate.cell
    if item is None or item.cell.value is None:
        return False
    own = item.cell.unit
    return own == unit or (unit_class(own) is not None and unit_class(own) == unit_class(unit))


def _is_part_of_told(candidate: Candidate, sentence: Sentence, index: int) -> bool:
    """Whether a cell is a part (其中…) of what the sentence tells before: 教职工652人，其中专任教师412人."""
    item, view = candidate.cell, candidate.view
    if item is None or view is None or len(item.row.path) < 2:
        return False
    told = {v.figure.value for v in sentence.figures[:index]}
    return any(
        c.row.path == item.row.path[:-1] and c.cell.col == item.cell.col and c.cell.value in told
        for c in view.cells
    )


def _of_other_row(candidate: Candidate, sentence: Sentence, index: int) -> bool:
    """Whether a figure is of several rows, of another one of the column, or a share of other people."""
    item, view, told = candidate.cell, candidate.view, sentence.figures[index]
    if item is None or view is None:
        return False
    if not item.row.total and _SEVERAL.search(told.subject):
        return True
    if is_share_of_others(view, item, sentence, index):
        return True
    beside = (c for c in view.cells if c.cell.col == item.cell.col and c is not item)
    return any(c.cell.value == told.figure.value and c.row.own & told.near for c in beside)


def _of_its_title(book: Book, candidate: Candidate, sentence: Sentence) -> bool:
    """Whether a sentence speaks of what a table is about, where it is held against its total."""
    item, view = candidate.cell, candidate.view
    if item is None or view is None or not item.row.total or view.table.section == sentence.paragraph.section:
        return True
    return speaks_of_title(book, view, sentence)


def _tells_the_same(matcher: Matcher, candidate: Candidate, sentence: Sentence) -> bool:
    same_section = candidate.view is not None and candidate.view.table.section == sentence.paragraph.section
    least = SAME_SECTION_SUPPORT if same_section else SUPPORT
    return (
        matcher.support(tuple(t for t in candidate.missing if not _says_nothing(t))) >= least
        and candidate.specificity >= SPECIFICITY
        and candidate.named >= 0.4
        and _names_column(matcher, candidate)
    )


def _says_nothing(term: Term) -> bool:
    """Whether a word before a figure names nothing that a table would print with it."""
    return term.base <= FAINT or term.text in _BESIDE


def _names_column(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether the words say what a cell counts, not just in which row: a firm has many numbers."""
    if candidate.cell is None or _COUNTS_ROW.search(candidate.cell.col.name):
        return candidate.cell is not None
    column = matcher.fit(candidate.cell.col)
    return column.nameless or column.specificity > 0


def _alone(best: Candidate, cells: list[Candidate]) -> bool:
    """No other cell of another value fits as well: else it is not known which one is meant."""
    return not any(
        best.score - c.score < 0.02 and c.cell and best.cell and c.cell.cell.value != best.cell.cell.value
        for c in cells
        if c is not best
    )


def _printed_again(book: Book, best: Candidate) -> Candidate | None:
    """The cell of the annex that prints a cell of the body again."""
    cell = best.cell
    if cell is None or best.view is None or cell.cell.value is None:
        return None
    for view in book.repeated:
        if view.table.repeats != best.view.table.id:
            continue
        for item in view.cells:
            same_place = item.row.bare == cell.row.bare and item.col.bare == cell.col.bare
            if same_place and item.cell.year == cell.cell.year and item.cell.value is not None:
                return replace(best, view=view, cell=item)
    return None


def _in_prose(book: Book, best: Candidate, others: Sequence[Candidate]) -> list[tuple[Sentence, FigureView]]:
    """The figures of the prose that may tell a candidate's thing again; of one in the prose that itself.

    Those that answer the question come first, then those that stand behind the name of the cell.
    """
    if best.figure or best.cell is None:
        return [(best.sentence, best.figure)] if best.sentence and best.figure else []
    fitting = [(c.sentence, c.figure) for c in others if c.sentence and c.figure]
    named = [
        (sentence, view)
        for sentence in book.sentences
        for view in sentence.figures
        if _may_be(best, view.figure.unit) and _behind_name(best, view)
    ]
    found = {(s.ref, v.figure.start, v.figure.year): (s, v) for s, v in (*fitting[:3], *named)}
    return list(found.values())[:TRIED]


def _behind_name(candidate: Candidate, view: FigureView) -> bool:
    """Whether a figure of about the size of a cell stands behind most of the cell's name."""
    item = candidate.cell
    if item is None or not item.cell.value or not view.figure.value:
        return False
    value = convert(view.figure.value, view.figure.unit, item.cell.unit) or view.figure.value
    name = [pair for pair in item.row.own | item.col.own if len(pair) == 2]
    told = sum(pair in view.near or pair in view.left for pair in name)
    size = abs(value / item.cell.value)
    return bool(name) and told >= NAMED * len(name) and 1 / MAX_RATIO <= size <= MAX_RATIO


def twins_of(
    book: Book, best: Candidate, others: list[Candidate], *, sought: bool = False
) -> tuple[list[Fact], list[Fact]]:
    """Return what else the report prints for a candidate's thing: (the same value, another value).

    ``sought``: who asks knows of another value, so that less must speak for it.
    """
    fact = candidate_to_fact(best, book)
    same: list[Fact] = []
    odds: list[Fact] = []
    for twin in _by_name(book, best):
        if equal_values(fact, twin):
            same.append(twin)
        elif at_odds(fact, twin):
            odds.append(twin)
    for sentence, figure in _in_prose(book, best, others):
        pair = cell_twin(book, sentence, sentence.figures.index(figure))
        if pair is None or (best.cell and best.cell.cell is not (pair[1].cell and pair[1].cell.cell)):
            continue
        twin = candidate_to_fact(pair[1] if best.figure else pair[0], book)
        if twin in same or twin in odds:
            continue
        if equal_values(fact, twin):
            same.append(twin)
        elif at_odds(fact, twin, named=sought or in_many_words(*pair)) and not (
            best.figure and _told_alike(book, pair[1])
        ):
            odds.append(twin)
    # What the prose tells otherwise beside the same value is told of something else.
    odds = [] if same else odds or [candidate_to_fact(c, book) for c in told_elsewhere(best, others)]
    odds.sort(key=lambda twin: apart(fact, twin))
    again = _printed_again(book, best)
    if again is not None and not equal_values(fact, candidate_to_fact(again, book)):
        odds.insert(0, candidate_to_fact(again, book))
    return same, odds or [candidate_to_fact(other, book) for other in misprints(book, best)]


def _by_name(book: Book, best: Candidate) -> list[Fact]:
    """What the prose tells of a cell under its own name, or a table of what the prose tells."""
    found: list[Candidate] = []
    if best.view and best.cell:
        for sentence, figure in told_by_name(book, best.view, best.cell):
            found.append(bare_figure(sentence, figure, best.year))
    elif best.sentence and best.figure:
        for view, item in cells_by_name(book, best.sentence, best.figure):
            if any(told.figure.value == item.cell.value for _, told in told_by_name(book, view, item)):
                # The value that the table prints is told elsewhere: this one is of something else.
                continue
            found.append(bare_cell(view, item, best.year))
    return [candidate_to_fact(candidate, book) for candidate in found]


def _told_alike(book: Book, cell: Candidate) -> bool:
    """Whether the prose tells the value of a cell: another one is told of something else then."""
    fact = candidate_to_fact(cell, book)
    pairs = (cell_twin(book, s, s.figures.index(view)) for s, view in _in_prose(book, cell, ()))
    return any(
        pair[1].cell
        and cell.cell
        and pair[1].cell.cell is cell.cell.cell
        and equal_values(candidate_to_fact(pair[0], book), fact)
        for pair in pairs
        if pair is not None
    )


def told_in_each(matcher: Matcher, fitting: Sequence[Candidate]) -> tuple[Fact, ...]:
    """Return what each of the tables prints that a question sets against each other (表2和表6里一致吗).

    Nothing where it does not, or where one of them prints nothing of the kind or all print the same.
    """
    references = [r for r in matcher.query.references if r.kind == "table"]
    if len(references) < 2 or not sets_apart(matcher.query.text):
        return ()
    facts = []
    for reference in references:
        inside = (
            c
            for c in fitting
            if c.view
            and c.specificity >= SPECIFICITY
            and in_reference((reference,), table_name(c.view.table), (), "")
        )
        best = next(inside, None)
        if best is None:
            return ()
        facts.append(candidate_to_fact(best, matcher.book))
    return () if all(equal_values(facts[0], fact) for fact in facts[1:]) else tuple(facts)
