"""Every way to do something at a table: commands, entries of menus, buttons, and for whom the matrix opens each."""

from __future__ import annotations

import asyncio
import base64
import io
from typing import Any, Final

from PIL import Image

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message, Result
from core.tables.permissions import MAY, Standing
from core.tables.state import Mode
from tests.flows.matrix.cast import BOBS, Do, Door, Scene


def everybody(mode: Mode, standings: frozenset[Standing]) -> bool:
    return True


def nobody(mode: Mode, standings: frozenset[Standing]) -> bool:
    return False


def unseated(mode: Mode, standings: frozenset[Standing]) -> bool:
    return "stranger" in standings


def hidden_roll(mode: Mode, standings: frozenset[Standing]) -> bool:
    """Who has no seat to roll from rolls beside the table, where a hidden roll is one's own."""
    return bool(standings & {"stranger", "kicked", "spectator"}) or bool(MAY["roll-hidden"][mode] & standings)


def slash(command: str, channel: str = "tavern", **options: Any) -> Do:
    return lambda scene, who: who.slash(channel, command, **options)


def button(label: str) -> Do:
    return lambda scene, who: who.click(scene.card, label)


async def kick_tess(scene: Scene, who: Person) -> Result:
    return await who.slash("tavern", "table kick", user=await scene.tess())


def on_tess(command: str, **options: Any) -> Do:
    async def do(scene: Scene, who: Person) -> Result:
        return await who.slash("tavern", command, user=await scene.tess(), **options)

    return do


async def kick_by_menu(scene: Scene, who: Person) -> Result:
    return await who.menu("tavern", "Kick from table", await scene.tess())


async def rule(scene: Scene, who: Person) -> Result:
    roll = scene.roll_id(scene.opened)
    return await who.slash("tavern", "dice rule", roll=roll, ruling="fails", reason="the rope was wet")


def the_dm(mode: Mode, standings: frozenset[Standing]) -> bool:
    return "dm" in standings


def players(mode: Mode, standings: frozenset[Standing]) -> bool:
    return "player" in standings


def not_its_opener(mode: Mode, standings: frozenset[Standing]) -> bool:
    return "creator" not in standings


async def look_and_reveal(scene: Scene, who: Person) -> Result:
    """*Reveal* on the copy that *Look* gives; who gets none has nothing to press."""
    looked = await who.completed(await who.click(scene.sealed, "Look"))
    return await who.click(looked.answer, "Reveal") if looked.answer.components else looked


async def come_back(scene: Scene, who: Person) -> Result:
    assert scene.missed
    return await who.click(scene.missed, "I am back")


async def vote_for_bob(scene: Scene, who: Person) -> Result:
    assert scene.missed
    return await who.select(scene.missed, menus(scene.missed, "stand-in")[0], BOBS)


async def open_apart(scene: Scene, who: Person) -> Result:
    return await who.slash("cellar", "table open", where="thread")


async def sit_apart(scene: Scene, who: Person) -> Result:
    """*Join* where a table in a thread is told of, at which Alice alone has a seat."""
    (told,) = [message for message in await who.messages("cellar") if menus(message, "sit")]
    return await who.click(told, "Join")


async def share_a_page(scene: Scene, who: Person) -> Result:
    looked = await who.completed(await who.slash("tavern", "lookup", name="Fireball"))
    return await who.click(looked.answer, "Share")


async def save_presets(scene: Scene, who: Person) -> None:
    """Everybody's own."""
    save = slash("dice preset save", name="axe", dice="1d12")
    await asyncio.gather(*(save(scene, person) for person in scene.party.people.values()))


def menus(message: Message, action: str) -> list[str]:
    """The ids of a card's buttons and menus that do something."""
    ids = [str(part.get("custom_id")) for part in message.components]
    return [each for each in ids if each.endswith(f":{action}")]


def sees_settings(mode: Mode, standings: frozenset[Standing]) -> bool:
    """A co-DM may want a DM thread, and so is shown the panel of what they may not change."""
    return bool((MAY["change-settings"][mode] | MAY["pair-thread"][mode]) & standings)


def pick(action: str, value: str) -> Do:
    async def do(scene: Scene, who: Person) -> Result:
        shown = await who.completed(await who.slash("tavern", "table settings"))
        of = menus(shown.answer, action)
        return await who.select(shown.answer, of[0], value) if of else shown

    return do


async def press_dm_thread(scene: Scene, who: Person) -> Result:
    shown = await who.completed(await who.slash("tavern", "table settings"))
    return await who.click(shown.answer, "DM thread") if "DM thread" in shown.answer.text else shown


async def have_characters(scene: Scene, who: Person) -> None:
    """Everybody plays one, at this table and those that they sit at later; Tess plays Tessa."""
    await asyncio.gather(*(_has_one(person) for person in scene.party.people.values()))


