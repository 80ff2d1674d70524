"""The figure that a question means in other words, among the few in its unit and of its year.

Figures of a kind (what is counted in 起, in 天) are few in a report; among them the nearest in meaning is
right far more often than among all of its texts. Both the chunk that a figure stands in and its own clause
are compared, and the first must lead the second (a reject option: Hellman, IEEE Trans. SSC 6, 1970).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from rag.calculate.left_out import left_out
from rag.embed import Embed
from rag.find.accept import is_telling
from rag.find.asked_kind import tells_of_one
from rag.find.book import Book
from rag.find.candidates import Candidate, bare_figure, cell_candidate, name, unit_contradicts, value_of
from rag.find.counted_thing import leaves_out_counted
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.find.nearest import about_another, lists_it
from rag.find.right_kind import asks_number, fits_type, right_kind
from rag.prose.persons import names_who
from rag.understand.lexicon import load_lexicon
from rag.understand.opposites import of_the_other
from rag.understand.short_parts import PART_KINDS
from rag.understand.stages import of_another_stage
from rag.understand.words import NOUN

# By how much the nearest must lead the next; measured on questions of two dozen reports that nothing else
# answered: of those shown so 46 were right, 6 wrong, and 7 should have been refused.
LEAD = 0.015
# So many figures of different values are compared by their own clauses.
TRIED = 5
# A clause so short is read with the one before it.
_SHORT = 9
_CLAUSE = re.compile(r"[，；;。：:！？]")
# A part of the school, a major or a class, with what stands before the word for it.
_PART = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2}})(?:{PART_KINDS}|专业(?!群|课)|班(?![级主]))")

# 几个校区: what is counted stands behind its measure word.
_COUNTED = re.compile(r"(?:几|多少)(?P<measure>[\u4e00-\u9fff])")
# 食堂有几个: what is counted stands before.
_THERE_ARE = re.compile(r"(?:一共|总共|共|现|还)?有(?:几|多少)个")
# 天文馆有多少座位: what has them stands before.
_HAS = re.compile(r"(?:一共|总共|共|现|还)?有(?:几|多少)")
# What is asked of all goes by its name.
_WHOLE = re.compile("全校|全院")
# Said of anything.
_ANY = frozenset("个年月日人")


def meant_figure(
    matcher: Matcher, question: str, likeness: Mapping[str, float], embed: Embed
) -> Candidate | None:
    """Return the figure that a question means, None where none stands out.

    Args:
        matcher: the question against the report.
        question: as it is compared, without its years.
        likeness: of the question to each chunk of the report, by its ref.
        embed: gives the vector of a short text, shape (dim,), of length 1.
    """
    measure = _measure(matcher)
    if matcher.query.operation != "lookup" or not (measure or asks_number(matcher.query)):
        return None
    if about_another(matcher) or left_out(matcher) or matcher.query.references:
        return None
    if _WHOLE.search(matcher.query.text):
        return None
    if any(span.kind == "indicator" for span in load_lexicon().find(matcher.query.text)):
        # What goes by a name of its own is not told in other words.
        return None
    nearest: dict[Decimal, tuple[float, Candidate]] = {}
    for candidate in _of_the_kind(matcher, measure):
        like = likeness.get(_ref(candidate), 0.0)
        if like > nearest.get(value_of(candidate), (-1.0,))[0]:
            nearest[value_of(candidate)] = (like, candidate)
    tried = sorted(nearest.values(), key=lambda found: -found[0])[:TRIED]
    vector = embed(question)
    scored = [((like + float(embed(_clause(c)) @ vector)) / 2, c) for like, c in tried]
    scored.sort(key=lambda found: -found[0])
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < LEAD):
        return None
    return scored[0][1] if _answers(matcher, scored[0][1]) else None


def _measure(matcher: Matcher) -> str:
    """The measure word that a question names (几起) and figures of the report have; empty for none."""
    # 多少座位 counts nothing in 座.
    words = {term.start for term in matcher.terms if len(term.text) > 1}
    found = _COUNTED.finditer(matcher.query.text)
    named = {match["measure"] for match in found if match.start("measure") not in words} - _ANY
    return next((c.unit for c in _figures(matcher.book) if c.unit in named), "") if named else ""


def _of_the_kind(matcher: Matcher, measure: str) -> Iterator[Candidate]:
    """The figures of the year asked for, in the measure that it names, or a unit that it may be told in."""
    own = matcher.book.report.data_year
    years = matcher.query.years_for(own) or (own,)
    for candidate in _figures(matcher.book):
        in_unit = candidate.unit == measure if measure else right_kind(matcher.query, {candidate.unit})
        if in_unit and (candidate.year or own) in years:
            yield candidate


def _figures(book: Book) -> Iterator[Candidate]:
    for sentence in book.sentences:
        # What something was before, or changed by, goes by the same words as what it is.
        for view in (v for v in sentence.figures if not (v.figure.past or v.figure.change)):
            yield bare_figure(sentence, view, view.figure.year or book.report.data_year)
    for table in book.tables:
        yield from (cell_candidate(table, item) for item in table.cells if item.cell.value is not None)


def _ref(candidate: Candidate) -> str:
    if candidate.sentence:
        return candidate.sentence.ref
    return (
        f"row:{candidate.view.table.id}:{candidate.cell.cell.row}"
        if candidate.view and candidate.cell
        else ""
    )


def _clause(candidate: Candidate) -> str:
    """What a figure says by itself: its clause, or the headings of a cell."""
    if candidate.sentence is None or candidate.figure is None:
        return name(candidate).replace(" ", "")
    text, figure = candidate.sentence.text, candidate.figure.figure
    starts = [0, *(match.end() for match in _CLAUSE.finditer(text, 0, figure.start))]
    behind = _CLAUSE.search(text, figure.end)
    end = behind.start() if behind else len(text)
    start = starts[-2] if end - starts[-1] < _SHORT and len(starts) > 1 else starts[-1]
    return text[start:end]


def _answers(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether nothing that a question names says that a figure is of something else."""
    text, clause = matcher.query.text, _clause(candidate)
    sentence = candidate.sentence
    around = grams(clause) | (sentence.all | sentence.heading | sentence.context if sentence else frozenset())
    around |= candidate.view.context if candidate.view else frozenset()
    missing = [term for term in matcher.terms if not matcher.found(term, around)]
    unsaid = [term for term in matcher.terms if not matcher.found(term, grams(clause))]
    if any(is_telling(term) and term.base >= NOUN for term in missing):
        return False
    if any(term.name or (term.known and term.base >= NOUN) for term in unsaid):
        return False
    if of_another_stage(text, clause) or of_the_other(text, clause) or not _of_the_part(text, candidate):
        return False
    if not tells_of_one(text, clause, candidate.unit) or not names_who(text, clause):
        return False
    counted = [match.end() for match in _COUNTED.finditer(text)]
    if any(term.start in counted and term.base >= NOUN for term in missing):
        return False
    there_are = [match.start() for match in _THERE_ARE.finditer(text)]
    if any(term.end in there_are and term.base >= NOUN for term in unsaid):
        return False
    has = [match.start() for match in _HAS.finditer(text)]
    if any(term.end in has and term.base >= NOUN for term in missing):
        return False
    if leaves_out_counted(matcher, missing, clause) or unit_contradicts(matcher.query, candidate):
        return False
    return sentence is None or (fits_type(matcher, sentence) and not lists_it(matcher, sentence))


def _of_the_part(text: str, candidate: Candidate) -> bool:
    """Whether a figure is of the part of the school that a question names, where it names one."""
    told = candidate.sentence.text if candidate.sentence else f"{_clause(candidate)}{_title(candidate)}"
    return all(match["name"] in told for match in _PART.finditer(text))


def _title(candidate: Candidate) -> str:
    return candidate.view.table.title if candidate.view else ""
