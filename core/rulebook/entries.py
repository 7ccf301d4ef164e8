"""Entries of the books: what is told of each.

The numbers of an entry are our own records; its text comes from a package that may not be installed. The records' kinds
are named for type checkers alone: whoever only hands entries on need not have all rules in memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.rulebook.titles import Title

if TYPE_CHECKING:
    from core.monsters.stat_block import StatBlock
    from core.rules.backgrounds import Background
    from core.rules.classes import CharacterClass, Subclass
    from core.rules.conditions import Condition
    from core.rules.equipment import Armor, Weapon
    from core.rules.feats import Feat
    from core.rules.items import Item, MagicItem
    from core.rules.species import Lineage, Species
    from core.rules.spells import Spell

    Gear = Weapon | Armor | Item | MagicItem
    Origin = Species | Lineage | Background | Feat
    Numbers = StatBlock | Spell | Gear | Origin | CharacterClass | Subclass | Condition
    """Our own record of an entry."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text.

    Attributes:
        heading: What stands above it; empty for nothing.
        text: Markdown, as far as Discord shows it: paragraphs, lists, bold and italic words, blocks of code for tables.
    """

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry.

    Attributes:
        title: What it is called.
        numbers: Our record of it; None where there is none, as of a rule.
        passages: Its text, in order.
        text_installed: Whether the package with the texts of its edition is there.
    """

    title: Title
    numbers: Numbers | None
    passages: tuple[Passage, ...]
    text_installed: bool = True
