"""The attacks that a sheet has: its weapons in each way they can be used, its own attacks, and bare hands.

Source: SRD 5.2.1, "Equipment", Weapons and Weapon Properties, and "Rules Glossary", Unarmed Strike; SRD 5.1,
"Equipment" and "Combat", Melee Attacks, Two-Weapon Fighting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from core.characters.martial_arts import is_monk_weapon, martial_die, with_martial_die
from core.characters.masteries import NICK, Grip, mastery, with_mastery
from core.characters.numbers import MONK, ability_modifier, proficiency
from core.characters.records import Records
from core.characters.sheet import Item, OwnAttack, Sheet
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.attacks import Reach, off_hand_modifier
from core.rules.damage import DamageType, Piercing
from core.rules.edition import Edition
from core.rules.effects.outcomes import Damage
from core.rules.effects.terms import ANYBODY, Only
from core.rules.effects.tree import Attack, Each, Effect
from core.rules.equipment import Weapon
from core.rules.sizes import Size

UNARMED: Final = "Unarmed Strike"
ROGUE: Final = "Rogue"
SNEAK: Final = "sneak attack"
"""The circumstance under which a rogue's weapon hurts more; whoever attacks says whether it holds."""
OFF_HAND: Final = "off hand"
LOADING: Final = "loading"
"""Tags of the second of two light weapons, and of what is loaded anew for each shot."""
_MORE_ATTACKS: Final = {
    "Fighter": (5, 11, 20),
    "Barbarian": (5,),
    MONK: (5,),
    "Paladin": (5,),
    "Ranger": (5,),
}
_ARCHERY, _DUELING = "Archery", "Dueling"
_GREAT_WEAPON, _TWO_WEAPONS = "Great Weapon Fighting", "Two-Weapon Fighting"
_LOW_DICE: Final = {Edition.SRD_51: "ro<3", Edition.SRD_52: "mi3"}
"""What Great Weapon Fighting does with a 1 or a 2 on a damage die: rolls it again once, or counts it as a 3."""
_HEAVY_TAKES: Final = 13
_CHAMPION: Final = ((15, 18), (3, 19), (1, 20))
"""From which face of the d20 on a champion's hit is critical, by level: Improved and Superior Critical."""
_STYLE_BONUS: Final = 2


