"""Whatever Discord's own schema refuses, the sandbox refuses: each part of each good body is replaced by other things.

A number that stands for a text, or a text for a number, Discord takes, though its schema has one type only
(discord/discord-api-spec issue 11). The sandbox puts them right in the body, which is therefore judged as it was read.
The schema knows few relations and its limits are wider in places, so it may take what the sandbox does not.
"""

from __future__ import annotations

import copy
import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.posting.parts import Upload
from bot.sandbox.validate import commands, messages, modals
from bot.sandbox.validate.messages import Setting
from tests.conformance.discord_bodies import read
from tests.sandbox.outside.openapi import ABSENT, DOCUMENT

_CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))
_LONGEST = 3000
"""Longer bodies have the same parts, only more of them."""

OTHERS: tuple[Any, ...] = (True, 5, -1, 1.5, "x", "", "0", [], {})
FILES = [Upload(str(number), name, "image/png", b"x") for number, name in enumerate(("map.png", "b.png"))]
LITERAL = ("type", "value", "nonce", "default_member_permissions")
"""The type of a component and a choice's value are taken literally; nonces and permissions are kept as they come."""

Judge = Callable[[dict[str, Any]], None]
Steps = tuple[str | int, ...]


def written(body: dict[str, Any]) -> None:
    messages.create(body, Setting(uploads=FILES, interaction=True))


def bodies(path: str, kind: int | None = None) -> list[dict[str, Any]]:
    """Return the bodies that are taken by a route, or by a callback of a kind."""
    good = [case for file in _CASES for case in read(file) if case.expect == "accept" and isinstance(case.body, dict)]
    at = [case.body for case in good if case.path == path and case.method == "POST"]
    at = [body for body in at if "message_reference" not in body]  # which depends on what else there is
    return [body["data"] for body in at if body.get("type") == kind] if kind is not None else at


def parts(value: Any, path: Steps = (), kind: str = "") -> Iterator[tuple[Steps, str]]:
    """Yield the paths of everything inside a body, each with what it is in general; of a list the first."""
    if path:
        yield path, kind
    if isinstance(value, dict):
        kind += f"<{value['type']}>" if "type" in value else ""
        for step, inner in value.items():
            yield from parts(inner, (*path, step), f"{kind}.{step}")
    elif isinstance(value, list):
        for step, inner in enumerate(value[:3]):
            yield from parts(inner, (*path, step), f"{kind}.*")


def replaced(body: dict[str, Any], path: Steps, other: object) -> dict[str, Any]:
    copied: Any = copy.deepcopy(body)
    node = copied
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = other
    return copied


def changes(good: list[dict[str, Any]], judge: Judge) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield what is changed, the body before and the body after; nothing is changed to the same thing twice."""
    tried: set[str] = set()
    for body in good:
        if len(json.dumps(body)) > _LONGEST or not takes(judge, body):
            continue
        for (path, kind), other in itertools.product(parts(body), OTHERS):
            what = f"{kind} = {other!r}"
            if what not in tried:
                tried.add(what)
                yield what, body, replaced(body, path, other)


def takes(judge: Judge, body: dict[str, Any]) -> bool:
    try:
        judge(body)
    except ApiError:
        return False
    return True


@pytest.mark.skipif(not DOCUMENT.exists(), reason=ABSENT)
@pytest.mark.parametrize(
    ("schema", "judge", "good"),
    [
        ("MessageCreateRequest", written, bodies("/channels/{channel}/messages")),
        ("ApplicationCommandCreateRequest", commands.register, bodies("/applications/{app}/commands")),
        ("ModalInteractionCallbackRequestData", modals.modal, bodies("/interactions/{id}/{token}/callback", 9)),
    ],
    ids=["message", "command", "modal"],
)
def test_what_discords_schema_refuses_is_refused(schema: str, judge: Judge, good: list[dict[str, Any]]) -> None:
    spec = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    told = {"$ref": f"#/components/schemas/{schema}", "components": spec["components"]}
    checker = jsonschema.Draft202012Validator(told)
    made = list(changes(good, judge))
    taken = [
        what
        for what, before, after in made
        if takes(judge, after) and checker.is_valid(before) and not checker.is_valid(after)
    ]
    assert len(made) > 500
    assert taken == []


def spelled(value: Any, key: str = "") -> Any:
    """Return a body with all numbers and booleans as text, but where text would be another thing or is not known."""
    if isinstance(value, dict):
        return {key: spelled(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [spelled(inner, key) for inner in value]
    return str(value) if isinstance(value, int) and key not in LITERAL else value


@pytest.mark.parametrize(
    ("judge", "good"),
    [
        (written, bodies("/channels/{channel}/messages")),
        (commands.register, bodies("/applications/{app}/commands")),
        (modals.modal, bodies("/interactions/{id}/{token}/callback", 9)),
    ],
    ids=["message", "command", "modal"],
)
def test_spelled_out_numbers_and_booleans_are_read_as_what_they_are(judge: Judge, good: list[dict[str, Any]]) -> None:
    checked = 0
    for body in good:
        if takes(judge, read_as := copy.deepcopy(body)):
            text = spelled(body)
            assert takes(judge, text), body
            assert text == read_as
            checked += text != spelled(body)
    assert checked > 5
