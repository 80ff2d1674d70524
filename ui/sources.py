"""The panel beside the chat: what each answer rests on, quoted and shown where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.types import Answer, Citation, Figure, Paragraph, Report, Table
from ui.markup import escape
from ui.tables import Marks, table_html
from ui.types import Conversation, FindReport, Turn
from ui.words import Words


@dataclass(frozen=True, slots=True)
class _Context:
    """What is shown around a quote: a table, or the paragraphs of a section or case."""

    key: str
    table: Table | None = None
    paragraphs: tuple[Paragraph, ...] = ()


def panel_html(conversation: Conversation, find_report: FindReport, words: Words) -> str:
    """Return the whole panel: the last answer's sources open, those of earlier ones folded below.

    Args:
        conversation: all turns.
        find_report: gives a report by its id, None where it is gone.
        words: the page's language.
    """
    if not conversation:
        return f'<p class="nb-empty">{escape(words.sources_empty)}</p>'
    *earlier, last = [
        _turn_html(turn, number, find_report, words) for number, turn in enumerate(conversation, start=1)
    ]
    if not earlier:
        return last
    folded = "".join(
        f'<details class="nb-earlier"><summary>{escape(turn.question)}</summary>{inner}</details>'
        for turn, inner in reversed(list(zip(conversation, earlier, strict=False)))
    )
    return f'{last}<h3 class="nb-earlier-title">{escape(words.earlier)}</h3>{folded}'


def citation_line(citation: Citation, words: Words) -> str:
    """Return a citation in one line of plain text, as a clerk would paste it."""
    parts = (f"《{citation.report}》", _section(citation), _label(citation), _pages(citation, words))
    return f"[{citation.n}] " + " ".join(part for part in parts if part)


def copy_text(conversation: Conversation, words: Words) -> str:
    """Return the last answer with its sources as plain text, empty where there is none."""
    answer = conversation[-1].answer if conversation else None
    if answer is None:
        return ""
    lines = [answer.text]
    if answer.citations:
        lines += ["", words.copied_sources]
        lines += [citation_line(citation, words) for citation in answer.citations]
    return "\n".join(lines)


def _turn_html(turn: Turn, number: int, find_report: FindReport, words: Words) -> str:
    inner = _cards(turn.answer, number, find_report, words) if turn.answer and turn.answer.citations else ""
    shown = inner or f'<p class="nb-empty">{escape(words.no_sources)}</p>'
    return f'<section class="nb-turn" data-turn="{number}">{shown}</section>'


def _cards(answer: Answer, number: int, find_report: FindReport, words: Words) -> str:
    groups: dict[str, list[Citation]] = {}
    contexts: dict[str, _Context] = {}
    for citation in answer.citations:
        report = find_report(citation.report_id) if citation.report_id else None
        context = _context(citation, report)
        key = context.key if context else f"alone:{citation.n}"
        groups.setdefault(key, []).append(citation)
        if context:
            contexts[key] = context
    lead = f'<p class="nb-lead">{escape(words.nearest)}</p>' if answer.abstained else ""
    cards = (
        _card(cited, _around(cited, contexts.get(key), answer.figures, words), number, words)
        for key, cited in groups.items()
    )
    return lead + "".join(cards)


def _card(cited: Sequence[Citation], around: str, turn: int, words: Words) -> str:
    places: dict[tuple[str, ...], list[Citation]] = {}
    for citation in cited:
        place = (citation.report, _section(citation), _label(citation), _pages(citation, words))
        places.setdefault(place, []).append(citation)
    heads = "".join(_head(place, quoted, turn, words) for place, quoted in places.items())
    return f'<article class="nb-source">{heads}{around}</article>'


def _around(
    cited: Sequence[Citation], context: _Context | None, figures: Sequence[Figure], words: Words
) -> str:
    if context is None:
        gone = any(citation.report_id and citation.ref and not _is_figure(citation) for citation in cited)
        return f'<p class="nb-note nb-gone">{escape(words.context_gone)}</p>' if gone else ""
    inner = _table(context.table, cited, figures, words) if context.table else _text(context, cited)
    label = escape(f"{words.context} {cited[0].n}")
    return f'<div class="nb-context" tabindex="0" role="region" aria-label="{label}">{inner}</div>'


def _head(place: tuple[str, ...], quoted: Sequence[Citation], turn: int, words: Words) -> str:
    report, section, label, pages = place
    tag = f'<span class="nb-label">{escape(label)}</span>' if label else ""
    meta = " · ".join(part for part in (pages, f"《{report}》") if part)
    quotes = "".join(_quote(citation, turn, words) for citation in quoted)
    return (
        f'<header class="nb-head"><div class="nb-place">{escape(section)} {tag}</div>'
        f'<div class="nb-meta">{escape(meta)}</div>{quotes}</header>'
    )


def _quote(citation: Citation, turn: int, words: Words) -> str:
    doubt = f'<p class="nb-doubt">{escape(words.doubt)}</p>' if citation.doubt else ""
    note = f'<p class="nb-note">{escape(words.figure_only)}</p>' if _is_figure(citation) else ""
    return (
        f'<div class="nb-quote" id="s-{turn}-{citation.n}"><span class="nb-n">{citation.n}</span>'
        f'<blockquote aria-label="{escape(words.quote)}">{escape(citation.quote)}</blockquote></div>'
        f"{doubt}{note}"
    )


def _is_figure(citation: Citation) -> bool:
    return citation.ref.startswith("fig:")


def _section(citation: Citation) -> str:
    return f"{citation.section} {citation.section_title}".strip()


def _label(citation: Citation) -> str:
    return f"{citation.label} {citation.title}".strip() if citation.label else ""


def _pages(citation: Citation, words: Words) -> str:
    printed = words.page.format(page=citation.page) if citation.page else ""
    physical = words.pdf_page.format(page=citation.pdf_page) if citation.pdf_page is not None else ""
    return words.page_join.join(part for part in (printed, physical) if part)


def _context(citation: Citation, report: Report | None) -> _Context | None:
    """Return what stands around a quote, None where its place cannot be found (any more)."""
    if report is None:
        return None
    kind, _, rest = citation.ref.partition(":")
    key = f"{report.id}:"
    if kind in {"row", "table"}:
        wanted = rest.rpartition(":")[0] if kind == "row" else rest
        table = next((table for table in report.tables if table.id == wanted), None)
        return _Context(f"{key}table:{table.id}", table=table) if table else None
    paragraphs = _paragraphs(kind, rest, report)
    return _Context(f"{key}par:{paragraphs[0].index}", paragraphs=paragraphs) if paragraphs else None


def _paragraphs(kind: str, rest: str, report: Report) -> tuple[Paragraph, ...]:
    if kind == "sec":
        return tuple(paragraph for paragraph in report.paragraphs if paragraph.section == rest)
    if kind == "case":
        return tuple(paragraph for paragraph in report.paragraphs if paragraph.case == rest)
    if kind != "par":
        return ()
    index = rest.partition(":")[0]
    cited = next((paragraph for paragraph in report.paragraphs if str(paragraph.index) == index), None)
    if cited is None:
        return ()
    return tuple(
        paragraph
        for paragraph in report.paragraphs
        if (paragraph.section, paragraph.case) == (cited.section, cited.case)
    )


def _table(table: Table, cited: Sequence[Citation], figures: Sequence[Figure], words: Words) -> str:
    cells: dict[tuple[int, int], tuple[int, ...]] = {}
    for citation in cited:
        for place in _cells(table, citation, figures):
            cells[place] = (*cells.get(place, ()), citation.n)
    rows = [row for citation in cited if (row := _row(citation)) is not None]
    return table_html(table, Marks(cells, rows), words)


def _cells(table: Table, citation: Citation, figures: Sequence[Figure]) -> set[tuple[int, int]]:
    """Return the cells a citation is for: its own, and in its row those of the other figures it backs.

    A figure that more than one cell could be is left unmarked rather than marked wrongly.
    """
    places = {citation.cell} if citation.cell is not None else set()
    row = [cell for cell in table.cells if cell.row == _row(citation)]
    for figure in figures:
        if figure.citation != citation.n:
            continue
        fitting = {
            (cell.row, cell.col)
            for cell in row
            if cell.value is not None
            and f"{cell.value:f}" == figure.value
            and cell.year in (None, figure.year)
        }
        if len(fitting) == 1 and citation.cell not in fitting:
            places |= fitting
    return places


def _row(citation: Citation) -> int | None:
    kind, _, rest = citation.ref.partition(":")
    row = rest.rpartition(":")[2]
    return int(row) if kind == "row" and row.isdecimal() else None


def _text(context: _Context, cited: Sequence[Citation]) -> str:
    return "".join(f"<p>{_marked(paragraph, cited)}</p>" for paragraph in context.paragraphs)


def _marked(paragraph: Paragraph, cited: Sequence[Citation]) -> str:
    """Return the paragraph with its quotes marked, overlapping ones as one.

    A cited paragraph whose quote is not found to the letter (it was joined from pieces) is marked whole.
    """
    found = sorted(
        (*span, citation.n)
        for citation in cited
        if (_names(citation, paragraph) or not citation.ref.startswith("par:"))
        and (span := _find(citation.quote, paragraph.text))
    )
    if not found:
        found = [(0, len(paragraph.text), citation.n) for citation in cited if _names(citation, paragraph)]
    parts: list[str] = []
    at = 0
    for start, end, number in found:
        if end <= at:
            continue
        start = max(start, at)
        parts.append(escape(paragraph.text[at:start]))
        parts.append(f'<mark>{escape(paragraph.text[start:end])}</mark><sup class="nb-n">{number}</sup>')
        at = end
    return "".join([*parts, escape(paragraph.text[at:])])


def _names(citation: Citation, paragraph: Paragraph) -> bool:
    kind, _, rest = citation.ref.partition(":")
    return kind == "par" and rest.partition(":")[0] == str(paragraph.index)


def _find(quote: str, text: str) -> tuple[int, int] | None:
    """Return where a quote stands in a text, spaces and line breaks aside."""
    pattern = r"\s*".join(re.escape(char) for char in quote if not char.isspace())
    found = re.search(pattern, text) if pattern else None
    return found.span() if found else None
