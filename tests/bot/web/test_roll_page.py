"""A roll's page: what it says, in which order, to whom, and that nobody's text becomes part of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.dice.layout import DieGroup
from core.ids import RollId, TableCode
from core.tables.events import Part, Proof, Ruled
from data.postgres.permalinks import erased
from data.postgres.transaction import Transaction
from tests.bot.web.house import BESIDE, MARA, OPTIONS, ROLLED_AT, STRENGTH, Rolls, Site, open_site, revealed
from tests.bot.web.markup import Page

HOSTILE = """<script>alert(1)</script>"><img src=x onerror=alert(2)>'{{7*7}}&amp;</style>"""


async def page(site: Site, roll_id: RollId) -> Page:
    answer = await site.ask(f"/roll/{roll_id}")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    return Page(answer.text)


async def test_the_total_comes_first_then_the_verdict_then_who_rolled_what(site: Site, rolls: Rolls) -> None:
    said = (await page(site, await rolls.write(STRENGTH))).said

    order = ["Total: 16", "Passes DC 15", "Break down the door", "Mara rolled 4d6kh3 + 2.", "4d6kh3 = 14"]
    places = [said.index(text) for text in order]
    assert places == sorted(places)


async def test_each_of_several_rolls_is_told_with_its_label(site: Site, rolls: Rolls) -> None:
    parts = (Part("1d20", 1, 8, 10, False), Part("1d20", 1, 25, 10, True))
    several = replace(STRENGTH, notation="2x1d20", parts=parts, total=33, dc=None, passed=None, label="bite; claw")
    said = (await page(site, await rolls.write(several))).said

    order = ["Total: 8 · 25", "bite; claw", "bite8 · Misses DC 10", "claw25 · Passes DC 10"]
    places = [said.index(text) for text in order]
    assert places == sorted(places)


async def test_a_roll_that_was_hidden_is_told_whole_once_it_is_revealed(site: Site, rolls: Rolls) -> None:
    roll_id = await rolls.write(replace(STRENGTH, hidden=True))
    await rolls.write(revealed(STRENGTH), at=ROLLED_AT + timedelta(minutes=2))
    said = (await page(site, roll_id)).said

    order = ["Total: 16", "Passes DC 15", "Break down the door", "Hidden until", "7:47"]
    places = [said.index(text) for text in order]
    assert places == sorted(places)


async def test_what_a_dm_said_of_a_roll_stands_on_its_page(site: Site, rolls: Rolls, engine: AsyncEngine) -> None:
    roll_id = await rolls.write(STRENGTH)
    await rolls.write(Ruled(roll_id, "fails", "Tobin", HOSTILE))
    await rolls.write(Ruled(roll_id, "void", "Mara", "again, please"))
    shown = await page(site, roll_id)
    assert f"DM ruling by Tobin: it counts as a failure. Why: {HOSTILE}" in shown.said
    assert shown.said.index("failure") < shown.said.index("does not count. Why: again, please")
    assert "Total: 16" in shown.said

    async with Transaction(engine) as connection:
        for statement in erased(MARA):
            await connection.execute(statement.sql, *statement.args)
    site.clock.wait(60)
    assert "DM ruling by Someone: it counts as a failure. Why: –" in (await page(site, roll_id)).said


async def test_of_many_rulings_the_last_are_shown_and_the_others_counted(site: Site, rolls: Rolls) -> None:
    roll_id = await rolls.write(STRENGTH)
    for number in range(30):
        await rolls.write(Ruled(roll_id, "void", "Mara", f"because of {number:02d}"))
    said = (await page(site, roll_id)).said
    assert "27 earlier DM rulings" in said
    assert [f"because of {number:02d}" in said for number in (26, 27, 28, 29)] == [False, True, True, True]


async def test_a_dropped_die_is_said_to_be_dropped(site: Site, rolls: Rolls) -> None:
    dice = (await page(site, await rolls.write(STRENGTH))).dice

    assert dice == ["6", "5", "1 dropped", "3"]


async def test_a_missed_dc_is_said_in_words(site: Site, rolls: Rolls) -> None:
    missed = replace(STRENGTH, dc=20, passed=False)

    assert "Misses DC 20" in (await page(site, await rolls.write(missed))).said


async def test_a_roll_without_a_dc_has_no_verdict(site: Site, rolls: Rolls) -> None:
    said = (await page(site, await rolls.write(replace(STRENGTH, dc=None, passed=None)))).said

    assert "DC" not in said.replace("led by a DM", "")


async def test_advantage_is_said(site: Site, rolls: Rolls) -> None:
    pair = DieGroup("2d20kl1", 20, (17, 4), (False, True), 4)
    rolled = replace(STRENGTH, notation="1d20", advantage="disadvantage", dice=(pair,), total=4, dc=None, passed=None)

    assert "Mara rolled 1d20 with disadvantage." in (await page(site, await rolls.write(rolled))).said


