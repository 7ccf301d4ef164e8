"""Plays a tree: rolls what is to be rolled, does what follows, and says what happened.

A tree is played for whoever acts, on targets. Damage that one save is about is rolled once for all who save; that of an
attack, for each that it hits. Whatever a tree cannot say is left to the DM, and said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from core.combat import d20s, harm, lasting
from core.combat.happenings import CheckMade, LeftToDm, Moved, SaveMade, Struck, Told
from core.combat.scene import Scene
from core.combat.state import Ongoing
from core.combat.throws import critical_dice
from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.attacks import Hit
from core.rules.damage import Blow
from core.rules.effects import magic, outcomes, tree
from core.rules.effects.terms import Only
from core.rules.effects.tree import Effect
from core.rules.sizes import Size

_SIZES: Final = tuple(Size)


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does.

    Attributes:
        actor: Who, by number.
        name: What it is called.
        effects: What happens.
        targets: Whom it is done to, as they were chosen.
        advantage: What is claimed for its attacks.
        extra: Dice or a number added to its attacks.
        attack_bonus: The actor's own, where the data leaves it open.
        dc: Likewise.
        modifier: Likewise: of the ability that is added to damage or healing.
        ways: What was chosen among ways, and which circumstances hold.
        magic: Whether it is magic.
        held: Whether it lasts by concentration.
    """

    actor: int
    name: str
    effects: tuple[Effect, ...]
    targets: tuple[int, ...] = ()
    advantage: Advantage = Advantage.NONE
    extra: str = ""
    attack_bonus: int | None = None
    dc: int | None = None
    modifier: int = 0
    ways: frozenset[str] = frozenset()
    magic: bool = False
    held: bool = False


@dataclass(slots=True)
class _Moment:
    """What is going on while effects are done to one target.

    Attributes:
        critical: Whether a critical hit brought them.
        halved: Whether a save has halved the damage.
        pool: Damage rolled for all who save; None where each has their own.
        dealt: What the last damage came to, by its type's name; ``""`` for all of it.
    """

    critical: bool = False
    halved: bool = False
    pool: dict[int, int] | None = None
    dealt: dict[str, int] = field(default_factory=dict[str, int])


def play(scene: Scene, deed: Deed) -> None:
    """Do a deed."""
    Player(scene, deed).play()


def at_moment(scene: Scene, number: int, ongoing: Ongoing) -> None:
    """Do what an effect does to its bearer at a moment of a turn."""
    source = ongoing.source
    actor = source if source is not None and scene.knows(source) else number
    play(scene, Deed(actor, ongoing.name, ongoing.each_turn, (number,), dc=ongoing.dc, magic=True))


