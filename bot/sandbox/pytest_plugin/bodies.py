"""Every JSON body that bots send in a run, for a judge from outside to look at in the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.sandbox.traffic import Traffic
from bot.sandbox.wire import Json, dumps

_REFUSED = 400
_SNOWFLAKE = re.compile(rb"\d{17,20}")


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A body that the sandbox took, as it was sent first.

    Attributes:
        path: Where to, with the ids that were in it.
        test: Who sent it.
    """

    method: str
    path: str
    json: object
    test: str


class Bodies:
    """The bodies of a run, each once: two that differ in ids alone are the same.

    What was refused as malformed is left out: there the sandbox has judged already.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, bytes, bytes], Body] = {}

    def __iter__(self) -> Iterator[Body]:
        return iter(self._found.values())

    def __len__(self) -> int:
        return len(self._found)

    def listen(self, traffic: Traffic, test: Callable[[], str]) -> Callable[[], None]:
        """Note what crosses a wire from now on, until the returned call; `test` tells whose it is."""

        def heard() -> None:
            for record in traffic.after(traffic.last - 1):
                if record["side"] == "rest" and record.get("request") is not None:
                    self._note(record, test())

        return traffic.subscribe(heard)

    def _note(self, record: Json, test: str) -> None:
        if record["status"] != _REFUSED:
            body = Body(record["method"], record["path"], record["request"], test)
            key = (body.method, _SNOWFLAKE.sub(b"0", body.path.encode()), _SNOWFLAKE.sub(b"0", dumps(body.json)))
            self._found.setdefault(key, body)
