"""The whole: everything that exists in the sandbox, found by id, with the verbs that make more of it.

The world changes and answers; it tells nobody. Whoever changes it while a bot is connected also tells the bus.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.clock import Clock
from bot.sandbox.errors import (
    UNKNOWN_CHANNEL,
    UNKNOWN_GUILD,
    UNKNOWN_MEMBER,
    UNKNOWN_MESSAGE,
    UNKNOWN_USER,
)
from bot.sandbox.permissions import DIRECT_MESSAGE, EVERYONE, NONE, Overwrite, Permission, base, in_channel
from bot.sandbox.snowflake import Snowflakes, minted_at
from bot.sandbox.wire import Json
from bot.sandbox.world.channels import Channel, ChannelType
from bot.sandbox.world.commands import Commands
from bot.sandbox.world.emojis import Emoji
from bot.sandbox.world.guilds import Guild, Member
from bot.sandbox.world.invites import Invites
from bot.sandbox.world.messages import Attachment, Message
from bot.sandbox.world.roles import Role
from bot.sandbox.world.threads import Thread
from bot.sandbox.world.users import Application, User
from bot.sandbox.world.webhooks import Webhooks


class World:
    """Users, guilds, channels, attachments, commands, and the one application with its bot and its `emojis`."""

    def __init__(self, clock: Clock, snowflakes: Snowflakes) -> None:
        self.clock = clock
        self.snowflakes = snowflakes
        self.users: dict[str, User] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.attachments: dict[str, Attachment] = {}
        self.webhooks = Webhooks()
        self.invites = Invites()
        self.emojis: dict[str, Emoji] = {}
        self._direct: dict[str, Channel] = {}
        self._private: list[Channel] = []
        owner = self.add_user("keeper", global_name="The Keeper")
        self.bot = self.add_user("everquill", bot=True)
        self.application = Application(self.bot.id, "Everquill", owner, self.bot)
        self.commands = Commands(snowflakes, self.application)

    # What is there. Each raises Discord's 404 for what is not.

    def user(self, user_id: str) -> User:
        """Return a user."""
        if (user := self.users.get(user_id)) is None:
            raise UNKNOWN_USER()
        return user

    def guild(self, guild_id: str) -> Guild:
        """Return a guild."""
        if (guild := self.guilds.get(guild_id)) is None:
            raise UNKNOWN_GUILD()
        return guild

    def member(self, guild_id: str, user_id: str) -> Member:
        """Return a member of a guild."""
        if (member := self.guild(guild_id).members.get(user_id)) is None:
            raise UNKNOWN_MEMBER()
        return member

    def channel(self, channel_id: str) -> Channel:
        """Return a channel, thread or direct message."""
        if (channel := self.channels.get(channel_id)) is None:
            raise UNKNOWN_CHANNEL()
        return channel

    def message(self, channel_id: str, message_id: str) -> Message:
        """Return a message of a channel's history."""
        if (message := self.channel(channel_id).messages.get(message_id)) is None:
            raise UNKNOWN_MESSAGE()
        return message

    def channels_of(self, guild_id: str, *, threads: bool = False) -> list[Channel]:
        """Return a guild's channels, or its threads."""
        return [c for c in self.channels.values() if c.guild_id == guild_id and c.is_thread == threads]

    def direct_messages_of(self, user_id: str) -> list[Channel]:
        """Return the direct messages that a user stands in; with the bot there is at most one."""
        if user_id == self.bot.id:
            return list(self._direct.values())
        own = [self._direct[user_id]] if user_id in self._direct else []
        return own + [one for one in self._private if any(user.id == user_id for user in one.recipients)]

    # Who may do what.

    def permissions(self, user_id: str, channel_id: str) -> Permission:
        """Return what a user may do in a channel; nothing at all when they are not there."""
        channel = self.channel(channel_id)
        if channel.guild_id is None:
            with_bot = user_id == self.bot.id and not channel.others
            inside = with_bot or any(user.id == user_id for user in channel.recipients)
            return DIRECT_MESSAGE if inside else NONE
        guild = self.guilds[channel.guild_id]
        if (member := guild.members.get(user_id)) is None:
            return NONE
        home = self.channel(channel.parent_id) if channel.is_thread and channel.parent_id else channel
        standing = guild.standing(member, self.clock.now())
        granted = in_channel(standing, home.overwrites, thread=channel.is_thread, voice=channel.is_spoken)
        shut = channel.type is ChannelType.PRIVATE_THREAD and Permission.MANAGE_THREADS not in granted
        return NONE if shut and channel.thread and user_id not in channel.thread.members else granted

    def guild_permissions(self, user_id: str, guild_id: str) -> Permission:
        """Return what a user may do in a guild as a whole."""
        guild = self.guild(guild_id)
        return base(guild.standing(self.member(guild_id, user_id), self.clock.now()))

    def can_see(self, user_id: str, channel_id: str) -> bool:
        """Tell whether a user may see a channel."""
        return Permission.VIEW_CHANNEL in self.permissions(user_id, channel_id)

    def has_emoji(self, emoji_id: str) -> bool:
        """Tell whether the bot can show a custom emoji: its application has it, or a guild that it is in."""
        own = (guild.emojis for guild in self.guilds.values() if self.bot.id in guild.members)
        return emoji_id in self.emojis or any(emoji_id in emojis for emojis in own)

    # What can be made.

    def add_user(self, username: str, *, global_name: str | None = None, bot: bool = False) -> User:
        """Create an account."""
        user_id = self.snowflakes.mint()
        tag = f"{int(user_id) // 7 % 9999 + 1:04}" if bot else "0"
        shown = global_name if bot else global_name or username.title()
        self.users[user_id] = user = User(user_id, username, shown, bot, tag)
        return user

    def add_guild(self, name: str, owner: User, *, shard: int = 0, with_bot: bool = True) -> Guild:
        """Found a guild that `shard` serves; its owner is in it, and so is the bot, with a role of its own."""
        guild_id = self.snowflakes.mint_for_shard(shard)
        self.guilds[guild_id] = guild = Guild(guild_id, name, owner.id, minted_at(guild_id))
        self.add_member(guild, owner)
        if with_bot:
            self.add_bot(guild)
        return guild

    def add_bot(self, guild: Guild) -> Role:
        """Let the bot join a guild, and return the role that it brings."""
        granted = EVERYONE | Permission.MANAGE_MESSAGES | Permission.MANAGE_THREADS | Permission.PIN_MESSAGES
        role = self.add_role(guild, self.application.name, granted)
        role.managed, role.bot_id = True, self.bot.id
        self.add_member(guild, self.bot, roles=(role,))
        return role

    def add_role(self, guild: Guild, name: str, granted: Permission = NONE) -> Role:
        """Add a role above all others of the guild."""
        role = Role(self.snowflakes.mint(), name, granted, position=len(guild.roles))
        guild.roles[role.id] = role
        return role

    def add_member(self, guild: Guild, user: User, *, roles: tuple[Role, ...] = (), nick: str | None = None) -> Member:
        """Let a user join a guild."""
        member = Member(user, self.clock.now(), nick, [role.id for role in roles])
        guild.members[user.id] = member
        return member

    def add_channel(
        self,
        guild: Guild,
        name: str,
        kind: ChannelType = ChannelType.TEXT,
        *,
        parent: Channel | None = None,
        topic: str | None = None,
        overwrites: tuple[Overwrite, ...] = (),
    ) -> Channel:
        """Add a channel at the end of the guild's list."""
        channel = Channel(
            id=self.snowflakes.mint(),
            type=kind,
            name=name,
            guild_id=guild.id,
            parent_id=parent.id if parent else None,
            position=len(self.channels_of(guild.id)),
            topic=topic,
            overwrites=list(overwrites),
        )
        self.channels[channel.id] = channel
        return channel

    def add_thread(
        self,
        parent: Channel,
        name: str,
        owner: User,
        *,
        kind: ChannelType = ChannelType.PUBLIC_THREAD,
        starter: Message | None = None,
    ) -> Channel:
        """Start a thread; one that starts from a message shares its id."""
        thread = Thread(owner.id, self.clock.now(), members={owner.id: self.clock.now()})
        channel = Channel(
            id=starter.id if starter else self.snowflakes.mint(),
            type=kind,
            name=name,
            guild_id=parent.guild_id,
            parent_id=parent.id,
            thread=thread,
        )
        self.channels[channel.id] = channel
        return channel

    def open_direct_message(self, user: User) -> Channel:
        """Return the direct message between the bot and a user, opening it when there is none."""
        if (channel := self._direct.get(user.id)) is None:
            channel = Channel(self.snowflakes.mint(), ChannelType.DM, None, recipients=[user])
            self._direct[user.id] = self.channels[channel.id] = channel
        return channel

    def open_private_channel(self, people: Sequence[User]) -> Channel:
        """Open a conversation of people alone: a direct message of two, or a group."""
        kind = ChannelType.DM if len(people) == 2 else ChannelType.GROUP_DM
        channel = Channel(self.snowflakes.mint(), kind, None, recipients=list(people), others=True)
        self.channels[channel.id] = channel
        self._private.append(channel)
        return channel

    # How a guild is told.

    def active_threads(self, guild_id: str, user_id: str) -> list[Channel]:
        """Return the threads of a guild that are not archived and that a user may see, the newest first."""
        threads = [
            channel
            for channel in self.channels_of(guild_id, threads=True)
            if channel.thread and not channel.thread.archived and self.can_see(user_id, channel.id)
        ]
        return sorted(threads, key=lambda thread: int(thread.id), reverse=True)

    def guild_create_json(self, guild: Guild) -> Json:
        """Return the full payload of GUILD_CREATE, with every member; the gateway trims it to the intents."""
        return guild.to_json() | {
            "joined_at": guild.members[self.bot.id].to_json()["joined_at"],
            "large": False,
            "unavailable": guild.unavailable,
            "member_count": len(guild.members),
            "members": [member.to_json() for member in guild.members.values()],
            "channels": [channel.to_json() for channel in self.channels_of(guild.id)],
            "threads": [thread.to_json(viewer=self.bot.id) for thread in self.active_threads(guild.id, self.bot.id)],
            "voice_states": [guild.voice_json(state) for state in guild.voice_states],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [e.to_json() for e in guild.scheduled_events.values() if not e.is_finished],
            "soundboard_sounds": [],
        }
