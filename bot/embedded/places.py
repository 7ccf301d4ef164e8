"""Where a server's files are kept, so that the user it runs as can reach them.

An ordinary user's server keeps everything in the data folder of the clone. Root's server runs as another user, who may
be unable to enter that folder (``/root`` is private). Opening the parents to him would undo somebody's choice, so the
files go to the first of `HOMES` instead, and the data folder holds a symbolic link to them: a person who looks for his
data finds it, the link moves along with the clone, and a clone without the link starts afresh.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.embedded import process
from bot.embedded.errors import ServiceError

if TYPE_CHECKING:
    from bot.embedded.accounts import Account

HOMES = (Path("/var/lib/everquill"), Path("/var/tmp/everquill"))  # noqa: S108 — `shared_home` checks whose it is
"""Where root may put what another user must read, in order. Only programs may go to the second: it can be emptied."""

_LONGEST_SOCKET_FOLDER = 85
"""A Unix socket's path is at most 104 bytes (macOS), and PostgreSQL adds ``/.s.PGSQL.5432.lock``."""


def shared_home(homes: tuple[Path, ...]) -> Path:
    """Make, or check, the first of ``homes`` that can be had.

    Raises:
        ServiceError: None can; or somebody else owns it and could slip other programs under our name.
    """
    for home in homes:
        try:
            home.mkdir(mode=0o755, parents=True)
            home.chmod(0o755)  # ours, just made: the umask may have taken the reading away
        except FileExistsError:
            pass
        except OSError:
            continue
        seen = home.lstat()
        if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid() or seen.st_mode & 0o022:
            raise ServiceError(
                f"{home} must be a folder that only root can write; remove it, or mend its owner and mode."
            )
        if os.access(home, os.W_OK):
            return home
    raise ServiceError(f"None of {', '.join(map(str, homes))} can be written, where root keeps what the servers need.")


async def settle(folder: Path, account: Account | None, homes: tuple[Path, ...] = HOMES) -> Path:
    """Make ``folder``, or a folder that it points to, where ``account`` can work.

    Args:
        folder: Where the files belong if nothing stands in the way.
        account: Who must reach it; None for ourselves.
        homes: Where to go otherwise; only the first is lasting enough for data.

    Returns:
        The folder to use, without links in its path.

    Raises:
        ServiceError: It cannot be made, or it holds files that the account cannot reach.
    """
    here = _make(folder, 0o700 if account is None else 0o711)
    if account is None or await _reaches(account, here):
        return here
    if not await _reaches(account, Path("/")):
        raise ServiceError(
            f"Root may not act as the user {account.name} here, as in a container without the right to change user. "
            "Start Everquill as an ordinary user, or set DATABASE_URL and REDIS_URL to servers that run elsewhere."
        )
    away = _move_out(folder, account, homes)
    if not await _reaches(account, away):
        raise ServiceError(
            f"The user {account.name}, who runs the server, cannot enter {away}; set DATA_DIR elsewhere."
        )
    return away


async def _reaches(account: Account, folder: Path) -> bool:
    status, _ = await process.run(["/bin/sh", "-c", 'cd -- "$0"', folder], account)
    return status == 0


def _make(folder: Path, mode: int) -> Path:
    if folder.is_symlink() and not folder.exists():
        raise ServiceError(
            f"{folder} points to {folder.readlink()}, which is not there. Put it back from a backup, "
            f"or delete {folder} to start with an empty database."
        )
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as error:
        raise ServiceError(f"The data folder {folder} cannot be made: {error.strerror}.") from error
    return folder.resolve()


def _move_out(folder: Path, account: Account, homes: tuple[Path, ...]) -> Path:
    if any(folder.iterdir()):
        raise ServiceError(
            f"{folder} holds a server's files, but the user {account.name}, who runs the server, can no longer enter "
            "it. Give that user back the right to enter the folders above it, or move the data folder."
        )
    home = shared_home(homes[:1])
    away = home / f"{folder.name}-{secrets.token_hex(6)}"
    away.mkdir()
    away.chmod(0o711)
    (away / "made-for").write_text(f"{folder}\n")  # for whoever tidies up after a clone that is gone
    with suppress(OSError):  # another process may have replaced it by its own link already
        folder.rmdir()
    try:
        folder.symlink_to(away)
    except FileExistsError:
        shutil.rmtree(away)
    return folder.resolve()


def socket_folder(folder: Path, account: Account | None) -> None:
    """Make the private folder for a server's socket: below ``folder`` or, if need be, in the temporary folder."""
    run = socket_path(folder)
    if run.parent != folder:
        _make_short(run.parent, 0o700 if account is None else 0o711)
    shutil.rmtree(run, ignore_errors=True)  # sockets of an earlier run, perhaps of another user
    run.mkdir(mode=0o700)
    give(run, account)


def socket_path(folder: Path) -> Path:
    """Say where `socket_folder` puts it, for whoever only wants to connect."""
    # A comma would divide the path into two hosts for every PostgreSQL client.
    if len(os.fsencode(folder / "run")) <= _LONGEST_SOCKET_FOLDER and "," not in str(folder):
        return folder / "run"
    name = "everquill-" + hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    own = Path(tempfile.gettempdir(), name, "run")
    if os.geteuid() == 0 or len(os.fsencode(own)) > _LONGEST_SOCKET_FOLDER:
        return Path("/tmp", name, "run")  # noqa: S108 — root's own may be closed to others; `_make_short` checks this one
    return own


def _make_short(short: Path, mode: int) -> None:
    short.mkdir(mode=mode, exist_ok=True)
    seen = short.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid() or seen.st_mode & 0o022:
        raise ServiceError(f"{short} belongs to somebody else, and the server's socket must go there. Remove it.")
    short.chmod(mode)


def clear_socket_folder(folder: Path) -> None:
    """Remove what `socket_folder` made."""
    run = socket_path(folder)
    shutil.rmtree(run, ignore_errors=True)
    if run.parent != folder:
        with suppress(OSError):
            run.parent.rmdir()


def give(path: Path, account: Account | None) -> None:
    """Hand a file or folder that we made to the server's user."""
    if account is not None:
        os.chown(path, account.uid, account.gid)