@dataclass(frozen=True, slots=True)
class AttackLine:
    """One attack as a sheet lists it.

    Attributes:
        name: What people pick it by.
        attack: What happens.
        economy: What it costs.
        ability: The ability that counts for it; None where the sheet tells numbers alone.
        modifier: What that adds.
        tags: What is told of the weapon, as "melee weapon" or "strength"; what it is called is among it.
    """

    name: str
    attack: Attack
    economy: Economy = Economy.ACTION
    ability: Ability | None = None
    modifier: int = 0
    tags: frozenset[str] = frozenset()

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What happens: the attack goes at the first of those at whom it is aimed, others at those who stand by."""
        return (Each((self.attack,)),) if self.attack.follows else (self.attack,)


@dataclass(frozen=True, slots=True)
class _Held:
    """How a weapon is used.

    Attributes:
        dice: Its damage that way.
        ability: With which ability.
        off_hand: Whether it is the second of two light weapons.
        both_hands: Whether both hands hold it.
        thrown: Whether it leaves the hand.
    """

    dice: str
    ability: Ability
    off_hand: bool = False
    both_hands: bool = False
    thrown: bool = False


def attacks(sheet: Sheet, records: Records) -> tuple[AttackLine, ...]:
    """All attacks of a sheet: weapons first, in the order of their names, then its own, then bare hands."""
    lines = [line for name, item in sorted(sheet.items.items()) for line in _with(sheet, records, name, item)]
    lines += [_own(name, attack) for name, attack in sorted(sheet.attacks.items())]
    return (*lines, _unarmed(sheet, martial_die(sheet, records)))


def usual_attack(sheet: Sheet, records: Records) -> str:
    """What somebody attacks with who names nothing.

    That is what is in hand, for the near before the far and the heavy before the light; else the first attack of their
    own, else bare hands.
    """

    def heft(weapon: Weapon) -> tuple[bool, int]:
        count, _, sides = weapon.damage.partition("d")
        return weapon.melee, int(count) * (int(sides or 1) + 1)

    things = {name: records.weapons.get((item.is_like or name).casefold()) for name, item in sheet.items.items()}
    held = {name: weapon for name, weapon in things.items() if weapon and weapon.damage and sheet.items[name].equipped}
    if held:
        return max(sorted(held), key=lambda name: heft(held[name]))
    return next(iter(sorted(sheet.attacks)), UNARMED)


def attacks_in_action(sheet: Sheet) -> int:
    """How many attacks the Attack action has.

    Source:
        SRD 5.2.1 and SRD 5.1, "Classes", Extra Attack and the fighter's features of that name.

    Example:
        >>> from core.characters.sheet import ClassLevels
        >>> from core.rules.edition import Edition
        >>> attacks_in_action(Sheet("Thorn", Edition.SRD_52, classes={"Fighter": ClassLevels("Fighter", 11, 10)}))
        3
    """
    best = 1
    for name, levels in sheet.classes.items():
        steps = _MORE_ATTACKS.get(name, ())
        best = max(best, 1 + sum(levels.level >= step for step in steps))
    return best


def _with(sheet: Sheet, records: Records, name: str, item: Item) -> Iterator[AttackLine]:
    weapon = records.weapons.get((item.is_like or name).casefold())
    if weapon is None or not weapon.damage:
        return
    arts = martial_die(sheet, records) if is_monk_weapon(weapon, sheet.edition) else 0
    ability = _weapon_ability(sheet, weapon, free=arts > 0)
    dice = with_martial_die(weapon.damage, arts)
    ways = [(name, _Held(dice, ability, both_hands="two-handed" in weapon.properties))]
    if weapon.versatile:
        held = _Held(with_martial_die(weapon.versatile, arts), ability, both_hands=True)
        ways.append((f"{name} (two hands)", held))
    if weapon.melee and weapon.ranged:
        ways.append((f"{name} (thrown)", _Held(dice, ability, thrown=True)))
    if "light" in weapon.properties and weapon.melee:
        ways.append((f"{name} (off hand)", _Held(dice, ability, off_hand=True)))
    modifier = ability_modifier(sheet, ability)
    for called, held in ways:
        tags = _tags(weapon, ability, near=weapon.melee and not held.thrown)
        if held.off_hand:
            tags |= {OFF_HAND}
        economy = _economy(sheet, weapon, held)
        yield AttackLine(called, _armed(sheet, weapon, item, held), economy, ability, modifier, tags)


def _economy(sheet: Sheet, weapon: Weapon, held: _Held) -> Economy:
    if not held.off_hand:
        return Economy.ACTION
    return Economy.NONE if mastery(sheet, weapon) == NICK else Economy.BONUS


def _tags(weapon: Weapon, ability: Ability, *, near: bool) -> frozenset[str]:
    how = "melee weapon" if near else "ranged weapon"
    used = "strength" if ability is Ability.STRENGTH else "dexterity"
    name = weapon.name.casefold()
    wooden = {"club or quarterstaff"} if name in {"club", "quarterstaff"} else set[str]()
    loaded = {LOADING} if LOADING in weapon.properties else set[str]()
    return frozenset({"weapon", how, used, f"{used} weapon", name, *wooden, *loaded})


def _armed(sheet: Sheet, weapon: Weapon, item: Item, held: _Held) -> Attack:
    modifier = ability_modifier(sheet, held.ability)
    styles = {*sheet.choices.values(), *sheet.feats}
    trained = proficiency(sheet) if is_proficient(sheet, weapon) else 0
    ranged = not weapon.melee
    to_hit, to_damage = _bonuses(sheet, item)
    bonus = modifier + trained + to_hit + (_STYLE_BONUS if ranged and _ARCHERY in styles else 0)
    whole = not held.off_hand or _TWO_WEAPONS in styles
    if _DUELING in styles and weapon.melee and not (held.both_hands or held.off_hand or held.thrown):
        to_damage += _STYLE_BONUS
    kind = weapon.kind or DamageType.BLUDGEONING
    dice = held.dice
    if _GREAT_WEAPON in styles and weapon.melee and held.both_hands:
        dice += _LOW_DICE[sheet.edition]
    plain = Damage(with_bonus(dice, to_damage + off_hand_modifier(modifier)), (kind,), made_of=_made_of(item))
    hit = [replace(plain, dice=with_bonus(dice, to_damage + modifier)) if whole else plain]
    if ROGUE in sheet.classes and ("finesse" in weapon.properties or ranged):
        dice = f"{(sheet.classes[ROGUE].level + 1) // 2}d6"
        hit.append(Damage(dice, (kind,), made_of=_made_of(item), only=Only(when=SNEAK)))
    attack = Attack(
        hit=tuple(hit),
        bonus=bonus,
        melee=weapon.melee and not held.thrown,
        reach_ft=weapon.reach_ft,
        ranged=weapon.ranged if ranged or held.thrown else None,
        critical_on=_critical_on(sheet),
        worse=ANYBODY if _is_too_heavy(sheet, weapon) else None,
    )
    return with_mastery(attack, mastery(sheet, weapon), Grip(modifier, proficiency(sheet), plain))


def _critical_on(sheet: Sheet) -> int:
    champions = [each.level for each in sheet.classes.values() if each.subclass == "Champion"]
    return next(face for least, face in _CHAMPION if max(champions, default=1) >= least)


def _is_too_heavy(sheet: Sheet, weapon: Weapon) -> bool:
    """Whether a heavy weapon is too much for somebody: who is small in 2014, who is weak or clumsy in 2024."""
    if "heavy" not in weapon.properties:
        return False
    if sheet.edition is Edition.SRD_51:
        return sheet.size in {Size.TINY, Size.SMALL}
    return sheet.scores[Ability.STRENGTH if weapon.melee else Ability.DEXTERITY] < _HEAVY_TAKES


def _bonuses(sheet: Sheet, item: Item) -> tuple[int, int]:
    """What a weapon's magic adds to hit and to damage; one that is eaten away loses but one of them, by the edition."""
    if item.bonus >= 0:
        return item.bonus, item.bonus
    return (0, item.bonus) if sheet.edition == "5.1" else (item.bonus, 0)


