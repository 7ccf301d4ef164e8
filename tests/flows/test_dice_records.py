"""Looking back at rolls as people do: pages that turn after a restart, files, how the dice fell, presets."""

from __future__ import annotations

import csv
import json
import re
from typing import Any

import aiohttp
import pytest

from bot.sandbox.client.results import Message, walk
from tests.flows.stage import Party, Stage, total

VIEW_CHANNEL = 1 << 10


async def rolls(party: Party, who: str, *lines: str) -> list[int]:
    """Roll each line, one after the other."""
    return [total((await party.people[who].slash("tavern", "r", dice=line)).answer) for line in lines]


def labels(message: Message) -> list[str]:
    """The labels that a page shows, the newest first."""
    return re.findall(r"label (\d+)", message.text)


def disabled(message: Message) -> dict[str, bool]:
    return {part["label"]: part.get("disabled", False) for part in walk(message.components) if part["type"] == 2}


async def contents(message: Message) -> dict[str, bytes]:
    """What a message's files and pictures hold, by their names."""
    urls = [each["url"] for each in message.raw["attachments"]] + [each["media"]["url"] for each in pictures(message)]
    async with aiohttp.ClientSession() as session:
        found = {}
        for url in urls:
            async with session.get(url) as response:
                found[url.partition("?")[0].rpartition("/")[2]] = await response.read()
    return found


def pictures(message: Message) -> list[dict[str, Any]]:
    """The items of a card's galleries."""
    return [item for part in walk(message.components) if part["type"] == 12 for item in part["items"]]


async def test_history_is_paged_and_its_buttons_outlive_a_restart(stage: Stage) -> None:
    bot = await stage.bot()
    party = await stage.party()
    await rolls(party, "alice", *[f"1d20 # label {number}" for number in range(25)])
    first = (await party.bob.slash("tavern", "dice history")).answer
    assert first.ephemeral
    assert labels(first) == [str(number) for number in range(24, 14, -1)]
    assert disabled(first) == {"Newer": True, "Older": False}
    await bot.kill()
    await stage.bot()
    second = (await party.bob.completed(await party.bob.click(first, "Older"))).answer
    assert labels(second) == [str(number) for number in range(14, 4, -1)]
    third = (await party.bob.completed(await party.bob.click(second, "Older"))).answer
    assert labels(third) == ["4", "3", "2", "1", "0"]
    assert disabled(third) == {"Newer": False, "Older": True}
    back = (await party.bob.completed(await party.bob.click(third, "Newer"))).answer
    assert labels(back) == labels(second)
    assert await stage.ledger_holds()


async def test_history_is_filtered_by_person_table_and_time(shared: Stage, party: Party) -> None:
    opened = await party.alice.slash("tavern", "table open")
    code = opened.answer.text.splitlines()[0].split()[-1]
    await rolls(party, "alice", "1d20 # label 1")
    await rolls(party, "bob", "1d20 # label 2")
    everybody = (await party.carol.slash("tavern", "dice history", since="1h")).answer
    bobs = (await party.carol.slash("tavern", "dice history", user=await party.bob.id())).answer
    table = (await party.carol.slash("tavern", "dice history", table=code.lower())).answer
    assert (labels(everybody), labels(bobs), labels(table)) == (["2", "1"], ["2"], ["1"])
    assert code in table.text
    later = (await party.carol.slash("tavern", "dice history", since="2999-01-01")).answer
    assert "no such rolls" in later.text


@pytest.mark.parametrize(
    ("options", "told"),
    [({"since": "yesteryear"}, "2026-11-01"), ({"since": "99999y"}, "hundred years"), ({"table": "MIST"}, "MIST-1234")],
)
async def test_what_cannot_be_looked_for_is_explained(
    shared: Stage, party: Party, options: dict[str, Any], told: str
) -> None:
    refused = (await party.alice.slash("tavern", "dice history", **options)).answer
    assert refused.ephemeral
    assert told in refused.text


