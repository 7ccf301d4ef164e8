"""The life of an interaction, and what each of the people around it gets to see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.sandbox.bus import Event
from bot.sandbox.errors import ApiError
from bot.sandbox.interactions.interaction import Answer, Interaction
from bot.sandbox.interactions.invocation import InteractionType
from bot.sandbox.realm import Realm
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.demo import demo_guild
from bot.sandbox.world.messages import Message, MessageFlag, MessageType
from bot.sandbox.world.users import User

TEXT_INPUT = {"type": 4, "custom_id": "name", "style": 1}
MODAL = {"custom_id": "m", "title": "t", "components": [{"type": 18, "label": "l", "component": TEXT_INPUT}]}


@dataclass(slots=True)
class Scene:
    """A channel, two people, and all that was told."""

    realm: Realm
    channel: Channel
    alice: User
    events: list[Event] = field(default_factory=list[Event])

    def slash(self, **data: Any) -> Interaction:
        command = {"id": "1", "name": "table", "type": 1} | data
        return self.realm.interactions.create(self.alice.id, self.channel.id, 2, command)

    def card(self, ephemeral: bool = False) -> Message:
        """Return a message of the bot's with something to press."""
        opened = self.slash()
        self.answer(opened, Answer.MESSAGE, content="card", flags=64 if ephemeral else 0)
        assert opened.original is not None
        return opened.original

    def press(self, message: Message) -> Interaction:
        data = {"custom_id": "b", "component_type": 2}
        return self.realm.interactions.create(self.alice.id, self.channel.id, 3, data, message=message)

    def answer(self, interaction: Interaction, answer: Answer, **data: Any) -> None:
        self.realm.interactions.acknowledge(interaction, answer, data)

    def told(self, name: str) -> list[Event]:
        return [event for event in self.events if event.name == name]

    def states(self) -> list[str]:
        return [event.data["state"] for event in self.told("INTERACTION")]

    def refused(self, interaction: Interaction) -> int:
        """Return the code with which a further answer is refused."""
        with pytest.raises(ApiError) as caught:
            self.realm.interactions.awaiting(interaction.id, interaction.token)
        return caught.value.code

    def hook_refused(self, interaction: Interaction) -> tuple[int, int]:
        """Return how the interaction's webhook is refused."""
        with pytest.raises(ApiError) as caught:
            self.realm.interactions.by_token(self.realm.world.application.id, interaction.token)
        return caught.value.status, caught.value.code


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    realm = Realm(shards=2)
    realm.listen_at("http://127.0.0.1:1")
    demo_guild(realm.world, shard=1)
    channel = next(channel for channel in realm.world.channels.values() if channel.name == "table")
    alice = next(user for user in realm.world.users.values() if user.username == "alice")
    made = Scene(realm, channel, alice)
    realm.bus.subscribe(made.events.append)
    yield made
    realm.clock.stop()


async def test_the_bot_is_told_all_that_it_needs_to_answer(scene: Scene) -> None:
    interaction = scene.slash()
    (event,) = scene.told("INTERACTION_CREATE")
    data, world = event.data, scene.realm.world
    assert (event.guild, event.channel, event.only_user) == (scene.channel.guild_id, scene.channel.id, None)
    assert (data["id"], data["token"], data["type"], data["version"]) == (interaction.id, interaction.token, 2, 1)
    assert data["application_id"] == world.application.id
    assert data["member"]["user"]["id"] == scene.alice.id
    assert data["member"]["permissions"] == str(int(world.permissions(scene.alice.id, scene.channel.id)))
    assert data["app_permissions"] == str(int(world.permissions(world.bot.id, scene.channel.id)))
    assert (data["context"], data["authorizing_integration_owners"]) == (0, {"0": scene.channel.guild_id})
    assert (data["guild_id"], data["channel"]["id"], data["locale"]) == (
        scene.channel.guild_id,
        scene.channel.id,
        "en-US",
    )
    assert "user" not in data


async def test_in_a_direct_message_the_user_stands_alone(scene: Scene) -> None:
    channel = scene.realm.world.open_direct_message(scene.alice)
    scene.realm.interactions.create(scene.alice.id, channel.id, 2, {"id": "1", "name": "roll"})
    data = scene.told("INTERACTION_CREATE")[-1].data
    assert (data["user"]["id"], data["context"]) == (scene.alice.id, 1)
    assert data["authorizing_integration_owners"] == {"0": "0"}
    assert not {"member", "guild", "guild_id", "guild_locale"} & set(data)


async def test_tokens_are_long_and_never_the_same(scene: Scene) -> None:
    tokens = {scene.slash().token for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) > 100


