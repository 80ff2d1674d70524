"""The evaluation as a page to read: scores by kind, a plot, and every miss with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from eval.metrics import describe_expectation
from eval.run import misses, scores_by_kind
from eval.suites import COLUMNS, SuiteResult, score_rows
from eval.types import Outcome

_STYLE = """
body{font-family:sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;line-height:1.5;color:#222}
table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #ccc;padding:.25rem .6rem;text-align:left;
vertical-align:top}th{background:#f3f3f3}.bad{color:#a00}.good{color:#060}details{margin:.5rem 0}
"""
_BAR, _GAP, _LABEL, _WIDTH = 18, 6, 110, 420


def results_to_markdown(results: Sequence[SuiteResult]) -> str:
    """Return the results as Markdown."""
    return "\n".join(line for result in results for line in _markdown_lines(result)) + "\n"


def _markdown_lines(result: SuiteResult) -> Iterator[str]:
    yield f"## {result.title}\n"
    if result.outcomes:
        yield from _markdown_table(COLUMNS, score_rows(result))
    if result.measures:
        yield from _markdown_table(("项目", "值"), ((m.name, m.value) for m in result.measures))
    yield from (f"- **未达标** {text}" for text in result.shortfalls)
    missed = misses(result.outcomes)
    if missed:
        yield f"\n### 未通过的问题（{len(missed)}）\n"
        rows = (_miss_row(outcome) for outcome in missed)
        yield from _markdown_table(_MISS_COLUMNS, rows)


def _markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(columns) + " |"
    yield "|" + " --- |" * len(columns)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


_MISS_COLUMNS = ("编号", "题型", "问题", "应答", "实答", "错在", "所引")


def _miss_row(outcome: Outcome) -> tuple[str, ...]:
    answer = outcome.answer
    cited = answer.citations if answer else ()
    places = "；".join(f"{c.label or c.section}：{c.quote[:60]}" for c in cited[:4])
    return (
        outcome.item.id,
        outcome.item.kind,
        " → ".join(outcome.item.turns),
        describe_expectation(outcome.item.expect),
        answer.text[:300] if answer else "",
        what_is_wrong(outcome),
        places,
    )


def what_is_wrong(outcome: Outcome) -> str:
    """Return, in Chinese, in which ways an outcome is a miss."""
    if outcome.error:
        return f"出错：{outcome.error}"
    answer, expect = outcome.answer, outcome.item.expect
    faults = []
    if not outcome.correct:
        refused = answer is not None and answer.abstained
        faults.append("该拒未拒" if expect.abstain else "误拒" if refused else "答错")
    if outcome.cited is False:
        faults.append(f"引用不对，应引 {'、'.join(outcome.item.cite)}")
    if outcome.unsourced:
        faults.append(f"数字无来源：{'、'.join(outcome.unsourced)}")
    return "；".join(faults)


def results_to_html(results: Sequence[SuiteResult]) -> str:
    """Return the results as one HTML page that needs nothing else."""
    parts = [part for result in results for part in _html_parts(result)]
    body = "\n".join(parts)
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>年报问答 评测</title>'
        f"<style>{_STYLE}</style></head><body><h1>年报问答 评测</h1>\n{body}\n</body></html>\n"
    )


def _html_parts(result: SuiteResult) -> Iterator[str]:
    yield f"<h2>{escape(result.title)}</h2>"
    yield from (f'<p class="bad">未达标：{escape(text)}</p>' for text in result.shortfalls)
    if result.outcomes and not result.shortfalls:
        yield '<p class="good">各项达标。</p>'
    if result.outcomes:
        yield _html_table(COLUMNS, score_rows(result))
        yield kinds_to_svg(result)
    if result.measures:
        yield _html_table(("项目", "值"), ((m.name, m.value) for m in result.measures))
    missed = misses(result.outcomes)
    if missed:
        rows = (_miss_row(outcome) for outcome in missed)
        table = _html_table(_MISS_COLUMNS, rows)
        yield f"<details><summary>未通过的问题（{len(missed)}）</summary>{table}</details>"


def _html_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def kinds_to_svg(result: SuiteResult) -> str:
    """Return a bar for each kind of question: the share answered correctly."""
    bars = []
    for i, (kind, scores) in enumerate(scores_by_kind(result.outcomes)):
        top, share = i * (_BAR + _GAP), scores.correct.value or 0.0
        text = f"{scores.correct.hits}/{scores.correct.n}"
        bars.append(
            f'<text x="0" y="{top + 13}">{escape(kind)}</text>'
            f'<rect x="{_LABEL}" y="{top}" width="{_WIDTH}" height="{_BAR}" fill="#eee"/>'
            f'<rect x="{_LABEL}" y="{top}" width="{_WIDTH * share:.1f}" height="{_BAR}" fill="#3b7dd8"/>'
            f'<text x="{_LABEL + _WIDTH + 8}" y="{top + 13}">{text}</text>'
        )
    height = len(bars) * (_BAR + _GAP)
    width = _LABEL + _WIDTH + 90
    return f'<svg width="{width}" height="{height}" font-size="13" role="img">{"".join(bars)}</svg>'
