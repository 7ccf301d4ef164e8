"""Discord's own description of its API: which schema a request's body has to fulfil, and where it does not.

Source: the OpenAPI document that Discord publishes (github.com/discord/discord-api-spec), read from beside the project.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs

DOCUMENT = Path(__file__).parents[4] / "shared" / "discord" / "openapi.json"
ABSENT = "Discord's schema is not at hand"
VERBS = ("get", "post", "put", "patch", "delete")
_PARAMETER = re.compile(r"\{[^}]+\}")


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that a schema has against a body.

    Attributes:
        route: The method and the path, as the document writes it.
        at: Where in the body, without the numbers of list items: ``components.components.emoji``.
        why: The rule that is broken, ``type`` or ``maxLength``.
        what: The objection in words.
    """

    route: str
    at: str
    why: str
    what: str


class Description:
    """The document, ready to judge.

    Attributes:
        routes: All that it describes, as method and path.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self._components = document["components"]
        self.routes = [
            f"{verb.upper()} {path}" for path, verbs in document["paths"].items() for verb in verbs if verb in VERBS
        ]
        self._routes = sorted(_routes(document), key=lambda route: route[1].count("{"))

    def judge(self, method: str, path: str, body: object) -> Iterator[Objection]:
        """Yield what there is against a body; nothing for a route that the document does not know."""
        found = self._route(method, path)
        if found is not None:
            template, schema = found
            quick, thorough = self._checkers(json.dumps(schema))
            if not quick.is_valid(body):
                for error in thorough.iter_errors(body):
                    yield from _objections(f"{method} {template}", error)

    def knows(self, method: str, path: str) -> bool:
        """Whether the document describes a body for a route."""
        return self._route(method, path) is not None

    @cache  # noqa: B019 -- one description lives as long as the run
    def _checkers(self, schema: str) -> tuple[Any, Any]:
        """One that says fast whether anything is wrong, as it hardly ever is, and one that says what."""
        whole = json.loads(schema) | {"components": self._components}
        return jsonschema_rs.Draft202012Validator(whole), jsonschema.Draft202012Validator(whole)

    def _route(self, method: str, path: str) -> tuple[str, Any] | None:
        matching = (
            (template, schema)
            for verb, template, shape, schema in self._routes
            if verb == method and shape.fullmatch(path)
        )
        return next(matching, None)


@cache
def description() -> Description:
    """Read the document."""
    return Description(json.loads(DOCUMENT.read_text(encoding="utf-8")))


def _routes(document: dict[str, Any]) -> Iterator[tuple[str, str, re.Pattern[str], Any]]:
    for template, operations in document["paths"].items():
        shape = re.compile(_PARAMETER.sub("[^/]+", template))
        for verb, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {}) if isinstance(operation, dict) else {}
            if "application/json" in content:
                yield verb.upper(), template, shape, content["application/json"]["schema"]


def _objections(route: str, error: Any) -> Iterator[Objection]:
    """Yield what is wrong; of a union, what is wrong with the member that the body comes closest to."""
    if error.validator in ("anyOf", "oneOf") and error.context:
        for inner in _closest(error.context):
            yield from _objections(route, inner)
    else:
        at = ".".join(str(step) for step in error.absolute_path if not isinstance(step, int))
        yield Objection(route, at, error.validator, error.message)


def _closest(errors: list[Any]) -> list[Any]:
    members: dict[int, list[Any]] = {}
    for error in errors:
        members.setdefault(error.schema_path[0], []).append(error)

    def distance(found: list[Any]) -> tuple[bool, bool, int]:
        # Whoever is of another kind (`type: 2`), or no object at all, was not meant.
        other_kind = any(list(error.path)[-1:] == ["type"] for error in found)
        return any(error.validator == "type" and not error.path for error in found), other_kind, len(found)

    return min(members.values(), key=distance)
