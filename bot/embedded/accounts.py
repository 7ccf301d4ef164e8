"""Which user the servers run as.

An ordinary user runs them as himself. PostgreSQL refuses to run as root, so root lends it another account: the owner
of the data if there is data already, else ``postgres`` where a distribution made one, else ``nobody``. No account is
ever created for it.
"""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.embedded.errors import ServiceError

if TYPE_CHECKING:
    from pathlib import Path

_LENT = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """A user that root starts the servers as."""

    name: str
    uid: int
    gid: int


def server_account(directory: Path) -> Account | None:
    """Choose the account for a server whose files are in a directory.

    Args:
        directory: The one that the server itself writes; it need not exist yet.

    Returns:
        None for an ordinary user, who needs no other account.

    Raises:
        ServiceError: There is no account to lend.
    """
    if os.geteuid() != 0:
        return None
    if directory.exists() and (found := directory.stat()).st_uid != 0:
        return Account(_name(found.st_uid) or f"with id {found.st_uid}", found.st_uid, found.st_gid)
    for name in _LENT:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise ServiceError(
        "The servers do not run as root, and this machine has neither a user 'postgres' nor 'nobody' to lend them. "
        "Start Everquill as an ordinary user, or set DATABASE_URL and REDIS_URL to servers that run elsewhere."
    )


def require_name(account: Account | None) -> None:
    """Check what PostgreSQL asks of its user: a name.

    Raises:
        ServiceError: A container was started with a bare number as its user.
    """
    uid = account.uid if account else os.geteuid()
    if _name(uid) is None:
        raise ServiceError(
            f"User id {uid} has no entry in /etc/passwd, and PostgreSQL refuses to run without one. "
            "Start Everquill as a user with a name, or set DATABASE_URL to a server that runs elsewhere."
        )


def _name(uid: int) -> str | None:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return None
