"""Questions asked one by one, and what came out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from eval.metrics import (
    Share,
    answer_correct,
    citation_correct,
    cited_share,
    correct_share,
    percentile,
    refusal_precision,
    refusal_recall,
    unsourced_numbers,
)
from eval.types import Item, Outcome
from rag.types import Answer, Question


class Asker(Protocol):
    """Whatever answers questions: the assistant, or the baseline."""

    def ask(self, question: Question) -> Answer:
        """Return the answer to the last turn."""
        ...


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of some outcomes; ``unsourced`` counts answers with a number that has no source."""

    n: int
    errors: int
    correct: Share
    cited: Share
    refusal_precision: Share
    refusal_recall: Share
    unsourced: int
    p50_ms: float | None
    p95_ms: float | None


def run_items(asker: Asker, items: Iterable[Item]) -> tuple[Outcome, ...]:
    """Ask every question and score its answer."""
    return tuple(_run_item(asker, item) for item in items)


def _run_item(asker: Asker, item: Item) -> Outcome:
    question = Question(turns=item.turns, years=item.years, reports=item.reports)
    start = perf_counter()
    try:
        answer = asker.ask(question)
    except Exception as error:  # noqa: BLE001 - a crash is a result to be counted, not the end of the run
        return Outcome(item, None, error=f"{type(error).__name__}: {error}", seconds=perf_counter() - start)
    return score(item, answer, perf_counter() - start)


def score(item: Item, answer: Answer, seconds: float = 0.0) -> Outcome:
    """Return the outcome of an answer."""
    correct = answer_correct(answer, item.expect)
    return Outcome(
        item=item,
        answer=answer,
        correct=correct,
        cited=citation_correct(answer, item) if correct else None,
        unsourced=unsourced_numbers(answer, item.turns),
        seconds=seconds,
    )


def scores_of(outcomes: Sequence[Outcome]) -> Scores:
    """Return the scores of outcomes, errors counted apart."""
    times = [1000 * o.seconds for o in outcomes if o.answer is not None]
    return Scores(
        n=len(outcomes),
        errors=sum(bool(o.error) for o in outcomes),
        correct=correct_share(outcomes),
        cited=cited_share(outcomes),
        refusal_precision=refusal_precision(outcomes),
        refusal_recall=refusal_recall(outcomes),
        unsourced=sum(bool(o.unsourced) for o in outcomes),
        p50_ms=percentile(times, 50),
        p95_ms=percentile(times, 95),
    )


def scores_by_kind(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, Scores]]:
    """Yield the scores of each kind of question, in the order of first appearance."""
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.item.kind].append(outcome)
    yield from ((kind, scores_of(group)) for kind, group in kinds.items())


def misses(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the outcomes that are wrong, wrongly cited, unsourced or failed."""
    return tuple(o for o in outcomes if o.error or not o.correct or o.cited is False or o.unsourced)
