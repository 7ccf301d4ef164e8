"""An evening as a table plays it: four characters made in four ways, three rounds of a fight, what it leaves behind.

What is random is seen on the cards and undone or healed, so the end is written down here by hand.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from tests.flows.stage import Party, Stage
from tests.flows.test_characters import menu
from tests.flows.test_imports import NEW, brought, fixture, pressed

PEOPLE = ("moe", "alice", "bob", "carol", "dan")
ALDOUS = """# Brother Aldous
Class: Cleric 5
Species: Human
Background: Acolyte
Rules: 2024
XP: 6,500
STR 14 DEX 10 CON 14
INT 8 WIS 17 CHA 12
HP: 38/38
AC: 18
Coins: 10 gp
Spells: Bless, Cure Wounds, Healing Word
"""
ORDER = {
    "Thorn": 20, "Unicorn": 18, "Brother Aldous": 15, "Vex": 12, "Ilsabet": 10,
    "Goblin Warrior 1": 5, "Goblin Warrior 2": 4,
}  # fmt: skip
UNICORN_XP, GOBLIN_XP, PARTY = 1_800, 50, 4
SHARE = (UNICORN_XP + 2 * GOBLIN_XP) // PARTY
EXPECTED: dict[str, dict[str, Any]] = {
    "Vex": {"hit_points": 8, "xp": SHARE, "slots_spent": {"1": 1}, "gp": 46},
    "Thorn": {"hit_points": 12, "xp": 6_500 + SHARE, "slots_spent": {}, "gp": 43, "potions": 1},
    "Ilsabet Marrow": {
        "hit_points": 49,
        "temporary": 5,
        "conditions": ["poisoned"],
        "xp": 24_500 + SHARE,
        "slots_spent": {"1": 2},
        "gp": 255,
        "potions": 2,
    },
    "Brother Aldous": {"hit_points": 38, "xp": 6_500 + SHARE, "slots_spent": {"1": 2}, "gp": 35},
}
"""How the four go home; Ilsabet was hurt, poisoned and two spells short when she came."""


async def told(who: Person, command: str, /, **options: Any) -> Message:
    """A command that everybody sees done."""
    answer = (await who.completed(await who.slash("tavern", command, **options))).answer
    assert not answer.ephemeral, f"/{command} {options}: {answer.text}"
    return answer


async def to_oneself(who: Person, command: str, /, **options: Any) -> Message:
    answer = (await who.completed(await who.slash("tavern", command, **options))).answer
    assert answer.ephemeral, f"/{command} {options}: {answer.text}"
    return answer


async def step_by_step(alice: Person) -> None:
    """A drow wizard, chosen from menus."""
    card = await to_oneself(alice, "character create")
    for value, end in (("Wizard", ":class"), ("Elf", ":species"), ("Drow", ":lineage"), ("Criminal", ":background")):
        card = (await alice.completed(await alice.select(card, menu(card, end), value))).answer
    card = (await alice.completed(await alice.submit(await alice.click(card, "Name"), name="Vex"))).answer
    assert "Wizard 1" in (await pressed(alice, card, "Create")).text


async def characters(party: Party) -> None:
    """Each of the four in a way of its own."""
    await step_by_step(party.alice)
    assert "Thorn" in (await to_oneself(party.bob, "character create", quick="Thorn, human fighter 5, soldier")).text
    for who, given in ((party.carol, {"file": fixture("beyond_2024.json")}), (party.dan, {"text": ALDOUS})):
        assert "is yours" in (await pressed(who, await brought(who, **given), NEW)).text


async def sheets(party: Party) -> dict[str, dict[str, Any]]:
    """What the four sheets say, as their owners take them along."""
    found: dict[str, dict[str, Any]] = {}
    for who in (party.alice, party.bob, party.carol, party.dan):
        answer = await to_oneself(who, "character export")
        (file,) = answer.raw["attachments"]
        async with aiohttp.ClientSession() as session, session.get(file["url"]) as response:
            sheet = json.loads(await response.read())["sheet"]
        found[sheet["name"]] = sheet
    return found


async def ways_home(party: Party) -> dict[str, dict[str, Any]]:
    """The part of them that an evening changes."""
    found: dict[str, dict[str, Any]] = {}
    for name, sheet in (await sheets(party)).items():
        points = sheet["vitals"]["hit_points"]
        found[name] = {
            "hit_points": points["current"],
            "xp": sheet["xp"],
            "slots_spent": sheet.get("slots_spent", {}),
            "gp": sheet["coins"]["gp"],
            **({"conditions": list(sheet["conditions"])} if sheet.get("conditions") else {}),
            **({"temporary": points["temporary"]} if points.get("temporary") else {}),
            **({"potions": potions} if (potions := _potions(sheet)) else {}),
        }
    return found


def _potions(sheet: dict[str, Any]) -> int:
    return sum(item.get("count", 1) for name, item in sheet["items"].items() if name == "Potion of Healing")


async def begin(party: Party) -> None:
    """The table, the fight, and everybody in the order of the story."""
    card = await told(party.moe, "table open", mode="dm-led")
    for who in (party.alice, party.bob, party.carol, party.dan):
        await who.completed(await who.click(card, "Join"))
    await told(party.moe, "combat start")
    await told(party.moe, "combat add", monster="Unicorn")
    await told(party.moe, "combat add", monster="Goblin Warrior", count=2)
    for who, total in ORDER.items():
        await told(party.moe, "combat move", who=who, to=total)


async def until_turn(party: Party, name: str) -> Message:
    """Turns end until it is somebody's."""
    for _ in range(len(ORDER)):
        began = await told(party.moe, "combat next")
        if f"**{name}" in began.text:
            return began
    pytest.fail(f"{name} never had a turn")


