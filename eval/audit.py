"""Contradictions that the audit lists, held against a list judged by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from eval.facts import FACTS_DIR
from eval.metrics import Share
from eval.numbers import find_numbers, fold
from eval.suites import Measure
from rag.chain import Assistant

JUDGED = FACTS_DIR / "audit.jsonl"


class Judgement(BaseModel, frozen=True, extra="forbid"):
    """What a reader says of a finding.

    Attributes:
        report: the year in the report's name.
        holds: the words and numbers that a finding of this kind holds.
        real: the report does contradict itself there.
        wanted: the audit must find it.
        why: the reader's reason.
    """

    report: str
    holds: tuple[str, ...]
    real: bool
    wanted: bool
    why: str


@dataclass(frozen=True, slots=True)
class AuditScore:
    """Share of the findings that are real, of the wanted ones that were found, and what is unjudged."""

    precision: Share
    found: Share
    unjudged: tuple[str, ...]


def load_judgements(path: Path = JUDGED) -> tuple[Judgement, ...]:
    """Return the judged findings, one JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(Judgement.model_validate_json(line) for line in lines if line.strip())


def audit_score(messages: Sequence[str], judgements: Sequence[Judgement]) -> AuditScore:
    """Compare findings with the judgements; a finding that nobody judged counts as false."""
    judged = [next((j for j in judgements if _is_of(m, j)), None) for m in messages]
    wanted = [j for j in judgements if j.wanted]
    return AuditScore(
        precision=Share(sum(j is not None and j.real for j in judged), len(messages)),
        found=Share(sum(j in judged for j in wanted), len(wanted)),
        unjudged=tuple(m for m, j in zip(messages, judged, strict=True) if j is None),
    )


def _is_of(message: str, judgement: Judgement) -> bool:
    numbers = {number.value for number in find_numbers(message)}
    return all(
        part in fold(message) if not (told := find_numbers(part)) else told[0].value in numbers
        for part in judgement.holds
    )


def audit_measures(assistant: Assistant) -> Iterator[Measure]:
    """Yield precision and share found over all reports of the index."""
    judgements = load_judgements()
    messages: list[str] = []
    asked: list[Judgement] = []
    for info in assistant.reports():
        messages += (finding.message for finding in assistant.audit(info.id))
        asked += (j for j in judgements if j.report == str(info.year))
    score = audit_score(messages, asked)
    yield Measure("列出的确是矛盾（精确率）", str(score.precision), score.precision.value)
    yield Measure("应列的已列出（召回率）", str(score.found), score.found.value)
    yield from (Measure("未经人工判断", message) for message in score.unjudged)
