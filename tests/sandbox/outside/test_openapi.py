"""Discord's own schema, which judges whatever bots send in a run, and knows every route that is served."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.pytest_plugin.bodies import Body
from bot.sandbox.rest.app import ROUTES
from bot.sandbox.rest.unserved import OTHERS
from tests.sandbox.outside.discord_py import nameless
from tests.sandbox.outside.openapi import ABSENT, DOCUMENT, description
from tests.sandbox.outside.sent import objections

if TYPE_CHECKING:
    from tests.sandbox.outside.openapi import Objection

pytestmark = pytest.mark.skipif(not DOCUMENT.exists(), reason=ABSENT)

MESSAGES, CALLBACK = "/channels/1/messages", "/interactions/1/token/callback"


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


def sent(json: object, path: str = MESSAGES) -> Body:
    return Body("POST", path, json, "test_of_a_roll")


def test_of_what_bots_sent_the_test_is_named_and_the_fault() -> None:
    (objection,) = objections([sent({"content": "fine"}), sent({"content": "x" * 4001})])
    assert objection.startswith("test_of_a_roll: POST /channels/{channel_id}/messages, content: ")
    assert list(objections([sent({}, "/nowhere")])) == ["test_of_a_roll: Discord describes no body for POST /nowhere"]


def test_what_the_documentation_allows_is_no_fault() -> None:
    numbered = {"attachments": [{"id": 0, "filename": "map.png"}]}
    assert judged(numbered)
    assert list(objections([sent(numbered)])) == []


def test_a_run_whose_bots_sent_what_discord_would_not_take_fails(pytester: pytest.Pytester) -> None:
    pytester.makeini(f"[pytest]\npythonpath = {Path(__file__).parents[3]}")
    pytester.makeconftest(
        """
        import pytest

        from bot.sandbox.pytest_plugin.bodies import Body
        from tests.conftest import sent_as_discord_describes_it

        @pytest.fixture(scope="session")
        def sandbox_bodies():
            return [Body("POST", "/channels/1/messages", {"content": "x" * 4001}, "test_of_a_roll")]
        """
    )
    pytester.makepyfile("def test_that_passes(): pass")

    played = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:simcord")

    played.assert_outcomes(passed=1, errors=1)
    played.stdout.fnmatch_lines(["*test_of_a_roll: POST /channels/{channel_id}/messages, content: *"])
