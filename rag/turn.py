"""A question on its way from the words to the answer, and what the turns before it were answered by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rag.errors import QuestionError
from rag.find.facts import Fact
from rag.prose.beside import Told, told_in
from rag.respond.resolution import Resolution
from rag.storage.snapshot import Snapshot
from rag.types import Answer, Hit, Question
from rag.understand.question import Query

MAX_QUESTION = 2000


@dataclass(frozen=True, slots=True)
class Turn:
    """A question on its way down the line; each step fills in its part.

    ``reading`` is the question as it was understood, where a slip of the pen was mended. ``told`` are the
    places that answered just before, ``figures`` what was told there: by the parts of the sentence before
    this one, or by the last turn.
    """

    question: Question
    snapshot: Snapshot
    queries: tuple[Query, ...] = ()
    hits: tuple[Hit, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    reading: str = ""
    answer: Answer | None = None
    told: frozenset[Told] = frozenset()
    figures: tuple[Fact, ...] = ()


def data_years(turn: Turn) -> tuple[int, ...]:
    """Return the years of the filter; the year in a report's name stands for the year that it tells of."""
    asked = turn.question.years
    infos = turn.snapshot.reports()
    told = {info.data_year for info in infos}
    named = [
        info.data_year for info in infos if info.year in asked and info.year not in told and info.data_year
    ]
    return tuple(dict.fromkeys((*asked, *named)))


def is_answered(turn: Turn) -> bool:
    """Tell whether a turn was answered by its words, not only by what lies close in meaning."""
    answered = turn.answer is not None and not turn.answer.abstained
    return answered and not any(resolution.close for resolution in turn.resolutions)


def is_told(turn: Turn) -> bool:
    """Tell whether a turn was answered at all, be it by what lies close in meaning."""
    return turn.answer is not None and not turn.answer.abstained


def told_by(turns: Iterable[Turn]) -> frozenset[Told]:
    """Return the places that the parts of a sentence were answered by."""
    return frozenset(told for turn in turns for told in told_in(turn.resolutions))


def figures_of(turns: Iterable[Turn]) -> tuple[Fact, ...]:
    """Return the figures that some turns, and those before them, were answered by, in order."""
    told = (fact for t in turns for fact in (*t.figures, *(f for r in t.resolutions for f in _shown(r))))
    return tuple(dict.fromkeys(told))


def _shown(found: Resolution) -> tuple[Fact, ...]:
    """The figures that an answer is about: of things compared, the one that stands out."""
    if found.operation in ("max", "min"):
        return found.facts[:1]
    return () if found.operation in ("rank", "filter", "filter-years", "count", "extremes") else found.facts


def check_question(question: Question, snapshot: Snapshot) -> None:
    """Check what is asked.

    Raises:
        QuestionError: the question is empty or too long, or names a report that is not there.
    """
    if not question.turns or not question.turns[-1].strip():
        raise QuestionError("问题是空的。请输入要问的内容。")
    if any(len(turn) > MAX_QUESTION for turn in question.turns):
        raise QuestionError(f"问题太长（上限 {MAX_QUESTION} 字）。请缩短后再问。")
    check_reports(question.reports, snapshot)


def check_reports(report_ids: Iterable[str], snapshot: Snapshot) -> None:
    """Check that there are reports of these ids; QuestionError where one is not."""
    known = {info.id for info in snapshot.reports()}
    for report_id in report_ids:
        if report_id not in known:
            raise QuestionError(
                f"没有编号为“{report_id}”的报告。可用 python -m ingest list 查看已入库的报告。"
            )
