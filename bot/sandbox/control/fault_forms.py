"""How the page asks for a fault: a form for each kind, and presets that need no form.

A form says in words what `bot.sandbox.faults.parsing` takes; the page draws what it is told here and knows no kind
of its own. What a form does not offer can still be asked for as JSON.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Literal

from bot.sandbox.faults.blows import ALL_GUILDS
from bot.sandbox.wire import Json

_ANY_REPLY = r"/callback|/messages|/webhooks/"
_BAD_GATEWAY = "<html><h1>502 Bad Gateway</h1></html>"
_NONE: Json = {}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks for; what is left blank is left out.

    Attributes:
        fill: What stands in it at first.
        choices: What can be said, where not everything can.
    """

    name: str
    label: str
    type: Literal["text", "number", "choice", "flag"] = "text"
    required: bool = False
    fill: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of fault.

    Attributes:
        fixed: What is said in any case.
        at_once: Whether it strikes now, rather than waiting for its turn.
    """

    id: str
    title: str
    about: str
    fields: tuple[Field, ...]
    fixed: Json
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Preset:
    """A fault that is asked for with one press."""

    title: str
    about: str
    ask: Json


_PATH = Field("path", "Path", required=True, fill=_ANY_REPLY, hint="A regular expression, searched for in the path")
_METHOD = Field("method", "Method", "choice", choices=("GET", "POST", "PUT", "PATCH", "DELETE"))
_COUNT = Field("count", "Times", "number", fill="1")
_SHARD = Field("shard", "Shard", "number", hint="Blank: all of them")
_ACKS = (_SHARD, _COUNT)
_GUILD = Field("guild", "Guild", required=True, fill=ALL_GUILDS, hint=f"An id, or {ALL_GUILDS}")
_EVENT = "An event of the gateway, like INTERACTION_CREATE"
_SCOPES = ("user", "global", "shared")


def _request(form: str, title: str, about: str, *fields: Field, **fixed: object) -> Form:
    return Form(form, title, about, (_PATH, _METHOD, *fields, _COUNT), fixed)


def _now(form: str, title: str, about: str, *fields: Field, **fixed: object) -> Form:
    return Form(form, title, about, (*fields, _SHARD), fixed, at_once=True)


def _seconds(name: str, fill: str) -> Field:
    return Field(name, "Seconds", "number", required=True, fill=fill)


def _event(kind: str, title: str, about: str, *fields: Field) -> Form:
    name = Field(kind, "Event", required=True, fill="INTERACTION_CREATE", hint=_EVENT)
    return Form(kind, title, about, (name, *fields, _SHARD, _COUNT), _NONE)


_REQUESTS: tuple[Form, ...] = (
    _request("lost-reply", "Lose the reply", "The request is done, and its answer never arrives.", drop_reply=True),
    _request(
        "late-reply",
        "Late reply",
        "The request is done at once, and answered late.",
        _seconds("reply_delay_s", "4"),
    ),
    _request("cut-reply", "Cut the reply short", "The request is done, and its answer breaks off.", cut_body=True),
    _request(
        "limit",
        "Rate limit (429)",
        "The request is refused until the bot has waited.",
        Field("retry_after", "Seconds to wait", "number", required=True, fill="2"),
        Field("scope", "Scope", "choice", fill="user", choices=_SCOPES),
        status=429,
    ),
    _request(
        "error",
        "Error",
        "The request is answered with a status, and does nothing.",
        Field("status", "Status", "number", required=True, fill="500"),
        Field("code", "Discord's code", "number", fill="0"),
    ),
    _request(
        "proxy",
        "Error of the proxy",
        "The proxy in front answers, in HTML or plain text; the request never arrives.",
        Field("status", "Status", "number", required=True, fill="502"),
        Field("body", "Body", required=True, fill=_BAD_GATEWAY, hint="HTML, or plain text"),
    ),
    _request("slow", "Slow answer", "The request waits before it is done.", _seconds("delay_s", "4")),
    _request("reset", "Cut the connection", "The request is cut off before it does anything.", reset=True),
)

_AT_ONCE: tuple[Form, ...] = (
    _now(
        "close",
        "Close the gateway",
        "The connection ends with a close code; the bot comes back, or gives up where the code says so.",
        Field("close", "Close code", "number", required=True, fill="4000"),
    ),
    _now("reconnect", "Ask to reconnect (op 7)", "The bot is told to come back elsewhere.", op=7),
    _now(
        "invalid",
        "Invalid session (op 9)",
        "The session ends, or only its connection if it can be resumed.",
        Field("d", "Can be resumed", "flag"),
        op=9,
    ),
    _now("beat", "Ask for a heartbeat (op 1)", "The bot is told to beat at once.", op=1),
    _now(
        "outage",
        "Guild outage",
        "Guilds become unavailable, for a while or until they recover.",
        replace(_GUILD, name="outage"),
        replace(_seconds("lasts_s", "10"), required=False, hint="Blank: until they recover"),
    ),
    _now("recover", "Guilds recover", "What was unavailable is available again.", replace(_GUILD, name="recover")),
    _now(
        "storm",
        "Guild storm",
        "Many guilds take the bot in at the same moment.",
        Field("storm", "Guilds", "number", required=True, fill="100"),
    ),
)

_STREAMS: tuple[Form, ...] = (
    _event("duplicate", "Event twice", "The next events of a name are sent twice."),
    _event("drop", "Event lost", "The next events of a name are never sent."),
    _event("delay", "Event late", "The next events of a name come later.", _seconds("delay_s", "2")),
    _event("reorder", "Event out of order", "The next events of a name change places with what follows."),
    _event("truncate", "Event broken off", "Only the first half of the event's bytes is sent."),
    Form("drop_acks", "Lose heartbeat acks", "The bot's heartbeats are not answered.", _ACKS, {"drop_acks": True}),
    Form(
        "late_acks",
        "Late heartbeat acks",
        "The bot's heartbeats are answered late.",
        (_seconds("late_acks", "5"), *_ACKS),
        _NONE,
    ),
)

FORMS = (*_REQUESTS, *_AT_ONCE, *_STREAMS)

PRESETS: tuple[Preset, ...] = (
    Preset("Close the gateway (4000)", "The bot loses its connection and resumes", {"close": 4000}),
    Preset("End the session", "Op 9: the bot must identify anew", {"op": 9, "d": False}),
    Preset("Guilds away for 10 s", "An outage, and its end", {"outage": ALL_GUILDS, "lasts_s": 10}),
    Preset("Lose the next reply", "Done, but never confirmed", {"path": _ANY_REPLY, "drop_reply": True}),
    Preset("429 for 2 s", "The next answer must wait", {"path": _ANY_REPLY, "status": 429, "retry_after": 2}),
    Preset("500 once", "The next answer fails", {"path": _ANY_REPLY, "status": 500}),
    Preset("502 in HTML", "The proxy answers, not Discord", {"path": _ANY_REPLY, "status": 502, "body": _BAD_GATEWAY}),
    Preset("4 s too slow", "The next answer misses the three seconds", {"path": "/callback", "delay_s": 4}),
    Preset("Next command twice", "One interaction is delivered twice", {"duplicate": "INTERACTION_CREATE"}),
    Preset("Next command lost", "The bot never hears of it", {"drop": "INTERACTION_CREATE"}),
)


def catalogue() -> Json:
    """Return the forms and presets as the page reads them."""
    return {"forms": [asdict(form) for form in FORMS], "presets": [asdict(preset) for preset in PRESETS]}
