"""The web application around the page: logins, and the rule that nothing is fetched from outside."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.address import Login
from ui.page import script, style, theme

# Gradio's page sets itself up with inline and evaluated scripts; those come from this server too.
_POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
# An open page holds a connection for as long as it is open: after Ctrl-C there is nothing to wait for.
_GRACE_S = 0


class OnlyFromHere:
    """Tells the browser to fetch nothing from any other host, whatever a report's text says."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back with the policy."""

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _POLICY
                headers["Referrer-Policy"] = "no-referrer"
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        await self.app(scope, receive, send_with_policy)


def web_app(page: gr.Blocks, logins: Sequence[Login] = ()) -> FastAPI:
    """Return the page as a web application.

    Args:
        page: from ``ui.page.build_page``.
        logins: names and passwords that may enter; empty: everyone.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(OnlyFromHere)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        auth=list(logins) or None,
        theme=theme(),
        css=style(),
        js=script(),
        footer_links=["api"],
        run_history=False,
        show_error=True,
        ssr_mode=False,
        pwa=False,
        max_file_size="1mb",
        enable_monitoring=False,
    )
    return mounted


def make_server(app: FastAPI) -> uvicorn.Server:
    """Return a server; ``run(sockets=[…])`` serves until Ctrl-C or until ``should_exit`` is set."""
    return uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=_GRACE_S))