async def _has_one(person: Person) -> None:
    name = "Tessa" if person.name == "tess" else "Thorn"
    listed = (await person.completed(await person.slash("tavern", "character list"))).answer
    if "You have no character yet" in listed.text:
        await person.completed(await person.slash("tavern", "character create", quick=f"{name}, human fighter"))
        await person.slash("tavern", "character use", name=name, scope="everywhere")


async def have_things(scene: Scene, who: Person) -> None:
    """Everybody's character has something to use up."""
    await have_characters(scene, who)
    await asyncio.gather(*(_has_things(person) for person in scene.party.people.values()))


async def _has_things(person: Person) -> None:
    for command, options in READY.items():
        await person.slash("tavern", f"character {command}", **options)


READY: Final[dict[str, dict[str, Any]]] = {
    "counter add": {"counter": "Luck", "max": 3},
    "item add": {"item": "Rope"},
    "spell learn": {"spell": "Light"},
}


def those_who_lead(mode: Mode, standings: frozenset[Standing]) -> bool:
    """Whoever leads sees and edits what is played at the table."""
    return bool(standings & {"dm", "co-dm", "stand-in"})


async def edit_notes(scene: Scene, who: Person) -> Result:
    opened = await who.slash("tavern", "character edit", part="notes")
    return await who.submit(opened, notes=f"Written down {opened.interaction}.")


def of_ones_own(command: str, **options: Any) -> Door:
    """A command on the sheet of the character that one plays, of which nobody asks whether the DM is away."""
    before = have_things if command.partition(" ")[0] in {"counter", "item", "spell"} else have_characters
    return Door(slash(f"character {command}", **options), everybody, before=before, at=("open", "dm-led"))


def _portrait() -> dict[str, str]:
    drawn = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(drawn, "PNG")
    return {"filename": "thorn.png", "content": base64.b64encode(drawn.getvalue()).decode()}


PORTRAIT: Final = _portrait()
CHARACTERS: Final[dict[str, Door]] = {
    "character create": Door(slash("character create", quick="Thorn, human fighter 3, soldier"), everybody),
    "character sheet": of_ones_own("sheet"),
    "character use": of_ones_own("use", name="Thorn"),
    "character list": of_ones_own("list"),
    "character edit": Door(edit_notes, everybody, before=have_characters),
    "character levelup": of_ones_own("levelup"),
    "character history": of_ones_own("history"),
    "character restore": of_ones_own("restore", version=1),
    "character transfer": Door(on_tess("character transfer"), everybody, before=have_characters),
    "character delegate": Door(on_tess("character delegate", may="see"), everybody, before=have_characters),
    "character delete": of_ones_own("delete"),
    "character counter add": of_ones_own("counter add", counter="Fate", max=1),
    "character counter set": of_ones_own("counter set", counter="Luck", to="1"),
    "character counter reset": of_ones_own("counter reset"),
    "character counter list": of_ones_own("counter list"),
    "character counter delete": of_ones_own("counter delete", counter="Luck"),
    "character item add": of_ones_own("item add", item="Rope"),
    "character item remove": of_ones_own("item remove", item="Rope"),
    "character item give": of_ones_own("item give", item="Rope", to="Tessa"),
    "character item equip": of_ones_own("item equip", item="Chain Mail", on=False),
    "character item list": of_ones_own("item list"),
    "character item coins": of_ones_own("item coins", amount="+1 gp"),
    "character spell list": of_ones_own("spell list"),
    "character spell learn": Door(
        slash("character spell learn", spell="Bless"),
        everybody,
        before=have_characters,
        cleanup=slash("character spell forget", spell="Bless"),
    ),
    "character spell prepare": of_ones_own("spell prepare", spell="Light"),
    "character spell forget": of_ones_own("spell forget", spell="Light"),
    "character spell slots": of_ones_own("spell slots"),
    "character import": Door(slash("character import", text="Thorn\nHuman Fighter 3\nStrength 16"), everybody),
    "character export": of_ones_own("export"),
    "character portrait": of_ones_own("portrait", image=PORTRAIT),
    "menu View sheet": Door(lambda scene, who: tess_sheet(scene, who), those_who_lead, before=have_characters),
    "a player’s sheet": Door(slash("character sheet", name="Tessa"), those_who_lead, before=have_characters),
    "a player’s things": Door(
        slash("character item add", item="Rope", name="Tessa"), those_who_lead, before=have_characters
    ),
}
"""What one does with one's own character anybody may do; with a player's, whoever leads the table."""


async def tess_sheet(scene: Scene, who: Person) -> Result:
    return await who.menu("tavern", "View sheet", await scene.tess())


