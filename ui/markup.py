"""Text to HTML for the chat. Nothing that a report or a visitor wrote reaches the page as markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from rag.types import Answer, Calculation
from ui.types import Turn
from ui.words import Words

# The chat component reads its messages as Markdown, where these would make links, pictures or formulas
# even after HTML escaping; as character references they are text in Markdown and in HTML alike.
_MARKUP_CHARS = re.compile(r"[<>&\"'\\`*_{}\[\]()#+\-.!|~$:^=@/]")
_MARK = re.compile(r"\[(\d+)\]")
_PIECE = re.compile(r"\[\d+\]|[\d.,%]+|.", re.DOTALL)
# Lines by which an answer gives account of itself; they stand back behind what was asked.
_ACCOUNTS = {"算式：": "nb-formula", "依据：": "nb-support", "原文：": "nb-support", "（提示：": "nb-hint"}
_LOUD_KINDS = frozenset({"contradiction", "refusal"})


def escape(text: str) -> str:
    """Return text as HTML that shows it as it is."""
    return html.escape(text, quote=True)


def escape_for_chat(text: str) -> str:
    """Return text as HTML that shows it as it is, also where Markdown is read."""
    return _MARKUP_CHARS.sub(lambda found: f"&#{ord(found[0])};", text)


def growing(text: str, steps: int = 24) -> Iterator[str]:
    """Yield ever longer beginnings of a text, the whole of it last.

    A ``[n]`` mark or a number is never cut in two: a number half shown is a wrong number.

    Args:
        text: what is to appear.
        steps: at most so many beginnings, at least 1.
    """
    pieces = _PIECE.findall(text)
    stride = max(1, -(-len(pieces) // steps))
    for end in range(stride, len(pieces) + stride, stride):
        yield "".join(pieces[:end])


def question_html(question: str) -> str:
    """Return a visitor's question as a chat message."""
    return _block("nb-question", _paragraphs(escape_for_chat(question)))


def answer_html(answer: Answer, turn: int, words: Words, *, text: str | None = None) -> str:
    """Return an answer as a chat message, its ``[n]`` marks leading to the sources.

    Args:
        answer: what to show.
        turn: number of the turn, from 1; part of the anchors' names.
        words: the page's language.
        text: a beginning of the answer's text while it appears; the calculation is left out then.
    """
    shown = answer.text if text is None else text
    known = {citation.n for citation in answer.citations}
    body = "".join(_line(line, turn, known) for line in shown.splitlines() if line.strip())
    if text is None and answer.calculation is not None and answer.calculation.formula not in answer.text:
        body += _calculation(answer.calculation, words)
    loud = " nb-loud" if answer.kind in _LOUD_KINDS else ""
    kind = f'<div class="nb-kind">{escape_for_chat(words.kinds[answer.kind])}</div>'
    return _block(f"nb-answer nb-is-{answer.kind}{loud}", kind + body)


def error_html(message: str, words: Words) -> str:
    """Return an error's sentence as a chat message."""
    kind = f'<div class="nb-kind">{escape_for_chat(words.error)}</div>'
    return _block("nb-answer nb-is-error nb-loud", kind + _paragraphs(escape_for_chat(message)))


def waiting_html(words: Words) -> str:
    """Return the message that stands in until the answer is there."""
    return _block("nb-answer nb-waiting", _paragraphs(escape_for_chat(words.waiting)))


def turn_html(turn: Turn, number: int, words: Words) -> str:
    """Return what a turn says back: its answer or its error."""
    if turn.answer is None:
        return error_html(turn.error, words)
    return answer_html(turn.answer, number, words)


def _calculation(calculation: Calculation, words: Words) -> str:
    result = escape_for_chat(calculation.result + calculation.unit)
    rounding = f"<small>{escape_for_chat(calculation.rounding)}</small>" if calculation.rounding else ""
    return (
        f'<div class="nb-calculation"><span>{escape_for_chat(words.calculation)}</span>'
        f"<code>{escape_for_chat(calculation.formula)}</code><strong>{result}</strong>{rounding}</div>"
    )


def _line(line: str, turn: int, known: set[int]) -> str:
    account = next((name for start, name in _ACCOUNTS.items() if line.startswith(start)), "")
    style = f' class="{account}"' if account else ""
    return f"<p{style}>{_with_marks(line, turn, known)}</p>"


def _with_marks(text: str, turn: int, known: set[int]) -> str:
    parts: list[str] = []
    at = 0
    for mark in _MARK.finditer(text):
        number = int(mark[1])
        if number in known:
            link = f'<a class="nb-mark" href="#s-{turn}-{number}">{number}</a>'
            parts += [escape_for_chat(text[at : mark.start()]), link]
            at = mark.end()
    return "".join([*parts, escape_for_chat(text[at:])])


def _paragraphs(escaped: str) -> str:
    # One line without a blank one: a blank line would end the HTML block and wake Markdown up.
    return "".join(f"<p>{line}</p>" for line in escaped.splitlines() if line.strip())


def _block(classes: str, inner: str) -> str:
    return f'<div class="{classes}">{inner}</div>'
