"""What can have happened at a table. A kind never changes its meaning; a new version gets an upcaster.

The person is the event's actor; their name and what they typed stand in the private part (`PRIVATE`) and can be erased.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from core.dice.layout import DieGroup
from core.ids import ChannelId, GuildId, RollId, TableCode
from core.ledger.kinds import PRIVATE, Kind
from core.tables.state import USUAL_IDLE, ClosedFor, Idle, Mode, Role

Ruling = Literal["succeeds", "fails", "void"]
"""What a DM can say of a roll: that it counts as a success, as a failure, or not at all."""


@dataclass(frozen=True, slots=True)
class TableOpened:
    """A table was opened in a channel; its creator takes the first seat with the `SeatTaken` that follows.

    Attributes:
        lasting: Whether it is a campaign's.
        idle: How long it waits for somebody to do something.
    """

    code: TableCode
    mode: Mode
    guild: GuildId
    channel: ChannelId
    lasting: bool = False
    idle: Idle = USUAL_IDLE


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """The actor sat down."""

    seat: int
    role: Role
    name: Annotated[str | None, PRIVATE] = None


@dataclass(frozen=True, slots=True)
class SeatLeft:
    """The actor got up."""

    seat: int


@dataclass(frozen=True, slots=True)
class Promoted:
    """The open table became DM-led, and this seat its DM's."""

    seat: int


@dataclass(frozen=True, slots=True)
class HandedOff:
    """This seat is the DM's from now on, and whose it was plays on as a player."""

    seat: int


@dataclass(frozen=True, slots=True)
class RoleGiven:
    """This seat is a player's, a co-DM's or a spectator's from now on."""

    seat: int
    role: Role


@dataclass(frozen=True, slots=True)
class SeatKicked:
    """Whoever sat here was sent away, and may not come back."""

    seat: int


@dataclass(frozen=True, slots=True)
class SeatUnkicked:
    """Whoever was sent away from this seat may take a new one."""

    seat: int


@dataclass(frozen=True, slots=True)
class DcSet:
    """Players' d20s are held to this from now on; None: to nothing."""

    dc: int | None


@dataclass(frozen=True, slots=True)
class EpochBegan:
    """A seed epoch began; its seed is known when it ends. See core/proofs/SPECIFICATION.md."""

    epoch_id: str
    commitment: str


@dataclass(frozen=True, slots=True)
class EntropyAdded:
    """The actor added a text to the epoch: the rolls after it depend on it.

    Attributes:
        digest: The text's digest, hex; it stays when the text is erased.
    """

    epoch_id: str
    digest: str
    text: Annotated[str | None, PRIVATE] = None


@dataclass(frozen=True, slots=True)
class EpochEnded:
    """The epoch is over: with its seed anybody can compute its public rolls again.

    Attributes:
        seed: Hex; None if the master key that it grew from is gone, and with it every way to tell.
    """

    epoch_id: str
    seed: str | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What is published and signed of a roll.

    Attributes:
        record: The record's canonical JSON; a hidden roll's says nothing of its result.
        signature: Ed25519, hex.
        public_key: The key that signed, hex.
    """

    record: str
    signature: str
    public_key: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of several rolls that were made at once (``6x4d6kh3``).

    Attributes:
        text: Its canonical text.
        groups: How many of the roll's groups of dice are its own.
        passed: Whether `total` reached `dc`; None without a DC.
    """

    text: str
    groups: int
    total: int
    dc: int | None = None
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Rolled:
    """The actor rolled.

    Attributes:
        code: The table's code; None for a roll beside any table, as are `mode` and `seat`.
        notation: The canonical text of what was rolled.
        dice: Each group of dice with its faces and which of them counted.
        passed: Whether `total` reached `dc`; None without a DC.
        hidden: Whether only the event's audience may see the result.
        blind: Whether that leaves out the actor: those who lead see it alone.
        expires_at: When the permalink ends.
        proof: What can be checked of it; None for rolls from before there were proofs.
        parts: Each roll, if several were made at once; then `total` is their sum, and `dc` and `passed` are theirs.
        aside: Whether it was made in the private thread of those who lead.
        guild: Where it was made; None in a direct message, and in rolls from before this was noted.
    """

    roll_id: RollId
    code: TableCode | None
    mode: Mode | None
    seat: int | None
    notation: str
    advantage: str
    dice: tuple[DieGroup, ...]
    total: int
    dc: int | None
    passed: bool | None
    hidden: bool
    expires_at: datetime
    parts: tuple[Part, ...] = ()
    proof: Proof | None = None
    guild: GuildId | None = None
    blind: bool = False
    aside: bool = False
    name: Annotated[str | None, PRIVATE] = None
    label: Annotated[str | None, PRIVATE] = None


@dataclass(frozen=True, slots=True)
class RollRevealed:
    """The actor showed a hidden roll to everybody.

    Attributes:
        sequence: Where the roll stands in this stream; what follows is as it stands there.
        rolled_at: When it was made.
        opened: What was sealed of it, as SPECIFICATION.md has it; None if the key to it is gone.
    """

    roll_id: RollId
    sequence: int
    rolled_at: datetime
    guild: GuildId | None
    notation: str
    advantage: str
    dice: tuple[DieGroup, ...]
    total: int
    dc: int | None
    passed: bool | None
    parts: tuple[Part, ...]
    opened: str | None


@dataclass(frozen=True, slots=True)
class Ruled:
    """The actor, who runs the table, said what a roll counts as, whatever fell."""

    roll_id: RollId
    ruling: Ruling
    name: Annotated[str | None, PRIVATE] = None
    reason: Annotated[str | None, PRIVATE] = None


@dataclass(frozen=True, slots=True)
class TableClosed:
    """The table was closed by the actor; by none, if nobody had played for long.

    Attributes:
        reason: Why; one that was put aside may be resumed.
    """

    rolls: int
    reason: ClosedFor = "closed"


@dataclass(frozen=True, slots=True)
class TableResumed:
    """The actor goes on with a table that was put aside."""


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """The table is played otherwise from now on.

    Attributes:
        secret_skills: Players' rolls that name one of these are seen by those who lead alone.
        lasting: Whether it is a campaign's.
    """

    secret_skills: tuple[str, ...]
    lasting: bool


@dataclass(frozen=True, slots=True)
class ExpiryWarned:
    """The table said, for the warning of so many seconds, when it closes unless somebody acts."""

    seconds: int
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class KeptOpen:
    """The actor, who sits here, wants the table to stay open."""


KINDS = (
    Kind("table.opened", 1, TableOpened),
    Kind("table.seat_taken", 1, SeatTaken),
    Kind("table.seat_left", 1, SeatLeft),
    Kind("table.rolled", 1, Rolled),
    Kind("table.closed", 1, TableClosed),
    Kind("table.epoch_began", 1, EpochBegan),
    Kind("table.entropy_added", 1, EntropyAdded),
    Kind("table.epoch_ended", 1, EpochEnded),
    Kind("table.roll_revealed", 1, RollRevealed),
    Kind("table.ruled", 1, Ruled),
    Kind("table.promoted", 1, Promoted),
    Kind("table.handed_off", 1, HandedOff),
    Kind("table.role_given", 1, RoleGiven),
    Kind("table.seat_kicked", 1, SeatKicked),
    Kind("table.seat_unkicked", 1, SeatUnkicked),
    Kind("table.dc_set", 1, DcSet),
    Kind("table.settings_changed", 1, SettingsChanged),
    Kind("table.resumed", 1, TableResumed),
    Kind("table.expiry_warned", 1, ExpiryWarned),
    Kind("table.kept_open", 1, KeptOpen),
)
