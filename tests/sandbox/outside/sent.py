"""Whatever bots send in a run and the sandbox takes, Discord's own schema takes too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tests.sandbox.outside.openapi import description

if TYPE_CHECKING:
    from bot.sandbox.pytest_plugin.bodies import Body

FALSE_ALARMS = {
    (
        "attachments.id",
        "type",
    ): "reference, Uploading Files: the number n of files[n], which every example writes as one",
    ("data.attachments.id", "type"): "the same in the answer to an interaction",
    (
        "allowed_mentions.users",
        "type",
    ): "reference, ID Serialization: within Discord ids are integers; discord.py (AllowedMentions) sends them as such",
}
"""Objections to what Discord takes, by place and rule: the documentation page that says so."""


def objections(bodies: Iterable[Body]) -> Iterator[str]:
    """Yield what there is against bodies, each with the test that had it sent."""
    for body in bodies:
        if not description().knows(body.method, body.path):
            yield f"{body.test}: Discord describes no body for {body.method} {body.path}"
        for found in description().judge(body.method, body.path, body.json):
            if (found.at, found.why) not in FALSE_ALARMS:
                yield f"{body.test}: {found.route}, {found.at}: {found.what}"
