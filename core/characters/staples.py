"""The spells that a table counts on, for whoever is chosen for: of each level, the most counted on first.

What stands here is an opinion, and no rule; a spell that is not named is never wrong.
"""

from __future__ import annotations

from typing import Final

STAPLES: Final = tuple(
    name.strip()
    for line in (
        "Fire Bolt, Eldritch Blast, Sacred Flame, Vicious Mockery, Produce Flame, Guidance, Mage Hand, Light, "
        "Minor Illusion, Starry Wisp, Ray of Frost, Shillelagh, Prestidigitation, Chill Touch, Thaumaturgy",
        "Healing Word, Magic Missile, Shield, Bless, Cure Wounds, Mage Armor, Guiding Bolt, Divine Smite, "
        "Hunter's Mark, Hex, Sleep, Faerie Fire, Goodberry, Shield of Faith, Thunderwave, Entangle, Hellish "
        "Rebuke, Ensnaring Strike, Detect Magic, Command, Burning Hands, Dissonant Whispers, Chromatic Orb, "
        "Divine Favor, Heroism, Sanctuary",
        "Misty Step, Spiritual Weapon, Aid, Hold Person, Scorching Ray, Lesser Restoration, Invisibility, "
        "Web, Moonbeam, Pass without Trace, Shatter, Suggestion, Heat Metal, Mirror Image, Spike Growth, "
        "Prayer of Healing, Flaming Sphere, Zone of Truth, Darkness",
        "Fireball, Spirit Guardians, Revivify, Counterspell, Call Lightning, Mass Healing Word, Hypnotic "
        "Pattern, Haste, Conjure Animals, Fly, Dispel Magic, Lightning Bolt, Fear, Vampiric Touch, Sleet "
        "Storm",
        "Polymorph, Banishment, Greater Invisibility, Wall of Fire, Death Ward, Dimension Door, Ice Storm, "
        "Guardian of Faith, Freedom of Movement, Blight, Confusion, Stoneskin, Aura of Life",
        "Hold Monster, Wall of Force, Cone of Cold, Greater Restoration, Raise Dead, Mass Cure Wounds, Flame "
        "Strike, Animate Objects, Telekinesis, Conjure Elemental, Dominate Person, Teleportation Circle",
        "Heal, Disintegrate, Chain Lightning, Sunbeam, Mass Suggestion, Heroes' Feast, Globe of "
        "Invulnerability, Circle of Death, Blade Barrier, True Seeing",
        "Teleport, Fire Storm, Plane Shift, Resurrection, Forcecage, Finger of Death, Regenerate, Reverse "
        "Gravity, Prismatic Spray",
        "Maze, Sunburst, Dominate Monster, Power Word Stun, Holy Aura, Earthquake, Incendiary Cloud",
        "Wish, Meteor Swarm, Mass Heal, Foresight, True Polymorph, Shapechange, Power Word Kill, Time Stop",
    )
    for name in line.split(",")
)
