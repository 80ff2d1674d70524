"""The types of the evaluation: what is asked, what is expected, what came out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rag.types import Answer


@dataclass(frozen=True, slots=True)
class ExpectedValue:
    """A figure that the answer must hold.

    ``formula`` says how it was computed by hand; its value is then exact to six places and the answer
    may round it.
    """

    value: Decimal
    unit: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a right answer holds.

    ``values`` must all appear, of ``any_of`` one whole group, and every piece of ``text`` (its variants
    parted by ``|``). The pieces of ``order`` must stand one after another. ``abstain``: the only right
    answer is a refusal.
    """

    values: tuple[ExpectedValue, ...] = ()
    any_of: tuple[tuple[ExpectedValue, ...], ...] = ()
    text: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    abstain: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One question: the last of ``turns`` is asked, the earlier ones are the conversation.

    ``cite`` holds places (section numbers or titles, labels) of which one must be cited; of every group
    in ``cite_all`` one place must be.
    """

    id: str
    kind: str
    turns: tuple[str, ...]
    expect: Expectation
    years: tuple[int, ...] = ()
    reports: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    cite_all: tuple[tuple[str, ...], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question. Scores are None where the question has none.

    Attributes:
        item: the question.
        answer: the answer, None when asking failed.
        error: why asking failed, else empty; counted apart, never as a wrong answer.
        correct: the answer holds what is expected (a refusal where one is expected).
        cited: the right places are cited; None unless the answer is correct and places are expected.
        unsourced: the numbers of the answer that stand in no cited quote and no calculation.
        seconds: how long the question took.
    """

    item: Item
    answer: Answer | None
    error: str = ""
    correct: bool | None = None
    cited: bool | None = None
    unsourced: tuple[str, ...] = ()
    seconds: float = 0.0
