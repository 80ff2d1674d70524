"""Words that mean one thing (年末, 期末), put as the table that is asked puts them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from rag.tables.columns import columns


def as_printed(question: str, texts: Collection[str]) -> str:
    """Return the question with words that the table never uses put in the only other word it uses for them.

    Args:
        question: in its canonical form.
        texts: of the table, in their canonical form.
    """
    told = "\n".join(texts)
    for words in columns().same:
        used = [word for word in words if _standing(word).search(told)]
        if len(used) == 1:
            unused = [word for word in words if word not in told]
            for word in sorted(unused, key=len, reverse=True):
                question = _standing(word).sub(used[0], question)
    return question


@lru_cache(maxsize=256)
def _standing(word: str) -> re.Pattern[str]:
    """A word where it is not part of another one of those listed (上年 in 上年末, 本期 in 本期期末)."""
    longer = {
        other.removeprefix(word)
        for words in columns().same
        for other in words
        if other.startswith(word) and other != word
    }
    inner = {
        other.removesuffix(word)
        for words in columns().same
        for other in words
        if other.endswith(word) and other != word
    }
    behind = f"(?!{'|'.join(map(re.escape, sorted(longer)))})" if longer else ""
    before = "".join(f"(?<!{re.escape(lead)})" for lead in sorted(inner))
    return re.compile(before + re.escape(word) + behind)
