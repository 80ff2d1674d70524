"""One resolution out of those of several reports: the newest, or the year asked; both where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.calculate.compute import comparable
from rag.find.agreement import equal_values
from rag.respond.resolution import Resolution

# A report of another school or topic is preferred only when it fits this much better.
CLEARLY_BETTER = 0.15


def merge(resolutions: Sequence[Resolution]) -> Resolution:
    """Return what answers over all reports.

    Reports of one school: the newest data year that answers, or the one whose own year is asked; what the
    others print for the same thing is added as agreeing or conflicting. Of several schools: the best fit.
    """
    answering = [r for r in resolutions if r.outcome != "refused"]
    if not answering:
        return max(resolutions, key=lambda r: (r.score, _year(r)))
    best = max(answering, key=lambda r: r.score)
    family = [r for r in answering if r.book.report.school == best.book.report.school]
    rivals = [r for r in family if best.score - r.score < CLEARLY_BETTER or r.outcome == best.outcome]
    chosen = max(rivals, key=lambda r: (_asked(r), _year(r), r.score))
    return _compared(chosen, [r for r in family if r is not chosen])


def _year(resolution: Resolution) -> int:
    return resolution.book.report.data_year or 0


def _asked(resolution: Resolution) -> bool:
    """Whether the report's own year is the one asked for."""
    return resolution.book.report.data_year in resolution.query.years


def _compared(chosen: Resolution, others: Sequence[Resolution]) -> Resolution:
    """Add what other reports print for the very same figure."""
    if chosen.outcome != "figures" or len(chosen.facts) != 1 or not chosen.query.years:
        return chosen
    fact = chosen.facts[0]
    for other in others:
        if other.outcome != "figures" or len(other.facts) != 1:
            continue
        twin = other.facts[0]
        year = twin.year or other.book.report.data_year
        if year != (fact.year or chosen.book.report.data_year) or not comparable((fact, twin)):
            continue
        if equal_values(fact, twin):
            chosen = replace(chosen, agreeing=(*chosen.agreeing, twin))
        else:
            chosen = replace(chosen, conflicting=(*chosen.conflicting, twin))
    return chosen
