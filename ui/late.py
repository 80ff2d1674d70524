"""An engine that need not be there yet: the page opens without an index and finds it once it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

from rag.types import Answer, Question, Report, ReportInfo
from ui.types import Asker


class LateAssistant:
    """Makes the engine when it is first needed, and tries again each time as long as that fails.

    Args:
        make: makes the engine; a ``NianbaoError`` it raises goes to whoever asked.
    """

    def __init__(self, make: Callable[[], Asker]) -> None:
        self._make = make
        self._made: Asker | None = None
        self._lock = Lock()

    def ask(self, question: Question) -> Answer:
        """Answer a question."""
        return self._engine().ask(question)

    def reports(self) -> Sequence[ReportInfo]:
        """Return what is loaded."""
        return self._engine().reports()

    def report(self, report_id: str) -> Report:
        """Return a loaded report whole."""
        return self._engine().report(report_id)

    def _engine(self) -> Asker:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made
