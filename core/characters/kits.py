"""What a new character carries: of each kit that class and background offer, the one that was chosen.

Source: SRD 5.1, "Equipment", Starting Equipment; SRD 5.2.1, "Character Creation", Step 1 and Step 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.characters.asking import Asking
from core.characters.attacks import is_proficient
from core.characters.inventory import added, with_money
from core.characters.questions import Question
from core.characters.rulebook import find
from core.characters.sheet import Sheet
from core.rules.equipment import Kit, Weight

COPPER_IN_GOLD: Final = 100
_ANY: Final = re.compile(r"any (?P<training>simple|martial)?(?: (?P<way>melee|ranged))? ?weapon")
_LIKED: Final = ("Longsword", "Greatsword", "Longbow", "Rapier", "Mace", "Spear", "Quarterstaff", "Dagger")


def named(kit: Kit) -> str:
    """What is in a kit, as people write it.

    Example:
        >>> named(Kit(((1, "Greataxe"), (4, "Handaxe")), copper=1500))
        'Greataxe, 4 × Handaxe, 15 gp'
    """
    parts = [f"{count} × {name}" if count > 1 else name for count, name in kit.things]
    return ", ".join([*parts, *([f"{kit.copper // COPPER_IN_GOLD} gp"] if kit.copper else [])])


def with_kits(sheet: Sheet, kits: Sequence[Sequence[Kit]], asking: Asking, key: str) -> Sheet:
    """With one of each kit that is offered, and what is worn put on."""
    for number, offered in enumerate(kits):
        names = tuple(dict.fromkeys(named(each) for each in offered))
        usual = tuple(named(each) for each in offered if each.things)
        chosen = asking.one(Question(f"{key}-kit-{number}", 1, names, usual, "equipment"))
        kit = next((each for each in offered if named(each) == chosen), None)
        if kit is not None:
            sheet = _with_kit(sheet, kit, asking, f"{key}-kit-{number}")
    return sheet


def _with_kit(sheet: Sheet, kit: Kit, asking: Asking, key: str) -> Sheet:
    for number, (count, name) in enumerate(kit.things):
        for each in _things(sheet, (count, name), asking, f"{key}-{number}"):
            sheet = added(sheet, each, 1 if name.startswith("any ") else count, asking.book)
    return with_money(sheet, kit.copper)


def _things(sheet: Sheet, thing: tuple[int, str], asking: Asking, key: str) -> tuple[str, ...]:
    count, name = thing
    if name == "the chosen tool":
        tools = [each for each in sheet.tools if find(asking.book.items, each) and each not in sheet.items]
        return tuple(tools[-1:] if key.startswith("class") else tools[:1])  # the background's were learnt first
    if not name.startswith("any "):
        return (name,)
    options = _weapons(sheet, name, asking) or asking.book.things_of(name.removeprefix("any "))
    if not options:
        return (name.removeprefix("any ").title(),)
    known = tuple(each for each in (*sheet.tools, *_LIKED) if each in options)
    return asking(Question(key, count, options, known, "equipment", name))


def _weapons(sheet: Sheet, name: str, asking: Asking) -> tuple[str, ...]:
    matched = _ANY.fullmatch(name)
    if matched is None:
        return ()
    found = [
        each
        for each in asking.book.weapons.values()
        if (matched["training"] is None or each.martial == (matched["training"] == "martial"))
        and (matched["way"] is None or each.melee == (matched["way"] == "melee"))
        and is_proficient(sheet, each)
    ]
    return tuple(each.name for each in found)


def dressed(sheet: Sheet, asking: Asking) -> Sheet:
    """With the best armour put on that one is trained in, a shield, and weapons in hand."""
    book, items = asking.book, dict(sheet.items)
    pieces = {name: armor for name in items if (armor := find(book.armor, name)) and armor.weight in sheet.armor}
    bodies = [name for name, armor in pieces.items() if armor.weight is not Weight.SHIELD]
    best = max(bodies, key=lambda each: pieces[each].base, default=None)
    for name in items:
        shield = name in pieces and pieces[name].weight is Weight.SHIELD
        if name == best or shield or find(book.weapons, name):
            items[name] = replace(items[name], equipped=True)
    return replace(sheet, items=items)
