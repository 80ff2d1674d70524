from __future__ import annotations

import socket

import pytest

from rag.errors import SettingsError
from ui.address import address, bind, logins_from_setting


def test_logins_are_read_from_the_setting() -> None:
    assert logins_from_setting("") == ()
    assert logins_from_setting("张三:a:b, li:4") == (("张三", "a:b"), ("li", "4"))


@pytest.mark.parametrize("auth", ["张三", "张三:", ":密码", "a:b,c"])
def test_a_login_without_name_or_password_is_refused(auth: str) -> None:
    with pytest.raises(SettingsError, match="NIANBAO_AUTH"):
        logins_from_setting(auth)


def test_a_taken_port_is_told_with_what_to_do() -> None:
    with bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"端口 {port} 已被占用.*NIANBAO_PORT"):
            bind("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_told() -> None:
    with pytest.raises(SettingsError, match=r"203\.0\.113\.9"):
        bind("203.0.113.9", 0)


def test_the_address_is_one_a_browser_can_open() -> None:
    with bind("0.0.0.0", 0) as everywhere:
        assert address(everywhere) == f"http://127.0.0.1:{everywhere.getsockname()[1]}"
    if socket.has_ipv6:
        with bind("::1", 0) as six:
            assert address(six) == f"http://[::1]:{six.getsockname()[1]}"
