"""Plays a tree: rolls what is to be rolled, does what follows, and says what happened.

A tree is played for whoever acts, on targets. Damage that befalls several together is rolled once; that of an attack,
for each that it hits. Whatever a tree cannot say is left to the DM, and said. What follows from what happened (see
`Scene.owe`) is played next, and what follows from that, up to a bound that no book comes near.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from core.combat.duration import lasting
from core.combat.duration.zones import worn
from core.combat.play import (
    choices,
    dealing,
    grips,
    hiding,
    leaves,
    magic,
    regaining,
    retrying,
    staying,
    striking,
    summoning,
    trying,
)
from core.combat.play.basics import BASIC
from core.combat.play.playing import Came, Moment, Rolled, around
from core.combat.play.targets import chosen, is_past, ways_chosen
from core.combat.record.deed import Deed
from core.combat.record.happenings import LeftToDm
from core.combat.situation.scene import Scene
from core.combat.situation.whom import concerns
from core.rules.effects import fates, outcomes, tree
from core.rules.effects import grips as held
from core.rules.effects import hiding as unseen
from core.rules.effects import magic as spells
from core.rules.effects.terms import When
from core.rules.effects.tree import Effect

_TAKEN_ON: Final = (spells.Become, tree.Grant, tree.Later, tree.Zone)
DEEPEST: Final = 40
"""How many deeds may follow from one another."""


def play(scene: Scene, deed: Deed) -> Came:
    """Do a deed, and all that follows from it."""
    player = Player(scene, deed)
    player.play()
    settle(scene)
    return player.came


def settle(scene: Scene) -> None:
    """Do the deeds that are owed, and those that follow from them; what nobody concentrates on any more ends."""
    for _ in range(DEEPEST):
        lasting.unheld(scene)
        if not scene.owed:
            return
        owed, scene.owed = scene.owed, []
        for deed in owed:
            if all(scene.is_there(target) for target in deed.targets):
                Player(scene, deed).play()
    scene.owed.clear()


class Player:
    """Plays one deed on a scene.

    Attributes:
        scene: Where.
        deed: What.
        came: What has come of it.
    """

    def __init__(self, scene: Scene, deed: Deed, came: Came | None = None) -> None:
        self.scene = scene
        self.deed = deed
        self.came = came if came is not None else Came()

    def play(self) -> None:
        """Do it."""
        self.run(self.deed.effects, self.deed.targets)

    def also(self, deed: Deed) -> None:
        """Do another deed as part of this one."""
        Player(self.scene, deed, self.came).play()

    def run(self, effects: Iterable[Effect], targets: Sequence[int]) -> None:
        """Do effects that stand below no target yet."""
        together: list[Effect] = []
        for effect in effects:
            if type(effect) in _BY_ACTOR or isinstance(effect, tree.Each | tree.Choose | tree.If):
                self._befalls(together, targets)
                together = []
                self._first(effect, targets)
            else:
                together.append(effect)
        self._befalls(together, targets)

    def _befalls(self, together: list[Effect], targets: Sequence[int]) -> None:
        """Do effects that stand below no `Each` to those who are aimed at, or to whoever acts if nobody is.

        What whoever acts takes on is their own, whomever they aim at: another form, an area, what can be done later.
        """
        own = self.deed.of is None or tuple(targets) != (self.deed.of[0],)
        mine = [each for each in together if own and isinstance(each, _TAKEN_ON)]
        rest = [each for each in together if each not in mine]
        if mine:
            self.spread(mine, (self.deed.actor,))
        if rest:
            self.spread(rest, targets or (self.deed.actor,))

    def _first(self, effect: Effect, targets: Sequence[int]) -> None:
        match effect:
            case tree.Each():
                self.spread(effect.effects, chosen(self, effect, targets))
            case tree.Choose():
                for way in ways_chosen(effect, self.deed.ways):
                    self.run(way, targets)
            case tree.If(only=only, then=then, otherwise=otherwise):
                meant = targets[0] if targets else self.deed.actor
                self.run(then if concerns(self.scene, only, meant, around(self)) else otherwise, targets)
            case _:
                _BY_ACTOR[type(effect)](self, effect)

    def spread(self, effects: Sequence[Effect], targets: Sequence[int]) -> None:
        """Do effects to each of several; damage that befalls them together is rolled once."""
        pool: dict[int, Rolled] = {}
        for target in targets:
            if self.scene.is_there(target) and not is_past(self, effects, target):
                self.befall(effects, target, Moment(times=2 if self.deed.critical else 1, pool=pool))

    def befall(self, effects: Sequence[Effect], target: int, moment: Moment) -> None:
        """Do effects to one target: damage of all types at once, then the rest in its order."""
        by = around(self, moment)
        plain = [each for effect in effects for each in self._opened(effect, target, moment)]
        concerned = [each for each in plain if concerns(self.scene, _only(each), target, by)]
        damage = [each for each in concerned if isinstance(each, outcomes.Damage)]
        if damage:
            dealing.deal(self, damage, target, moment)
            worn(self.scene, self.deed.of, moment.dealt[""])
        for effect in concerned:
            if not isinstance(effect, outcomes.Damage):
                self._one(effect, target, moment)

    def _opened(self, effect: Effect, target: int, moment: Moment) -> list[Effect]:
        """What an effect comes to that has damage in it, so that all damage is dealt together."""
        match effect:
            case tree.Choose():
                ways = ways_chosen(effect, self.deed.ways)
                return [one for way in ways for each in way for one in self._opened(each, target, moment)]
            case tree.If(only=only) if only.when != When.DROPPED and _deals(effect):
                meant = concerns(self.scene, only, target, around(self, moment))
                way = effect.then if meant else effect.otherwise
                return [one for each in way for one in self._opened(each, target, moment)]
            case _:
                return [effect]

    def _one(self, effect: Effect, target: int, moment: Moment) -> None:
        """Do one thing to one target."""
        if not self.scene.is_there(target):
            return
        if (do := _BY_ACTOR.get(type(effect))) is not None:
            do(self, effect)
        elif (befalls := _BEFALLS.get(type(effect))) is not None:
            befalls(self, effect, target, moment)
        else:
            raise TypeError(f"nobody knows how to play {effect.op}")


def _only(effect: Effect) -> Any:
    """Whom a leaf concerns; what forks asks for itself, so that it can be told."""
    return None if isinstance(effect, tree.Save | tree.Each | tree.If | tree.Zone) else getattr(effect, "only", None)


def _deals(effect: tree.If) -> bool:
    return any(isinstance(each, outcomes.Damage | tree.Choose | tree.If) for each in (*effect.then, *effect.otherwise))


def _each(player: Player, effect: tree.Each, target: int, moment: Moment) -> None:
    del target, moment  # distances are counted from it, and there is no map
    player.spread(effect.effects, chosen(player, effect, player.deed.targets))


def _if(player: Player, effect: tree.If, target: int, moment: Moment) -> None:
    meant = concerns(player.scene, effect.only, target, around(player, moment))
    player.befall(effect.then if meant else effect.otherwise, target, moment)


def _choose(player: Player, effect: tree.Choose, target: int, moment: Moment) -> None:
    for way in ways_chosen(effect, player.deed.ways):
        player.befall(way, target, moment)


def _act(player: Player, effect: outcomes.Act) -> None:
    for way in leaves.act(player, effect):
        if way == "attack":
            choices.spare(player.scene, player.deed.actor, way, 1)
            leaves.told(player, way)
        elif BASIC.get(way):
            player.also(replace(player.deed, name=way.capitalize(), effects=BASIC[way], targets=(), of=None))
        else:
            leaves.told(player, way)


def _left(player: Player, effect: outcomes.Adjudicate, target: int, moment: Moment) -> None:
    del moment
    player.scene.tell(LeftToDm(effect.topic, target))


def _asked_for(player: Player, effect: Effect, target: int, moment: Moment) -> None:
    """What is asked for when it matters: damage would leave nothing (`health.harm`), a save failed (`saving`)."""


_BY_ACTOR: Final[dict[type[Any], Callable[[Player, Any], None]]] = {
    outcomes.Act: _act,
    outcomes.Cast: choices.cast,
    outcomes.Check: leaves.check,
    outcomes.Go: leaves.go,
    outcomes.Refresh: lambda player, _: leaves.refresh(player),
    outcomes.Use: choices.use,
    unseen.Hide: lambda player, _: hiding.hide(player),
    unseen.Seek: lambda player, _: hiding.seek(player),
    spells.Summon: summoning.summon,
    fates.Regain: regaining.regain,
    spells.Turns: magic.turns,
}
"""What is done by whoever acts, once, whoever the targets are."""
_BEFALLS: Final[dict[type[Any], Callable[[Player, Any, int, Moment], None]]] = {
    fates.Afflict: lambda player, node, target, _: leaves.afflict(player, node, target),
    fates.Endure: _asked_for,
    fates.Overrule: _asked_for,
    fates.Rise: lambda player, node, target, _: summoning.rise(player, node, target),
    fates.Retry: lambda player, node, target, _: retrying.retry(player, node, target),
    held.Attach: lambda player, node, target, _: grips.attach(player, node, target),
    held.Corrode: lambda player, node, target, _: grips.corrode(player, node, target),
    held.Swallow: lambda player, node, target, _: grips.swallow(player, node, target),
    outcomes.Adjudicate: _left,
    outcomes.Cushion: lambda player, node, target, _: leaves.cushion(player, node, target),
    outcomes.Drain: leaves.drain,
    outcomes.End: lambda player, node, target, _: leaves.end(player, node, target),
    outcomes.Exhaust: lambda player, node, target, _: leaves.exhaust(player, node, target),
    outcomes.Heal: leaves.heal,
    outcomes.Kill: lambda player, node, target, _: leaves.kill(player, node, target),
    outcomes.Shift: lambda player, node, target, _: leaves.shift(player, node, target),
    outcomes.Weaken: lambda player, node, target, _: leaves.weaken(player, node, target),
    spells.Become: lambda player, node, target, _: magic.become(player, node, target),
    spells.Compel: lambda player, node, target, _: staying.compel(player, node, target),
    spells.Dispel: lambda player, node, target, _: magic.dispel(player, node, target),
    spells.Over: lambda player, node, target, _: staying.over(player, node, target),
    spells.Renew: lambda player, _, target, __: summoning.renew(player, target),
    spells.Revive: lambda player, node, target, _: magic.revive(player, node, target),
    spells.Vanish: lambda player, node, target, _: magic.vanish(player, node, target),
    tree.Alter: lambda player, node, target, _: staying.last(player, node, target),
    tree.Attack: striking.attack,
    tree.Chance: trying.chance,
    tree.Choose: _choose,
    tree.Contest: trying.contest,
    tree.Each: _each,
    tree.Grant: lambda player, node, target, _: staying.grant(player, node, target),
    tree.If: _if,
    tree.Inflict: lambda player, node, target, _: staying.last(player, node, target),
    tree.Later: lambda player, node, target, _: staying.later(player, node, target),
    tree.Save: trying.save,
    tree.Zone: lambda player, node, target, _: staying.zone(player, node, target),
}
"""What befalls a target."""
PLAYED: Final = frozenset({*_BY_ACTOR, *_BEFALLS, outcomes.Damage})
"""The types of nodes that are played."""
