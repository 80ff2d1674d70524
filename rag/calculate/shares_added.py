"""What several rows are together of a whole, by the shares that their table prints."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.groups import Group, listed
from rag.find.candidates import unit_class
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.understand.intent import ADDED_UP
from rag.understand.items import JOINER, WITHIN

_OF = re.compile(r"占(?![比地])")


def shares_added(matcher: Matcher) -> Calculated | None:
    """Return the sum of the printed shares of the rows that a question lists before 占, None for none."""
    text = matcher.query.text
    of = _OF.search(text)
    if matcher.query.operation != "share" or of is None or not (ADDED_UP.search(text) or "加" in text):
        return None
    within = [
        found for found in WITHIN.finditer(text, 0, of.start()) if not JOINER.search(text[: found.end()])
    ]
    span = (within[-1].end() if within else 0, of.start())
    query = replace(matcher.query, operation="sum", percent=True, unit="%")
    parts: Group = listed(Matcher(query, matcher.book, matcher.dense), span)
    facts = tuple(candidate_to_fact(part, matcher.book) for part in parts)
    columns = {id(part.cell.col) if part.cell else 0 for part in parts}
    if len(facts) < 2 or len(columns) > 1 or any(unit_class(fact.unit) != 0 for fact in facts):
        return None
    return Calculated("sum", parts[0].score, facts, (compute.total(facts),))
