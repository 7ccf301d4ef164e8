"""Work out a check, a saving throw or initiative, of a character or of a monster in a fight, as the roll that it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from core.characters import numbers
from core.characters.books import CHARACTERS
from core.characters.health import must_be_alive
from core.characters.numbers import hindered
from core.characters.records import Records
from core.characters.sheet import Sheet
from core.combat.record.books import FIGHTS
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Combatant
from core.combat.situation.creatures import LAIR, creature_of
from core.combat.situation.d20s import d20
from core.combat.situation.whom import UNDER
from core.combat.views.known import FoundFight
from core.dice.advantage import Advantage, together
from core.dice.notation import parse
from core.errors import NotFoundError
from core.features.book import powers_of
from core.ids import StreamId
from core.monsters.stat_block import StatBlock, Trait, Trigger
from core.ports.fights import FightDirectory
from core.ports.ledger import Ledger
from core.rules.abilities import Ability
from core.rules.conditions import Condition, effects_of
from core.rules.creature import Creature
from core.rules.edition import Edition
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.terms import ANYBODY, Only
from core.rules.effects.tree import Alter
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


class Book(Protocol):
    """The rulebooks, as far as checks need them."""

    def records(self, sheet: Sheet) -> Records:
        """What the book says of the things on a sheet."""
        ...

    def monster(self, name: str, edition: Edition) -> StatBlock | None:
        """A stat block by its name."""
        ...


class PrepareCheck:
    """The roll of a check, with everything that a sheet or a stat block and a fight bring to it."""

    def __init__(self, ledger: Ledger, fights: FightDirectory, book: Book) -> None:
        self._ledger = ledger
        self._fights = fights
        self._book = book

    def of_monster(self, found: FoundFight, number: int, wanted: Wanted) -> AskedRoll:
        """The roll of somebody in a fight who has no sheet, for whoever runs it; of who is hidden it is hidden.

        Raises:
            NotAllowedError: ``not-yours-to-run``.
            NotFoundError: ``combatant-not-found`` or ``check-not-found``.
        """
        found.must_run()
        combatant = found.fight.combatant(number)
        block = self._book.monster(combatant.monster, found.fight.edition)
        creature = creature_of(block) if block else LAIR
        meant = _meant_of(creature, _plain(wanted.name), save=wanted.save)
        tiredness = combatant.vitals.exhaustion if combatant.vitals else 0
        borne = _Borne(found.fight.edition, tiredness, combatant.conditions, combatant)
        return _asked(
            meant, wanted, borne, name=found.names[number], hidden=wanted.hidden or found.fight.hides(combatant)
        )

    async def __call__(self, stream: StreamId, wanted: Wanted, table: StreamId | None) -> AskedRoll:
        """The roll, to be made as any other.

        Args:
            stream: The character.
            wanted: What was asked for.
            table: The table where it is played, whose fight may bring something to it.

        Raises:
            NotFoundError: ``character-not-found`` or ``check-not-found``.
            RuleError: ``dead-already``.
        """
        character, _ = await self._ledger.read(CHARACTERS, stream)
        sheet = character.written()
        return prepared(sheet, self._book.records(sheet), wanted, await self._in_fight(stream, table))

    async def _in_fight(self, stream: StreamId, table: StreamId | None) -> Combatant | None:
        line = await self._fights.at_table(table) if table else None
        if line is None:
            return None
        fight, _ = await self._ledger.read(FIGHTS, line.stream)
        return fight.of_character(stream)


def prepared(sheet: Sheet, records: Records, wanted: Wanted, combatant: Combatant | None = None) -> AskedRoll:
    """A check of a sheet as a roll, with what armour, conditions, tiredness and what lasts in a fight bring to it.

    Raises:
        NotFoundError: ``check-not-found``.
        RuleError: ``dead-already``.
    """
    must_be_alive(sheet)
    meant = _meant(sheet, _plain(wanted.name), save=wanted.save)
    conditions = combatant.conditions if combatant else frozenset(sheet.conditions)
    worn = Advantage.DISADVANTAGE if hindered(sheet, records, meant.ability, meant.skill) else Advantage.NONE
    nature = powers_of(sheet, records).traits
    borne = _Borne(sheet.edition, sheet.vitals.exhaustion, conditions, combatant, worn, nature)
    return _asked(meant, wanted, borne, name=sheet.name, hidden=wanted.hidden)


@dataclass(frozen=True, slots=True)
class _Borne:
    """What somebody is under."""

    edition: Edition
    exhaustion: int
    conditions: frozenset[Condition]
    combatant: Combatant | None
    worn: Advantage = Advantage.NONE
    nature: tuple[Trait, ...] = ()

    @property
    def ongoing(self) -> Collection[Ongoing]:
        """What lasts on them."""
        return self.combatant.ongoing.values() if self.combatant else ()

    def alters(self) -> Iterator[Lasting]:
        """What is otherwise with them: for a while, or by what their classes make of them."""
        for one in self.ongoing:
            yield from one.alters
        for trait in self.nature:
            for effect in trait.effects if trait.trigger is Trigger.ALWAYS else ():
                if isinstance(effect, Alter) and self._holds(effect.only):
                    yield from effect.what

    def _holds(self, only: Only) -> bool:
        """Whether something is so now, as far as that shows without asking anybody."""
        if only.without in self.conditions:
            return False
        word = (only.when or "").casefold()
        named = {one.name.casefold() for one in self.ongoing}
        return not word or (word.startswith(UNDER) and set(word.removeprefix(UNDER).split(" and ")) <= named)


def _asked(meant: _Meant, wanted: Wanted, borne: _Borne, *, name: str, hidden: bool) -> AskedRoll:
    tired = exhaustion(borne.exhaustion, borne.edition)
    effects = effects_of(borne.conditions, borne.edition)
    kinds = {Roll.SAVES} if wanted.save else {Roll.CHECKS, *([Roll.INITIATIVE] if meant.skill == INITIATIVE else [])}
    fitting = [each for each in borne.alters() if each.roll in kinds and _touches(each, meant)]
    own = effects.saves.get(meant.ability, Advantage.NONE) if wanted.save else effects.checks
    by_tiredness = tired.attacks_and_saves if wanted.save else tired.checks
    advantage = together((own, by_tiredness, borne.worn, wanted.advantage, *(each.advantage for each in fitting)))
    extras = [*(each.bonus for each in fitting if not each.rescues), wanted.bonus]
    least = max((each.at_least for each in fitting if each.at_least is not None), default=None)
    total = max((each.total_at_least for each in fitting if each.total_at_least is not None), default=None)
    notation = d20(meant.bonus + tired.d20_tests, extras, least, total)
    return AskedRoll(parse(notation), advantage, wanted.dc, f"{name}: {meant.label}", hidden)


def _touches(what: Lasting, meant: _Meant) -> bool:
    """Whether something touches this check, as far as that shows without asking anybody."""
    if what.conditions or what.focus or what.held or what.source_only or what.against != ANYBODY:
        return False
    if what.abilities and meant.ability not in what.abilities:
        return False
    return not what.skills or meant.skill in what.skills


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a name means: what it is called, what it adds, by which ability and with which skill or tool."""

    label: str
    bonus: int
    ability: Ability
    skill: str = ""


