"""Whatever bots send in a run and the sandbox takes, Discord's own schema takes too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.rest.app import ROUTES
from bot.sandbox.rest.unserved import OTHERS
from tests.sandbox.outside.discord_py import nameless
from tests.sandbox.outside.openapi import ABSENT, DOCUMENT, description

if TYPE_CHECKING:
    from bot.sandbox.pytest_plugin.bodies import Bodies
    from tests.sandbox.outside.openapi import Objection

pytestmark = pytest.mark.skipif(not DOCUMENT.exists(), reason=ABSENT)

FALSE_ALARMS = {
    (
        "attachments.id",
        "type",
    ): "reference, Uploading Files: the number n of files[n], which every example writes as one",
    ("data.attachments.id", "type"): "the same in the answer to an interaction",
}
"""Objections to what Discord takes, by place and rule: the documentation page that says so."""
MESSAGES, CALLBACK = "/channels/1/messages", "/interactions/1/token/callback"


def test_every_body_of_the_run_is_as_discord_describes_it(sandbox_bodies: Bodies) -> None:
    if not sandbox_bodies:
        pytest.skip("no bot has sent anything in this run")
    undescribed = {body for body in sandbox_bodies if not description().knows(body.method, body.path)}
    objections = {
        objection: body.test
        for body in sandbox_bodies
        for objection in description().judge(body.method, body.path, body.json)
        if (objection.at, objection.why) not in FALSE_ALARMS
    }
    assert undescribed == set()
    assert objections == {}


def test_every_route_of_discord_is_served_or_listed_as_a_gap() -> None:
    served = {nameless(f"{route.method} {route.path}") for route in ROUTES}
    assert {nameless(route) for route in description().routes} - served - set(OTHERS) == set()


def judged(body: object, path: str = MESSAGES) -> list[Objection]:
    return list(description().judge("POST", path, body))


@pytest.mark.parametrize(
    ("body", "at", "why"),
    [
        ({"content": "x" * 4001}, "content", "maxLength"),
        ({"embeds": [{"fields": [{"name": "x"}]}]}, "embeds.fields", "required"),
        (
            {"components": [{"type": 1, "components": [{"type": 2, "style": 9}]}]},
            "components.components.style",
            "const",
        ),
        ({"poll": {"question": {"text": "Who?"}}}, "poll", "required"),
        ([], "", "type"),
    ],
)
def test_it_objects_where_the_fault_is(body: Any, at: str, why: str) -> None:
    assert [(found.at, found.why) for found in judged(body)] == [(at, why)]


def test_of_a_union_the_member_that_was_meant_is_what_counts() -> None:
    form = {"type": 9, "data": {"custom_id": "form", "title": "x" * 46, "components": []}}
    assert ("data.title", "maxLength") in [(found.at, found.why) for found in judged(form, CALLBACK)]


def test_the_most_exact_route_is_meant() -> None:
    original, other = (f"/webhooks/1/token/messages/{which}" for which in ("@original", "1"))
    (at_original,) = description().judge("PATCH", original, {"content": 5})
    (at_other,) = description().judge("PATCH", other, {"content": 5})
    assert at_original.route.endswith("/@original")
    assert at_other.route.endswith("/{message_id}")
    assert not description().knows("POST", "/nowhere")