async def test_an_answer_within_three_seconds_settles_it(scene: Scene) -> None:
    interaction = scene.slash()
    scene.realm.clock.advance(2.9)
    scene.answer(interaction, Answer.MESSAGE, content="x")
    await interaction.settled()
    await interaction.completed()
    scene.realm.clock.advance(60)
    assert (interaction.state, interaction.failed, scene.states()) == ("answered", False, ["answered"])


async def test_after_three_seconds_the_user_is_told_and_the_token_is_worthless(scene: Scene) -> None:
    interaction = scene.slash()
    scene.realm.clock.advance(3)
    await interaction.settled()
    assert (interaction.failed, interaction.error) == (True, "The application did not respond")
    (event,) = scene.told("INTERACTION")
    assert (event.only_user, event.data["state"]) == (scene.alice.id, "failed")
    assert scene.refused(interaction) == 10062
    assert scene.hook_refused(interaction) == (404, 10015)


async def test_an_interaction_is_acknowledged_once(scene: Scene) -> None:
    interaction = scene.slash()
    assert scene.realm.interactions.awaiting(interaction.id, interaction.token) is interaction
    scene.answer(interaction, Answer.DEFER_MESSAGE)
    assert scene.refused(interaction) == 40060


async def test_id_and_token_must_belong_together(scene: Scene) -> None:
    first, second = scene.slash(), scene.slash()
    with pytest.raises(ApiError) as caught:
        scene.realm.interactions.awaiting(first.id, second.token)
    assert caught.value.code == 10062


async def test_the_webhook_opens_with_the_answer_and_closes_after_fifteen_minutes(scene: Scene) -> None:
    interaction = scene.slash()
    assert scene.hook_refused(interaction) == (404, 10015)
    scene.answer(interaction, Answer.MESSAGE, content="x")
    application = scene.realm.world.application.id
    assert scene.realm.interactions.by_token(application, interaction.token) is interaction
    scene.realm.clock.advance(14 * 60)
    assert scene.realm.interactions.by_token(application, interaction.token) is interaction
    scene.realm.clock.advance(61)
    assert scene.hook_refused(interaction) == (401, 50027)


async def test_the_webhook_is_the_applications_own(scene: Scene) -> None:
    interaction = scene.slash()
    scene.answer(interaction, Answer.MESSAGE, content="x")
    with pytest.raises(ApiError) as caught:
        scene.realm.interactions.by_token("1", interaction.token)
    assert caught.value.code == 10015


async def test_an_answer_carries_the_trace_of_its_interaction(scene: Scene) -> None:
    interaction = scene.slash(options=[{"name": "open", "type": 1, "options": []}])
    scene.answer(interaction, Answer.MESSAGE, content="x")
    assert interaction.original is not None
    data = interaction.original.to_json()
    application = scene.realm.world.application.id
    assert (data["type"], data["application_id"], data["webhook_id"]) == (20, application, application)
    assert (data["interaction"]["name"], data["interaction"]["user"]["id"]) == ("table open", scene.alice.id)
    assert (data["interaction_metadata"]["id"], data["interaction_metadata"]["type"]) == (interaction.id, 2)


@pytest.mark.parametrize(("kind", "target"), [(2, "target_user"), (3, "target_message_id")])
async def test_an_answer_to_a_menu_says_what_it_was_used_on(scene: Scene, kind: int, target: str) -> None:
    card = scene.card()
    target_id = scene.alice.id if kind == 2 else card.id
    interaction = scene.slash(name="Quote this", type=kind, target_id=target_id)
    scene.answer(interaction, Answer.MESSAGE, content="x")
    assert interaction.original is not None
    data = interaction.original.to_json()
    assert data["type"] == 23
    assert target in data["interaction_metadata"]
    assert data.get("message_reference", {}).get("message_id") == (card.id if kind == 3 else None)


async def test_a_deferral_thinks_until_the_first_follow_up_takes_its_place(scene: Scene) -> None:
    interaction = scene.slash()
    scene.answer(interaction, Answer.DEFER_MESSAGE)
    await interaction.settled()
    thinking = interaction.original
    assert thinking is not None
    assert (interaction.state, thinking.flags) == ("deferred", MessageFlag.LOADING)
    first = scene.realm.interactions.follow_up(interaction, {"content": "the answer"})
    await interaction.completed()
    second = scene.realm.interactions.follow_up(interaction, {"content": "and more"})
    assert (first, first.content, first.flags, first.edited) == (thinking, "the answer", 0, None)
    assert interaction.followups == [second]
    assert (second.type, second.referenced) == (MessageType.REPLY, first)
    assert second.to_json()["interaction_metadata"]["original_response_message_id"] == first.id
    assert scene.states() == ["deferred", "answered"]


