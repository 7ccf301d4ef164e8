"""Where settings come from, and how a bad one is told.

A setting `web_port` is read from `WEB_PORT`, or from the file that `WEB_PORT_FILE` names (how container platforms hand
over secrets); first in the process's environment, then in `.env`. A field may have further names: `Also("VALKEY_URL")`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

LARGEST_FILE = 64 * 1024
"""No setting is longer; a `_FILE` that names a device or a log is refused instead of read."""


class Also:
    """Further names of a setting in the environment, after its own."""

    def __init__(self, *names: str) -> None:
        self.names = names


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands in for a value whose file could not be read, so that it is reported with everything else."""

    sentence: str


def names_of(field: str, info: FieldInfo) -> tuple[str, ...]:
    """The names under which a setting is looked up, its own first."""
    also = (name for mark in info.metadata if isinstance(mark, Also) for name in mark.names)
    return (field.upper(), *also)


class EnvironmentSource(PydanticBaseSettingsSource):
    """Reads the settings of a class from layers of variables; the first layer that knows one wins."""

    def __init__(self, settings: type[BaseSettings], layers: Sequence[Mapping[str, str | None]]) -> None:
        super().__init__(settings)
        self._layers = layers

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """What one setting is given, in the shape pydantic-settings asks for: value, key, whether it is JSON."""
        return next(self._given(names_of(field_name, field)), None), field_name, False

    def __call__(self) -> dict[str, Any]:
        """All settings that are given anywhere."""
        found = {name: self.get_field_value(info, name)[0] for name, info in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value is not None}

    def _given(self, names: tuple[str, ...]) -> Iterator[str | Unreadable]:
        for layer in self._layers:
            yield from (value.strip() for name in names if (value := layer.get(name)) is not None)
            yield from (read_value(f"{name}_FILE", path) for name in names if (path := layer.get(f"{name}_FILE")))


def read_value(variable: str, path: str) -> str | Unreadable:
    """The value that a `_FILE` variable's file holds, without the line end that editors add.

    A failure does not repeat the path: people put the secret itself there.
    """
    try:
        with open(path, encoding="utf-8") as file:
            value = file.read(LARGEST_FILE + 1)
    except UnicodeDecodeError:
        return Unreadable(f"comes from {variable}, whose file is not text")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "not a path"
        return Unreadable(f"comes from {variable}, whose file cannot be read: {why}")
    if len(value) > LARGEST_FILE:
        return Unreadable(f"comes from {variable}, whose file is longer than {LARGEST_FILE // 1024} KiB")
    return value.strip()


def explain(error: ValidationError, settings: type[BaseSettings]) -> str:
    """A bad configuration in readable lines, one a problem; never a value, for it may be a secret."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    lines = (f"  {_label(problem['loc'], settings)} {_sentence(problem['msg'])}" for problem in problems)
    return "\n".join(("These settings cannot be used:", *lines))


def _label(location: tuple[int | str, ...], settings: type[BaseSettings]) -> str:
    field = str(location[0]) if location else "the settings"
    info = settings.model_fields.get(field)
    return " or ".join(names_of(field, info)) if info else field


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ").removeprefix("Input ")


def settings_table(settings: type[BaseSettings]) -> str:
    """The settings as the Markdown table that the README shows: its own first, then what it inherits."""
    own_first = sorted(settings.model_fields.items(), key=lambda field: field[0] not in settings.__annotations__)
    rows = (f"| {_names(name, info)} | {_default(info)} | {info.description} |" for name, info in own_first)
    return "\n".join(("| setting | default | meaning |", "| --- | --- | --- |", *rows))


def _names(field: str, info: FieldInfo) -> str:
    return " or ".join(f"`{name}`" for name in names_of(field, info))


def _default(info: FieldInfo) -> str:
    default = cast("object", info.default)
    if default is None or default == ():
        return "not set"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{','.join(cast('tuple[str, ...]', default)) if isinstance(default, tuple) else default}`"
