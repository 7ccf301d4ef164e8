"""Whatever people are told to type can be typed: each example names a command, its options and values they take."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from discord import AppCommandOptionType, app_commands

from tests.bot.test_readme import command_tree
from tests.cogs.ui.test_text import english
from tests.words import CATALOGUE

Command = app_commands.Command[Any, ..., Any]
TREE: Final = command_tree()
OPTION: Final = re.compile(r"(?:^| )([a-z_]+): ?")
NAMED: Final = re.compile(r"[a-z]+:")
VALUES: Final = {
    AppCommandOptionType.integer: r"\d+",
    AppCommandOptionType.boolean: "True|False",
    AppCommandOptionType.user: "@.+",
    AppCommandOptionType.string: ".+",
}
WORDS: Final = CATALOGUE.speak(None)


def named(example: str) -> tuple[str, str]:
    """The longest command that an example begins with, and what comes after it; no command, if there is none."""
    words = example.removeprefix("/").split(" ")
    for length in range(len(words), 0, -1):
        if (name := " ".join(words[:length])) in TREE:
            return name, " ".join(words[length:])
    return "", example


def given(rest: str) -> dict[str, str]:
    """The options in what comes after a command, and their values."""
    _, *parts = OPTION.split(rest)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def takes(option: app_commands.Parameter, value: str) -> bool:
    """Whether it takes a value; none at all is left to whoever types."""
    if option.choices and value:
        return any(WORDS(choice.name).startswith(value) for choice in option.choices)
    return not value or bool(re.fullmatch(VALUES.get(option.type, ".*"), value))


def faults(example: str) -> list[str]:
    """What is wrong with one."""
    name, rest = named(example)
    if not name:
        return [f"{example}: no such command"]
    options = {option.display_name: option for option in TREE[name].parameters}
    found = given(rest)
    if rest and not found:
        return [] if len(options) == 1 else [f"{example}: whose value is that?"]
    known = {each: value for each, value in found.items() if each in options}
    return [
        *(f"{example}: no option {each}" for each in found.keys() - known.keys()),
        *(f"{example}: {each} is not that" for each, value in known.items() if not takes(options[each], value)),
        *(f"{example}: without {each}" for each in options if found and options[each].required and each not in found),
    ]


def shown() -> dict[str, list[str]]:
    """What each text has between backticks; its placeables stand for what fits there."""
    return {key: re.findall(r"`([^`]+)`", re.sub(r"\{ \$\w+ \}", "MIST-1234", text)) for key, text in english().items()}


def test_every_command_that_people_are_told_to_type_can_be_typed() -> None:
    examples = {each for said in shown().values() for each in said if each.startswith("/")}
    assert len(examples) > 30
    assert [fault for example in sorted(examples) for fault in faults(example)] == []


def test_an_option_that_is_named_alone_is_one_of_a_command_in_the_same_text() -> None:
    texts = shown()
    alone = {key: [each for each in said if NAMED.match(each)] for key, said in texts.items()}
    assert sum(map(len, alone.values())) > 5
    for key, options in alone.items():
        near = [TREE[name] for each in texts[key] if (name := named(each)[0])]
        known = {option.display_name: option for command in near for option in command.parameters}
        for each in options:
            ((option, value),) = given(each).items()
            assert option in known, f"{key}: {each}"
            assert takes(known[option], value), f"{key}: {each}"


@pytest.mark.parametrize(
    "example",
    [
        "/table dc dc:15",
        "/table dc value:high",
        "/table opens",
        "/table open mode:Chaos",
        "/table open where",
        "/table handoff user:Mara",
        "/roll hidden:True",
        "/roll dice:1d20 hidden:yes",
    ],
)
def test_an_example_that_cannot_be_typed_is_found(example: str) -> None:
    assert faults(example)
