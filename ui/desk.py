"""What the page does: asks for a visitor and turns the answers into what the widgets show.

A desk holds the engine and nothing else. What a visitor said comes in with every call and goes out with
every result, so that visitors cannot see each other's conversation.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from rag.errors import NianbaoError
from rag.types import Question, Report, ReportInfo
from ui.examples import example_questions
from ui.markup import answer_html, growing, question_html, turn_html, waiting_html
from ui.sources import copy_text, panel_html
from ui.types import Asker, Conversation, Turn
from ui.words import Words

# The answer is there whole, and checked, before any of it is shown; it appears in steps so that the eye
# can follow.
STEP_S = 0.015
_EXAMPLES = 4
_EXAMPLE_TRIES = 12

Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a visitor limits the questions to; empty: no limit."""

    years: tuple[int, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is to ask: the reports, and the sentence that says why there are none."""

    reports: tuple[ReportInfo, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The page at one moment of a conversation."""

    messages: list[Message]
    conversation: Conversation
    sources: str
    copy_text: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers visitors with an engine."""

    assistant: Asker
    step_s: float = field(default=STEP_S, kw_only=True)
    # Found once for each content of a report, not for each visitor.
    _examples: dict[ReportInfo, tuple[str, ...]] = field(default_factory=dict, init=False)

    def shelf(self) -> Shelf:
        """Return what is loaded right now."""
        try:
            return Shelf(tuple(self.assistant.reports()))
        except NianbaoError as error:
            return Shelf(problem=str(error))

    def show(self, conversation: Conversation, words: Words) -> Frame:
        """Return a conversation as it stands."""
        return Frame(
            _messages(conversation, words),
            conversation,
            panel_html(conversation, self._find_report, words),
            copy_text(conversation, words),
        )

    def ask(
        self, question: str, conversation: Conversation, filters: Filters, words: Words
    ) -> Iterator[Frame]:
        """Yield the page as the answer appears.

        Args:
            question: what the visitor typed; nothing but spaces changes nothing.
            conversation: the turns before.
            filters: what the visitor limits the question to.
            words: the page's language.
        """
        before = self.show(conversation, words)
        question = question.strip()
        if not question:
            yield before
            return
        said = [*before.messages, _message("user", question_html(question))]
        yield replace(before, messages=[*said, _message("assistant", waiting_html(words))])
        turn = self._turn(question, conversation, filters)
        if turn.answer is not None:
            for text in growing(turn.answer.text):
                shown = answer_html(turn.answer, len(conversation) + 1, words, text=text)
                yield replace(before, messages=[*said, _message("assistant", shown)])
                time.sleep(self.step_s)
        yield self.show((*conversation, turn), words)

    def ask_again(self, conversation: Conversation, filters: Filters, words: Words) -> Iterator[Frame]:
        """Yield the page as the last question is answered once more."""
        if not conversation:
            return iter((self.show(conversation, words),))
        return self.ask(conversation[-1].question, conversation[:-1], filters, words)

    def examples(self, shelf: Shelf) -> tuple[str, ...]:
        """Return questions about the newest report that it does answer."""
        newest = max(shelf.reports, key=lambda report: report.data_year or 0, default=None)
        if newest is None:
            return ()
        if newest not in self._examples:
            self._examples[newest] = self._answered(newest)
        return self._examples[newest]

    def _turn(self, question: str, conversation: Conversation, filters: Filters) -> Turn:
        turns = (*(turn.question for turn in conversation), question)
        try:
            answer = self.assistant.ask(Question(turns, filters.years, filters.reports))
        except NianbaoError as error:
            return Turn(question, error=str(error))
        return Turn(question, answer)

    def _answered(self, info: ReportInfo) -> tuple[str, ...]:
        def answers(question: str) -> bool:
            return not self.assistant.ask(Question((question,), reports=(info.id,))).abstained

        try:
            candidates = islice(example_questions(self.assistant.report(info.id)), _EXAMPLE_TRIES)
            return tuple(islice(filter(answers, candidates), _EXAMPLES))
        except (NianbaoError, KeyError):
            return ()

    def _find_report(self, report_id: str) -> Report | None:
        try:
            return self.assistant.report(report_id)
        except (NianbaoError, KeyError):
            return None


def _messages(conversation: Conversation, words: Words) -> list[Message]:
    messages: list[Message] = []
    for number, turn in enumerate(conversation, start=1):
        messages.append(_message("user", question_html(turn.question)))
        messages.append(_message("assistant", turn_html(turn, number, words)))
    return messages


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}
