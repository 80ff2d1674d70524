"""The chat page: ``python app.py``."""

from __future__ import annotations

import os
import sys

# Read by Gradio when it is imported: nothing about the use of the page leaves the computer.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from rag.chain import Assistant
from rag.errors import NianbaoError
from rag.settings import Settings
from ui.late import LateAssistant
from ui.page import build_page
from ui.serve import address, bind, logins_from_setting, make_server, web_app


def tell_if_empty(assistant: LateAssistant) -> None:
    """Make the engine ready; where it cannot be, say why: the page opens all the same and says it too."""
    try:
        assistant.reports()
    except NianbaoError as error:
        print(error, file=sys.stderr)  # noqa: T201


def main() -> int:
    """Serve the page until Ctrl-C; return the exit code."""
    try:
        settings = Settings.from_env(os.environ)
        logins = logins_from_setting(settings.auth)
        with bind(settings.host, settings.port) as listening:
            assistant = LateAssistant(lambda: Assistant(settings))
            app = web_app(build_page(assistant), logins)
            tell_if_empty(assistant)
            print(f"年报问答已就绪，请在浏览器中打开：{address(listening)}（按 Ctrl-C 停止）", flush=True)  # noqa: T201
            make_server(app).run(sockets=[listening])
    except NianbaoError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        print("已停止。")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
