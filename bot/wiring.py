"""Adapters to use cases to cogs: the list of features. To add a command, add its line here."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from discord import app_commands

from bot.adapters import Adapters
from bot.allowances import Allowances, allowances
from bot.books import add_lookup
from bot.client import EverquillBot
from bot.originals import WebhookOriginals
from bot.parts import Parts, now
from bot.vitals import vitals
from bot.wiring_characters import parts_of_character
from bot.wiring_fights import add_fights, fight_cards, fights_at_tables
from bot.wiring_imports import parts_of_imports
from cogs.config.doctor import DoctorCog
from cogs.config.rules import RulesCog
from cogs.dice.afterwards import AfterwardsCog, AfterwardsVerbs
from cogs.dice.entropy import EntropyCog
from cogs.dice.history import HistoryCog
from cogs.dice.messages import MessagesCog
from cogs.dice.odds import OddsCog
from cogs.dice.presets import PresetsCog, PresetVerbs
from cogs.dice.rolling import DiceCog
from cogs.dice.stats import StatsCog
from cogs.dice.verifying import VerifyingCog, VerifyVerbs
from cogs.help.helping import HelpCog
from cogs.tables.absence import AbsenceCog, AbsenceVerbs
from cogs.tables.leading import LeadingCog, LeadingVerbs
from cogs.tables.seats import SeatsCog, SeatVerbs
from cogs.tables.settings import SettingsCog, SettingsVerbs
from cogs.ui.dm_threads import DmThreads
from cogs.ui.fight_cards import FightCards
from cogs.ui.groups import ADMINS, GroupPart, command_group
from cogs.ui.late_replies import LateReplies, Ways
from cogs.ui.notices import Notices
from cogs.ui.replies import Replies
from cogs.ui.standing_cards import StandingCards
from cogs.ui.table_cards import TableCards
from cogs.ui.text import Catalogue, Words
from core.dice.source import SecureDice
from core.ids import GuildId
from core.ports.guilds import KnownGuilds
from core.tables.state import Idle
from core.use_cases.add_entropy import AddEntropy
from core.use_cases.clear_thread import ClearThread
from core.use_cases.close_table import CloseTable
from core.use_cases.configure_guild import ConfigureGuild
from core.use_cases.delete_preset import DeletePreset
from core.use_cases.export_rolls import ExportRolls
from core.use_cases.find_preset import FindPreset
from core.use_cases.find_table import FindTable
from core.use_cases.follow_voice import FollowVoice
from core.use_cases.join_table import JoinTable
from core.use_cases.keep_asked import KeepAsked
from core.use_cases.keep_open import KeepOpen
from core.use_cases.lead_table import LeadTable
from core.use_cases.leave_table import LeaveTable
from core.use_cases.list_presets import ListPresets
from core.use_cases.look_at_roll import LookAtRoll
from core.use_cases.open_table import OpenTable
from core.use_cases.pair_thread import PairThread
from core.use_cases.place_card import PlaceCard
from core.use_cases.read_history import ReadHistory
from core.use_cases.read_permalink import ReadPermalink
from core.use_cases.read_proof import ReadProof
from core.use_cases.read_table import ReadTable
from core.use_cases.recall_roll import RecallRoll
from core.use_cases.report_away import ReportAway
from core.use_cases.resume_table import ResumeTable
from core.use_cases.return_to_table import ReturnToTable
from core.use_cases.reveal_roll import RevealRoll
from core.use_cases.roll_dice import RollDice
from core.use_cases.rule_on_roll import RuleOnRoll
from core.use_cases.save_preset import SavePreset
from core.use_cases.take_notices import TakeNotices
from core.use_cases.take_overdue import TakeOverdue
from core.use_cases.tally_dice import TallyDice
from core.use_cases.verify_roll import VerifyRoll
from core.use_cases.vote_stand_in import VoteStandIn
from data.keys.ed25519 import Ed25519SignatureCheck


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown in channels beside the answers, and what is remembered of servers.

    Attributes:
        guilds: To be told what has changed, as are the cards.
    """

    cards: StandingCards
    fights: FightCards
    notices: Notices
    guilds: KnownGuilds
    late: LateReplies


