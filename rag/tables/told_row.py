"""The cells of one row that a question asks for, of several columns (多少人考多少人过, 跟谁合办、多少人)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.find.book import TableCell, TableView
from rag.find.candidates import cell_candidate, unit_class
from rag.find.facts import Fact, candidate_to_fact
from rag.find.match import Matcher
from rag.tables.asked_columns import Asked, asked_in, head_of, longest_common
from rag.text import normalize
from rag.understand.intent import asks_reason
from rag.understand.terms import Term
from rag.understand.words import NOUN, VERB, blanked

# What stands beside a row's own name in its label, or by which things of its kind are called.
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]|[“”\"《》]")
_ASKS = re.compile(r"多少|几|谁|哪|什么|啥|怎么|如何|何时|多大")
_JOINS = re.compile(r"[，,、；;和与及跟]|以及|还有|同时")
# What is asked of the next column.
_ASKS_NEXT = re.compile(r"(?:多少|几|哪|什么|啥)[些个种名位]?$")
_SHARE = re.compile(r"率|比|占")
# How sure a column is that is asked for by another name of what it holds.
KNOWN = 1.9
_PERCENT = re.compile(r"百分之|百分比|比率|的比例|多大比例|几成")
_RATE = re.compile("率$")
_PASSED = ("通过", "取证", "获证", "合格", "持证")
_PASSING = re.compile("考过|过了|过关|通过|[拿取考]到|取得|合格")
_RECKONS = re.compile(r"平均|均摊|相差|差多少|除以|合计|加起来|占[^比][^，,]{0,6}(?:百分|几成|多少|比例)")
_OPERATIONS = ("lookup", "sum", "share")
# So telling must a name of two characters be, and so much of a label must be said.
TELLING, PART, LONG = 0.6, 0.3, 4
_THINGS = re.compile(
    r"^(?:这个|那个|的|1\+x|x)?(?:职业技能等级)?(?:证书|证|项目|竞赛|比赛|赛项|大赛|班|基地|专业|培训|专业群)$"
)


# 获奖人次 of a scholarship are all its 人次: who are counted is told by what they get.
_GETS = re.compile(r"(?:获奖|受奖|受助|受益|受资助|获得|获资助|领取|享受|参训|参加|参与)$")


@dataclass(frozen=True, slots=True)
class _Named:
    """A row that a question names, where it does so and how fully."""

    view: TableView
    cells: tuple[TableCell, ...]
    span: tuple[int, int]
    share: float


@dataclass(frozen=True, slots=True)
class _Told:
    fit: tuple[int, float, float]
    facts: tuple[Fact, ...]


def row_told(matcher: Matcher, least: int = 2, since: int = 0) -> tuple[Fact, ...]:
    """Return the cells of one row in at least so many columns that a question asks for; else nothing.

    Args:
        matcher: the question against the report.
        least: how many columns it must ask for.
        since: where in its text the last turn begins, which asks; the row may be named before.
    """
    query = matcher.query
    if query.operation not in _OPERATIONS or query.references or query.claims or asks_reason(query.text):
        return ()
    found = [told for named in _rows(matcher) if (told := _told(matcher, named, least, since))]
    if not found:
        return ()
    best = max(found, key=lambda told: told.fit)
    same = [told for told in found if told.fit == best.fit]
    return best.facts if len(same) == 1 else ()


def _told(matcher: Matcher, named: _Named, least: int, since: int) -> _Told | None:
    text = blanked(blanked(matcher.query.text, *named.span), 0, since)
    if rate := _rate_asked(matcher, named, text):
        return _Told((least, named.share, matcher.specificity(named.view.title)), rate)
    said = asked_in(text, named.cells, _by_other_names(matcher, named, since))
    asked = [one for i, one in enumerate(said) if not belongs(text, one, said[i + 1 : i + 2])]
    heads = list(dict.fromkeys(_one_head(one, said) for one in asked))
    if len(heads) < least or None in heads or _sets_against(text, asked):
        return None
    asks = len(_ASKS.findall(text))
    if asks > len(heads) or (matcher.query.operation == "sum" and asks < len(heads)):
        # One of the things asked for is none of the row's; 一年级和二年级一共多少 is a sum of them.
        return None
    chosen = [
        cells for head in heads if head is not None and (cells := _of_the_years(matcher, named.cells, head))
    ]
    if len(chosen) < len(heads) or _left_out(matcher, named, said, since):
        return None
    facts = tuple(cell_fact(matcher, named.view, item) for cells in chosen for item in cells)
    if all(not re.search(r"\w", fact.text) for fact in facts):
        return None
    return _Told((len(heads), named.share, matcher.specificity(named.view.title)), facts)


def _rate_asked(matcher: Matcher, named: _Named, text: str) -> tuple[Fact, ...]:
    """The one rate of a row, where a percentage is asked of what it tells (落实了百分之几: 落实率)."""
    if not _PERCENT.search(text) or re.search("占|增|[涨降]|变化", text):
        return ()
    rates = [c for c in named.cells if c.cell.unit == "%" and matcher.year_fits(c.year)]
    stems = {_RATE.sub("", head_of(c))[-2:] for c in rates}
    asked = [c for c in rates if _RATE.search(head_of(c)) and _is_said(_RATE.sub("", head_of(c))[-2:], text)]
    every = named.view.context.union(*(c.col.all for c in named.cells), named.cells[0].row.all)
    lost = any(must_be_told(matcher, t) and not matcher.found(t, every) for t in matcher.terms)
    if len(asked) != 1 or len(stems) != len(rates) or lost:
        return ()
    return (cell_fact(matcher, named.view, asked[0]),)


def _is_said(stem: str, text: str) -> bool:
    """Whether a question says what a rate is of: 通过 also by 考过, 拿到证."""
    return stem in text or (stem in _PASSED and _PASSING.search(text) is not None)


def _by_other_names(matcher: Matcher, named: _Named, since: int) -> Iterator[Asked]:
    """Where a question names a column by another name of the indicator that it holds (月薪: 平均月收入)."""
    for term in matcher.terms:
        if not term.known or term.start < since or within(term, [named.span]):
            continue
        found = [item for item in named.cells if head_of(item) and matcher.found(term, item.col.spoken)]
        if len({head_of(item) for item in found}) > 1:
            share = _SHARE.search(term.text) is not None
            found = [item for item in found if (unit_class(item.cell.unit) == 0) == share]
        if found:
            yield Asked(term.start, term.end, frozenset(map(head_of, found)), KNOWN)


def belongs(text: str, one: Asked, behind: Sequence[Asked]) -> bool:
    """Tell whether what is named only says of what the next is asked: 实训室的设备值多少钱."""
    asks = _ASKS_NEXT.search(text[: one.start]) or _ASKS.search(text[one.start : one.end])
    return not asks and any(
        re.fullmatch(r"的?\s*", text[one.end : other.start]) and one.heads != other.heads for other in behind
    )


def _sets_against(text: str, asked: Sequence[Asked]) -> bool:
    """Whether two columns stand in one clause that asks once, so that something is made of both."""
    begin = 0
    for a, b in pairwise(asked):
        if a.heads & b.heads:
            continue
        between = _ASKS_NEXT.sub("", text[begin : b.start])
        if not _JOINS.search(text[a.end : b.start]) and not _ASKS.search(between):
            return True
        begin = a.end
    return _RECKONS.search(text) is not None


def _one_head(one: Asked, asked: Sequence[Asked]) -> str | None:
    """The one heading that is asked for at a place; of several those not asked for elsewhere."""
    if len(one.heads) == 1:
        return next(iter(one.heads))
    others = {head for other in asked if other is not one and len(other.heads) == 1 for head in other.heads}
    left = one.heads - others
    return next(iter(left)) if len(left) == 1 else None


def _of_the_years(matcher: Matcher, cells: Sequence[TableCell], head: str) -> list[TableCell]:
    return [item for item in cells if head_of(item) == head and matcher.year_fits(item.year)]


def cell_fact(matcher: Matcher, view: TableView, item: TableCell) -> Fact:
    """Return what a cell of a table tells."""
    return candidate_to_fact(cell_candidate(view, item), matcher.book)


def _rows(matcher: Matcher) -> Iterator[_Named]:
    """Of each table the one row that a question names best, where no other is named beside it."""
    said = matcher.query.grams
    for view in matcher.book.tables:
        rows: dict[int, list[TableCell]] = defaultdict(list)
        for item in view.cells:
            if not item.row.total and not said.isdisjoint(item.row.all):
                rows[item.row.index].append(item)
        found = [
            _Named(view, tuple(cells), span, share)
            for cells in rows.values()
            if (named := _name_in(matcher, cells[0].row.name) or _short_in(matcher, cells[0].row.name))
            for span, share in [named]
        ]
        if best := _only_one(matcher, view, found):
            yield best


def _name_in(matcher: Matcher, label: str) -> tuple[tuple[int, int], float] | None:
    """Where a question names a row, and how much of its label.

    That is all of it, what it begins with, also with its end behind (青禾基地 of 青禾蔬菜育苗基地), or a long
    piece of it that begins a word.
    """
    # With its quotation marks where the question has them too.
    cores = dict.fromkeys(normalize(core) for core in (_BRACKETS.sub("", label), label))
    found = [named for core in cores if (named := _core_in(matcher, core))]
    return max(found, key=lambda named: named[0][1] - named[0][0], default=None)


def _core_in(matcher: Matcher, core: str) -> tuple[tuple[int, int], float] | None:
    text = matcher.query.text
    if len(core) < 2:
        return None
    start, length, at = longest_common(text, core)
    end = start + length
    tail = next(
        (k for k in range(LONG, 1, -1) if core.endswith(text[end : end + k]) and k < len(core) - length), 0
    )
    share = (length + tail) / len(core)
    if length < 2 or (at and (length < 3 or not any(term.start == start for term in matcher.terms))):
        return None
    if share < PART and length + tail < (LONG if at else 3):
        return None
    return (start, end + tail), share


def _short_in(matcher: Matcher, label: str) -> tuple[tuple[int, int], float] | None:
    """Where a question names a row by characters of its label in order (基建 of 基础设施建设)."""
    core = normalize(_BRACKETS.sub("", label))
    for term in matcher.terms:
        if term.base >= NOUN and 2 <= len(term.text) <= 3 < len(core) and matcher.unknown(term):
            if re.match(".*".join(map(re.escape, term.text)), core):
                return (term.start, term.end), len(term.text) / len(core)
    return None


def _only_one(matcher: Matcher, view: TableView, found: Sequence[_Named]) -> _Named | None:
    names = [item.row.name for item in {item.row.index: item for item in view.cells}.values()]
    text = matcher.query.text
    spans = Counter(n.span for n in found)
    found = [
        n
        for n in found
        if n.share == 1
        or (spans[n.span] == 1 and sum(text[slice(*n.span)] in normalize(name) for name in names) <= 1)
    ]
    if not found:
        return None
    best = max(found, key=lambda n: (n.span[1] - n.span[0], n.share))
    said = text[slice(*best.span)]
    if len(said) < 3 and matcher.book.weight(said) < TELLING:
        return None
    apart = [n for n in found if n is not best and (n.span[0] >= best.span[1] or n.span[1] <= best.span[0])]
    if any(n.share == 1 and n.span[1] - n.span[0] > 2 for n in apart):
        return None
    return best


def _left_out(matcher: Matcher, named: _Named, asked: Sequence[Asked], since: int) -> list[Term]:
    """The nouns and names of a question that neither row, column nor table answers to."""
    spans = [named.span, *((one.start, one.end) for one in asked)]
    heads = {head for one in asked for head in one.heads}
    row = named.cells[0].row.all | named.view.context
    every = row.union(*(item.col.all for item in named.cells))
    own = row.union(*(item.col.all for item in named.cells if head_of(item) in heads))
    return [
        term
        for term in matcher.terms
        if (must_be_told(matcher, term) if term.start >= since else term.base >= NOUN)
        and not _THINGS.search(term.text)
        and not (_GETS.match(term.text) and re.search("人$|人次$|名$", matcher.query.text[: term.start]))
        and not (_GETS.match(term.text) and matcher.query.text.startswith("人", term.end))
        and (term.known or 2 * within(term, spans) < len(term.text) or _is_told_apart(matcher, term, spans))
        # 学生报到率: the name goes on.
        and not any(start < term.end < end for start, end in spans)
        and (_is_told_apart(matcher, term, spans) or not matcher.found(term, own if term.known else every))
    ]


def _is_told_apart(matcher: Matcher, term: Term, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a heading names only the end of a word that the report has for a thing counted elsewhere.

    开放床位 of a hospital are not the 宿舍床位.
    """
    if within(term, spans) == len(term.text) or not any(s > term.start for s, e in spans if e == term.end):
        return False
    figures = (view for sentence in matcher.book.sentences for view in sentence.figures)
    return any(view.subject.endswith(term.text) for view in figures)


def must_be_told(matcher: Matcher, term: Term) -> bool:
    """Tell whether a term is a noun or a name, or a word that the report tells something else by."""
    return term.base >= NOUN or term.name or term.known or (term.base >= VERB and not matcher.unknown(term))


def within(term: Term, spans: Iterable[tuple[int, int]]) -> int:
    """Return how many characters of a term stand in some places of the question."""
    return sum(max(0, min(end, term.end) - max(start, term.start)) for start, end in spans)
