"""Whatever is sent, the sandbox judges it: nothing that can be written in JSON makes it stumble."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.errors import ApiError
from bot.sandbox.realm import Realm
from bot.sandbox.validate import choices, commands, messages, modals
from bot.sandbox.validate.messages import Setting
from bot.sandbox.wire import dumps

KEYS = (
    "type id name value label description options choices required autocomplete min_value max_value min_length "
    "max_length components accessory component custom_id style emoji url disabled placeholder min_values max_values "
    "default_values default content embeds title color fields footer author image thumbnail text icon_url timestamp "
    "flags attachments filename nonce allowed_mentions parse users roles message_reference message_id poll question "
    "answers poll_media duration media items file spacing accent_color contexts integration_types name_localizations "
    "description_localizations default_member_permissions channel_types file_types sticker_ids sku_id tts"
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 30)
    | st.sampled_from([2**15, 2**31, -(2**40), 1.5, float(10**20)])
    | st.sampled_from(["", "x", "de", "users", "attachment://a", "https://example.com", "9" * 25, "🎲", "x" * 120])
    | st.text(max_size=5)
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=6)
        | st.fixed_dictionaries({"type": st.integers(1, 23)}, optional=dict.fromkeys(KEYS.split()[1:30], inner))
    ),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from(KEYS.split()), JSON, max_size=8)


def written(body: dict[str, Any]) -> None:
    """Write a message, as the route does once it has been let through."""
    realm = Realm(shards=1)
    guild = realm.world.add_guild("g", realm.world.add_user("alice"))
    channel = realm.world.add_channel(guild, "c")
    messages.create(body, Setting(interaction=True))
    messages.create(body, Setting(channel=channel))
    message = realm.posting.post(channel, realm.world.bot, body)
    dumps(message.to_json())
    messages.edit(body, message, Setting())
    dumps(realm.posting.edit(message, body).to_json())


def registered(body: Any) -> None:
    """Register commands, as the route does once they have been let through."""
    realm = Realm(shards=1)
    dumps(realm.world.commands.replace(None, commands.register_all(body)))


@pytest.mark.parametrize("judge", [written, modals.modal, choices.autocomplete, commands.register])
@settings(max_examples=50, deadline=None)
@given(body=OBJECTS)
def test_any_object_is_taken_or_refused(judge: Callable[[dict[str, Any]], None], body: dict[str, Any]) -> None:
    try:
        judge(body)
    except ApiError as refusal:
        dumps(refusal.body())


@settings(max_examples=50, deadline=None)
@given(body=JSON | st.lists(OBJECTS, max_size=3))
def test_any_list_of_commands_is_taken_or_refused(body: Any) -> None:
    try:
        registered(body)
    except ApiError as refusal:
        dumps(refusal.body())