async def wire(bot: EverquillBot, parts: Parts) -> Shown:
    """Give the bot its commands and buttons; what comes back is to be kept current beside them."""
    adapters, catalogue, metrics = parts.adapters, parts.catalogue, parts.metrics
    late = _late_replies(bot, parts)
    replies = bot.replies = Replies(catalogue, metrics.interaction, metrics.refusal, late)
    allowed = allowances(parts.settings, adapters.quota, adapters.ledger)
    read = ReadTable(adapters.ledger, adapters.directory)
    guilds = KnownGuilds(adapters.ledger, clock=time.monotonic)
    roll, recall = _roll_dice(parts, allowed, guilds), RecallRoll(adapters.ledger)
    cards = StandingCards(
        TableCards(read, PlaceCard(adapters.directory)),
        bot.get_partial_messageable,
        words=partial(guild_words, bot, catalogue),
        ours=bot.has_guild,
        now=now,
    )
    dice = DiceCog(replies, roll, recall, public_url=parts.public_url)
    await bot.add_cog(dice)
    bot.answer_presses(dice.presses)
    await add_lookup(bot, replies, adapters.rulebook)
    await bot.add_cog(HelpCog(replies))
    parts_of_dice = _parts_of_dice(parts, allowed, replies, (roll, recall))
    lead = LeadTable(adapters.ledger, guilds=guilds, now=now)
    leading = LeadingVerbs(FindTable(adapters.directory, allowed.codes), lead)
    seats = _seat_verbs(parts, allowed, guilds, read=read, roll=roll)
    parts_of_table = (
        SeatsCog(replies, seats, cards, public_url=parts.public_url),
        LeadingCog(replies, leading),
        SettingsCog(replies, SettingsVerbs(leading.find, read, lead, PairThread(adapters.ledger, now=now))),
        AbsenceCog(replies, _absence_verbs(adapters, leading.find)),
    )
    of_characters = (*parts_of_character(parts, replies, roll), *parts_of_imports(parts, allowed, replies))
    bot.tree.add_command(command_group("character", of_characters, description="command-character"))
    bot.tree.add_command(command_group("dice", parts_of_dice, description="command-dice"))
    bot.tree.add_command(command_group("table", parts_of_table, description="command-table", guild_only=True))
    bot.tree.add_command(_config(bot, parts, replies))
    fights = await add_fights(bot, parts, replies, guilds, roll=roll)
    _let_in(bot, (*parts_of_dice, *parts_of_table, *of_characters, *fights))
    return Shown(cards, fight_cards(bot, parts), _notices(bot, parts, read), guilds, late)


def _notices(bot: EverquillBot, parts: Parts, read: ReadTable) -> Notices:
    adapters, channels = parts.adapters, bot.get_partial_messageable
    words = partial(guild_words, bot, parts.catalogue)
    take = TakeNotices(adapters.ledger, adapters.notices, again_after=_its_own_for(parts), now=now)
    clear = ClearThread(adapters.ledger, now=now)
    threads = DmThreads(bot.http, channels, read, clear, words=words, public_url=parts.public_url)
    return Notices(take, channels, threads, words=words, public_url=parts.public_url)


def _config(bot: EverquillBot, parts: Parts, replies: Replies) -> app_commands.Group:
    """`/config`, which has no buttons."""
    configure = ConfigureGuild(parts.adapters.ledger, now=now)
    below = (
        RulesCog(replies, configure, permalink_days=parts.settings.permalink_days),
        DoctorCog(replies, vitals(bot, parts.adapters, parts.public_url), configure, now=now),
    )
    return command_group("config", below, description="command-config", guild_only=True, shown_to=ADMINS)


def _parts_of_dice(
    parts: Parts, allowed: Allowances, replies: Replies, dice: tuple[RollDice, RecallRoll]
) -> tuple[GroupPart, ...]:
    """What is below `/dice`."""
    adapters, (roll, recall) = parts.adapters, dice
    records, presets = adapters.records, adapters.presets
    verbs = PresetVerbs(
        save=SavePreset(presets),
        find=FindPreset(presets),
        all=ListPresets(presets),
        delete=DeletePreset(presets),
        roll=roll,
    )
    return (
        HistoryCog(replies, ReadHistory(records), ExportRolls(records), now=now),
        StatsCog(replies, TallyDice(records), now=now),
        PresetsCog(replies, verbs, public_url=parts.public_url),
        OddsCog(replies, lambda: SecureDice(os.urandom)),
        EntropyCog(
            replies,
            AddEntropy(adapters.ledger, adapters.directory, adapters.house, now=now, allowance=allowed.entropy),
        ),
        VerifyingCog(replies, _verify_verbs(adapters), public_url=parts.public_url, now=now),
        MessagesCog(replies, roll, recall, public_url=parts.public_url),
        AfterwardsCog(replies, _afterwards_verbs(adapters, allowed), public_url=parts.public_url, now=now),
    )