async def test_times_are_given_to_people_and_to_machines(site: Site, rolls: Rolls) -> None:
    shown = await page(site, await rolls.write(STRENGTH))

    assert shown.times == ["2026-11-21T19:45:33Z", "2026-12-21T19:45:33Z"]
    assert "November 21, 2026" in shown.said
    assert "December 21, 2026" in shown.said


async def test_the_table_is_anonymous(site: Site, rolls: Rolls) -> None:
    answer = await site.ask(f"/roll/{await rolls.write(STRENGTH)}")

    assert "MIST**** · led by a DM" in answer.text
    assert "MISTY" not in answer.text
    assert "1234" not in answer.text


async def test_a_roll_beside_any_table_names_none(site: Site, rolls: Rolls) -> None:
    said = (await page(site, await rolls.write(replace(STRENGTH, **BESIDE)))).said

    assert "Table" not in said
    assert "***" not in said


async def test_a_negative_total_has_its_sign(site: Site, rolls: Rolls) -> None:
    rolled = replace(STRENGTH, notation="1d4 - 7", dice=(DieGroup("1d4", 4, (1,), (True,), 1),), total=-6)

    assert "Total: -6" in (await page(site, await rolls.write(rolled))).said


async def test_a_die_that_counts_as_something_else_says_so(site: Site, rolls: Rolls) -> None:
    talent = DieGroup("1d20mi10", 20, (3,), (True,), 10, (10,))

    assert (await page(site, await rolls.write(replace(STRENGTH, dice=(talent,))))).dice == ["3→ counts as 10"]


async def test_chats_are_told_the_total_first(site: Site, rolls: Rolls) -> None:
    roll_id = await rolls.write(STRENGTH)
    meta = (await page(site, roll_id)).meta

    assert meta["og:title"] == "16, passes DC 15 · Mara"
    assert meta["og:description"] == ("Mara rolled 4d6kh3 + 2.\nFor: Break down the door\nDice: 6, 5, 3; dropped: 1")
    assert meta["og:url"] == f"http://rolls.example.org/roll/{roll_id}"
    assert meta["og:site_name"] == "Everquill"
    assert meta["twitter:card"] == "summary"
    assert meta["robots"] == "noindex"


async def test_chats_are_told_the_last_ruling(site: Site, rolls: Rolls) -> None:
    roll_id = await rolls.write(STRENGTH)
    for ruling in ("fails", "void"):
        await rolls.write(Ruled(roll_id, ruling, "Tobin", "cocked die"))
    told = (await page(site, roll_id)).meta["og:description"].splitlines()

    assert told[:2] == ["DM ruling by Tobin: it does not count. Why: cocked die", "Mara rolled 4d6kh3 + 2."]
    assert "failure" not in told[2]


async def test_nobodys_text_becomes_part_of_the_page(site: Site, rolls: Rolls) -> None:
    plain = replace(STRENGTH, dice=(DieGroup("1d6", 6, (6,), (True,), 6),))
    hostile = replace(
        plain,
        roll_id=RollId("hostile-hostile-hostil"),
        name=HOSTILE,
        label=HOSTILE,
        notation=HOSTILE,
        code=TableCode("<b>-1234"),
        dice=(replace(plain.dice[0], text=HOSTILE),),
    )
    expected, shown = await page(site, await rolls.write(plain)), await page(site, await rolls.write(hostile))

    assert shown.tags == expected.tags
    assert [name for name, _ in shown.attributes] == [name for name, _ in expected.attributes]
    assert HOSTILE in "".join(shown.texts)


async def test_a_stand_in_in_a_name_is_only_a_letter(site: Site, rolls: Rolls) -> None:
    said = (await page(site, await rolls.write(replace(STRENGTH, name="\ue001\ue000")))).said

    assert "\ue001\ue000 rolled 4d6kh3 + 2." in said


@pytest.mark.parametrize(
    "dice",
    [
        pytest.param(
            (DieGroup("1000d1000000kh1", 1_000_000, (1_000_000,) * 1_000, (False,) * 999 + (True,), 1_000_000),),
            id="a pool of a thousand dice",
        ),
        pytest.param(
            tuple(
                DieGroup("1d1000000mi1000000", 1_000_000, (1,), (True,), 1_000_000, (1_000_000,)) for _ in range(200)
            ),
            id="two hundred pools",
        ),
        pytest.param(
            tuple(
                DieGroup(
                    "50d1000000kl25mi1000000",
                    1_000_000,
                    (999_999,) * 50,
                    (False, True) * 25,
                    25_000_000,
                    (1_000_000,) * 50,
                )
                for _ in range(20)
            ),
            id="twenty long pools",
        ),
    ],
)
async def test_a_page_stays_small_whatever_was_rolled(site: Site, rolls: Rolls, dice: tuple[DieGroup, ...]) -> None:
    proof = Proof('{"epoch":"00"}', "", "")
    rolled = replace(STRENGTH, dice=dice, notation="1d20 + " * 71, name="&" * 32, label="&" * 100, proof=proof)
    roll_id = await rolls.write(replace(rolled, total=10**15))
    answer = await site.ask(f"/roll/{roll_id}")

    assert len(answer.body) < 15_000
    assert f'<a href="http://rolls.example.org/api/permalink/{roll_id}">' in answer.text


