"""Places that a case may name beside the channel: made when it does.

``{forum} {tag} {moderated}`` are a forum with its two tags, ``{news} {spoken}`` an announcement and a voice channel,
``{thread}`` a thread of the channel that the bot started and ``{in_thread}`` its message there, with its own reaction,
``{webhook}`` the id and ``{hook}`` the id and token of the bot's webhook, ``{foreign}`` one that no application
owns, ``{forum_hook}`` one in the forum, ``{gone} {gone_hook}`` one whose channel was deleted;
``{emoji}`` is the id of an emoji of the application, ``{invite}`` the code of an invite of the owner's to the channel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.administration import channels
from bot.sandbox.administration.hand import Hand
from bot.sandbox.bus import Bus
from bot.sandbox.permissions import Permission
from bot.sandbox.world.channels import Channel, ChannelType
from bot.sandbox.world.emojis import Emoji
from bot.sandbox.world.forums import REQUIRE_TAG
from bot.sandbox.world.invites import Invite
from bot.sandbox.world.messages import Message
from bot.sandbox.world.webhooks import Webhook

if TYPE_CHECKING:
    from bot.sandbox.world.guilds import Guild
    from bot.sandbox.world.world import World

_TAGS = {"available_tags": [{"name": "open"}, {"name": "shut", "moderated": True}]}


def make(world: World, guild: Guild, channel: Channel) -> dict[str, str]:
    """Make every place and return what the placeholders stand for."""
    forum = world.add_channel(guild, "forum", ChannelType.FORUM)
    assert forum.forum is not None
    forum.forum.change(_TAGS, world.snowflakes.mint)
    tag, moderated = forum.forum.tags
    thread = world.add_thread(channel, "a thread", world.bot)
    own, foreign = _hook(world, channel, owned=True), _hook(world, channel, owned=False)
    return {
        "forum": forum.id,
        "tag": tag.id,
        "moderated": moderated.id,
        "news": world.add_channel(guild, "news", ChannelType.ANNOUNCEMENT).id,
        "spoken": world.add_channel(guild, "spoken", ChannelType.VOICE).id,
        "thread": thread.id,
        "emoji": _emoji(world),
        "invite": _invite(world, guild, channel),
        "in_thread": _said(world, thread),
        "webhook": own.partition("/")[0],
        "hook": own,
        "foreign": foreign,
        "forum_hook": _hook(world, forum, owned=True),
    } | _gone(world, guild)


def settle(world: World, guild: Guild, known: dict[str, str], given: dict[str, object]) -> None:
    """Bring about what a case takes for granted of permissions and places.

    ``grant`` and ``without`` name permissions that everybody has or nobody but the owner; ``thread`` has members of the
    thread object; ``require_tag`` tells that the forum asks for one; ``webhooks`` and ``invites`` are how many the
    guild has; ``install_types`` says for whom the application can be installed.
    """
    for name in _names(given.get("grant")):
        guild.roles[guild.id].permissions |= Permission[name]
    for name in _names(given.get("without")):
        for role in guild.roles.values():
            role.permissions &= ~Permission[name]
    if given.get("require_tag"):
        world.channel(known["forum"]).flags |= REQUIRE_TAG
    settings = given.get("thread")
    if isinstance(settings, dict):
        for name, value in settings.items():
            setattr(world.channel(known["thread"]).thread, name, value)
    world.application.install_types = _numbers(given.get("install_types")) or world.application.install_types
    if isinstance(invited := given.get("invites"), int):
        channel, inviter, now = world.channel(known["channel"]), world.bot, world.clock.now()
        for _ in range(invited - len(world.invites.of_guild(guild, now))):
            world.invites.add(Invite(guild, channel, inviter, now))
    for number in range(_missing(world, guild, given.get("webhooks"))):
        world.webhooks.add(Webhook(world.snowflakes.mint(), guild.id, known["news"], f"hook {number}", world.bot))


def _missing(world: World, guild: Guild, wanted: object) -> int:
    return wanted - len(world.webhooks.of_guild(guild.id)) if isinstance(wanted, int) else 0


def _emoji(world: World) -> str:
    made = Emoji(world.snowflakes.mint(), "die", world.bot, "image/png", b"")
    world.emojis[made.id] = made
    return made.id


def _invite(world: World, guild: Guild, channel: Channel) -> str:
    made = Invite(guild, channel, guild.members[guild.owner_id].user, world.clock.now())
    world.invites.add(made)
    return made.code


def _said(world: World, thread: Channel) -> str:
    message = Message(world.snowflakes.mint(), thread.id, world.bot, world.clock.now(), content="said in a thread")
    message.reactions["🎲"] = [world.bot.id]
    thread.messages[message.id] = message
    return message.id


def _gone(world: World, guild: Guild) -> dict[str, str]:
    channel = world.add_channel(guild, "gone")
    hook = _hook(world, channel, owned=True)
    channels.delete(Hand(world, Bus(), guild.owner_id), guild, channel)
    return {"gone": hook.partition("/")[0], "gone_hook": hook}


def _numbers(value: object) -> list[int]:
    return [one for one in value if isinstance(one, int)] if isinstance(value, list) else []


def _names(value: object) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []


def _hook(world: World, channel: Channel, *, owned: bool) -> str:
    application = world.application.id if owned else None
    made = Webhook(world.snowflakes.mint(), channel.guild_id or "", channel.id, "hook", world.bot, application)
    world.webhooks.add(made)
    return f"{made.id}/{made.token}"
