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


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("\uff53\uff54\uff45\uff41\uff4c\uff54\uff48", "stealth"),  # full width
        ("\U0001d4e2\U0001d4fd\U0001d4ee\U0001d4ea\U0001d4f5\U0001d4fd\U0001d4f1", "stealth"),  # bold script
        ("\u0455tealth", "stealth"),  # Cyrillic dze
        ("\u0405\u0422\u0415\u0410L\u0422\u041d", "stealth"),  # Cyrillic capitals, but for the L
        ("STEA\u0399TH", "stealth"),  # Greek iota, drawn like l
        ("stea\u04cfth", "stealth"),  # palochka
        ("p\u0435r\u0441eption", "perception"),
        ("\u03a1\u0395RCEPT\u0399\u039f\u039d", "perception"),  # Greek capitals
        ("ste\u0301alth", "stealth"),
        ("ste\ufe0falth", "stealth"),  # a variation selector
        ("ste\u034falth", "stealth"),  # a joiner that joins nothing
        ("ste\u0251lth", "stealth"),  # Latin alpha
        ("\u0131ns\u0131ght", "insight"),  # without dots
        ("STEAlTH", "stealth"),
        ("lnsight", "insight"),
        ("sle1ght 0f hand", "sleight of hand"),
    ],
)
def test_a_skill_is_named_in_letters_that_look_like_its_own(text: str, named: str) -> None:
    assert skills_named(text) == {named}


@pytest.mark.parametrize("skill", SKILLS)
def test_no_two_skills_look_alike(skill: str) -> None:
    assert skills_named(skill) == skills_named(skill.upper()) == skills_named(skill.title()) == {skill}
