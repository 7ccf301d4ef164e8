"""One fact as it is judged: what it says in an edition, and which of that has been held to the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.rules.edition import Edition

COMMENTARY = frozenset({"note", "see", "why"})
"""What a fact says to its reader."""


class WrongError(Exception):
    """The program says something else than the fact; the text tells both.

    Attributes:
        name: Of which value; empty where it is none.
        theirs: How the fact has it.
    """

    def __init__(self, text: str, *, name: str = "", theirs: str = "") -> None:
        super().__init__(text)
        self.name = name
        self.theirs = theirs


class Facts:
    """What a fact says in one edition. Whatever is read counts as judged; what is left in the end was not.

    Args:
        said: The values, by name.
        edition: Whose.
        rule: The fact's id, by which those are known that are told in a sentence alone.
    """

    def __init__(self, said: Mapping[str, Any], edition: Edition, rule: str) -> None:
        self._said = said
        self._read: set[str] = set()
        self.edition = edition
        self.rule = rule

    def __getitem__(self, name: str) -> Any:
        self._read.add(name)
        return self._said[name]

    def __contains__(self, name: str) -> bool:
        return name in self._said

    def get(self, name: str, default: Any = None) -> Any:
        """A value that a fact need not have."""
        self._read.add(name)
        return self._said.get(name, default)

    def holds(self, name: str, ours: object) -> None:
        """Hold a value to what the program says, where the fact has one.

        Raises:
            WrongError: They differ.
        """
        if name in self._said and self[name] != ours:
            raise WrongError(f"{name} is {self[name]!r}, and ours {ours!r}", name=name, theirs=repr(self[name]))

    def unjudged(self) -> list[str]:
        """What has not been read."""
        return sorted(self._said.keys() - self._read - COMMENTARY)


def sentence(facts: Facts, rules: Mapping[str, Callable[[Edition], bool]]) -> None:
    """Hold the program to a rule that is told in a sentence.

    Args:
        facts: The fact, with its sentence under ``rule``.
        rules: Whether the program does as each sentence says.

    Raises:
        WrongError: It does not, or nothing is known by this sentence.
    """
    said = facts["rule"]
    if said not in rules:
        raise WrongError(f"no rule is known by the sentence {said!r}")
    if not rules[said](facts.edition):
        raise WrongError(f"the program does otherwise: {said}")
