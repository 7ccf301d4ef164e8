"""Drafts in PostgreSQL: one a person and subject, changed one after the other, gone with the person."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters import BOOKS, KINDS
from core.characters.creation import Choices, Method
from core.characters.drafts import Draft, LevelChoices
from core.characters.questions import Answers
from core.errors import RuleError
from core.ids import Cause, StreamId, UserId
from core.rules.abilities import Ability
from core.rules.edition import Edition
from data.postgres import drafts as module
from data.postgres.drafts import PostgresDrafts
from data.postgres.erase import erase

ALICE, BOB = UserId(10), UserId(11)
WHOLE = Choices(
    Edition.SRD_51, "Thorn", (("Fighter", 3),), "Elf", "High Elf", "Acolyte", Method.ROLLED,
    {Ability.STRENGTH: 15}, (15, 14, 13, 12, 10, 8), "kN3v", Answers({"skills": ("stealth",)}),
)  # fmt: skip
DRAFT = Draft(Cause("1"), ALICE, new=WHOLE)


@pytest.fixture
def drafts(engine: AsyncEngine) -> PostgresDrafts:
    return PostgresDrafts(engine)


async def test_a_draft_is_kept_whole(drafts: PostgresDrafts) -> None:
    assert await drafts.begin(DRAFT) == DRAFT
    assert await drafts.find(ALICE, DRAFT.id) == DRAFT
    level = Draft(
        Cause("2"), ALICE, StreamId("character:1"), level=LevelChoices(4, "Rogue", 6, Answers({"feat": ("Alert",)}))
    )
    assert await drafts.begin(level) == level
    assert await drafts.find(ALICE, level.id) == level


async def test_who_begins_again_goes_on(drafts: PostgresDrafts) -> None:
    await drafts.begin(DRAFT)
    assert await drafts.begin(Draft(Cause("2"), ALICE)) == DRAFT
    assert await drafts.find(ALICE, Cause("2")) is None
    other = Draft(Cause("3"), BOB)
    assert await drafts.begin(other) == other
    assert await drafts.find(BOB, DRAFT.id) is None


async def test_changes_at_once_are_all_made(drafts: PostgresDrafts) -> None:
    await drafts.begin(Draft(Cause("1"), ALICE))

    async def answer(key: str) -> None:
        def change(draft: Draft) -> Draft:
            answers = Answers({**draft.new.answers.given, key: ("x",)})
            return replace(draft, new=replace(draft.new, answers=answers))

        await drafts.change(ALICE, Cause("1"), change)

    await asyncio.gather(*(answer(str(number)) for number in range(8)))
    kept = await drafts.find(ALICE, Cause("1"))
    assert kept
    assert len(kept.new.answers.given) == 8


async def test_what_is_refused_changes_nothing(drafts: PostgresDrafts) -> None:
    await drafts.begin(DRAFT)

    def refuse(draft: Draft) -> Draft:
        raise RuleError("not-a-choice", named="x")

    with pytest.raises(RuleError):
        await drafts.change(ALICE, DRAFT.id, refuse)
    assert await drafts.find(ALICE, DRAFT.id) == DRAFT
    assert await drafts.change(BOB, DRAFT.id, lambda draft: draft) is None


async def test_a_draft_that_is_dropped_is_gone(drafts: PostgresDrafts) -> None:
    await drafts.begin(DRAFT)
    await drafts.drop(BOB, DRAFT.id)
    assert await drafts.find(ALICE, DRAFT.id) == DRAFT
    await drafts.drop(ALICE, DRAFT.id)
    assert await drafts.find(ALICE, DRAFT.id) is None


async def test_erasing_a_person_erases_their_drafts(drafts: PostgresDrafts, engine: AsyncEngine) -> None:
    await drafts.begin(DRAFT)
    theirs = await drafts.begin(Draft(Cause("3"), BOB))
    await erase(engine, KINDS, BOOKS, ALICE, erasers=[module.erased])
    assert await drafts.find(ALICE, DRAFT.id) is None
    assert await drafts.find(BOB, theirs.id) == theirs
