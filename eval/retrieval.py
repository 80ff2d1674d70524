"""How well the place of the answer is found, before anything is read: recall@5 of three ways to search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from eval.metrics import Share, cites_place
from eval.types import Item
from rag.embed import Embedder
from rag.storage.retrieve import DEPTH, fuse
from rag.storage.snapshot import Snapshot
from rag.types import Chunk, Citation

WAYS = ("dense", "bm25", "fused")


def recall_at_5(snapshot: Snapshot, embedder: Embedder, items: Iterable[Item]) -> dict[str, Share]:
    """Return for each way the share of questions with a right place among the first five chunks.

    Only questions with a place and one turn count: a follow-up does not say what it asks.
    """
    chunks = {id_: chunk for info in snapshot.reports() for id_, chunk in snapshot.chunks(info.id).items()}
    asked = [item for item in items if item.cite and len(item.turns) == 1]
    found: dict[str, int] = dict.fromkeys(WAYS, 0)
    for item in asked:
        for way, ids in _rankings(snapshot, embedder, item).items():
            first = [_as_citation(chunks[id_]) for id_ in ids[:5]]
            found[way] += any(cites_place(chunk, place) for chunk in first for place in item.cite)
    return {way: Share(found[way], len(asked)) for way in WAYS}


def _rankings(snapshot: Snapshot, embedder: Embedder, item: Item) -> Mapping[str, Sequence[str]]:
    vector = embedder.embed_query(item.turns[0])
    dense = [id_ for id_, _ in snapshot.search(vector, DEPTH, item.reports)]
    words = [id_ for id_, _ in snapshot.lexical(item.turns[0], DEPTH, item.reports)]
    return {"dense": dense, "bm25": words, "fused": [id_ for id_, _ in fuse([dense, words])]}


def _as_citation(chunk: Chunk) -> Citation:
    return Citation(
        n=1,
        report=chunk.report,
        year=None,
        section=chunk.section,
        section_title="",
        label=chunk.label,
        title="",
        page=chunk.place.page,
        quote=chunk.quote,
    )
