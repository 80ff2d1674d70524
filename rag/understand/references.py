"""Places of a report that a question names: 表12, 附表3, 案例8, 图4, 2.1.1, 第三章."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.find.figures import han_number
from rag.understand.words import blank

# A number with one dot is a section only where it is called one: 3.5 may be a figure.
_REFERENCE = re.compile(
    r"(?P<annex>附)?表\s?(?P<table>(?!(?:19|20)\d{2}\s?[年届学])\d+(?:[-—.]\d+)?)|案例\s?(?P<case>\d+|[一二三四五六七八九十]+)|"
    r"图\s?(?P<figure>\d+(?:[-—.]\d+)?)|"
    r"第?(?P<section>\d+(?:\.\d+){2,}|\d+\.\d+(?=\s?(?:小?节|部分|里|中|这|讲|的内容|说)))\s?(?:小?节|部分)?|"
    r"第(?P<chapter>[一二三四五六七八九十\d]+)(?:[章节]|部分)+|(?P<annexes>附表|附录|附件)"
)
_ITEM = re.compile(r"第\s?(\d+|[一二三四五六七八九十]+)\s?(?:项|行|条)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that the question names: kind ``table``, ``case``, ``figure``, ``section`` or ``annex``."""

    kind: str
    key: str


def find_references(text: str) -> tuple[tuple[Reference, ...], str]:
    """Return the places named in a question, and the question with them blanked."""
    found = tuple(_reference(match) for match in _REFERENCE.finditer(text))
    return found, _REFERENCE.sub(blank, text)


def _reference(match: re.Match[str]) -> Reference:
    kind = match.lastgroup or ""
    key = match[kind]
    if kind == "table":
        label = f"{'附' if match['annex'] else ''}表{key.replace('—', '-').replace('.', '-')}"
        return Reference("table", label)
    if kind in ("case", "figure"):
        return Reference(kind, f"{'案例' if kind == 'case' else '图'}{han_number(key) or key}")
    return Reference("annex" if kind == "annexes" else "section", key)


def find_item(text: str) -> tuple[str, str]:
    """Return the number of the row named (表13第2项), empty for none, and the question with it blanked."""
    match = _ITEM.search(text)
    if match is None:
        return "", text
    return str(han_number(match[1]) or match[1]), _ITEM.sub(blank, text, count=1)


def in_reference(references: Sequence[Reference], label: str, sections: Iterable[str], case: str) -> bool:
    """Tell whether something with these labels stands in a place that the question names (or none is).

    Args:
        references: the places named.
        label: the table's label, empty for prose.
        sections: ids and numbers of the section and of those above it.
        case: the label of the case it stands in, empty for none.
    """
    if not references:
        return True
    numbers = tuple(sections)
    return any(_refers(reference, label, numbers, case) for reference in references)


def _refers(reference: Reference, label: str, sections: tuple[str, ...], case: str) -> bool:
    if reference.kind == "table":
        return label == reference.key
    if reference.kind == "case":
        return case == reference.key
    if reference.kind == "section":
        return any(number == reference.key or number.startswith(f"{reference.key}.") for number in sections)
    return reference.kind == "annex" and label.startswith("附")
