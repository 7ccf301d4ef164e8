"""The files of the project, parsed, and the shape of a rule.

A rule is a function from a `Module` to the sentences of its findings; `check` runs it over the tree. Each rule
stands in a test file, beside a test that feeds it a bad source and sees it complain.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSE = ("bot", "cogs", "core", "data")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its path from the root (``core/dice/notation.py``) and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)


Rule = Callable[[Module], Iterable[str]]


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def files() -> tuple[str, ...]:
    """Every file of the project, from the root: what git tracks, and what it would track next."""
    git = ["git", "-c", f"safe.directory={ROOT}"]  # a checkout may belong to somebody else
    command = [*git, "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return tuple(sorted(path for path in set(listed.stdout.splitlines()) if (ROOT / path).is_file()))


def read(path: str) -> str:
    """A file's text."""
    return (ROOT / path).read_text(encoding="utf-8")


def modules(*places: str) -> Iterator[Module]:
    """The Python files below these top folders."""
    python = (path for path in files() if path.endswith(".py") and path.split("/")[0] in places)
    return (Module(path, read(path)) for path in python)


def check(rule: Rule, *places: str) -> None:
    """Fail with all that a rule has to say about these parts of the tree."""
    findings = [f"{module.path}: {finding}" for module in modules(*places) for finding in rule(module)]
    assert not findings, "\n" + "\n".join(findings)


def found(rule: Rule, source: str, path: str = "core/example.py") -> list[str]:
    """What a rule has to say about a source that a test makes up."""
    return list(rule(Module(path, source)))


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def docstring_lines(function: Function) -> int:
    """The lines that a function's docstring takes."""
    first = function.body[0]
    return 0 if ast.get_docstring(function) is None else (first.end_lineno or 0) - first.lineno + 1


def dotted(node: ast.AST) -> str:
    """A name with its dots, as far as it has one: ``datetime.datetime.now``."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""
