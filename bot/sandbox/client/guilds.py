"""What a person in a test does in a guild as a member and as one who administers it; `client.Person` has all of it.

Settings are Discord's own names for them, and ids are texts; answers are Discord's objects.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from bot.sandbox.client.results import Guild, Message
from bot.sandbox.wire import Json


class GuildVerbs:
    """Membership, voice, polls and events; and with the permissions for it everything that makes up a guild."""

    @abstractmethod
    async def _request(self, method: str, path: str, **said: Any) -> Any: ...

    @abstractmethod
    async def _channel(self, channel: str) -> str: ...

    @property
    @abstractmethod
    def _place(self) -> str: ...

    # As a member.

    async def join_guild(self, guild: Guild) -> Json:
        """Join a guild."""
        return await self._request("POST", f"guilds/{guild.id}/join")

    async def accept_invite(self, code: str) -> Json:
        """Join a guild by an invite."""
        return await self._request("POST", f"invites/{code}")

    async def leave_guild(self) -> None:
        """Leave the guild."""
        await self._request("POST", f"{self._place}/leave")

    async def appear(self, status: str, activity: str | None = None) -> Json:
        """Be online, idle, dnd or invisible; `activity` is what one plays."""
        return await self._request("POST", "presence", status=status, activity=activity)

    async def vote(self, message: Message, *answers: int | str) -> Message:
        """Make these one's answers to a poll, by number or text; none takes the vote back."""
        said = {"channel": message.channel_id, "message": message.id, "answers": list(answers)}
        return Message.read(await self._request("POST", "vote", **said))

    async def end_poll(self, message: Message) -> Message:
        """End a poll of one's own."""
        return Message.read(await self._request("POST", "end-poll", channel=message.channel_id, message=message.id))

    async def care_for(self, event: str, *, remove: bool = False) -> Json:
        """Be interested in an event, or no longer."""
        return await self._request("POST", f"events/{event}/interest", guild=self._guild_id, remove=remove)

    async def join_voice(self, channel: str, *, mute: bool = False, deaf: bool = False) -> Json:
        """Go into a voice channel."""
        return await self._request("POST", "voice/join", channel=await self._channel(channel), mute=mute, deaf=deaf)

    async def leave_voice(self) -> Json:
        """Leave voice."""
        return await self._request("POST", "voice/leave", guild=self._guild_id)

    async def change_voice(self, *, mute: bool = False, deaf: bool = False) -> Json:
        """Mute or deafen oneself, or neither."""
        return await self._request("POST", "voice/change", guild=self._guild_id, mute=mute, deaf=deaf)

    async def ask_to_speak(self, *, remove: bool = False) -> Json:
        """Raise one's hand in the audience of a stage, or take it down."""
        return await self._request("POST", "voice/ask", guild=self._guild_id, remove=remove)

    # As one who administers.

    async def change_guild(self, **settings: Any) -> Json:
        """Change the guild."""
        return await self._request("PATCH", self._place, settings=settings)

    async def add_bot(self) -> Json:
        """Add the bot to the guild again, and return the role that it brings."""
        return await self._request("POST", f"{self._place}/bot")

    async def make_role(self, **settings: Any) -> Json:
        """Make a role."""
        return await self._request("POST", f"{self._place}/roles", settings=settings)

    async def change_role(self, role: str, **settings: Any) -> Json:
        """Change a role."""
        return await self._request("PATCH", f"{self._place}/roles/{role}", settings=settings)

    async def sort_roles(self, *positions: Json) -> Any:
        """Move roles, each as ``{"id", "position"}``."""
        return await self._request("PATCH", f"{self._place}/roles", positions=list(positions))

    async def delete_role(self, role: str) -> None:
        """Delete a role."""
        await self._request("DELETE", f"{self._place}/roles/{role}")

    async def give_role(self, member: str, role: str) -> Json:
        """Give a member a role."""
        return await self._request("PUT", f"{self._place}/members/{member}/roles/{role}")

    async def take_role(self, member: str, role: str) -> Json:
        """Take a role from a member."""
        return await self._request("DELETE", f"{self._place}/members/{member}/roles/{role}")

    async def change_member(self, member: str, **settings: Any) -> Json:
        """Change a member: nick, roles, mute, deaf, channel_id, communication_disabled_until."""
        return await self._request("PATCH", f"{self._place}/members/{member}", settings=settings)

    async def kick(self, member: str) -> None:
        """Kick a member, be it the bot."""
        await self._request("DELETE", f"{self._place}/members/{member}")

    async def ban(self, member: str, *, delete_message_seconds: int = 0) -> None:
        """Ban somebody, who need be no member, be it the bot."""
        settings = {"delete_message_seconds": delete_message_seconds}
        await self._request("PUT", f"{self._place}/bans/{member}", settings=settings)

    async def lift_ban(self, member: str) -> None:
        """Let somebody come back."""
        await self._request("DELETE", f"{self._place}/bans/{member}")

    async def make_channel(self, name: str, **settings: Any) -> Json:
        """Make a channel."""
        return await self._request("POST", f"{self._place}/channels", settings={"name": name, **settings})

    async def change_channel(self, channel: str, **settings: Any) -> Json:
        """Change a channel."""
        return await self._request("PATCH", f"channels/{await self._channel(channel)}", settings=settings)

    async def make_invite(self, channel: str, **settings: Any) -> Json:
        """Make an invite to a channel."""
        return await self._request("POST", f"channels/{await self._channel(channel)}/invites", settings=settings)

    async def sort_channels(self, *positions: Json) -> None:
        """Move channels, each as ``{"id", "position"?, "parent_id"?, "lock_permissions"?}``."""
        await self._request("PATCH", f"{self._place}/channels", positions=list(positions))

    async def delete_channel(self, channel: str) -> None:
        """Delete a channel."""
        await self._request("DELETE", f"channels/{await self._channel(channel)}")

    async def overwrite(self, channel: str, target: str, **settings: Any) -> Json:
        """Set the overwrite of a role (`type` 0) or a member (1) in a channel; none of `settings` takes it away."""
        path = f"channels/{await self._channel(channel)}/overwrites/{target}"
        return await self._request("PUT", path, settings=settings) if settings else await self._request("DELETE", path)

    async def set_voice_status(self, channel: str, status: str | None) -> None:
        """Set a voice channel's status."""
        await self._request("PUT", f"channels/{await self._channel(channel)}/voice-status", status=status)

    async def plan_event(self, **settings: Any) -> Json:
        """Plan an event."""
        return await self._request("POST", f"{self._place}/events", settings={"privacy_level": 2, **settings})

    async def change_event(self, event: str, **settings: Any) -> Json:
        """Change an event, start it (`status` 2), end it (3), call it off (4)."""
        return await self._request("PATCH", f"{self._place}/events/{event}", settings=settings)

    async def delete_event(self, event: str) -> None:
        """Delete an event."""
        await self._request("DELETE", f"{self._place}/events/{event}")

    async def upload_emoji(self, name: str, image: str) -> Json:
        """Upload an emoji of the guild, from a data URI."""
        return await self._request("POST", f"{self._place}/emojis", settings={"name": name, "image": image})

    async def permit(self, command: str, *permissions: Json) -> Json:
        """Say who may use a command, by its id or the application's; nothing said leaves its default."""
        said = {"permissions": list(permissions)}
        return await self._request("PUT", f"{self._place}/commands/{command}", settings=said)

    @property
    def _guild_id(self) -> str:
        return self._place.rpartition("/")[2]
