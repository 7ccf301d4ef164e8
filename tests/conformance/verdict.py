"""What every checker says of a case."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Verdict:
    """One case and how it went.

    Attributes:
        case: The case's id.
        passed: Whether it went as the case expects.
        said: What came back instead, in one line; of a case that passed, what is worth saying.
        by: What it was judged by, where a checker has several ways to judge.
    """

    case: str
    passed: bool
    said: str = ""
    by: str = ""


Checker = Callable[[Path], Coroutine[Any, Any, list[Verdict]]]
