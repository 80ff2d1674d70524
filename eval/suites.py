"""What a suite gives, and how it is kept: tables for people, JSON with every row for programs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from platform import python_version
from typing import Any

from eval.metrics import Share
from eval.run import Scores, scores_by_kind, scores_of
from eval.thresholds import measure_shortfalls, shortfalls
from eval.types import Outcome
from rag.settings import Settings


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that is no answer's score, such as a retrieval's recall.

    ``value`` is for reading; ``score`` (0 to 1, None for none) is held against the thresholds.
    """

    name: str
    value: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """What a suite gave: outcomes of questions, or measures, or both."""

    name: str
    title: str
    outcomes: tuple[Outcome, ...] = ()
    measures: tuple[Measure, ...] = ()

    @property
    def scores(self) -> Scores:
        """The scores of all outcomes together."""
        return scores_of(self.outcomes)

    @property
    def shortfalls(self) -> tuple[str, ...]:
        """What the suite falls short of."""
        scored = {m.name: m.score for m in self.measures if m.score is not None}
        answered = shortfalls(self.name, self.scores) if self.outcomes else ()
        return (*answered, *measure_shortfalls(self.name, scored))


COLUMNS = ("题型", "n", "答对", "引对", "拒答精确率", "拒答召回率", "无来源", "出错", "p50 ms", "p95 ms")


def score_rows(result: SuiteResult) -> Iterator[tuple[str, ...]]:
    """Yield one row of ``COLUMNS`` for each kind and one for all."""
    for kind, scores in (*scores_by_kind(result.outcomes), ("全部", result.scores)):
        yield (
            kind,
            str(scores.n),
            *(
                _percent(s)
                for s in (scores.correct, scores.cited, scores.refusal_precision, scores.refusal_recall)
            ),
            str(scores.unsourced),
            str(scores.errors),
            *("–" if ms is None else f"{ms:.1f}" for ms in (scores.p50_ms, scores.p95_ms)),
        )


def _percent(share: Share) -> str:
    return "–" if share.value is None else f"{share.hits}/{share.n} = {100 * share.value:.1f}%"


def results_to_json(results: Sequence[SuiteResult], settings: Settings) -> dict[str, Any]:
    """Return the results as plain data: how they were made, all scores, all rows."""
    return {
        "made": {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "commit": _commit(),
            "python": python_version(),
            "platform": sys.platform,
            "settings": settings.model_dump(mode="json", exclude={"auth"}),
        },
        "suites": {result.name: _suite_to_json(result) for result in results},
    }


def _suite_to_json(result: SuiteResult) -> dict[str, Any]:
    return {
        "title": result.title,
        "scores": _scores_to_json(result.scores),
        "kinds": {kind: _scores_to_json(scores) for kind, scores in scores_by_kind(result.outcomes)},
        "measures": {measure.name: measure.value for measure in result.measures},
        "shortfalls": list(result.shortfalls),
        "rows": [_outcome_to_json(outcome) for outcome in result.outcomes],
    }


def _scores_to_json(scores: Scores) -> dict[str, Any]:
    data = asdict(scores)
    for name, value in data.items():
        share = getattr(scores, name)
        if isinstance(share, Share):
            data[name] = {**value, "value": share.value}
    return data


def _outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.item.id,
        "kind": outcome.item.kind,
        "turns": list(outcome.item.turns),
        "correct": outcome.correct,
        "cited": outcome.cited,
        "unsourced": list(outcome.unsourced),
        "error": outcome.error,
        "seconds": round(outcome.seconds, 4),
        "answer": asdict(outcome.answer) if outcome.answer else None,
    }


def _commit() -> str:
    """The commit of the checkout, empty where there is none; ``+`` marks changes not committed."""
    try:
        head = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
        changed = subprocess.run(["git", "status", "--porcelain", "-uno"], capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return head.stdout.strip() + ("+" if changed.stdout.strip() else "")
