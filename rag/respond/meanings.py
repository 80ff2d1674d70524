"""What questions and texts mean, as one model of vectors has it: what rewording a question needs to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rag.embed import Embed
from rag.understand.question import Query


@dataclass(frozen=True, slots=True)
class Meanings:
    """Asked of the model.

    ``indicator`` gives the indicator that an everyday question means, and the question put by its name;
    ``vector`` that of a short text, shape (dim,), of length 1; ``likeness`` how like each chunk of a report,
    by its ref, is to a question: the question, the id of the report.
    """

    indicator: Callable[[Query], tuple[str, Query] | None]
    vector: Embed
    likeness: Callable[[str, str], Mapping[str, float]]
