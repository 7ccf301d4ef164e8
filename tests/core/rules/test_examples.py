"""Every example in the rules' docstrings holds."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from core import rules

MODULES = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"core.rules.{name}")).failed == 0
