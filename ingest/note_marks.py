"""Raised figures that point to a footnote: in plain text they would become digits of a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.glyphs import Glyph, is_cjk

_MARK = re.compile(r"[\d\[\]［］〔〕*＊]")
_SMALL = 0.8  # of the size of the text around
_RAISED = (0.15, 0.8)  # of that size, above its baseline
_NEAR = 0.5


def without_note_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """Leave out small raised figures right behind Chinese text: ``就读人数¹``. Units (``m²``) stay.

    Args:
        glyphs: the upright glyphs of a page.
    """
    usual = _usual_size(glyphs)
    small = [g for g in glyphs if g.size <= _SMALL * usual and _MARK.fullmatch(g.text)]
    if not small:
        return glyphs
    large = [g for g in glyphs if g.size > _SMALL * usual and not g.text.isspace()]
    marks: list[Glyph] = []
    for glyph in sorted(small, key=lambda g: (round(g.base), g.x0)):
        if _follows(glyph, marks[-1:]) or _is_raised(glyph, large):
            marks.append(glyph)
    gone = set(map(id, marks))
    return [glyph for glyph in glyphs if id(glyph) not in gone]


def _usual_size(glyphs: Sequence[Glyph]) -> float:
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _follows(glyph: Glyph, before: Sequence[Glyph]) -> bool:
    """Whether a glyph is the second one of a mark: ``12``, ``[1]``."""
    return any(
        abs(glyph.base - mark.base) < 1 and -1 < glyph.x0 - mark.x1 < 0.4 * glyph.size for mark in before
    )


def _is_raised(glyph: Glyph, large: Sequence[Glyph]) -> bool:
    for other in large:
        lift = (other.base - glyph.base) / other.size
        if not _RAISED[0] < lift < _RAISED[1] or not -0.3 < (glyph.x0 - other.x1) / other.size < _NEAR:
            continue
        if is_cjk(other.text[-1]) or other.text in ")%":
            return True
    return False
