"""Buttons, menus and forms: what a person can press, choose and hand in, and the shape in which it arrives."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.interactions.interaction import Answer

if TYPE_CHECKING:
    from tests.sandbox.actors.conftest import Stage

BUTTON = {"type": 2, "style": 1, "label": "Roll", "custom_id": "roll"}
OPTIONS = [{"label": name.title(), "value": name} for name in ("rogue", "wizard", "bard")]
MENU = {"type": 3, "custom_id": "class", "options": OPTIONS}


async def test_a_button_sends_its_id_and_its_message(stage: Stage) -> None:
    message = stage.post(BUTTON)
    stage.actors.click(stage.bob.id, stage.channel.id, message.id, "roll")
    event = stage.events[-1].data
    assert event["type"] == 3
    assert event["data"] == {"component_type": 2, "custom_id": "roll", "id": 2}
    assert event["message"]["id"] == message.id
    assert event["member"]["user"]["id"] == stage.bob.id


@pytest.mark.parametrize(
    ("button", "custom_id"),
    [
        (BUTTON, "other"),
        (BUTTON | {"disabled": True}, "roll"),
        (MENU, "class"),
        ({"type": 2, "style": 5, "label": "Permalink", "url": "http://x.test"}, "Permalink"),
    ],
    ids=["missing", "disabled", "menu", "link"],
)
async def test_what_is_no_live_button_cannot_be_pressed(stage: Stage, button: dict[str, Any], custom_id: str) -> None:
    message = stage.post(button)
    before = stage.told()
    with pytest.raises(ClientRefusal):
        stage.actors.click(stage.bob.id, stage.channel.id, message.id, custom_id)
    assert stage.told() == before


async def test_a_button_in_a_section_or_a_container_is_found(stage: Stage) -> None:
    section = {"type": 9, "components": [{"type": 10, "content": "HP"}], "accessory": BUTTON | {"custom_id": "deep"}}
    message = stage.post(BUTTON)
    message.components.append({"type": 17, "components": [section]})
    stage.actors.click(stage.bob.id, stage.channel.id, message.id, "deep")
    assert stage.sent()["custom_id"] == "deep"


async def test_an_ephemeral_message_is_for_its_owner_alone(stage: Stage) -> None:
    message = stage.post(BUTTON, ephemeral_to=stage.alice)
    stage.actors.click(stage.alice.id, stage.channel.id, message.id, "roll")
    with pytest.raises(ClientRefusal, match="only somebody else"):
        stage.actors.click(stage.bob.id, stage.channel.id, message.id, "roll")
    assert message in stage.actors.seen(stage.alice.id, stage.channel.id)
    assert message not in stage.actors.seen(stage.bob.id, stage.channel.id)


async def test_a_deleted_message_cannot_be_clicked(stage: Stage) -> None:
    message = stage.post(BUTTON)
    stage.realm.posting.delete(message)
    with pytest.raises(ClientRefusal):
        stage.actors.click(stage.bob.id, stage.channel.id, message.id, "roll")


async def test_a_choice_in_a_menu_is_sent(stage: Stage) -> None:
    message = stage.post(MENU)
    stage.actors.select(stage.bob.id, stage.channel.id, message.id, "class", values=["bard"])
    assert stage.sent() == {"component_type": 3, "custom_id": "class", "id": 2, "values": ["bard"]}


@pytest.mark.parametrize(
    ("menu", "values"),
    [
        (MENU, []),
        (MENU, ["bard", "rogue"]),
        (MENU, ["cleric"]),
        (MENU | {"max_values": 2}, ["bard", "bard"]),
        (MENU | {"min_values": 2, "max_values": 3}, ["bard"]),
        (MENU | {"disabled": True}, ["bard"]),
        ({"type": 5, "custom_id": "class"}, ["404"]),
        ({"type": 6, "custom_id": "class"}, ["404"]),
        ({"type": 7, "custom_id": "class"}, ["404"]),
        ({"type": 8, "custom_id": "class"}, ["404"]),
    ],
)
async def test_a_choice_that_a_menu_does_not_allow_is_refused(
    stage: Stage, menu: dict[str, Any], values: list[str]
) -> None:
    message = stage.post(menu)
    with pytest.raises(ClientRefusal):
        stage.actors.select(stage.bob.id, stage.channel.id, message.id, "class", values=values)


async def test_a_menu_may_be_emptied_if_it_allows_it(stage: Stage) -> None:
    message = stage.post(MENU | {"min_values": 0})
    stage.actors.select(stage.bob.id, stage.channel.id, message.id, "class", values=[])
    assert stage.sent()["values"] == []


async def test_menus_of_users_roles_and_channels_come_resolved(stage: Stage) -> None:
    role = stage.realm.world.add_role(stage.guild, "Hero")
    for kind, value, resolved in (
        (5, stage.bob.id, {"users", "members"}),
        (6, role.id, {"roles"}),
        (7, role.id, {"roles"}),
        (7, stage.bob.id, {"users", "members"}),
        (8, stage.channel.id, {"channels"}),
    ):
        message = stage.post({"type": kind, "custom_id": "pick"})
        stage.actors.select(stage.bob.id, stage.channel.id, message.id, "pick", values=[value])
        assert set(stage.sent()["resolved"]) == resolved


async def test_a_channel_menu_offers_its_types_only(stage: Stage) -> None:
    message = stage.post({"type": 8, "custom_id": "pick", "channel_types": [2]})
    with pytest.raises(ClientRefusal):
        stage.actors.select(stage.bob.id, stage.channel.id, message.id, "pick", values=[stage.channel.id])


# Modals.

NAME = {"type": 4, "custom_id": "name", "style": 1, "label": "Name", "max_length": 10}


def _label(component: dict[str, Any]) -> dict[str, Any]:
    return {"type": 18, "label": "Label", "component": component}


def _row(component: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": [component]}


async def test_a_row_comes_back_as_a_row(stage: Stage) -> None:
    opened = stage.open_modal(_row(NAME))
    stage.actors.submit(stage.alice.id, opened.id, {"name": "Thokk"})
    assert stage.events[-1].data["type"] == 5
    assert stage.sent() == {
        "custom_id": "form",
        "components": [
            {"type": 1, "id": 1, "components": [{"type": 4, "id": 2, "custom_id": "name", "value": "Thokk"}]}
        ],
    }


async def test_a_label_comes_back_as_a_label(stage: Stage) -> None:
    opened = stage.open_modal({"type": 10, "content": "Welcome"}, _label(MENU))
    stage.actors.submit(stage.alice.id, opened.id, {"class": ["bard"]})
    assert stage.sent()["components"] == [
        {"type": 10, "id": 1},
        {"type": 18, "id": 2, "component": {"type": 3, "id": 3, "custom_id": "class", "values": ["bard"]}},
    ]


RADIO = {"type": 21, "custom_id": "it", "options": OPTIONS}
BOXES = {"type": 22, "custom_id": "it", "options": OPTIONS}
BOX = {"type": 23, "custom_id": "it"}
TEXT = NAME | {"custom_id": "it"}
PICK = MENU | {"custom_id": "it"}
FILE = {"filename": "a.txt", "content": base64.b64encode(b"hi").decode()}


@pytest.mark.parametrize(
    ("field", "value", "sent"),
    [
        (TEXT, "Thokk", {"value": "Thokk"}),
        (TEXT | {"value": "Old"}, None, {"value": "Old"}),
        (TEXT | {"required": False}, None, {"value": ""}),
        (TEXT | {"required": False, "min_length": 3}, "", {"value": ""}),
        (TEXT | {"style": 2}, "a\nb", {"value": "a\nb"}),
        (PICK, "bard", {"values": ["bard"]}),
        (PICK | {"required": False}, None, {"values": []}),
        (PICK | {"options": [*OPTIONS, {"label": "X", "value": "x", "default": True}]}, None, {"values": ["x"]}),
        (RADIO, "bard", {"value": "bard"}),
        (RADIO | {"required": False}, None, {"value": None}),
        (BOXES, ["rogue", "bard"], {"values": ["rogue", "bard"]}),
        (BOXES | {"required": False}, [], {"values": []}),
        (BOX, True, {"value": True}),
        (BOX | {"default": True}, None, {"value": True}),
    ],
)
async def test_a_field_sends_what_was_entered(
    stage: Stage, field: dict[str, Any], value: Any, sent: dict[str, Any]
) -> None:
    opened = stage.open_modal(_label(field))
    stage.actors.submit(stage.alice.id, opened.id, {} if value is None else {"it": value})
    inner = stage.sent()["components"][0]["component"]
    assert {key: inner[key] for key in inner.keys() - {"type", "id", "custom_id"}} == sent


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (TEXT, None),
        (TEXT, ""),
        (TEXT, "x" * 11),
        (TEXT | {"min_length": 3}, "ab"),
        (TEXT, "a\nb"),
        (TEXT, 5),
        (PICK, None),
        (PICK, ["cleric"]),
        (PICK, ["bard", "rogue"]),
        (RADIO, None),
        (RADIO, "cleric"),
        (BOXES, []),
        (BOXES | {"max_values": 1}, ["rogue", "bard"]),
        (BOX, "yes"),
        ({"type": 19, "custom_id": "it"}, None),
        ({"type": 19, "custom_id": "it"}, [FILE, FILE]),
        ({"type": 19, "custom_id": "it", "file_types": ["image", ".pdf"]}, [FILE]),
    ],
)
async def test_a_field_that_is_filled_in_badly_keeps_the_form_open(
    stage: Stage, field: dict[str, Any], value: Any
) -> None:
    opened = stage.open_modal(_label(field))
    before = stage.told()
    with pytest.raises(ClientRefusal) as caught:
        stage.actors.submit(stage.alice.id, opened.id, {} if value is None else {"it": value})
    assert caught.value.field == "it"
    assert stage.told() == before


async def test_an_uploaded_file_comes_resolved(stage: Stage) -> None:
    opened = stage.open_modal(_label({"type": 19, "custom_id": "it", "file_types": ["image", ".TXT"]}))
    stage.actors.submit(stage.alice.id, opened.id, {"it": [FILE]})
    data = stage.sent()
    (file_id,) = data["components"][0]["component"]["values"]
    assert data["resolved"]["attachments"][file_id]["filename"] == "a.txt"


async def test_a_field_that_the_form_does_not_have_is_refused(stage: Stage) -> None:
    opened = stage.open_modal(_row(NAME))
    with pytest.raises(ClientRefusal, match="no field age"):
        stage.actors.submit(stage.alice.id, opened.id, {"name": "Thokk", "age": "12"})


async def test_a_form_is_handed_in_once_and_by_whom_it_opened_for(stage: Stage) -> None:
    opened = stage.open_modal(_row(NAME))
    with pytest.raises(ClientRefusal, match="no such form"):
        stage.actors.submit(stage.bob.id, opened.id, {"name": "Thokk"})
    stage.actors.submit(stage.alice.id, opened.id, {"name": "Thokk"})
    with pytest.raises(ClientRefusal, match="handed in already"):
        stage.actors.submit(stage.alice.id, opened.id, {"name": "Thokk"})


async def test_a_form_that_got_no_answer_stays_open(stage: Stage) -> None:
    opened = stage.open_modal(_row(NAME))
    first = stage.actors.submit(stage.alice.id, opened.id, {"name": "Thokk"})
    stage.realm.clock.advance(3)
    assert first.failed
    stage.actors.submit(stage.alice.id, opened.id, {"name": "Thokk"})


async def test_a_form_from_a_button_knows_its_message(stage: Stage) -> None:
    message = stage.post(BUTTON)
    pressed = stage.actors.click(stage.alice.id, stage.channel.id, message.id, "roll")
    modal = {"custom_id": "form", "title": "Form", "components": [_row(NAME)]}
    stage.realm.interactions.acknowledge(pressed, Answer.MODAL, modal)
    stage.actors.submit(stage.alice.id, pressed.id, {"name": "Thokk"})
    assert stage.events[-1].data["message"]["id"] == message.id