def _weapon_ability(sheet: Sheet, weapon: Weapon, *, free: bool) -> Ability:
    """The ability that a weapon uses: the better of two, where the weapon or its wielder leaves the choice."""
    strength, dexterity = (ability_modifier(sheet, each) for each in (Ability.STRENGTH, Ability.DEXTERITY))
    if free or "finesse" in weapon.properties:
        return Ability.DEXTERITY if dexterity > strength else Ability.STRENGTH
    return Ability.STRENGTH if weapon.melee else Ability.DEXTERITY


def is_proficient(sheet: Sheet, weapon: Weapon) -> bool:
    """Whether the sheet's training covers a weapon, by its kind, its name or the plural of that."""
    name = weapon.name.casefold()
    known = {each.casefold() for each in sheet.weapons}
    kind = "martial" if weapon.martial else "simple"
    some = {f"martial ({each})" for each in weapon.properties} if weapon.martial else set[str]()
    return bool({name, f"{name}s", kind, f"{kind} weapons", *some} & known)


def _own(name: str, attack: OwnAttack) -> AttackLine:
    kinds = (attack.kind or DamageType.BLUDGEONING,)
    told = Attack(
        hit=(Damage(attack.damage, kinds),) if attack.damage else (),
        bonus=attack.bonus,
        melee=attack.reach_ft > 0,
        reach_ft=attack.reach_ft or 5,
        ranged=Reach(attack.range_ft, attack.long_ft or attack.range_ft) if attack.range_ft else None,
    )
    how = "melee weapon" if attack.reach_ft > 0 else "ranged weapon"
    return AttackLine(name, told, tags=frozenset({"weapon", how}))


def _unarmed(sheet: Sheet, arts: int) -> AttackLine:
    strength, dexterity = (ability_modifier(sheet, each) for each in (Ability.STRENGTH, Ability.DEXTERITY))
    modifier, dice, ability = strength, "1", Ability.STRENGTH
    if arts:
        modifier = max(strength, dexterity)
        ability = Ability.DEXTERITY if dexterity > strength else Ability.STRENGTH
        dice = f"1d{arts}"
    hit = (Damage(with_bonus(dice, modifier), (DamageType.BLUDGEONING,)),)
    used = "strength" if ability is Ability.STRENGTH else "dexterity"
    attack = Attack(hit=hit, bonus=modifier + proficiency(sheet), critical_on=_critical_on(sheet))
    return AttackLine(UNARMED, attack, ability=ability, modifier=modifier, tags=frozenset({"unarmed", used}))


def with_bonus(dice: str, bonus: int) -> str:
    """Dice with a number added; damage that would be less than nothing is nothing when it is dealt.

    Example:
        >>> with_bonus("1d8", 3), with_bonus("1d8", 0), with_bonus("1d4", -1), with_bonus("1", 2)
        ('1d8+3', '1d8', '1d4-1', '3')
    """
    if dice.isdigit():
        return str(max(0, int(dice) + bonus))
    return f"{dice}{bonus:+d}" if bonus else dice


def _made_of(item: Item) -> frozenset[Piercing]:
    return frozenset({Piercing.MAGICAL}) if item.bonus > 0 else frozenset()
