"""Which reading of a question answers it, over the reports asked, and how well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rag.find.book import Book
from rag.prose.beside import Told, told_in
from rag.respond.resolution import Resolution
from rag.respond.resolve import resolve
from rag.respond.wording import is_told
from rag.understand.question import Query

# Figures that fit less than this may be beside the point where the question has another reading.
FITTING = 1.0


def first_answering(
    queries: Sequence[Query],
    books: Sequence[Book],
    dense: Mapping[str, Mapping[str, float]],
    told: frozenset[Told] = frozenset(),
) -> tuple[Resolution, ...]:
    """Return what each report makes of the first reading that any of them answers with figures not yet told.

    Where none does, of the first that any answers in words; where none does either, of the likeliest.
    """
    in_words: tuple[Resolution, ...] = ()
    likeliest: tuple[Resolution, ...] = ()
    for query in queries:
        found = tuple(resolve(query, book, dense.get(book.report.id, {})) for book in books)
        outcomes = {resolution.outcome for resolution in found}
        if outcomes & {"figures", "computed"} and not (told and told >= set(told_in(found))):
            return found
        if "passages" in outcomes:
            in_words = in_words or found
        likeliest = likeliest or found
    return in_words or likeliest


def nothing_new(found: Sequence[Resolution], told: frozenset[Told]) -> bool:
    """Tell whether a number is asked for and only figures answer that were told just before."""
    numbers = all(r.query.want == "number" and r.outcome in ("figures", "refused") for r in found)
    shown = set(told_in(found))
    return numbers and bool(shown) and told >= shown


def refused(found: Sequence[Resolution]) -> tuple[Resolution, ...]:
    """Return these resolutions as refusals that name what was found as what comes nearest."""
    return tuple(replace(r, outcome="refused", facts=(), also=(), nearest=r.facts) for r in found)


def poorly_answered(found: Sequence[Resolution]) -> bool:
    """Tell whether nothing answers, or only figures that hardly fit: then other words may be meant."""
    return all(r.outcome == "refused" or (r.outcome == "figures" and _hardly_fits(r)) for r in found)


def _hardly_fits(resolution: Resolution) -> bool:
    return resolution.score < FITTING or not any(map(is_told, resolution.facts))


def fit_of(found: Sequence[Resolution]) -> float:
    """Return how well the best of some resolutions fits; a refusal not at all."""
    return max((r.score for r in found if r.outcome != "refused"), default=-1.0)
