"""SRD 5.2.1, creatures from S to Z."""

from __future__ import annotations

from typing import Final

from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.effects.fates import Afflict
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.magic import Become
from core.rules.effects.outcomes import Adjudicate, Cast, Cushion, Damage, End, Go, Use
from core.rules.effects.terms import Area, Duration, Moment, Only, Shape, Until
from core.rules.effects.tree import Alter, Attack, Choose, Each, If, Inflict, Save
from core.rules.sizes import Size
from data.srd.build import words
from data.srd.build.curated.shapes import (
    PRONE,
    UNTIL_CURED,
    Trees,
    damage,
    gripped,
    hold,
    own,
    save,
    strike,
)

CHA, CON, DEX, STR = Ability.CHARISMA, Ability.CONSTITUTION, Ability.DEXTERITY, Ability.STRENGTH
_HUMANOID: Final = Only(types=frozenset({"humanoid"}))
_NO_SIGHT: Final = frozenset({Condition.BLINDED, Condition.RESTRAINED})


def _lycanthropy(form: str, bonus: int, *dealt: Damage, dc: int) -> tuple[Each]:
    """A bite that turns humanoids into what bit them, when they are down."""
    curse = Save(
        (CON,),
        dc,
        (Afflict(f"{form} lycanthropy", UNTIL_CURED), Adjudicate("lycanthropy")),
        (),
        _HUMANOID,
        safe_for=words.DAY,
    )
    return (Each((Attack((*dealt, curse), bonus),)),)


def _ward(bonus: int, lasts: Duration) -> Alter:
    return Alter((Lasting(Roll.ARMOR_CLASS, bonus=f"+{bonus}"),), lasts)


def _roars() -> Choose:
    return Choose(tuple((f"{nth} Roar", (Use(((f"{nth} Roar", 1),)),)) for nth in ("First", "Second", "Third")))


TREES: Final[Trees] = {
    ("Shambling Mound", "Engulf"): (
        Each(
            (
                save(
                    STR,
                    15,
                    Inflict(
                        (Condition.GRAPPLED, *sorted(_NO_SIGHT)),
                        hold(14),
                        each_turn=(damage("3d6 lightning"),),
                        most=1,
                    ),
                ),
            ),
            range_ft=5,
            only=Only(up_to=Size.MEDIUM),
        ),
    ),
    ("Shield Guardian", "Protection"): (
        Each((_ward(5, Duration(until=Moment.SOURCE_TURN_START)),), range_ft=5, whom="allies"),
    ),
    ("Shrieker Fungus", "Shriek"): (Adjudicate("noise"),),
    ("Sphinx of Valor", "Roar"): (_roars(),),
    ("Sphinx of Wonder", "Burst of Ingenuity"): (
        Each(
            (Alter((Lasting(Roll.CHECKS, bonus="+2"), Lasting(Roll.SAVES, bonus="+2")), Duration(rounds=0)),),
            range_ft=30,
        ),
    ),
    ("Sprite", "Heart Sight"): (Each((save(CHA, 10, Adjudicate("what is felt")),), range_ft=5),),
    ("Stirge", "Proboscis"): strike(
        5, damage("1d6+3 piercing"), Attach(damage=(damage("2d4 necrotic"),), attacks="nobody")
    ),
    ("Stone Giant", "Deflect Missile"): (
        own(Alter((Lasting(Roll.TAKEN, bonus="-1d10-6"),), Duration(rounds=0))),
        If(Only(when="no damage is left"), (Each((save(DEX, 17, damage("1d10+6 force")),), range_ft=60),)),
    ),
    ("Tarrasque", "Swallow"): (
        Each(
            (save(STR, 27, Swallow((damage("16d6 acid"),), 20, most=6, gives_up_at=60, dc=20)),),
            only=gripped(Size.LARGE),
        ),
    ),
    ("Tarrasque", "World-Shaking Movement"): (
        Go(share=100),
        Each(
            (End(also=frozenset({"concentration"})), If(Only(up_to=Size.MEDIUM), (PRONE,))),
            most=None,
            area=Area(Shape.EMANATION, 60),
            whom="others",
        ),
    ),
    ("Treant", "Animate Trees"): (Adjudicate("animated trees"),),
    ("Unicorn", "Unicorn’s Blessing"): (
        Choose((("Cure Wounds", (Cast(("Cure Wounds",)),)), ("Lesser Restoration", (Cast(("Lesser Restoration",)),)))),
    ),
    ("Unicorn", "Shimmering Shield"): (
        Each((Cushion("3d6"), _ward(2, Duration(until=Moment.SOURCE_TURN_END))), range_ft=60),
    ),
    ("Vampire", "Charm"): (Cast(("Charm Person",), dc=17, ability=CHA, rounds=words.DAY),),
    ("Vampire", "Shape-Shift"): (
        Become(
            ("Tiny bat", "Medium cloud of mist"),
            own_numbers=True,
            speeds=({"walk": 5, "fly": 30}, {"walk": 5, "fly": 20}),
        ),
        Adjudicate("mist"),
    ),
    ("Water Elemental", "Whelm"): (
        Each(
            (
                save(
                    STR,
                    15,
                    damage("4d8+4 bludgeoning", halved=True),
                    Inflict(
                        (Condition.GRAPPLED, Condition.RESTRAINED),
                        Duration(ends=(Until.ESCAPE, Until.FREED), dc=14),
                        only=Only(up_to=Size.LARGE),
                        with_it=(Lasting(breathless=True),),
                        each_turn=(damage("2d8 bludgeoning"),),
                        at=Moment.SOURCE_TURN_START,
                        most=2,
                    ),
                ),
            ),
            most=None,
            range_ft=0,
            whom="others",
        ),
    ),
    ("Werebear", "Bite"): _lycanthropy("werebear", 7, damage("2d12+4 piercing"), dc=14),
    ("Wereboar", "Gore"): _lycanthropy("wereboar", 5, damage("2d8+3 piercing"), dc=12),
    ("Wererat", "Bite"): _lycanthropy("wererat", 5, damage("2d4+3 piercing"), dc=11),
    ("Weretiger", "Bite"): _lycanthropy("weretiger", 5, damage("2d8+3 piercing"), dc=13),
    ("Werewolf", "Bite"): _lycanthropy("werewolf", 5, damage("2d8+3 piercing"), dc=12),
    ("Xorn", "Charge"): (
        Choose((("on the ground", (Go(share=100),)), ("through it", (Go(share=100, how="burrow"),)))),
    ),
    ("Wraith", "Create Specter"): (Adjudicate("a specter"),),
}
