"""Figures and passages that are of other things, or of other years, than a question names."""

from __future__ import annotations

from collections.abc import Sequence

from rag.calculate.row_axis import of_other_rows
from rag.find.book import Book
from rag.find.candidates import Candidate
from rag.find.facts import Fact
from rag.find.match import Matcher
from rag.prose.passages import Passage
from rag.understand.question import EACH, Query
from rag.understand.school import is_school
from rag.understand.short_parts import is_part


def of_unknown_school(matcher: Matcher) -> bool:
    """Tell whether a question is about another school, of which the report says nothing at all."""
    text, book = matcher.query.text, matcher.book
    named = [text[a:b] for a, b in matcher.other_bodies if is_school(text[a:b])]
    return any(
        not any(name in sentence.text for sentence in book.sentences)
        and not any(name in label for view in book.tables for row in view.table.grid for label in row)
        for name in named
    )


def of_other_things(matcher: Matcher, candidate: Candidate) -> bool:
    """Tell whether each of some things (各产业学院) is asked about, and a cell's rows are none of them."""
    if candidate.view is None or not EACH.search(matcher.query.text):
        return False
    return of_other_rows(matcher, [candidate.view])


def leaves_out_part(matcher: Matcher, facts: Sequence[Fact]) -> bool:
    """Tell whether a question names a part of the school in full of which figures reckoned with are not.

    What is said of the whole school, or of one part alone, is no difference between two.
    """
    text = matcher.query.text
    names = {name for view in matcher.book.tables for name in view.names.rows if is_part(name)}
    told = " ".join(f"{' '.join(f.scope)} {f.indicator} {f.quote}" for f in facts)
    return any(name in text and name not in told for name in names)


def of_named_year(query: Query, book: Book, found: Sequence[Candidate]) -> bool:
    """Tell whether anything found is of a year that the question names, where it names any.

    Beside the one that it names (跟2030年比) others may be looked for; these alone answer nothing. A change
    (比上年增长) is one of the year before as well.
    """
    named, own = set(query.years), book.report.data_year
    for candidate in found:
        year = candidate.year or own
        changed = candidate.figure is not None and candidate.figure.figure.change
        if year in named or (changed and year and year - 1 in named):
            return True
    return not named


def tells_of_years(matcher: Matcher, passages: Sequence[Passage]) -> bool:
    """Tell whether passages may be of the year asked: the report's own, or one told in or around them."""
    asked = set(matcher.query.years) - {matcher.book.report.data_year, matcher.book.report.year}
    told = " ".join(f"{p.text} {p.paragraph.text}" for p in passages)
    return not asked or any(str(year) in told for year in asked)
