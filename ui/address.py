"""Where the page is served and who may enter: what can be checked before anything slow is loaded."""

from __future__ import annotations

import errno
import socket

from rag.errors import SettingsError

Login = tuple[str, str]


def logins_from_setting(auth: str) -> tuple[Login, ...]:
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
