"""The skills by their names."""

from __future__ import annotations

import doctest

import pytest

from core.rules import skills
from core.rules.skills import SKILLS, skills_named


def test_there_are_eighteen_and_the_examples_hold() -> None:
    assert len(set(SKILLS)) == 18
    assert doctest.testmod(skills).failed == 0


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Stealth", {"stealth"}),
        ("SLEIGHT  OF\tHAND with guidance", {"sleight of hand"}),
        ("insight vs deception", {"insight", "deception"}),
        ("stealthy", set()),
        ("a performance-art", {"performance"}),
        ("", set()),
    ],
)
def test_a_skill_is_named_as_a_whole(text: str, named: set[str]) -> None:
    assert skills_named(text) == named
