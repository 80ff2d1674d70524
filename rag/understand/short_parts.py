"""Short names of the school's own parts: 机电学院 for 机械与电气工程学院."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from rag.find.book import Book

# What such a part is; 体系 and 关系 are none.
PART_KINDS = "学院|(?<![体关联派])系(?!统|列|数)"
# Some characters before it, and none that joins names.
_SHORT = re.compile(rf"(?P<name>(?:(?![和与跟同及的里在])[\u4e00-\u9fff]){{2,5}}?)(?P<kind>{PART_KINDS})")
# 航海和轮机两个学院: each of them by its own kind.
_TWO = re.compile(
    r"(?P<one>[\u4e00-\u9fff]{2,4}?)(?P<and>[和与跟、])(?P<other>[\u4e00-\u9fff]{2,4}?)这?两个?(?P<kind>学院|系)"
)
_PART = re.compile(r"[\u4e00-\u9fff]{4,}(?:学院|系)")


def in_full(text: str, books: Collection[Book]) -> str | None:
    """Return a question with short names of the school's parts put in full, None where there is none.

    A name is short for a part that has its characters in order, where just one part has them and no report
    uses the name itself.

    Args:
        text: the question.
        books: of the reports that are asked.
    """
    asked, parts = text, None
    told = text = _TWO.sub(r"\g<one>\g<kind>\g<and>\g<other>\g<kind>", text)
    for match in _SHORT.finditer(text):
        parts = frozenset(part for book in books for part in _parts(book)) if parts is None else parts
        name, kind = match["name"], match["kind"]
        # 们机电学院: what stands before the name may have been taken along.
        for short in (name[start:] for start in range(len(name) - 1)):
            if _is_used(short + kind, parts, books):
                break
            if meant := _meant(short, kind, parts):
                told = told.replace(short + kind, meant)
                break
    return told if told != asked else None


def is_part(name: str) -> bool:
    """Tell whether a name is the full one of a part of a school."""
    return _PART.fullmatch(name) is not None


def parts_named(text: str, books: Collection[Book]) -> frozenset[str]:
    """Return the parts of the school that a text names in full."""
    return frozenset(part for book in books for part in _parts(book) if part in text)


def _meant(short: str, kind: str, parts: Iterable[str]) -> str:
    """The one part that a name is short for, rather one that begins like it; empty for none or several."""
    shape = ".*?".join(map(re.escape, short)) + ".*" + kind
    fitting = [part for part in parts if re.fullmatch(f".*?{shape}", part)]
    alike = [part for part in fitting if part[0] == short[0]] or fitting
    return alike[0] if len(alike) == 1 else ""


def _is_used(name: str, parts: Iterable[str], books: Iterable[Book]) -> bool:
    """Whether a report uses a name as it is, not as the end of another body's (某市旅游学院)."""
    alone = re.compile(rf"(?<![\u4e00-\u9fff]){name}|[由与和跟同向对在为是的及到入校我]{name}")
    return any(name in part for part in parts) or any(
        alone.search(sentence.text) for book in books for sentence in book.sentences if name in sentence.text
    )


def _parts(book: Book) -> Iterable[str]:
    """The parts of the school that rows of tables are about."""
    labels = {name for view in book.tables for cell in view.cells for name in cell.row.bare}
    return (label for label in labels if is_part(label))