async def test_completion_waits_for_the_edit_of_a_deferral(scene: Scene) -> None:
    interaction = scene.slash()
    scene.answer(interaction, Answer.DEFER_MESSAGE)
    waiting = asyncio.create_task(interaction.completed())
    await interaction.settled()
    await asyncio.sleep(0)
    assert not waiting.done()
    assert interaction.original is not None
    scene.realm.interactions.edit(interaction, interaction.original, {"content": "x"})
    await waiting
    assert interaction.state == "answered"


@pytest.mark.parametrize(("deferred", "asked"), [(64, 0), (0, 64)])
async def test_the_ephemerality_of_a_deferral_outlives_the_follow_ups_wish(
    scene: Scene, deferred: int, asked: int
) -> None:
    interaction = scene.slash()
    scene.answer(interaction, Answer.DEFER_MESSAGE, flags=deferred)
    message = scene.realm.interactions.follow_up(interaction, {"content": "x", "flags": asked})
    assert message.is_ephemeral is bool(deferred)


async def test_a_deferral_that_nobody_follows_up_fails_with_its_token(scene: Scene) -> None:
    interaction = scene.slash()
    scene.answer(interaction, Answer.DEFER_MESSAGE)
    scene.realm.clock.advance(15 * 60)
    await interaction.completed()
    assert (interaction.failed, interaction.error) == (True, "The application did not respond")


async def test_ephemeral_messages_are_for_one_pair_of_eyes(scene: Scene) -> None:
    message = scene.card(ephemeral=True)
    event = scene.told("MESSAGE_CREATE")[-1]
    assert event.only_user == message.ephemeral_to == scene.alice.id
    assert message.id not in scene.channel.messages
    assert scene.channel.ephemerals[message.id] is message
    assert scene.channel.last_message_id != message.id
    interaction = scene.press(message)
    scene.answer(interaction, Answer.UPDATE, content="changed")
    assert scene.told("MESSAGE_UPDATE")[-1].only_user == scene.alice.id
    scene.realm.interactions.delete(interaction, message)
    assert scene.told("MESSAGE_DELETE")[-1].only_user == scene.alice.id
    assert scene.channel.ephemerals == {}


async def test_a_follow_up_can_be_ephemeral_by_itself(scene: Scene) -> None:
    interaction = scene.slash()
    scene.answer(interaction, Answer.MESSAGE, content="for all")
    message = scene.realm.interactions.follow_up(interaction, {"content": "for you", "flags": 64})
    assert message.is_ephemeral
    assert scene.told("MESSAGE_CREATE")[-1].only_user == scene.alice.id
    assert scene.realm.interactions.message(interaction, message.id) is message


async def test_pressing_updates_the_message_that_was_pressed(scene: Scene) -> None:
    card = scene.card()
    interaction = scene.press(card)
    scene.answer(interaction, Answer.UPDATE, content="pressed")
    assert scene.told("INTERACTION_CREATE")[-1].data["message"]["id"] == card.id
    assert (card.content, interaction.original, interaction.state) == ("pressed", card, "updated")
    assert scene.realm.interactions.message(interaction, "@original") is card
    assert scene.told("MESSAGE_UPDATE")[-1].only_user is None


async def test_a_press_may_be_answered_beside_the_message(scene: Scene) -> None:
    card = scene.card()
    interaction = scene.press(card)
    scene.answer(interaction, Answer.MESSAGE, content="beside")
    assert interaction.original is not None
    data = interaction.original.to_json()
    assert (data["type"], data["message_reference"]["message_id"]) == (19, card.id)
    assert data["interaction_metadata"]["interacted_message_id"] == card.id
    assert "interaction" not in data
    assert data["mentions"] == []
    assert card.content == "card"


async def test_a_deferred_update_is_finished_by_editing_the_original(scene: Scene) -> None:
    card = scene.card()
    interaction = scene.press(card)
    scene.answer(interaction, Answer.DEFER_UPDATE)
    assert (interaction.state, card.is_loading) == ("deferred", False)
    scene.realm.interactions.edit(interaction, card, {"content": "later"})
    assert (interaction.state, card.content) == ("updated", "later")


async def test_a_follow_up_to_a_deferred_update_is_a_message_of_its_own(scene: Scene) -> None:
    card = scene.card()
    interaction = scene.press(card)
    scene.answer(interaction, Answer.DEFER_UPDATE)
    message = scene.realm.interactions.follow_up(interaction, {"content": "aside"})
    assert (message is card, card.content, message.content) == (False, "card", "aside")


