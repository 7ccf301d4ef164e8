"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import core.dice

MODULES = [module.name for module in pkgutil.walk_packages(core.dice.__path__, "core.dice.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


def test_the_doors_show_how_they_are_used() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    shown = {found.name for name in MODULES for found in finder.find(importlib.import_module(name)) if found.examples}
    assert {
        "core.dice.notation.parse",
        "core.dice.odds.answer.distribution",
        "core.dice.request.parse_request",
        "core.dice.roller.roll",
        "core.dice.source.SecureDice",
        "core.dice.source.ScriptedDice",
    } <= shown
