"""Redaction: what must never be seen in a log is not, and what is needed to read one stays."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.redaction import HIDDEN, mask, redact, redact_event

TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.G8KqZ1.ZnCjm1XVW7vRze4b7Cq4se7kKWs1aBcDeF"  # made up, in Discord's shape
INTERACTION = "aW50ZXJhY3Rpb246MTE4MDAwMDAwMDAwMDAwMDAwMTpmb28="


class TestByShape:
    @pytest.mark.parametrize(
        "text",
        [
            TOKEN,
            f"logging in with {TOKEN}.",
            f"Authorization: Bot {TOKEN}",
            f"('{TOKEN}',)",
            f"x.{TOKEN}",
            f"https://h/?t={TOKEN}&x=1",
            f"mfa.{'a1B2' * 20}",
        ],
    )
    def test_a_token_is_masked_wherever_it_stands(self, text: str) -> None:
        shown = mask(text)

        assert HIDDEN in shown
        assert "ZnCjm1XVW7vRze4b7" not in shown
        assert "a1B2a1B2" not in shown

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("postgresql://quill:hush@db:5432/game", f"postgresql://quill:{HIDDEN}@db:5432/game"),
            ("cannot reach redis://:hush@cache/0 now", f"cannot reach redis://:{HIDDEN}@cache/0 now"),
            ("postgresql+asyncpg://q:hu/s@h@db/n", f"postgresql+asyncpg://q:{HIDDEN}@db/n"),
            ("https://u:hush@h, then", f"https://u:{HIDDEN}@h, then"),
        ],
    )
    def test_a_password_in_an_address_is_masked_and_the_rest_stays(self, text: str, shown: str) -> None:
        assert mask(text) == shown

    @pytest.mark.parametrize(
        "text",
        [
            f"PATCH https://discord.com/api/v10/webhooks/118000000000000001/{INTERACTION}/messages/@original",
            f"POST /interactions/118000000000000001/{INTERACTION}/callback?with_response=true",
            f"expired: {INTERACTION}",
        ],
    )
    def test_an_interactions_token_is_masked(self, text: str) -> None:
        assert "MTE4MDAwMDAw" not in mask(text)

    @pytest.mark.parametrize(
        "text",
        [
            "password='hush me'",
            'connect(password="hush")',
            "host=db password=hush dbname=game",
            '{"token": "hush"}',
            '{\\"client_secret\\": \\"hush\\"}',
            "secret_key=SecretStr(hush)",
            "Authorization: Basic hush",
            "api_key: hush",
            "password='hush, cut o",
            "Rolled(label='hush', total=3)",
            'Reply(text="it\'s hush")',
            "notation='hush\\'s'",
            "audio=b'hush'",
            "input_value='hush', input_type=str",
            "[parameters: ('hush', 4)]",
            'invalid input syntax for type integer: "hush"',
            "invalid literal for int() with base 10: 'hush'",
            "duplicate key\nDETAIL:  Key (name)=(hush) already exists.",
            "null value\nDETAIL:  Failing row contains (1, hush\nhush, 3).\nHINT:  none",
        ],
    )
    def test_what_is_assigned_to_a_private_name_is_masked(self, text: str) -> None:
        assert "hush" not in mask(text, multiline=True)

    @pytest.mark.parametrize(
        "text",
        [
            "GET http://127.0.0.1:8099/api/v10/users/@me",
            "https://discord.com/api/v10/channels/118000000000000001/messages",
            "postgresql://postgres@/game?host=/run/everquill",
            "password authentication failed for user quill",
            "bot.sandbox.gateway.session.Session",
            "2026-11-21T04:12:00.123456Z",
            "the Bot 118000000000000001 joined",
            "kept 3 of 4d6kh3 + 2",
        ],
    )
    def test_what_hides_nothing_stays(self, text: str) -> None:
        assert mask(text) == text

    def test_a_value_cannot_forge_a_line_or_repaint_a_terminal(self) -> None:
        assert mask("a\nINFO forged\r\x1b[2J\u202e") == "a\\nINFO forged\\r\\x1b[2J\\u202e"

    def test_a_traceback_keeps_its_lines(self) -> None:
        assert mask("Traceback:\n\tone\x1b", multiline=True) == "Traceback:\n\tone\\x1b"

    @given(st.text(max_size=40), st.text(max_size=40))
    def test_a_token_is_masked_in_any_company(self, before: str, after: str) -> None:
        assert TOKEN not in mask(f"{before} {TOKEN} {after}")

    @given(st.text(alphabet="abcXYZ019!$%^&*()_+=?/.,;:|~#-", min_size=4, max_size=40))
    def test_no_password_survives_in_an_address(self, password: str) -> None:
        if not password.split("/")[0].isdecimal():  # else it reads as a port, and no client takes it for a password
            assert f":{password}@" not in mask(f"at postgresql://user:{password}@db.internal/game")

    @given(st.text(max_size=200))
    def test_masking_twice_changes_nothing(self, text: str) -> None:
        assert mask(mask(text)) == mask(text)


class TestByName:
    @pytest.mark.parametrize(
        "key",
        [
            *(
                "content",
                "prompt",
                "token",
                "secret",
                "password",
                "authorization",
                "audio",
                "text",
                "notation",
                "label",
            ),
            *("discord_token", "messageContent", "X-Authorization", "SECRET_KEY", "labels", "userPassword", "raw_text"),
        ],
    )
    @pytest.mark.parametrize("value", ["hush", b"hush", ["hush"], {"a": "hush"}, object()])
    def test_a_private_name_hides_any_value(self, key: str, value: object) -> None:
        assert redact_event(None, "info", {key: value}) == {key: HIDDEN}
        assert redact({"deep": [{key: value}]}) == {"deep": [{key: HIDDEN}]}

    @pytest.mark.parametrize("key", ["context", "event", "contender", "texture", "duration_ms", "tokenizer"])
    def test_a_name_that_only_sounds_alike_hides_nothing(self, key: str) -> None:
        assert redact_event(None, "info", {key: "open"}) == {key: "open"}

    def test_a_count_of_tokens_is_no_secret(self) -> None:
        assert redact({"tokens": 812, "budget_tokens": 4000}) == {"tokens": 812, "budget_tokens": 4000}


class TestValues:
    @pytest.mark.parametrize("value", [None, True, 3, 2.5, "plain", 2**63 - 1])
    def test_simple_values_stay(self, value: object) -> None:
        assert redact(value) is value

    def test_a_number_too_large_for_json_is_written_as_text(self) -> None:
        assert redact(2**70) == str(2**70)

    def test_an_object_is_shown_by_its_masked_repr(self) -> None:
        @dataclass
        class Connection:
            host: str
            password: str

        shown = str(redact(Connection("db", "hush")))

        assert "host='db'" in shown
        assert "hush" not in shown

    def test_a_pydantic_secret_stays_one(self) -> None:
        assert "hush" not in str(redact(SecretStr("hush")))

    def test_what_lies_too_deep_to_look_into_is_hidden(self) -> None:
        nested: object = "hush"
        for _ in range(50):
            nested = [nested]

        assert "hush" not in str(redact(nested))
        assert HIDDEN in str(redact(nested))
