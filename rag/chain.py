"""The whole line from a question to a verified answer, as LangChain runnables."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from threading import Lock
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from rag.calculate.reckoned import reckon
from rag.embed import load_embedder
from rag.find.book import Book, make_book
from rag.find.jointly import jointly
from rag.find.match import Matcher
from rag.prose.continued import go_on
from rag.respond.audit import Finding, audit
from rag.respond.checked import answer_turn, verify_turn
from rag.respond.contradicted import contradicted
from rag.respond.corrected import corrected
from rag.respond.lying_near import with_nearest
from rag.respond.meanings import Meanings
from rag.respond.of_another import without_others
from rag.respond.outcomes import first_answering, nothing_new, refused
from rag.respond.resolve import reckons_by_name
from rag.respond.retold import retold
from rag.settings import Settings
from rag.storage.index import ReportIndex
from rag.storage.retrieve import HybridRetriever, fit_by_ref
from rag.storage.snapshot import Snapshot
from rag.tables.lone import at_once
from rag.tables.told_row import row_told
from rag.turn import (
    Turn,
    check_question,
    check_reports,
    data_years,
    figures_of,
    is_answered,
    is_told,
    told_by,
)
from rag.types import Answer, Question, Report, ReportInfo
from rag.understand.english import in_chinese
from rag.understand.everyday import load_everyday
from rag.understand.followup import may_lean, readings
from rag.understand.listed_apart import listed_apart
from rag.understand.looked_up import asked_plainly
from rag.understand.question import Query, understand
from rag.understand.reworded import core, everyday_reading
from rag.understand.several import as_one, parts_of
from rag.understand.simpler import asks_number_or_year, simpler

# Turns of a conversation that a follow-up is understood from.
MAX_TURNS = 4
# Headings whose vectors are kept.
SHORT_TEXTS = 20_000
# Reports that are looked at closely for one question; of more, those that retrieval found first.
MAX_BOOKS = 6


class Assistant:
    """Answers questions about the reports in the index; safe for many threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._embedder = load_embedder(settings)
        self._everyday = load_everyday(self._embedder, settings.index_dir)
        self._index = ReportIndex.open(settings, self._embedder)
        self._retriever = HybridRetriever.over(self._index, settings)
        self._books: OrderedDict[str, Book] = OrderedDict()
        self._short_text = lru_cache(maxsize=SHORT_TEXTS)(self._embedder.embed_query)
        self._lock = Lock()
        self.chain: Runnable[Turn, Turn] = (
            RunnableLambda(understand_turn)
            | RunnableLambda(self._retrieve)
            | RunnableLambda(self._resolve)
            | RunnableLambda(answer_turn)
            | RunnableLambda(verify_turn)
        )

    def reports(self) -> tuple[ReportInfo, ...]:
        """Return what is known of each report, newest year first."""
        return self._index.reports()

    def report(self, report_id: str) -> Report:
        """Return a whole report; KeyError where there is none of this id."""
        return self._index.report(report_id)

    def ask(self, question: Question) -> Answer:
        """Answer the last turn of a conversation.

        Raises:
            QuestionError: the question is empty or too long, or names a report that is not there.
        """
        started = time.perf_counter()
        snapshot = self._index.snapshot()
        check_question(question, snapshot)
        question = replace(question, turns=tuple(asked_plainly(in_chinese(turn)) for turn in question.turns))
        turns = self._turns(question, snapshot)
        answer = as_one([turn.answer for turn in turns if turn.answer is not None])
        return replace(answer, seconds=round(time.perf_counter() - started, 4))

    def _turns(self, question: Question, snapshot: Snapshot) -> list[Turn]:
        """The last turn's questions, answered; each knows what was told just before it."""
        if put_right := corrected(question, lambda asked, told: self._answered(asked, told, snapshot)):
            return put_right
        turns: list[Turn] = []
        parts = parts_of(question)
        if len(parts) > 1 and (
            self._asks_tables_alone(question, parts, snapshot)
            or self._asks_figures_at_once(question, snapshot)
        ):
            # A table answers to all attributes of a sentence at once.
            parts = (question,)
        for part in parts:
            before = turns if part.continued else self._before(part, snapshot)
            turns.append(self._answered(part, before, snapshot))
        if len(turns) > 1:
            return self._as_one(question, turns)
        return self._listed(question, turns, snapshot) or self._simpler(question, turns, snapshot) or turns

    def _simpler(self, question: Question, turns: list[Turn], snapshot: Snapshot) -> list[Turn]:
        """What answers a question once what its asker wants it for is left out; none where nothing does."""
        *earlier, last = question.turns
        if earlier or any(map(is_answered, turns)) or any(r.unheld for t in turns for r in t.resolutions):
            # Nor is what is named and not there asked again without its name.
            return []
        close: list[Turn] = []
        for plain in (replace(question, turns=(text,)) for text in simpler(last)):
            at_once = self._asks_figures_at_once(plain, snapshot)
            # What is told in words may lie near anything; a number is held against more.
            if not at_once and not asks_number_or_year(plain.turns[0]):
                continue
            parts = (plain,) if at_once else parts_of(plain)
            again = [self._answered(part, [], snapshot) for part in parts]
            # What has to be put in other words besides is no surer than what lies close.
            if all(is_answered(turn) and not turn.reading for turn in again):
                return again
            close = close or (again if all(map(is_told, again)) else [])
        return close if not any(map(is_told, turns)) else []

    def _listed(self, question: Question, whole: list[Turn], snapshot: Snapshot) -> list[Turn]:
        """The things that a question lists, each asked by itself; none where the whole told them all."""
        *earlier, last = question.turns
        told = len(figures_of(whole)) if all(map(is_answered, whole)) else None
        apart = () if earlier or told == 0 else listed_apart(last, self._row_names(whole))
        if not apart or (told and told >= len(apart)):
            return []
        turns = [self._answered(replace(question, turns=(one,)), [], snapshot) for one in apart]
        answered = sum(map(is_answered, turns))
        return turns if answered == len(turns) or (answered and told is None) else []

    def _row_names(self, turns: Sequence[Turn]) -> Iterator[str]:
        """What the rows of all tables asked are called; gone through only where a question lists things."""
        tables = (view for book in self._books_for(turns[0]) for view in book.tables)
        yield from {name for view in tables for item in view.cells for name in item.row.bare if len(name) > 2}

    def _as_one(self, question: Question, parts: list[Turn]) -> list[Turn]:
        """The parts of a sentence; those not answered asked again beside the others, or all of one place."""
        parts = [self._again(part, parts) for part in parts]
        if all(map(is_answered, parts)) or len(question.turns) > 1:
            return parts
        whole, asked = understand(question.turns[-1]), [understand(p.question.turns[-1]) for p in parts]
        answered = [part for part in parts if is_answered(part)]
        told = told_by(answered)
        found = (jointly(whole, asked, book, told) for book in self._books_for(parts[0]))
        if one := tuple(resolution for resolution in found if resolution is not None):
            quoted = verify_turn(answer_turn(without_others(replace(parts[0], resolutions=one, reading=""))))
            return [*answered, quoted]
        return parts

    def _answered(self, question: Question, before: list[Turn], snapshot: Snapshot) -> Turn:
        """A question answered behind the turns before it."""
        return self.chain.invoke(Turn(question, snapshot, told=told_by(before), figures=figures_of(before)))

    def _again(self, turn: Turn, beside: Sequence[Turn]) -> Turn:
        """A part that found no answer, asked again of the place that answered one beside it."""
        if is_answered(turn) or turn.told:
            return turn
        told = told_by(other for other in beside if is_answered(other))
        again = self.chain.invoke(Turn(turn.question, turn.snapshot, told=told)) if told else turn
        return again if is_answered(again) else turn

    def _before(self, question: Question, snapshot: Snapshot) -> list[Turn]:
        """The turn before a follow-up, answered."""
        if len(question.turns) < 2 or not may_lean(question.turns[-1]):
            return []
        return self._turns(replace(question, turns=question.turns[-MAX_TURNS:-1]), snapshot)

    def _asks_tables_alone(self, question: Question, parts: Sequence[Question], snapshot: Snapshot) -> bool:
        """Whether all reports asked are files that hold nothing but tables, which answer all parts."""
        if not 0 < len(question.reports) <= MAX_BOOKS:
            return False
        books = [self._book(snapshot, report_id) for report_id in question.reports]
        return all(book.grids for book in books) and (parts[-1].continued or at_once(question, books))

    def _asks_figures_at_once(self, question: Question, snapshot: Snapshot) -> bool:
        """Whether one row answers all that a sentence asks, or it names the headings of all its figures."""
        asked = question.reports or tuple(info.id for info in snapshot.reports())
        if not 0 < len(asked) <= MAX_BOOKS:
            return False
        query = understand(question.turns[-1])
        books = [self._book(snapshot, report) for report in asked]
        return any(row_told(Matcher(query, book, {})) or reckons_by_name(query, book) for book in books)

    def audit(self, report_id: str) -> tuple[Finding, ...]:
        """Return what a report contradicts itself, or its school's earlier reports, in.

        Raises:
            QuestionError: there is no report of this id.
        """
        snapshot = self._index.snapshot()
        check_reports((report_id,), snapshot)
        book = self._book(snapshot, report_id)
        earlier = [
            self._book(snapshot, info.id)
            for info in snapshot.reports()
            if book.report.school == info.school != ""
            and (info.data_year or 0) < (book.report.data_year or 0)
        ]
        return audit(book, earlier)

    def _retrieve(self, turn: Turn) -> Turn:
        text = turn.queries[0].text
        hits = self._retriever.hits(
            text, turn.question.reports, 4 * self._settings.top_k, snapshot=turn.snapshot
        )
        return replace(turn, hits=hits)

    def _resolve(self, turn: Turn) -> Turn:
        books = self._books_for(turn)
        dense = {report_id: fit_by_ref(turn.hits, report_id) for report_id in {b.report.id for b in books}}
        if turn.told:
            alone = understand(turn.question.turns[-1])
            beside = [reckon(alone, book, turn.figures) or go_on(alone, book, turn.told) for book in books]
            if answered := tuple(resolution for resolution in beside if resolution is not None):
                return without_others(replace(turn, resolutions=answered))
        found = first_answering(turn.queries, books, dense, turn.told)
        if turn.question.continued and nothing_new(found, turn.told):
            found = refused(found)
        told = retold(turn, books, dense, found, self._meanings(turn))
        return with_nearest(contradicted(without_others(told)))

    def _meanings(self, turn: Turn) -> Meanings:
        def likeness(text: str, report: str) -> Mapping[str, float]:
            chunks = turn.snapshot.chunks(report)
            found = turn.snapshot.search(self._embedder.embed_query(text), len(chunks), (report,))
            return {chunks[chunk].ref: like for chunk, like in found}

        return Meanings(self._everyday_reading, self._short_text, likeness)

    def _everyday_reading(self, query: Query) -> tuple[str, Query] | None:
        if self._everyday is None:
            return None
        return everyday_reading(query, self._embedder.embed_query(core(query)), self._everyday)

    def _books_for(self, turn: Turn) -> list[Book]:
        chosen = turn.question.reports or tuple(info.id for info in turn.snapshot.reports())
        if len(chosen) > MAX_BOOKS:
            found = dict.fromkeys(hit.chunk.report for hit in turn.hits)
            chosen = tuple(found)[:MAX_BOOKS] or chosen[:MAX_BOOKS]
        return [self._book(turn.snapshot, report_id) for report_id in chosen]

    def _book(self, snapshot: Snapshot, report_id: str) -> Book:
        report = snapshot.report(report_id)
        with self._lock:
            book = self._books.get(report_id)
            if book is None or book.report is not report:
                book = make_book(report)
                self._books[report_id] = book
            self._books.move_to_end(report_id)
            while len(self._books) > 32:
                self._books.popitem(last=False)
            return book


def understand_turn(turn: Turn) -> Turn:
    """Return the turn with what its question may ask, likeliest reading first."""
    queries = readings(turn.question.turns, continued=turn.question.continued)
    if turn.question.years:
        years = data_years(turn)
        queries = tuple(q if q.years or q.offsets else replace(q, years=years) for q in queries)
    return replace(turn, queries=queries)


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as plain data, in the form that ``rag batch`` and the page's API give."""
    data = asdict(answer)
    return {"answer": data.pop("text"), **data}
