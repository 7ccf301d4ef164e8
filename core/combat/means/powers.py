"""By what somebody casts: the ability, the DC and the slots of a class, or the way that a stat block tells.

Source: SRD 5.2.1, "Spells", Casting Spells, and "Monsters", Spellcasting; SRD 5.1, "Spellcasting" and "Monsters".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.characters.numbers import spell_ability, spell_attack, spell_dc
from core.combat.duration import lasting
from core.combat.record.deed import Deed
from core.combat.record.happenings import LeftToDm
from core.combat.record.state import Concentration
from core.combat.situation.bearing import bonuses, touching
from core.combat.situation.scene import Scene
from core.monsters.spellcasting import Known, Spellcasting
from core.rules.abilities import MENTAL, Ability
from core.rules.effects.lasting import Roll
from core.rules.effects.magic import Summon
from core.rules.effects.search import found
from core.rules.effects.terms import Duration, Until
from core.rules.effects.tree import Effect
from core.rules.spells import Spell, cast_at


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody casts a spell.

    Attributes:
        ability: With which ability.
        dc: What targets have to reach.
        attack: What its attacks add.
        modifier: What is added to damage and healing.
        caster_level: By which cantrips grow.
        known: What a stat block says of the spell; None for a character.
        slots: How many slots a stat block has of each level.
    """

    ability: Ability
    dc: int
    attack: int
    modifier: int
    caster_level: int = 1
    known: Known | None = None
    slots: tuple[int, ...] = ()


def way_of_character(scene: Scene, number: int, by: str) -> Way:
    """How a character casts a spell that comes from a class, a species or a feat."""
    sheet, records = scene.sheets[number]
    ability = spell_ability(sheet, records, by)
    now = scene.creature(number)
    modifier = now.modifier(ability)
    worse = modifier - (sheet.scores[ability] - 10) // 2
    dc = spell_dc(sheet, ability) + worse + sum(int(each) for each in bonuses(touching(scene, number, Roll.SPELL_DC)))
    return Way(ability, dc, spell_attack(sheet, ability) + worse, modifier, sheet.level)


def ways_of_monster(scene: Scene, number: int) -> Iterator[tuple[Known, Way]]:
    """All spells of a stat block, each with how it is cast."""
    block = scene.block(number)
    for spellcasting in block.spellcasting if block else ():
        for known in spellcasting.spells:
            yield known, way_of(scene, number, spellcasting, known)


def way_of(scene: Scene, number: int, spellcasting: Spellcasting, known: Known) -> Way:
    """How a stat block casts one of its spells."""
    creature = scene.creature(number)
    modifier = creature.modifier(spellcasting.ability)
    attack = spellcasting.bonus if spellcasting.bonus is not None else creature.proficiency_bonus + modifier
    level = spellcasting.caster_level or 1
    return Way(spellcasting.ability, spellcasting.dc, attack, modifier, level, known, spellcasting.slots)


def way_by_nature(scene: Scene, number: int, ability: Ability | None) -> Way:
    """How somebody casts a spell that is none of their own, by an ability or their best."""
    creature = scene.creature(number)
    chosen = ability or creature.spell_ability or max(MENTAL, key=creature.modifier)
    modifier = creature.modifier(chosen)
    bonus = creature.proficiency_bonus + modifier
    return Way(chosen, 8 + bonus, bonus, modifier, creature.level or 1)


def spell_deed(spell: Spell, level: int, way: Way, rest: Deed) -> Deed:
    """A spell as it is cast, as a deed.

    Args:
        spell: Which.
        level: At which level; 0 for a cantrip.
        way: How.
        rest: Who casts it, at whom, and what is chosen.
    """
    rounds = way.known.rounds if way.known else None
    named = replace(spell, rounds=rounds) if rounds is not None else spell
    return replace(
        rest,
        name=spell.name,
        effects=cast_at(named, slot=level or None, character_level=way.caster_level),
        attack_bonus=way.attack,
        dc=way.dc,
        modifier=way.modifier,
        magic=True,
        level=level,
        ability=way.ability,
        tags=frozenset(),
    )


def by_caller(scene: Scene, deed: Deed) -> Deed:
    """A deed of somebody whose stat block leaves numbers open: with those, and the choices, of whoever called them."""
    borne = scene.combatant(deed.actor).ongoing.values()
    one = next((one for one in borne if isinstance(one.node, Summon) and one.node.leveled), None)
    if one is None:
        return deed
    ways = deed.ways | frozenset(one.ways)
    return replace(deed, attack_bonus=one.power.attack, dc=one.dc, modifier=one.power.modifier, ways=ways)


def sorts_of(spell: Spell, by: str) -> frozenset[str]:
    """What kind of spell it is, for what helps some kinds alone."""
    kinds = {spell.school.value, *(() if spell.level else ("cantrip",))}
    return frozenset({*kinds, *(f"{by.casefold()} {each}" for each in kinds if by)})


def begin_spell(scene: Scene, number: int, spell: Spell, level: int) -> None:
    """What casting a spell ends: another that is concentrated on, the same one cast before, and being unseen."""
    lasting.acted(scene, number, Until.CASTS)
    lasting.end_all(
        scene,
        lambda one: one.source == number and one.name == spell.name and Until.RECAST in one.ends,
        "replaced",
    )
    if spell.concentrates_at(level):
        rounds = spell.rounds_at(level) if spell.level else spell.rounds
        lasting.concentrate(scene, number, Concentration(spell.name, level, rounds))
    if spell.told or not spell.whole:
        scene.tell(LeftToDm(spell.name))


def begin_action(scene: Scene, number: int, name: str, effects: tuple[Effect, ...]) -> None:
    """An action that is no spell takes concentration where something of it lasts by that."""
    held = [each.rounds for each in found(effects, Duration) if Until.CONCENTRATION in each.ends]
    if held:
        lasting.concentrate(scene, number, Concentration(name, rounds=held[0]))
