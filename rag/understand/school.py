"""Names of schools and other bodies in a question: the report's own, and those it is not about."""

from __future__ import annotations

import re

Spans = tuple[tuple[int, int], ...]

# A name that ends like that of a body.
_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,10}?(?:职业技术学院|职业学院|职院|技师学院|大学|中专|公司|医院|(?<![布格结])局(?![面部限]))"
)
_SCHOOL = re.compile("(?:学院|大学|职院)$")
# The place or founder that a school's name begins with.
_HEAD = re.compile(r"(.{2,6}?)(?:职业|技术|技师|高等|师范|幼儿|卫生|工业|农业|商业|交通|学院|大学)")
_KINDS = r"(?:市|省)?(?:职业技术学院|职业学院|职业技术大学|职院|职技院|职业大学|学院|职大)"


def own_names(school: str, text: str) -> Spans:
    """Return where a text names the school, in full or in one of the short forms people use."""
    if not school:
        return ()
    names = [re.escape(school)]
    head = _HEAD.match(school)
    if head:
        names += [re.escape(head[1]) + _KINDS, re.escape(head[1][:1]) + r"职(?:院|院校)?"]
    return tuple(match.span() for match in re.finditer("|".join(names), text))


def other_bodies(own: Spans, text: str) -> Spans:
    """Return where a text names a body that is not the school, whose own names stand at ``own``."""
    spans = (match.span() for match in _BODY.finditer(text))
    return tuple((start, end) for start, end in spans if not any(a <= start and end <= b for a, b in own))


def other_schools(own: Spans, text: str) -> tuple[str, ...]:
    """Return the names of schools in a text that are not the school, whose own names stand at ``own``."""
    return tuple(text[a:b] for a, b in other_bodies(own, text) if _SCHOOL.search(text[a:b]))