async def test_dice_that_are_not_shown_are_counted(site: Site, rolls: Rolls) -> None:
    pool = DieGroup("1000d6kh900", 6, (3,) * 1_000, (True,) * 900 + (False,) * 100, 2_700)
    said = (await page(site, await rolls.write(replace(STRENGTH, dice=(pool,))))).said

    assert "and 972 more dice, 100 of them dropped" in said


async def test_groups_that_are_not_shown_are_counted(site: Site, rolls: Rolls) -> None:
    dice = tuple(DieGroup("1d6", 6, (3,), (True,), 3) for _ in range(20))
    said = (await page(site, await rolls.write(replace(STRENGTH, dice=dice)))).said

    assert said.count("1d6 = 3") == 12
    assert "and 8 more groups of dice" in said


async def test_an_erased_person_is_someone_within_seconds(site: Site, rolls: Rolls, engine: AsyncEngine) -> None:
    roll_id = await rolls.write(STRENGTH)
    before = await site.ask(f"/roll/{roll_id}")
    async with Transaction(engine) as connection:
        for statement in erased(MARA):
            await connection.execute(statement.sql, *statement.args)
    site.clock.wait(OPTIONS.keep_s)
    after = await site.ask(f"/roll/{roll_id}")

    assert "Mara" in before.text
    assert "Mara" not in after.text
    assert "Break down" not in after.text
    assert "Someone rolled" in Page(after.text).said


async def test_erasing_one_person_leaves_the_others(site: Site, rolls: Rolls, engine: AsyncEngine) -> None:
    other = replace(STRENGTH, roll_id=RollId("Tobin-Tobin-Tobin-Tobi"), name="Tobin")
    await rolls.write(other, user=type(MARA)(MARA + 1))
    async with Transaction(engine) as connection:
        for statement in erased(MARA):
            await connection.execute(statement.sql, *statement.args)

    assert "Tobin" in (await site.ask(f"/roll/{other.roll_id}")).text


async def test_a_page_ends_when_its_time_is_over_though_it_was_just_shown(site: Site, rolls: Rolls) -> None:
    ends = site.clock.now() + timedelta(seconds=1)
    roll_id = await rolls.write(replace(STRENGTH, expires_at=ends))
    before = await site.ask(f"/roll/{roll_id}")
    site.clock.wait(1)
    after = await site.ask(f"/roll/{roll_id}")

    assert (before.status, after.status) == (200, 404)


async def test_an_ended_page_is_like_one_that_never_was(site: Site, rolls: Rolls) -> None:
    ended = await rolls.write(replace(STRENGTH, expires_at=ROLLED_AT + timedelta(minutes=1)))
    answers = [await site.ask(f"/roll/{name}") for name in (ended, "never-never-never-neve", "x" * 21, "%3Cb%3E")]

    assert {answer.status for answer in answers} == {404}
    assert len({answer.body for answer in answers}) == 1
    assert "This roll is not here" in Page(answers[0].text).said
    assert "Copy the whole link again" in Page(answers[0].text).said


async def test_only_the_name_of_a_roll_is_ever_looked_up() -> None:
    asked: list[RollId] = []

    async def read(roll_id: RollId) -> None:
        asked.append(roll_id)

    async with open_site(read=read) as site:
        for name in ("a", "a" * 21, "a" * 23, "a" * 21 + "=", "a" * 21 + "%00", "..%2f" + "a" * 17, "é" * 22):
            assert (await site.ask(f"/roll/{name}")).status == 404
            assert (await site.ask(f"/api/permalink/{name}")).status == 404

    assert asked == []


async def test_a_page_that_is_known_is_not_sent_again(site: Site, rolls: Rolls) -> None:
    path = f"/roll/{await rolls.write(STRENGTH)}"
    first = await site.ask(path)
    etag = first.headers["ETag"]
    again = [await site.ask(path, If_None_Match=known) for known in (etag, f"W/{etag}", f'"other", {etag}', "*")]

    assert {(answer.status, answer.body, answer.headers["ETag"]) for answer in again} == {(304, b"", etag)}
    assert first.headers["Cache-Control"] == "no-cache"


async def test_a_page_that_changed_is_sent_again(site: Site, rolls: Rolls) -> None:
    path = f"/roll/{await rolls.write(STRENGTH)}"

    answer = await site.ask(path, If_None_Match='"an-older-one"')

    assert answer.status == 200
    assert answer.body


async def test_head_tells_of_the_page_without_sending_it(site: Site, rolls: Rolls) -> None:
    path = f"/roll/{await rolls.write(STRENGTH)}"
    got, head = await site.ask(path), await site.ask(path, method="HEAD")

    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(got.body))
    assert head.headers["ETag"] == got.headers["ETag"]
