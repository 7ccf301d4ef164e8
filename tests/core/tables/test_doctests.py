"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import core.tables

MODULES = [f"core.tables.{module.name}" for module in pkgutil.iter_modules(core.tables.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    shown = {found.name for name in MODULES for found in finder.find(importlib.import_module(name)) if found.examples}
    assert {"core.tables.since.read_since", "core.tables.presets.matching"} <= shown