def runs_fights(mode: Mode, standings: frozenset[Standing]) -> bool:
    """Who may begin a fight and so run it: whoever leads, and at an open table anybody who plays there."""
    return "player" in standings if mode == "open" else those_who_lead(mode, standings)


def runs_this_fight(mode: Mode, standings: frozenset[Standing]) -> bool:
    """Who runs the fight that `meet_an_ogre` began: whoever leads, and at an open table Alice."""
    return "creator" in standings if mode == "open" else those_who_lead(mode, standings)


async def meet_an_ogre(scene: Scene, who: Person) -> None:
    """A fight of an ogre, whose turn it is, and nobody else; begun by whoever leads."""
    people = scene.party
    leader = people.bob if scene.missed else people.alice
    begun = await leader.completed(await leader.slash("tavern", "combat start", everybody=False))
    if begun.answer.ephemeral:
        leader = people.dora
        await leader.completed(await leader.slash("tavern", "combat start", everybody=False))
    await leader.completed(await leader.slash("tavern", "combat add", monster="Ogre"))
    await leader.completed(await leader.slash("tavern", "combat next"))


async def save_encounters(scene: Scene, who: Person) -> None:
    """Everybody's own."""
    save = slash("combat encounter save", name="den", monsters="2 Ogre")
    await asyncio.gather(*(save(scene, person) for person in scene.party.people.values()))


ENCOUNTERS: Final[dict[str, Door]] = {
    "help": Door(slash("help"), everybody),
    "combat encounter difficulty": Door(
        slash("combat encounter difficulty", monsters="2 Ogre", party="4x5"), everybody
    ),
    "combat encounter difficulty, of the fight": Door(
        slash("combat encounter difficulty", party="4x5"), runs_this_fight, before=meet_an_ogre
    ),
    "combat encounter build": Door(slash("combat encounter build", party="4x5"), everybody),
    "combat encounter save": Door(slash("combat encounter save", name="den", monsters="2 Ogre"), everybody),
    "combat encounter load": Door(
        slash("combat encounter load", name="den"), runs_fights, spends=True, before=save_encounters
    ),
    "combat encounter list": Door(slash("combat encounter list"), everybody, before=save_encounters),
    "combat encounter delete": Door(
        slash("combat encounter delete", name="den"),
        everybody,
        before=save_encounters,
        cleanup=slash("combat encounter save", name="den", monsters="2 Ogre"),
    ),
    "combat suggest": Door(slash("combat suggest"), runs_this_fight, before=meet_an_ogre),
    "combat auto": Door(slash("combat auto"), runs_this_fight, before=meet_an_ogre),
}
"""Planning is everybody's own; what touches a fight is for who runs it."""


