"""What came of the checks of a roll, in words: the same for the command line and for a card."""

from __future__ import annotations

from collections.abc import Callable

from cogs.ui.text import Words
from core.proofs.verify import Check


def sentence(check: Check, words: Words, shown: Callable[[str], str]) -> str:
    """One check in a sentence: what holds, or why it does not.

    Args:
        check: The check.
        words: The language.
        shown: Writes a fact, which may be somebody else's, so that it is safe where the sentence is shown.
    """
    key = f"proof-holds-{check.name}" if check.reason is None else f"proof-fails-{check.reason}"
    facts = {name: shown(str(fact)) for name, fact in check.facts.items()}
    if "where" in facts:
        facts["where"] = facts["where"] or words("proof-the-whole")
    return words(key, **facts)
