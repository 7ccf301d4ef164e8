"""Sources of faces for tests: seeded ones, and one that walks through every way a roll can fall."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from core.dice.expression import Expression
from core.dice.source import SecureDice
from tests.core.dice import ways


@pytest.fixture
def seeded() -> Callable[[int], SecureDice]:
    """SecureDice over bytes that a seed decides."""
    return lambda seed: SecureDice(random.Random(seed).randbytes)


@pytest.fixture
def every_way() -> Callable[[Expression, int], ways.Ways | None]:
    """All outcomes of an expression with their exact chances, or None if there are more than so many."""
    return ways.every_way
