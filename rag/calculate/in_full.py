"""Rows compared in a column that a question names just as the table does (A和B，谁的C更高).

Where nothing else is said, nothing is left to weigh: neither another column of the same rows, nor another
table, nor the figure of just one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.row_axis import views_asked
from rag.calculate.sets import REST
from rag.calculate.wholes import without_wholes
from rag.find.book import TableCell, TableView
from rag.find.candidates import Candidate, has_number, unit_class
from rag.find.facts import Fact, candidate_to_fact
from rag.find.labels import Label
from rag.find.match import Matcher
from rag.text import normalize
from rag.understand.years import find_years

# Stands in the question for the name of a row.
_ROW = "\0"
_WHICH = r"(?:谁|哪(?:一|两)?[个项家类所门方支者])"
_MORE = r"(?:更|比较)?(?P<way>[多高大少低小])(?:一些|一点|些|点)?"
_AND = "(?:和|与|跟|同|、|及|还是)"
_TWO = rf"{_ROW}{_AND}{_ROW}(?:相比|比较|比|之间|这?两[者个项家类])?,?"
_SHARE = re.compile(
    rf"{_ROW}的?(?P<column>.*?)(?:是|相当于|占|占到|等于)了?{_ROW}(?:的(?P<again>.*?))?的?"
    r"(?:百分之(?:几|多少)|多少%|几成|百分比)(?:是多少)?"
)
_PAIRED = (
    _SHARE,
    *map(
        re.compile,
        (
            rf"{_TWO}{_WHICH}的?(?P<column>.*?){_MORE}",
            rf"{_TWO}的?(?P<column>.*?){_WHICH}{_MORE}",
            rf"{_ROW}的(?P<column>.*?){_AND}{_ROW}(?:的(?P<again>.*?))?(?:相?比较?起?来?)?,?{_WHICH}的?{_MORE}",
            rf"(?P<column>.*?)(?:上|方面)?,?{_ROW}{_AND}{_ROW},?{_WHICH}{_MORE}",
            rf"(?P<column>.*?)(?:上|方面)?,?是?{_ROW}[多高大少低小]?还是{_ROW}{_MORE}",
            rf"是?{_ROW}的?(?P<column>.*?)[多高大少低小]?还是{_ROW}的?(?P<again>.*?){_MORE}",
        ),
    ),
)
_MOST = tuple(
    map(
        re.compile,
        (
            r"哪一?[个项家类所门种]的?(?P<column>.*?)最(?P<way>[多高大少低小])",
            r"(?P<column>.*?)最(?P<way>[多高大少低小])的?(?:一[项个类])?(?:是|为)?"
            r"(?:哪一?[个项家类所门种]|谁|什么)?",
        ),
    )
)
_ASKS = re.compile(r"谁|哪|还是|百分|%|几成")
_TALK = re.compile(
    r"^(?:请问一?下?|麻烦问?一?下?|想问一?下?|我?想知道|帮我?[查看]一?[下看])?[,:]?|[?呢啊呀吗吧]+$"
)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s?[-—–~至/]\s?(?:19|20)?\d{2})?\s?(?:学?年度?|届|级)?的?|\s")
_UNIT = re.compile(r"(?<=.)\([^()\d]{1,6}\)$")
_COUNTING = re.compile(r"(?<=.)(?:人数|总数|数量|数|量)$")
# What a row of all is called in speech, whatever the table calls it.
_ALL = ("全校", "全院", "合计", "总计", "总数")
_FEWEST = 3
_IN_FULL = 2.0

Rows = frozenset[int]


def compared_in_full(matcher: Matcher) -> Calculated | None:
    """Return what comes of rows that a question names in full, with their column; None where it says more."""
    text = _TALK.sub("", normalize(matcher.query.said or matcher.query.text).rstrip("?。.!"))
    if matcher.query.references and (most := _most(matcher, text)):
        return most
    if not _ASKS.search(text) or matcher.book.grids:
        return None
    found = [pair for view in views_asked(matcher) if (pair := _pair(matcher, view, text))]
    if len({(match.re, *(c.cell.cell.value for c in cells if c.cell)) for match, cells in found}) != 1:
        return None
    match, cells = found[0]
    facts = [candidate_to_fact(cell, matcher.book) for cell in cells]
    if not compute.comparable(facts):
        return None
    if match.re is not _SHARE:
        return _ordered(facts, match["way"])
    result = None if unit_class(facts[0].unit) == 0 else compute.of_two("share", facts[0], facts[1])
    return Calculated("share", _IN_FULL, tuple(facts), (result,)) if result else None


def _ordered(facts: Sequence[Fact], way: str) -> Calculated:
    most = way in "多高大"
    ordered = sorted(facts, key=lambda fact: fact.value or 0, reverse=most)
    first = tuple(fact for fact in ordered if fact.value == ordered[0].value)
    return Calculated("max" if most else "min", _IN_FULL, tuple(ordered) if len(ordered) <= 4 else first)


def _most(matcher: Matcher, text: str) -> Calculated | None:
    """The row of a table which the question names that has the most, or the least, in a column named."""
    match = next((found for pattern in _MOST if (found := pattern.fullmatch(text.strip(" ,")))), None)
    views = list(views_asked(matcher)) if match else []
    if match is None or len(views) != 1:
        return None
    column = _in_column(matcher, views[0], match["column"])
    rows = without_wholes(column)
    rows = [c for c in rows if c.cell and not REST.match(c.cell.row.name)] or rows
    if len(rows) < _FEWEST or len({c.cell.cell.col for c in rows if c.cell}) > 1:
        return None
    facts = [candidate_to_fact(c, matcher.book) for c in rows]
    return _ordered(facts, match["way"]) if compute.comparable(facts) else None


def _pair(matcher: Matcher, view: TableView, text: str) -> tuple[re.Match[str], list[Candidate]] | None:
    """The two cells of a table that a question sets against each other, with how it does."""
    named, rest = _rows_in(view, text)
    if len(named) != 2:
        return None
    for pattern in _PAIRED:
        match = pattern.fullmatch(rest)
        if match is None:
            continue
        again = match["again"] if "again" in pattern.groupindex else ""
        cells = _in_column(matcher, view, match["column"], again or "")
        sides = [[c for c in cells if c.cell and c.cell.row.index in rows] for rows in named]
        if all(len(side) == 1 for side in sides) and sides[0][0].cell is not sides[1][0].cell:
            return match, [side[0] for side in sides]
    return None


def _rows_in(view: TableView, text: str) -> tuple[list[Rows], str]:
    """The rows whose names stand in a text, in its order, and the text with them taken out."""
    names = {name: rows for name, rows in _names(view).items() if name in text}
    spans: list[tuple[int, int, Rows]] = []
    for name in sorted(names, key=len, reverse=True):
        for found in re.finditer(re.escape(name), text):
            if not any(found.start() < end and start < found.end() for start, end, _ in spans):
                spans.append((*found.span(), names[name]))
    rest, at = "", 0
    for start, end, _ in sorted(spans):
        rest, at = f"{rest}{text[at:start]}{_ROW}", end
    return [rows for _, _, rows in sorted(spans, key=lambda span: span[0])], rest + text[at:]


def _names(view: TableView) -> dict[str, Rows]:
    """What each row may be called: by its innermost label, by that behind those over it, all of them."""
    names: dict[str, Rows] = {}
    for label in view.rows:
        for name in {label.name, *("的".join(label.bare[i:]) for i in range(len(label.bare)))}:
            if len(name) > 1:
                names[name] = names.get(name, frozenset()) | {label.index}
        if label.total and len(label.path) == 1:
            names.update({name: frozenset({label.index}) for name in _ALL if name not in names})
    return names


def _in_column(matcher: Matcher, view: TableView, *said: str) -> list[Candidate]:
    """The numbers of the one column, of the year asked, that goes by just the words said."""
    years = {year for words in said for year in find_years(words)[0].years}
    asked = {_UNIT.sub("", _YEAR.sub("", words).strip("的,")) for words in said} - {""}
    if len(years) > 1 or len(asked) > 1:
        return []
    words = next(iter(asked), "")
    cells = matcher.for_terms(()).table_candidates([view], any_year=True)
    numbers = [c for c in cells if c.cell and has_number(c)]
    fits = {id(c.cell.col): _goes_by(c.cell, words) for c in numbers if c.cell}
    best = max(fits.values(), default=0)
    column = [c for c in numbers if c.cell and best and fits[id(c.cell.col)] == best]
    if not years and not any(c.cell and matcher.year_fits(c.cell.year) for c in column):
        return column
    return [c for c in column if c.cell and _of_year(matcher, c.cell, years)]


def _of_year(matcher: Matcher, item: TableCell, years: set[int]) -> bool:
    return (item.year or matcher.book.report.data_year) in years if years else matcher.year_fits(item.year)


def _goes_by(item: TableCell, words: str) -> int:
    """How surely a column goes by some words, 0 for not at all: by all its labels, by the innermost."""
    parts = _parts(item.col)
    if not parts or not words:
        return 3 * (not parts and words in ("", "数值", "人数"))
    if words.replace("的", "") == "".join(parts):
        return 3
    if words == parts[-1] or _COUNTING.sub("", words) == _COUNTING.sub("", "".join(parts)):
        return 2
    return int(_COUNTING.sub("", words) == _COUNTING.sub("", parts[-1]))


def _parts(label: Label) -> list[str]:
    """The labels over a column without the years in them."""
    return [part for bare in label.bare if (part := _UNIT.sub("", _YEAR.sub("", bare).strip("的")))]
