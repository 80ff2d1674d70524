"""A real browser and a real server for the tests of the page."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, Request

from ui.address import address, bind
from ui.page import build_page
from ui.serve import make_server, web_app
from ui.types import Asker

# Chromium asks its maker's hosts for updates and the like unless told not to.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
INSTALLED = ("chromium", "chromium-browser", "google-chrome")
LAPTOP = (1366, 768)
PHONE = (390, 844)


def launch(playwright: Playwright) -> Browser:
    """Return a Chromium, the system's or Playwright's own; without one, skip the test, in CI fail."""
    found = next(filter(None, map(shutil.which, INSTALLED)), playwright.chromium.executable_path)
    if not Path(found).exists():
        reason = f"no Chromium: neither {', '.join(INSTALLED)} on the path nor Playwright's own"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(reason)
        pytest.skip(reason)
    return playwright.chromium.launch(executable_path=found, args=list(FLAGS))


@contextmanager
def serving(assistant: Asker) -> Iterator[str]:
    """Serve the page and give its address."""
    with bind("127.0.0.1", 0) as listening:
        server = make_server(web_app(build_page(assistant)))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield address(listening)
        finally:
            server.should_exit = True
            thread.join()


class Visitor:
    """Someone with the page open; notes every request that leaves this computer and every script error."""

    def __init__(
        self, browser: Browser, url: str, size: tuple[int, int] = LAPTOP, scheme: str = "light"
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            permissions=["clipboard-read", "clipboard-write"],
        )
        self.page: Page = self.context.new_page()
        self.outside: list[str] = []
        self.errors: list[str] = []
        self._home = url
        self.context.on("request", self._note)
        self.page.on("pageerror", self._note_error)
        self.page.goto(url)
        self.page.locator(".nb-loaded, .nb-notice").wait_for()
        self.page.locator("#nb-chat .nb-welcome").wait_for()

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self._home, "data:", "blob:")):
            self.outside.append(request.url)

    def _note_error(self, error: Error) -> None:
        self.errors.append(str(error))

    def ask(self, question: str) -> str:
        """Type a question, press Enter, wait for the whole answer and return its text."""
        before = self.page.locator(".nb-question").count()
        box = self.page.locator("#nb-message textarea")
        box.fill(question)
        box.press("Enter")
        return self.answer(before + 1)

    def answer(self, turn: int) -> str:
        """Wait for the answer of a turn and its sources, and return its text."""
        self.page.locator(f".nb-turn[data-turn='{turn}']").wait_for(state="attached")
        return self.page.locator(".nb-answer").nth(turn - 1).inner_text()
