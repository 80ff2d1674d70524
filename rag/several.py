"""Several questions in one turn (报到率是多少？专利授权多少件？), and their answers as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.question import understand
from rag.types import Answer, Calculation, Citation, Figure, Question

_END = re.compile(r"[?？]")
MOST = 5


def parts_of(question: Question) -> tuple[Question, ...]:
    """Return the questions of the last turn, each with those before it as its conversation.

    A turn is taken apart only where every piece asks something by itself.
    """
    *earlier, last = question.turns
    pieces = [piece.strip() for piece in _END.split(last) if piece.strip()]
    if not 2 <= len(pieces) <= MOST or not all(_asks(piece) for piece in pieces):
        return (question,)
    return tuple(replace(question, turns=(*earlier, *pieces[: i + 1])) for i in range(len(pieces)))


def _asks(text: str) -> bool:
    return any(term.base >= 0.6 for term in understand(text).terms)


def as_one(answers: Sequence[Answer]) -> Answer:
    """Return the answers one below the other, their citations numbered through."""
    if len(answers) == 1:
        return answers[0]
    texts: list[str] = []
    citations: list[Citation] = []
    figures: list[Figure] = []
    for answer in answers:
        shift = len(citations)
        texts.append(_renumbered(answer.text, shift))
        citations += [replace(citation, n=citation.n + shift) for citation in answer.citations]
        figures += [
            replace(figure, citation=figure.citation + shift if figure.citation else None)
            for figure in answer.figures
        ]
    told = next((answer for answer in answers if not answer.abstained), answers[0])
    return replace(
        told,
        text="\n".join(texts),
        abstained=all(answer.abstained for answer in answers),
        citations=tuple(citations),
        figures=tuple(figures),
        calculation=_calculation(answers),
    )


def _renumbered(text: str, shift: int) -> str:
    return re.sub(r"\[(\d+)\]", lambda mark: f"[{int(mark[1]) + shift}]", text)


def _calculation(answers: Sequence[Answer]) -> Calculation | None:
    shift = 0
    for answer in answers:
        if answer.calculation:
            marks = tuple(n + shift for n in answer.calculation.citations)
            return replace(answer.calculation, citations=marks)
        shift += len(answer.citations)
    return None