DOORS: Final[dict[str, Door]] = {
    **CHARACTERS,
    **ENCOUNTERS,
    "roll": Door(slash("roll", dice="1d20"), everybody),
    "roll hidden": Door(slash("roll", dice="1d20", hidden=True), hidden_roll),
    "r": Door(slash("r", dice="1d20"), everybody),
    "button Roll d20": Door(button("Roll d20"), "roll", presses="table:roll"),
    "button Roll again": Door(
        lambda scene, who: who.click(scene.opened, "Roll again"), everybody, presses="roll:again"
    ),
    "button Look": Door(lambda scene, who: who.click(scene.sealed, "Look"), "look", presses="roll:look"),
    "button Reveal": Door(look_and_reveal, "reveal", spends=True, presses="roll:reveal"),
    "table open": Door(
        slash("table open", channel="cellar"), everybody, cleanup=slash("table close", channel="cellar")
    ),
    "table join": Door(slash("table join"), unseated, cleanup=slash("table leave")),
    "button Join": Door(button("Join"), unseated, cleanup=slash("table leave"), presses="table:join"),
    "button Join, apart": Door(sit_apart, not_its_opener, before=open_apart, presses="table:sit"),
    "table leave": Door(slash("table leave"), "leave", spends=True),
    "button Leave": Door(button("Leave"), "leave", spends=True, presses="table:leave"),
    "table away": Door(slash("table away"), "report-away", spends=True, idle_at="dm-away"),
    "button I am back": Door(come_back, the_dm, at=("dm-missed", "dm-away"), presses="table:back"),
    "menu of a vote": Door(vote_for_bob, players, at=("dm-missed",), presses="table:stand-in"),
    "table status": Door(slash("table status"), everybody),
    "table close": Door(slash("table close"), "close", spends=True),
    "table resume": Door(slash("table resume"), nobody),
    "table dc": Door(slash("table dc", value=12), "set-dc"),
    "table promote": Door(on_tess("table promote"), "promote", spends=True),
    "table handoff": Door(on_tess("table handoff"), "hand-off", spends=True),
    "table role": Door(on_tess("table role", role="spectator"), "give-role", spends=True),
    "table kick": Door(kick_tess, "kick", spends=True),
    "menu Kick from table": Door(kick_by_menu, "kick", spends=True),
    "table unkick": Door(on_tess("table unkick"), "unkick", spends=True, before=kick_tess),
    "table settings": Door(slash("table settings"), sees_settings),
    "settings kind": Door(pick("kind", "campaign"), "change-settings", presses="table:kind"),
    "settings skills": Door(pick("skills", "insight"), "change-settings", presses="table:skills"),
    "settings DM thread": Door(press_dm_thread, "pair-thread", spends=True, presses="table:dm-thread"),
    "dice reveal": Door(
        lambda scene, who: who.slash("tavern", "dice reveal", roll=scene.roll_id(scene.sealed)),
        "reveal",
        spends=True,
    ),
    "menu Reveal hidden roll": Door(
        lambda scene, who: who.menu("tavern", "Reveal hidden roll", scene.sealed), "reveal", spends=True
    ),
    "dice rule": Door(rule, "rule"),
    "dice entropy": Door(slash("dice entropy", text="a fair wind"), everybody),
    "lookup": Door(slash("lookup", name="Fireball"), everybody),
    "lookup share": Door(share_a_page, everybody, presses="lookup:share"),
    "dice history": Door(slash("dice history"), everybody),
    "dice export": Door(slash("dice export"), everybody),
    "dice stats": Door(slash("dice stats"), everybody),
    "dice odds": Door(slash("dice odds", dice="1d20", reach=11), everybody),
    "dice verify": Door(
        lambda scene, who: who.slash("tavern", "dice verify", roll=scene.roll_id(scene.opened)), everybody
    ),
    "menu Verify roll": Door(lambda scene, who: who.menu("tavern", "Verify roll", scene.opened), everybody),
    "menu Roll this": Door(lambda scene, who: who.menu("tavern", "Roll this", scene.opened), everybody),
    "dice preset save": Door(slash("dice preset save", name="axe", dice="1d12"), everybody),
    "dice preset use": Door(slash("dice preset use", name="axe"), everybody, before=save_presets),
    "dice preset list": Door(slash("dice preset list"), everybody),
    "dice preset delete": Door(
        slash("dice preset delete", name="axe"),
        everybody,
        before=save_presets,
        cleanup=slash("dice preset save", name="axe", dice="1d12"),
    ),
}


ELSEWHERE: Final[dict[str, str]] = {
    "table:keep": "tests/flows/test_table_time.py",
    "table:resume": "tests/flows/test_table_time.py",
    "rolls:older": "tests/flows/test_dice_records.py",
    "rolls:newer": "tests/flows/test_dice_records.py",
    "lookup:back": "tests/flows/test_lookup.py",
    "lookup:on": "tests/flows/test_lookup.py",
    "lookup:instead": "tests/flows/test_lookup.py",
    "lookup:open": "tests/flows/test_lookup.py",
    **dict.fromkeys(
        (*(f"encounter:{each}" for each in ("another", "keep", "add", "hide")), "suggestion:do"),
        "tests/flows/test_encounters.py",
    ),
    **dict.fromkeys(
        (
            *("sheet:show", "sheet:share", "sheet:undo", "versions:newer", "versions:older", "versions:undo"),
            *("draft:page", "draft:name", "draft:roll", "draft:make", "draft:drop", "draft:rules", "draft:class"),
            *("draft:species", "draft:lineage", "draft:background", "draft:method", "draft:score", "draft:answer"),
            *("level:page", "level:roll", "level:gain", "level:drop", "level:class", "level:answer"),
            *("character:take", "character:withdraw", "character:delete", "character:keep", "character:back"),
        ),
        "tests/flows/test_characters.py",
    ),
    **dict.fromkeys(("import:new", "import:onto", "import:cancel"), "tests/flows/test_imports.py"),
    **dict.fromkeys(
        (
            *("answer:give", "answer:at"),
            *("readied:happen", "readied:at", "fight:let-go", "fight:effect"),
            *("deed:what", "deed:way", "deed:at", "deed:do", "deed:spell"),
            *("spell:slot", "spell:way", "spell:at", "spell:do"),
        ),
        "tests/flows/test_casting.py",
    ),
    **dict.fromkeys(("answer:slot", "answer:way", "answer:do"), "tests/flows/test_features.py"),
}
"""Buttons that a table as it is walked here does not show: who may press *Keep open* and *Resume* is walked by
tests/core/tables/test_seating.py; the pages of a history, or of an entry of the books, are turned by whoever reads it,
and by nobody else."""
