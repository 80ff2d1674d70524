"""Known facts: questions with answers found by reading, one JSON object a line."""

from __future__ import annotations

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
