"""A guild as its administrators change it: one route for each thing that can be done.

`settings` is a body as Discord's REST API takes it for the same thing; the same rules judge it, for the person's
permissions and rank.

Source: Discord developer docs, "Guild", "Channel", "Guild Scheduled Event", "Emoji", "Application Commands".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.sandbox.actors.actors import Actors
from bot.sandbox.actors.guild_life import GuildLife
from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.administration import (
    bans,
    channels,
    command_permissions,
    emojis,
    guilds,
    invites,
    members,
    overwrites,
    roles,
    voice,
)
from bot.sandbox.administration.hand import Hand
from bot.sandbox.control.asked import Asked
from bot.sandbox.permissions import Permission
from bot.sandbox.realm import Realm
from bot.sandbox.validate import bans as ban_rules
from bot.sandbox.validate import voice_states
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.guilds import Guild, Member

Answer = Callable[[Asked], object]


def table(realm: Realm, actors: Actors) -> Mapping[str, Answer]:
    """Return the routes of administering."""
    governing = Governing(realm, GuildLife(realm, actors))
    return {
        "PATCH guilds/{guild}": governing.change_guild,
        "POST guilds/{guild}/bot": governing.add_bot,
        "POST guilds/{guild}/roles": governing.make_role,
        "PATCH guilds/{guild}/roles": governing.sort_roles,
        "PATCH guilds/{guild}/roles/{role}": governing.change_role,
        "DELETE guilds/{guild}/roles/{role}": governing.delete_role,
        "PATCH guilds/{guild}/members/{member}": governing.change_member,
        "DELETE guilds/{guild}/members/{member}": governing.kick,
        "PUT guilds/{guild}/bans/{member}": governing.ban,
        "DELETE guilds/{guild}/bans/{member}": governing.lift_ban,
        "PUT guilds/{guild}/members/{member}/roles/{role}": governing.give_role,
        "DELETE guilds/{guild}/members/{member}/roles/{role}": governing.take_role,
        "POST guilds/{guild}/channels": governing.make_channel,
        "PATCH guilds/{guild}/channels": governing.sort_channels,
        "PATCH channels/{channel}": governing.change_channel,
        "DELETE channels/{channel}": governing.delete_channel,
        "POST channels/{channel}/invites": governing.make_invite,
        "PUT channels/{channel}/overwrites/{target}": governing.put_overwrite,
        "DELETE channels/{channel}/overwrites/{target}": governing.delete_overwrite,
        "PUT channels/{channel}/voice-status": governing.set_status,
        "POST guilds/{guild}/events": governing.plan_event,
        "PATCH guilds/{guild}/events/{event}": governing.change_event,
        "DELETE guilds/{guild}/events/{event}": governing.delete_event,
        "POST guilds/{guild}/emojis": governing.upload_emoji,
        "PUT guilds/{guild}/commands/{command}": governing.permit_command,
    }


class Governing:
    """What those who administer a guild can do; every method takes `as` beside what its path names."""

    def __init__(self, realm: Realm, life: GuildLife) -> None:
        self._realm = realm
        self._life = life

    def change_guild(self, asked: Asked) -> Json:
        """``{settings}``: change the guild."""
        return guilds.change(*self._here(asked), asked.object("settings")).to_json()

    def add_bot(self, asked: Asked) -> Json:
        """Add the bot to the guild, with a role of its own."""
        hand, guild = self._here(asked)
        hand.needs(guild, Permission.MANAGE_GUILD)
        world = self._realm.world
        if world.bot.id in guild.members:
            raise ClientRefusal("the bot is in that guild already", "guild")
        role = world.add_bot(guild)
        member = guild.members.pop(world.bot.id)
        # The others hear of a role and a member; the bot, which is not in it yet, hears of the guild alone.
        hand.tell("GUILD_ROLE_CREATE", {"role": role.to_json()}, guild)
        hand.tell("GUILD_MEMBER_ADD", member.to_json(), guild)
        guild.members[world.bot.id] = member
        self._realm.announce(guild)
        hand.record(guild, Action.BOT_ADD, world.bot.id)
        return role.to_json()

    def make_role(self, asked: Asked) -> Json:
        """``{settings}``: make a role."""
        return roles.create(*self._here(asked), asked.object("settings")).to_json()

    def sort_roles(self, asked: Asked) -> list[Json]:
        """``{positions: [{id, position}]}``: move roles."""
        return [role.to_json() for role in roles.sort(*self._here(asked), asked.array("positions"))]

    def change_role(self, asked: Asked) -> Json:
        """``{settings}``: change a role."""
        return roles.change(*self._here(asked), asked.text("role"), asked.object("settings")).to_json()

    def delete_role(self, asked: Asked) -> Json:
        """Delete a role."""
        roles.delete(*self._here(asked), asked.text("role"))
        return {}

    def change_member(self, asked: Asked) -> Json:
        """``{settings}``: change a member; of oneself only the nickname."""
        hand, guild = self._here(asked)
        if asked.text("member") == hand.user_id and set(asked.object("settings")) <= {"nick"}:
            return members.change_oneself(hand, guild, asked.object("settings")).to_json()
        return members.change(hand, guild, self._member(guild, asked), asked.object("settings")).to_json()

    def kick(self, asked: Asked) -> Json:
        """Kick a member, be it the bot."""
        hand, guild = self._here(asked)
        members.kick(hand, guild, self._member(guild, asked))
        return {}

    def ban(self, asked: Asked) -> Json:
        """``{settings: {delete_message_seconds?}}``: ban somebody, who need be no member, be it the bot."""
        hand, guild = self._here(asked)
        delete_s = ban_rules.ban(asked.object("settings"))
        user = self._realm.world.user(asked.text("member"))
        bans.Banning(hand, self._realm.posting, guild, delete_s).ban(user)
        return {}

    def lift_ban(self, asked: Asked) -> Json:
        """Let somebody come back."""
        hand, guild = self._here(asked)
        bans.lift(hand, guild, asked.text("member"))
        return {}

    def give_role(self, asked: Asked) -> Json:
        """Give a member a role."""
        hand, guild = self._here(asked)
        roles.give(hand, guild, member := self._member(guild, asked), asked.text("role"))
        return member.to_json()

    def take_role(self, asked: Asked) -> Json:
        """Take a role from a member."""
        hand, guild = self._here(asked)
        roles.take(hand, guild, member := self._member(guild, asked), asked.text("role"))
        return member.to_json()

    def make_channel(self, asked: Asked) -> Json:
        """``{settings}``: make a channel."""
        return channels.create(*self._here(asked), asked.object("settings")).to_json()

    def sort_channels(self, asked: Asked) -> Json:
        """``{positions: [{id, position?, parent_id?, lock_permissions?}]}``: move channels."""
        channels.sort(*self._here(asked), asked.array("positions"))
        return {}

    def change_channel(self, asked: Asked) -> Json:
        """``{settings}``: change a channel."""
        guild, channel = self._life.channel(asked.text("as"), asked.text("channel"))
        return channels.change(self._hand(asked), guild, channel, asked.object("settings")).to_json()

    def delete_channel(self, asked: Asked) -> Json:
        """Delete a channel."""
        guild, channel = self._life.channel(asked.text("as"), asked.text("channel"))
        channels.delete(self._hand(asked), guild, channel)
        return {}

    def make_invite(self, asked: Asked) -> Json:
        """``{settings}``: make an invite to the channel."""
        guild, channel = self._life.channel(asked.text("as"), asked.text("channel"))
        return invites.create(self._hand(asked), guild, channel, asked.object("settings")).to_json()

    def put_overwrite(self, asked: Asked) -> Json:
        """``{settings: {type, allow, deny}}``: set an overwrite."""
        _, channel = self._life.channel(asked.text("as"), asked.text("channel"))
        overwrites.put(self._hand(asked), channel, asked.text("target"), asked.object("settings"))
        return channel.to_json()

    def delete_overwrite(self, asked: Asked) -> Json:
        """Take an overwrite away."""
        _, channel = self._life.channel(asked.text("as"), asked.text("channel"))
        overwrites.delete(self._hand(asked), channel, asked.text("target"))
        return channel.to_json()

    def set_status(self, asked: Asked) -> Json:
        """``{status}``: set a voice channel's status."""
        guild, channel = self._life.channel(asked.text("as"), asked.text("channel"))
        status = asked.optional_text("status")
        voice_states.status({"status": status})
        voice.set_status(self._hand(asked), guild, channel, status)
        return {}

    def plan_event(self, asked: Asked) -> Json:
        """``{settings}``: plan an event."""
        return self._realm.agenda.plan(*self._here(asked), asked.object("settings")).to_json(counted=True)

    def change_event(self, asked: Asked) -> Json:
        """``{settings}``: change an event, start it, or end it."""
        hand, guild = self._here(asked)
        event = self._realm.agenda.find(hand, guild, asked.text("event"))
        return self._realm.agenda.change(hand, guild, event, asked.object("settings")).to_json(counted=True)

    def delete_event(self, asked: Asked) -> Json:
        """Delete an event."""
        hand, guild = self._here(asked)
        self._realm.agenda.delete(hand, guild, self._realm.agenda.find(hand, guild, asked.text("event")))
        return {}

    def upload_emoji(self, asked: Asked) -> Json:
        """``{settings: {name, image}}``: upload an emoji of the guild."""
        return emojis.upload_to_guild(*self._here(asked), asked.object("settings")).to_json()

    def permit_command(self, asked: Asked) -> Json:
        """``{settings: {permissions}}``: say who may use a command, or with the application's id all commands."""
        return command_permissions.put(*self._here(asked), asked.text("command"), asked.object("settings"))

    def _hand(self, asked: Asked) -> Hand:
        return self._life.hand(asked.text("as"))

    def _here(self, asked: Asked) -> tuple[Hand, Guild]:
        guild = self._life.guild(asked.text("as"), asked.text("guild"))
        return self._hand(asked), guild

    def _member(self, guild: Guild, asked: Asked) -> Member:
        return self._realm.world.member(guild.id, asked.text("member"))
