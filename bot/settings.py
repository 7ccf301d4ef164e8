"""Every setting of the bot: typed, described, and checked together once, at start.

The launcher builds one `Settings` and hands its parts down; nothing else reads the environment. A setting that is bad
stops the start with a sentence that says which, why and what to do. `bot/environment.py` says where values come from.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from bot import addresses, environment, strength
from bot.environment import Also, EnvironmentSource, Unreadable
from bot.game_settings import GameSettings
from bot.outside_settings import OutsideSettings
from bot.sharding import division

Role = Literal["gateway", "web"]


def _parts(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _networks(value: object) -> object:
    return addresses.networks(value) if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _in_production(info: ValidationInfo) -> bool:
    return info.data.get("environment") == "production"


class Settings(GameSettings, OutsideSettings):
    """What this process was told. Frozen: a changed setting means a new start."""

    SECRETS: ClassVar[frozenset[str]] = frozenset(
        {"discord_token", "postgres_password", "database_url", "redis_url", "secret_key"}
    )
    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_file=".env",
        case_sensitive=True,
        validate_default=True,
        hide_input_in_errors=True,
    )

    environment: Annotated[Literal["development", "production"], BeforeValidator(_lower)] = Field(
        default="development",
        description="`development` or `production`. Production logs JSON and refuses weak secrets.",
    )
    build: str = Field(
        default="source", description="Which build this is, for `/api/version`: a commit, an image's tag."
    )
    roles: Annotated[tuple[Role, ...], BeforeValidator(_parts)] = Field(
        default=("gateway", "web"),
        description="What this process does, separated by commas: `gateway` plays on Discord, `web` serves pages.",
    )
    data_dir: Path = Field(
        default=Path(".everquill"),
        description="The folder for the embedded PostgreSQL and Valkey, and for what people upload.",
    )

    discord_token: Annotated[SecretStr | None, Also("DISCORD_BOT_TOKEN")] = Field(
        default=None,
        description="The bot's token, from the Bot page of its application at Discord. Not needed for `make play`.",
    )
    discord_api_base_forced: bool = Field(
        default=False,
        description="Allow a `DISCORD_API_BASE` that is not on this machine, for a proxy of your own.",
    )
    discord_api_base: str | None = Field(
        default=None,
        description="Another server that speaks Discord's API, without a path: `http://127.0.0.1:8099`. "
        "The bot sends it its token, so it has to be on this machine unless forced.",
    )
    shard_count: int = Field(
        default=0,
        ge=0,
        le=division.MOST_SHARDS,
        description="How many shards there are in all processes together. 0 asks Discord.",
    )
    shard_ids: Annotated[
        division.ShardIds, BeforeValidator(division.read_shards), AfterValidator(division.existing_shards)
    ] = Field(
        default=None,
        description="The shards that this process holds, like `0-7,9`; or `leased`: those that no other process holds. "
        "Both need `SHARD_COUNT`. Not set: all of them.",
    )
    shards_per_process: Annotated[int, AfterValidator(division.divisible)] = Field(
        default=0,
        ge=0,
        description="How many shards a process holds, where its number says which; with `SHARD_IDS=leased`, how many "
        "it takes while others may come for the rest. 0: all that there are.",
    )
    pod_index: int | None = Field(
        default=None,
        ge=0,
        description="Which process this is, counted from 0, for `SHARDS_PER_PROCESS`. Not set: the number at the end "
        "of its host’s name, `everquill-3`.",
    )
    lease_ttl_s: float = Field(
        default=20.0,
        ge=5.0,
        le=300.0,
        description="After how many seconds the shards of a process that has died go to others, and the answers that "
        "it owed; alike in all of them.",
    )
    identify_paced: bool | None = Field(
        default=None,
        description="Whether shards begin their sessions one by one, as Discord asks. Not set: unless at a "
        "`DISCORD_API_BASE`.",
    )

    postgres_host: str | None = Field(
        default=None,
        description="PostgreSQL in parts, where `DATABASE_URL` is not set: the server or its socket's folder. "
        "`localhost` if only another part is set.",
    )
    postgres_port: Annotated[int, BeforeValidator(addresses.port_number)] = Field(
        default=5432, ge=1, le=65535, description="The port of that PostgreSQL."
    )
    postgres_user: str | None = Field(default=None, description="The user at that PostgreSQL. `postgres` if not set.")
    postgres_password: SecretStr | None = Field(default=None, description="The password of that user.")
    postgres_db: str | None = Field(
        default=None, description="The database at that PostgreSQL. Named like the user if not set."
    )
    database_url: str | None = Field(
        default=None,
        repr=False,
        description="PostgreSQL 16 or newer with pgvector: `postgresql://user:password@host:5432/name`. "
        "Not set, in parts or whole: the bot runs its own in `DATA_DIR`.",
    )
    redis_url: Annotated[str | None, Also("VALKEY_URL")] = Field(
        default=None,
        repr=False,
        description="Valkey, or Redis 7 or newer: `redis://:password@host:6379/0`. "
        "Not set: the bot runs its own Valkey in `DATA_DIR`.",
    )

    web_host: Annotated[str, AfterValidator(addresses.web_host)] = Field(
        default="127.0.0.1",
        description="The address that the pages are served on: `127.0.0.1` or `::1` for this machine alone, "
        "`0.0.0.0` or `::` for everybody.",
    )
    web_port: int = Field(
        default=8001, ge=0, le=65535, description="The port that the pages are served on. 0 takes a free one."
    )
    public_url: str | None = Field(
        default=None,
        description="Where people reach the pages, `https://rolls.example.org`; permalinks start with it. "
        "Not set: the address and port that they are served on; that is `localhost` for all addresses.",
    )
    trusted_proxies: Annotated[tuple[addresses.Network, ...], BeforeValidator(_networks)] = Field(
        default=(),
        description="Networks of the proxies before the pages, like `10.0.0.0/8,::1/128`; "
        "only they are believed about who asks.",
    )
    web_requests_per_minute: int = Field(
        default=120, ge=1, description="How many pages one address may ask for in a minute."
    )
    metrics_open: bool = Field(
        default=False,
        description="Whether anybody may read `/metrics`. If not: this machine and the hosts of `TRUSTED_PROXIES`, "
        "each for itself.",
    )

    secret_key: SecretStr | None = Field(
        default=None,
        description="The secret that dice and signatures grow from: keep it, and keep it the same in every process. "
        "Once it is changed, seeds that were not public yet are lost, and their rolls can never be told. Unset, the "
        "database makes and keeps one. A weak one is refused: a placeholder, or in production shorter than 32 "
        "characters.",
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = Field(
        default="INFO", description="The least important events to log: `DEBUG`, `INFO`, `WARNING` or `ERROR`."
    )
    log_format: Annotated[Literal["auto", "json", "pretty"], BeforeValidator(_lower)] = Field(
        default="auto",
        description="`json`, `pretty`, or `auto`: pretty for development on a terminal, else JSON.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the variables of the environment and of `.env` as `EnvironmentSource` reads them."""
        layers = [each.env_vars for each in (env_settings, dotenv_settings) if isinstance(each, EnvSettingsSource)]
        return init_settings, EnvironmentSource(settings_cls, layers)

    @field_validator("*", mode="before")
    @classmethod
    def _given(cls, value: object, info: ValidationInfo) -> object:
        """An empty value is an unset one, save for a secret in production: there somebody forgot to fill it in."""
        if isinstance(value, Unreadable):
            raise ValueError(value.sentence)
        if value != "" or info.field_name is None:
            return value
        if info.field_name in cls.SECRETS and _in_production(info):
            how = strength.WHERE_TOKENS_ARE if info.field_name == "discord_token" else strength.MAKE_ONE
            raise ValueError(f"is empty; {how}, or unset it")
        return cls.model_fields[info.field_name].default

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        try:
            return folder.expanduser().absolute()
        except RuntimeError:
            raise ValueError("starts with ~, but there is no such home folder") from None

    @field_validator("roles")
    @classmethod
    def _some_roles(cls, roles: tuple[Role, ...]) -> tuple[Role, ...]:
        if not roles:
            raise ValueError("should name at least one role: gateway, web")
        return tuple(dict.fromkeys(roles))

    @field_validator("discord_token")
    @classmethod
    def _no_placeholder(cls, token: SecretStr | None) -> SecretStr | None:
        if token and strength.is_placeholder(token.get_secret_value()):
            raise ValueError(f"is a placeholder; {strength.WHERE_TOKENS_ARE}")
        if token and not re.fullmatch(r"[!-~]+", token.get_secret_value()):
            raise ValueError(
                f"holds a blank, a line break or another sign that no token has; {strength.WHERE_TOKENS_ARE}"
            )
        return token

    @field_validator("discord_api_base")
    @classmethod
    def _near(cls, base: str | None, info: ValidationInfo) -> str | None:
        return base and addresses.api_base(base, forced=bool(info.data.get("discord_api_base_forced")))

    @field_validator("postgres_password")
    @classmethod
    def _good_password(cls, password: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        weakness = password and strength.password_weakness(password.get_secret_value())
        if weakness and _in_production(info):
            raise ValueError(f"is {weakness}")
        return password

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str | None, info: ValidationInfo) -> str | None:
        whole = url or addresses.postgres_from_parts(info.data)
        return whole and addresses.postgres_url(whole, production=_in_production(info))

    @field_validator("redis_url")
    @classmethod
    def _cache(cls, url: str | None, info: ValidationInfo) -> str | None:
        return url and addresses.redis_url(url, production=_in_production(info))

    @field_validator("public_url")
    @classmethod
    def _linkable(cls, url: str | None) -> str | None:
        return url and addresses.public_url(url)

    @field_validator("secret_key")
    @classmethod
    def _strong(cls, key: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        weakness = key and strength.key_weakness(key.get_secret_value(), production=_in_production(info))
        if weakness:
            raise ValueError(weakness)
        return key


def explain(error: ValidationError) -> str:
    """Why these settings cannot be used, in readable lines that repeat no value."""
    return environment.explain(error, Settings)


def settings_table() -> str:
    """The settings as the Markdown table that the README shows."""
    return environment.settings_table(Settings)
