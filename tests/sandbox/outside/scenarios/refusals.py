"""Bodies that Discord refuses, or takes just so: each is one request, and what came back is all that is observed.

Sources: Discord developer docs, "Message", "Components", "Application Commands", "Webhook", "Channel", "Guild",
"Scheduled Event", "Poll".
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tests.sandbox.outside.worlds import HUSHED, OPEN, Stage

V2 = 1 << 15
_MESSAGES = "POST /channels/{tavern}/messages"
_COMMANDS = "PUT /applications/{bot}/guilds/{guild}/commands"


def _button(**changes: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go"} | changes


def _row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def _menu(**changes: Any) -> dict[str, Any]:
    options = [{"label": name, "value": name} for name in ("a", "b")]
    return {"type": 3, "custom_id": "menu", "options": options} | changes


def _with(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"content": "look", "components": list(rows)}


def _layout(*components: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"flags": V2, "components": list(components)} | changes


def _text(content: str = "words") -> dict[str, Any]:
    return {"type": 10, "content": content}


def _command(**changes: Any) -> list[dict[str, Any]]:
    return [{"name": "roll", "description": "roll dice", "type": 1} | changes]


def _option(**changes: Any) -> dict[str, Any]:
    return {"name": "dice", "description": "which", "type": 3} | changes


def _embed(**changes: Any) -> dict[str, Any]:
    return {"embeds": [{"title": "Card"} | changes]}


_FIELD = {"name": "a", "value": "b"}

REQUESTS: dict[str, tuple[str, Any]] = {
    "a message of 2000 characters": (_MESSAGES, {"content": "x" * 2000}),
    "a message of 2001 characters": (_MESSAGES, {"content": "x" * 2001}),
    "a message of nothing": (_MESSAGES, {}),
    "a message of spaces": (_MESSAGES, {"content": "  "}),
    "a message of the wrong type": (_MESSAGES, {"content": ["x"]}),
    "a nonce of 26 characters": (_MESSAGES, {"content": "x", "nonce": "n" * 26}),
    "a reply to nothing": (_MESSAGES, {"content": "x", "message_reference": {"message_id": "1"}}),
    "a reply to nothing that may be missing": (
        _MESSAGES, {"content": "x", "message_reference": {"message_id": "1", "fail_if_not_exists": False}}),
    "an allowed mention twice": (
        _MESSAGES, {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["{alice}"]}}),
    "an allowed mention of no kind": (_MESSAGES, {"content": "x", "allowed_mentions": {"parse": ["channels"]}}),
    "ten embeds": (_MESSAGES, {"embeds": [{"title": "x"}] * 10}),
    "eleven embeds": (_MESSAGES, {"embeds": [{"title": "x"}] * 11}),
    "an embed of 25 fields": (_MESSAGES, _embed(fields=[_FIELD] * 25)),
    "an embed of 26 fields": (_MESSAGES, _embed(fields=[_FIELD] * 26)),
    "an embed title of 257": (_MESSAGES, _embed(title="x" * 257)),
    "an embed description of 4097": (_MESSAGES, _embed(description="x" * 4097)),
    "an embed footer of 2049": (_MESSAGES, _embed(footer={"text": "x" * 2049})),
    "an embed author of 257": (_MESSAGES, _embed(author={"name": "x" * 257})),
    "an embed field without a name": (_MESSAGES, _embed(fields=[{"name": "", "value": "b"}])),
    "an embed field value of 1025": (_MESSAGES, _embed(fields=[{"name": "a", "value": "x" * 1025}])),
    "an embed with a link that is none": (_MESSAGES, _embed(url="example")),
    "an embed with a colour out of range": (_MESSAGES, _embed(color=0x1000000)),
    "embeds of more than 6000 characters": (_MESSAGES, {"embeds": [{"description": "x" * 3001}] * 2}),
    "an embed of nothing": (_MESSAGES, {"embeds": [{}]}),
    "five rows of five buttons": (
        _MESSAGES, _with(*(_row(*(_button(custom_id=f"{r}{b}") for b in range(5))) for r in range(5)))),
    "six rows": (_MESSAGES, _with(*(_row(_button(custom_id=str(r))) for r in range(6)))),
    "six buttons in a row": (_MESSAGES, _with(_row(*(_button(custom_id=str(b)) for b in range(6))))),
    "a row of nothing": (_MESSAGES, _with(_row())),
    "a button outside a row": (_MESSAGES, _with(_button())),
    "two buttons of one custom id": (_MESSAGES, _with(_row(_button(), _button()))),
    "a button without custom id": (_MESSAGES, _with(_row({"type": 2, "style": 1, "label": "Go"}))),
    "a button with a custom id of 101": (_MESSAGES, _with(_row(_button(custom_id="x" * 101)))),
    "a button label of 81": (_MESSAGES, _with(_row(_button(label="x" * 81)))),
    "a button without label or emoji": (_MESSAGES, _with(_row({"type": 2, "style": 1, "custom_id": "go"}))),
    "a button of no style": (_MESSAGES, _with(_row(_button(style=9)))),
    "a link with a custom id": (_MESSAGES, _with(_row(_button(style=5, url="https://example.org")))),
    "a link without a link": (_MESSAGES, _with(_row({"type": 2, "style": 5, "label": "Rules"}))),
    "a menu beside a button": (_MESSAGES, _with(_row(_menu(), _button()))),
    "a menu of 26 options": (
        _MESSAGES, _with(_row(_menu(options=[{"label": str(n), "value": str(n)} for n in range(26)])))),
    "a menu of no options": (_MESSAGES, _with(_row(_menu(options=[])))),
    "a menu with two options of one value": (
        _MESSAGES, _with(_row(_menu(options=[{"label": "a", "value": "x"}, {"label": "b", "value": "x"}])))),
    "a menu that wants more than it has": (_MESSAGES, _with(_row(_menu(max_values=3)))),
    "a menu that wants more than it takes": (_MESSAGES, _with(_row(_menu(min_values=2, max_values=1)))),
    "a menu with two defaults and room for one": (
        _MESSAGES, _with(_row(_menu(options=[{"label": n, "value": n, "default": True} for n in "ab"])))),
    "a menu placeholder of 151": (_MESSAGES, _with(_row(_menu(placeholder="x" * 151)))),
    "a text field in a message": (
        _MESSAGES, _with(_row({"type": 4, "custom_id": "t", "label": "T", "style": 1}))),
    "a layout with content": (_MESSAGES, _layout(_text(), content="x")),
    "a layout with an embed": (_MESSAGES, _layout(_text(), embeds=[{"title": "x"}])),
    "a layout of nothing": (_MESSAGES, _layout()),
    "a layout without its flag": (_MESSAGES, {"components": [_text()]}),
    "a layout of 41 parts": (_MESSAGES, _layout(*(_text() for _ in range(41)))),
    "a layout of more than 4000 characters": (_MESSAGES, _layout(_text("x" * 2001), _text("x" * 2000))),
    "a text of nothing": (_MESSAGES, _layout(_text(""))),
    "a section of four texts": (
        _MESSAGES, _layout({"type": 9, "components": [_text()] * 4, "accessory": _button()})),
    "a section without accessory": (_MESSAGES, _layout({"type": 9, "components": [_text()]})),
    "a box in a box": (
        _MESSAGES, _layout({"type": 17, "components": [{"type": 17, "components": [_text()]}]})),
    "a gallery of eleven": (
        _MESSAGES, _layout({"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}}] * 11})),
    "two parts of one id": (_MESSAGES, _layout(_text() | {"id": 7}, _text() | {"id": 7})),
    "a file that was not uploaded": (_MESSAGES, _layout({"type": 13, "file": {"url": "attachment://a.txt"}})),
    "a poll without answers": (_MESSAGES, {"poll": {"question": {"text": "Where?"}, "answers": []}}),
    "a poll of eleven answers": (
        _MESSAGES, {"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "x"}}] * 11}}),
    "a poll of 33 days": (
        _MESSAGES, {"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "x"}}], "duration": 769}}),
    "a sticker that is not there": (_MESSAGES, {"sticker_ids": ["1"]}),
    "a command": (_COMMANDS, _command()),
    "a command in capitals": (_COMMANDS, _command(name="Roll")),
    "a command with a space": (_COMMANDS, _command(name="roll it")),
    "a command name of 33": (_COMMANDS, _command(name="x" * 33)),
    "a command without description": (_COMMANDS, [{"name": "roll", "type": 1}]),
    "a command description of 101": (_COMMANDS, _command(description="x" * 101)),
    "a menu command with a description": (_COMMANDS, _command(name="Wave", type=2)),
    "two commands of one name": (_COMMANDS, _command() * 2),
    "a command of 26 options": (
        _COMMANDS, _command(options=[_option(name=f"o{number}") for number in range(26)])),
    "two options of one name": (_COMMANDS, _command(options=[_option(), _option()])),
    "an option that is required after one that is not": (
        _COMMANDS, _command(options=[_option(), _option(name="more", required=True)])),
    "an option beside a subcommand": (_COMMANDS, _command(options=[_option(type=1), _option(name="more")])),
    "an option with choices and suggestions": (
        _COMMANDS, _command(options=[_option(autocomplete=True, choices=[{"name": "a", "value": "a"}])])),
    "an option of 26 choices": (
        _COMMANDS, _command(options=[_option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])])),
    "a choice of the wrong type": (
        _COMMANDS, _command(options=[_option(type=4, choices=[{"name": "a", "value": "a"}])])),
    "an option of no type": (_COMMANDS, _command(options=[_option(type=12)])),
    "a command in no language": (_COMMANDS, _command(name_localizations={"xx": "roll"})),
    "a thread without a name": ("POST /channels/{tavern}/threads", {"type": 11}),
    "a thread name of 101": ("POST /channels/{tavern}/threads", {"name": "x" * 101, "type": 11}),
    "a thread that lasts an hour and a half": (
        "POST /channels/{tavern}/threads", {"name": "x", "type": 11, "auto_archive_duration": 90}),
    "a channel without a name": ("POST /guilds/{guild}/channels", {"name": ""}),
    "a channel topic of 1025": ("POST /guilds/{guild}/channels", {"name": "x", "topic": "x" * 1025}),
    "a channel that slows for a day": (
        "POST /guilds/{guild}/channels", {"name": "x", "rate_limit_per_user": 21601}),
    "a channel in what is no category": (
        "POST /guilds/{guild}/channels", {"name": "x", "parent_id": "{tavern}"}),
    "a role name of 101": ("POST /guilds/{guild}/roles", {"name": "x" * 101}),
    "a role colour out of range": ("POST /guilds/{guild}/roles", {"color": 0x1000000}),
    "a webhook without a name": ("POST /channels/{tavern}/webhooks", {}),
    "a webhook named clyde": ("POST /channels/{tavern}/webhooks", {"name": "clyde"}),
    "a webhook name of 81": ("POST /channels/{tavern}/webhooks", {"name": "x" * 81}),
    "an event in the past": ("POST /guilds/{guild}/scheduled-events", {
        "name": "x", "privacy_level": 2, "entity_type": 2, "channel_id": "{loft}",
        "scheduled_start_time": "2020-01-01T00:00:00+00:00"}),
    "an event elsewhere without an end": ("POST /guilds/{guild}/scheduled-events", {
        "name": "x", "privacy_level": 2, "entity_type": 3, "entity_metadata": {"location": "inn"},
        "scheduled_start_time": "2099-01-01T00:00:00+00:00"}),
    "a message in a voice channel": ("POST /channels/{loft}/messages", {"content": "hail"}),
    "a message where one may not write": ("POST /channels/{hushed}/messages", {"content": "hail"}),
    "a pin of nothing": ("PUT /channels/{tavern}/messages/pins/1", None),
    "a nickname of 33": ("PATCH /guilds/{guild}/members/@me", {"nick": "x" * 33}),
}  # fmt: skip
"""What is sent, by what it is; names in braces stand for ids."""


def _requesting(request: str, body: Any) -> Callable[[Stage], Awaitable[None]]:
    async def play(stage: Stage) -> None:
        alice, me = await stage.person("alice"), stage.bot.application_id
        ids = {"guild": stage.guild.id, "bot": me, "alice": alice.id}
        ids |= {name: stage.channel(name).id for name in (OPEN, HUSHED, "loft")}
        method, _, path = _named(request, ids).partition(" ")
        await stage.bot.tried("answer", stage.request(method, path, _named(body, ids)))
        await stage.world.settle()
        stage.lines += [line for line in stage.bot.taken() if line.startswith("answer")]

    return play


def _named(value: Any, ids: dict[str, Any]) -> Any:
    match value:
        case str() if "{" in value:
            return value.format(**ids)
        case list():
            return [_named(item, ids) for item in value]
        case dict():
            return {key: _named(item, ids) for key, item in value.items()}
        case _:
            return value


BODIES = {name: _requesting(*said) for name, said in REQUESTS.items()}
