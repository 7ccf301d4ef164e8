"""Where commands are offered, for whom the application is there, and who reads its answers."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.bus import Event
from bot.sandbox.errors import ApiError
from bot.sandbox.interactions import contexts
from bot.sandbox.interactions.interaction import Answer, Interaction
from bot.sandbox.permissions import Permission as P
from bot.sandbox.realm import Realm
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.users import User

INSTALLED, AWAY, DIRECT, PRIVATE = "guild with the bot", "guild without", "direct message", "conversation"


class Setting:
    """A realm with the four kinds of places, and Alice, who may have installed the application."""

    def __init__(self) -> None:
        self.realm = Realm(shards=1)
        self.realm.listen_at("http://127.0.0.1:1")
        world = self.realm.world
        world.application.install_types = [0, 1]
        self.alice, self.bob = world.add_user("alice"), world.add_user("bob")
        self.home = world.add_guild("Home", self.bob)
        self.away = world.add_guild("Away", self.bob, with_bot=False)
        for guild in (self.home, self.away):
            world.add_member(guild, self.alice)
        self.places: dict[str, Channel] = {
            INSTALLED: world.add_channel(self.home, "general"),
            AWAY: world.add_channel(self.away, "general"),
            DIRECT: world.open_direct_message(self.alice),
            PRIVATE: world.open_private_channel([self.alice, self.bob]),
        }
        self.events: list[Event] = []
        self.realm.bus.subscribe(self.events.append)

    def command(self, **changes: Any) -> dict[str, Any]:
        return self.realm.world.commands.put(None, {"name": "roll", "type": 1, "description": "d"} | changes)

    def use(self, where: str, command: dict[str, Any], who: User | None = None) -> Interaction:
        data = {"id": command["id"], "name": command["name"], "type": 1}
        return self.realm.interactions.create((who or self.alice).id, self.places[where].id, 2, data)

    def told(self) -> dict[str, Any]:
        return next(event.data for event in reversed(self.events) if event.name == "INTERACTION_CREATE")

    def offered(self, command: dict[str, Any]) -> set[str]:
        world = self.realm.world
        return {
            name
            for name, place in self.places.items()
            if contexts.is_offered(contexts.Standing(world, self.alice, place), command)
        }


@pytest.fixture
async def setting() -> Any:
    made = Setting()
    yield made
    made.realm.clock.stop()


@pytest.mark.parametrize(
    ("changes", "without", "with_install"),
    [
        ({"integration_types": [0]}, {INSTALLED, DIRECT}, {INSTALLED, DIRECT}),
        ({"integration_types": [1]}, set(), {INSTALLED, AWAY, DIRECT, PRIVATE}),
        ({"integration_types": [0, 1]}, {INSTALLED, DIRECT}, {INSTALLED, AWAY, DIRECT, PRIVATE}),
        ({"integration_types": [0, 1], "contexts": [0]}, {INSTALLED}, {INSTALLED, AWAY}),
        ({"integration_types": [0, 1], "contexts": [1]}, {DIRECT}, {DIRECT}),
        ({"integration_types": [0, 1], "contexts": [2]}, set(), {PRIVATE}),
        ({"integration_types": [0], "contexts": [2]}, set(), set()),
        ({"integration_types": [0], "dm_permission": False}, {INSTALLED}, {INSTALLED}),
    ],
)
async def test_a_command_is_offered_where_its_contexts_and_an_install_meet(
    setting: Setting, changes: dict[str, Any], without: set[str], with_install: set[str]
) -> None:
    command = setting.command(**changes)
    assert setting.offered(command) == without
    setting.realm.world.application.installed_by.add(setting.alice.id)
    assert setting.offered(command) == with_install


async def test_a_guilds_own_command_stays_in_the_guild(setting: Setting) -> None:
    own = {"name": "roll", "type": 1, "description": "d"}
    command = setting.realm.world.commands.put(setting.home.id, own)
    assert setting.offered(command) == {INSTALLED}


async def test_a_command_that_says_nothing_is_for_what_the_application_is_for(setting: Setting) -> None:
    assert setting.command()["integration_types"] == [0, 1]
    setting.realm.world.application.install_types = [0]
    assert setting.command()["integration_types"] == [0]


@pytest.mark.parametrize(
    ("where", "installed", "expected"),
    [
        (INSTALLED, False, {"0": "guild"}),
        (INSTALLED, True, {"0": "guild", "1": "alice"}),
        (AWAY, True, {"1": "alice"}),
        (DIRECT, False, {"0": "0"}),
        (DIRECT, True, {"0": "0", "1": "alice"}),
        (PRIVATE, True, {"1": "alice"}),
    ],
)
async def test_an_interaction_names_who_installed_the_application(
    setting: Setting, where: str, installed: bool, expected: dict[str, str]
) -> None:
    if installed:
        setting.realm.world.application.installed_by.add(setting.alice.id)
    setting.use(where, setting.command(integration_types=[0, 1]))
    ids = {"guild": setting.home.id, "alice": setting.alice.id, "0": "0"}
    assert setting.told()["authorizing_integration_owners"] == {key: ids[name] for key, name in expected.items()}


@pytest.mark.parametrize(("where", "expected"), [(INSTALLED, 0), (AWAY, 0), (DIRECT, 1), (PRIVATE, 2)])
async def test_an_interaction_names_its_context(setting: Setting, where: str, expected: int) -> None:
    setting.realm.world.application.installed_by.add(setting.alice.id)
    setting.use(where, setting.command())
    assert setting.told()["context"] == expected


async def test_the_applications_permissions_are_those_of_the_place(setting: Setting) -> None:
    setting.realm.world.application.installed_by.add(setting.alice.id)
    command, world = setting.command(), setting.realm.world
    talking = P.ATTACH_FILES | P.EMBED_LINKS | P.MENTION_EVERYONE
    expected = {
        INSTALLED: world.permissions(world.bot.id, setting.places[INSTALLED].id),
        AWAY: talking | P.USE_EXTERNAL_EMOJIS,
        DIRECT: talking | P.USE_EXTERNAL_EMOJIS,
        PRIVATE: talking,
    }
    for where, permissions in expected.items():
        setting.use(where, command)
        assert int(setting.told()["app_permissions"]) == permissions, where


async def test_a_button_tells_who_installed_from_who_pressed(setting: Setting) -> None:
    setting.realm.world.application.installed_by.add(setting.alice.id)
    used = setting.use(AWAY, setting.command(integration_types=[1]))
    setting.realm.interactions.acknowledge(used, Answer.MESSAGE, {"content": "x"})
    press = {"component_type": 2, "custom_id": "x"}
    setting.realm.interactions.create(setting.bob.id, setting.places[AWAY].id, 3, press, message=used.original)
    assert setting.told()["authorizing_integration_owners"] == {"1": setting.alice.id}
    assert setting.told()["member"]["user"]["id"] == setting.bob.id


@pytest.mark.parametrize("denied", [P.USE_EXTERNAL_APPS, P.SEND_MESSAGES])
async def test_answers_are_whispered_where_a_users_application_may_not_speak(setting: Setting, denied: P) -> None:
    setting.realm.world.application.installed_by.add(setting.alice.id)
    setting.away.roles[setting.away.id].permissions &= ~denied
    used = setting.use(AWAY, setting.command())
    setting.realm.interactions.acknowledge(used, Answer.MESSAGE, {"content": "x"})
    assert used.original is not None
    assert used.original.ephemeral_to == setting.alice.id
    followed = setting.realm.interactions.follow_up(used, {"content": "y"})
    assert followed.is_ephemeral


async def test_where_the_bot_is_answers_are_as_loud_as_they_ask(setting: Setting) -> None:
    setting.realm.world.application.installed_by.add(setting.alice.id)
    setting.home.roles[setting.home.id].permissions &= ~P.USE_EXTERNAL_APPS
    used = setting.use(INSTALLED, setting.command())
    setting.realm.interactions.acknowledge(used, Answer.MESSAGE, {"content": "x"})
    assert used.original is not None
    assert used.original.ephemeral_to is None


async def test_a_users_application_follows_up_five_times(setting: Setting) -> None:
    setting.realm.world.application.installed_by.add(setting.alice.id)
    command, interactions = setting.command(), setting.realm.interactions
    for where, most in ((AWAY, 5), (INSTALLED, 8)):
        used = setting.use(where, command)
        interactions.acknowledge(used, Answer.MESSAGE, {"content": "x"})
        for _ in range(most):
            interactions.follow_up(used, {"content": "y"})
        if where == AWAY:
            with pytest.raises(ApiError) as caught:
                interactions.follow_up(used, {"content": "y"})
            assert caught.value.code == 40094


async def test_whoever_shares_no_guild_with_the_bot_is_offered_what_they_installed_alone(setting: Setting) -> None:
    world = setting.realm.world
    stranger, command = world.add_user("stranger"), setting.command(integration_types=[0, 1])
    room = world.open_direct_message(stranger)
    assert not contexts.is_offered(contexts.Standing(world, stranger, room), command)
    world.application.installed_by.add(stranger.id)
    assert contexts.owners(contexts.Standing(world, stranger, room), [0, 1]) == {"1": stranger.id}
