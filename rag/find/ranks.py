"""The ranks of teachers, which one report calls by their grade (正高级), another by their title (教授)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rag.find.labels import pairs_of
from rag.understand.terms import Term

_RANKS = (
    (("正高", "正高级", "正高职称", "正高级职称"), ("教授", "正教授")),
    (("副高", "副高级", "副高职称", "副高级职称"), ("副教授",)),
    (("中级", "中级职称"), ("讲师",)),
    (("初级", "初级职称"), ("助教",)),
)


def with_rank(term: Term, unknown: Callable[[Term], bool]) -> Term:
    """Return a term for a rank, also known by what the report calls it, where it never uses the term's words.

    Args:
        term: a word of the question.
        unknown: tells whether the report never uses a term, nor any word that may stand for it.
    """
    for names in _RANKS:
        for mine, other in (names, names[::-1]):
            if term.text in mine and unknown(term):
                return replace(term, alternatives=(*term.alternatives, *map(pairs_of, other[:2])))
    return term
