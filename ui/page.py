"""The Gradio page put together: widgets, events, the API endpoint, look."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.components.api_component import Api
from gradio.events import api

from ui.api import DESCRIPTION, ask_endpoint
from ui.desk import Desk
from ui.events import Events
from ui.types import Asker
from ui.view import lay_out
from ui.words import ZH

# A college's staff at once; an answer takes milliseconds, the rest is the text appearing.
PARALLEL = 16

_HERE = Path(__file__).parent
_FONTS = (
    "system-ui",
    "-apple-system",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "sans-serif",
)


class _Page(gr.Blocks):
    """A page whose API takes what is left out as its default, from plain HTTP too."""

    def validate_inputs(self, block_fn: BlockFunction, inputs: list[Any]) -> None:
        """Fill up the inputs of an API call before they are counted."""
        inputs.extend(block.value for block in block_fn.inputs[len(inputs) :] if isinstance(block, Api))
        super().validate_inputs(block_fn, inputs)


def build_page(assistant: Asker) -> gr.Blocks:
    """Return the page; nothing is asked and nothing is read before a visitor opens it."""
    page = _Page(title=ZH.title, analytics_enabled=False, fill_width=True)
    with page:
        # First, for the name: of two events called "ask" the later one would be named "ask_1".
        api(ask_endpoint(assistant), api_name="ask", api_description=DESCRIPTION)
        Events(lay_out(), Desk(assistant)).wire(page)
    page.queue(default_concurrency_limit=PARALLEL)
    return page


def theme() -> gr.themes.Base:
    """Return the theme: fonts that the visitor's computer has, none fetched."""
    base = gr.themes.Base(
        primary_hue="teal",
        neutral_hue="slate",
        font=_FONTS,
        font_mono=("ui-monospace", "Consolas", "monospace"),
    )
    return base.set(
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_950",
        block_border_width="1px",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_text_color="white",
    )


def style() -> str:
    """Return the page's style sheet."""
    return (_HERE / "style.css").read_text(encoding="utf-8")


def script() -> str:
    """Return the page's own script."""
    return (_HERE / "page.js").read_text(encoding="utf-8")
