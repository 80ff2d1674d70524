"""Whether a question is about something that a lone table does not tell of."""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from rag.tables.columns import columns
from rag.tables.grid_question import label_of
from rag.tables.grid_view import GridView
from rag.tables.spelled import Mention, canonical

_HAN = re.compile(r"[\u4e00-\u9fff]")
_PROPER = ("nr", "ns", "nt")


def is_about_another(question: str, mentions: Sequence[Mention], view: GridView) -> bool:
    """Return whether the question holds a number or name that nothing in the table answers to.

    Args:
        question: in canonical form.
        mentions: what it names of the table.
        view: the table.
    """
    told = " ".join(map(canonical, view.texts))
    rest = list(question)
    for mention in mentions:
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    owner = _owner(question, mentions)
    if owner and _is_form(view):
        subject = _subject(view)
        if subject and _is_another(owner, told, subject):
            return True
        if not subject:
            # What the form tells of can only be what the question says it is about.
            rest[: mentions[0].start] = " " * mentions[0].start
    open_text = columns().phrasing.sub(" ", "".join(rest))
    numbers = re.findall(r"\d[\d.]*|[a-z]+", open_text)
    names = [word for word, pos in rjieba.tag(open_text) if pos in _PROPER and len(word) > 2]
    return any(
        not re.search(rf"(?<![\da-z]){re.escape(n)}(?!\d)" if n[0].isdigit() else re.escape(n), told)
        for n in (*numbers, *names)
    )


def _owner(question: str, mentions: Sequence[Mention]) -> str:
    """Whose first attribute it is that the question names (X的身高), without courtesies; may be nothing."""
    lead = question[: mentions[0].start] if mentions else ""
    if not lead.endswith("的"):
        return ""
    lead = re.sub(r"^.*[,，:]", "", lead[:-1])
    return columns().courtesy.sub("", lead).strip()


def _is_another(owner: str, told: str, subject: str) -> bool:
    """Whether an owner is a thing that the table does not tell of, nor called like its subject."""
    words = [word for word, pos in rjieba.tag(columns().subject.sub("", owner)) if pos.startswith("n")]
    if "".join(words) != columns().subject.sub("", owner):
        return False
    return bool(words) and not any(word in told or set(word) & set(subject) for word in words)


def _is_form(view: GridView) -> bool:
    return len(view.blocks) == 1 and view.blocks[0].form


def _subject(view: GridView) -> str:
    """What a form says it tells of, in its title and under headings such as 名称; may be nothing."""
    block = view.blocks[0]
    named = [a for a in range(len(block.attributes)) if columns().names.search(label_of(block, a))]
    title = view.table.title if _HAN.search(view.table.title) else ""
    return title + "".join(value for a in named for value in block.values(a))
