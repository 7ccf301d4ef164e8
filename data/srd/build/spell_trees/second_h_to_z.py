"""What spells of the second level do, from H to Z."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import Piercing
from core.rules.edition import Edition
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.outcomes import Go, Shift
from core.rules.effects.terms import Duration, Moment, Only, Until
from core.rules.effects.tree import Grant
from data.srd.build.spell_trees.phrases import thing
from data.srd.build.spell_trees.words import (
    ALL_DAMAGE,
    CHARMABLE,
    HUMANOID,
    LIVING,
    SPELL,
    STILL,
    TO_SOURCE_START,
    TOLD,
    Page,
    Tree,
    abilities,
    alter,
    around,
    ball,
    better,
    bolt,
    bonus,
    both,
    choose,
    column,
    cube,
    damage,
    end,
    half,
    harm,
    heal,
    inflict,
    inside,
    new,
    one,
    own,
    resists,
    save,
    some,
    speed,
    touch,
    types,
    until,
    willing,
    worse,
    zone,
)

_HELD: Final = save("wis", inflict("paralyzed", until(save="wis")), only=HUMANOID)
_SENSES: Final = Lasting(senses=(("invisible", 0),))
_SHAPESHIFTS: Final = Only(when="it has another form than its own")
_MOON: Final = half("2d10", "radiant", more="1d10")
_STEALTH: Final = alter(*bonus("10", Roll.CHECKS, skills=frozenset({"stealth"})))
_STRENGTH: Final = abilities("str")
_FEEBLE: Final = (
    *worse(Roll.ATTACKS, by=frozenset({"strength"})),
    *worse(Roll.CHECKS, Roll.SAVES, abilities=_STRENGTH),
    *bonus("-1d8", Roll.DAMAGE),
)
_STUCK: Final = until(Until.ESCAPE, escape=(Ability.STRENGTH,))
_STUCK_FAST: Final = until(Until.ESCAPE, escape=(Ability.STRENGTH,), skill="athletics")
_DOES_SO: Final = Lasting(obeys=True)
_SHATTERED: Final = half("3d8", "thunder", more="1d8")


def _weapon(*steps: tuple[int, str], ends: Duration) -> Tree:
    grows = Growth(become=steps)
    told = {"by": frozenset({"weapon"}), "made_of": frozenset({Piercing.MAGICAL}), "grows": grows}
    return (willing(alter(*bonus("1", Roll.ATTACKS, Roll.DAMAGE, **told), lasts=ends)),)


def _force(every: int) -> Tree:
    blow = touch(damage("1d8", "force", more="1d8", every=every, plus_modifier=True))
    return (thing(one(blow, range_ft=5), moves_ft=20),)


_SHIFTER: Final = Only(when="it is a shapechanger")


def _moonbeam(when: str, worse: Only | None) -> Tree:
    burned = save("con", _MOON, end(also=["another form"], only=_SHAPESHIFTS), worse=worse)
    return (zone(column(5, 40), burned, when=when, moved_ft=60, moved_by=Economy.ACTION, sight="dim light"),)


def _webbed(lasts: Duration) -> Tree:
    caught = save("dex", inflict("restrained", lasts))
    burnt = damage("2d4", "fire", only=Only(when="the webs around it burn"))
    return (
        zone(cube(20), caught, when="enters turn_start", cost=2, sight="lightly obscured"),
        zone(cube(20), burnt, when="turn_start"),
    )


SPELLS: Final[Mapping[str, Page]] = {
    "Hold Person": Page((some(1, _HELD, more=1, apart_ft=30),), (some(1, _HELD, more=1),)),
    "Invisibility": both(some(1, inflict("invisible", until(Until.ATTACKS, Until.CASTS)), more=1)),
    "Knock": TOLD,
    "Lesser Restoration": Page(
        (
            one(
                choose(
                    disease=end(also=["disease"]),
                    blinded=end("blinded"),
                    deafened=end("deafened"),
                    paralyzed=end("paralyzed"),
                    poisoned=end("poisoned"),
                )
            ),
        ),
        (
            one(
                choose(
                    blinded=end("blinded"),
                    deafened=end("deafened"),
                    paralyzed=end("paralyzed"),
                    poisoned=end("poisoned"),
                )
            ),
        ),
    ),
    "Levitate": both(
        one(
            save("con", Shift(20, "up"), alter(STILL), willing=True),
        ),
        Grant(Economy.ACTION, (one(choose(up=Shift(20, "up"), down=Shift(20, "down"))),)),
    ),
    "Locate Animals or Plants": TOLD,
    "Locate Object": TOLD,
    "Magic Mouth": TOLD,
    "Magic Weapon": Page(
        _weapon((4, "2"), (6, "3"), ends=SPELL), _weapon((3, "2"), (6, "3"), ends=until(Until.RECAST))
    ),
    "Mind Spike": new(
        one(save("wis", half("3d8", "psychic", more="1d8"), alter(Lasting(shown=True, source_only=True))))
    ),
    "Mirror Image": both(own(alter(Lasting(images=3)))),
    "Misty Step": both(Go(30, how="teleport")),
    "Moonbeam": Page(
        _moonbeam("enters turn_start", _SHIFTER),
        _moonbeam("appears swept enters turn_end", None),
    ),
    "Pass without Trace": both(zone(around(30), follows=True, whom="chosen", within=(_STEALTH,))),
    "Phantasmal Force": new(
        one(
            save(
                "int",
                alter(
                    each_turn=(damage("2d8", "psychic", only=Only(when="the phantasm can hurt it")),),
                    at=Moment.SOURCE_TURN_START,
                    lasts=until(Until.ESCAPE, escape=(Ability.INTELLIGENCE,), skill="investigation"),
                ),
            )
        )
    ),
    "Prayer of Healing": Page(
        (some(6, heal("2d8", "1d8", mod=True, only=LIVING)),), (some(5, heal("2d8", "1d8")),), whole=Edition.SRD_51
    ),
    "Protection from Poison": both(
        one(
            end("poisoned"),
            alter(*better(Roll.SAVES, conditions=frozenset({Condition.POISONED})), resists("poison")),
        )
    ),
    "Ray of Enfeeblement": Page(
        (one(bolt(alter(Lasting(Roll.DAMAGE, times=50, by=frozenset({"strength weapon"})), lasts=until(save="con")))),),
        (
            one(
                save(
                    "con",
                    alter(*_FEEBLE, lasts=until(save="con")),
                    success=(alter(*worse(Roll.ATTACKS, once=True), lasts=TO_SOURCE_START),),
                )
            ),
        ),
    ),
    "Rope Trick": TOLD,
    "Scorching Ray": both(some(3, bolt(damage("2d6", "fire")), more=1, times=10)),
    "See Invisibility": both(own(alter(_SENSES))),
    "Shatter": Page(
        (inside(ball(10), save("con", _SHATTERED, worse=Only(when="it is made of inorganic material"))),),
        (inside(ball(10), save("con", _SHATTERED, worse=types("construct"))),),
    ),
    "Shining Smite": new(one(damage("2d6", "radiant", more="1d6"), alter(Lasting(shown=True), *better(Roll.ATTACKED)))),
    "Silence": both(
        zone(
            ball(20),
            within=(
                alter(Lasting(ignores=harm("thunder")), Lasting(denies=frozenset({Deed.VERBAL}))),
                inflict("deafened"),
            ),
        )
    ),
    "Spider Climb": Page(
        (willing(alter(speed(way="climb", times=100))),), (willing(alter(speed(way="climb", times=100)), more=1),)
    ),
    "Spike Growth": both(zone(ball(20), damage("2d4", "piercing"), when="travels", cost=2)),
    "Spiritual Weapon": Page(_force(2), _force(1)),
    "Suggestion": Page(
        (one(save("wis", alter(_DOES_SO, lasts=until(Until.BETRAYED)), only=CHARMABLE)),),
        (one(save("wis", inflict("charmed", until(Until.BETRAYED), with_it=(_DOES_SO,)))),),
    ),
    "Warding Bond": both(
        willing(
            alter(
                *bonus("1", Roll.ARMOR_CLASS, Roll.SAVES),
                Lasting(resists=ALL_DAMAGE, shared=True),
                lasts=until(Until.APART, Until.SOURCE_DOWN, Until.RECAST),
            )
        )
    ),
    "Web": Page(_webbed(_STUCK), _webbed(_STUCK_FAST)),
    "Zone of Truth": TOLD,
}
