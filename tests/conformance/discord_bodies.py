"""Sends request bodies to the sandbox over HTTP and compares what it makes of them with what Discord would.

A case names a method, a path with placeholders and a body, and expects "accept" (any 2xx) or "reject" (a 400 with
Discord's error body; for 50035 with a tree of errors). Optional members sharpen it:

- ``code``: the JSON error code; ``status``: the HTTP status; ``at``: the dotted paths that the tree must name, and no
  others.
- ``given``: what is there before. ``message`` is the body of the bot's message that ``{message}`` stands for;
  ``interaction`` is "command" (the default), "component", "modal" or "autocomplete"; ``option_type`` is the type of the
  option that an autocomplete asks about; ``answered`` is the callback that has been given already.
  ``allow`` names permissions that the bot has beside its usual ones; its role is then above all others.
  ``grant``, ``without``, ``thread`` and ``require_tag`` are told of in `places`, which has more placeholders.
- ``files``: names of files to send along, as ``files[0]``, ``files[1]``…
- ``source``: the page of Discord's documentation that it comes from.
- ``limit``: the name of the limit at whose edge it stands; each has cases on both sides.

Placeholders stand in the path and in the strings of the body: ``{channel} {guild} {app} {user} {role} {message} {id}
{token}``; of a guild also ``{voice} {category} {other}`` (a member who owns nothing) and ``{event}``; and of time
``{past} {soon} {later} {far}``: an hour ago, in one hour, in three, in forty days. Every case gets its own Discord,
which `court` brings.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.sandbox.clock import iso
from bot.sandbox.permissions import Permission, joined
from bot.sandbox.world.scheduled_events import EntityType, ScheduledEvent
from tests.conformance import places
from tests.conformance.court import Court
from tests.conformance.files import UnreadableError, listed
from tests.conformance.verdict import Verdict

if TYPE_CHECKING:
    from bot.sandbox.realm import Realm
    from bot.sandbox.world.world import World

_TYPES = {"command": 2, "component": 3, "autocomplete": 4, "modal": 5}
_OK = range(200, 300)
_MOMENTS = {"past": -1, "soon": 1, "later": 3, "far": 40 * 24}


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file."""

    id: str
    expect: str
    method: str
    path: str
    body: Any
    kind: str = ""
    code: int | None = None
    status: int | None = None
    at: tuple[str, ...] | None = None
    given: dict[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    source: str = ""
    limit: str = ""


def read(file: Path) -> list[Case]:
    """Read the cases of a file."""
    return [_case(told, place) for place, told in enumerate(listed(file), start=1)]


def _case(told: Any, place: int) -> Case:
    try:
        return Case(**told | {key: tuple(told[key]) for key in ("at", "files") if key in told})
    except TypeError as error:
        raise UnreadableError(f"case {place} is not of a case's form: {error}.") from None


async def check_file(file: Path) -> list[Verdict]:
    """Check every case of a file."""
    async with Court() as court:
        return [await check(case, court) for case in read(file)]


async def check(case: Case, court: Court) -> Verdict:
    """Send one case's request to a fresh Discord and judge the answer."""
    realm = court.convene()
    known = await _prepare(case, realm, court)
    async with court.request(case.method, _filled(case.path, known), _payload(case, _filled(case.body, known))) as said:
        raw = await said.text()
        wrong = _wrong(case, said.status, json.loads(raw) if raw else None)
    return Verdict(case.id, wrong is None, f"{wrong}; the answer was {raw[:600]}" if wrong else "")


async def _prepare(case: Case, realm: Realm, court: Court) -> dict[str, str]:
    """Make what the case takes for granted, and return what its placeholders stand for."""
    world = realm.world
    guild = next(iter(world.guilds.values()))
    channel = next(channel for channel in world.channels.values() if channel.name == "table")
    user = guild.members[guild.owner_id].user
    role = next(role for role in guild.roles.values() if role.mentionable)
    known = {"channel": channel.id, "guild": guild.id, "app": world.application.id, "user": user.id, "role": role.id}
    known |= places.make(world, guild, channel)
    given = case.given.get("message", {"content": "said before"})
    known["message"] = (await _given(court, f"/channels/{channel.id}/messages", given))["id"]
    known |= _governed(case, world)
    places.settle(world, guild, known, case.given)
    if "{token}" in case.path:
        known |= _interact(case, realm, known)
        answered = case.given.get("answered")
        if answered is not None:
            await _given(court, f"/interactions/{known['id']}/{known['token']}/callback", answered)
    return known


def _governed(case: Case, world: World) -> dict[str, str]:
    """Give the bot what the case allows it, and return what stands for places, people and moments."""
    guild = next(iter(world.guilds.values()))
    allowed = joined(Permission[name] for name in case.given.get("allow", ()))
    own = next(role for role in guild.roles.values() if role.bot_id == world.bot.id)
    if allowed:
        own.permissions, own.position = own.permissions | allowed, 100
    places = {channel.name: channel.id for channel in world.channels_of(guild.id)}
    other = next(one.user for one in guild.members.values() if one.user.id not in (guild.owner_id, world.bot.id))
    now = world.clock.now()
    moments = {name: iso(now + timedelta(hours=hours)) for name, hours in _MOMENTS.items()}
    known = moments | {"voice": places["Table talk"], "category": places["Common room"], "other": other.id}
    if "{event}" in case.path:
        event = ScheduledEvent(world.snowflakes.mint(), guild.id, world.bot, "Session", now, EntityType.VOICE)
        event.start, event.channel_id = now + timedelta(hours=1), known["voice"]
        guild.scheduled_events[event.id] = event
        known["event"] = event.id
    return known


def _interact(case: Case, realm: Realm, known: dict[str, str]) -> dict[str, str]:
    kind = case.given.get("interaction", "autocomplete" if case.kind == "autocomplete" else "command")
    command = {"id": "1", "name": "ask", "type": 1}
    option = {"name": "what", "type": case.given.get("option_type", 3), "value": "x", "focused": True}
    interactions = realm.interactions
    message = realm.world.message(known["channel"], known["message"])
    component = {"custom_id": "press", "component_type": 2}
    user, channel = known["user"], known["channel"]
    if kind == "component":
        made = interactions.create(user, channel, 3, component, message=message)
    elif kind == "modal":
        opener = interactions.create(user, channel, 3, component, message=message)
        made = interactions.create(user, channel, 5, {"custom_id": "m", "components": []}, opened_by=opener)
    else:
        data = command | ({"options": [option]} if kind == "autocomplete" else {})
        made = interactions.create(user, channel, _TYPES[kind], data)
    return {"id": made.id, "token": made.token}


async def _given(court: Court, path: str, body: Any) -> Any:
    async with court.request("POST", path, {"json": body}) as response:
        raw = await response.text()
        assert response.status in _OK, f"what was given was refused: {raw}"
        return json.loads(raw) if raw else None


def _payload(case: Case, body: Any) -> dict[str, Any]:
    if not case.files:
        return {"json": body} if body is not None else {}
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps(body), content_type="application/json")
    for index, name in enumerate(case.files):
        form.add_field(f"files[{index}]", b"\x89PNG\r\n\x1a\n", filename=name, content_type="image/png")
    return {"data": form}


def _filled(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, str):
        for name, meant in known.items():
            value = value.replace(f"{{{name}}}", meant)
        return value
    if isinstance(value, list):
        return [_filled(item, known) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, known) for key, item in value.items()}
    return value


def _wrong(case: Case, status: int, said: Any) -> str | None:
    """Return what is wrong with an answer, or None."""
    if case.expect == "accept":
        return None if status in _OK else f"expected to be accepted, got {status}"
    if status != (case.status or 400):
        return f"expected {case.status or 400}, got {status}"
    code = said.get("code") if isinstance(said, dict) else None
    if case.code is not None and code != case.code:
        return f"expected the code {case.code}, got {code}"
    tree = said.get("errors") if isinstance(said, dict) else None
    if code == 50035 and not tree:
        return "50035 came without a tree of errors"
    if case.at is not None and (found := sorted(_leaves(tree or {}))) != sorted(case.at):
        return f"expected faults at {sorted(case.at)}, found them at {found}"
    return None


def _leaves(tree: dict[str, Any], path: str = "") -> list[str]:
    found = [path] if "_errors" in tree else []
    for step, child in tree.items():
        if step != "_errors":
            found += _leaves(child, f"{path}.{step}" if path else step)
    return found
