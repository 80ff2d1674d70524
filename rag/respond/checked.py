"""From what was found for a turn to its answer, of which every number has a source."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from rag.respond.answer import compose
from rag.respond.merge import merge
from rag.respond.resolution import Resolution
from rag.respond.span import across_years
from rag.respond.verify import unsourced
from rag.turn import Turn
from rag.types import Answer

log = logging.getLogger(__name__)


NOTHING = Answer(text="报告中未提及所问的内容：索引中还没有报告。", kind="refusal", abstained=True)


def answer_turn(turn: Turn) -> Turn:
    """Return the turn with the answer that its resolutions make together."""
    if not turn.resolutions:
        return replace(turn, answer=NOTHING)
    answer = compose(together(turn.resolutions))
    if turn.reading:
        answer = replace(answer, text=_read_as(turn) + answer.text)
    return replace(turn, answer=answer)


def _read_as(turn: Turn) -> str:
    return f"（按“{turn.reading}”理解）" if turn.reading else ""


def together(resolutions: Sequence[Resolution]) -> Resolution:
    """Return the one resolution that answers, over all reports and years."""
    one = merge(resolutions)
    books = [resolution.book for resolution in resolutions]
    return across_years(resolutions[0].query, books, one) or one


def verify_turn(turn: Turn) -> Turn:
    """Return the turn with its answer, or with a refusal where the answer shows a number without a source."""
    answer = turn.answer
    if answer is None or answer.abstained:
        return turn
    years = {year for query in turn.queries[:1] for year in query.years}
    for resolution in turn.resolutions:
        report = resolution.book.report
        years |= {year for year in (report.year, report.data_year) if year}
        years |= set(resolution.query.years_for(report.data_year))
        years |= {f.year for f in (*resolution.facts, *resolution.also, *resolution.conflicting) if f.year}
        years |= {f.year for c in resolution.computed for f in c.operands if f.year}
    # The numbers of the question that it was read as are the asker's own.
    lost = unsourced(replace(answer, text=answer.text.removeprefix(_read_as(turn))), frozenset(years))
    if not lost:
        return turn
    log.warning("answer withheld, no source for %s: %s", lost, answer.text)
    text = "找到了相关内容，但答案中有数字无法与原文核对，因此不显示。请查看所引原文。"
    return replace(turn, answer=Answer(text=text, kind="refusal", abstained=True, citations=answer.citations))
