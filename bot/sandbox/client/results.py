"""What a test gets back from the sandbox: small frozen values, each with the JSON that it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.sandbox.wire import Json, objects

_BUTTON, _TEXT_DISPLAY, _TEXT_INPUT = 2, 10, 4
_EPHEMERAL, _LOADING = 1 << 6, 1 << 7


@dataclass(frozen=True, slots=True)
class Message:
    """A message as one person sees it."""

    id: str
    channel_id: str
    content: str
    author: str
    raw: Json = field(repr=False)

    @classmethod
    def read(cls, raw: Json) -> Message:
        """Read Discord's message object."""
        return cls(raw["id"], raw["channel_id"], raw["content"], raw["author"]["username"], raw)

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.raw["flags"] & _EPHEMERAL)

    @property
    def thinking(self) -> bool:
        """Whether it stands for an answer that is still to come."""
        return bool(self.raw["flags"] & _LOADING)

    @property
    def edited(self) -> bool:
        """Whether it was edited."""
        return self.raw["edited_timestamp"] is not None

    @property
    def components(self) -> list[Json]:
        """Every component, however deep, in the order in which it is read."""
        return list(walk(objects(self.raw.get("components"))))

    @property
    def text(self) -> str:
        """Every word of it: content, embeds, text displays, labels of buttons."""
        words = [self.content]
        for embed in objects(self.raw.get("embeds")):
            words += [str(embed[key]) for key in ("title", "description") if embed.get(key)]
            words += [f"{part['name']}\n{part['value']}" for part in objects(embed.get("fields"))]
        for component in self.components:
            if component["type"] == _TEXT_DISPLAY:
                words.append(component["content"])
            elif component["type"] == _BUTTON and component.get("label"):
                words.append(component["label"])
        return "\n".join(word for word in words if word)

    def button(self, name: str) -> str:
        """Return the custom id of a button by its custom id or label; what is unknown is returned as it is."""
        buttons = [component for component in self.components if component["type"] == _BUTTON]
        if any(button.get("custom_id") == name for button in buttons):
            return name
        labelled = (button["custom_id"] for button in buttons if button.get("label") == name and "custom_id" in button)
        return next(labelled, name)

    def link(self, label: str) -> str:
        """Return where a link button leads.

        Raises:
            LookupError: There is no such link.
        """
        for component in self.components:
            if component["type"] == _BUTTON and component.get("label") == label and component.get("url"):
                return str(component["url"])
        raise LookupError(f"no link {label} in: {self.text}")


@dataclass(frozen=True, slots=True)
class Modal:
    """A form that opened for somebody."""

    title: str
    custom_id: str
    raw: Json = field(repr=False)

    @property
    def fields(self) -> dict[str, str]:
        """The custom ids of the fields, by label (or by custom id, where there is no label)."""
        found: dict[str, str] = {}
        for part in walk(objects(self.raw.get("components"))):
            inner = part.get("component")
            if isinstance(inner, dict):
                found[part["label"]] = inner["custom_id"]
            elif part["type"] == _TEXT_INPUT and part.get("label"):
                found[part["label"]] = part["custom_id"]
            elif "custom_id" in part and part["custom_id"] not in found.values():
                found[part["custom_id"]] = part["custom_id"]
        return found


@dataclass(frozen=True, slots=True)
class Choice:
    """A suggestion of autocomplete."""

    name: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an interaction.

    Attributes:
        state: "answered", "deferred", "updated", "modal", "choices" or "failed".
        message: The answer, or the message that was updated.
        error: What the person read when it failed.
    """

    interaction: str
    state: str
    message: Message | None = None
    followups: tuple[Message, ...] = ()
    modal: Modal | None = None
    choices: tuple[Choice, ...] = ()
    error: str | None = None

    @classmethod
    def read(cls, raw: Json) -> Result:
        """Read a result of the control API."""
        modal = raw.get("modal")
        return cls(
            interaction=raw["interaction"],
            state=raw["state"],
            message=Message.read(raw["message"]) if "message" in raw else None,
            followups=tuple(Message.read(message) for message in objects(raw.get("followups"))),
            modal=Modal(modal["title"], modal["custom_id"], modal) if modal else None,
            choices=tuple(Choice(choice["name"], choice["value"]) for choice in objects(raw.get("choices"))),
            error=raw.get("error"),
        )

    @property
    def answer(self) -> Message:
        """The message that answers.

        Raises:
            LookupError: There is none.
        """
        if self.message is None:
            raise LookupError(f"{self.error or 'there is no answer'}: {self}")
        return self.message


@dataclass(frozen=True, slots=True)
class Guild:
    """A guild and its channels, by name."""

    id: str
    name: str
    channels: dict[str, str]
    members: dict[str, str]
    raw: Json = field(repr=False)

    @classmethod
    def read(cls, raw: Json) -> Guild:
        """Read a guild of the control API's state."""
        return cls(
            id=raw["id"],
            name=raw["name"],
            channels={channel["name"]: channel["id"] for channel in objects(raw["channels"])},
            members={member["user"]["username"]: member["user"]["id"] for member in objects(raw["members"])},
            raw=raw,
        )


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that reached somebody's client."""

    name: str
    data: Json


def walk(components: list[Json]) -> Iterator[Json]:
    """Give components with all that is in them, however deep, in the order in which they are read."""
    for component in components:
        yield component
        yield from walk(objects(component.get("components")))
        for inner in ("accessory", "component"):
            if isinstance(component.get(inner), dict):
                yield from walk([component[inner]])
