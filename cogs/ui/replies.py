"""The discipline of answering, in one place.

Every interaction is answered within Discord's three seconds, once, with words from the catalogue, and pings nobody. The
handler's work runs against a clock that starts with the interaction's own snowflake: after 1.8 s it is deferred and
the answer follows as a followup; of a press too it takes the place of a "thinking…", unless it redraws what was
pressed, so that whoever takes over finds it. Errors become words here; a bug is left to the error hook of the client,
which calls `apologise`. That somebody else has answered first, or that the token is gone, is an outcome and no error.

Source: Discord developer docs, "Receiving and Responding" (3 s, 15 min, 40060, 10062).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any, Protocol

import discord
import structlog

from cogs.ui.channels import CONNECTION_LOST, OUT_OF_REACH
from cogs.ui.explain import explain
from cogs.ui.ladder import Ladder
from cogs.ui.text import Catalogue, Words
from cogs.ui.typed import typed
from core.errors import EverquillError, GameError
from core.ids import ChannelId, MessageId

DEFER_AFTER_S = 1.8
TIMELY_S = 3
"""Discord's own patience for a first answer."""
ANSWERED = 40060
ALREADY_ANSWERED = {ANSWERED, 10062, 10015, 50027}
"""Answered by another process, or too late: nothing more can or need be said."""

