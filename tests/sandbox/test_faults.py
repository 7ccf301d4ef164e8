"""Faults strike what they name, as often as they were told, oldest first."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.sandbox.event_names import EVENTS
from bot.sandbox.faults.armed import Faults
from bot.sandbox.faults.blows import Blow, Outage, Storm
from bot.sandbox.faults.parsing import parse
from bot.sandbox.faults.reading import FaultError
from bot.sandbox.faults.rest import RestFault
from bot.sandbox.faults.stream import StreamFault, Strike

CALLBACK = re.compile("/callback$")


def test_a_rest_fault_strikes_as_often_as_counted() -> None:
    faults = Faults()
    faults.add(RestFault(path=CALLBACK, status=500), count=2)
    path = "/interactions/1/x/callback"
    assert [faults.match("POST", path) is not None for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize(("method", "path"), [("GET", "/a/callback"), ("POST", "/a/callbacks")])
def test_a_rest_fault_leaves_other_requests_alone(method: str, path: str) -> None:
    faults = Faults()
    faults.add(RestFault(path=CALLBACK, method="POST"))
    assert faults.match(method, path) is None
    assert faults.match("POST", "/a/callback") is not None


def test_the_oldest_fault_strikes_first() -> None:
    faults = Faults()
    faults.add(RestFault(path=CALLBACK, status=429))
    faults.add(RestFault(path=CALLBACK, status=500))
    struck = [faults.match("POST", "/callback") for _ in range(2)]
    assert [fault and fault.status for fault in struck] == [429, 500]


def test_an_event_fault_waits_for_its_event_on_its_shard() -> None:
    faults = Faults()
    faults.add(StreamFault(Strike.DUPLICATE, event="INTERACTION_CREATE", shard=1))
    assert faults.match_event("MESSAGE_CREATE", 1) is None
    assert faults.match_event("INTERACTION_CREATE", 0) is None
    struck = faults.match_event("INTERACTION_CREATE", 1)
    assert struck is not None
    assert struck.strike is Strike.DUPLICATE
    assert faults.match_event("INTERACTION_CREATE", 1) is None


def test_heartbeat_faults_do_not_strike_events() -> None:
    faults = Faults()
    faults.add(StreamFault(Strike.DROP_ACKS))
    assert faults.match_event("MESSAGE_CREATE", 0) is None
    assert faults.match_heartbeat(0) is not None


def test_cleared_faults_strike_no_more() -> None:
    faults = Faults()
    faults.add(RestFault(path=CALLBACK))
    faults.clear()
    assert faults.armed() == []
    assert faults.match("POST", "/callback") is None


@pytest.mark.parametrize(
    ("asked", "fault", "count"),
    [
        ({"close": 4000, "shard": 1}, Blow(close=4000, shard=1), 1),
        ({"op": 1}, Blow(op=1), 1),
        ({"op": 7}, Blow(op=7), 1),
        ({"op": 9, "d": True}, Blow(op=9, d=True), 1),
        ({"drop_acks": True, "count": 3}, StreamFault(Strike.DROP_ACKS), 3),
        ({"late_acks": 1.5}, StreamFault(Strike.LATE_ACKS, delay_s=1.5), 1),
        ({"drop": "MESSAGE_CREATE"}, StreamFault(Strike.DROP, event="MESSAGE_CREATE"), 1),
        ({"reorder": "MESSAGE_CREATE"}, StreamFault(Strike.REORDER, event="MESSAGE_CREATE"), 1),
        ({"truncate": "READY", "shard": 1}, StreamFault(Strike.TRUNCATE, event="READY", shard=1), 1),
        ({"outage": "7"}, Outage("7"), 1),
        ({"outage": "all", "shard": 1, "lasts_s": 5}, Outage("all", 1, lasts_s=5), 1),
        ({"recover": "all"}, Outage("all", over=True), 1),
        ({"storm": 50, "shard": 1}, Storm(50, 1), 1),
        (
            {"delay": "MESSAGE_CREATE", "delay_s": 2, "shard": 0},
            StreamFault(Strike.DELAY, event="MESSAGE_CREATE", shard=0, delay_s=2),
            1,
        ),
    ],
)
def test_a_fault_is_read_from_data(asked: dict[str, Any], fault: object, count: int) -> None:
    assert parse(asked) == (fault, count)


def test_a_rest_fault_is_read_from_data() -> None:
    fault, count = parse(
        {"path": "callback", "method": "post", "status": 429, "retry_after": 0.2, "scope": "shared", "count": 2}
    )
    assert fault == RestFault(re.compile("callback"), "POST", status=429, retry_after=0.2, scope="shared")
    assert count == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"path": "x", "reset": True},
        {"path": "x", "method": "GET", "delay_s": 3.0},
        {"path": "x", "status": 403, "code": 50013},
        {"path": "x", "status": 429, "retry_after": 2.0, "scope": "shared"},
        {"path": "x", "status": 502, "body": "<h1>no</h1>"},
        {"path": "x", "status": 429, "retry_after": 2.0, "body": ""},
        {"duplicate": "READY"},
        {"delay": "RESUMED", "delay_s": 2.0, "shard": 1},
        {"late_acks": 2.0},
        {"drop_acks": True},
    ],
)
def test_an_armed_fault_is_described_in_the_words_that_ask_for_it(asked: dict[str, Any]) -> None:
    faults = Faults()
    fault, count = parse(asked)
    assert isinstance(fault, RestFault | StreamFault)
    faults.add(fault, count)
    (armed,) = faults.armed()
    words = {word: value for word, value in armed.items() if word not in ("left", "number")}
    assert parse(words)[0] == fault
    assert asked.items() <= words.items()


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_every_event_of_discord_can_be_struck(event: str) -> None:
    assert parse({"drop": event})[0] == StreamFault(Strike.DROP, event=event)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"duplicate": "NOPE"}, "Discord has no event 'NOPE'.*INTERACTION_CREATE"),
        ({"drop": "INTERACTION_CRAETE"}, 'for example {"drop": "INTERACTION_CREATE"}'),
        ({"truncate": "message_create"}, "takes the name of one, like MESSAGE_CREATE"),
        ({"delay": "MESSAGE_CREATE"}, "delay_s must be more than 0"),
        ({"drop": "MESSAGE_CREATE", "delay_s": 1}, "does not know delay_s"),
        ({"late_acks": 0}, "late_acks must be more than 0"),
        ({"drop_acks": False}, "drop_acks must be true"),
        ({"path": "/x"}, 'exactly one of status, .*, not none; for example {"path": "/callback\\$", "status": 500}'),
        ({"path": "/x", "reset": False}, "not none"),
        ({"path": "/x", "status": 500, "reset": True}, "not status and reset"),
        ({"path": "/x", "reset": "yes"}, "reset must be true or false"),
        ({"path": "/x", "delay_s": 0}, "delay_s must be more than 0"),
        ({"path": "/x", "reset": True, "code": 5, "scope": "user"}, "code, scope goes with a status, not with reset"),
        ({"path": "/x", "delay_s": 1, "body": "x"}, "body goes with a status"),
        ({"path": "/x", "status": 500, "body": True}, 'for example {"body": "<h1>502'),
        ({"path": "/x", "status": 500, "body": "x", "code": 0}, "leave them out beside body"),
        ({"path": "/x", "status": 500, "method": "PSOT"}, "method must be one of GET, .*, not PSOT"),
    ],
)
def test_a_slip_is_told_with_what_is_accepted(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(FaultError, match=said):
        parse(asked)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"close": 4000, "op": 7},
        {"op": 8},
        {"close": "soon"},
        {"close": 4006},
        {"close": 4000, "d": True},
        {"outage": 7},
        {"recover": "7", "lasts_s": 1},
        {"storm": 0},
        {"storm": 2501},
        {"path": "x", "status": 200},
        {"path": "x", "reset": True, "cut_body": True},
        {"duplicate": True},
        {"path": "("},
        {"path": "x", "status": 429, "scope": "planet"},
        {"path": "x", "delay_s": -1},
        {"path": "x", "statsu": 500},
        {"drop": "READY", "count": 0},
        {"drop": "READY", "count": True},
        {"drop": "READY", "shard": "0"},
    ],
)
def test_nonsense_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(FaultError):
        parse(asked)
