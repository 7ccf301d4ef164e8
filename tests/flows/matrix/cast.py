"""Who stands where at the tables of the permission matrix, and what a way to do something is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message, Result
from core.tables.permissions import MAY, Act, Standing
from core.tables.state import Mode, Role
from tests.flows.stage import Party, permalink

Setting = Literal["open", "dm-led", "dm-missed", "dm-away"]
"""How a table stands: in either mode; while its players choose who stands in for its DM; and once somebody does."""
MODE: Final[dict[Setting, Mode]] = {"open": "open", "dm-led": "dm-led", "dm-missed": "dm-led", "dm-away": "dm-led"}
USUAL: Final[tuple[Setting, ...]] = ("open", "dm-led", "dm-away")
CAST: Final[dict[Setting, dict[str, frozenset[Standing]]]] = {
    "open": {
        "alice": frozenset({"creator", "player"}),
        "bob": frozenset({"player"}),
        "sam": frozenset({"spectator"}),
        "moe": frozenset({"moderator", "stranger"}),
        "kim": frozenset({"kicked"}),
        "stan": frozenset({"stranger"}),
    },
    "dm-led": {
        "alice": frozenset({"creator", "player"}),
        "dora": frozenset({"dm"}),
        "carol": frozenset({"co-dm"}),
        "bob": frozenset({"player"}),
        "sam": frozenset({"spectator"}),
        "moe": frozenset({"moderator", "stranger"}),
        "kim": frozenset({"kicked"}),
        "stan": frozenset({"stranger"}),
    },
}
CAST["dm-missed"] = {name: standings for name, standings in CAST["dm-led"].items() if name != "carol"}
CAST["dm-away"] = {**CAST["dm-missed"], "bob": frozenset({"player", "stand-in"})}
"""Who stands where. Moe owns the guild, so he may manage its channels; Tess is whom things are done to; Kim was sent
away. Where a co-DM is, nobody stands in: so Carol is not at the table that Dora, its DM, is away from."""
PEOPLE: Final = ("moe", "alice", "dora", "carol", "bob", "sam", "kim", "stan", "tess")
SEATED: Final[dict[Setting, tuple[str, ...]]] = {
    "open": ("bob", "tess"),
    "dm-led": ("bob", "tess", "dora", "carol"),
    "dm-missed": ("bob", "tess", "dora"),
    "dm-away": ("bob", "tess", "dora"),
}
BOBS: Final = "2"
"""His seat; Alice, who opened the table, has the first."""
STANDINGS: Final = frozenset({*get_args(Role), "stand-in", "creator", "moderator", "kicked", "stranger"})
Expected = Callable[[Mode, frozenset[Standing]], bool]


@dataclass(frozen=True)
class Scene:
    """A table with its cast, and what there is to act on; `missed` is what says that the DM is away, where they are."""

    setting: Setting
    party: Party
    card: Message
    opened: Message
    sealed: Message
    missed: Message | None = None

    def roll_id(self, message: Message) -> str:
        return permalink(message).rpartition("/")[2]

    async def tess(self) -> str:
        return await self.party.tess.id()


Do = Callable[[Scene, Person], Awaitable[Result]]
Before = Callable[[Scene, Person], Awaitable[object]]


@dataclass(frozen=True)
class Door:
    """A way to do something.

    Attributes:
        do: What the person does.
        expected: The act of the matrix that it is; or else whether it should be let happen.
        spends: Whether it changes the table so that the next who may do it needs another one.
        before: What has to be so at the table first.
        cleanup: What takes it back.
        at: How a table stands that it is walked at.
        idle_at: Where it does nothing, whoever asks, since it is so already.
        presses: The button or menu of ours that it is, as ``table:join``.
    """

    do: Do
    expected: Act | Expected
    spends: bool = False
    before: Before | None = None
    cleanup: Do | None = None
    at: tuple[Setting, ...] = USUAL
    idle_at: Setting | None = None
    presses: str = ""

    def lets(self, setting: Setting, standings: frozenset[Standing]) -> bool:
        """What the matrix says."""
        if setting == self.idle_at:
            return False
        if callable(self.expected):
            return self.expected(MODE[setting], standings)
        return bool(MAY[self.expected][MODE[setting]] & standings)