def _afterwards_verbs(adapters: Adapters, allowed: Allowances) -> AfterwardsVerbs:
    return AfterwardsVerbs(
        reveal=RevealRoll(adapters.ledger, adapters.permalinks, adapters.house, now=now),
        look=LookAtRoll(adapters.ledger),
        rule=RuleOnRoll(adapters.ledger, adapters.permalinks, now=now, allowance=allowed.rulings),
        history=ReadHistory(adapters.records),
        find=FindTable(adapters.directory, allowed.codes),
        read=ReadTable(adapters.ledger, adapters.directory),
    )


def _verify_verbs(adapters: Adapters) -> VerifyVerbs:
    return VerifyVerbs(
        permalink=ReadPermalink(adapters.permalinks, now=now),
        proof=ReadProof(adapters.proofs, now=now),
        verify=VerifyRoll(adapters.proofs, Ed25519SignatureCheck().verify),
        history=ReadHistory(adapters.records),
    )


def _roll_dice(parts: Parts, allowed: Allowances, guilds: KnownGuilds) -> RollDice:
    adapters = parts.adapters
    return RollDice(
        adapters.ledger,
        adapters.directory,
        adapters.house,
        now=now,
        random_bytes=os.urandom,
        permalink_days=parts.settings.permalink_days,
        allowance=allowed.rolls,
        guilds=guilds,
        told=lambda rolled: parts.metrics.roll(rolled.mode or "none", hidden=rolled.hidden),
    )


def _seat_verbs(
    parts: Parts, allowed: Allowances, guilds: KnownGuilds, *, read: ReadTable, roll: RollDice
) -> SeatVerbs:
    adapters, settings = parts.adapters, parts.settings
    ledger, directory = adapters.ledger, adapters.directory
    ends_after_s = (settings.open_table_idle_s, settings.dm_table_idle_s, settings.campaign_table_idle_s)
    idle = Idle(*ends_after_s, settings.dm_grace_s, settings.dm_quiet_s)
    return SeatVerbs(
        open=OpenTable(
            ledger,
            directory,
            adapters.house,
            now=now,
            below=secrets.randbelow,
            allowance=allowed.tables,
            guilds=guilds,
            idle=idle,
        ),
        find=FindTable(directory, allowed.codes),
        join=JoinTable(ledger, now=now),
        leave=LeaveTable(ledger, now=now),
        read=read,
        close=CloseTable(ledger, adapters.house, now=now),
        fights=fights_at_tables(adapters),
        roll=roll,
        keep=KeepOpen(ledger, now=now),
        resume=ResumeTable(ledger, directory, adapters.house, now=now),
    )


def _absence_verbs(adapters: Adapters, find: FindTable) -> AbsenceVerbs:
    return AbsenceVerbs(
        find=find,
        report=ReportAway(adapters.ledger, now=now),
        follow=FollowVoice(adapters.ledger, adapters.directory, now=now),
        back=ReturnToTable(adapters.ledger, now=now),
        vote=VoteStandIn(adapters.ledger, now=now),
    )


def _let_in(bot: EverquillBot, parts: Iterable[GroupPart]) -> None:
    """What the parts of commands have beside their commands: buttons, menus, and what they listen to."""
    for part in parts:
        bot.answer_presses(part.presses)
        for menu in part.menus:
            bot.tree.add_command(menu)
        for event, listener in part.get_listeners():
            bot.add_listener(listener, event)


def _late_replies(bot: EverquillBot, parts: Parts) -> LateReplies:
    adapters, catalogue = parts.adapters, parts.catalogue
    words = partial(guild_words, bot, catalogue)
    ways = Ways(WebhookOriginals(bot), bot.get_partial_messageable, words, now)
    keep = KeepAsked(adapters.asked, clock=time.monotonic)
    take = TakeOverdue(adapters.asked, adapters.ledger, after=_its_own_for(parts))
    return LateReplies(take, keep, catalogue, ways, public_url=parts.public_url)


def _its_own_for(parts: Parts) -> timedelta:
    """How long what a process has taken on is left to it, though it says nothing."""
    return timedelta(seconds=parts.settings.lease_ttl_s)


def guild_words(bot: EverquillBot, catalogue: Catalogue, guild: GuildId) -> Words:
    """The language of a guild's public cards."""
    known = bot.get_guild(guild)
    return catalogue.speak(known.preferred_locale.value if known else None)
