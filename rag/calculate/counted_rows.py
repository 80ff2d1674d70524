"""How many rows of a table of words there are under a condition (表9里有几个证书)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.calculate.compute import Calculated
from rag.find.candidates import COUNTED_UNITS, Candidate
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.find.right_kind import counts_people

# Rows that fit this nearly as well as the best are under the same condition.
DOMAIN_TIE = 0.015
# A figure of which so little is named is hardly meant; a cell may answer to this much less.
UNNAMED, NEARLY_COVERED = 0.2, 0.05
# What a row of a person's is headed by.
_PERSON = re.compile(r"姓名|名单|人$|[师生员者手长工]$|[师生员者手工]姓|主任|带头|骨干|团队|教授|成员")


def counted_rows(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return the rows that the question asks to count, None where it asks for no such thing."""
    query = matcher.query
    best = _words_to_count(matcher, candidates)
    counts = query.unit in COUNTED_UNITS or query.unit == "行"
    if not counts or query.want != "number" or best is None or best.cell is None:
        return None
    if not re.search(r"[^\W\d_]", best.cell.cell.text) and query.unit != "行":
        return None
    if best.cell.cell.value is not None and query.unit != "行":
        return None
    if counts_people(query) and not _PERSON.search(best.cell.col.name + best.cell.row.name):
        return None
    tied = [c for c in candidates if c.view is best.view and best.coverage - c.coverage < DOMAIN_TIE]
    rows = {c.cell.cell.row: c for c in tied if c.cell}
    facts = tuple(candidate_to_fact(rows[row], matcher.book) for row in sorted(rows))
    return Calculated("count", best.score, facts)


def _words_to_count(matcher: Matcher, candidates: Sequence[Candidate]) -> Candidate | None:
    """The cell whose likes are counted: the best candidate, or one of words that fits as well as a figure
    of a sentence which the question does not name.
    """
    fitting = [c for c in candidates if matcher.fits(c.missing)]
    best = fitting[0] if fitting else None
    if best is None or best.cell or best.specificity >= UNNAMED:
        return best
    return next((c for c in fitting if c.cell and c.coverage > best.coverage - NEARLY_COVERED), best)
