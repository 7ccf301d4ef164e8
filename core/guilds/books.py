"""The stream that a server's rules are kept in, and how it folds."""

from __future__ import annotations

from dataclasses import replace

from core.guilds.events import ChannelsSet, Fact, LeadersSet, LinkDaysSet, OpenersSet
from core.guilds.state import GuildRules
from core.ids import GuildId, StreamId
from core.ledger.book import Book
from core.ledger.event import Event


def evolve(rules: GuildRules, event: Event) -> GuildRules:
    """The rules after one more event."""
    return replace(changed(rules, event.fact), changed_at=event.at, sequence=event.sequence)


def changed(rules: GuildRules, fact: Fact) -> GuildRules:
    """The rules as a fact makes them."""
    match fact:
        case OpenersSet(role):
            return replace(rules, openers=role)
        case LeadersSet(role):
            return replace(rules, leaders=role)
        case ChannelsSet(channels):
            return replace(rules, channels=channels)
        case LinkDaysSet(days):
            return replace(rules, link_days=days)


def _new_rules(stream: StreamId) -> GuildRules:
    return GuildRules(stream)


GUILDS = Book(prefix="guild", start=_new_rules, evolve=evolve, state=GuildRules, version=1)


def guild_stream(guild: GuildId) -> StreamId:
    """The stream of a server's rules."""
    return StreamId(f"guild:{guild}")
