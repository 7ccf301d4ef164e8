"""What the doctor makes of what it finds: one thing wrong gives its one sentence, and each sentence can be said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
import pytest

from cogs.config.diagnosis import NEEDED, WANTED, Finding, Signs, diagnose
from cogs.config.doctor import findings_card
from cogs.ui.text import PSEUDO
from tests.words import CATALOGUE

ALL = discord.Permissions(**dict.fromkeys((*NEEDED, *WANTED), True))
WELL = Signs(
    ours=ALL,
    everybodys=discord.Permissions(view_channel=True, use_application_commands=True),
    database=True,
    valkey=True,
    shared=True,
    lag_s=0.002,
    shard=3,
    connected=True,
    public_url="https://rolls.example.org",
    reach="everybody",
    age_s=0.2,
)


def without(*names: str) -> discord.Permissions:
    return discord.Permissions(**{name: name not in names for name in (*NEEDED, *WANTED)})


def amiss(signs: Signs) -> list[tuple[str, str]]:
    return [(finding.mark, finding.key) for finding in diagnose(signs) if finding.mark != "well"]


def test_a_server_in_order_has_nothing_to_mend() -> None:
    assert amiss(WELL) == []
    assert len(diagnose(WELL)) == 7


BLOWS: dict[str, tuple[dict[str, Any], str, str]] = {
    **{
        key: ({"ours": without(name)}, "wrong", key)
        for name, key in NEEDED.items()
        if name not in ("view_channel", "send_messages")
    },
    **{key: ({"ours": without(name)}, "note", key) for name, key in WANTED.items()},
    "unseen": ({"ours": discord.Permissions.none()}, "wrong", "doctor-lacks-view"),
    "mute": ({"ours": without("send_messages", "embed_links", "attach_files")}, "wrong", "doctor-lacks-send"),
    "members": ({"everybodys": discord.Permissions(view_channel=True)}, "note", "doctor-not-for-everybody"),
    "database": ({"database": False}, "wrong", "doctor-database-wrong"),
    "valkey": ({"valkey": False, "shared": False}, "wrong", "doctor-valkey-wrong"),
    "valkey back": ({"shared": False}, "note", "doctor-valkey-alone"),
    "shard": ({"connected": False}, "wrong", "doctor-shard-wrong"),
    "lag": ({"lag_s": 0.1}, "wrong", "doctor-lag-wrong"),
    "clock behind": ({"age_s": -1.5}, "wrong", "doctor-clock-slow"),
    "clock ahead": ({"age_s": 3.5}, "wrong", "doctor-clock-fast"),
    "http": ({"reach": "unencrypted"}, "note", "doctor-pages-unencrypted"),
    "localhost": ({"reach": "this-machine"}, "wrong", "doctor-pages-here"),
    "role": ({"roles_gone": 1}, "wrong", "doctor-roles-gone"),
    "channels": ({"channels_gone": 2}, "wrong", "doctor-channels-gone"),
}


@pytest.mark.parametrize("blow", BLOWS)
def test_one_thing_amiss_gives_its_one_sentence(blow: str) -> None:
    changed, mark, key = BLOWS[blow]
    signs = replace(WELL, **changed)
    assert amiss(signs) == [(mark, key)]


def test_where_discord_has_not_told_us_of_the_channel_nothing_is_said_of_members() -> None:
    assert amiss(replace(WELL, everybodys=None)) == []


@pytest.mark.parametrize("age_s", [-0.9, 0.0, 2.9])
def test_a_moment_on_the_way_is_no_wrong_clock(age_s: float) -> None:
    assert amiss(replace(WELL, age_s=age_s)) == []


def said(*findings: Finding, locale: str | None = None) -> str:
    view: Any = findings_card(findings, CATALOGUE.speak(locale))
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay))


@pytest.mark.parametrize("locale", [None, PSEUDO])
def test_everything_amiss_at_once_can_be_said_on_one_card(locale: str | None) -> None:
    worst = replace(
        WELL,
        ours=without("view_channel"),
        everybodys=discord.Permissions.none(),
        database=False,
        valkey=False,
        connected=False,
        lag_s=9.0,
        age_s=-90.0,
        reach="this-machine",
        roles_gone=2,
        channels_gone=50,
    )
    text = said(*diagnose(worst), locale=locale)
    assert len(text) <= 4000
    assert text.count("❌") == 9
    assert text.count("💡") == 1


@pytest.mark.parametrize(
    ("wrong", "title"), [(0, "All is well here"), (1, "One thing to mend"), (3, "3 things to mend")]
)
def test_the_title_counts_what_is_to_be_mended(wrong: int, title: str) -> None:
    findings = [Finding("note", "doctor-valkey-alone"), *[Finding("wrong", "doctor-lacks-send")] * wrong]
    assert said(*findings).splitlines()[0] == f"## {title}"


@pytest.mark.parametrize("blow", BLOWS)
def test_what_is_wrong_says_how_to_mend_it(blow: str) -> None:
    changed, _, key = BLOWS[blow]
    (found,) = (finding for finding in diagnose(replace(WELL, **changed)) if finding.key == key)
    sentence = said(found)
    assert any(word in sentence for word in ("should", "Allow it", "allow *", "`/config", "For a few seconds")), (
        sentence
    )
