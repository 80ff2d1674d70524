from __future__ import annotations

import html
import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ANSWERS, HOSTILE
from ui.markup import answer_html, error_html, escape, escape_for_chat, growing, question_html
from ui.words import EN, ZH

ANSWER = ANSWERS["报到多少人？"]
# What is left of markup when all character references are taken out.
_ALIVE = re.compile(r"[<>\"'`*_\[\](){}$!\\~|]")


@given(st.text())
def test_escaped_text_reads_as_it_was_and_holds_no_markup(text: str) -> None:
    escaped = escape_for_chat(text)
    assert not _ALIVE.search(re.sub(r"&#\d+;", "", escaped))
    readable = text.replace("\x00", "")
    if readable.isprintable():
        assert html.unescape(escaped) == text
        assert html.unescape(escape(text)) == text


@given(st.text(alphabet="报到率为0123456789.,%[] 人\n", max_size=200), st.integers(1, 40))
def test_text_grows_to_the_whole_and_never_cuts_a_number(text: str, steps: int) -> None:
    shown = list(growing(text, steps))
    assert len(shown) <= steps
    assert (shown or [""])[-1] == text
    for one, longer in pairwise(shown):
        assert longer.startswith(one)
        assert len(longer) > len(one)
        assert not (one[-1] in "0123456789.,%" and longer[len(one)] in "0123456789.,%")


def test_marks_lead_to_the_sources_of_their_turn() -> None:
    shown = answer_html(ANSWER, 3, ZH)
    assert '<a class="nb-mark" href="#s-3-1">1</a>' in shown
    assert '<a class="nb-mark" href="#s-3-2">2</a>' in shown


def test_a_bracketed_number_without_a_source_stays_text() -> None:
    shown = answer_html(replace(ANSWER, text="见文献[7]。"), 1, ZH)
    assert "<a" not in shown
    assert "[7]" in html.unescape(shown)


def test_a_message_is_one_block_without_blank_lines() -> None:
    shown = answer_html(replace(ANSWER, text="一\n\n\n二"), 1, ZH)
    assert "\n" not in shown
    assert shown.count("<p>") == 2


def test_the_calculation_comes_when_the_text_is_whole_and_only_once() -> None:
    answer = ANSWERS["报到率怎么算？"]
    formula = "1165 ÷ 1280 × 100%"
    assert formula in html.unescape(answer_html(answer, 1, ZH))
    assert "nb-calculation" not in answer_html(answer, 1, ZH, text="2030年")
    told = replace(answer, text=f"{answer.text}（{formula} = 91.02%）")
    assert "nb-calculation" not in answer_html(told, 1, ZH)


def test_lines_that_give_account_stand_back() -> None:
    shown = answer_html(ANSWERS["报到比上年多多少？"], 1, ZH)
    assert '<p class="nb-formula">算式：1165 − 990 ' in shown
    assert '<p class="nb-support">依据：2030年 1165 人<a class="nb-mark"' in shown
    assert "nb-calculation" not in shown


def test_each_kind_is_named_and_the_loud_ones_stand_out() -> None:
    for answer in ANSWERS.values():
        shown = html.unescape(answer_html(answer, 1, ZH))
        assert ZH.kinds[answer.kind] in shown
        assert f"nb-is-{answer.kind}" in shown
        assert ("nb-loud" in shown) == (answer.kind in ("refusal", "contradiction"))
    assert "nb-loud" in error_html("不行", EN)


def test_what_a_visitor_types_is_text() -> None:
    assert html.unescape(question_html(HOSTILE)) == f'<div class="nb-question"><p>{HOSTILE}</p></div>'
    assert "<script" not in question_html(HOSTILE)
