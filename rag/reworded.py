"""A question that tells an indicator in other words, read with its name where it is not answered as it is."""

from __future__ import annotations

from rag.facts import Fact
from rag.labels import Grams, grams
from rag.lexicon import load_lexicon
from rag.question import Query, understand
from rag.resolve import Resolution
from rag.text import normalize


def other_reading(query: Query) -> Query | None:
    """Return what a question asks if it tells an indicator in other words, None where it does not."""
    reworded = load_lexicon().reword(query.said)
    return understand(reworded) if reworded not in (query.said, query.text) else None


def borne_out(resolution: Resolution) -> bool:
    """Tell whether such a reading found figures that bear a name of the indicator, not a few of its words."""
    spans = [span for span in load_lexicon().find(resolution.query.text) if span.kind == "indicator"]
    names = [_pairs(name) for span in spans for name in span.alternatives]
    found = resolution.outcome in ("figures", "computed") and bool(resolution.facts)
    return found and all(_bears(fact, names) for fact in resolution.facts)


def _bears(fact: Fact, names: list[Grams]) -> bool:
    said = grams(normalize(" ".join((*fact.scope, fact.indicator))))
    return any(name <= said for name in names)


def _pairs(name: str) -> Grams:
    return frozenset(pair for pair in grams(name) if len(pair) == 2)
