"""core is the game alone: no clock, no chance, no environment, no waiting below the use cases.

import-linter keeps other packages' I/O out; this looks at what the standard library offers.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.tree import Module, check, dotted, found

MAY_WAIT = ("core/use_cases/", "core/ports/")
IMPURE_MODULES = {
    "os",
    "time",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "threading",
    "pathlib",
    "io",
    "logging",
    "sys",
}
IMPURE_CALLS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    *("uuid.uuid1", "uuid.uuid4", "uuid1", "uuid4", "open", "input"),
}
IMPURE_NAMES = {"uuid1", "uuid4"}


def waits(module: Module) -> Iterator[str]:
    if not module.path.startswith(MAY_WAIT):
        waiting = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
        lines = {node.lineno for node in ast.walk(module.tree) if isinstance(node, waiting)}
        yield from (f"line {line} waits; only use cases and ports do" for line in sorted(lines))


def impure_import(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{name.name}" for name in node.names if name.name in IMPURE_NAMES)]
        for name in names:
            if name.split(".")[0] in IMPURE_MODULES or name.split(".")[-1] in IMPURE_NAMES:
                yield f"imports {name}; the clock, chance and the environment are arguments"


def impure_call(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            if name in IMPURE_CALLS or any(name.endswith(f".{call}") for call in IMPURE_CALLS if "." in call):
                yield f"calls {name}; the clock, chance and the environment are arguments"


def test_only_use_cases_and_ports_wait() -> None:
    check(waits, "core")


def test_core_imports_neither_clock_nor_chance_nor_environment() -> None:
    check(impure_import, "core")


def test_core_asks_neither_clock_nor_chance() -> None:
    check(impure_call, "core")


@pytest.mark.parametrize("source", ["async def f(): ...", "async def f():\n    async with x: ..."])
def test_waiting_is_found_below_the_use_cases(source: str) -> None:
    assert found(waits, source, "core/dice/roller.py") != []
    assert found(waits, source, "core/use_cases/roll_dice.py") == []


@pytest.mark.parametrize(
    "source",
    [
        "import time",
        "import os.path",
        "from random import Random",
        "from secrets import randbelow",
        "from uuid import uuid4",
    ],
)
def test_an_impure_import_is_found(source: str) -> None:
    assert found(impure_import, source) != []


@pytest.mark.parametrize("source", ["import datetime", "from uuid import UUID", "from datetime import datetime, UTC"])
def test_a_pure_import_passes(source: str) -> None:
    assert found(impure_import, source) == []


@pytest.mark.parametrize(
    "source", ["datetime.now(UTC)", "datetime.datetime.utcnow()", "dt.date.today()", "uuid.uuid4()", "open('x')"]
)
def test_an_impure_call_is_found(source: str) -> None:
    assert found(impure_call, source) != []


@pytest.mark.parametrize(
    "source", ["self.now()", "now()", "datetime.fromisoformat(x)", "table.open()", "decide.open(x)"]
)
def test_a_pure_call_passes(source: str) -> None:
    assert found(impure_call, source) == []
