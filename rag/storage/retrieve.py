"""Finding the chunks that may answer a question: by meaning and by words, fused."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from rag.embed import Embedder, Reranker, load_embedder, load_reranker
from rag.settings import Settings
from rag.storage.index import ReportIndex
from rag.storage.snapshot import Snapshot
from rag.types import Chunk, Hit

# How deep each ranking is read at least: a chunk that both find in their depths beats one that only one
# finds high up.
DEPTH = 30
# A reranker reads each text with the question; more than these would take seconds on a CPU.
RERANKED = 20
# The nearest chunk but so many is of the background: about the same things, but no answer.
BACKGROUND = 24


def fuse(rankings: Sequence[Sequence[str]], *, k: int = 60) -> list[tuple[str, float]]:
    """Return the union of rankings by reciprocal rank fusion, best first.

    Args:
        rankings: ids, best first, none twice in one ranking.
        k: damps the lead of the first ranks (60: Cormack et al., SIGIR 2009).

    Returns:
        (id, sum over the rankings that hold it of 1 / (k + rank)); equal sums in order of first
        appearance, so that the same rankings give the same order.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, id_ in enumerate(ranking, start=1):
            scores[id_] = scores.get(id_, 0.0) + 1.0 / (k + rank)
    return sorted(scores.items(), key=lambda item: -item[1])


class HybridRetriever(BaseRetriever):
    """A LangChain retriever over the report index."""

    index: Any
    embedder: Any
    reranker: Any = None
    report_ids: tuple[str, ...] = ()
    k: int = 12

    @classmethod
    def over(cls, index: ReportIndex, settings: Settings) -> HybridRetriever:
        """Return the retriever that the settings describe."""
        embedder: Embedder = load_embedder(settings)
        reranker: Reranker | None = load_reranker(settings)
        return cls(index=index, embedder=embedder, reranker=reranker, k=settings.top_k)

    def hits(
        self, question: str, report_ids: Sequence[str] = (), k: int = 12, *, snapshot: Snapshot | None = None
    ) -> tuple[Hit, ...]:
        """Return the k chunks that fit a question best, best first.

        Args:
            question: as asked.
            report_ids: where to look; empty for everywhere.
            k: how many at most.
            snapshot: the state of the index to look in; by default the present one.
        """
        state: Snapshot = snapshot or self.index.snapshot()
        depth = max(k, DEPTH)
        dense = state.search(self.embedder.embed_query(question), depth, report_ids)
        lexical = state.lexical(question, depth, report_ids)
        rankings = {"dense": [id_ for id_, _ in dense], "lexical": [id_ for id_, _ in lexical]}
        fused = fuse(list(rankings.values()))
        ranks = {name: {id_: i for i, id_ in enumerate(ids, 1)} for name, ids in rankings.items()}
        chunks = _chunks(state, report_ids)
        leads = _leads(dense)
        found = [
            Hit(
                chunk=chunks[id_],
                score=score,
                ranks={name: held[id_] for name, held in ranks.items() if id_ in held},
                lead=leads.get(id_, 0.0),
            )
            for id_, score in fused
        ]
        return self._reranked(question, found)[:k]

    def _reranked(self, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        if self.reranker is None or not hits:
            return tuple(hits)
        head, tail = hits[:RERANKED], hits[RERANKED:]
        scores = self.reranker.scores(question, [hit.chunk.text for hit in head])
        order = sorted(range(len(head)), key=lambda i: -scores[i])
        ranked = [
            replace(head[i], ranks={**head[i].ranks, "reranked": rank})
            for rank, i in enumerate(order, start=1)
        ]
        return (*ranked, *tail)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [hit_to_document(hit) for hit in self.hits(query, self.report_ids, self.k)]


def hit_to_document(hit: Hit) -> Document:
    """Return a hit as a LangChain document: the chunk's text, its whereabouts as metadata."""
    chunk = hit.chunk
    metadata = {
        "report": chunk.report,
        "section": chunk.section,
        "label": chunk.label,
        "page": chunk.place.page,
        "kind": chunk.kind,
        "quote": chunk.quote,
        "ref": chunk.ref,
        "score": hit.score,
    }
    return Document(page_content=chunk.text, metadata=metadata, id=chunk.id)


def fit_by_ref(hits: Sequence[Hit], report_id: str) -> Mapping[str, float]:
    """Return how well each place of a report fits: 1 for the first hit, towards 0 for the last."""
    count = max(len(hits), 1)
    fits: dict[str, float] = {}
    for rank, hit in enumerate(hits):
        if hit.chunk.report == report_id:
            fits.setdefault(hit.chunk.ref, 1 - rank / count)
    return fits


def _leads(dense: Sequence[tuple[str, float]]) -> dict[str, float]:
    """How much nearer each chunk is than the background; nothing where there are too few to tell one."""
    if len(dense) <= BACKGROUND:
        return {}
    background = dense[BACKGROUND][1]
    return {id_: similarity - background for id_, similarity in dense[:BACKGROUND]}


def _chunks(state: Snapshot, report_ids: Sequence[str]) -> ChainMap[str, Chunk]:
    ids = report_ids or tuple(info.id for info in state.reports())
    return ChainMap(*(state.chunks(report_id) for report_id in ids))
