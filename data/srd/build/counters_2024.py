"""What classes of SRD 5.2.1 spend and get back, and what else grows with them.

Where the source has a column of a class table, its name stands for the steps; where the numbers stand in a feature's
text alone, they stand here.

Source: SRD 5.2.1, "Classes".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.rests import Rest
from data.srd.build.counting import FIVE_A_LEVEL, HALF_THE_LEVEL, Counter, Counters, Rising

_ONE: Final = {1: 1}
_WISDOM: Final = Ability.WISDOM
_CHARISMA: Final = Ability.CHARISMA

CLASSES: Final[Mapping[str, Counters]] = {
    "barbarian": Counters(
        (
            Counter("Rage", Rest.LONG, "rage_count", on_short=_ONE),
            Counter("Persistent Rage", Rest.LONG, {15: 1}),
        ),
        (
            Rising("Rage Damage", "rage_damage_bonus", "+{}"),
            Rising("Weapon Mastery", "weapon_mastery"),
            Rising("Brutal Strike", {9: "1d10", 17: "2d10"}),
            Rising("Attacks", {5: "2"}),
        ),
    ),
    "bard": Counters(
        (Counter("Bardic Inspiration", Rest.LONG, {1: 0}, ability=_CHARISMA, short_from=5),),
        (Rising("Bardic Inspiration", "bardic_inspiration_die", "1d{}"),),
    ),
    "cleric": Counters(
        (
            Counter("Channel Divinity", Rest.LONG, "channel_divinity_charges", on_short=_ONE),
            Counter("Divine Intervention", Rest.LONG, {10: 1}),
        ),
        (
            Rising("Divine Spark", {2: "1d8", 7: "2d8", 13: "3d8", 18: "4d8"}),
            Rising("Blessed Strikes", {7: "1d8", 14: "2d8"}),
        ),
    ),
    "druid": Counters(
        (
            Counter("Wild Shape", Rest.LONG, "wild_shape_uses", on_short=_ONE),
            Counter("Wild Resurgence", Rest.LONG, {5: 1}),
            Counter("Nature Magician", Rest.LONG, {20: 1}),
        ),
        (
            Rising("Wild Shape", {2: "CR 1/4", 4: "CR 1/2", 8: "CR 1"}),
            Rising("Known Forms", {2: "4", 4: "6", 8: "8"}),
            Rising("Elemental Fury", {7: "1d8", 15: "2d8"}),
        ),
    ),
    "fighter": Counters(
        (
            Counter("Second Wind", Rest.LONG, "second_wind_uses", on_short=_ONE),
            Counter("Action Surge", Rest.SHORT, {2: 1, 17: 2}),
            Counter("Indomitable", Rest.LONG, {9: 1, 13: 2, 17: 3}),
        ),
        (
            Rising("Weapon Mastery", "weapon_mastery"),
            Rising("Attacks", {5: "2", 11: "3", 20: "4"}),
        ),
    ),
    "monk": Counters(
        (
            Counter("Focus Points", Rest.SHORT, "focus_points"),
            Counter("Uncanny Metabolism", Rest.LONG, {2: 1}),
        ),
        (
            Rising("Martial Arts", "martial_arts_die", "1d{}"),
            Rising("Attacks", {5: "2"}),
        ),
    ),
    "paladin": Counters(
        (
            Counter("Lay On Hands", Rest.LONG, FIVE_A_LEVEL),
            Counter("Paladin’s Smite", Rest.LONG, {2: 1}),
            Counter("Channel Divinity", Rest.LONG, "channel_divinity_charges", on_short=_ONE),
            Counter("Faithful Steed", Rest.LONG, {5: 1}),
        ),
        (
            Rising("Weapon Mastery", {1: "2"}),
            Rising("Auras", {6: "10 ft.", 18: "30 ft."}),
            Rising("Radiant Strikes", {11: "1d8"}),
            Rising("Attacks", {5: "2"}),
        ),
    ),
    "ranger": Counters(
        (
            Counter("Favored Enemy", Rest.LONG, "favored_enemies"),
            Counter("Tireless", Rest.LONG, {10: 0}, ability=_WISDOM),
            Counter("Nature’s Veil", Rest.LONG, {14: 0}, ability=_WISDOM),
        ),
        (
            Rising("Weapon Mastery", {1: "2"}),
            Rising("Attacks", {5: "2"}),
        ),
    ),
    "rogue": Counters(
        (Counter("Stroke of Luck", Rest.SHORT, {20: 1}),),
        (
            Rising("Sneak Attack", "sneak_attack"),
            Rising("Weapon Mastery", {1: "2"}),
        ),
    ),
    "sorcerer": Counters(
        (
            Counter("Innate Sorcery", Rest.LONG, {1: 2}),
            Counter("Sorcery Points", Rest.LONG, "sorcery_points"),
            Counter("Sorcerous Restoration", Rest.LONG, {5: 1}),
        ),
        (Rising("Metamagic", {2: "2", 10: "4", 17: "6"}),),
    ),
    "warlock": Counters(
        (
            Counter("Magical Cunning", Rest.LONG, {2: 1}),
            Counter("Contact Patron", Rest.LONG, {9: 1}),
            Counter("Mystic Arcanum (level 6)", Rest.LONG, {11: 1}),
            Counter("Mystic Arcanum (level 7)", Rest.LONG, {13: 1}),
            Counter("Mystic Arcanum (level 8)", Rest.LONG, {15: 1}),
            Counter("Mystic Arcanum (level 9)", Rest.LONG, {17: 1}),
        ),
        (Rising("Eldritch Invocations", "eldritch_invocations"),),
    ),
    "wizard": Counters(
        (
            Counter("Arcane Recovery", Rest.LONG, {1: 1}),
            Counter("Signature Spells", Rest.SHORT, {20: 2}),
        ),
        (Rising("Arcane Recovery", HALF_THE_LEVEL),),
    ),
}

SUBCLASSES: Final[Mapping[str, Counters]] = {
    "Path of the Berserker": Counters((Counter("Intimidating Presence", Rest.LONG, {14: 1}),), ()),
    "Circle of the Land": Counters(
        (
            Counter("Natural Recovery (spell)", Rest.LONG, {6: 1}),
            Counter("Natural Recovery (slots)", Rest.LONG, {6: 1}),
        ),
        (Rising("Land’s Aid", {3: "2d6", 10: "3d6", 14: "4d6"}),),
    ),
    "Champion": Counters((), (Rising("Critical Hits", {3: "19", 15: "18"}),)),
    "Warrior of the Open Hand": Counters((Counter("Wholeness of Body", Rest.LONG, {6: 0}, ability=_WISDOM),), ()),
    "Oath of Devotion": Counters((Counter("Holy Nimbus", Rest.LONG, {20: 1}),), ()),
    "Draconic Sorcery": Counters(
        (
            Counter("Dragon Wings", Rest.LONG, {14: 1}),
            Counter("Dragon Companion", Rest.LONG, {18: 1}),
        ),
        (),
    ),
    "Fiend Patron": Counters(
        (
            Counter("Dark One’s Own Luck", Rest.LONG, {6: 0}, ability=_CHARISMA),
            Counter("Hurl Through Hell", Rest.LONG, {14: 1}),
        ),
        (),
    ),
}
