"""Figures told one after the other of things named before them: 甲、乙和丙的权重分别为50%、30%和20%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rag.find.figures import ProseFigure

_RESPECTIVELY = re.compile(
    r"(?:分别|依次)[\u4e00-\u9fff]{0,4}?(?:是|为|有|达到?|占|完成|到账|获|招收?|录取|培训)?了?约?\s?$"
)
_NEXT = re.compile(r"\s?(?:、|和|与|及|以及)\s?")
_CLAUSE = re.compile(r"[，；。：;]|,(?!\d{3})")
# Before the first thing stands who or what has it, behind the last what is told of all.
_HAS = "对由含括有设在从于为是"
_BEFORE_FIRST = re.compile(rf"^.*(?:[{_HAS}]|分为|其中|年度?|(?<=[师生])的)(?=[^{_HAS}]{{2,}}$)")
_BEHIND_LAST = re.compile(
    r"(?:[一二两三四五六七八九十]|\d+)(?:[个项类门种大部方]|年级)|的|之间|共|(?<=.{2})(?:占|课程?)?(?:分别|依次)|"
    r"(?<=.{2})(?:占(?!地)|各?(?:有|为|是)$)"
)
MOST = 16  # characters of a thing's name


def told_respectively(sentence: str, figures: Sequence[ProseFigure]) -> Mapping[int, tuple[str, str]]:
    """Return for each figure of such a list the thing it is told of, with its measure, and those it is not.

    Args:
        sentence: as printed.
        figures: those that it states, in order.
    """
    found: dict[int, tuple[str, str]] = {}
    for first, figure in enumerate(figures):
        head = _RESPECTIVELY.search(sentence, 0, figure.start)
        if head is None:
            continue
        run = _run(sentence, figures, first)
        names, measure = _things(sentence[: head.start()], len(run))
        for i, name in zip(run, names, strict=False):
            found[i] = f"{name}{measure}", "\n".join(other for other in names if other != name)
    return found


def _run(sentence: str, figures: Sequence[ProseFigure], first: int) -> list[int]:
    """The figures of one unit that follow one another with nothing but a mark or 和 between them."""
    run = [first]
    for i, (a, b) in enumerate(pairwise(figures[first:]), first + 1):
        if a.unit != b.unit or not _NEXT.fullmatch(sentence[a.end : b.start]):
            break
        run.append(i)
    return run


def _cuts(clause: str) -> Iterator[list[str]]:
    """A clause cut at every mark and 和, or, where a name has a 与 of its own, at the marks and a last 和."""
    yield [piece.strip() for piece in _NEXT.split(clause)]
    *names, last = clause.split("、")
    yield [*names, *re.split("[和与及]", last, maxsplit=1)]
    yield [*names, last]


def _things(before: str, number: int) -> tuple[list[str], str]:
    """The names of so many things in the last clause that lists just as many, and what is told of them."""
    clauses = _CLAUSE.split(before)
    for i, clause in enumerate(reversed(clauses)):
        pieces = next((cut for cut in _cuts(clause) if len(cut) == number > 1), None)
        if pieces is None:
            continue
        behind = _BEHIND_LAST.search(pieces[-1])
        last = pieces[-1][: behind.start()] if behind else pieces[-1]
        names = [_BEFORE_FIRST.sub("", pieces[0]), *pieces[1:-1], last]
        own = pieces[-1][len(last) :] if i == 0 else clauses[-1]
        if all(1 < len(name) <= MOST for name in names):
            return names, own
    return [], ""
