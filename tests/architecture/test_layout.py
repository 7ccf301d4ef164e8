"""What lies at the top of the tree, and what the locks and the Makefile promise."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator

import pytest

from tests.architecture.tree import ROOT, files, read

TOP = {
    *("bot", "cogs", "core", "data", "deploy", "tests"),
    *("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "NOTICE"),
    *("pyproject.toml", "requirements.lock", "requirements-dev.lock", "Makefile", ".ci", ".gitignore"),
}
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
OTHERS = ("tests/sandbox/second_library", "tests/rivals", "data/srd")
LOCKS = (RUNTIME, DEVELOPMENT, *(f"{place}/requirements.lock" for place in OTHERS))
LOCKED = re.compile(r"[a-z0-9-]+==\S+(?: ; [^\\]+?)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?")
BUILDS = (*LOCKS, "Makefile", "pyproject.toml", ".ci/run")
REGISTRY = re.compile(r"--(?:extra-)?index(?:-url)?\b|--find-links|--trusted-host|\bpypi\.|pythonhosted|\bregistry\.")
TARGETS = {"setup", "play", "run", "test", "check", "bench", "soak", "format", "lock", "clean", "help"}
DOCUMENTED = re.compile(r"^([a-z-]+):.* ## \S", re.MULTILINE)


def unlocked(text: str) -> Iterator[str]:
    lines = enumerate(text.splitlines(), start=1)
    yield from (f"line {number}: {line}" for number, line in lines if not LOCKED.fullmatch(line))


def names_registry(text: str) -> Iterator[str]:
    yield from (line for line in text.splitlines() if REGISTRY.search(line))


def made(*command: str) -> str:
    """What a `make` of our own prints, whether or not a `make` runs us."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(command, cwd=ROOT, env=own, check=True, capture_output=True, text=True).stdout


def test_the_top_of_the_tree_is_as_agreed() -> None:
    assert {path.split("/")[0] for path in files()} == TOP


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashed_versions_and_no_address(lock: str) -> None:
    assert list(unlocked(read(lock))) == []


@pytest.mark.parametrize("path", BUILDS)
def test_no_build_file_names_a_registry(path: str) -> None:
    assert list(names_registry(read(path))) == []


def test_the_development_lock_holds_the_other_unchanged() -> None:
    runtime, development = (
        dict(re.findall(r"^(\S+)==(\S+)", read(lock), re.MULTILINE)) for lock in (RUNTIME, DEVELOPMENT)
    )

    assert runtime.items() < development.items()


def test_every_target_of_the_makefile_says_what_it_does() -> None:
    assert set(DOCUMENTED.findall(read("Makefile"))) == TARGETS


def test_make_alone_lists_the_targets() -> None:
    shown = made("make")

    assert {line.split()[0] for line in shown.splitlines()} == TARGETS


def test_ci_runs_the_check_and_stops_at_a_failure() -> None:
    assert "set -euo pipefail" in read(".ci/run")
    assert "make check" in read(".ci/run")
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_the_check_runs_the_tests_once() -> None:
    planned = made("make", "-n", "check")

    assert planned.count("-m pytest") == 1


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "aiohttp @ https://example.org/aiohttp.whl",
        "aiohttp==3.14.5",
        "aiohttp>=3 \\",
        "    --hash=md5:d41d8cd98f00b204e9800998ecf8427e",
        "# from https://example.org",
    ],
)
def test_a_bad_lock_is_found(line: str) -> None:
    assert list(unlocked(line)) != []


@pytest.mark.parametrize(
    "line", ["pip install --index-url x", "UV_INDEX=https://pypi.example", "https://files.pythonhosted.org"]
)
def test_a_registry_is_found(line: str) -> None:
    assert list(names_registry(line)) != []
