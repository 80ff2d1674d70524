"""One thing told with two numbers, wherever the two stand: in two paragraphs, or in one and in a table.

A report tells a thing again in nearly the same words. So two figures in one unit and of one year that lie
close are of one thing where what is counted is called the same, at length, and neither is narrowed by words
that the other place knows nothing of. A name that many numbers go by (总投资, 二等奖) names no one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from rag.find.agreement import in_unit_of
from rag.find.book import Book, FigureView, Sentence, TableCell, TableView
from rag.find.candidates import Candidate, bare_cell, bare_figure, is_rare
from rag.find.facts import Fact, candidate_to_fact
from rag.find.misprints import exchanged
from rag.text import normalize

# So many characters name what is counted; fewer do where the unit, the digits or the place speak for it.
NAME, ATTRIBUTE = 4, 2
# So many name whose it is.
OWNER = 6
# Two figures that lie further apart tell two things; in a row that is named in full they may.
MAX_APART, MAX_APART_IN_ROW = Decimal("1.2"), Decimal("1.6")
# A part of so much is none; and what it is said to have.
MAX_APART_OF_PART = Decimal("1.05")
_HAS = "(?:现有|建有|拥有|设有|配有|共有|建成)"
# A smaller number may stand in a row by chance.
TELLING = 10
# More numbers than these two, and that of another year, go by the name of many things.
MAX_NUMBERS = 3
# How much of what narrows a name must be known where the other figure stands.
KNOWN = 0.6
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_STOP = re.compile(r"[，,；;。：:！？、（(]")
_SEGMENT = re.compile(r"[；;。]")
# What tells how much, since when or by whom, and narrows nothing.
_FILLER = re.compile(
    r"(?:19|20)\d{2}(?:[—\-–~至]\d{2,4})?(?:学年度?|年度?|届)?|全年|本?学年|当年|今年|本年度?|年内|目前|现|已经?|"
    r"全[校院]|我[校院]|本[校院]|校内|学校|学院|该校|累计|合计|总计|总数|人数|数量|总额|一共|共有?|总|达到?|拥有|"
    r"[建设配聘]有|聘[请任用]|常年|长期|实际|签约|有|约|为|的|等|各类|全部|均|分别|其中|在岗|稳定|完成|开展|举办|"
    r"组织|实现|人次"
)
# Of a part, a change, one time, or what is to come; no number but about one.
_SCOPE = re.compile(
    r"部分|新增|新建|增加|减少|先后|历年|以来|首次|第[一二三四五\d]批|[上下]半年|每[人年月周天日个名]|人均|生均|平均|"
    r"最[高多大低少]|计划|目标|力争|(?<![虚模])拟|将|规划|要求|标准|不[少低]于|中有?[，,]?$|仅|余下|"
    r"(?:近|超过?|逾|突破|接近|不[足到])$"
)
# Whose number it is where nobody else is named.
_OF_ALL = ("学生", "师生", "在校生")
# What lies close to others of its kind without being the same.
_UNTELLING = frozenset("% ‰ 分 年 届 岁 月 个月 倍 周年 个百分点 百分点 名次".split())


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with the characters of its name that tell something, and what is told where it stands.

    ``behind``: the name stands behind the figure (1672人参加考核), with more words after it.
    """

    candidate: Candidate
    value: Decimal
    unit: str
    words: str
    around: str
    place: str
    behind: bool = False


class _Figures:
    """All figures of a book that may be told again; known by the book itself, so that they are kept."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def __hash__(self) -> int:
        return id(self.book)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Figures) and other.book is self.book

    @cached_property
    def prose(self) -> tuple[_Told, ...]:
        return tuple(_of_prose(self.book))

    @cached_property
    def cells(self) -> tuple[_Told, ...]:
        return tuple(_of_tables(self.book))


@lru_cache(maxsize=32)
def _kept(figures: _Figures) -> _Figures:
    return figures


def clashes(book: Book) -> Iterator[tuple[Fact, Fact]]:
    """Yield the pairs of figures that tell one thing with two numbers; the first stands in the prose."""
    figures = _kept(_Figures(book))
    for index, told in enumerate(figures.prose):
        for other in (*figures.prose[index + 1 :], *figures.cells):
            if _clash(told, other, figures):
                yield candidate_to_fact(told.candidate, book), candidate_to_fact(other.candidate, book)


def clashing(book: Book, fact: Fact) -> tuple[Fact, ...]:
    """Return what else the report tells of a figure's thing, each other number once."""
    figures = _kept(_Figures(book))
    found: dict[Decimal, Fact] = {}
    for told in _same_figure(fact, figures):
        others: Iterable[_Told] = figures.prose if told.candidate.cell else (*figures.prose, *figures.cells)
        for other in others:
            prose, second = (other, told) if told.candidate.cell else (told, other)
            if _clash(prose, second, figures):
                found.setdefault(other.value, candidate_to_fact(other.candidate, book))
    return tuple(found.values())


