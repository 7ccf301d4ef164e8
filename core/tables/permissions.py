"""Who may do what at a table: one matrix, asked by every decision and walked cell by cell by a test.

What somebody may do follows from where they stand at this table and from its mode, never from a role in the guild; the
one exception is closing, which is also for those who may manage the channel. The server's own admins are no DMs.

Who stands in for a DM that is away is a player still, and leads the game: they set DCs, roll hidden, look, reveal and
rule. They do not decide over people or over how the table is played, for that waits for the DM; and of what is hidden
they see only what was rolled since they stood in (`sees_from`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from core.errors import NotAllowedError, RuleError
from core.ids import UserId
from core.tables.state import Mode, Role, Table

Standing = Role | Literal["stand-in", "creator", "moderator", "kicked", "stranger"]
"""Where somebody stands: by their seat; for a DM who is away; as who opened the table; as who may manage its channel;
outside, since they were sent away; or not at all."""

Act = Literal[
    "roll",
    "roll-hidden",
    "set-dc",
    "promote",
    "hand-off",
    "give-role",
    "kick",
    "unkick",
    "change-settings",
    "pair-thread",
    "look",
    "reveal",
    "rule",
    "leave",
    "report-away",
    "close",
]

_LEADS: Final = frozenset[Standing]({"dm", "co-dm"})
_STANDS_IN: Final = frozenset[Standing]({"stand-in"})
_DM: Final = frozenset[Standing]({"dm"})
_CREATOR: Final = frozenset[Standing]({"creator"})
_MODERATOR: Final = frozenset[Standing]({"moderator"})
_WATCHES: Final = frozenset[Standing]({"spectator"})
_PLAYS: Final = frozenset[Standing]({"player", "dm", "co-dm"})
_BESIDE_THE_DM: Final = frozenset[Standing]({"player", "co-dm"})
_NOBODY: Final = frozenset[Standing]()

MAY: Final[Mapping[Act, Mapping[Mode, frozenset[Standing]]]] = {
    "roll": {"open": _PLAYS, "dm-led": _PLAYS},
    "roll-hidden": {"open": _PLAYS, "dm-led": _LEADS | _STANDS_IN},
    "set-dc": {"open": _NOBODY, "dm-led": _LEADS | _STANDS_IN},
    "promote": {"open": _CREATOR, "dm-led": _NOBODY},
    "hand-off": {"open": _NOBODY, "dm-led": _DM},
    "give-role": {"open": _CREATOR, "dm-led": _DM},
    "kick": {"open": _CREATOR, "dm-led": _CREATOR | _LEADS},
    "unkick": {"open": _CREATOR, "dm-led": _CREATOR | _LEADS},
    "change-settings": {"open": _CREATOR, "dm-led": _DM},
    "pair-thread": {"open": _NOBODY, "dm-led": _LEADS},
    "look": {"open": _NOBODY, "dm-led": _LEADS | _STANDS_IN},
    "reveal": {"open": _NOBODY, "dm-led": _LEADS | _STANDS_IN},
    "rule": {"open": _NOBODY, "dm-led": _LEADS | _STANDS_IN},
    "leave": {"open": _PLAYS | _WATCHES, "dm-led": _PLAYS | _WATCHES},
    "report-away": {"open": _NOBODY, "dm-led": _BESIDE_THE_DM},
    "close": {"open": _CREATOR | _MODERATOR, "dm-led": _CREATOR | _DM | _MODERATOR},
}
"""Who may do what in which mode. Of their own hidden rolls everybody is master, whoever leads:
who made one may look at it and reveal it, unless it was made in secret from them. A DM who leaves keeps their seat, and
is away."""

_REFUSALS: Final[Mapping[Act, str]] = {
    "roll": "not-seated",
    "roll-hidden": "not-the-dm",
    "set-dc": "not-yours-to-lead",
    "promote": "not-the-creator",
    "hand-off": "not-yours-to-lead",
    "give-role": "not-yours-to-lead",
    "kick": "not-yours-to-kick",
    "unkick": "not-yours-to-kick",
    "change-settings": "not-yours-to-set",
    "pair-thread": "not-yours-to-lead",
    "look": "not-yours-to-look-at",
    "reveal": "not-yours-to-reveal",
    "rule": "not-yours-to-rule",
    "leave": "not-seated",
    "report-away": "not-yours-to-report",
    "close": "not-yours-to-close",
}
_NOBODYS: Final[Mapping[Act, str]] = {
    "set-dc": "nobody-leads",
    "hand-off": "nobody-leads",
    "report-away": "nobody-leads",
    "pair-thread": "nobody-leads",
    "rule": "nobody-rules",
    "promote": "already-dm-led",
}
"""What is said of an act that this mode has for nobody."""
_IN_ORDER: Final[tuple[Standing, ...]] = ("creator", "dm", "co-dm", "stand-in", "player", "spectator", "moderator")


def standings(table: Table, user: UserId, *, moderator: bool = False) -> frozenset[Standing]:
    """Where somebody stands at a table; never nowhere."""
    seat = table.seat_of(user)
    found: set[Standing] = {seat.role} if seat else {_outside(table, user)}
    if seat and seat == table.stand_in:
        found.add("stand-in")
    if table.creator == user:
        found.add("creator")
    if moderator:
        found.add("moderator")
    return frozenset(found)


def sees_from(table: Table, user: UserId) -> int:
    """After which event hidden rolls are theirs to see if they lead: for a stand-in, the one that made them so."""
    chosen = table.absence and table.absence.stand_in
    return chosen.since if chosen and "stand-in" in standings(table, user) else 0


def may(table: Table, user: UserId, act: Act, *, moderator: bool = False) -> bool:
    """Whether the matrix lets them."""
    return bool(MAY[act][table.mode] & standings(table, user, moderator=moderator))


def who_may(act: Act, mode: Mode) -> str:
    """Whom the matrix lets, in one word that the catalogue has words for.

    Example:
        >>> who_may("set-dc", "dm-led")
        'dm-or-co-dm-or-stand-in'
    """
    return "-or-".join(each for each in _IN_ORDER if each in MAY[act][mode])


def refusal_of(act: Act) -> str:
    """The reason for which somebody whom the matrix does not let is refused, where it lets others."""
    return _REFUSALS[act]


def called(table: Table, user: UserId) -> Standing:
    """What somebody is told that they are at a table: what they lead as, else their seat, else why they have none."""
    seat = table.seat_of(user)
    if seat is None:
        return _outside(table, user)
    return "stand-in" if seat == table.stand_in else seat.role


def must(table: Table, user: UserId, act: Act, *, moderator: bool = False) -> None:
    """See to it that the matrix lets them; who is refused is told whom it lets, and what they are.

    Raises:
        RuleError: ``nobody-leads``, ``nobody-rules`` or ``already-dm-led``: nobody may, in this mode.
        NotAllowedError: Others may: ``not-seated``, ``not-the-dm``, ``not-the-creator``, ``not-yours-to-…``.
    """
    if may(table, user, act, moderator=moderator):
        return
    if not MAY[act][table.mode] and act in _NOBODYS:
        raise RuleError(_NOBODYS[act], code=table.code)
    raise NotAllowedError(refusal_of(act), code=table.code, who=who_may(act, table.mode), you=called(table, user))


def _outside(table: Table, user: UserId) -> Literal["kicked", "stranger"]:
    return "kicked" if any(seat.user == user for seat in table.kicked) else "stranger"
