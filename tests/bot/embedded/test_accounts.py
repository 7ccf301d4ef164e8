"""Which account a server runs as, and what that account can reach."""

from __future__ import annotations

import os
import pwd
from typing import TYPE_CHECKING

import pytest

from bot.embedded.accounts import Account, require_name, server_account
from bot.embedded.errors import ServiceError

if TYPE_CHECKING:
    from pathlib import Path

SOMEBODY = {"postgres": 101, "nobody": 65534, "ann": 1000}


@pytest.fixture
def users(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The users of a machine, to be changed at will; we are root."""
    known = dict(SOMEBODY)

    def entry(name: str) -> pwd.struct_passwd:
        return pwd.struct_passwd((name, "x", known[name], 7, "", "/", "/bin/sh"))

    def by_id(uid: int) -> pwd.struct_passwd:
        return entry({number: name for name, number in known.items()}[uid])

    monkeypatch.setattr(pwd, "getpwnam", entry)
    monkeypatch.setattr(pwd, "getpwuid", by_id)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return known


def test_root_lends_the_user_postgres(users: dict[str, int], tmp_path: Path) -> None:
    assert server_account(tmp_path / "new") == Account("postgres", users["postgres"], 7)


def test_root_lends_nobody_where_there_is_no_postgres(users: dict[str, int], tmp_path: Path) -> None:
    del users["postgres"]
    assert server_account(tmp_path / "new") == Account("nobody", users["nobody"], 7)


def test_a_machine_without_either_is_told_what_to_do(users: dict[str, int], tmp_path: Path) -> None:
    users.clear()
    with pytest.raises(ServiceError, match="neither a user 'postgres' nor 'nobody'"):
        server_account(tmp_path / "new")


def test_an_ordinary_user_needs_nobody_else(
    users: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: users["ann"])
    assert server_account(tmp_path) is None


def test_a_user_without_a_name_is_told_what_to_do(
    users: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert server_account(tmp_path) is None
    with pytest.raises(ServiceError, match="User id 4711 has no entry"):
        require_name(None)


def test_a_user_with_a_name_is_welcome(users: dict[str, int]) -> None:
    require_name(Account("ann", users["ann"], 7))
