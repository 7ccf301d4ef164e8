"""What a control request says, read with its types checked; what is wrong becomes a sentence, not a traceback."""

from __future__ import annotations

from typing import Any, cast

from aiohttp import web

from bot.sandbox import capability
from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.wire import Json, loads


class Asked:
    """What was said, by name."""

    def __init__(self, members: Json) -> None:
        self._members = members

    @classmethod
    async def read(cls, request: web.Request) -> Asked:
        """Read all that a request says: its body (a JSON object, or nothing), its query, and what its path names.

        Raises:
            ClientRefusal: The body is something else.
        """
        said = cls.parse(await request.read())
        return cls(said.members | dict(request.query) | capability.named(request))

    @classmethod
    def parse(cls, raw: bytes | str) -> Asked:
        """Read a JSON object; nothing at all counts as an empty one.

        Raises:
            ClientRefusal: It is something else.
        """
        try:
            body: object = loads(raw) if raw else {}
        except ValueError as error:
            raise ClientRefusal("the body is not JSON") from error
        if not isinstance(body, dict):
            raise ClientRefusal("the body is no JSON object")
        return cls(cast("Json", body))

    @classmethod
    def query(cls, request: web.Request) -> Asked:
        """Read the query alone."""
        return cls(dict(request.query))

    @property
    def members(self) -> Json:
        """Everything that was said."""
        return self._members

    def text(self, name: str) -> str:
        """Return a text (or an id, which may also be written as a number)."""
        value = self.optional_text(name)
        if value is None:
            raise ClientRefusal(f"{name} is missing", name)
        return value

    def optional_text(self, name: str) -> str | None:
        """Return a text, or None where there is none."""
        value = self._members.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self._typed(name, value, str, "text")

    def number(self, name: str, default: float | None = None) -> float:
        """Return a number; a query spells it out."""
        value = self._members.get(name, default)
        if isinstance(value, str):
            value = _read_number(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ClientRefusal(f"{name} must be a number", name)
        return value

    def flag(self, name: str) -> bool:
        """Return true or false; false where nothing is said."""
        return bool(self._typed(name, self._members.get(name), bool, "true or false"))

    def object(self, name: str) -> Json:
        """Return an object; an empty one where there is none."""
        return cast("Json", self._typed(name, self._members.get(name), dict, "an object") or {})

    def array(self, name: str) -> list[Any]:
        """Return a list; an empty one where there is none."""
        return cast("list[Any]", self._typed(name, self._members.get(name), list, "a list") or [])

    def _typed(self, name: str, value: Any, kind: type, wanted: str) -> Any:
        if value is not None and not isinstance(value, kind):
            raise ClientRefusal(f"{name} must be {wanted}", name)
        return value


def _read_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
