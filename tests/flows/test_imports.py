"""Sheets from elsewhere as people bring them: seen before they count, and taken along again; and their portraits."""

from __future__ import annotations

import asyncio
import base64
import io
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from PIL import Image

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from tests.core.characters.importing.files import FOLDER
from tests.flows.processes import PRODUCT
from tests.flows.stage import Party, Stage

NEW = "Make it a new character"


def upload(content: bytes, filename: str = "sheet.json") -> dict[str, Any]:
    return {"filename": filename, "content": base64.b64encode(content).decode()}


def fixture(name: str) -> dict[str, Any]:
    return upload((FOLDER / name).read_bytes(), name)


def drawn(kind: str = "PNG", size: tuple[int, int] = (300, 400)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, kind)
    return made.getvalue()


async def brought(who: Person, **given: Any) -> Message:
    """The preview of what somebody gives."""
    return (await who.completed(await who.slash("tavern", "character import", **given))).answer


async def pressed(who: Person, message: Message, button: str) -> Message:
    return (await who.completed(await who.click(message, button))).answer


async def taken_along(who: Person, **which: str) -> tuple[str, bytes]:
    """The file that exporting gives."""
    answer = (await who.completed(await who.slash("tavern", "character export", **which))).answer
    assert answer.ephemeral
    (file,) = answer.raw["attachments"]
    async with aiohttp.ClientSession() as session, session.get(file["url"]) as response:
        assert response.status == 200
        return file["filename"], await response.read()


async def test_a_character_is_seen_made_taken_along_and_brought_again_unchanged(shared: Stage, party: Party) -> None:
    seen = await brought(party.alice, file=fixture("beyond_2014.json"))
    assert seen.ephemeral
    assert seen.text.startswith(
        "## Orrin Vale\nHalf-Elf · Paladin 6 / Bard 2 / Warlock 2 · Failed Saint\nRules of 2014"
    )
    assert "27/104 hit points" in seen.text
    assert "`data.customProficiencies[2].name` “Bluff at Cards”: no place for it on my sheets" in seen.text
    assert "not affiliated" in seen.text
    made = await pressed(party.alice, seen, NEW)
    assert made.text.startswith("**Orrin Vale** is yours: Paladin 6 / Bard 2 / Warlock 2.")
    name, file = await taken_along(party.alice)
    assert (name, json.loads(file)["sheet"]["name"]) == ("orrin-vale.json", "Orrin Vale")
    again = await brought(party.alice, file=upload(file))
    assert "Everything was read." in again.text
    onto = await pressed(party.alice, again, "Put it onto Orrin Vale")
    assert "Nothing is otherwise." in onto.text
    (created,) = [each for each in await shared.events("character.created") if each["by"] == "dnd-beyond"]
    assert created
    assert await shared.ledger_holds()


@pytest.mark.parametrize(
    "name", ["beyond_2024.json", "foundry_2014.json", "foundry_2024.json", "plain.txt", "plain.csv"]
)
async def test_every_kind_of_file_becomes_a_character(shared: Stage, party: Party, name: str) -> None:
    seen = await brought(party.bob, file=fixture(name))
    made = await pressed(party.bob, seen, NEW)
    assert "is yours" in made.text
    _, file = await taken_along(party.bob)
    assert json.loads(file)["sheet"]["classes"]


async def test_a_plain_text_is_put_onto_the_character_that_is_played(shared: Stage, party: Party) -> None:
    await pressed(party.alice, await brought(party.alice, text="Name: Thorn; Class: Fighter 3; STR 16; HP: 28"), NEW)
    seen = await brought(party.alice, text="Name: Thorn; XP: 2,700; Items: Rope, 2 Torches")
    onto = await pressed(party.alice, seen, "Put it onto Thorn")
    assert onto.text.startswith("**Thorn** is as the file says now.")
    assert "Experience points: 0 → 2700" in onto.text
    assert "hit points" not in onto.text, "what the text does not tell stays as it was"
    _, file = await taken_along(party.alice, name="Thorn")
    sheet = json.loads(file)["sheet"]
    assert (sheet["xp"], sheet["scores"]["str"], sheet["items"]["Torches"]["count"]) == (2700, 16, 2)


async def test_a_preview_is_used_once_or_left(shared: Stage, party: Party) -> None:
    seen = await brought(party.carol, text="Name: Once; Class: Bard 1")
    made = await pressed(party.carol, seen, NEW)
    assert "is yours" in made.text
    assert NEW not in str(made.components)
    left = await pressed(party.carol, await brought(party.carol, text="Name: Never; Class: Bard 1"), "Cancel")
    assert left.text == "Nothing was imported."
    offered = await party.carol.autocomplete("tavern", "character export", "name", name="")
    assert {choice.name for choice in offered} <= {"Once · Bard 1"}


async def test_a_preview_that_is_pressed_twice_makes_one_character(shared: Stage, party: Party) -> None:
    before = len(await shared.events("character.created"))
    seen = await brought(party.alice, text="Name: Twice; Class: Bard 1")
    several = await asyncio.gather(*(pressed(party.alice, seen, NEW) for _ in range(3)))

    assert all(answer.text.startswith("**Twice** is yours: Bard 1.") for answer in several)
    offered = await party.alice.autocomplete("tavern", "character export", "name", name="twice")
    assert [choice.name for choice in offered] == ["Twice · Bard 1"]
    created = await shared.events("character.created")
    assert len(created) == before + 1
    (own,) = [each for each in created if each["stream"] == f"character:{seen.id}"]
    assert own["cause"] != seen.id, "it is the press, by which a late answer finds what was done"