log = structlog.get_logger(__name__)
Sent = Callable[[MessageId], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes with an answer.

    Attributes:
        alt: What it shows, in words, if it is a picture.
    """

    name: str
    content: bytes
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One message that answers an interaction.

    Attributes:
        view: A card; or
        text: plain words.
        private: Only the person who asked sees it.
        update: Redraw the message whose button was pressed instead of posting another.
        beside: A card for everybody in the channel, posted there on its own: unlike an answer it does not show what
            was typed to get it.
        beside_in: The channel for that, if it is not the one where somebody asked.
        sent: Told the message's id once it is there, or is redrawn; it fails for nothing that people should hear of.
        files: Files to go with a new message; a card shows those that it names.
        form: A form to fill in. Once an answer was deferred Discord takes none any more, and the text is said instead.
    """

    view: discord.ui.LayoutView | None = None
    text: str | None = None
    private: bool = False
    update: bool = False
    beside: discord.ui.LayoutView | None = None
    beside_in: ChannelId | None = None
    sent: Sent | None = None
    files: tuple[Upload, ...] = ()
    form: discord.ui.Modal | None = None


class Observer(Protocol):
    """Told how each interaction ended: ``answered``, ``refused``, ``unavailable``, ``late``, ``unsent`` or ``bug``."""

    def __call__(self, command: str, outcome: str, seconds: float) -> None: ...


class RefusalObserver(Protocol):
    """Told what each refusal or outage was."""

    def __call__(self, command: str, code: str) -> None: ...


class Replies:
    """Answers interactions."""

    def __init__(
        self, catalogue: Catalogue, observe: Observer, observe_refusal: RefusalObserver, ladder: Ladder
    ) -> None:
        self._catalogue = catalogue
        self._observe = observe
        self._observe_refusal = observe_refusal
        self._ladder = ladder

    def words(self, interaction: discord.Interaction, *, private: bool) -> Words:
        """The language of an answer: the person's own when only they see it, else the guild's."""
        locale = interaction.locale if private else interaction.guild_locale or interaction.locale
        return self._catalogue.speak(locale.value)

    async def answer(
        self,
        interaction: discord.Interaction,
        work: Coroutine[Any, Any, Reply],
        *,
        private: bool = False,
        redraws: bool = False,
    ) -> None:
        """Run a handler's work and send what it returns, deferring when it takes long.

        Args:
            interaction: What is to be answered.
            work: The handler; it returns the answer or raises.
            private: Whether a deferred answer is for this person only.
            redraws: Whether the answer to a press is to redraw its message: only then may it come as an `update`.
        """
        started = time.perf_counter()
        outcome = "bug"
        defer = partial(self._defer, interaction, private=private, redraws=redraws)
        try:
            reply, outcome = await self._result(interaction, work, defer)
            assert redraws or not reply.update, "what redraws says so beforehand"
            outcome = await self._deliver(interaction, reply) or outcome
        finally:
            self._ladder.ended(interaction)
            self._observe(command_name(interaction), outcome, time.perf_counter() - started)

    async def _result(
        self,
        interaction: discord.Interaction,
        work: Coroutine[Any, Any, Reply],
        defer: Callable[[], Coroutine[Any, Any, None]],
    ) -> tuple[Reply, str]:
        deferring: list[asyncio.Task[None]] = []
        loop = asyncio.get_running_loop()
        late = loop.call_later(_patience_s(interaction), lambda: deferring.append(loop.create_task(defer())))
        try:
            await self._ladder.asked(interaction)
            return await work, "answered"
        except GameError as error:
            log.info("refused", command=command_name(interaction), code=error.code)
            return self._refusal(interaction, error), "refused"
        except EverquillError as error:
            log.warning("unavailable", command=command_name(interaction), reason=error.reason, code=error.code)
            return self._refusal(interaction, error), "unavailable"
        finally:
            late.cancel()
            for task in deferring:
                await task

    async def apologise(self, interaction: discord.Interaction, incident: str) -> None:
        """Tell the person that we failed, with the id under which the log has the reason."""
        words = self.words(interaction, private=True)
        await self._deliver(interaction, Reply(text=words("error-bug", incident=incident), private=True))

    async def _defer(self, interaction: discord.Interaction, *, private: bool, redraws: bool) -> None:
        interaction.extras["deferred_privately"] = private
        try:
            await interaction.response.defer(ephemeral=private, thinking=not redraws)
        except discord.HTTPException as error:
            if error.code not in ALREADY_ANSWERED:
                log.warning("defer_failed", status=error.status, code=error.code)
        except CONNECTION_LOST as error:
            log.warning("defer_lost", error=type(error).__name__)

    def _refusal(self, interaction: discord.Interaction, error: EverquillError) -> Reply:
        self._observe_refusal(command_name(interaction), error.code)
        words = self.words(interaction, private=True)
        return Reply(text=explain(error, words, typed(interaction, words)), private=True)

    async def _deliver(self, interaction: discord.Interaction, reply: Reply) -> str | None:
        """Send a reply and what goes beside it; None when it went well, else how it ended."""
        try:
            message = await self._send_surely(interaction, reply)
            if reply.beside:
                await self._post_beside(interaction, reply.beside, reply.beside_in)
        except discord.HTTPException as error:
            if error.code in ALREADY_ANSWERED:
                log.info("answered_already", code=error.code)
                return "late"
            log.warning("reply_failed", status=error.status, code=error.code)
            return "unsent"
        except CONNECTION_LOST as error:
            log.warning("reply_lost", error=type(error).__name__)
            return "unsent"
        self._ladder.answered(interaction)
        if reply.sent and message:
            await reply.sent(MessageId(message))
        try:
            await self._ladder.tell_kept(interaction, partial(_follow_privately, interaction))
        except (discord.HTTPException, *CONNECTION_LOST) as error:  # they have their answer, which stands
            log.warning("kept_not_told", error=type(error).__name__, code=getattr(error, "code", None))
        return None

    async def _send_surely(self, interaction: discord.Interaction, reply: Reply) -> int | None:
        """Send; once more if the connection broke, for Discord itself sees to it that a first answer is given once."""
        try:
            return await _send(interaction, reply)
        except CONNECTION_LOST:
            if interaction.response.is_done():
                raise
            try:
                return await _send(interaction, reply)
            except discord.HTTPException as error:
                if error.code != ANSWERED:
                    raise
                return (await interaction.original_response()).id if reply.sent else None

    async def _post_beside(
        self, interaction: discord.Interaction, view: discord.ui.LayoutView, where: ChannelId | None
    ) -> None:
        """Post a card in the channel, or say that it could not be; an answer needs no permission there, this does."""
        channel = interaction.client.get_partial_messageable(where or interaction.channel_id or 0)
        try:
            try:
                await channel.send(view=view, nonce=interaction.id)
            except CONNECTION_LOST:
                await channel.send(view=view, nonce=interaction.id)  # by the nonce, Discord posts it once
        except (discord.HTTPException, *CONNECTION_LOST) as error:
            log.warning("not_posted_beside", error=type(error).__name__, code=getattr(error, "code", None))
            words = self.words(interaction, private=True)
            key = "not-allowed-to-show" if getattr(error, "code", None) in OUT_OF_REACH else "not-shown"
            await _follow_up(interaction, Reply(text=words(key), private=True))


async def _send(interaction: discord.Interaction, reply: Reply) -> int | None:
    """Send, and tell the id of the message that is there or redrawn now."""
    if interaction.response.is_done():
        return await _after_deferring(interaction, reply)
    if reply.form:
        await interaction.response.send_modal(reply.form)
        return None
    if reply.update and reply.view:
        redrawn = await interaction.response.edit_message(view=reply.view)
        return redrawn.message_id if redrawn else None
    return (await interaction.response.send_message(**_message(reply), ephemeral=reply.private)).message_id


async def _after_deferring(interaction: discord.Interaction, reply: Reply) -> int:
    if reply.update and reply.view:
        return (await interaction.edit_original_response(view=reply.view)).id
    thinking = interaction.response.type is discord.InteractionResponseType.deferred_channel_message
    if reply.private and thinking and not _deferred_privately(interaction):
        # The first followup would take over the public "thinking…" message: clear it away, so that this one is private.
        await interaction.delete_original_response()
    return await _follow_up(interaction, reply)


def _deferred_privately(interaction: discord.Interaction) -> bool:
    return bool(interaction.extras.get("deferred_privately"))


async def _follow_up(interaction: discord.Interaction, reply: Reply) -> int:
    return (await interaction.followup.send(**_message(reply), ephemeral=reply.private, wait=True)).id


async def _follow_privately(interaction: discord.Interaction, view: discord.ui.LayoutView) -> int:
    return await _follow_up(interaction, Reply(view=view, private=True))


def _message(reply: Reply) -> dict[str, Any]:
    said: dict[str, Any] = {"view": reply.view} if reply.view else {"content": reply.text}
    if reply.files:  # made anew for each attempt: sending reads them to their end
        said["files"] = [discord.File(BytesIO(each.content), each.name, description=each.alt) for each in reply.files]
    return said


def _patience_s(interaction: discord.Interaction) -> float:
    """How long the work may still take before it is deferred; a late delivery has used some of it up already.

    A clock that disagrees with Discord's by more than that is not believed.
    """
    age_s = time.time() - interaction.created_at.timestamp()
    if not 0 < age_s < TIMELY_S:
        return DEFER_AFTER_S
    return max(0.0, DEFER_AFTER_S - age_s)


def command_name(interaction: discord.Interaction) -> str:
    """What was used, for the metrics: ``table open``, or ``button:join``."""
    if interaction.command:
        return interaction.command.qualified_name
    custom_id = str((interaction.data or {}).get("custom_id", ""))
    return f"button:{custom_id.rsplit(':', 1)[-1]}" if custom_id.startswith("v1:") else "unknown"
