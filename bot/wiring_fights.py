"""Fights and what characters do with dice: adapters to use cases to cogs, as `wiring` has it for everything else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial

from discord.ext import commands

from bot.adapters import Adapters
from bot.client import EverquillBot
from bot.parts import Parts, now
from cogs.combat.acting import ActingCog, ActVerbs
from cogs.combat.answering import AnsweringCog, AnswerVerbs
from cogs.combat.attacking import AttackingCog, AttackVerbs
from cogs.combat.behaving import BehavingCog, BehaviourVerbs
from cogs.combat.casting import CastingCog, CastVerbs
from cogs.combat.checking import CheckingCog, CheckVerbs
from cogs.combat.decisions import DecisionsCog, DecisionVerbs
from cogs.combat.encounters import EncountersCog
from cogs.combat.fighting import FightCog, FightVerbs
from cogs.combat.health import HealthCog, HealthVerbs
from cogs.combat.marks import MarksCog, MarkVerbs
from cogs.combat.menus import MenusCog, MenuVerbs
from cogs.combat.planned import PlanVerbs
from cogs.combat.turns import TurnsCog, TurnVerbs
from cogs.tables.seats import TableFights
from cogs.ui.fight_cards import FightCards
from cogs.ui.groups import GroupPart, command_group
from cogs.ui.replies import Replies
from cogs.ui.text import Catalogue, Words
from core.characters.state import Character
from core.combat.record.state import Fight
from core.ids import GuildId
from core.ledger.shapes import shape_of
from core.ports.chance import Chance
from core.ports.fighting import Fighting
from core.ports.guilds import KnownGuilds
from core.ports.playing import Playing
from core.rules.edition import Edition
from core.use_cases.act_in_fight import ActInFight
from core.use_cases.behave import Behave
from core.use_cases.bring_encounter import BringEncounter
from core.use_cases.cast_alone import CastAlone
from core.use_cases.change_hit_points import ChangeHitPoints
from core.use_cases.end_fight import EndFight
from core.use_cases.enter_fight import EnterFight
from core.use_cases.find_character import FindCharacter
from core.use_cases.find_fight import FindFight
from core.use_cases.keep_encounters import KeepEncounters
from core.use_cases.mark_combatant import MarkCombatant
from core.use_cases.place_tracker import PlaceTracker
from core.use_cases.plan_encounter import PlanEncounter
from core.use_cases.prepare_check import PrepareCheck
from core.use_cases.read_attacks import ReadAttacks
from core.use_cases.read_deeds import ReadDeeds
from core.use_cases.read_fight import ReadFight
from core.use_cases.read_party import ReadParty
from core.use_cases.read_table import ReadTable
from core.use_cases.roll_dice import RollDice
from core.use_cases.start_fight import StartFight
from core.use_cases.take_rest import TakeRest
from core.use_cases.take_turn import TakeTurn
from core.use_cases.undo_steps import UndoSteps
from data.srd.library import Library


@dataclass(frozen=True, slots=True)
class FightCogs:
    """What people can do in fights.

    Attributes:
        parts: What is below `/combat`.
        verbs: Commands of their own.
    """

    parts: tuple[GroupPart, ...]
    verbs: tuple[commands.Cog, ...]


def fights_at_tables(adapters: Adapters) -> TableFights:
    """What closing a table needs of the fight there."""
    find = FindFight(adapters.ledger, adapters.fights, adapters.directory, adapters.characters)
    return TableFights(find, EndFight(adapters.ledger, now=now))


def fight_cogs(parts: Parts, replies: Replies, guilds: KnownGuilds, roll: RollDice) -> FightCogs:
    """All of it."""
    adapters, url = parts.adapters, parts.public_url
    ledger, library = adapters.ledger, adapters.library
    chance = Chance(guilds, now, os.urandom, parts.settings.permalink_days)
    fighting = Fighting(ledger, library, adapters.house, chance)
    playing = Playing(ledger, adapters.directory, adapters.house, chance)
    find = FindFight(ledger, adapters.fights, adapters.directory, adapters.characters)
    character = FindCharacter(ledger, adapters.characters, adapters.directory)
    mark = MarkCombatant(fighting)
    fight = FightVerbs(
        start=StartFight(ledger, fighting, adapters.fights, adapters.directory, characters=adapters.characters),
        find=find,
        enter=EnterFight(fighting, library, adapters.fights),
        end=EndFight(ledger, now=now),
        undo=UndoSteps(ledger, now=now),
        read=ReadFight(ledger, adapters.fights, library),
        character=character,
        monsters=library.monster_names,
    )
    act, deeds = ActInFight(fighting), ReadDeeds(ledger, library)
    attacks = AttackVerbs(find, act, deeds, ReadAttacks(ledger, adapters.characters, library), roll)
    casts = CastVerbs(find, act, deeds, character, CastAlone(playing, ledger, library))
    checks = CheckVerbs(find, character, PrepareCheck(ledger, adapters.fights, library), roll, mark)
    health = HealthVerbs(find, character, mark, ChangeHitPoints(playing), TakeRest(playing))
    return FightCogs(
        (
            FightCog(replies, fight, public_url=url),
            TurnsCog(replies, TurnVerbs(find, TakeTurn(fighting), mark), public_url=url),
            MarksCog(replies, MarkVerbs(find, mark), public_url=url),
            *_acting(replies, find, attacks, mark, public_url=url),
            BehavingCog(replies, BehaviourVerbs(find, Behave(ledger, fighting, library), mark), public_url=url),
            EncountersCog(replies, _plan_verbs(adapters, fighting, fight), public_url=url),
        ),
        (
            AttackingCog(replies, attacks, public_url=url),
            CastingCog(replies, casts, public_url=url),
            CheckingCog(replies, checks, public_url=url),
            HealthCog(replies, health, public_url=url),
        ),
    )


def _acting(
    replies: Replies, find: FindFight, attacks: AttackVerbs, mark: MarkCombatant, *, public_url: str
) -> tuple[GroupPart, ...]:
    """Doing things by name, by button and by menu."""
    act, deeds = attacks.act, attacks.deeds
    return (
        ActingCog(replies, ActVerbs(find, act, deeds), public_url=public_url),
        AnsweringCog(replies, AnswerVerbs(find, act, deeds, mark), public_url=public_url),
        MenusCog(replies, MenuVerbs(find, act, deeds), public_url=public_url),
        DecisionsCog(replies, DecisionVerbs(find, mark), public_url=public_url),
    )


def _plan_verbs(adapters: Adapters, fighting: Fighting, fight: FightVerbs) -> PlanVerbs:
    """What planning a fight needs."""
    library = adapters.library
    return PlanVerbs(
        PlanEncounter(library),
        KeepEncounters(adapters.encounters),
        BringEncounter(fighting, library),
        ReadParty(adapters.ledger, adapters.fights, adapters.directory, adapters.characters),
        fight.find,
        fight.start,
    )


async def add_fights(
    bot: EverquillBot, parts: Parts, replies: Replies, guilds: KnownGuilds, *, roll: RollDice
) -> tuple[GroupPart, ...]:
    """Give the bot what people can do in fights; the parts whose buttons are still to be let in."""
    _read_now(parts.adapters.library)
    fights = fight_cogs(parts, replies, guilds, roll)
    for verb in fights.verbs:
        await bot.add_cog(verb)
    bot.tree.add_command(command_group("combat", fights.parts, description="command-combat", guild_only=True))
    return fights.parts


def _read_now(library: Library) -> None:
    """Work out what the first who fight would have to wait for: half a second of the processor."""
    for state in (Fight, Character):
        shape_of(state)
    for edition in Edition:
        library.monster(library.monster_names(edition)[0], edition)
        library.spell("Fireball", edition)
        library.forms(edition)


def fight_cards(bot: EverquillBot, parts: Parts) -> FightCards:
    """The trackers, kept current."""
    adapters = parts.adapters
    return FightCards(
        ReadFight(adapters.ledger, adapters.fights, adapters.library),
        PlaceTracker(adapters.fights),
        bot.get_partial_messageable,
        read_table=ReadTable(adapters.ledger, adapters.directory),
        words=partial(bot_words, bot, parts.catalogue),
        ours=bot.has_guild,
        now=now,
    )


def bot_words(bot: EverquillBot, catalogue: Catalogue, guild: GuildId) -> Words:
    """The language of a guild's public cards."""
    known = bot.get_guild(guild)
    return catalogue.speak(known.preferred_locale.value if known else None)
