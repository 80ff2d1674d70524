"""What the page needs of the engine, and what it keeps of a conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rag.types import Answer, Question, Report, ReportInfo


class Asker(Protocol):
    """The engine behind the page."""

    def ask(self, question: Question) -> Answer:
        """Answer a question."""
        ...

    def reports(self) -> Sequence[ReportInfo]:
        """Return what is loaded."""
        ...

    def report(self, report_id: str) -> Report:
        """Return a loaded report whole."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it: an answer, or the sentence that says why there is none."""

    question: str
    answer: Answer | None = None
    error: str = ""


Conversation = tuple[Turn, ...]
FindReport = Callable[[str], Report | None]