def _same_figure(fact: Fact, figures: _Figures) -> Iterator[_Told]:
    for told in figures.cells if fact.cell else figures.prose:
        if told.value == fact.value:
            item, view, sentence = told.candidate.cell, told.candidate.view, told.candidate.sentence
            if sentence and sentence.ref == fact.ref:
                yield told
            if item and view and fact.ref == f"row:{view.table.id}:{item.cell.row}":
                if (item.cell.row, item.cell.col) == fact.cell:
                    yield told


def _of_prose(book: Book) -> Iterator[_Told]:
    for sentence in book.sentences:
        section = book.sections.get(sentence.paragraph.section)
        around = normalize(f"{sentence.paragraph.text} {section.title if section else ''}")
        for view in sentence.figures:
            figure = view.figure
            if figure.change or figure.approx or figure.bound or figure.past or not figure.value:
                continue
            if not figure.unit or figure.unit in _UNTELLING or _SCOPE.search(_clause(sentence, view)):
                continue
            name, behind = _name(sentence, view)
            candidate = bare_figure(sentence, view, _year(book, sentence, view))
            yield _Told(candidate, figure.value, figure.unit, name, around, sentence.place, behind)


def _of_tables(book: Book) -> Iterator[_Told]:
    for view in (*book.tables, *book.repeated):
        section = book.sections.get(view.table.section)
        title = f"{view.table.title} {section.title if section else ''}"
        for item in view.cells:
            if item.cell.value and item.cell.unit and item.cell.unit not in _UNTELLING:
                name = _telling(item.col.name if item.row.total else f"{item.row.name} {item.col.name}")
                around = normalize(f"{title} {' '.join((*item.row.bare, *item.col.bare))}")
                candidate = bare_cell(view, item, item.year or book.report.data_year)
                yield _Told(candidate, item.cell.value, item.cell.unit, name, around, view.table.id)


def _name(sentence: Sentence, view: FigureView) -> tuple[str, bool]:
    """What a figure is called, and whether that stands behind it."""
    before = _telling(_clause(sentence, view))
    if len(before) >= ATTRIBUTE:
        return before, False
    behind = _telling(re.split(r"[，,；;。：:！？、（(\d]", sentence.text[view.figure.end :])[0])
    return (behind, True) if len(behind) >= ATTRIBUTE else (_telling(view.subject), False)


def _clause(sentence: Sentence, view: FigureView) -> str:
    """The words of its own clause that stand before a figure."""
    start = view.figure.start
    before = max((v.figure.end for v in sentence.figures if v.figure.end <= start), default=0)
    return _STOP.split(sentence.text[before:start])[-1]


def _year(book: Book, sentence: Sentence, view: FigureView) -> int | None:
    """The year of a figure; that of what happened before it (2014年挂牌，床位300张) is none of its own."""
    year, now = view.figure.year, book.report.data_year
    long_ago = year and now and year < now - 1 and str(year) not in _clause(sentence, view)
    return now if long_ago else year or now


def _telling(name: str) -> str:
    return " ".join(_HAN.findall(_FILLER.sub("", normalize(name))))


def _clash(told: _Told, other: _Told, figures: _Figures) -> bool:
    """Whether a figure of the prose and another, or a cell, are of one thing and differ."""
    item, view = other.candidate.cell, other.candidate.view
    if told.place == other.place:
        return False
    if item is None or view is None:
        return _apart(told, other, MAX_APART) and (
            _of_one_thing(told, other, figures) or _of_one_owner(told, other)
        )
    if _apart(told, other, MAX_APART):
        return _in_totals(told, item, view) or _of_one_thing(told, other, figures)
    return _apart(told, other, MAX_APART_IN_ROW) and _names_row(told, item, view)


def _apart(a: _Told, b: _Told, most: Decimal) -> bool:
    """Whether two figures of one year and kind of unit differ, by no more than so much."""
    if a.candidate.year != b.candidate.year:
        return False
    value = in_unit_of(b.value, b.unit, a.unit)
    if value is None or _rounds(a, b) or _rounds(b, a):
        return False
    return 0 < min(value, a.value) < max(value, a.value) <= most * min(value, a.value)


def _rounds(a: _Told, b: _Told) -> bool:
    """Whether a number is another one, told less exactly (4.68万人日, 46830人日)."""
    value = in_unit_of(b.value, b.unit, a.unit)
    step = Decimal(1).scaleb(min(int(a.value.as_tuple().exponent), 0))
    return value is not None and abs(value - a.value) <= step / 2


def common_run(a: str, b: str) -> str:
    """Return the longest run of characters that two texts share."""
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return a[match.a : match.a + match.size].strip()


