"""What holds after every scenario, whatever was injected.

1. No acknowledged action is lost: every card and every seat that people were shown is in the ledger.
2. Nothing is done twice: causes and roll ids are unique, a roll has one visible card, an interaction one answer.
3. The ledgers verify.
4. What is hidden stays hidden: a canary is in nothing that others were sent, in no page and in no log.
5. Everybody got an answer, or an honest "try again".
6. No incident, and no request that the sandbox does not know.

`gather` collects the evidence of a play; `findings` judges it and does nothing else, so that it can be judged itself.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg

from bot.sandbox.client.results import Message
from bot.sandbox.wire import Json, dumps
from tests.faults.deeds import SILENCE, Canary, Deed, roll_of
from tests.faults.field import Field, fetched, page_of
from tests.faults.play import CHANNEL, Play

EPHEMERAL = 1 << 6
TROUBLE = ("incident", "task_died")
LOOKED_AT = 10
"""Of a crowd so many are asked what they see, and so many pages are opened."""
NOT_AWAITED = ("exception was never retrieved", "was never awaited", "Unclosed connection")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is left of a play.

    Attributes:
        deeds: What people did, and were told.
        rolled: The ledger's rolls.
        seats: The ledger's seats, taken and left.
        seen: What each person sees in the channel, by name.
        sent: What bots asked of Discord.
        pages: What strangers are shown of hidden rolls.
        log: Every line that bots wrote.
        canaries: What was rolled hidden.
    """

    deeds: tuple[Deed, ...]
    rolled: tuple[Mapping[str, Any], ...]
    seats: tuple[Mapping[str, Any], ...]
    seen: Mapping[str, tuple[Message, ...]]
    sent: tuple[Json, ...]
    pages: tuple[str, ...]
    log: tuple[Mapping[str, Any], ...]
    raw_log: tuple[str, ...]
    canaries: tuple[Canary, ...]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a scenario may bring with it.

    Attributes:
        silence: A bot was dead, or deaf: Discord itself tells people that nobody answered.
        unfinished: A bot died over a deferred answer.
    """

    silence: bool = False
    unfinished: bool = False


NOTHING = Allowed()
_LEDGER = """
    SELECT stream, sequence, kind, cause, public::text FROM ledger_event
    WHERE stream = 'channel:' || $1::bigint OR stream IN (SELECT stream FROM tables WHERE channel_id = $1::bigint)
    ORDER BY stream, sequence
