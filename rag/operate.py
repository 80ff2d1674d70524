"""Which figures an operation needs, and what comes of them: pairs, sums, the most and the least, filters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from rag import compute
from rag.book import TableView, grams
from rag.compute import Computed
from rag.facts import Fact, candidate_to_fact
from rag.match import Candidate, Matcher, unit_class, unit_contradicts
from rag.question import Query, understand, with_terms
from rag.terms import Term

POOL = 40
DOMAIN_TIE = 0.015
# A stated change is preferred to one computed from figures that fit worse by this much.
STATED = 0.01
SUPPORT = 0.7

_PLAN = re.compile(r"计划|目标|预算")
_DONE = re.compile(r"实际|录取|完成|报到|到位|执行|决算")
_REST = re.compile(r"其他|其它|其余")
_SEPARATORS = {
    "share": re.compile(r"占(?!比)|在|是|相当于"),
    "multiple": re.compile(r"是|相当于|比|为"),
    "difference": re.compile(r"比|较|与|和|跟|同|减去?|超出|没有?|未|离|距"),
    "growth": re.compile(r"比|较"),
}
_OWN_NAME = {
    "share": re.compile(r"占|比例|比重|率"),
    "max": re.compile(r"最[高大多]"),
    "min": re.compile(r"最[低小少]"),
    "average": re.compile(r"均"),
    "growth": re.compile(r"增长|增幅|增速|变化"),
    "sum": re.compile(r"累计|共|总|合计"),
    "multiple": re.compile(r"倍"),
}


@dataclass(frozen=True, slots=True)
class Calculated:
    """What an operation gave: the facts to show, the computed results, and a remark in Chinese."""

    operation: str
    score: float
    facts: tuple[Fact, ...]
    computed: tuple[Computed, ...] = ()
    note: str = ""
    coverage: float = 0.0


def calculate(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return what the query's operation gives, None where it asks for none or a printed figure answers."""
    operation = matcher.query.operation
    if operation == "lookup" or (operation == "sum" and matcher.query.unit):
        counted = _count(matcher, candidates)
        if counted is not None or operation == "lookup":
            return counted
    numeric = [c for c in candidates if _has_number(c) and not unit_contradicts(matcher.query, c)]
    if operation == "difference" and matcher.query.percent:
        percents = [c for c in numeric if unit_class(c.unit) == 0]
        numeric = percents if any(_fits(matcher, c.missing) for c in percents) else numeric
    if operation == "share" and (pair := _clear_sides(matcher)):
        return _of_pair(matcher, pair, over_years=False)
    if operation in _OWN_NAME and _printed(matcher, numeric, operation):
        return None
    if operation in ("difference", "growth", "multiple", "share"):
        return _pairwise(matcher, numeric)
    if operation in ("sum", "average"):
        return _aggregate(matcher, numeric)
    if operation == "filter" and matcher.query.comparison in ("unfinished", "finished", "exceeded"):
        return _against_plan(matcher, numeric)
    if operation == "filter" and matcher.query.comparison in ("fallen", "risen"):
        return _over_years(matcher)
    return _ordered(matcher, numeric)


