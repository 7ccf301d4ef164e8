"""Settings: where they come from, what is refused, and that a refusal is readable and keeps secrets."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.adapters import objects_of, sheet_service_of
from bot.settings import Settings, explain
from data.beyond.service import DndBeyondSheets
from data.objects.directory import DirectoryObjects
from data.objects.s3 import S3Objects

GOOD_KEY = "p3Jm0gXqv9sZ2kTbW7yLrN4cHdAeFu61"
NAMES = [*(name.upper() for name in Settings.model_fields), "DISCORD_BOT_TOKEN", "VALKEY_URL"]


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine that runs the tests is seen."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch):
    """Settings from these variables of the environment."""

    def settings(**variables: str) -> Settings:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return Settings()

    return settings


@pytest.fixture
def refused(given):
    """The lines that tell why these variables are refused."""

    def lines(**variables: str) -> str:
        with pytest.raises(ValidationError) as caught:
            given(**variables)
        return explain(caught.value)

    return lines


def secret(value: SecretStr | None) -> str | None:
    return value.get_secret_value() if value else None


class TestSources:
    def test_a_fresh_machine_needs_no_setting(self, tmp_path: Path) -> None:
        settings = Settings()

        assert settings.environment == "development"
        assert settings.roles == ("gateway", "web")
        assert settings.data_dir == tmp_path / ".everquill"
        assert settings.database_url is settings.redis_url is settings.discord_token is settings.secret_key is None

    def test_the_environment_wins_over_the_env_file(self, given, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("WEB_PORT=9001\nWEB_HOST=0.0.0.0\n")

        settings = given(WEB_PORT="9002")

        assert (settings.web_host, settings.web_port) == ("0.0.0.0", 9002)

    def test_a_file_holds_a_secret(self, given, tmp_path: Path) -> None:
        (tmp_path / "token").write_text("the.bot.token\n")

        assert secret(given(DISCORD_TOKEN_FILE=str(tmp_path / "token")).discord_token) == "the.bot.token"

    def test_a_variable_wins_over_its_file(self, given, tmp_path: Path) -> None:
        (tmp_path / "port").write_text("9001")

        assert given(WEB_PORT="9002", WEB_PORT_FILE=str(tmp_path / "port")).web_port == 9002

    def test_a_variable_wins_over_the_file_of_another_of_its_names(self, given, tmp_path: Path) -> None:
        (tmp_path / "token").write_text("from.the.file")

        settings = given(DISCORD_BOT_TOKEN="explicit.bot.token", DISCORD_TOKEN_FILE=str(tmp_path / "token"))

        assert secret(settings.discord_token) == "explicit.bot.token"

    def test_a_file_in_the_environment_wins_over_a_value_in_the_env_file(self, given, tmp_path: Path) -> None:
        (tmp_path / "port").write_text("9001")
        (tmp_path / ".env").write_text("WEB_PORT=9002\n")

        assert given(WEB_PORT_FILE=str(tmp_path / "port")).web_port == 9001

    def test_the_env_file_may_name_files_too(self, tmp_path: Path) -> None:
        (tmp_path / "key").write_text(GOOD_KEY)
        (tmp_path / ".env").write_text(f"SECRET_KEY_FILE={tmp_path / 'key'}\n")

        assert secret(Settings().secret_key) == GOOD_KEY

    def test_an_empty_variable_is_an_unset_one(self, given) -> None:
        settings = given(WEB_PORT="", DATABASE_URL="", SECRET_KEY=" ", PUBLIC_URL="")

        assert settings == Settings(_env_file=None)  # pyright: ignore[reportCallIssue]  # pydantic-settings takes it, untyped
        assert settings.web_port == 8001

    def test_other_programs_variables_are_ignored(self, given) -> None:
        assert given(AWS_REGION="eu-central-1", POSTGRES_INITDB_ARGS="--data-checksums").database_url is None

    @pytest.mark.parametrize("name", ["DISCORD_TOKEN", "DISCORD_BOT_TOKEN"])
    def test_the_token_has_two_names(self, given, name: str) -> None:
        assert secret(given(**{name: "a.bot.token"}).discord_token) == "a.bot.token"

    def test_an_argument_wins_over_everything(self, given) -> None:
        given(WEB_PORT="9002")

        assert Settings(web_port=0).web_port == 0

    def test_a_misspelt_argument_is_refused(self) -> None:
        with pytest.raises(ValidationError):
            Settings(web_prot=1)  # pyright: ignore[reportCallIssue]  # the mistake under test

    def test_settings_do_not_change(self) -> None:
        with pytest.raises(ValidationError):
            Settings().web_port = 1  # pyright: ignore[reportAttributeAccessIssue]  # the mistake under test


class TestDatabase:
    @pytest.mark.parametrize(
        ("variables", "url"),
        [
            ({"POSTGRES_HOST": "db"}, "postgresql://postgres@db:5432/postgres"),
            ({"POSTGRES_USER": "quill"}, "postgresql://quill@localhost:5432/quill"),
            (
                {"POSTGRES_HOST": "db", "POSTGRES_USER": "q", "POSTGRES_PASSWORD": "a/b@c:d", "POSTGRES_DB": "game"},
                "postgresql://q:a%2Fb%40c%3Ad@db:5432/game",
            ),
            ({"POSTGRES_HOST": "::1", "POSTGRES_PORT": "6000"}, "postgresql://postgres@[::1]:6000/postgres"),
            (
                {"POSTGRES_HOST": "/run/postgresql", "POSTGRES_DB": "game"},
                "postgresql://postgres@/game?host=/run/postgresql&port=5432",
            ),
            (
                {"POSTGRES_HOST": "db", "POSTGRES_PORT": "tcp://10.0.0.7:5433"},
                "postgresql://postgres@db:5433/postgres",
            ),
        ],
    )
    def test_an_address_is_built_from_its_parts(self, given, variables: dict[str, str], url: str) -> None:
        assert given(**variables).database_url == url

    def test_a_port_alone_names_no_server(self, given) -> None:
        assert given(POSTGRES_PORT="tcp://10.0.0.7:5432").database_url is None

    def test_the_whole_address_wins_over_its_parts(self, given) -> None:
        settings = given(DATABASE_URL="postgresql://q@there/game", POSTGRES_HOST="elsewhere")

        assert settings.database_url == "postgresql://q@there/game"

    def test_the_short_scheme_is_understood(self, given) -> None:
        assert given(DATABASE_URL="postgres://q:x@h/n").database_url == "postgresql://q:x@h/n"

    @pytest.mark.parametrize(
        "url", ["mysql://h/n", "h:5432/n", "postgresql://u:a/b@h/n", "postgresql://[::1/n", "postgresql://u:1/a@h/n"]
    )
    def test_what_is_no_address_of_postgresql_is_refused(self, refused, url: str) -> None:
        lines = refused(DATABASE_URL=url)

        assert "DATABASE_URL should be an address like postgresql://user:password@host:5432/name" in lines


class TestRedis:
    @pytest.mark.parametrize(
        ("name", "url", "used"),
        [
            ("REDIS_URL", "redis://h:6379/0", "redis://h:6379/0"),
            ("VALKEY_URL", "valkey://:pw@h", "redis://:pw@h"),
            ("REDIS_URL", "valkeys://h", "rediss://h"),
            ("REDIS_URL", "unix:///run/valkey.sock?db=1", "unix:///run/valkey.sock?db=1"),
        ],
    )
    def test_valkey_and_redis_addresses_are_understood(self, given, name: str, url: str, used: str) -> None:
        assert given(**{name: url}).redis_url == used

    def test_another_scheme_is_refused(self, refused) -> None:
        assert "REDIS_URL or VALKEY_URL should be an address like redis://" in refused(REDIS_URL="http://h")


class TestForms:
    @pytest.mark.parametrize(
        ("text", "shards"), [("3", (3,)), ("0-2,7", (0, 1, 2, 7)), ("4, 1-2", (1, 2, 4)), ("1,1", (1,))]
    )
    def test_shards_are_numbers_and_ranges(self, given, text: str, shards: tuple[int, ...]) -> None:
        assert given(SHARD_COUNT="8", SHARD_IDS=text).shard_ids == shards

    @pytest.mark.parametrize("text", ["a", "3-1", "1-", "-1", "0-999999999999", ",", "1;2"])
    def test_what_is_no_list_of_shards_is_refused(self, refused, text: str) -> None:
        assert "SHARD_IDS should" in refused(SHARD_COUNT="8", SHARD_IDS=text)

    def test_a_shard_beyond_the_count_is_refused(self, refused) -> None:
        assert "SHARD_IDS names a shard that does not exist" in refused(SHARD_COUNT="8", SHARD_IDS="7-8")

    def test_shards_without_their_number_are_refused(self, refused) -> None:
        assert "SHARD_COUNT should be the number of all shards" in refused(SHARD_IDS="0")

    def test_proxies_are_networks_and_addresses(self, given) -> None:
        proxies = given(TRUSTED_PROXIES="10.0.0.1/8, ::1").trusted_proxies

        assert proxies == (ip_network("10.0.0.0/8"), ip_network("::1/128"))

    def test_a_proxy_by_name_is_refused(self, refused) -> None:
        assert "TRUSTED_PROXIES should list networks and addresses" in refused(TRUSTED_PROXIES="proxy.local")

    def test_roles_are_named_once_each(self, given) -> None:
        assert given(ROLES="web, gateway,web").roles == ("web", "gateway")

    @pytest.mark.parametrize("roles", ["gateway,worker", ","])
    def test_a_role_that_does_not_exist_is_refused(self, refused, roles: str) -> None:
        assert "gateway" in refused(ROLES=roles)

    def test_words_are_read_in_any_case(self, given) -> None:
        settings = given(ENVIRONMENT="Development", LOG_LEVEL="debug", LOG_FORMAT="JSON")

        assert (settings.environment, settings.log_level, settings.log_format) == ("development", "DEBUG", "json")

    @pytest.mark.parametrize(
        ("url", "base"), [("http://127.0.0.1:8099/", "http://127.0.0.1:8099"), ("http://[::1]:1", "http://[::1]:1")]
    )
    def test_another_discord_on_this_machine_is_used(self, given, url: str, base: str) -> None:
        assert given(DISCORD_API_BASE=url).discord_api_base == base

    @pytest.mark.parametrize(
        "url", ["https://discord.evil.example", "http://10.0.0.7", "http://localhost.evil.example"]
    )
    def test_another_discord_elsewhere_is_refused(self, refused, url: str) -> None:
        assert "DISCORD_API_BASE is not on this machine" in refused(DISCORD_API_BASE=url)

    def test_another_discord_elsewhere_can_be_forced(self, given) -> None:
        settings = given(DISCORD_API_BASE="https://proxy.example", DISCORD_API_BASE_FORCED="true")

        assert settings.discord_api_base == "https://proxy.example"

    def test_the_options_of_libpq_become_those_of_the_driver(self, given) -> None:
        url = "postgresql://u:q8Zr1@h/n"

        assert given(DATABASE_URL=f"{url}?port=1&sslmode=require").database_url == f"{url}?port=1&ssl=require"

    def test_an_option_that_the_driver_does_not_take_is_refused_with_those_it_does(self, refused) -> None:
        lines = refused(DATABASE_URL="postgresql://u:q8Zr1@h/n?sslrootcert=/ca.pem")

        assert "DATABASE_URL has options other than database, host," in lines
        assert "ca.pem" not in lines

    @pytest.mark.parametrize(
        ("setting", "url", "told"),
        [
            ("DATABASE_URL", "postgresql://u@h/n?port=abc", "an option port that is none: it should be a number"),
            ("DATABASE_URL", "postgresql://u@h/n?sslmode=yes", "it should be disable, allow, prefer,"),
            ("DATABASE_URL", "postgresql://u@h/n?target_session_attrs=zz", "it should be any, primary,"),
            ("REDIS_URL", "redis://h?db=first", "an option db that is none: it should be a number"),
            ("REDIS_URL", "redis://h?socket_timeout=x", "has options other than db,"),
        ],
    )
    def test_an_option_that_is_none_is_told_at_once(self, refused, setting: str, url: str, told: str) -> None:
        lines = refused(**{setting: url})

        assert setting in lines
        assert told in lines

    @pytest.mark.parametrize("token", ["a\nb", "a b", "a\x01b", "tökén"])
    def test_a_token_is_one_word_of_plain_signs(self, refused, token: str) -> None:
        assert "DISCORD_BOT_TOKEN holds a blank, a line break or" in refused(DISCORD_TOKEN=token)

    def test_a_public_address_may_have_a_path_and_loses_its_last_slash(self, given) -> None:
        assert given(PUBLIC_URL="https://example.org/rolls/").public_url == "https://example.org/rolls"

    @pytest.mark.parametrize(
        "url",
        [
            "rolls.example.org",
            "ftp://h",
            "https://u:p@h",
            "https://h?x=1",
            "https://h#x",
            "https://a b",
            'https://h/">',
        ],
    )
    def test_what_no_permalink_can_start_with_is_refused(self, refused, url: str) -> None:
        assert "PUBLIC_URL should be an address like" in refused(PUBLIC_URL=url)

    @pytest.mark.parametrize(
        ("host", "kept"), [("::1", "::1"), ("[::1]", "::1"), ("0.0.0.0", "0.0.0.0"), ("rolls.lan", "rolls.lan")]
    )
    def test_where_the_pages_are_served_has_no_brackets(self, given, host: str, kept: str) -> None:
        assert given(WEB_HOST=host).web_host == kept

    @pytest.mark.parametrize("host", ["127.0.0.1:8001", "http://127.0.0.1", "[::1]:8001", "0.0.0.0/0"])
    def test_where_the_pages_are_served_is_an_address_alone(self, refused, host: str) -> None:
        assert "WEB_HOST should be an address without a port, like 127.0.0.1" in refused(WEB_HOST=host)

    @pytest.mark.parametrize(
        ("name", "value"),
        [("WEB_PORT", "65536"), ("WEB_PORT", "http"), ("PERMALINK_DAYS", "0"), ("PERMALINK_DAYS", "366")],
    )
    def test_a_number_out_of_bounds_is_refused(self, refused, name: str, value: str) -> None:
        assert f"{name} should be" in refused(**{name: value})

    def test_a_home_that_does_not_exist_is_refused(self, refused) -> None:
        assert "DATA_DIR starts with ~" in refused(DATA_DIR="~nobody-has-this-name/x")


class TestSecrets:
    def test_production_starts_with_good_secrets(self, given) -> None:
        settings = given(
            ENVIRONMENT="production",
            SECRET_KEY=GOOD_KEY,
            DATABASE_URL="postgresql://quill:0ZpqFv7wKx@db/quill",
            REDIS_URL="redis://cache:6379/0",
        )

        assert secret(settings.secret_key) == GOOD_KEY

    @pytest.mark.parametrize(
        "key", ["changeme", "Change-Me", "admin", "SECRET", "password123", "your-secret-key", "---"]
    )
    def test_a_placeholder_is_no_key_anywhere(self, refused, key: str) -> None:
        lines = refused(SECRET_KEY=key)

        assert "SECRET_KEY is a well-known placeholder" in lines
        assert 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"' in lines

    def test_a_short_key_will_do_in_development_only(self, given, refused) -> None:
        assert secret(given(SECRET_KEY="q8Zr1").secret_key) == "q8Zr1"
        assert "SECRET_KEY is shorter than 32 characters" in refused(ENVIRONMENT="production")

    def test_a_long_key_of_few_characters_is_refused_in_production(self, refused) -> None:
        assert "SECRET_KEY repeats itself" in refused(ENVIRONMENT="production", SECRET_KEY="abc" * 20)

    def test_nothing_is_signed_so_production_needs_no_key(self, given) -> None:
        assert given(ENVIRONMENT="production").secret_key is None

    @pytest.mark.parametrize("name", ["SECRET_KEY", "DISCORD_TOKEN", "DATABASE_URL", "REDIS_URL", "POSTGRES_PASSWORD"])
    def test_an_empty_secret_is_refused_in_production(self, refused, name: str) -> None:
        lines = refused(**{"ENVIRONMENT": "production", "SECRET_KEY": GOOD_KEY, name: ""})

        assert name in lines
        assert "is empty" in lines

    @pytest.mark.parametrize("token", ["changeme", "your-token-here", "token"])
    def test_a_placeholder_is_no_token(self, refused, token: str) -> None:
        assert "DISCORD_TOKEN or DISCORD_BOT_TOKEN is a placeholder" in refused(DISCORD_TOKEN=token)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("DATABASE_URL", "postgresql://u:postgres@h/n"),
            ("DATABASE_URL", "postgresql://u:@h/n"),
            ("DATABASE_URL", "postgresql://u:%61dmin@h/n"),
            ("DATABASE_URL", "postgresql://u@/n?host=/run&password=changeme"),
            ("REDIS_URL", "redis://:secret@h"),
            ("REDIS_URL", "redis://:@h"),
            ("POSTGRES_PASSWORD", "changeme"),
        ],
    )
    def test_a_weak_password_is_refused_in_production_only(self, given, refused, name: str, value: str) -> None:
        assert given(**{name: value}) == Settings()

        lines = refused(ENVIRONMENT="production", SECRET_KEY=GOOD_KEY)

        assert name in lines
        assert "password" in lines

    def test_a_secret_does_not_show_in_the_settings(self, given) -> None:
        settings = given(DISCORD_TOKEN="MTk4.G8Kq.xyz", SECRET_KEY=GOOD_KEY, DATABASE_URL="postgresql://u:hush@h/n")

        shown = repr(settings) + str(settings)

        assert not any(hidden in shown for hidden in ("MTk4.G8Kq.xyz", GOOD_KEY, "hush"))
        assert "web_port=8001" in shown


class TestExplanations:
    def test_all_problems_are_told_together_one_a_line(self, refused) -> None:
        lines = refused(SECRET_KEY="changeme", WEB_PORT="x", LOG_LEVEL="loud", SHARD_IDS="9-1").splitlines()

        assert lines[0] == "These settings cannot be used:"
        assert [line.split()[0] for line in lines[1:]] == ["SHARD_IDS", "WEB_PORT", "SECRET_KEY", "LOG_LEVEL"]

    def test_no_value_is_repeated(self, refused) -> None:
        canary = "qCanaryq"
        lines = refused(
            ENVIRONMENT="production",
            SECRET_KEY=canary,
            DATABASE_URL=f"postgresql://u:1/{canary}@h:{canary}/n",
            REDIS_URL=f"{canary}://:{canary}@h",
            POSTGRES_PORT=canary,
            DISCORD_API_BASE=f"http://{canary}.example",
            PUBLIC_URL=f"https://u:{canary}@h",
            LOG_LEVEL=canary,
            DISCORD_TOKEN_FILE=f"/{canary}",
            ROLES=canary,
            SHARD_IDS=canary,
            TRUSTED_PROXIES=canary,
        )

        assert len(lines.splitlines()) == 12
        assert canary.casefold() not in lines.casefold()

    def test_an_unreadable_file_is_told_with_its_variable(self, refused, tmp_path: Path) -> None:
        (tmp_path / "binary").write_bytes(b"\xff\xfe")
        (tmp_path / "long").write_text("x" * 70_000)

        lines = refused(
            DISCORD_BOT_TOKEN_FILE=str(tmp_path / "absent"),
            SECRET_KEY_FILE=str(tmp_path / "binary"),
            WEB_HOST_FILE=str(tmp_path),
            PUBLIC_URL_FILE=str(tmp_path / "long"),
        )

        assert "comes from DISCORD_BOT_TOKEN_FILE, whose file cannot be read: No such file or directory" in lines
        assert "SECRET_KEY comes from SECRET_KEY_FILE, whose file is not text" in lines
        assert "WEB_HOST comes from WEB_HOST_FILE, whose file cannot be read: Is a directory" in lines
        assert "PUBLIC_URL comes from PUBLIC_URL_FILE, whose file is longer than 64 KiB" in lines


class TestSharing:
    @pytest.mark.parametrize("text", ["leased", "Leased", " LEASED "])
    def test_shards_may_be_leased(self, given, text: str) -> None:
        assert given(SHARD_COUNT="8", SHARD_IDS=text, SHARDS_PER_PROCESS="2").shard_ids == "leased"

    def test_leased_shards_without_their_number_are_refused(self, refused) -> None:
        assert "SHARD_IDS is leased, so SHARD_COUNT should be" in refused(SHARD_IDS="leased")

    def test_a_part_of_an_unknown_number_is_refused(self, refused) -> None:
        told = refused(SHARDS_PER_PROCESS="4")
        assert "SHARDS_PER_PROCESS needs the number of all shards" in told
        assert "like SHARD_COUNT=16 SHARDS_PER_PROCESS=4" in told

    def test_a_list_that_is_to_be_divided_is_refused(self, refused) -> None:
        told = refused(SHARD_COUNT="8", SHARD_IDS="0-3", SHARDS_PER_PROCESS="2")
        assert "SHARDS_PER_PROCESS divides the shards that SHARD_IDS lists already" in told

    @pytest.mark.parametrize("name", ["SHARDS_PER_PROCESS", "POD_INDEX", "LEASE_TTL_S"])
    def test_numbers_below_the_least_are_refused(self, refused, name: str) -> None:
        assert name in refused(SHARD_COUNT="8", **{name: "-1"})

    @pytest.mark.parametrize(("text", "paced"), [("", None), ("true", True), ("off", False)])
    def test_pacing_is_left_to_where_the_bot_is_unless_said(self, given, text: str, paced: bool | None) -> None:
        assert given(IDENTIFY_PACED=text).identify_paced is paced


class TestFiles:
    def test_files_are_kept_in_a_folder_unless_a_bucket_is_named(self, given) -> None:
        assert isinstance(objects_of(given()), DirectoryObjects)
        assert isinstance(objects_of(given(S3_BUCKET="quill", S3_REGION="garage")), S3Objects)

    def test_an_endpoint_is_an_address(self, given, refused) -> None:
        assert given(S3_ENDPOINT="http://127.0.0.1:3900/").s3_endpoint == "http://127.0.0.1:3900"
        assert "S3_ENDPOINT should be an address like" in refused(S3_ENDPOINT="garage:3900")

    @pytest.mark.parametrize("name", ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"])
    def test_half_a_key_is_refused(self, refused, name: str) -> None:
        assert "S3_SECRET_ACCESS_KEY belongs to S3_ACCESS_KEY_ID: set both, or neither" in refused(**{name: "q8Zr1"})

    def test_a_key_does_not_show_in_the_settings(self, given) -> None:
        settings = given(S3_ACCESS_KEY_ID="quill", S3_SECRET_ACCESS_KEY="hush")

        assert secret(settings.s3_secret_access_key) == "hush"
        assert "hush" not in repr(settings) + str(settings)

    def test_nobody_is_asked_for_characters_unless_that_is_allowed(self, given) -> None:
        assert sheet_service_of(given()) is None
        assert isinstance(sheet_service_of(given(IMPORT_URLS="true")), DndBeyondSheets)
