"""The page's widgets and how they lie. What they do is in ``ui.events``."""

from __future__ import annotations

from dataclasses import dataclass, fields

import gradio as gr
from gradio.blocks import Block

from ui.header import title_html
from ui.words import ZH

MAX_QUESTION_CHARS = 1000


@dataclass(frozen=True, slots=True)
class View:
    """The widgets that events read or change."""

    title: gr.HTML
    language: gr.Radio
    loaded: gr.HTML
    chat: gr.Chatbot
    message: gr.Textbox
    send: gr.Button
    retry: gr.Button
    copy: gr.Button
    clear: gr.Button
    filters: gr.Accordion
    years: gr.Dropdown
    reports: gr.Dropdown
    sources_title: gr.HTML
    sources: gr.HTML
    conversation: gr.State
    copy_text: gr.Textbox

    def widgets(self) -> list[Block]:
        """Return them all."""
        return [getattr(self, field.name) for field in fields(self)]


def lay_out() -> View:
    """Return the widgets, laid out in the page that is being built."""
    words = ZH
    with gr.Row(elem_id="nb-top"):
        title = gr.HTML(title_html(words), elem_id="nb-title")
        language = gr.Radio(
            choices=[("中文", "zh"), ("English", "en")],
            value="zh",
            label="语言 / Language",
            show_label=False,
            container=False,
            elem_id="nb-language",
        )
    loaded = gr.HTML(elem_id="nb-loaded")
    with gr.Row(elem_id="nb-main"):
        with gr.Column(scale=3, min_width=320, elem_classes="nb-talk"):
            chat = gr.Chatbot(
                label=words.chat,
                show_label=False,
                elem_id="nb-chat",
                height=None,
                layout="bubble",
                buttons=[],
                latex_delimiters=[],
                allow_tags=False,
                feedback_options=None,
            )
            message, send = _ask_row()
            with gr.Row(elem_id="nb-actions"):
                retry, copy, clear = (
                    gr.Button(words.retry, size="sm", elem_id="nb-retry"),
                    gr.Button(words.copy, size="sm", elem_id="nb-copy"),
                    gr.Button(words.clear, size="sm", elem_id="nb-clear"),
                )
            filters, years, reports = _filters()
        with gr.Column(scale=2, min_width=320, elem_classes="nb-side"):
            sources_title = gr.HTML(elem_id="nb-sources-title")
            sources = gr.HTML(elem_id="nb-sources", apply_default_css=False)
    return View(
        title=title,
        language=language,
        loaded=loaded,
        chat=chat,
        message=message,
        send=send,
        retry=retry,
        copy=copy,
        clear=clear,
        filters=filters,
        years=years,
        reports=reports,
        sources_title=sources_title,
        sources=sources,
        conversation=gr.State(()),
        copy_text=gr.Textbox(visible="hidden", elem_id="nb-copy-text"),
    )


def _ask_row() -> tuple[gr.Textbox, gr.Button]:
    with gr.Row(elem_id="nb-ask"):
        message = gr.Textbox(
            label=ZH.ask_label,
            placeholder=ZH.ask_hint,
            show_label=False,
            container=False,
            lines=1,
            max_lines=4,
            max_length=MAX_QUESTION_CHARS,
            autofocus=True,
            scale=8,
            elem_id="nb-message",
        )
        send = gr.Button(ZH.send, variant="primary", scale=1, min_width=72, elem_id="nb-send")
    return message, send


def _filters() -> tuple[gr.Accordion, gr.Dropdown, gr.Dropdown]:
    with gr.Accordion(ZH.filters, open=False, visible=False, elem_id="nb-filters") as filters, gr.Row():
        years = gr.Dropdown([], value=[], multiselect=True, label=ZH.filter_years, elem_id="nb-years")
        reports = gr.Dropdown([], value=[], multiselect=True, label=ZH.filter_reports, elem_id="nb-reports")
    return filters, years, reports
