"""The strip on top of the page: what the reports at hand are, or how to get one."""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import ReportInfo
from ui.markup import escape
from ui.words import Words

ADD_COMMAND = "python -m ingest sync"


def title_html(words: Words) -> str:
    """Return the page's name and what it is for."""
    return f'<h1 class="nb-title">{escape(words.title)}</h1><p class="nb-tagline">{escape(words.tagline)}</p>'


def loaded_html(reports: Sequence[ReportInfo], problem: str, words: Words) -> str:
    """Return the list of loaded reports, or what to do where there is none.

    Args:
        reports: what can be asked.
        problem: the sentence that says why the index cannot be used, empty where it can.
        words: the page's language.
    """
    if problem:
        return f'<div class="nb-notice" role="alert">{_lines(problem)}</div>'
    if not reports:
        return (
            f'<div class="nb-notice" role="alert"><strong>{escape(words.none_loaded)}</strong>'
            f"<p>{escape(words.none_loaded_how)}</p><code>{ADD_COMMAND}</code></div>"
        )
    items = "".join(f"<li>{_item(report, words)}</li>" for report in reports)
    return f'<div class="nb-loaded"><span>{escape(words.loaded)}</span><ul>{items}</ul></div>'


def welcome_html(words: Words) -> str:
    """Return what stands in the chat before the first question."""
    return f'<div class="nb-welcome"><h2>{escape(words.welcome)}</h2><p>{escape(words.welcome_how)}</p></div>'


def _item(report: ReportInfo, words: Words) -> str:
    year = ""
    if report.data_year is not None:
        year = f"<small>{escape(words.data_year.format(year=report.data_year))}</small>"
    return f"<strong>{escape(report.title)}</strong>{year}"


def _lines(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
