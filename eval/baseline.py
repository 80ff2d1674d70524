"""The common way, for comparison: split the text, embed, take the four nearest pieces.

As there is no language model here, it answers with the sentence (or table line) of what was found that
has most in common with the question, preferring one that holds a number. ``evidence_hit`` tells what a
perfect reader of the four pieces could at best have answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_text_splitters import RecursiveCharacterTextSplitter

from eval.metrics import Share, answer_correct
from eval.numbers import find_numbers, fold
from eval.types import Item
from rag.embed import Embedder, LangChainEmbeddings
from rag.text import split_sentences
from rag.types import Answer, Citation, Question

_TOP = 4
_CHUNK_CHARS, _OVERLAP_CHARS = 500, 50
_SEPARATORS = ["\n\n", "\n", "。", "；", "，", ""]


class Baseline:
    """Answers from the four pieces of text nearest to the question; knows no tables and never refuses."""

    def __init__(self, text: str, embedder: Embedder, directory: Path) -> None:
        splitter = RecursiveCharacterTextSplitter(
            chunk_size=_CHUNK_CHARS, chunk_overlap=_OVERLAP_CHARS, separators=_SEPARATORS
        )
        self._store = Chroma(
            collection_name="baseline",
            embedding_function=LangChainEmbeddings(embedder),
            persist_directory=str(directory),
        )
        self._store.add_documents([Document(piece) for piece in splitter.split_text(text)])

    def found(self, question: Question) -> tuple[str, ...]:
        """Return the pieces nearest to the conversation, nearest first."""
        documents = self._store.similarity_search(" ".join(question.turns), k=_TOP)
        return tuple(document.page_content for document in documents)

    def ask(self, question: Question) -> Answer:
        """Return the sentence found that shares most with the question."""
        pieces = self.found(question)
        sentences = [s.strip() for piece in pieces for s in split_sentences(piece) if s.strip()]
        wanted = _bigrams(question.turns[-1])
        text = max(
            sentences, key=lambda s: (bool(find_numbers(s)), len(wanted & _bigrams(s)), -len(s)), default=""
        )
        citations = tuple(_cite(n, piece) for n, piece in enumerate(pieces, 1))
        return Answer(text=text, kind="text", citations=citations, answered_by="baseline")


def _bigrams(text: str) -> set[str]:
    plain = fold(text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


def _cite(n: int, piece: str) -> Citation:
    return Citation(n, "", None, section="", section_title="", label="", title="", page="", quote=piece)


def evidence_hit(baseline: Baseline, items: Iterable[Item]) -> Share:
    """Share of the answerable questions whose expected values and words all stand in the four pieces.

    Computed values stand in no text, so questions that need them are left out.
    """
    held = []
    for item in items:
        computed = any(value.formula for value in item.expect.values)
        if item.expect.abstain or computed:
            continue
        pieces = "\n".join(baseline.found(Question(item.turns)))
        held.append(answer_correct(Answer(text=pieces, kind="text"), item.expect))
    return Share(sum(held), len(held))