"""


async def check(field: Field, play: Play, allowed: Allowed = NOTHING) -> Evidence:
    """Fail with everything that is wrong after a play."""
    evidence = await gather(field, play)
    wrong = list(findings(evidence, allowed))
    assert not wrong, "\n".join(wrong)
    assert await field.stage.ledger_holds()
    await field.stage.no_gaps()
    return evidence


async def gather(field: Field, play: Play) -> Evidence:
    """Collect what there is to see after a play."""
    stage, bots = field.stage, field.stage.bots
    hidden = [deed.roll for deed in play.deeds if deed.kind == "hidden" and deed.roll]
    people = [*play.party.people.items()][-LOOKED_AT:]
    page = page_of(bots[-1])
    paths = [f"{kind}/{roll}" for roll in hidden[:LOOKED_AT] for kind in ("roll", "api/permalink")]
    events = await ledger_of(stage.database_url, play.party.guild.channels[CHANNEL])
    return Evidence(
        deeds=tuple(play.deeds),
        rolled=tuple(each for each in events if each["kind"] == "table.rolled"),
        seats=tuple(each for each in events if each["kind"].startswith("table.seat_")),
        seen={name: tuple(await who.messages(CHANNEL, limit=100)) for name, who in people},
        sent=tuple(each for each in field.records.all if each["side"] == "rest"),
        pages=tuple([(await fetched(f"{page}/{path}"))[1] for path in paths]),
        log=tuple(line for bot in bots for line in bot.log),
        raw_log=tuple(line for bot in bots for line in bot.raw),
        canaries=tuple(play.canaries),
    )


async def ledger_of(database_url: str, channel: str) -> list[dict[str, Any]]:
    """What was written for a channel: the streams of its tables, and its own."""
    connection = await asyncpg.connect(database_url)
    try:
        rows = await connection.fetch(_LEDGER, int(channel))
    finally:
        await connection.close()
    named = ("stream", "sequence", "kind", "cause")
    return [json.loads(row["public"]) | {name: row[name] for name in named} for row in rows]


def findings(evidence: Evidence, allowed: Allowed = NOTHING) -> Iterator[str]:
    """Say what is wrong, if anything is."""
    yield from _lost(evidence)
    yield from _doubled(evidence)
    yield from _leaked(evidence)
    yield from _unanswered(evidence, allowed)
    yield from _in_trouble(evidence)


def _lost(evidence: Evidence) -> Iterator[str]:
    kept = {event["roll_id"] for event in evidence.rolled}
    causes = {event["cause"] for event in evidence.seats}
    for deed in evidence.deeds:
        if deed.roll and deed.roll not in kept:
            yield f"lost: {deed.who} was shown roll {deed.roll}, which is in no ledger"
        if deed.kind == "sit" and deed.done and deed.result.interaction not in causes:
            yield f"lost: {deed.who} was shown a seat ({deed.pressed}) that no ledger knows"
    for name, messages in evidence.seen.items():
        for message in messages:
            if (roll := roll_of(message)) and roll not in kept:
                yield f"lost: {name} sees roll {roll}, which is in no ledger"


def _doubled(evidence: Evidence) -> Iterator[str]:
    for field in ("cause", "roll_id"):
        for value, times in Counter(event[field] for event in evidence.rolled).items():
            if times > 1:
                yield f"doubled: {times} rolls of {field} {value}"
    for cause, times in Counter((event["cause"], event["stream"]) for event in evidence.seats).items():
        if times > 1:
            yield f"doubled: {times} seats by {cause}"
    for name, messages in evidence.seen.items():
        shared = [message for message in messages if not message.ephemeral]
        for roll, times in Counter(filter(None, map(roll_of, shared))).items():
            if times > 1:
                yield f"doubled: {name} sees {times} cards of roll {roll}"
        for interaction, times in Counter(filter(None, map(_answers, messages))).items():
            if times > 1:
                yield f"doubled: {name} sees {times} answers to interaction {interaction}"


def _answers(message: Message) -> str | None:
    """The interaction that a message answers; a note beside a first answer is no second one."""
    metadata = message.raw.get("interaction_metadata") or {}
    return None if metadata.get("original_response_message_id") else metadata.get("id")


def _leaked(evidence: Evidence) -> Iterator[str]:
    for canary in evidence.canaries:
        for name, messages in evidence.seen.items():
            if name != canary.owner and any(canary.sings(dumps(message.raw).decode()) for message in messages):
                yield f"leaked: {name} sees {canary.owner}'s hidden {canary.label}"
        for record in evidence.sent:
            if canary.sings(dumps(record.get("request")).decode()) and not _is_private(record, canary, evidence):
                yield f"leaked: {record['method']} {record['path']} carries {canary.label}"
        if any(map(canary.sings, evidence.pages)):
            yield f"leaked: a page shows {canary.label}"
        if any(map(canary.sings, evidence.raw_log)):
            yield f"leaked: a log has {canary.label}"


def _is_private(record: Json, canary: Canary, evidence: Evidence) -> bool:
    """Whether what was sent is for the roller alone: it says so itself, or fills a place that was made private."""
    request = record["request"] if isinstance(record["request"], dict) else {}
    said = request.get("data") or request
    if int(said.get("flags") or 0) & EPHEMERAL:
        return True
    reply = record.get("response")
    return isinstance(reply, dict) and bool(int(reply.get("flags") or 0) & EPHEMERAL)


def _unanswered(evidence: Evidence, allowed: Allowed) -> Iterator[str]:
    for deed in evidence.deeds:
        told = f"{deed.who}'s {deed.kind} ({deed.result.interaction})"
        if deed.silent and not (allowed.silence and deed.result.error == SILENCE):
            yield f"unanswered: {told}: {deed.result.error}"
        elif deed.result.state == "deferred" and not (allowed.unfinished or deed.message):
            yield f"unanswered: {told} is still being thought about"


def _in_trouble(evidence: Evidence) -> Iterator[str]:
    for line in evidence.log:
        if line.get("event") in TROUBLE:
            yield f"trouble: {line}"
    for text in evidence.raw_log:
        if any(words in text for words in NOT_AWAITED):
            yield f"trouble: {text}"
