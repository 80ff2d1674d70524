"""Questions in other people's words: templates filled with the headings of a report's own tables.

``phrasings.jsonl`` holds 912 templates for 38 operations on two shapes of table, 24 for each. They were
written by people who had seen neither the code nor a report: they were told the operations and the slots,
and to write what a report office, a dean or a teacher would really ask. The last 304 lines came later, and
all but two of them were seen by nobody while the code that answers was written; the others were there to
learn from (eleven of the last say what one of the others says, word for word).

Slots of T2 (a row is an indicator, columns are two years): ``{x}`` and ``{x2}`` indicators, ``{y1}`` the
earlier year, ``{y2}`` the later. Slots of TX (rows are things of one kind, columns measures): ``{r}``
``{r2}`` ``{r3}`` rows, ``{c}`` ``{c2}`` columns, ``{n}`` a limit. ``{u}`` is the unit in both.

A list is right where it names all the rows that are due; rows beyond them are not held against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Literal

from pydantic import BaseModel

from eval.labels import Named, name_cells
from eval.phrasing_rows import row_fillings
from eval.phrasing_types import Filling
from eval.phrasing_years import year_fillings
from eval.types import Item
from rag.types import Report

PHRASINGS = Path(__file__).with_name("phrasings.jsonl")


class Template(BaseModel, extra="forbid", frozen=True):
    """A way to ask for an operation on a table of a shape."""

    shape: Literal["T2", "TX"]
    op: str
    text: str


def load_templates(path: Path = PHRASINGS) -> tuple[Template, ...]:
    """Return the templates of a file in order.

    Raises:
        ValueError: a line is not a template (pydantic's error names the field).
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(Template.model_validate_json(line) for line in lines if line.strip())


def generate_phrasings(report: Report, templates: tuple[Template, ...]) -> Iterator[Item]:
    """Yield at most one question for each template: none where no table of the report bears it.

    The same report and template give the same question, whatever the other templates are.
    """
    named = name_cells(report)
    for number, template in enumerate(templates, 1):
        rng = Random(f"{report.id} {template.shape} {template.op} {template.text}")
        filling = next(_fillings(named, template, rng), None)
        if filling is None:
            continue
        kind = f"{template.shape}.{template.op}"
        yield Item(
            id=f"{kind}-{number:03d}",
            kind=kind,
            turns=(filling.lead + template.text.format_map(filling.words),),
            expect=filling.expect,
            reports=(report.id,),
            cite=tuple(dict.fromkeys(filling.cell.places)),
        )


def _fillings(named: tuple[Named, ...], template: Template, rng: Random) -> Iterator[Filling]:
    fill = year_fillings if template.shape == "T2" else row_fillings
    return fill(named, template.op, template.text, rng)
