"""What classes of SRD 5.1 spend and get back, and what else grows with them.

Where the source has a column of a class table, its name stands for the steps; where the numbers stand in a feature's
text alone, they stand here.

Source: SRD 5.1, "Classes".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.growth import UNLIMITED
from core.rules.rests import Rest
from data.srd.build.counting import FIVE_A_LEVEL, HALF_THE_LEVEL, Counter, Counters, Rising

_CHARISMA: Final = Ability.CHARISMA

CLASSES: Final[Mapping[str, Counters]] = {
    "barbarian": Counters(
        (Counter("Rage", Rest.LONG, "rage_count"),),
        (
            Rising("Rage Damage", "rage_damage_bonus", "+{}"),
            Rising("Brutal Critical", "brutal_critical_dice", "{} dice"),
            Rising("Attacks", {5: "2"}),
        ),
    ),
    "bard": Counters(
        (Counter("Bardic Inspiration", Rest.LONG, {1: 0}, ability=_CHARISMA, short_from=5),),
        (
            Rising("Bardic Inspiration", "bardic_inspiration_die", "1d{}"),
            Rising("Song of Rest", "song_of_rest_die", "1d{}"),
            Rising("Magical Secrets", {10: "2", 14: "4", 18: "6"}),
        ),
    ),
    "cleric": Counters(
        (
            Counter("Channel Divinity", Rest.SHORT, "channel_divinity_charges"),
            Counter("Divine Intervention", Rest.LONG, {10: 1}),
        ),
        (Rising("Destroy Undead", "destroy_undead_cr", "CR {}"),),
    ),
    "druid": Counters(
        (Counter("Wild Shape", Rest.SHORT, {2: 2, 20: UNLIMITED}),),
        (Rising("Wild Shape", {2: "CR 1/4", 4: "CR 1/2", 8: "CR 1"}),),
    ),
    "fighter": Counters(
        (
            Counter("Second Wind", Rest.SHORT, {1: 1}),
            Counter("Action Surge", Rest.SHORT, "action_surges"),
            Counter("Indomitable", Rest.LONG, "indomitable_uses"),
        ),
        (Rising("Attacks", {5: "2", 11: "3", 20: "4"}),),
    ),
    "monk": Counters(
        (Counter("Ki", Rest.SHORT, "ki_points"),),
        (
            Rising("Martial Arts", "martial_arts"),
            Rising("Attacks", {5: "2"}),
        ),
    ),
    "paladin": Counters(
        (
            Counter("Divine Sense", Rest.LONG, {1: 1}, ability=_CHARISMA, least=0),
            Counter("Lay on Hands", Rest.LONG, FIVE_A_LEVEL),
            Counter("Channel Divinity", Rest.SHORT, {3: 1}),
            Counter("Cleansing Touch", Rest.LONG, {14: 0}, ability=_CHARISMA),
        ),
        (
            Rising("Auras", {6: "10 ft.", 18: "30 ft."}),
            Rising("Improved Divine Smite", {11: "1d8"}),
            Rising("Attacks", {5: "2"}),
        ),
    ),
    "ranger": Counters(
        (),
        (
            Rising("Favored Enemies", "favored_enemies"),
            Rising("Favored Terrains", "favored_terrain"),
            Rising("Attacks", {5: "2"}),
        ),
    ),
    "rogue": Counters(
        (Counter("Stroke of Luck", Rest.SHORT, {20: 1}),),
        (Rising("Sneak Attack", "sneak_attack"),),
    ),
    "sorcerer": Counters(
        (Counter("Sorcery Points", Rest.LONG, "sorcery_points", on_short={20: 4}),),
        (Rising("Metamagic", "metamagic_known"),),
    ),
    "warlock": Counters(
        (
            Counter("Mystic Arcanum (level 6)", Rest.LONG, "mystic_arcanum_level_6"),
            Counter("Mystic Arcanum (level 7)", Rest.LONG, "mystic_arcanum_level_7"),
            Counter("Mystic Arcanum (level 8)", Rest.LONG, "mystic_arcanum_level_8"),
            Counter("Mystic Arcanum (level 9)", Rest.LONG, "mystic_arcanum_level_9"),
            Counter("Eldritch Master", Rest.LONG, {20: 1}),
        ),
        (Rising("Eldritch Invocations", "invocations_known"),),
    ),
    "wizard": Counters(
        (
            Counter("Arcane Recovery", Rest.LONG, {1: 1}),
            Counter("Signature Spells", Rest.SHORT, {20: 2}),
        ),
        (Rising("Arcane Recovery", "arcane_recovery_levels"),),
    ),
}

SUBCLASSES: Final[Mapping[str, Counters]] = {
    "Life": Counters((), (Rising("Divine Strike", {8: "1d8", 14: "2d8"}),)),
    "Land": Counters(
        (Counter("Natural Recovery", Rest.LONG, {2: 1}),),
        (Rising("Natural Recovery", {level: of for level, of in HALF_THE_LEVEL.items() if level > 1} | {2: "1"}),),
    ),
    "Champion": Counters((), (Rising("Critical Hits", {3: "19", 15: "18"}),)),
    "Open Hand": Counters((Counter("Wholeness of Body", Rest.LONG, {6: 1}),), ()),
    "Devotion": Counters((Counter("Holy Nimbus", Rest.LONG, {20: 1}),), ()),
    "Fiend": Counters(
        (
            Counter("Dark One's Own Luck", Rest.SHORT, {6: 1}),
            Counter("Hurl Through Hell", Rest.LONG, {14: 1}),
        ),
        (),
    ),
}