async def test_a_preview_outlives_the_bot_and_belongs_to_whoever_gave_the_file(stage: Stage, tmp_path: Path) -> None:
    bot = await stage.bot(DATA_DIR=str(tmp_path))
    party = await stage.party()
    seen = await brought(party.alice, file=fixture("foundry_2024.json"))
    picture = upload(drawn(), "vesh.png")
    await bot.kill()
    await stage.bot(DATA_DIR=str(tmp_path))
    assert "**Vesh Stonesinger** is yours" in (await pressed(party.alice, seen, NEW)).text
    given = await party.alice.completed(await party.alice.slash("tavern", "character portrait", image=picture))
    assert "That is **Vesh Stonesinger**" in given.answer.text
    owner = await party.alice.id()
    kept = [path for path in (tmp_path / "objects").rglob("*") if path.is_file()]
    assert {path.parent.name for path in kept} == {owner}
    assert len(kept) == 2
    next(path for path in kept if path.stat().st_size > 5_000).unlink()
    gone = await brought(party.alice, text="Name: Thorn; Class: Fighter 1")
    for path in (tmp_path / "objects" / owner).iterdir():
        path.unlink()
    assert "I do not have that file any more" in (await pressed(party.alice, gone, NEW)).text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "one thing to import"),
        ({"text": "Name: A; Class: Bard 1", "url": "https://www.dndbeyond.com/characters/1"}, "one thing to import"),
        ({"url": "https://www.dndbeyond.com/characters/1"}, "has not allowed me to fetch"),
        ({"text": "just words"}, "no line of it is of a sheet that I know"),
        ({"file": upload(b"")}, "nothing in that file"),
        ({"file": upload(b"{")}, "goes wrong in line 1"),
        ({"file": upload(b'{"a": 1}')}, "no character that I know"),
        ({"file": upload(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)}, "no text"),
        ({"file": upload(b"[" * 1_000_000)}, "larger than any sheet"),
        ({"file": upload(b" " * 5_000_000)}, "larger than any sheet"),
    ],
)
async def test_what_cannot_be_imported_is_explained(
    shared: Stage, party: Party, given: dict[str, Any], told: str
) -> None:
    refused = await brought(party.alice, **given)
    assert refused.ephemeral
    assert told in refused.text
    assert "`/character import" in refused.text, "with something to type"


async def test_what_is_strange_in_a_file_is_shown_as_it_is_and_pings_nobody(shared: Stage, party: Party) -> None:
    document = json.loads((FOLDER / "beyond_2024.json").read_bytes())
    document["data"]["name"] = "**@everyone** <@1>\u202e"
    document["data"]["alignmentId"] = "`x` <@1> @here " + "y" * 500
    document["data"]["inventory"] = [
        {"quantity": "@everyone", "definition": {"name": "[x](https://evil.example)"}}
    ] * 60
    seen = await brought(party.alice, file=upload(json.dumps(document).encode()))
    assert seen.text.startswith(r"## \*\*\@everyone\*\* \<\@1\>")
    assert r"“\`x\` \<\@1\> \@here" in seen.text
    assert "more" in seen.text
    assert not seen.raw["mentions"]
    assert not seen.raw["mention_everyone"]


async def test_a_portrait_is_kept_shown_and_described(shared: Stage, party: Party) -> None:
    await pressed(party.dan, await brought(party.dan, text="Name: Wren; Class: Rogue 2; Race: Elf"), NEW)
    none = (await party.dan.slash("tavern", "character portrait")).answer
    assert "has no portrait" in none.text
    given = await party.dan.completed(
        await party.dan.slash(
            "tavern", "character portrait", image=upload(drawn("JPEG"), "wren.jpg"), description="A *thin* elf, smiling"
        )
    )
    (gallery,) = [part for part in given.answer.components if part["type"] == 12]
    assert gallery["items"][0]["description"] == "Portrait of Wren: A *thin* elf, smiling"
    shown = await party.dan.completed(await party.dan.slash("tavern", "character portrait"))
    assert shown.answer.text.startswith("This is **Wren**.")
    _, file = await taken_along(party.dan)
    assert "portrait" not in json.loads(file)["sheet"]
    assert json.loads(file)["sheet"]["fields"]["portrait"] == "A *thin* elf, smiling"


@pytest.mark.parametrize(
    ("image", "told"),
    [
        (upload(b"no picture", "x.png"), "cannot read that picture"),
        (upload(drawn("BMP"), "x.png"), "cannot read that picture"),
        (upload(drawn("PNG", (5_000, 5_000)), "x.png"), "pixels"),
    ],
)
async def test_what_is_no_portrait_is_explained(shared: Stage, party: Party, image: dict[str, Any], told: str) -> None:
    await pressed(party.dan, await brought(party.dan, text="Name: Wren; Class: Rogue 2"), NEW)
    refused = await party.dan.completed(await party.dan.slash("tavern", "character portrait", image=image))
    assert refused.answer.ephemeral
    assert told in refused.answer.text


async def test_addresses_are_asked_only_where_that_is_allowed_and_never_another_host(stage: Stage) -> None:
    bot = await stage.bot(IMPORT_URLS="true", **PRODUCT)
    party = await stage.party()
    for address in ("http://127.0.0.1/characters/1", "https://evil.example/characters/1", "file:///etc/passwd"):
        refused = await brought(party.alice, url=address)
        assert "from D&D Beyond alone" in refused.text, address
    assert bot.bugs() == []


async def test_who_imports_too_much_is_told_when_to_go_on(stage: Stage) -> None:
    await stage.bot(**PRODUCT)
    party = await stage.party()
    answers = [await brought(party.alice, text=f"Name: N{number}; Class: Bard 1") for number in range(11)]
    assert "## N9" in answers[9].text
    assert "you can import 10 sheets" in answers[10].text
