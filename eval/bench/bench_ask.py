"""``python -m eval.bench.bench_ask``: a whole answer against one embedding plus one Chroma search.

Both are timed in one warm process over the same questions, alternately, so that a slow moment of the
machine falls on both. A question mark is added for the bare search: an embedding that the answer has
just cached would cost nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
from time import perf_counter

from eval.corpus import REPORT_2021, indexed
from eval.facts import FACTS_DIR, load_facts
from eval.metrics import percentile
from rag.chain import Assistant
from rag.embed import load_embedder
from rag.settings import Settings
from rag.storage.index import ReportIndex
from rag.types import Question

MAX_P50_RATIO, MAX_P95_RATIO = 3.0, 6.0


def measure(settings: Settings, rounds: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of whole answers and of bare searches, question by question."""
    items = load_facts(FACTS_DIR / "2021.jsonl")
    assistant, embedder = Assistant(settings), load_embedder(settings)
    snapshot = ReportIndex.open(settings, embedder).snapshot()
    answers: list[float] = []
    searches: list[float] = []
    for round_ in range(rounds + 1):
        for item in items:
            # Each round asks in words that no cache has seen.
            turns = (*item.turns[:-1], item.turns[-1] + "　" * round_)
            start = perf_counter()
            assistant.ask(Question(turns))
            middle = perf_counter()
            snapshot.search(embedder.embed_query(turns[-1] + "？"), 4)
            end = perf_counter()
            if round_:  # the first round only warms up
                answers.append(1000 * (middle - start))
                searches.append(1000 * (end - middle))
    return answers, searches


def main() -> int:
    """Print both and their ratio; return 1 where the ratio is too high."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.bench_ask", description="测一次问答的耗时")
    parser.add_argument("--rounds", type=int, default=2, help="每题问几遍（默认 2）")
    args = parser.parse_args()
    with indexed(Settings.from_env(os.environ), [REPORT_2021]) as settings:
        answers, searches = measure(settings, args.rounds)
    passed = True
    for percent, limit in ((50, MAX_P50_RATIO), (95, MAX_P95_RATIO)):
        whole, bare = percentile(answers, percent) or 0.0, percentile(searches, percent) or 1.0
        passed &= whole <= limit * bare
        print(
            f"p{percent}：问答 {whole:.1f} ms，仅检索 {bare:.1f} ms，比值 {whole / bare:.2f}（上限 {limit}）"
        )
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