async def test_hidden_rolls_are_found_by_their_roller_alone(shared: Stage, party: Party) -> None:
    opened = await party.alice.slash("tavern", "table open", mode="dm-led")
    code = opened.answer.text.splitlines()[0].split()[-1]
    await party.bob.slash("tavern", "table join")
    await party.alice.slash("tavern", "roll", dice="1d1+7000000", hidden=True, label="trapdoor")
    alice = await party.alice.id()
    own = [
        (await party.alice.slash("tavern", "dice history")).answer,
        (await party.alice.slash("tavern", "dice stats")).answer,
        (await party.alice.slash("tavern", "dice export")).answer,
    ]
    assert all(each.ephemeral for each in own)
    assert "trapdoor" in own[0].text
    assert "only you" in own[0].text
    assert b"7000001" in (await contents(own[2]))["rolls.csv"]
    for command in ("dice history", "dice stats", "dice export"):
        for asked in ({"user": alice}, {"table": code}):
            seen = (await party.bob.slash("tavern", command, **asked)).answer
            assert "no such rolls" in seen.text
            assert not await contents(seen)
    assert not [m for m in await party.bob.messages("tavern") if "7000001" in str(m.raw) or "trapdoor" in str(m.raw)]


async def test_rolls_stay_in_their_guild_and_in_channels_that_one_can_read(shared: Stage, party: Party) -> None:
    await rolls(party, "alice", "1d20 # label 1")
    elsewhere = await shared.party()
    assert "no such rolls" in (await elsewhere.bob.slash("tavern", "dice history")).answer.text
    assert "no such rolls" in (await elsewhere.alice.slash("tavern", "dice history")).answer.text


async def test_rolls_of_a_channel_are_found_by_those_who_can_read_it(shared: Stage, party: Party) -> None:
    await party.alice.overwrite("cellar", party.guild.id, type=0, deny=str(VIEW_CHANNEL))
    await party.alice.overwrite("cellar", await party.bob.id(), type=1, allow=str(VIEW_CHANNEL))
    await party.bob.slash("cellar", "r", dice="1d20 # label 1")
    assert labels((await party.bob.slash("tavern", "dice history")).answer) == ["1"]
    assert "no such rolls" in (await party.carol.slash("tavern", "dice history")).answer.text


async def test_export_gives_the_rolls_as_csv_and_json(shared: Stage, party: Party) -> None:
    await party.alice.slash("tavern", "table open")
    (sum_of_three,) = await rolls(party, "alice", "4d6kh3 dc9 # =HYPERLINK(0)")
    answer = (await party.alice.slash("tavern", "dice export")).answer
    assert answer.ephemeral
    files = await contents(answer)
    (row,) = csv.DictReader(files["rolls.csv"].decode("utf-8-sig").splitlines())
    assert (row["player"], row["notation"], row["total"]) == ("Alice", "4d6kh3", str(sum_of_three))
    assert row["label"] == "'=HYPERLINK(0)"
    (told,) = json.loads(files["rolls.json"])
    assert (told["total"], told["dc"], told["passed"]) == (sum_of_three, 9, sum_of_three >= 9)
    (group,) = told["dice"]
    assert len(group["faces"]) == 4
    assert sum(group["kept"]) == 3


async def test_stats_count_every_die_and_show_them_with_words(shared: Stage, party: Party) -> None:
    await rolls(party, "alice", "200d20kh1", "30d6", "4dF")
    answer = (await party.alice.slash("tavern", "dice stats")).answer
    assert answer.ephemeral
    assert "3 rolls, 234 dice" in answer.text
    assert answer.text.index("**d20** · 200 dice") < answer.text.index("**d6** · 30 dice")
    assert "fair ones tend to 10.5" in answer.text
    assert "fair sets of dice" in answer.text
    assert "11 more dice" in answer.text, "four fate dice are too few to judge"
    drawn = await contents(answer)
    assert set(drawn) == {"stats.png"}
    assert all(picture.startswith(b"\x89PNG") for picture in drawn.values())
    (alt,) = {item["description"] for item in pictures(answer)}
    assert [name for name in ("d20, 200", "d6, 30", "dF, 4") if name not in alt] == []