def _count(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """How many rows of a table of words there are under the condition (表9里有几个证书)."""
    query = matcher.query
    best = next((c for c in candidates if _fits(matcher, c.missing)), None)
    if not query.unit or best is None or best.cell is None:
        return None
    if not re.search(r"[^\W\d_]", best.cell.cell.text) and query.unit != "行":
        return None
    if best.cell.cell.value is not None and query.unit != "行":
        return None
    tied = [c for c in candidates if c.view is best.view and best.coverage - c.coverage < DOMAIN_TIE]
    rows = {c.cell.cell.row: c for c in tied if c.cell}
    facts = tuple(candidate_to_fact(rows[row], matcher.book) for row in sorted(rows))
    return Calculated("count", best.score, facts, note=f"共 {len(facts)} {query.unit}")


def _says_what(matcher: Matcher) -> bool:
    """Whether the question names anything to calculate with, or a place to look."""
    return bool(matcher.query.references) or any(term.base >= 0.6 for term in matcher.terms)


def _has_number(candidate: Candidate) -> bool:
    if candidate.cell:
        return candidate.cell.cell.value is not None
    return candidate.figure is not None and not candidate.figure.figure.approx


def _name(candidate: Candidate) -> str:
    if candidate.cell:
        return " ".join((*candidate.cell.row.bare, *candidate.cell.col.bare))
    return candidate.figure.subject if candidate.figure else ""


def _support(matcher: Matcher, missing: Sequence[Term]) -> float:
    lost = sum(w for term, w in zip(matcher.terms, matcher.weights, strict=True) if term in missing)
    return 1.0 - lost / matcher.total


def _decisive_missing(matcher: Matcher, missing: Sequence[Term]) -> bool:
    weights = dict(zip(matcher.terms, matcher.weights, strict=True))
    return any(term.name or (term.base >= 1.0 and weights[term] >= 0.6) for term in missing)


def _fits(matcher: Matcher, missing: Sequence[Term]) -> bool:
    return _support(matcher, missing) >= SUPPORT and not _decisive_missing(matcher, missing)


def _printed(matcher: Matcher, candidates: Sequence[Candidate], operation: str) -> bool:
    """Tell whether the best candidate is already what is asked for (录取占比, 平均起薪, 最高分)."""
    best = next((c for c in candidates if _fits(matcher, c.missing)), None)
    if best is None or len(matcher.years) > 1:
        return False
    if operation == "sum" and best.cell:
        return False
    if operation == "share":
        percents = [c for c in candidates[:20] if unit_class(c.unit) == 0 and c.score > best.score - 0.3]
        return any(
            _support(matcher, c.missing) > (0.6 if c.specificity >= 0.85 else 0.85)
            and (c.specificity > 0.3 or c.named > 0.5)
            for c in percents
        )
    return bool(_OWN_NAME[operation].search(_name(best)))


# --- pairs -----------------------------------------------------------------------------------------


def _pairwise(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    operation = matcher.query.operation
    if dated := _dated_sides(matcher):
        return _of_pair(matcher, dated, over_years=False)
    if re.search(r"最[高大多].{0,3}[和与跟、].{0,2}最[低小少]", matcher.query.text) and operation == "difference":
        domain = sorted(_domain(matcher, candidates), key=lambda c: c.cell.cell.value or 0 if c.cell else 0)
        return _of_pair(matcher, (domain[-1], domain[0]), over_years=False) if len(domain) > 1 else None
    pair = _year_pair(matcher, candidates)
    over_years = pair is not None
    change = _stated_change(matcher, candidates)
    if change is not None:
        rival = pair or _year_pair(matcher, candidates, default=True)
        if rival is None or change.coverage > rival[0].coverage + STATED:
            return change
    if pair is None:
        verbatim = _verbatim_rows(matcher, candidates)
        pair = (verbatim[0], verbatim[1]) if len(verbatim) == 2 else None
    if pair is None:
        pair = _whole_pair(matcher, candidates) or _sides(matcher) or _covering_pair(matcher, candidates)
    if pair is None and operation in ("difference", "growth"):
        pair = _year_pair(matcher, candidates, default=True)
        over_years = pair is not None
    if pair is None and operation == "share":
        pair = _part_of_total(matcher, candidates)
    if pair is None:
        return None
    return _of_pair(matcher, pair, over_years=over_years)


def _of_pair(matcher: Matcher, pair: tuple[Candidate, Candidate], *, over_years: bool) -> Calculated | None:
    operation = matcher.query.operation
    first, second = (candidate_to_fact(candidate, matcher.book) for candidate in pair)
    if not compute.comparable((first, second)):
        return None
    if operation == "difference" and not over_years:
        first, second = _larger_first(first, second)
    if operation == "share" and not re.search(r"占(?!比)|是|相当于", matcher.query.text):
        first, second = _part_first(first, second)
    computed = {
        "difference": compute.difference,
        "growth": compute.growth,
        "multiple": compute.multiple,
        "share": compute.share,
    }[operation](first, second)
    if computed is None:
        return None
    score = (pair[0].score + pair[1].score) / 2
    kind = f"{operation}-years" if over_years else operation
    return Calculated(kind, score, (first, second), (computed,))


def _part_first(a: Fact, b: Fact) -> tuple[Fact, Fact]:
    """A share over 100 % is one with its part and whole exchanged."""
    larger, smaller = _larger_first(a, b)
    return smaller, larger


_DATED = re.compile(
    r"(?P<one>(?:19|20)\d{2}年?[^，,和与比跟]*?)[和与比跟同](?P<two>(?:19|20)\d{2}年?[^，,的在差相高低多少谁哪]+)(?P<tail>.*)"
)


def _dated_sides(matcher: Matcher) -> tuple[Candidate, Candidate] | None:
    """Two things, each of its own year (2020年理科和2019年文科，谁的…更高)."""
    match = _DATED.search(matcher.query.text)
    if match is None:
        return None
    before = matcher.query.text[: match.start()]
    sides = []
    for side in (match["one"], match["two"]):
        if not any(term.base >= 0.6 for term in understand(side).terms):
            return None
        query = understand(f"{before}{side}{match['tail']}")
        query = replace(query, operation="lookup", want="number", unit="", offsets=())
        part = Matcher(query, matcher.book, matcher.dense)
        found = [c for c in part.table_candidates(matcher.book.tables) if _has_number(c) and _fits(part, c.missing)]
        best = max(found, key=lambda c: c.score, default=None)
        if best is None or len(query.years) != 1:
            return None
        sides.append(best)
    first, second = sides
    differ = first.cell and second.cell and first.cell.row.own != second.cell.row.own
    return (first, second) if differ and _alike(first, second) else None


def _larger_first(a: Fact, b: Fact) -> tuple[Fact, Fact]:
    result = compute.difference(a, b)
    return (b, a) if result.value < 0 else (a, b)


def _year_pair(
    matcher: Matcher, candidates: Sequence[Candidate], *, default: bool = False
) -> tuple[Candidate, Candidate] | None:
    """The same thing in two years, the newer first."""
    years = matcher.years
    if len(years) < 2:
        data_year = matcher.book.report.data_year
        if not default or data_year is None or len(years) == 1 and years[0] != data_year:
            return None
        years = (data_year, data_year - 1)
        candidates = _both_years(matcher, years)
    newest, oldest = max(years), min(years)
    for new in (c for c in candidates if c.year == newest and _fits(matcher, c.missing)):
        for old in candidates:
            if old.year == oldest and _same_name(new, old):
                return new, old
    return None


def _both_years(matcher: Matcher, years: tuple[int, ...]) -> list[Candidate]:
    found = matcher.table_candidates(matcher.book.tables, any_year=True)
    found += matcher.prose_candidates(matcher.book.sentences, any_year=True)
    kept = [c for c in found if c.year in years and _has_number(c) and (c.cell is None or _dated(c))]
    return sorted(kept, key=lambda c: -c.score)


def _dated(candidate: Candidate) -> bool:
    item = candidate.cell
    return item is not None and (item.cell.year or item.row.year or item.col.year) is not None


def _same_name(a: Candidate, b: Candidate) -> bool:
    if a.cell and b.cell:
        same_table = a.view is b.view
        return same_table and a.cell.row.all == b.cell.row.all and a.cell.col.all == b.cell.col.all
    if a.figure and b.figure:
        return a.sentence is not b.sentence and a.figure.near == b.figure.near
    return False


def _stated_change(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """A change that the prose itself states (比上年上升3.79个百分点)."""
    if matcher.query.operation not in ("difference", "growth", "multiple"):
        return None
    times = matcher.query.operation == "multiple"
    for candidate in candidates:
        figure = candidate.figure
        if figure and figure.figure.change and _fits(matcher, candidate.missing):
            if candidate.sentence and not _since_asked(matcher, candidate.sentence.text):
                continue
            if times != (figure.figure.unit == "倍"):
                continue
            fact = candidate_to_fact(candidate, matcher.book)
            return Calculated("stated", candidate.score, (fact,), coverage=candidate.coverage)
    return None


def _since_asked(matcher: Matcher, sentence: str) -> bool:
    """Whether a stated change is one since the year asked: 比上年增加 tells nothing of two years ago."""
    newest = matcher.book.report.data_year
    if len(matcher.years) < 2 or newest is None or min(matcher.years) >= newest - 1:
        return True
    return str(min(matcher.years)) in sentence


def _sides(matcher: Matcher) -> tuple[Candidate, Candidate] | None:
    """The figures named before and behind 占, 是…的几倍, 比, each found by its own words."""
    pattern = _SEPARATORS.get(matcher.query.operation)
    if pattern is None:
        return None
    taken = [(term.start, term.end) for term in matcher.terms]
    for match in pattern.finditer(matcher.query.text):
        if any(a <= match.start() < b for a, b in taken):
            continue
        left = tuple(t for t in matcher.terms if t.end <= match.start())
        right = tuple(t for t in matcher.terms if t.start >= match.end())
        if not left or not right:
            continue
        pairs = [
            (a.score + b.score + 0.3 * _beside(a, b), a, b)
            for a in _find(matcher, left)
            for b in _find(matcher, right)
            if _distinct(a, b) and _may_pair(matcher, a, b) and _same_scope(matcher, a, b)
        ]
        if pairs:
            _, first, second = max(pairs, key=lambda pair: pair[0])
            return first, second
    return None


def _same_scope(matcher: Matcher, a: Candidate, b: Candidate) -> bool:
    """A column that one side names holds for the other as well (二年级…占…: both of 二年级)."""
    if a.cell is None or b.cell is None or a.view is not b.view or a.cell.cell.row == b.cell.cell.row:
        return True
    named = matcher.fit(a.cell.col).own or matcher.fit(b.cell.col).own
    return not named or a.cell.cell.col == b.cell.cell.col


def _clear_sides(matcher: Matcher) -> tuple[Candidate, Candidate] | None:
    """The two sides of 占, where both are named in full and stand side by side in a table."""
    pair = _sides(matcher)
    if pair is None or min(c.specificity for c in pair) < 0.6 or _beside(*pair) < 1.0:
        return None
    return pair


def _find(matcher: Matcher, terms: tuple[Term, ...]) -> list[Candidate]:
    query: Query = with_terms(matcher.query, terms)
    part = Matcher(query, matcher.book, matcher.dense)
    found = part.table_candidates(matcher.book.tables) + part.prose_candidates(matcher.book.sentences)
    usable = [c for c in found if _has_number(c) and _fits(part, c.missing) and c.covered and c.specificity > 0.4]
    return sorted(usable, key=lambda c: -c.score)[:6]


def _distinct(a: Candidate, b: Candidate) -> bool:
    if a.cell and b.cell:
        return a.cell.cell is not b.cell.cell
    return a.figure is not b.figure or a.sentence is not b.sentence


def _alike(a: Candidate, b: Candidate) -> bool:
    return unit_class(a.unit) == unit_class(b.unit) and (unit_class(a.unit) is not None or a.unit == b.unit)


def _may_pair(matcher: Matcher, a: Candidate, b: Candidate) -> bool:
    """Two percentages make no share and no multiple; what tells a change is no operand."""
    if matcher.query.operation in ("share", "multiple") and unit_class(a.unit) == 0:
        return False
    changes = (c.figure for c in (a, b) if c.figure is not None)
    return _alike(a, b) and not any(view.figure.change for view in changes)


def _covering_pair(matcher: Matcher, candidates: Sequence[Candidate]) -> tuple[Candidate, Candidate] | None:
    """Two figures that answer to the question together, each to a part the other does not."""
    best: tuple[float, Candidate, Candidate] | None = None
    for a, b in combinations([c for c in candidates if c.covered][:POOL], 2):
        if not _distinct(a, b) or not _may_pair(matcher, a, b):
            continue
        if not (a.own - b.own and b.own - a.own):
            continue
        if not _beside(a, b) and min(a.specificity, b.specificity) < 0.7:
            continue
        missing = [term for term in a.missing if term in b.missing]
        if not _fits(matcher, missing):
            continue
        score = _support(matcher, missing) + 0.15 * (a.specificity + b.specificity) + 0.25 * _beside(a, b)
        score += 0.25 * (a.coverage + b.coverage)
        if best is None or score > best[0]:
            best = (score, a, b)
    if best is None:
        return None
    _, a, b = best
    return (a, b) if _position(matcher, a, b) <= _position(matcher, b, a) else (b, a)


def _beside(a: Candidate, b: Candidate) -> float:
    if a.cell and b.cell and a.view is b.view:
        return 1.0 if a.cell.cell.row == b.cell.cell.row or a.cell.cell.col == b.cell.cell.col else 0.3
    return 0.8 if a.sentence is not None and a.sentence is b.sentence else 0.0


def _position(matcher: Matcher, own: Candidate, other: Candidate) -> int:
    return min((matcher.terms[i].start for i in own.own - other.own), default=0)


def _whole_pair(matcher: Matcher, candidates: Sequence[Candidate]) -> tuple[Candidate, Candidate] | None:
    """Two figures side by side that together answer to everything; then how the question is put matters less."""
    pair = _done_of_plan(matcher, candidates) or _against_total(matcher, candidates)
    if pair is None and (covering := _covering_pair(matcher, candidates)):
        lost = [term for term in covering[0].missing if term in covering[1].missing]
        pair = covering if _beside(*covering) >= 0.8 and _support(matcher, lost) > 0.9 else None
    return pair


def _against_total(matcher: Matcher, candidates: Sequence[Candidate]) -> tuple[Candidate, Candidate] | None:
    """A part against the whole that the question names only as such (比全校高多少)."""
    if not re.search(r"全校|全院|整体|总体|全省|全市|合计", matcher.query.text):
        return None
    return _part_of_total(matcher, candidates, parents=False)


def _done_of_plan(matcher: Matcher, candidates: Sequence[Candidate]) -> tuple[Candidate, Candidate] | None:
    """What was done of what was planned in one row (计划完成了百分之多少)."""
    if "完成" not in matcher.query.text:
        return None
    for done in (c for c in candidates if c.cell and _is_done(" ".join(c.cell.col.bare))):
        for plan in candidates:
            same_row = plan.cell and plan.view is done.view and plan.cell.row is (done.cell and done.cell.row)
            if same_row and plan.cell and _PLAN.search(" ".join(plan.cell.col.bare)):
                return done, plan
    return None


def _part_of_total(
    matcher: Matcher, candidates: Sequence[Candidate], *, parents: bool = True
) -> tuple[Candidate, Candidate] | None:
    for part in candidates:
        if part.cell is None or not _fits(matcher, part.missing) or part.cell.row.total:
            continue
        for whole in candidates:
            item = whole.cell
            if item is None or whole.view is not part.view or item.cell.col != part.cell.cell.col:
                continue
            # The row it is a part of (其中：…) is the nearer whole.
            if parents and item.row.path and item.row.path == part.cell.row.path[:-1]:
                return part, whole
            if item.row.total:
                return part, whole
    return None


# --- sums and averages -----------------------------------------------------------------------------


def _aggregate(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    if not _says_what(matcher):
        return None
    if matcher.query.operation == "sum" and _is_total_itself(matcher, candidates):
        return None
    parts = _same_over_years(matcher, candidates)
    parts = parts or _named_parts(matcher, candidates) or _matching_rows(matcher, candidates)
    facts = tuple(candidate_to_fact(part, matcher.book) for part in parts)
    if len(facts) < 2 or not compute.comparable(facts):
        return None
    if matcher.query.operation == "sum" and unit_class(facts[0].unit) == 0 and not re.search(r"之和|加", matcher.query.text):
        return None
    result = compute.total(facts) if matcher.query.operation == "sum" else compute.mean(facts)
    return Calculated(matcher.query.operation, parts[0].score, facts, (result,))


def _is_total_itself(matcher: Matcher, candidates: Sequence[Candidate]) -> bool:
    """Whether the best cell stands in a 合计 row or column already: then nothing is left to add."""
    best = next((c for c in candidates if _fits(matcher, c.missing)), None)
    if best is None or best.cell is None or re.search(r"[三四五六]年|历年|各年", matcher.query.text):
        return False
    return (best.cell.row.total or best.cell.col.total) and len(matcher.years) < 2


def _joined(matcher: Matcher, a: Candidate, b: Candidate) -> bool:
    """Tell whether the words that tell two figures apart stand beside each other, joined by 和 or the like."""
    for first, second in ((a, b), (b, a)):
        for i in first.own - second.own:
            for j in second.own - first.own:
                if not (_stands_for(matcher, i, first) and _stands_for(matcher, j, second)):
                    continue
                between = matcher.query.text[matcher.terms[i].end : matcher.terms[j].start]
                if re.fullmatch(r".{0,6}(?:和|与|及|以及|、|跟|同|还是|或|比|两).{0,6}", between):
                    return True
    return False


def _stands_for(matcher: Matcher, index: int, candidate: Candidate) -> bool:
    """Whether a word is a noun, or just what a label says: 管理和服务 joins no two things."""
    term = matcher.terms[index]
    labels = (*candidate.cell.row.bare, *candidate.cell.col.bare) if candidate.cell else ()
    if term.base >= 1.0 or term.name or term.text in labels:
        return True
    return candidate.cell is not None and matcher.specificity(candidate.cell.row.telling) >= 0.6


def _verbatim_rows(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The rows, two or more, whose whole labels stand in the question, in its order, in the column it asks."""
    found = [c for c in candidates if c.cell and c.view and matcher.fit(c.cell.row).verbatim]
    if not found or found[0].cell is None:
        return []
    best = found[0].cell
    column = {c.cell.row.index: c for c in found if c.view is found[0].view and c.cell and c.cell.col is best.col}
    named = [c for c in column.values() if c.unit == found[0].unit]
    text = matcher.query.text
    names = [c.cell.row.verbatim for c in named if c.cell]
    named = [c for c in named if c.cell and not any(c.cell.row.verbatim in n != c.cell.row.verbatim for n in names)]
    named.sort(key=lambda c: text.find(c.cell.row.verbatim) if c.cell else 0)
    return named if len(named) > 1 else []


def _same_over_years(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best fitting figure in each of the years asked."""
    best = next((c for c in candidates if c.cell and _fits(matcher, c.missing)), None)
    if best is None:
        return []
    if re.search(r"[三四五六]年|历年|各年|逐年|每年", matcher.query.text) and len(matcher.years) < 2:
        return sorted(_all_years(matcher), key=lambda c: c.year or 0)
    if len(matcher.years) < 2:
        return []
    alike = [c for c in candidates if c is best or _same_name(best, c)]
    by_year = {c.year: c for c in reversed(alike)}
    return [by_year[year] for year in matcher.years if year in by_year]


def _named_parts(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Two or more figures in one row, column or sentence that the question names one by one."""
    if verbatim := _verbatim_rows(matcher, candidates):
        return verbatim
    if not re.search(r"[和与及、跟以]|两|还是", matcher.query.text):
        return []
    pair = _covering_pair(matcher, candidates)
    if pair is None or not _beside(*pair) or not _joined(matcher, *pair):
        return []
    parts = list(pair)
    for other in candidates[:POOL]:
        fresh = other.covered - frozenset().union(*(p.covered for p in parts))
        if fresh and all(_alike(other, p) and _distinct(other, p) and _beside(other, p) >= 0.8 for p in parts):
            if other.specificity > 0.6:
                parts.append(other)
    paths = {c.cell.row.path for c in parts if c.cell}
    if matcher.query.operation in ("sum", "average"):
        # A row is never added to the rows that it is made of.
        parts = [c for c in parts if c.cell is None or not _is_part(c.cell.row.path, paths)]
    return sorted(parts, key=lambda c: (c.cell.cell.row, c.cell.cell.col) if c.cell else (0, 0))


def _matching_rows(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    """All rows under the condition the question states; none where a total row is what is meant."""
    domain = _domain(matcher, candidates, totals=matcher.query.operation == "sum")
    if any(c.cell and c.cell.row.total for c in domain):
        return []
    return domain


# --- the most, the least, in order, under a condition ------------------------------------------------


def _domain(matcher: Matcher, candidates: Sequence[Candidate], *, totals: bool = False) -> list[Candidate]:
    """The cells to compare or add: one column under the conditions the question states, or one row.

    Args:
        matcher: the question against the report.
        candidates: figures, best first.
        totals: whether rows such as 合计 stay in where no condition leaves them out.
    """
    cells = [c for c in candidates if c.cell and c.covered] or [c for c in candidates if c.cell]
    first: list[Candidate] = []
    seen: set[int] = set()
    for best in cells:
        if id(best.view) in seen or not _fits(matcher, best.missing):
            continue
        seen.add(id(best.view))
        found = _comparable_with(matcher, best, cells, totals=totals)
        if len(found) > 1:
            return found
        first = first or found
    return first


def _comparable_with(
    matcher: Matcher, best: Candidate, cells: Sequence[Candidate], *, totals: bool
) -> list[Candidate]:
    if best.cell is None:
        return []
    alike = [c for c in cells if c.view is best.view and c.unit == best.unit and c.cell]
    row, col = matcher.fit(best.cell.row), matcher.fit(best.cell.col)
    across = [c for c in alike if c.cell and c.cell.cell.row == best.cell.cell.row]
    column = [c for c in alike if c.cell and c.cell.col is best.cell.col]
    kept = _under_conditions(matcher, column)
    one_row = (row.specificity >= 0.8 and not best.cell.row.total) or len(kept) == 1
    if one_row and not col.own and len(across) > 1:
        return across
    if not totals:
        kept = [c for c in kept if c.cell and not c.cell.row.total] or kept
    paths = {c.cell.row.path for c in kept if c.cell}
    if matcher.query.operation in ("max", "min"):
        kept = [c for c in kept if c.cell and not _REST.match(c.cell.row.name)] or kept
    # What is counted in another row (其中：…) is not counted beside it.
    return [c for c in kept if c.cell and (totals or not _is_part(c.cell.row.path, paths))]


def _is_part(path: tuple[str, ...], others: set[tuple[str, ...]]) -> bool:
    return any(path[:depth] in others for depth in range(1, len(path)))


def _under_conditions(matcher: Matcher, column: list[Candidate]) -> list[Candidate]:
    """The rows that answer to every word which some rows answer to and others do not."""
    kept = column
    heads = grams(" ".join(column[0].view.stub_heads)) if column and column[0].view else frozenset()
    for i, term in enumerate(matcher.terms):
        # 招生类型 heads the rows: that some of them are called …招生 is no condition.
        if matcher.found(term, heads):
            continue
        meeting = [c for c in kept if c.cell and matcher.fit(c.cell.row).found[i]]
        incidental = len(meeting) == 1 and (len(kept) > 1) and _said_elsewhere(matcher, kept[0], i)
        if meeting and not incidental and term.base >= 0.3:
            kept = meeting
    return kept


def _said_elsewhere(matcher: Matcher, candidate: Candidate, index: int) -> bool:
    """Whether the column or the title answers to a term, so that one row's name holds it by chance."""
    if candidate.cell is None or candidate.view is None:
        return False
    title = matcher.found(matcher.terms[index], candidate.view.context)
    return bool(matcher.fit(candidate.cell.col).found[index] or title)


def _ordered(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    query = matcher.query
    if not _says_what(matcher):
        return None
    if re.search(r"哪一?年", query.text):
        domain = _all_years(matcher)
    else:
        domain = list(_dated_sides(matcher) or ()) or _named_parts(matcher, candidates)
        domain = domain or _domain(matcher, candidates)
    if len(domain) < 2:
        return None
    facts = [candidate_to_fact(c, matcher.book) for c in domain]
    if not compute.comparable(facts):
        return None
    score = max(c.score for c in domain)
    if query.operation == "filter":
        return _above_or_below(query, facts, score)
    falling = query.operation == "max" or (
        query.operation == "rank" and not re.search(r"[低少小]到|倒数|最[低少小]", query.text)
    )
    ordered = sorted(facts, key=lambda fact: fact.value or 0, reverse=falling)
    if query.operation == "rank":
        return Calculated("rank", score, tuple(ordered[: query.limit or len(ordered)]))
    if query.limit:
        return Calculated("rank", score, tuple(ordered[: query.limit]))
    extreme = tuple(fact for fact in ordered if fact.value == ordered[0].value)
    # Of a few things compared, all are shown.
    shown = (*extreme, *(f for f in ordered if f not in extreme)) if len(facts) <= 4 else extreme
    return Calculated(query.operation, score, shown, note=f"共比较 {len(facts)} 项")


def _all_years(matcher: Matcher) -> list[Candidate]:
    """The best fitting thing in every year that the report tells of."""
    found = matcher.table_candidates(matcher.book.tables, any_year=True)
    cells = sorted((c for c in found if _has_number(c) and _dated(c)), key=lambda c: -c.score)
    best = next((c for c in cells if _fits(matcher, c.missing)), None)
    return [c for c in cells if best and (c is best or _same_name(best, c))]


def _above_or_below(query: Query, facts: list[Fact], score: float) -> Calculated | None:
    if not query.claims:
        return None
    limit = query.claims[0].value
    above = query.comparison == "above"
    kept = tuple(f for f in facts if f.value is not None and (f.value > limit if above else f.value < limit))
    return Calculated("filter", score, kept, note=f"在 {len(facts)} 项中有 {len(kept)} 项")


def _against_plan(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Rows whose done column is below (or above) their plan column."""
    best: tuple[float, TableView] | None = None
    for view in matcher.book.tables:
        heads = {item.col.index: " ".join(item.col.bare) for item in view.cells}
        if any(_PLAN.search(h) for h in heads.values()) and any(_is_done(h) for h in heads.values()):
            fit = sum(w * matcher.found(t, view.context) for t, w in zip(matcher.terms, matcher.weights, strict=True))
            if best is None or fit > best[0]:
                best = (fit, view)
    if best is None:
        return None
    comparison = matcher.query.comparison
    facts: list[Fact] = []
    computed: list[Computed] = []
    by_row: dict[int, list[Candidate]] = {}
    for c in candidates:
        if c.view is best[1] and c.cell:
            by_row.setdefault(c.cell.cell.row, []).append(c)
    for _, cells in sorted(by_row.items()):
        plan = next((c for c in cells if c.cell and _PLAN.search(" ".join(c.cell.col.bare))), None)
        done = next((c for c in cells if c.cell and _is_done(" ".join(c.cell.col.bare))), None)
        if plan is None or done is None or (plan.cell and plan.cell.row.total):
            continue
        a, b = candidate_to_fact(plan, matcher.book), candidate_to_fact(done, matcher.book)
        if a.value is None or b.value is None:
            continue
        meets = {"unfinished": b.value < a.value, "finished": b.value >= a.value, "exceeded": b.value > a.value}
        if meets[comparison]:
            facts.append(b)
            computed.append(compute.difference(*_larger_first(a, b)))
    note = f"在 {len(by_row)} 行中有 {len(facts)} 项"
    return Calculated("filter", best[0], tuple(facts), tuple(computed), note)


def _is_done(head: str) -> bool:
    return bool(_DONE.search(head)) and not _PLAN.search(head) and not re.search(r"率|占比|比例", head)


def _over_years(matcher: Matcher) -> Calculated | None:
    """Rows of the asked table that rose or fell between its two years."""
    data_year = matcher.book.report.data_year
    years = matcher.years if len(matcher.years) > 1 else ((data_year, data_year - 1) if data_year else ())
    if not years:
        return None
    found = [c for c in _both_years(matcher, tuple(years)) if c.cell and c.view]
    scores: dict[int, float] = {}
    for c in found:
        if c.view:
            fit = sum(w * matcher.found(t, c.view.context) for t, w in zip(matcher.terms, matcher.weights, strict=True))
            scores[id(c.view)] = fit
    if not scores:
        return None
    best = max(scores, key=lambda key: scores[key])
    fallen = matcher.query.comparison == "fallen"
    facts, computed = [], []
    new_year, old_year = max(years), min(years)
    news = sorted((c for c in found if id(c.view) == best and c.year == new_year), key=lambda c: c.cell.cell.row if c.cell else 0)
    for new in news:
        old = next((c for c in found if c.year == old_year and _same_name(new, c)), None)
        if old is None:
            continue
        a, b = candidate_to_fact(new, matcher.book), candidate_to_fact(old, matcher.book)
        if a.value is not None and b.value is not None and a.value != b.value and (a.value < b.value) == fallen:
            facts.append(a)
            computed.append(compute.difference(a, b))
    return Calculated("filter-years", scores[best], tuple(facts), tuple(computed), f"在 {len(news)} 项中有 {len(facts)} 项")
