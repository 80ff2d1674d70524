"""What happens when a visitor does something: events of the widgets, led to the desk and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.desk import Desk, Filters, Frame, Shelf
from ui.header import loaded_html, title_html, welcome_html
from ui.markup import escape
from ui.types import Conversation
from ui.view import View
from ui.words import WORDS, Language, Words

Updates = dict[Any, Any]

# The API page lists /ask alone, and the answer itself is the progress shown.
_QUIET: Any = {"api_visibility": "private", "show_progress": "hidden"}

_SET_LANGUAGE = """(language) => { document.documentElement.lang = language === "en" ? "en" : "zh-CN"; }"""
# Without https the browser keeps its clipboard from the page; the old way works everywhere.
_COPY = """async (text, language) => {
  const button = document.querySelector("#nb-copy");
  const said = WORDS[language];
  let copied = false;
  if (text && navigator.clipboard && window.isSecureContext) {
    copied = await navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  if (text && !copied) {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    area.style.cssText = "position: fixed; opacity: 0";
    document.body.append(area);
    area.select();
    copied = document.execCommand("copy");
    area.remove();
  }
  button.textContent = copied ? said.copied : said.copy_failed;
  setTimeout(() => { button.textContent = said.copy; }, 1600);
}"""


def _copy_script() -> str:
    said = {
        name: {"copy": words.copy, "copied": words.copied, "copy_failed": words.copy_failed}
        for name, words in WORDS.items()
    }
    return _COPY.replace("WORDS", json.dumps(said, ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class Events:
    """The handlers of one page. They hold its widgets and its desk, and nothing of any visitor."""

    view: View
    desk: Desk

    def load(self, language: Language, conversation: Conversation) -> Updates:
        """Paint everything: on opening the page and on changing the language."""
        words, shelf = WORDS[language], self.desk.shelf()
        frame = self.desk.show(conversation, words)
        updates = {**self._words(words), **self._shelf(shelf, words), **self._frame(frame)}
        updates[self.view.chat] = gr.update(value=frame.messages, placeholder=welcome_html(words))
        return updates

    def suggest(self) -> Updates:
        """Offer examples; apart from painting, for the first time each is tried out."""
        examples = [{"text": question} for question in self.desk.examples(self.desk.shelf())]
        return {self.view.chat: gr.update(examples=examples)}

    def ask(
        self,
        message: str,
        conversation: Conversation,
        years: list[int],
        reports: list[str],
        language: Language,
    ) -> Iterator[Updates]:
        """Answer what was typed; the box is empty at once, and what is typed meanwhile stays."""
        words, filters = WORDS[language], Filters(tuple(years), tuple(reports))
        yield {self.view.message: ""}
        for frame in self.desk.ask(message, conversation, filters, words):
            yield self._frame(frame)
        yield self._shelf(self.desk.shelf(), words)

    def ask_example(
        self,
        conversation: Conversation,
        years: list[int],
        reports: list[str],
        language: Language,
        picked: gr.SelectData,
    ) -> Iterator[Updates]:
        """Answer the example that was clicked."""
        yield from self.ask(picked.value["text"], conversation, years, reports, language)

    def ask_again(
        self, conversation: Conversation, years: list[int], reports: list[str], language: Language
    ) -> Iterator[Updates]:
        """Answer the last question once more."""
        filters = Filters(tuple(years), tuple(reports))
        for frame in self.desk.ask_again(conversation, filters, WORDS[language]):
            yield self._frame(frame)

    def clear(self, language: Language) -> Updates:
        """Begin a new conversation."""
        return {self.view.message: "", **self._frame(self.desk.show((), WORDS[language]))}

    def wire(self, page: gr.Blocks) -> None:
        """Connect the widgets, inside the page that is being built."""
        view = self.view
        filters = [view.conversation, view.years, view.reports, view.language]
        painted = [widget for widget in view.widgets() if widget is not view.language]
        said = [view.language, view.conversation]
        opened = page.load(self.load, said, painted, **_QUIET)
        opened.then(self.suggest, None, [view.chat], **_QUIET)
        view.language.change(self.load, said, painted, **_QUIET)
        view.language.change(None, [view.language], None, js=_SET_LANGUAGE, **_QUIET)
        asking = [
            gr.on(
                [view.message.submit, view.send.click],
                self.ask,
                [view.message, *filters],
                painted,
                # A question sent while the last answer is still being painted is asked next, not lost.
                trigger_mode="always_last",
                **_QUIET,
            ),
            view.chat.example_select(self.ask_example, filters, painted, **_QUIET),
            view.retry.click(self.ask_again, filters, painted, **_QUIET),
        ]
        cleared = [view.clear.click, view.chat.clear]
        gr.on(cleared, self.clear, [view.language], painted, cancels=asking, **_QUIET)
        view.copy.click(None, [view.copy_text, view.language], None, js=_copy_script(), **_QUIET)

    def _frame(self, frame: Frame) -> Updates:
        return {
            self.view.chat: frame.messages,
            self.view.conversation: frame.conversation,
            self.view.sources: frame.sources,
            self.view.copy_text: frame.copy_text,
        }

    def _shelf(self, shelf: Shelf, words: Words) -> Updates:
        titles = [(report.title, report.id) for report in shelf.reports]
        years = sorted({report.data_year for report in shelf.reports if report.data_year}, reverse=True)
        return {
            self.view.loaded: loaded_html(shelf.reports, shelf.problem, words),
            self.view.filters: gr.update(label=words.filters, visible=len(titles) > 1),
            self.view.years: gr.update(
                choices=[(str(year), year) for year in years], label=words.filter_years
            ),
            self.view.reports: gr.update(choices=titles, label=words.filter_reports),
        }

    def _words(self, words: Words) -> Updates:
        return {
            self.view.title: title_html(words),
            self.view.message: gr.update(placeholder=words.ask_hint, label=words.ask_label),
            self.view.send: words.send,
            self.view.retry: words.retry,
            self.view.copy: words.copy,
            self.view.clear: words.clear,
            self.view.sources_title: f"<h2>{escape(words.sources)}</h2>",
        }