def _of_one_thing(a: _Told, b: _Told, figures: _Figures) -> bool:
    """Whether what two figures count is called the same, and nothing narrows one of them alone."""
    if not any(a.words[i : i + 2] in b.words for i in range(len(a.words) - 1)):
        return False
    common = common_run(a.words, b.words)
    if len(common) < ATTRIBUTE or " " in common:
        return False
    whole = any(common == told.words or _begins(told, common) for told in (a, b))
    if exchanged(a.value, b.value) and a.unit == b.unit and (whole or len(common) >= NAME):
        return not _is_of_many(a, b, common, figures)
    if len(common) < NAME and not (whole and is_rare(a.unit)):
        return False
    known = _knows(b, a, common) and _knows(a, b, common)
    return (known or _has_nearly_all(a, b, common)) and not _is_of_many(a, b, common, figures)


def _has_nearly_all(a: _Told, b: _Told, common: str) -> bool:
    """Whether a sentence tells what a part has of a thing (某校区现有琴房206间), but no part is so large."""
    sentence, figure = a.candidate.sentence, a.candidate.figure
    if sentence is None or figure is None or b.words != common or not is_rare(a.unit):
        return False
    return _apart(a, b, MAX_APART_OF_PART) and bool(re.search(f"{_HAS}{common}", _clause(sentence, figure)))


def _begins(told: _Told, name: str) -> bool:
    return told.behind and told.words.startswith(name)


def _knows(other: _Told, told: _Told, common: str) -> bool:
    """Whether what stands beside a name is told where the other figure stands as well."""
    before, *after = told.words.split(common)
    ends = [] if told.behind else after
    # 东楼建筑面积: 东 alone is no word, and the run that is common may begin in the midst of one.
    rest = [f"{run}{common[0]}" if len(run) == 1 and before.endswith(run) else run for run in before.split()]
    rest += [f"{common[-1]}{run}" if len(run) == 1 else run for run in " ".join(ends).split()]
    return all(_known(run, other.around) for run in rest if run not in _OF_ALL)


def _known(run: str, text: str) -> bool:
    pairs = [run[i : i + 2] for i in range(len(run) - 1)]
    return sum(pair in text for pair in pairs) >= KNOWN * len(pairs)


def _is_of_many(a: _Told, b: _Told, name: str, figures: _Figures) -> bool:
    """Whether more numbers than these go by a name; of the rows of a table each has its own."""
    values = {a.value, b.value}
    for other in (*figures.prose, *figures.cells):
        own_table = b.candidate.cell is not None and other.place == b.place
        if not own_table and other.unit == a.unit and other.candidate.year == a.candidate.year:
            values |= {other.value} if name in other.words else set()
    return len(values) > MAX_NUMBERS


def _of_one_owner(a: _Told, b: _Told) -> bool:
    """Whether two sentences tell the same of what both name in full before it (某某实训中心总投资)."""
    texts = [_before(told) for told in (a, b)]
    common = common_run(a.words, b.words)
    if len(common) < ATTRIBUTE or common not in (a.words, b.words):
        return False
    if a.unit != b.unit or not all(told.words.endswith(common) for told in (a, b)):
        return False
    owner = common_run(*texts)
    return len(owner) >= OWNER and " " not in owner and common not in owner


def _before(told: _Told) -> str:
    """What a sentence tells before its figure, in runs of characters."""
    sentence, figure = told.candidate.sentence, told.candidate.figure
    return " ".join(_HAN.findall(sentence.text[: figure.figure.start])) if sentence and figure else ""


def _in_totals(told: _Told, item: TableCell, view: TableView) -> bool:
    """Whether a sentence tells a row of totals of its section: another figure of it stands there."""
    sentence = told.candidate.sentence
    if sentence is None or not item.row.total or view.table.section != sentence.paragraph.section:
        return False
    if any(other.cell.value == told.value for other in view.cells):
        return False
    row = {(c.cell.value, c.cell.unit) for c in view.cells if c.cell.row == item.cell.row and c is not item}
    same = (
        {(figure.value, figure.unit), (figure.value, "")} & row
        for figure in (v.figure for v in sentence.figures if v is not told.candidate.figure)
        if figure.value >= TELLING
    )
    column = "".join(_HAN.findall(item.col.name))
    return any(same) and len(common_run(column, told.words + told.unit)) >= ATTRIBUTE


def _names_row(told: _Told, item: TableCell, view: TableView) -> bool:
    """Whether a sentence names a row in full, and no other, and then what its column counts."""
    name = "".join(_HAN.findall(item.row.name))
    sentence = told.candidate.sentence
    if len(name) < OWNER or sentence is None or sentence.paragraph.case or told.candidate.figure is None:
        return False
    segment = _SEGMENT.split(sentence.text[: told.candidate.figure.figure.start])[-1]
    in_row = {c.cell.value for c in view.cells if c.cell.row == item.cell.row}
    named = sum(len(row.name) > 1 and row.name in segment for row in view.rows)
    if name not in segment or told.value in in_row or named > 1:
        return False
    return len(common_run(_telling(item.col.name), told.words)) >= ATTRIBUTE
