"""The ``/ask`` endpoint: the same JSON as the command line gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr
from pydantic import BaseModel, ValidationError

from rag.chain import answer_to_json
from rag.errors import NianbaoError, QuestionError
from rag.types import Question
from ui.types import Asker

DESCRIPTION = "向已载入的报告提问，返回回答、出处和数字，与命令行 python -m rag ask --json 的结果相同。"
_EXPECTED = {"question": "一段文字", "turns": "文字列表", "years": "整数列表", "reports": "报告编号列表"}

AskEndpoint = Callable[..., dict[str, Any]]


class _Asked(BaseModel, frozen=True, strict=True):
    question: str
    turns: list[str] | None
    years: list[int] | None
    reports: list[str] | None

    def to_question(self) -> Question:
        turns = (*(self.turns or ()), self.question)
        return Question(turns, tuple(self.years or ()), tuple(self.reports or ()))


def ask_endpoint(assistant: Asker) -> AskEndpoint:
    """Return the function behind ``/ask``; its signature and docstring are what the API page shows."""

    def ask(
        question: str,
        turns: list[str] | None = None,
        years: list[int] | None = None,
        reports: list[str] | None = None,
    ) -> dict[str, Any]:
        """Answer a question; the same JSON as ``python -m rag ask --json`` gives.

        Args:
            question: what is asked.
            turns: the questions asked before it, for follow-ups such as 那省外的呢？
            years: only data of these years.
            reports: only these reports, by the ids that ``python -m ingest list`` shows.
        """
        try:
            asked = _checked(question=question, turns=turns, years=years, reports=reports)
            return answer_to_json(assistant.ask(asked.to_question()))
        except NianbaoError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return ask


def _checked(**arguments: object) -> _Asked:
    try:
        return _Asked.model_validate(arguments)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        raise QuestionError(f"参数 {name} 应为{_EXPECTED[name]}") from error
