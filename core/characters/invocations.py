"""Eldritch Invocations of both books: which there are, and what each asks for.

Source: SRD 5.1 and SRD 5.2.1, "Classes", Warlock, Eldritch Invocations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DAMAGING: Final = "any that hurts"
"""Any cantrip of the class that deals damage, where one is asked for."""
_BLAST: Final = "Eldritch Blast"
_BLADE, _CHAIN, _TOME = "Pact of the Blade", "Pact of the Chain", "Pact of the Tome"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a feature can be.

    Attributes:
        name: As the book has it.
        level: Of the class, at least.
        needs: What has to be chosen before; empty for nothing.
        cantrip: Which has to be known, or `DAMAGING`; empty for none.
    """

    name: str
    level: int = 1
    needs: str = ""
    cantrip: str = ""


OF_2014: Final = (
    Option("Agonizing Blast", cantrip=_BLAST),
    Option("Devil's Sight"),
    Option("Repelling Blast", cantrip=_BLAST),
    Option("Armor of Shadows"),
    Option("Fiendish Vigor"),
    Option("Mask of Many Faces"),
    Option("Eldritch Sight"),
    Option("Misty Visions"),
    Option("Eldritch Spear", cantrip=_BLAST),
    Option("Beguiling Influence"),
    Option("Beast Speech"),
    Option("Eyes of the Rune Keeper"),
    Option("Gaze of Two Minds"),
    Option("Thief of Five Fates"),
    Option("Book of Ancient Secrets", needs=_TOME),
    Option("Voice of the Chain Master", needs=_CHAIN),
    Option("Thirsting Blade", 5, _BLADE),
    Option("One with Shadows", 5),
    Option("Mire the Mind", 5),
    Option("Sign of Ill Omen", 5),
    Option("Bewitching Whispers", 7),
    Option("Dreadful Word", 7),
    Option("Sculptor of Flesh", 7),
    Option("Ascendant Step", 9),
    Option("Minions of Chaos", 9),
    Option("Otherworldly Leap", 9),
    Option("Whispers of the Grave", 9),
    Option("Lifedrinker", 12, _BLADE),
    Option("Chains of Carceri", 15, _CHAIN),
    Option("Master of Myriad Forms", 15),
    Option("Visions of Distant Realms", 15),
    Option("Witch Sight", 15),
)
"""The most usual first. One that may be taken several times is offered once."""
OF_2024: Final = (
    Option("Agonizing Blast", 2, cantrip=DAMAGING),
    Option(_TOME),
    Option("Devil’s Sight", 2),
    Option("Eldritch Mind"),
    Option("Repelling Blast", 2, cantrip=DAMAGING),
    Option("Armor of Shadows"),
    Option("Fiendish Vigor", 2),
    Option("Mask of Many Faces", 2),
    Option("Misty Visions", 2),
    Option("Eldritch Spear", 2, cantrip=DAMAGING),
    Option("Lessons of the First Ones", 2),
    Option("Otherworldly Leap", 2),
    Option(_BLADE),
    Option(_CHAIN),
    Option("Ascendant Step", 5),
    Option("Eldritch Smite", 5, _BLADE),
    Option("Gaze of Two Minds", 5),
    Option("Gift of the Depths", 5),
    Option("Investment of the Chain Master", 5, _CHAIN),
    Option("Master of Myriad Forms", 5),
    Option("One with Shadows", 5),
    Option("Thirsting Blade", 5, _BLADE),
    Option("Whispers of the Grave", 7),
    Option("Gift of the Protectors", 9, _TOME),
    Option("Lifedrinker", 9, _BLADE),
    Option("Visions of Distant Realms", 9),
    Option("Devouring Blade", 12, "Thirsting Blade"),
    Option("Witch Sight", 15),
)
"""Likewise."""
