"""Every scenario, as root and as an ordinary user, each in a process of its own."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bot.embedded.evidence import copy_wheels
from tests.bot.embedded.register import FOR_ALL, FOR_ROOT
from tests.services import open_folder

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).parents[3]
AS_ROOT = os.geteuid() == 0
CASES = [
    *((name, "ordinary") for name in FOR_ALL),
    *((name, "root") for name in (*FOR_ALL, *FOR_ROOT) if AS_ROOT),
]


@pytest.fixture(scope="module")
def site() -> Generator[Path]:
    """The wheels where anybody may read them."""
    with open_folder() as folder:
        folder.chmod(0o755)
        copy_wheels(folder)
        yield folder


@pytest.mark.parametrize(("name", "who"), CASES)
def test_the_supervisor(name: str, who: str, request: pytest.FixtureRequest) -> None:
    with open_folder() as outer:
        folder = outer / "clone"
        folder.mkdir(mode=0o711)
        arguments = [name, str(folder)]
        if AS_ROOT and who == "ordinary":
            nobody = pwd.getpwnam("nobody")
            folder.chmod(0o700)
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            arguments.append(str(request.getfixturevalue("site")))
        done = subprocess.run(
            [sys.executable, "-m", "tests.bot.embedded", *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=110,
        )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
