"""The permission arithmetic, by table: each row is one rule of Discord's page."""

from __future__ import annotations

import pytest

from bot.sandbox.permissions import ALL, MEMBER, NONE, ROLE, Overwrite, Permission, Standing, base, in_channel, joined

P = Permission
EVERYONE, ROLE_A, ROLE_B, ALICE = "1", "11", "12", "101"
PLAIN = P.VIEW_CHANNEL | P.SEND_MESSAGES | P.EMBED_LINKS | P.ATTACH_FILES | P.MENTION_EVERYONE | P.READ_MESSAGE_HISTORY


def someone(*granted: Permission, owner: bool = False, timed_out: bool = False) -> Standing:
    return Standing(ALICE, EVERYONE, frozenset({ROLE_A, ROLE_B}), granted or (PLAIN,), owner=owner, timed_out=timed_out)


def over(target: str, allow: Permission = NONE, deny: Permission = NONE) -> Overwrite:
    return Overwrite(target, MEMBER if target == ALICE else ROLE, allow, deny)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (someone(), PLAIN),
        (someone(P.VIEW_CHANNEL, P.CONNECT, P.SPEAK), P.VIEW_CHANNEL | P.CONNECT | P.SPEAK),
        (someone(NONE, owner=True), ALL),
        (someone(P.VIEW_CHANNEL, P.ADMINISTRATOR), ALL),
        (someone(timed_out=True), P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY),
        (someone(P.ADMINISTRATOR, timed_out=True), ALL),
        (someone(PLAIN, owner=True, timed_out=True), ALL),
    ],
    ids=["roles", "joined", "owner", "administrator", "timed out", "administrator timed out", "owner timed out"],
)
def test_what_a_member_may_do_in_the_guild(standing: Standing, expected: Permission) -> None:
    assert base(standing) == expected


@pytest.mark.parametrize(
    ("overwrites", "expected"),
    [
        ([], True),
        ([over(EVERYONE, deny=P.SEND_MESSAGES)], False),
        ([over(EVERYONE, deny=P.SEND_MESSAGES), over(ROLE_A, allow=P.SEND_MESSAGES)], True),
        ([over(EVERYONE, allow=P.SEND_MESSAGES), over(ROLE_A, deny=P.SEND_MESSAGES)], False),
        ([over(ROLE_A, deny=P.SEND_MESSAGES), over(ROLE_B, allow=P.SEND_MESSAGES)], True),
        ([over(ROLE_B, allow=P.SEND_MESSAGES), over(ROLE_A, deny=P.SEND_MESSAGES)], True),
        ([over(ROLE_A, deny=P.SEND_MESSAGES), over(ALICE, allow=P.SEND_MESSAGES)], True),
        ([over(ROLE_A, allow=P.SEND_MESSAGES), over(ALICE, deny=P.SEND_MESSAGES)], False),
        ([over(ALICE, allow=P.SEND_MESSAGES, deny=P.SEND_MESSAGES)], True),
        ([over("13", deny=P.SEND_MESSAGES), over("102", deny=P.SEND_MESSAGES)], True),
        ([Overwrite(ALICE, ROLE, deny=P.SEND_MESSAGES)], True),
    ],
    ids=[
        "untouched",
        "denied to everyone",
        "a role outweighs everyone",
        "everyone does not outweigh a role",
        "one role's yes outweighs another's no",
        "whatever their order",
        "the member outweighs roles",
        "a member's no outweighs a role's yes",
        "a yes is applied after a no",
        "others' overwrites do not matter",
        "a role overwrite does not hit a user of the same id",
    ],
)
def test_overwrites_are_applied_in_discords_order(overwrites: list[Overwrite], expected: bool) -> None:
    assert (P.SEND_MESSAGES in in_channel(someone(), overwrites)) is expected


def test_who_cannot_see_a_channel_can_do_nothing_in_it() -> None:
    assert in_channel(someone(), [over(EVERYONE, deny=P.VIEW_CHANNEL)]) == NONE


def test_who_cannot_write_cannot_attach_embed_or_mention() -> None:
    allowed = in_channel(someone(), [over(EVERYONE, deny=P.SEND_MESSAGES)])
    assert allowed == P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY


def test_writing_in_a_thread_is_a_permission_of_its_own() -> None:
    reader = someone(PLAIN)
    writer = someone((PLAIN | P.SEND_MESSAGES_IN_THREADS) & ~P.SEND_MESSAGES)
    assert P.ATTACH_FILES not in in_channel(reader, [], thread=True)
    assert P.ATTACH_FILES in in_channel(writer, [], thread=True)
    assert P.ATTACH_FILES not in in_channel(writer, [])


def test_who_cannot_connect_can_do_nothing_among_voices() -> None:
    speaker = someone(PLAIN | P.CONNECT | P.SPEAK | P.MANAGE_CHANNELS)
    heard = in_channel(speaker, [], voice=True)
    shut_out = in_channel(speaker, [over(EVERYONE, deny=P.CONNECT)], voice=True)
    assert P.SPEAK | P.MANAGE_CHANNELS in heard
    assert not shut_out & (P.SPEAK | P.MANAGE_CHANNELS)
    assert P.SEND_MESSAGES in shut_out


@pytest.mark.parametrize("standing", [someone(NONE, owner=True), someone(P.ADMINISTRATOR)], ids=["owner", "admin"])
def test_owners_and_administrators_stand_above_overwrites(standing: Standing) -> None:
    assert in_channel(standing, [over(EVERYONE, deny=ALL), over(ALICE, deny=ALL)]) == ALL


def test_a_timeout_outweighs_what_a_channel_gives() -> None:
    given = [over(ALICE, allow=PLAIN | P.MANAGE_MESSAGES)]
    assert in_channel(someone(timed_out=True), given) == P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY


def test_a_timeout_does_not_open_a_hidden_channel() -> None:
    assert in_channel(someone(timed_out=True), [over(EVERYONE, deny=P.VIEW_CHANNEL)]) == NONE


def test_a_channel_can_show_itself_to_a_role_that_sees_nothing_else() -> None:
    assert in_channel(someone(NONE), [over(ROLE_A, allow=P.VIEW_CHANNEL)]) == P.VIEW_CHANNEL


def test_joining_nothing_grants_nothing() -> None:
    assert joined([]) == NONE