class Player:
    """Plays one deed on a scene."""

    def __init__(self, scene: Scene, deed: Deed) -> None:
        self._scene = scene
        self._deed = deed

    def play(self) -> None:
        """Do it."""
        self._all(self._deed.effects, self._deed.targets)

    def _all(self, effects: Iterable[Effect], targets: Sequence[int]) -> None:
        together: list[Effect] = []
        for effect in effects:
            match effect:
                case tree.Each(effects=inner, whom=whom, most=most, times=times):
                    chosen = (self._deed.actor,) if whom == "self" else targets
                    limit = None if most is None else most * max(1, times)
                    self._all(inner, chosen[:limit])
                case tree.Choose(ways=ways):
                    self._all(_chosen(ways, self._deed.ways), targets)
                case tree.Save():
                    self._saves(effect, targets)
                case tree.Attack():
                    for target in targets:
                        self._attack(effect, target)
                case outcomes.Go() | outcomes.Act() | magic.Become() | outcomes.Check():
                    self._done_by_actor(effect)
                case outcomes.Use() | outcomes.Cast():
                    pass  # chosen and played as deeds of their own, one after the other
                case outcomes.Adjudicate(topic=topic):
                    self._scene.tell(LeftToDm(topic))
                case _:
                    together.append(effect)
        for target in targets or ((self._deed.actor,) if together else ()):
            self._befall(together, target, _Moment())

    def _done_by_actor(self, effect: outcomes.Go | outcomes.Act | magic.Become | outcomes.Check) -> None:
        actor = self._deed.actor
        match effect:
            case outcomes.Go(feet=feet, share=share, how=how):
                speeds = self._scene.creature(actor).speeds
                speed = speeds.get(how) or speeds.get("walk", 30)
                self._scene.tell(Moved(actor, feet if feet is not None else speed * (share or 100) // 100, how))
            case outcomes.Act(ways=ways):
                said = next((way for way in ways if way in self._deed.ways), ways[0])
                self._scene.tell(Told(actor, said))
            case magic.Become(forms=forms):
                self._scene.tell(
                    Told(actor, next((form for form in forms if form.casefold() in self._deed.ways), "another form"))
                )
            case outcomes.Check(ability=ability, skill=skill):
                thrown = d20s.check(self._scene, actor, ability, skill)
                self._scene.tell(CheckMade(actor, skill or ability.value, thrown.total))

    def _attack(self, attack: tree.Attack, target: int) -> None:
        swing = d20s.swing_of(attack, self._deed.attack_bonus, advantage=self._deed.advantage, extra=self._deed.extra)
        hit, thrown, advantage, armor_class = d20s.strike(self._scene, self._deed.actor, target, swing)
        self._scene.tell(Struck(target, hit.value, thrown.total, thrown.natural, advantage.value, armor_class))
        moment = _Moment(critical=hit is Hit.CRITICAL)
        self._befall(attack.hit if hit.lands else attack.miss, target, moment)

    def _saves(self, save: tree.Save, targets: Sequence[int]) -> None:
        pool: dict[int, int] = {}
        for target in targets:
            if self._concerns(save.only, target):
                self._save(save, target, pool)

    def _save(self, save: tree.Save, target: int, pool: dict[int, int]) -> None:
        dc = save.dc if save.dc is not None else self._deed.dc or 10
        ability = self._best(save.abilities, target)
        thrown = d20s.save(self._scene, target, ability, magic=self._deed.magic)
        success = thrown is not None and thrown.total >= dc
        resisted = not success and self._resists(target)
        total, natural = (thrown.total, thrown.natural) if thrown else (None, None)
        self._scene.tell(SaveMade(target, ability, dc, success or resisted, total, natural, resisted))
        if success or resisted:
            halved = [each for each in save.fail if isinstance(each, outcomes.Damage) and each.halved]
            self._befall([*halved, *save.success], target, _Moment(halved=True, pool=pool))
        else:
            self._befall(save.fail, target, _Moment(pool=pool))

    def _best(self, abilities: tuple[Ability, ...], target: int) -> Ability:
        """Of several abilities, whoever saves takes their best."""
        return max(abilities, key=lambda each: self._scene.creature(target).save(each))

    def _resists(self, target: int) -> bool:
        """Whether a legendary resistance makes a failed save a success."""
        combatant = self._scene.combatant(target)
        if combatant.resistances_used >= combatant.numbers.get("legendary resistances", 0):
            return False
        self._scene.change(replace(combatant, resistances_used=combatant.resistances_used + 1))
        return True

    def _befall(self, effects: Sequence[Effect], target: int, moment: _Moment) -> None:
        """Do effects to one target: damage of all types at once, then the rest in its order."""
        concerned = [each for each in effects if self._concerns(getattr(each, "only", None), target)]
        blows = [self._blow(each, moment) for each in concerned if isinstance(each, outcomes.Damage)]
        if blows:
            harm.hurt(self._scene, target, harm.Wound(blows, moment.critical))
            defences = harm.defences_of(self._scene, target)
            for kind, amount in harm.taken_by_kind(blows, defences).items():
                moment.dealt[kind] = amount
        for effect in concerned:
            if not isinstance(effect, outcomes.Damage):
                self._one(effect, target, moment)

    def _blow(self, damage: outcomes.Damage, moment: _Moment) -> Blow:
        kind = next((each for each in damage.kinds if each.value in self._deed.ways), damage.kinds[0])
        if moment.pool is not None and id(damage) in moment.pool:
            amount = moment.pool[id(damage)]
        else:
            dice = critical_dice(damage.dice, self._scene.fight.house.critical) if moment.critical else damage.dice
            if damage.plus_modifier and self._deed.modifier:
                dice = f"{dice}{self._deed.modifier:+d}"
            weakened = harm.weakness_of(self._scene, self._deed.actor) if self._scene.knows(self._deed.actor) else ""
            amount = max(0, self._scene.throws.roll(f"{dice}{weakened}").total)
            if moment.pool is not None:
                moment.pool[id(damage)] = amount
        return Blow(amount, kind, made_of=damage.made_of, halved=moment.halved and damage.halved)

    def _one(self, effect: Effect, target: int, moment: _Moment) -> None:
        """Do one thing to one target."""
        match effect:
            case outcomes.Heal(dice=dice, plus_modifier=plus):
                harm.heal(self._scene, target, self._amount(dice, plus=plus))
            case outcomes.Cushion(dice=dice, plus_modifier=plus):
                harm.cushion(self._scene, target, self._amount(dice, plus=plus))
            case tree.Inflict() | tree.Alter():
                self._last(effect, target)
            case outcomes.Exhaust(levels=levels):
                harm.tire(self._scene, target, levels)
            case outcomes.End(conditions=conditions):
                lasting.cured(self._scene, target, conditions)
            case outcomes.Drain() | outcomes.Kill():
                self._deadly(effect, target, moment)
            case outcomes.Shift(feet=feet, how=how):
                self._scene.tell(Moved(target, feet, how))
            case outcomes.Weaken():
                self._scene.tell(LeftToDm(f"{effect.ability.value} {effect.dice}", target))
            case outcomes.Adjudicate(topic=topic):
                self._scene.tell(LeftToDm(topic, target))
            case tree.Each() | tree.Save() | tree.Attack() | tree.Choose() | magic.Become():
                self._all((effect,), (target,))
            case outcomes.Go() | outcomes.Act() | outcomes.Check() | outcomes.Use() | outcomes.Cast():
                self._all((effect,), (target,))
            case _:
                self._scene.tell(LeftToDm(effect.op, target))

    def _deadly(self, effect: outcomes.Drain | outcomes.Kill, target: int, moment: _Moment) -> None:
        if isinstance(effect, outcomes.Kill):
            if effect.at_most is None or self._scene.vitals(target).hit_points.current <= effect.at_most:
                harm.kill(self._scene, target, drops=effect.drops)
            return
        dealt = moment.dealt.get(effect.kind.value if effect.kind else "", 0)
        harm.drain(self._scene, target, dealt)
        if effect.feeds:
            harm.heal(self._scene, self._deed.actor, dealt)

    def _last(self, effect: tree.Inflict | tree.Alter, target: int) -> None:
        held = self._deed.held
        begun = lasting.of(effect.lasts, name=self._deed.name, source=self._deed.actor, dc=self._deed.dc, held=held)
        conditions = effect.conditions if isinstance(effect, tree.Inflict) else ()
        alters = effect.with_it if isinstance(effect, tree.Inflict) else effect.what
        lasting.begin(
            self._scene,
            target,
            replace(begun, conditions=conditions, alters=alters, each_turn=effect.each_turn, at=effect.at),
        )

    def _amount(self, dice: str, *, plus: bool) -> int:
        total = self._scene.throws.roll(dice).total
        return max(0, total + (self._deed.modifier if plus else 0))

    def _concerns(self, only: Only | None, target: int) -> bool:
        """Whether somebody is concerned: by their size, their kind and the circumstance that was claimed."""
        if only is None:
            return True
        creature = self._scene.creature(target)
        if only.up_to is not None and _SIZES.index(creature.size) > _SIZES.index(only.up_to):
            return False
        if only.types and creature.kind not in only.types:
            return False
        if creature.kind in only.but_not:
            return False
        return only.when is None or only.when.casefold() in self._deed.ways


def _chosen(ways: tuple[tuple[str, tuple[Effect, ...]], ...], said: frozenset[str]) -> tuple[Effect, ...]:
    """What was chosen; the first way, where nothing was said."""
    return next((effects for name, effects in ways if name.casefold() in said), ways[0][1])


def unplayed(effects: Iterable[Effect]) -> Mapping[str, int]:
    """The other actions that a tree uses, each with how often: they are chosen and played one after the other."""
    found: dict[str, int] = {}
    for effect in effects:
        if isinstance(effect, outcomes.Use):
            for name, times in effect.actions:
                found[name] = found.get(name, 0) + times
    return found