async def test_a_preset_is_saved_offered_used_and_deleted(shared: Stage, party: Party) -> None:
    saved = await party.alice.slash("tavern", "dice preset save", name="Fire Bolt", dice="1d20+6 adv dc27 # burn")
    assert saved.answer.ephemeral
    assert "Fire Bolt" in saved.answer.text
    offered = await party.alice.autocomplete("tavern", "dice preset use", "name", name="fire")
    assert [(choice.name, choice.value) for choice in offered] == [("Fire Bolt · 1d20+6 adv dc27 # burn", "Fire Bolt")]
    used = await party.alice.slash("tavern", "dice preset use", name="fire bolt")
    assert not used.answer.ephemeral
    assert 7 <= total(used.answer) <= 26
    assert "misses DC 27" in used.answer.text
    assert "advantage" in used.answer.text
    assert "burn" in used.answer.text
    assert "Fire Bolt" in (await party.alice.slash("tavern", "dice preset list")).answer.text
    deleted = await party.alice.slash("tavern", "dice preset delete", name="FIRE bolt")
    assert "1d20+6 adv dc27 # burn" in deleted.answer.text
    assert "You have none" in (await party.alice.slash("tavern", "dice preset list")).answer.text


async def test_presets_are_ones_own_and_mistakes_are_explained(shared: Stage, party: Party) -> None:
    await party.carol.slash("tavern", "dice preset save", name="Sneak", dice="1d20+9")
    assert "no preset" in (await party.dan.slash("tavern", "dice preset use", name="Sneak")).answer.text
    assert not await party.dan.autocomplete("tavern", "dice preset use", "name", name="")
    bad = (await party.carol.slash("tavern", "dice preset save", name="Bad", dice="4d6kk3")).answer
    assert bad.ephemeral
    assert "column 4" in bad.text
    long = (await party.carol.slash("tavern", "dice preset save", name="x" * 33, dice="1d20")).answer
    assert "33 characters" in long.text


async def test_a_preset_is_rolled_once_however_often_it_is_delivered(shared: Stage, party: Party) -> None:
    await party.alice.slash("tavern", "dice preset save", name="Sneak", dice="1d20+9 # sneaking past")
    await shared.sandbox.fault(duplicate="INTERACTION_CREATE")
    used = await party.alice.slash("tavern", "dice preset use", name="Sneak")
    made = [event for event in await shared.events("table.rolled") if event["cause"] == used.interaction]
    assert [event["total"] for event in made] == [total(used.answer)]


async def test_files_survive_a_connection_that_breaks_while_they_are_sent(shared: Stage, party: Party) -> None:
    await rolls(party, "alice", "1d20 # label 1")
    await shared.sandbox.fault(method="POST", path="/interactions/.*/callback$", reset=True, count=1)
    answer = (await party.alice.slash("tavern", "dice export")).answer
    assert b"label 1" in (await contents(answer))["rolls.csv"]


async def test_in_a_direct_message_one_finds_ones_own_rolls_made_there(shared: Stage, party: Party) -> None:
    await rolls(party, "carol", "1d20 # label 1")
    await party.carol.slash("@bot", "r", dice="1d20 # label 2")
    assert labels((await party.carol.slash("@bot", "dice history")).answer) == ["2"]


async def test_rolls_of_open_threads_are_found_and_those_of_private_ones_are_not(shared: Stage, party: Party) -> None:
    talk = await party.alice.start_thread("tavern", "side talk")
    whispers = await party.alice.start_thread("tavern", "whispers", private=True)
    await party.alice.slash(talk, "r", dice="1d20 # label 1")
    await party.alice.slash(whispers, "r", dice="1d20 # label 2")
    assert labels((await party.alice.slash("tavern", "dice history")).answer) == ["2", "1"]
    assert labels((await party.bob.slash("tavern", "dice history")).answer) == ["1"]
