"""``python -m tests.bot.embedded NAME FOLDER [SITE]`` runs one scenario in a process of its own.

With SITE, a folder with copies of the wheels that anybody may read, root gives up its rights first and the scenario
runs as ``nobody``. The interpreter itself may be out of that user's reach (below ``/root``), so everything is imported
before, by a first life of both servers.
"""

from __future__ import annotations

import asyncio
import inspect
import os
import pwd
import sys
from pathlib import Path

from tests.bot.embedded.evidence import a_life_of_both
from tests.bot.embedded.register import FOR_ALL, FOR_ROOT


def become_nobody(site: Path) -> None:
    """Import everything there is to import, then give up root for good."""
    asyncio.run(a_life_of_both(site / "warm"))  # kept for the next scenario, as a second start is ten times as fast
    sys.path.insert(0, str(site))
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setresgid(nobody.pw_gid, nobody.pw_gid, nobody.pw_gid)
    os.setresuid(nobody.pw_uid, nobody.pw_uid, nobody.pw_uid)
    os.chdir("/")


def main(name: str, folder: str, *site: str) -> None:
    if site:
        become_nobody(Path(site[0]))
    running = (FOR_ALL | FOR_ROOT)[name](Path(folder))
    if inspect.iscoroutine(running):
        asyncio.run(running)


main(*sys.argv[1:])
