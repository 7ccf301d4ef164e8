"""Where one test plays: a fresh guild, its people, and the transcript of what they do."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Guild
from bot.sandbox.pytest_plugin.players import Player
from bot.sandbox.pytest_plugin.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Scene:
    """A guild of one test's own.

    Attributes:
        channel: Where its players stand: the guild's first channel.
    """

    client: SandboxClient
    guild: Guild
    transcript: Transcript
    channel: str

    def player(self, name: str) -> Player:
        """Somebody of the guild, in its first channel."""
        return Player(self.person(name), self.channel)

    def person(self, name: str) -> Person:
        """The same without a place."""
        return self.client.user(name, self.guild)