def _meant(sheet: Sheet, name: str, *, save: bool) -> _Meant:
    ability = ABILITIES.get(name)
    if save:
        if ability is None:
            raise NotFoundError("check-not-found", named=name[:60])
        return _Meant(f"{ability.name.capitalize()} save", numbers.save_bonus(sheet, ability), ability)
    if ability is not None:
        return _Meant(ability.name.capitalize(), numbers.check_bonus(sheet, ability), ability)
    if name == INITIATIVE:
        return _Meant(name.capitalize(), numbers.initiative(sheet), Ability.DEXTERITY, INITIATIVE)
    if skill := _skill(name):
        return _Meant(skill.title(), numbers.skill_bonus(sheet, skill), ABILITY_OF[skill], skill)
    tool = next((each for each in sheet.tools if each.casefold() == name), None)
    if tool is not None:
        bonus = numbers.tool_bonus(sheet, tool, Ability.DEXTERITY)
        return _Meant(tool, bonus, Ability.DEXTERITY, tool.casefold())
    raise NotFoundError("check-not-found", named=name[:60])


def _meant_of(creature: Creature, name: str, *, save: bool) -> _Meant:
    ability = ABILITIES.get(name)
    if ability is not None:
        return (
            _Meant(f"{ability.name.capitalize()} save", creature.save(ability), ability)
            if save
            else _Meant(ability.name.capitalize(), creature.modifier(ability), ability)
        )
    if name == INITIATIVE:
        return _Meant(name.capitalize(), creature.initiative, Ability.DEXTERITY)
    if not save and (skill := _skill(name)):
        return _Meant(skill.title(), creature.skill(skill), ABILITY_OF[skill])
    raise NotFoundError("check-not-found", named=name[:60])


def _skill(name: str) -> str | None:
    """A skill by its name or the beginning of it."""
    return name if name in SKILLS else next((each for each in SKILLS if name and each.startswith(name)), None)
