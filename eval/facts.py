"""Known facts: questions with answers found by reading, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel

from eval.types import Expectation, ExpectedValue, Item

FACTS_DIR = Path(__file__).parent / "facts"


class _Value(BaseModel, extra="forbid"):
    value: Decimal
    unit: str = ""
    formula: str = ""

    def freeze(self) -> ExpectedValue:
        return ExpectedValue(self.value, self.unit, self.formula)


class _Expect(BaseModel, extra="forbid"):
    values: tuple[_Value, ...] = ()
    any_of: tuple[tuple[_Value, ...], ...] = ()
    text: tuple[str, ...] = ()
    abstain: bool = False


class _Line(BaseModel, extra="forbid"):
    id: str
    kind: str
    turns: tuple[str, ...]
    expect: _Expect
    years: tuple[int, ...] = ()
    reports: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    cite_all: tuple[tuple[str, ...], ...] = ()
    note: str = ""

    def freeze(self) -> Item:
        expect = Expectation(
            values=tuple(v.freeze() for v in self.expect.values),
            any_of=tuple(tuple(v.freeze() for v in group) for group in self.expect.any_of),
            text=self.expect.text,
            abstain=self.expect.abstain,
        )
        return Item(
            id=self.id,
            kind=self.kind,
            turns=self.turns,
            expect=expect,
            years=self.years,
            reports=self.reports,
            cite=self.cite,
            cite_all=self.cite_all,
            note=self.note,
        )


def load_facts(path: Path) -> tuple[Item, ...]:
    """Return the questions of a facts file in order.

    Raises:
        ValueError: a line is not a fact (pydantic's error names the field), or an id comes twice.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    items = tuple(_Line.model_validate_json(line).freeze() for line in lines if line.strip())
    twice = {item.id for item in items if sum(other.id == item.id for other in items) > 1}
    if twice:
        raise ValueError(f"{path}: ids used twice: {sorted(twice)}")
    return items


class _Reworded(BaseModel, extra="forbid"):
    id: str
    ways: tuple[str, ...]


def load_rewordings(path: Path, facts: Iterable[Item]) -> tuple[Item, ...]:
    """Return the questions of a file of rewordings: each way to ask a known fact, with what that expects.

    Raises:
        ValueError: a line is no rewording (pydantic's error names the field), or is of no fact.
    """
    known = {item.id: item for item in facts}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    reworded = [_Reworded.model_validate_json(line) for line in lines]
    if lost := [one.id for one in reworded if one.id not in known]:
        raise ValueError(f"{path}: no facts of these ids: {lost}")
    return tuple(
        replace(known[one.id], id=f"{one.id}.{i}", turns=(way,))
        for one in reworded
        for i, way in enumerate(one.ways, 1)
    )
