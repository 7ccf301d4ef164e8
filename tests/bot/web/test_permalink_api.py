"""The permalink API: the shape that programs were promised, to the letter."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from core.dice.layout import DieGroup
from core.ids import RollId
from core.tables.events import Ruled
from tests.bot.web.house import BESIDE, ROLLED_AT, STRENGTH, Rolls, Site, revealed


async def test_a_roll_has_exactly_the_promised_shape(site: Site, rolls: Rolls) -> None:
    roll_id = await rolls.write(STRENGTH)

    assert await site.json(f"/api/permalink/{roll_id}") == {
        "roll_id": roll_id,
        "room_code": "MIST****",
        "room_mode": "dm-led",
        "player_name": "Mara",
        "dice_formula": "4d6kh3 + 2",
        "advantage": "none",
        "individual_results": [6, 5, 1, 3],
        "total": 16,
        "dc_check": {"dc": 15, "passed": True},
        "parts": [],
        "timestamp": 1795290333250,
        "created_at": "2026-11-21T19:45:33Z",
        "expires_at": "2026-12-21T19:45:33Z",
    }


async def test_what_became_of_a_roll_is_told_beside_it(site: Site, rolls: Rolls) -> None:
    roll_id = await rolls.write(replace(STRENGTH, hidden=True))
    assert (await site.json(f"/api/permalink/{roll_id}")).keys().isdisjoint({"revealed_at", "rulings"})
    await rolls.write(revealed(STRENGTH), at=ROLLED_AT + timedelta(minutes=2))
    await rolls.write(Ruled(roll_id, "succeeds", "Mara", "the door was open"), at=ROLLED_AT + timedelta(minutes=3))
    site.clock.wait(60)
    told = await site.json(f"/api/permalink/{roll_id}")

    assert "hidden" not in told
    assert (told["total"], told["revealed_at"]) == (16, "2026-11-21T19:47:33Z")
    assert told["rulings"] == [
        {"ruling": "succeeds", "by": "Mara", "reason": "the door was open", "at": "2026-11-21T19:48:33Z"}
    ]


async def test_what_a_roll_does_not_have_is_null(site: Site, rolls: Rolls) -> None:
    roll_id = await rolls.write(replace(STRENGTH, dc=None, passed=None, **BESIDE))
    told = await site.json(f"/api/permalink/{roll_id}")

    assert {key for key, value in told.items() if value is None} == {"dc_check", "room_code", "room_mode"}


async def test_every_face_of_every_group_is_told_in_order(site: Site, rolls: Rolls) -> None:
    dice = (
        DieGroup("1000d1000000", 1_000_000, tuple(range(1, 1_001)), (True,) * 1_000, 500_500),
        DieGroup("4dF", 3, (-1, 0, 1, 1), (True,) * 4, 1),
    )
    told = await site.json(f"/api/permalink/{await rolls.write(replace(STRENGTH, dice=dice))}")

    assert told["individual_results"] == [*range(1, 1_001), -1, 0, 1, 1]


async def test_a_roll_that_is_not_there_is_told_in_the_promised_words(site: Site, rolls: Rolls) -> None:
    ended = await rolls.write(replace(STRENGTH, expires_at=ROLLED_AT + timedelta(minutes=1)))
    for roll_id in (ended, RollId("never-never-never-neve"), RollId("uuid-roll-1")):
        answer = await site.ask(f"/api/permalink/{roll_id}")

        assert answer.status == 404
        assert json.loads(answer.text) == {"error": "Permalink not found or expired", "roll_id": roll_id}


async def test_an_answer_that_is_known_is_not_sent_again(site: Site, rolls: Rolls) -> None:
    path = f"/api/permalink/{await rolls.write(STRENGTH)}"
    first = await site.ask(path)
    again = await site.ask(path, If_None_Match=first.headers["ETag"])

    assert (again.status, again.body) == (304, b"")


async def test_letters_of_any_script_arrive_as_they_are(site: Site, rolls: Rolls) -> None:
    roll_id = await rolls.write(replace(STRENGTH, name="Åsa 龍 </script>"))

    assert (await site.json(f"/api/permalink/{roll_id}"))["player_name"] == "Åsa 龍 </script>"
