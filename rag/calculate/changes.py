"""The same thing in two or more years, and changes that the prose states itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.calculate.compute import Calculated
from rag.find.candidates import Candidate, dated, has_number, same_name, unit_class
from rag.find.facts import candidate_to_fact
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.understand.words import VERB

# The best cells of which one may stand in every year asked.
TRIED = 12


def year_pair(
    matcher: Matcher, candidates: Sequence[Candidate], *, default: bool = False
) -> tuple[Candidate, Candidate] | None:
    """The same thing in two years, the newer first."""
    years = matcher.years
    if len(years) < 2:
        data_year = matcher.book.report.data_year
        if not default or data_year is None or (len(years) == 1 and years[0] != data_year):
            return None
        years = (data_year, data_year - 1)
        candidates = both_years(matcher, years)
    newest, oldest = max(years), min(years)
    news = [c for c in candidates if c.year == newest and matcher.fits(c.missing)]
    for new in _best_of_each(matcher, _asked_first(matcher, news)):
        for old in candidates:
            if old.year == oldest and same_name(new, old):
                return new, old
    return None


def _best_of_each(matcher: Matcher, news: Sequence[Candidate]) -> Iterator[Candidate]:
    """The figures, of each sentence only the one that fits best: what stands beside it is something else.

    That is one that is called by the last word of the question, which says what is counted.
    """
    telling = [i for i, term in enumerate(matcher.terms) if term.base >= VERB]
    last = max(telling, key=lambda i: matcher.terms[i].start, default=-1)
    best: dict[str, Candidate] = {}
    for new in sorted(news, key=lambda c: last not in c.covered):
        if new.sentence is not None:
            best.setdefault(new.sentence.ref, new)
    yield from (new for new in news if new.sentence is None or best[new.sentence.ref] is new)


def _asked_first(matcher: Matcher, news: list[Candidate]) -> list[Candidate]:
    """The figures, one that is only part of something nobody asked for behind one that says as much.

    在校生 are those of the school, not those of the 中外合作办学专业 which have a row of that name as well.
    """
    if not news or not stands_under_another(matcher, news[0]):
        return news
    return sorted(news, key=lambda c: not news[0].covered <= c.covered or stands_under_another(matcher, c))


def stands_under_another(matcher: Matcher, candidate: Candidate) -> bool:
    """Tell whether a row stands under one that counts other things, of which the question says nothing."""
    if candidate.cell is None or candidate.view is None or len(candidate.cell.row.path) < 2:
        return False
    over = candidate.cell.row.path[:-1]
    units = {item.cell.unit for item in candidate.view.cells if item.row.path == over}
    if not units or any(unit_class(unit) == unit_class(candidate.unit) for unit in units):
        return False
    return matcher.specificity(grams(candidate.cell.row.bare[0])) == 0.0


def both_years(matcher: Matcher, years: tuple[int, ...]) -> list[Candidate]:
    """Return every figure of these years, best first; of the tables only what they date themselves."""
    found = matcher.table_candidates(matcher.book.tables, any_year=True)
    found += matcher.prose_candidates(matcher.book.sentences, any_year=True)
    kept = [c for c in found if c.year in years and has_number(c) and (c.cell is None or dated(c))]
    return sorted(kept, key=lambda c: -c.score)


def stated_change(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """A change that the prose itself states (比上年上升3.79个百分点)."""
    if matcher.query.operation not in ("difference", "growth", "multiple"):
        return None
    times = matcher.query.operation == "multiple"
    for candidate in candidates:
        figure = candidate.figure
        if figure and figure.figure.change and matcher.fits(candidate.missing):
            if candidate.sentence and not since_asked(matcher, candidate.sentence.text):
                continue
            if times != (figure.figure.unit == "倍"):
                continue
            if matcher.query.operation == "growth" and unit_class(candidate.unit) != 0:
                # An amount is no growth.
                continue
            fact = candidate_to_fact(candidate, matcher.book)
            return Calculated("stated", candidate.score, (fact,), coverage=candidate.coverage)
    return None


def since_asked(matcher: Matcher, sentence: str) -> bool:
    """Tell whether a stated change is one since the year asked: 比上年增加 tells nothing of two years ago."""
    newest = matcher.book.report.data_year
    if len(matcher.years) < 2 or newest is None or min(matcher.years) >= newest - 1:
        return True
    return str(min(matcher.years)) in sentence


def all_years(matcher: Matcher) -> list[Candidate]:
    """The best fitting thing in every year that the report tells of."""
    found = matcher.table_candidates(matcher.book.tables, any_year=True)
    cells = sorted((c for c in found if has_number(c) and dated(c)), key=lambda c: -c.score)
    best = matcher.first_fitting(cells)
    return [c for c in cells if best and (c is best or same_name(best, c))]


def same_over_years(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best fitting figure in each of the years asked."""
    best = next((c for c in candidates if c.cell and matcher.fits(c.missing)), None)
    if best is None:
        return []
    if re.search(r"[三四五六]年|历年|各年|逐年|每年", matcher.query.text) and len(matcher.years) < 2:
        return sorted(all_years(matcher), key=lambda c: c.year or 0)
    if len(matcher.years) < 2:
        return []
    fitting = [c for c in candidates if c.cell and matcher.fits(c.missing)][:TRIED]
    groups = [_by_year(matcher, one, candidates) for one in fitting]
    return max(groups, key=len, default=[])


def _by_year(matcher: Matcher, one: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """One thing in each of the years asked."""
    by_year = {c.year: c for c in reversed(candidates) if c is one or same_name(one, c)}
    return [by_year[year] for year in matcher.years if year in by_year]
