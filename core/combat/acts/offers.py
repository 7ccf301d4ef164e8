"""What effects let somebody do on later turns: by what name, at what cost, and doing it.

Source: SRD 5.1 and SRD 5.2.1, "Spells", as each one's own description says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.combat.acts import afterwards
from core.combat.acts.aiming import Aim, must_be_there, must_fit
from core.combat.acts.stage import Stage
from core.combat.duration import lasting
from core.combat.duration.endings import deed_of, grown
from core.combat.means.doing import SPELL, Price, begin_deed
from core.combat.play.player import Player, play, settle
from core.combat.play.staying import do_granted
from core.combat.record.deed import Deed
from core.combat.record.happenings import Moved, Spent
from core.combat.record.ongoing import AGE, LEFT, Ongoing
from core.combat.record.steps import Done
from core.combat.rounds.turning import granted_deed
from core.combat.situation.scene import Scene
from core.errors import NotFoundError
from core.matching.names import named
from core.rules.actions import Economy
from core.rules.effects.outcomes import Act, Use
from core.rules.effects.search import found
from core.rules.effects.tree import Grant, Later, Zone


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done.

    Attributes:
        name: What it is called.
        economy: What it costs.
        bearer: Whose effect it stands in.
        key: That effect's number.
    """

    name: str
    economy: Economy
    bearer: int
    key: int


def offers(scene: Scene, number: int) -> Iterator[Offer]:
    """What effects let somebody do now."""
    for bearer, key in lasting.everything(scene):
        one = scene.combatant(bearer).ongoing[key]
        match one.node:
            case Grant(anybody=anybody, economy=economy) if (bearer == number or anybody) and _is_time(one):
                yield Offer(one.name, economy, bearer, key)
            case Later() if one.source == number:
                yield Offer(one.name, Economy.NONE, bearer, key)
            case Zone(moved_ft=feet, moved_by=economy) if (feet or economy) and one.source == number:
                yield Offer(f"move {one.name}", economy or Economy.NONE, bearer, key)
            case _:
                continue


def _is_time(one: Ongoing) -> bool:
    assert isinstance(one.node, Grant), "only what is granted has its rounds"
    now = one.counted(AGE) + 1
    return one.node.rounds is None or one.node.rounds[0] <= now <= one.node.rounds[1]


def offer_named(scene: Scene, number: int, name: str) -> Offer:
    """One of these by its name, or by the beginning of it.

    Raises:
        NotFoundError: ``action-not-found``.
    """
    there = list(offers(scene, number))
    if offer := named(there, name, lambda each: each.name):
        return offer
    raise NotFoundError("action-not-found", named=name[:60], names=", ".join(each.name for each in there[:8]))


def take(stage: Stage, number: int, name: str, aim: Aim) -> Done:
    """Do what an effect lets somebody do.

    Raises:
        NotFoundError: ``action-not-found`` or ``combatant-not-found``.
        RuleError: What stands against it.
    """
    scene = stage.scene
    must_be_there(stage, number, aim)
    offer = offer_named(scene, number, name)
    one = scene.combatant(offer.bearer).ongoing[offer.key]
    match one.node:
        case Grant():
            _granted(stage, number, offer, aim)
        case Later():
            _waited(stage, number, offer, aim)
        case _:
            price = Price(offer.economy, name=offer.name)
            begin_deed(scene, number, price, (), overrule=aim.overrule)
            feet = one.node.moved_ft if isinstance(one.node, Zone) else 0
            scene.tell(Moved(number, feet, one.name))
    return stage.done("action", by=number, name=offer.name, targets=aim.targets)


def _granted(stage: Stage, number: int, offer: Offer, aim: Aim) -> None:
    scene = stage.scene
    one = scene.combatant(offer.bearer).ongoing[offer.key]
    node = one.node
    assert isinstance(node, Grant), "only what is granted is taken so"
    must_fit(node.effects, number, aim)
    sort = next((way for each in found(node.effects, Act) for way in each.ways), "")
    sort = sort or (SPELL if one.power.level is not None and offer.bearer == one.source else "")
    price = Price(offer.economy, name=offer.name, sort="" if sort == SPELL else sort)
    begin_deed(scene, number, price, aim.targets, overrule=aim.overrule)
    before = afterwards.start(scene)
    deed = _as_aimed(granted_deed(scene, offer.bearer, offer.key, ()), number, aim)
    if one.counted(LEFT):
        _used_once(scene, offer)
    if offer.key in scene.combatant(offer.bearer).ongoing:
        player = Player(scene, deed)
        do_granted(player, offer.bearer, offer.key, deed)
        settle(scene)
        came = player.came
    else:
        came = play(scene, replace(deed, of=None))
    afterwards.no_longer_alone(scene, deed)
    if not any(True for _ in found(node.effects, Use)):
        afterwards.remember(scene, before, replace(deed, level=None), came)


def _as_aimed(deed: Deed, number: int, aim: Aim) -> Deed:
    return replace(
        deed,
        actor=number,
        targets=aim.targets,
        advantage=aim.advantage,
        extra=aim.extra,
        ways=deed.ways | aim.ways,
        quiet=False,
    )


def _used_once(scene: Scene, offer: Offer) -> None:
    """One of its uses is gone; being used up ends the spell."""
    one = scene.combatant(offer.bearer).ongoing[offer.key]
    left = one.counted(LEFT) - 1
    scene.tell(Spent(offer.bearer, offer.name, left))
    if left:
        scene.put(offer.bearer, offer.key, one.counting(LEFT, left))
        return
    scene.remove(offer.bearer, offer.key)
    node = one.node
    if not isinstance(node, Grant) or node.uses is None:
        return
    source = one.source
    if one.held and source is not None:
        lasting.stop_concentrating(scene, source, "over")
    else:
        lasting.end_all(scene, lambda other: other.name == one.name and other.source == source, "over")


def _waited(stage: Stage, number: int, offer: Offer, aim: Aim) -> None:
    """What something has waited for has come to pass, or whoever made it lets it happen now."""
    scene = stage.scene
    one = scene.combatant(offer.bearer).ongoing[offer.key]
    begin_deed(scene, number, Price(Economy.NONE, name=offer.name), (), overrule=True)
    scene.remove(offer.bearer, offer.key)
    targets = aim.targets or one.aimed
    deed = deed_of(scene, one, (offer.bearer, offer.key), grown(one), targets=targets)
    play(scene, replace(deed, ways=deed.ways | aim.ways, quiet=False))
    if one.held and one.source is not None:
        lasting.stop_concentrating(scene, one.source, "over")
