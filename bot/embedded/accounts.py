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


def server_account(data: Path) -> Account | None:
    """Choose the account for a server whose files are in ``data``.

    Args:
        data: The folder that the server itself writes; it need not exist yet.

    Returns:
        None for an ordinary user, who needs no other account.

    Raises:
        ServiceError: No account fits, or PostgreSQL would not accept it.
    """
    if os.geteuid() != 0:
        _require_name(os.geteuid())
        return None
    owner = data.stat().st_uid if data.exists() else 0
    if owner:
        return _account(_require_name(owner))
    for name in _LENT:
        try:
            return _account(pwd.getpwnam(name))
        except KeyError:
            continue
    raise ServiceError(
        "PostgreSQL does not run as root, and this machine has neither a user 'postgres' nor 'nobody' to lend it. "
        "Start Everquill as an ordinary user, or set DATABASE_URL to a server that runs elsewhere."
    )


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _require_name(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise ServiceError(
            f"User id {uid} has no entry in /etc/passwd, and PostgreSQL refuses to run without one. "
            "Start Everquill as a user with a name, or set DATABASE_URL to a server that runs elsewhere."
        ) from None
