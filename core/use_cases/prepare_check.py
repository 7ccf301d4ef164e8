"""Work out a check, a saving throw or initiative of a character, as the roll that it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.characters import numbers
from core.characters.books import CHARACTERS
from core.characters.sheet import Sheet
from core.combat.books import FIGHTS
from core.combat.d20s import d20
from core.combat.state import Combatant
from core.dice.advantage import Advantage, together
from core.dice.notation import parse
from core.errors import NotFoundError
from core.ids import StreamId
from core.ports.fights import FightDirectory
from core.ports.ledger import Ledger
from core.rules.abilities import Ability
from core.rules.conditions import effects_of
from core.rules.effects.lasting import Roll
from core.rules.exhaustion import exhaustion
from core.rules.skills import ABILITY_OF, SKILLS
from core.tables.decide import AskedRoll

ABILITIES: Final = {each.name.casefold(): each for each in Ability} | {each.value: each for each in Ability}
INITIATIVE: Final = "initiative"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A check as somebody asked for it.

    Attributes:
        name: A skill, an ability, a tool, or initiative.
        save: Whether it is a saving throw.
        advantage: What they claim.
        bonus: Dice or a number more.
        dc: What it is held to.
        hidden: Whether it is for those who lead alone.
    """

    name: str
    save: bool = False
    advantage: Advantage = Advantage.NONE
    bonus: str = ""
    dc: int | None = None
    hidden: bool = False


class PrepareCheck:
    """The roll of a check, with everything that its sheet and a fight bring to it."""

    def __init__(self, ledger: Ledger, fights: FightDirectory) -> None:
        self._ledger = ledger
        self._fights = fights

    async def __call__(self, stream: StreamId, wanted: Wanted, table: StreamId | None) -> AskedRoll:
        """The roll, to be made as any other.

        Args:
            stream: The character.
            wanted: What was asked for.
            table: The table where it is played, whose fight may bring something to it.

        Raises:
            NotFoundError: ``character-not-found`` or ``check-not-found``.
        """
        character, _ = await self._ledger.read(CHARACTERS, stream)
        return prepared(character.written(), wanted, await self._in_fight(stream, table))

    async def _in_fight(self, stream: StreamId, table: StreamId | None) -> Combatant | None:
        line = await self._fights.at_table(table) if table else None
        if line is None:
            return None
        fight, _ = await self._ledger.read(FIGHTS, line.stream)
        return fight.of_character(stream)


def prepared(sheet: Sheet, wanted: Wanted, combatant: Combatant | None = None) -> AskedRoll:
    """A check of a sheet as a roll, with what its conditions, its tiredness and what lasts in a fight bring to it.

    Raises:
        NotFoundError: ``check-not-found``.
    """
    meant = _meant(sheet, " ".join(wanted.name.replace("_", " ").split()).casefold(), save=wanted.save)
    tired = exhaustion(sheet.vitals.exhaustion, sheet.edition)
    conditions = combatant.conditions if combatant else frozenset(sheet.conditions)
    effects = effects_of(conditions, sheet.edition)
    kind = Roll.SAVES if wanted.save else Roll.CHECKS
    lasting = [each for one in combatant.ongoing.values() for each in one.alters] if combatant else []
    fitting = [
        each for each in lasting if each.roll is kind and (not each.abilities or meant.ability in each.abilities)
    ]
    own = effects.saves.get(meant.ability, Advantage.NONE) if wanted.save else effects.checks
    by_tiredness = tired.attacks_and_saves if wanted.save else tired.checks
    advantage = together((own, by_tiredness, wanted.advantage, *(each.advantage for each in fitting)))
    notation = d20(meant.bonus + tired.d20_tests, [*(each.bonus for each in fitting), wanted.bonus])
    return AskedRoll(parse(notation), advantage, wanted.dc, f"{sheet.name}: {meant.label}", wanted.hidden)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a name means: what it is called, what it adds, and by which ability."""

    label: str
    bonus: int
    ability: Ability


def _meant(sheet: Sheet, name: str, *, save: bool) -> _Meant:
    ability = ABILITIES.get(name)
    if save:
        if ability is None:
            raise NotFoundError("check-not-found", named=name[:60])
        return _Meant(f"{ability.name.capitalize()} save", numbers.save_bonus(sheet, ability), ability)
    if ability is not None:
        return _Meant(ability.name.capitalize(), numbers.ability_modifier(sheet, ability), ability)
    if name == INITIATIVE:
        return _Meant(name.capitalize(), numbers.initiative(sheet), Ability.DEXTERITY)
    near = [each for each in SKILLS if name and each.startswith(name)]
    skill = name if name in SKILLS else next(iter(near), None)
    if skill is not None:
        return _Meant(skill.title(), numbers.skill_bonus(sheet, skill), ABILITY_OF[skill])
    tool = next((each for each in sheet.tools if each.casefold() == name), None)
    if tool is not None:
        return _Meant(tool, numbers.tool_bonus(sheet, tool, Ability.DEXTERITY), Ability.DEXTERITY)
    raise NotFoundError("check-not-found", named=name[:60])
