"""The web server around the page: address, password, and the rule that nothing is fetched from outside."""

from __future__ import annotations

import errno
import socket
from collections.abc import Sequence

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.errors import SettingsError
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


def web_app(page: gr.Blocks, logins: Sequence[tuple[str, str]] = ()) -> FastAPI:
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
    )
    return mounted


def logins_from_setting(auth: str) -> tuple[tuple[str, str], ...]:
    """Return the logins that the setting ``AUTH`` names: ``name:password``, several with commas between.

    Raises:
        SettingsError: a part has no name or no password.
    """
    pairs = tuple(part.strip().partition(":") for part in auth.split(",") if part.strip())
    if any(not name or not password for name, _, password in pairs):
        raise SettingsError("设置 NIANBAO_AUTH 应写成“用户名:密码”，多个用户用英文逗号隔开")
    return tuple((name, password) for name, _, password in pairs)


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes a free one.

    Raises:
        SettingsError: the port is taken, or the address is not this computer's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"端口 {port} 已被占用：可能本程序已在运行。请关闭占用它的程序，或用 NIANBAO_PORT 换一个端口"
            ) from error
        raise SettingsError(f"无法在 {host}:{port} 上提供服务（{error.strerror or error}）") from error


def address(listening: socket.socket) -> str:
    """Return the address to open in a browser on this computer."""
    host, port = listening.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


def make_server(app: FastAPI) -> uvicorn.Server:
    """Return a server; ``run(sockets=[…])`` serves until Ctrl-C or until ``should_exit`` is set."""
    return uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=_GRACE_S))
