"""The chat page: ``python app.py``."""

from __future__ import annotations

import os
import socket
import sys
from typing import TextIO

from rag.errors import NianbaoError
from rag.settings import Settings
from ui.address import Login, address, bind, logins_from_setting


def main() -> int:
    """Serve the page until Ctrl-C; return the exit code."""
    try:
        settings = Settings.from_env(os.environ)
        logins = logins_from_setting(settings.auth)
        with bind(settings.host, settings.port) as listening:
            run(settings, logins, listening)
    except NianbaoError as error:
        say(str(error), sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("已停止。")
    return 0


def run(settings: Settings, logins: tuple[Login, ...], listening: socket.socket) -> None:
    """Serve the page on a socket."""
    # Read by Gradio when it is imported: nothing about the use of the page leaves the computer.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # These take seconds to load: a wrong setting or a taken port is told before.
    from rag.chain import Assistant
    from ui.late import LateAssistant
    from ui.page import build_page
    from ui.serve import make_server, web_app

    assistant = LateAssistant(lambda: Assistant(settings))
    app = web_app(build_page(assistant), logins)
    try:
        assistant.reports()
    except NianbaoError as error:
        say(str(error), sys.stderr)  # The page opens all the same and says it too.
    say(f"年报问答已就绪，请在浏览器中打开：{address(listening)}（按 Ctrl-C 停止）")
    make_server(app).run(sockets=[listening])


def say(text: str, where: TextIO | None = None) -> None:
    """Print a line at once."""
    print(text, file=where, flush=True)


if __name__ == "__main__":
    sys.exit(main())
