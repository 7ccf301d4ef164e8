"""What each person did and saw, in order: the first thing to read when a test has failed.

It listens where the sandbox tells of everything that happens, and judges by the sandbox's own rules whose client would
show it, so an ephemeral answer stands there with its one reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.bus import Event
from bot.sandbox.client.results import Message, walk
from bot.sandbox.control.audience import reaches
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json, objects

_MOST = 400
_LONGEST = 300
_SUBCOMMANDS = (1, 2)
_BUTTON = 2
Told = Callable[[Json], str | None]


class Transcript:
    """The story of one guild's people, while it is open.

    Attributes:
        lines: The story so far; of a long one, its end.
    """

    def __init__(self, realm: Realm, guild_id: str, people: Mapping[str, str]) -> None:
        """Begin.

        Args:
            realm: The sandbox.
            guild_id: Whose story it is.
            people: The names of its people, by id.
        """
        self.lines: list[str] = []
        self._realm = realm
        self._guild = guild_id
        self._people = dict(people)
        self._tellers: dict[str, Told] = {
            "MESSAGE_CREATE": lambda data: _message(data),
            "MESSAGE_UPDATE": lambda data: f"{_message(data)} (edited)",
            "MESSAGE_DELETE": lambda data: f"message {data['id']} is gone",
            "MESSAGE_REACTION_ADD": lambda data: f"{data['emoji']['name']} under message {data['message_id']}",
            "MODAL": lambda data: f"the form {data['modal']['title']!r} opens",
            "INTERACTION": lambda data: data.get("error"),
        }
        self.close = realm.bus.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        if event.guild not in (self._guild, None):
            return
        if event.name == "INTERACTION_CREATE":
            self._note_doing(event.data)
        elif event.name in self._tellers and (seen := self._tellers[event.name](event.data)):
            readers = [name for id_, name in self._people.items() if reaches(self._realm.world, id_, event)]
            if readers:
                self._note(f"{self._place(event.channel)} {', '.join(readers)} ◂ {seen}")

    def _note_doing(self, data: Json) -> None:
        user = data.get("member", data).get("user", {})
        if user.get("id") in self._people:
            self._note(f"{self._place(data.get('channel_id'))} {self._people[user['id']]} ▸ {_doing(data)}")

    def _place(self, channel_id: str | None) -> str:
        channel = self._realm.world.channels.get(channel_id or "")
        return f"#{channel.name}" if channel is not None and channel.name else "@bot"

    def _note(self, line: str) -> None:
        self.lines.append(line)
        del self.lines[:-_MOST]


def _message(data: Json) -> str:
    message = Message.read({"flags": 0, "content": "", **data})
    shown = " ⏎ ".join(message.text.splitlines()) or "(no words)"
    files = "".join(f" [file {file['filename']}]" for file in objects(data.get("attachments")))
    return f"{message.author}{' (only you)' if message.ephemeral else ''}: {shown[:_LONGEST]}{files}"


def _doing(interaction: Json) -> str:
    data: Json = interaction.get("data", {})
    match interaction["type"]:
        case 2 if data.get("type", 1) == 1:
            return f"/{' '.join(_words(data))}"
        case 2:
            return f"uses {data['name']!r} on {data.get('target_id')}"
        case 3:
            return _use_of(data, interaction.get("message", {}))
        case 4:
            return f"types /{' '.join(_words(data))} …"
        case _:
            return f"hands in the form {data.get('custom_id')}: {_filled(data)}"


def _words(data: Json) -> list[str]:
    words = [str(data["name"])]
    for option in objects(data.get("options")):
        words += _words(option) if option["type"] in _SUBCOMMANDS else [f"{option['name']}:{option.get('value')}"]
    return words


def _use_of(data: Json, message: Json) -> str:
    if data.get("component_type") != _BUTTON:
        return f"chooses {data.get('values')} in {data['custom_id']}"
    parts = walk(objects(message.get("components")))
    labels = (part["label"] for part in parts if part.get("custom_id") == data["custom_id"] and part.get("label"))
    return f"presses [{next(labels, data['custom_id'])}]"


def _filled(data: Json) -> dict[str, Any]:
    fields = walk(objects(data.get("components")))
    return {part["custom_id"]: part.get("value", part.get("values")) for part in fields if "custom_id" in part}