async def first_round(stage: Stage, party: Party) -> None:
    """Blows, a blessing, a legendary action; the bot is killed over a spell; two steps never happened."""
    await until_turn(party, "Thorn")
    for _ in range(2):
        assert "to hit" in (await told(party.bob, "attack", target="Unicorn")).text
    third = await to_oneself(party.bob, "attack", target="Unicorn")
    assert "action" in third.text  # two attacks are what a fighter of the fifth level has
    assert "Unicorn" in (await until_turn(party, "Unicorn")).text
    assert "Thorn" in (await told(party.moe, "combat act", action="Hooves", target="Thorn", **{"as": "Unicorn"})).text
    await until_turn(party, "Brother Aldous")
    blessed = await told(party.dan, "cast", spell="Bless", target="Thorn, Vex, Ilsabet Marrow")
    assert "Brother Aldous concentrates on Bless" in blessed.text
    await until_turn(party, "Vex")
    shield = await told(party.moe, "combat act", action="Shimmering Shield", target="Unicorn", **{"as": "Unicorn"})
    assert "Unicorn" in shield.text
    await killed_over_a_spell(stage, party)
    await until_turn(party, "Ilsabet")
    await told(party.carol, "attack", target="Unicorn")
    before = (await to_oneself(party.moe, "combat status")).text
    for target in ("Vex", "Ilsabet"):
        options = {"as": "Unicorn", "with": "Hooves", "target": target, "overrule": True}
        assert "to hit" in (await told(party.moe, "attack", **options)).text
    assert "Hooves" in (await told(party.moe, "combat undo", steps=2)).text
    assert (await to_oneself(party.moe, "combat status")).text == before


async def killed_over_a_spell(stage: Stage, party: Party) -> None:
    """The process dies while Vex casts; the spell has happened or has not, and never twice."""
    casting = asyncio.create_task(party.alice.slash("tavern", "cast", spell="Magic Missile", target="Goblin Warrior 2"))
    await asyncio.sleep(0.01)
    await stage.bots[-1].kill()
    asked = await casting
    await stage.bot()
    cast = [each for each in await stage.events("fight.stepped") if each["cause"] == asked.interaction]
    if not cast:
        await told(party.alice, "cast", spell="Magic Missile", target="Goblin Warrior 2")


async def second_round(party: Party) -> None:
    """A blow that nobody keeps a spell up through; and Thorn falls."""
    await until_turn(party, "Unicorn")
    await told(party.moe, "hp", amount="+60", target="Brother Aldous", temporary=True)
    struck = await told(party.moe, "hp", amount="-60", type="radiant", target="Brother Aldous")
    assert "Brother Aldous loses concentration on Bless" in struck.text.replace("**", "")
    await told(party.moe, "hp", amount="=1", target="Thorn")
    assert "Thorn falls" in (await told(party.moe, "hp", amount="-1", type="piercing", target="Thorn")).text
    said = await party.bob.autocomplete("tavern", "attack", "choice", target="Unicorn", choice="opp")
    assert [each.value for each in said] == ["opportunity attack"]
    refused = await to_oneself(party.bob, "attack", target="Unicorn", choice="opportunity attack")
    assert "cannot act" in refused.text


async def third_round(party: Party) -> None:
    """A death save, a prayer, and the end of the unicorn."""
    await until_turn(party, "Thorn")
    assert "death save" in (await told(party.bob, "save", ability="death")).text
    await until_turn(party, "Brother Aldous")
    healed = await told(party.dan, "cast", spell="Cure Wounds", target="Thorn")
    assert "Thorn regains" in healed.text
    await told(party.moe, "hp", amount="=12", target="Thorn")
    for foe in ("Unicorn", "Goblin Warrior 1", "Goblin Warrior 2"):
        await told(party.moe, "hp", amount="-500", type="force", target=foe)
    ended = await told(party.moe, "combat end")
    assert f"{SHARE}" in ended.text


async def share_the_loot(party: Party) -> None:
    for who in (party.alice, party.bob, party.carol, party.dan):
        await to_oneself(who, "character item coins", amount="+25 gp")
    await to_oneself(party.bob, "character item add", item="Potion of Healing")


@pytest.mark.timeout(300)
async def test_an_evening_ends_as_it_was_written_down(stage: Stage) -> None:
    party = await stage.party(people=PEOPLE)
    await stage.bot()
    await characters(party)
    await begin(party)
    await first_round(stage, party)
    await second_round(party)
    await third_round(party)
    await share_the_loot(party)
    home = await ways_home(party)
    assert home.keys() == EXPECTED.keys()
    for name, expected in EXPECTED.items():
        assert home[name] == expected, name
    for who in (party.alice, party.bob, party.carol, party.dan):
        await told(who, "rest", kind="long")
    for name, sheet in (await sheets(party)).items():
        assert sheet.get("slots_spent", {}) == {}, name
        assert sheet["vitals"]["hit_points"]["current"] == sheet["vitals"]["hit_points"]["maximum"], name
    assert stage.bots[-1].bugs() == []
    assert await stage.ledger_holds()
    await stage.no_gaps()
