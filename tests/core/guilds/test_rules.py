"""What admins say of tables: each command against the rules as they are, and who may then open a table where."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.errors import LimitError, NotAllowedError, RuleError
from core.guilds.books import GUILDS, changed, guild_stream
from core.guilds.decide import (
    MOST_CHANNELS,
    AddChannel,
    Admin,
    ClearChannels,
    Command,
    RemoveChannel,
    SetLeaders,
    SetLinkDays,
    SetOpeners,
    configure,
)
from core.guilds.events import ChannelsSet, LeadersSet, LinkDaysSet, OpenersSet
from core.guilds.state import GuildRules
from core.ids import Cause, ChannelId, GuildId, RoleId, UserId
from core.ledger.event import PUBLIC, Event

NONE = GUILDS.start(guild_stream(GuildId(1)))
PLAYERS, DMS = RoleId(70), RoleId(71)
TAVERN, CELLAR = ChannelId(80), ChannelId(81)
START = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)


def after(*commands: Command, rules: GuildRules = NONE) -> GuildRules:
    for draft in configure(rules, commands):
        assert draft.visibility == PUBLIC
        rules = changed(rules, draft.fact)
    return rules


def facts(*commands: Command, rules: GuildRules = NONE) -> list[object]:
    return [draft.fact for draft in configure(rules, commands)]


def test_where_nothing_is_said_everybody_opens_and_leads_everywhere() -> None:
    NONE.must_let_open(frozenset(), TAVERN, leading=True)
    assert NONE.link_days is None


def test_each_command_becomes_the_event_that_says_it_whole() -> None:
    said = facts(SetOpeners(PLAYERS), SetLeaders(DMS), AddChannel(TAVERN), AddChannel(CELLAR), SetLinkDays(7))
    assert said == [
        OpenersSet(PLAYERS), LeadersSet(DMS), ChannelsSet((TAVERN,)), ChannelsSet((TAVERN, CELLAR)), LinkDaysSet(7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "command",
    [SetOpeners(None), SetLeaders(None), RemoveChannel(TAVERN), ClearChannels(), SetLinkDays(None)],
    ids=lambda command: type(command).__name__,
)
def test_what_is_so_already_makes_no_event(command: Command) -> None:
    assert facts(command) == []


def test_a_channel_is_named_once() -> None:
    rules = after(AddChannel(TAVERN))
    assert facts(AddChannel(TAVERN), rules=rules) == []


def test_everything_can_be_taken_back() -> None:
    rules = after(SetOpeners(PLAYERS), SetLeaders(DMS), AddChannel(TAVERN), AddChannel(CELLAR), SetLinkDays(7))
    assert after(RemoveChannel(TAVERN), rules=rules).channels == (CELLAR,)
    assert after(SetOpeners(None), SetLeaders(None), ClearChannels(), SetLinkDays(None), rules=rules) == NONE


def test_a_member_without_the_role_opens_nothing_whatever_they_lead_elsewhere() -> None:
    rules = after(SetOpeners(PLAYERS))
    rules.must_let_open(frozenset({PLAYERS}), TAVERN, leading=True)
    with pytest.raises(NotAllowedError) as refused:
        rules.must_let_open(frozenset({DMS}), TAVERN, leading=False)
    assert (refused.value.reason, refused.value.facts) == ("not-a-table-opener", {"role": "70"})


def test_only_a_dm_led_table_needs_the_role_of_dms() -> None:
    rules = after(SetLeaders(DMS))
    rules.must_let_open(frozenset(), TAVERN, leading=False)
    rules.must_let_open(frozenset({DMS}), TAVERN, leading=True)
    with pytest.raises(NotAllowedError) as refused:
        rules.must_let_open(frozenset({PLAYERS}), TAVERN, leading=True)
    assert (refused.value.reason, refused.value.facts) == ("not-a-dm-here", {"role": "71"})


def test_tables_are_opened_in_the_channels_that_are_named_and_nowhere_else() -> None:
    rules = after(AddChannel(TAVERN), AddChannel(ChannelId(82)))
    rules.must_let_open(frozenset(), TAVERN, leading=True)
    with pytest.raises(NotAllowedError) as refused:
        rules.must_let_open(frozenset(), CELLAR, leading=False)
    assert (refused.value.reason, refused.value.facts) == ("no-tables-here", {"channel": "80", "others": 1})


@pytest.mark.parametrize("days", [1, 365])
def test_links_live_from_a_day_to_a_year(days: int) -> None:
    assert after(SetLinkDays(days)).link_days == days


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_no_other_number_of_days_is_taken(days: int) -> None:
    with pytest.raises(RuleError) as refused:
        configure(NONE, [SetOpeners(PLAYERS), SetLinkDays(days)])
    assert refused.value.facts == {"days": days, "least": 1, "most": 365}


def test_more_channels_than_can_be_shown_are_refused() -> None:
    rules = after(*(AddChannel(ChannelId(number)) for number in range(1, MOST_CHANNELS + 1)))
    assert after(AddChannel(ChannelId(1)), rules=rules) == rules
    with pytest.raises(LimitError) as refused:
        configure(rules, [AddChannel(ChannelId(999))])
    assert refused.value.facts == {"limit": MOST_CHANNELS}


def test_who_may_not_manage_the_server_is_refused() -> None:
    Admin(UserId(1), may_manage=True).must_manage()
    with pytest.raises(NotAllowedError) as refused:
        Admin(UserId(1), may_manage=False).must_manage()
    assert refused.value.code == "NOT_ADMIN"


def test_rules_fold_from_their_events_and_survive_a_snapshot() -> None:
    rules = NONE
    for sequence, fact in enumerate(facts(SetLeaders(DMS), AddChannel(TAVERN), SetLinkDays(90)), 1):
        rules = GUILDS.evolve(rules, event(sequence, fact))
    assert rules == GuildRules(NONE.stream, None, DMS, (TAVERN,), 90, changed_at=START, sequence=3)
    assert GUILDS.thaw(GUILDS.freeze(rules)) == rules
    assert GUILDS.owns(rules.stream)


def event(sequence: int, fact: object) -> Event:
    return Event(
        stream=NONE.stream,
        sequence=sequence,
        at=START,
        actor=UserId(1),
        kind="",
        version=1,
        fact=fact,
        visibility=PUBLIC,
        cause=Cause(str(sequence)),
        undoes=None,
        previous=b"",
        digest=b"",
    )
