"""The life of an interaction, from a person's click to the last follow-up.

::

    pending --4--> answered            --5--> deferred --first edit or follow-up--> answered
            --7--> updated             --6--> deferred --edit of the original-----> updated
            --8--> choices             --9--> modal
            --3 s without an answer--> failed: the token is worth nothing any more

An acknowledged interaction's token edits and follows up for fifteen minutes. What a message may be is `validate`'s to
say; when it may come is said here.

Source: Discord developer docs, "Receiving and Responding".
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from bot.sandbox.bus import Bus
from bot.sandbox.errors import (
    ALREADY_ACKNOWLEDGED,
    INVALID_WEBHOOK_TOKEN,
    TOO_MANY_FOLLOW_UPS,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
)
from bot.sandbox.interactions import invocation
from bot.sandbox.interactions.contexts import only_the_user
from bot.sandbox.interactions.interaction import Answer, Interaction
from bot.sandbox.interactions.invocation import InteractionType, Invocation
from bot.sandbox.posting.mentions import BY_HOOK
from bot.sandbox.posting.origin import Origin
from bot.sandbox.posting.parts import Upload, number
from bot.sandbox.posting.posting import Posting
from bot.sandbox.wire import Json, objects
from bot.sandbox.world.bounds import KEPT_INTERACTIONS
from bot.sandbox.world.messages import Message, MessageFlag, MessageType
from bot.sandbox.world.world import World

ACK_S = 3.0
TOKEN_S = 15 * 60.0
_REMEMBERED_S = 2 * TOKEN_S
_MOST_FOLLOW_UPS = 5
"""For an application that only the user installed."""
NO_ANSWER = "The application did not respond"

_STATES = {
    Answer.MESSAGE: "answered",
    Answer.DEFER_MESSAGE: "deferred",
    Answer.DEFER_UPDATE: "deferred",
    Answer.UPDATE: "updated",
    Answer.CHOICES: "choices",
    Answer.MODAL: "modal",
}


class Interactions:
    """All interactions of the sandbox, by token."""

    def __init__(self, world: World, bus: Bus, posting: Posting) -> None:
        self._world = world
        self._bus = bus
        self._posting = posting
        self._by_token: dict[str, Interaction] = {}
        self._by_id: dict[str, Interaction] = {}

    # A person acts.

    def create(
        self,
        user: str,
        channel: str,
        type: int,  # noqa: A002 - Discord's own word, part of the seam
        data: Json,
        *,
        message: Message | None = None,
        opened_by: Interaction | None = None,
    ) -> Interaction:
        """Send INTERACTION_CREATE and start the three seconds.

        Args:
            user: The id of who acts.
            channel: The id of where.
            type: Discord's interaction type.
            data: Discord's `data` member for that type.
            message: The message whose component was used.
            opened_by: For a submitted modal, the interaction that it answered; its message is taken over.
        """
        asked = Invocation(
            id=self._world.snowflakes.mint(),
            token=secrets.token_urlsafe(96),
            type=InteractionType(type),
            user_id=user,
            channel=self._world.channel(channel),
            data=data,
            message=message if opened_by is None else opened_by.message,
            opened_by=invocation.metadata(self._world, opened_by.told) if opened_by else None,
        )
        told = invocation.authorized(self._world, asked)
        self._forget_old()
        interaction = Interaction(told, self._world.clock.monotonic())
        self._by_token[told.token] = self._by_id[told.id] = interaction
        self._world.clock.call_later(ACK_S, lambda: self._give_up(interaction))
        self._bus.emit(
            "INTERACTION_CREATE", invocation.payload(self._world, told), guild=told.guild_id, channel=told.channel.id
        )
        return interaction

    def get(self, interaction_id: str) -> Interaction | None:
        """Return an interaction by its id."""
        return self._by_id.get(interaction_id)

    def remembered(self) -> list[Interaction]:
        """Return those whose tokens may still be of use, and a few older ones, oldest first."""
        return list(self._by_id.values())

    # The application answers.

    def awaiting(self, interaction_id: str, token: str) -> Interaction:
        """Return the interaction that may be acknowledged now.

        Raises:
            ApiError: 10062 when it is unknown or too late, 40060 when it is acknowledged already.
        """
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != interaction_id or interaction.failed:
            raise UNKNOWN_INTERACTION()
        if interaction.acked is not None:
            raise ALREADY_ACKNOWLEDGED()
        return interaction

    def acknowledge(self, interaction: Interaction, answer: Answer, data: Json, uploads: Sequence[Upload] = ()) -> None:
        """Give the first answer; `data` has been validated."""
        interaction.acked = answer
        match answer:
            case Answer.MESSAGE:
                interaction.original = self._write(interaction, data, uploads)
            case Answer.DEFER_MESSAGE:
                flags = int(data.get("flags") or 0) & MessageFlag.EPHEMERAL | MessageFlag.LOADING
                interaction.original = self._write(interaction, {"flags": int(flags)}, ())
                interaction.patience = self._world.clock.call_later(TOKEN_S, lambda: self._never_followed(interaction))
            case Answer.DEFER_UPDATE:
                interaction.original = interaction.message
            case Answer.UPDATE:
                interaction.original = interaction.message
                if interaction.message is not None:
                    self._posting.edit(interaction.message, data, uploads, BY_HOOK)
            case Answer.CHOICES:
                interaction.choices = objects(data.get("choices"))
            case Answer.MODAL:
                interaction.modal = data | {"components": number(objects(data.get("components")))}
                self._tell(interaction, "MODAL", {"interaction": interaction.id, "modal": interaction.modal})
        self._enter(interaction, _STATES[answer])

    def by_token(self, application_id: str, token: str) -> Interaction:
        """Return the acknowledged interaction whose token this is.

        Raises:
            ApiError: 10015 when there is none or it is not acknowledged, 50027 when the token's time is over.
        """
        interaction = self._by_token.get(token)
        if interaction is None or application_id != self._world.application.id or interaction.acked is None:
            raise UNKNOWN_WEBHOOK()
        if self._world.clock.monotonic() - interaction.born_s > TOKEN_S:
            raise INVALID_WEBHOOK_TOKEN()
        return interaction

    def message(self, interaction: Interaction, message_id: str) -> Message:
        """Return the answer ("@original") or one of the follow-ups."""
        if message_id == "@original":
            candidates = [interaction.original] if interaction.original else []
        else:
            candidates = [m for m in (interaction.original, *interaction.followups) if m and m.id == message_id]
        for message in candidates:
            channel = self._world.channel(message.channel_id)
            if message.id in channel.messages or message.id in channel.ephemerals:
                return message
        raise UNKNOWN_MESSAGE()

    def follow_up(self, interaction: Interaction, body: Json, uploads: Sequence[Upload] = ()) -> Message:
        """Write one more message, or, first after a deferral, replace the "thinking" one."""
        if interaction.original is not None and interaction.original.is_loading:
            return self.edit(interaction, interaction.original, body, uploads)
        if only_the_user(interaction.told.owners) and len(interaction.followups) >= _MOST_FOLLOW_UPS:
            raise TOO_MANY_FOLLOW_UPS()
        message = self._write(interaction, body, uploads, follows=interaction.original)
        interaction.followups.append(message)
        return message

    def edit(self, interaction: Interaction, message: Message, body: Json, uploads: Sequence[Upload] = ()) -> Message:
        """Change one of the interaction's messages; the first change of a deferred one completes it."""
        was_loading = message.is_loading
        edited = self._posting.edit(message, body, uploads, BY_HOOK)
        if interaction.state == "deferred" and message is interaction.original:
            self._enter(interaction, "answered" if was_loading else "updated")
        return edited

    def delete(self, interaction: Interaction, message: Message) -> None:
        """Take one of the interaction's messages away."""
        self._posting.delete(message)
        if message is interaction.original:
            interaction.original = None
            if interaction.state == "deferred":
                self._enter(interaction, "answered")

    def _write(
        self, interaction: Interaction, body: Json, uploads: Sequence[Upload], follows: Message | None = None
    ) -> Message:
        told = interaction.told
        metadata = invocation.metadata(self._world, told)
        kind, referenced = MessageType.REPLY, follows or told.message
        if follows is not None:
            metadata["original_response_message_id"] = follows.id
        elif told.type is InteractionType.COMMAND:
            menu = told.data.get("type", 1) != 1
            kind = MessageType.CONTEXT_MENU_COMMAND if menu else MessageType.CHAT_INPUT_COMMAND
            referenced = told.channel.messages.get(str(told.data.get("target_id")))
        elif referenced is None:
            kind = MessageType.DEFAULT
        whispered = told.whispered or int(body.get("flags") or 0) & MessageFlag.EPHEMERAL
        origin = Origin(
            kind=kind,
            parse=BY_HOOK,
            ephemeral_to=told.user_id if whispered else None,
            referenced=referenced,
            interaction=metadata,
            interaction_name=told.command_name(),
            application_id=self._world.application.id,
        )
        own = {key: value for key, value in body.items() if key != "message_reference"}
        return self._posting.post(told.channel, self._world.bot, own, uploads, origin=origin)

    def _forget_old(self) -> None:
        """Let go of interactions whose tokens have long been worthless, and of the oldest that are too many."""
        horizon = self._world.clock.monotonic() - _REMEMBERED_S
        while self._by_id:
            old = next(iter(self._by_id.values()))
            if old.born_s > horizon and len(self._by_id) < KEPT_INTERACTIONS:
                return
            del self._by_id[old.id], self._by_token[old.token]

    def _give_up(self, interaction: Interaction) -> None:
        if interaction.acked is None:
            interaction.error = NO_ANSWER
            self._enter(interaction, "failed")

    def _never_followed(self, interaction: Interaction) -> None:
        if interaction.state == "deferred":
            interaction.error = NO_ANSWER
            self._enter(interaction, "failed")

    def _enter(self, interaction: Interaction, state: str) -> None:
        interaction.enter(state)
        facts: Json = {"id": interaction.id, "state": state}
        if interaction.error:
            facts["error"] = interaction.error
        self._tell(interaction, "INTERACTION", facts)

    def _tell(self, interaction: Interaction, name: str, facts: Json) -> None:
        self._bus.emit(
            name, facts, guild=interaction.guild_id, channel=interaction.channel_id, only_user=interaction.user_id
        )
