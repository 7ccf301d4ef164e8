"""One interaction: what the user did, and how far the application has come in answering it."""

from __future__ import annotations

import asyncio
from enum import IntEnum

from bot.sandbox.clock import Timer
from bot.sandbox.errors import ApiError
from bot.sandbox.interactions.invocation import InteractionType, Invocation
from bot.sandbox.wire import Json
from bot.sandbox.world.messages import Message


class Answer(IntEnum):
    """Discord's interaction callback types."""

    MESSAGE = 4
    DEFER_MESSAGE = 5
    DEFER_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class Interaction:
    """One interaction and what became of it.

    Attributes:
        state: "pending", "answered", "deferred", "updated", "modal", "choices" or "failed".
        acked: The callback that acknowledged it.
        original: The message that `@original` means: the answer, or the message that was updated.
        followups: The messages that followed, oldest first.
        modal: The modal that answered it.
        choices: The choices that answered an autocomplete.
        error: What the user reads when it failed.
        patience: What ends a deferral that nothing follows.
    """

    def __init__(self, told: Invocation, born_s: float) -> None:
        self.told = told
        self.id, self.token, self.type = told.id, told.token, told.type
        self.user_id, self.channel_id, self.guild_id = told.user_id, told.channel.id, told.guild_id
        self.data, self.message = told.data, told.message
        self.born_s = born_s
        self.state = "pending"
        self.acked: Answer | None = None
        self.original: Message | None = None
        self.followups: list[Message] = []
        self.modal: Json | None = None
        self.choices: list[Json] | None = None
        self.error: str | None = None
        self.patience: Timer | None = None
        self._settled = asyncio.Event()
        self._completed = asyncio.Event()

    @property
    def failed(self) -> bool:
        """Whether the user was told that the application did not respond."""
        return self.state == "failed"

    async def settled(self) -> None:
        """Wait for the first answer, or for the failure to give one."""
        await self._settled.wait()

    async def completed(self) -> None:
        """Wait for the final answer: as `settled`, and a deferral has been followed up."""
        await self._completed.wait()

    def enter(self, state: str) -> None:
        """Move on to a state and wake those who wait for it."""
        self.state = state
        self._settled.set()
        if state != "deferred":
            self._completed.set()
            if self.patience is not None:
                self.patience.cancel()  # it would keep the whole interaction for the rest of its fifteen minutes

    def allowed_answers(self) -> tuple[Answer, ...]:
        """Return the callbacks that fit what the user did."""
        match self.type:
            case InteractionType.AUTOCOMPLETE:
                return (Answer.CHOICES,)
            case InteractionType.COMMAND:
                return (Answer.MESSAGE, Answer.DEFER_MESSAGE, Answer.MODAL)
            case InteractionType.COMPONENT:
                return (Answer.MESSAGE, Answer.DEFER_MESSAGE, Answer.DEFER_UPDATE, Answer.UPDATE, Answer.MODAL)
            case InteractionType.MODAL_SUBMIT:
                updates = (Answer.DEFER_UPDATE, Answer.UPDATE) if self.message is not None else ()
                return (Answer.MESSAGE, Answer.DEFER_MESSAGE, *updates)


def wrong_answer(interaction: Interaction) -> ApiError:
    """Return the refusal of a callback type that does not fit the interaction."""
    allowed = ", ".join(str(int(answer)) for answer in interaction.allowed_answers())
    fault = {"code": "BASE_TYPE_CHOICES", "message": f"Value must be one of {{{allowed}}}."}
    return ApiError(400, 50035, "Invalid Form Body", {"type": {"_errors": [fault]}})
