"""What a sentence tells to have changed from this to that (由12万元增加到21万元), and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.plan import against_plan_asked
from rag.find.candidates import Candidate, unit_class, unit_contradicts
from rag.find.facts import Fact, candidate_to_fact
from rag.find.match import Matcher

# How much of the question the figures' own name must answer to, by weight.
NAMED = 0.34
# A table's figures for two years are exact in what they are: prose must fit as well, but for this.
NEARLY = 0.05


def from_to(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return the change that a question asks for and a sentence tells by both ends, None for none."""
    operation = matcher.query.operation
    if operation not in ("difference", "growth", "multiple") or against_plan_asked(matcher):
        return None
    found = next((c for c in candidates if _tells_both_ends(matcher, c)), None)
    rival = next((c for c in candidates if c.cell and matcher.fits(c.missing)), None)
    if found is None or (rival is not None and rival.coverage > found.coverage + NEARLY):
        return None
    new, old = _ends(matcher, found)
    if not compute.comparable((new, old)):
        return None
    result = compute.of_two(operation, new, old)
    return Calculated(f"{operation}-since", found.score, (new, old), (result,)) if result else None


def _tells_both_ends(matcher: Matcher, candidate: Candidate) -> bool:
    figure = candidate.figure
    if figure is None or figure.since is None or figure.figure.approx or figure.since.approx:
        return False
    asked = matcher.query.years
    if len(asked) > 1 and {figure.figure.year, figure.since.year} != set(asked):
        return False
    percent = unit_class(candidate.unit) == 0
    fits_unit = percent == matcher.query.percent or matcher.query.operation != "difference"
    return (
        (fits_unit or not matcher.query.unit)
        and not unit_contradicts(matcher.query, candidate)
        and candidate.named >= NAMED
        and matcher.fits(candidate.missing)
    )


def _ends(matcher: Matcher, candidate: Candidate) -> tuple[Fact, Fact]:
    """What something is and what it was before, each with its name."""
    new = candidate_to_fact(candidate, matcher.book)
    since = candidate.figure.since if candidate.figure else None
    if since is None:
        raise ValueError("no change")
    name = new.indicator if since.year else f"原来的{new.indicator}"
    old = replace(new, indicator=name, text=since.text, value=since.value, unit=since.unit, year=since.year)
    return new, old