async def test_a_modal_is_shown_to_the_one_who_asked(scene: Scene) -> None:
    interaction = scene.slash()
    scene.answer(interaction, Answer.MODAL, **MODAL)
    (event,) = scene.told("MODAL")
    assert (event.only_user, event.data["interaction"]) == (scene.alice.id, interaction.id)
    (label,) = event.data["modal"]["components"]
    assert (label["id"], label["component"]["id"]) == (1, 2)
    assert interaction.modal == event.data["modal"]
    assert interaction.state == "modal"


async def test_a_submitted_modal_knows_what_opened_it(scene: Scene) -> None:
    card = scene.card()
    opener = scene.press(card)
    scene.answer(opener, Answer.MODAL, **MODAL)
    data = {"custom_id": "m", "components": []}
    submitted = scene.realm.interactions.create(scene.alice.id, scene.channel.id, 5, data, opened_by=opener)
    assert submitted.message is card
    scene.answer(submitted, Answer.MESSAGE, content="thanks")
    assert submitted.original is not None
    trace = submitted.original.to_json()["interaction_metadata"]
    assert trace["triggering_interaction_metadata"]["interacted_message_id"] == card.id


@pytest.mark.parametrize(
    ("kind", "with_message", "allowed"),
    [
        (InteractionType.COMMAND, False, {4, 5, 9}),
        (InteractionType.COMPONENT, True, {4, 5, 6, 7, 9}),
        (InteractionType.AUTOCOMPLETE, False, {8}),
        (InteractionType.MODAL_SUBMIT, False, {4, 5}),
        (InteractionType.MODAL_SUBMIT, True, {4, 5, 6, 7}),
    ],
)
async def test_each_deed_has_its_answers(
    scene: Scene, kind: InteractionType, with_message: bool, allowed: set[int]
) -> None:
    message = scene.card() if with_message else None
    data = {"name": "table", "custom_id": "x", "components": []}
    interaction = scene.realm.interactions.create(scene.alice.id, scene.channel.id, kind, data, message=message)
    assert {int(answer) for answer in interaction.allowed_answers()} == allowed


async def test_choices_are_kept_for_who_typed(scene: Scene) -> None:
    data = {"name": "roll", "options": [{"name": "dice", "type": 3, "value": "2", "focused": True}]}
    interaction = scene.realm.interactions.create(scene.alice.id, scene.channel.id, 4, data)
    scene.answer(interaction, Answer.CHOICES, choices=[{"name": "2d6", "value": "2d6"}])
    assert (interaction.state, interaction.choices) == ("choices", [{"name": "2d6", "value": "2d6"}])
    assert scene.told("MESSAGE_CREATE") == []


async def test_deleting_the_answer_leaves_nothing_to_edit(scene: Scene) -> None:
    interaction = scene.slash()
    scene.answer(interaction, Answer.DEFER_MESSAGE)
    assert interaction.original is not None
    scene.realm.interactions.delete(interaction, interaction.original)
    with pytest.raises(ApiError) as caught:
        scene.realm.interactions.message(interaction, "@original")
    assert (caught.value.code, interaction.state) == (10008, "answered")


async def test_messages_of_one_interaction_are_not_reached_by_another(scene: Scene) -> None:
    card, other = scene.card(), scene.slash()
    scene.answer(other, Answer.MESSAGE, content="x")
    with pytest.raises(ApiError) as caught:
        scene.realm.interactions.message(other, card.id)
    assert caught.value.code == 10008


async def test_an_answer_mentions_users_only_unless_it_says_otherwise(scene: Scene) -> None:
    role = next(
        role for role in scene.realm.world.guild(scene.channel.guild_id or "").roles.values() if role.mentionable
    )
    text = f"@everyone <@&{role.id}> <@{scene.alice.id}>"
    interaction = scene.slash()
    scene.answer(interaction, Answer.MESSAGE, content=text)
    message = interaction.original
    assert message is not None
    assert (message.mentions, message.mention_roles, message.mention_everyone) == ([scene.alice], [], False)


async def test_old_interactions_are_forgotten(scene: Scene) -> None:
    interaction = scene.slash()
    scene.answer(interaction, Answer.MESSAGE, content="x")
    assert scene.realm.interactions.get(interaction.id) is interaction
    scene.realm.clock.advance(3600)
    scene.slash()
    assert scene.realm.interactions.get(interaction.id) is None
    assert scene.hook_refused(interaction) == (404, 10015)
