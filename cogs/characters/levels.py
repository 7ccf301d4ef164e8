"""`/character levelup`: the next level, step by step; its hit points are rolled in the ledger, or the fixed number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import discord
from discord import app_commands

from cogs.characters.part import CharacterPart, CharacterVerbs, offers
from cogs.ui.cards import permalink, roll_card
from cogs.ui.converters import cause, person, place
from cogs.ui.level_card import LEVEL, LevelView, level_card
from cogs.ui.markdown import plain
from cogs.ui.question_rows import options_picked
from cogs.ui.replies import Replies, Reply
from cogs.ui.sheet_card import named
from cogs.ui.views import Pick, Press
from core.characters.drafts import Draft, LevelChoices
from core.characters.levelling import Step, class_named, gained
from core.characters.rulebook import find
from core.characters.sheet import Sheet
from core.characters.state import Right
from core.dice import notation
from core.errors import LimitError, ProviderError, RuleError
from core.ids import Cause, StreamId
from core.rules.classes import HIGHEST_LEVEL
from core.rules.edition import Edition
from core.tables.decide import AskedRoll
from core.use_cases.change_character import Writing
from core.use_cases.find_character import Found


@dataclass(frozen=True, slots=True)
class _Open:
    """A draft of a level, and the character that it is about."""

    draft: Draft
    found: Found

    @property
    def sheet(self) -> Sheet:
        """As it is."""
        return self.found.character.written()


class LevelsCog(CharacterPart):
    """Gaining levels."""

    def __init__(self, replies: Replies, verbs: CharacterVerbs, *, public_url: str) -> None:
        super().__init__(replies, verbs)
        self._public_url = public_url
        self.presses = (
            Press("level", "page", self.page_pressed),
            Press("level", "roll", self.roll_pressed),
            Press("level", "gain", self.gain_pressed),
            Press("level", "drop", self.drop_pressed),
            Pick("level", "class", self.class_picked),
            Pick("level", "answer", self.answered),
        )

    async def class_names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Every class that there is."""
        try:
            book = self._verbs.rulebook(Edition.SRD_52)
        except ProviderError:
            return []
        return offers([each.name for each in book.classes.values()], typed)

    @app_commands.command(name="levelup", description="command-character-levelup")
    @app_commands.describe(character_class="option-levelup-class", name="option-character")
    @app_commands.rename(character_class="class")
    @app_commands.autocomplete(name=CharacterPart.names, character_class=class_names)
    async def levelup(
        self, interaction: discord.Interaction, character_class: str | None = None, name: str | None = None
    ) -> None:
        async def work() -> Reply:
            found = await self.found(interaction, name, Right.EDIT)
            opened = await self._with_roll(await self._begun(interaction, found, character_class))
            return self._shown(interaction, opened, LEVEL)

        await self._replies.answer(interaction, work(), private=True)

    async def _begun(self, interaction: discord.Interaction, found: Found, character_class: str | None) -> _Open:
        """A draft of the level that comes next: the one that was begun before, or a new one."""
        sheet = found.character.written()
        if sheet.level >= HIGHEST_LEVEL:
            raise LimitError("highest-level", limit=HIGHEST_LEVEL)
        book = self._verbs.rulebook(sheet.edition)
        name = class_named(character_class, book).name if character_class else ""
        user, fresh = person(interaction).user, LevelChoices(sheet.level + 1, name)
        new = Draft(cause(interaction), user, found.character.stream, level=fresh)
        self._gained(_Open(new, found))  # what it may not take is refused before it is kept
        draft = await self._verbs.drafts.begin(new)
        stale = draft.level.level != fresh.level
        if stale or (name and draft.level.character_class != name):
            draft = await self._verbs.drafts.change(user, draft.id, lambda it: replace(it, level=fresh))
        return _Open(draft, found)

    async def page_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Another page."""
        await self._changed(interaction, of, lambda opened: opened.draft)

    async def class_picked(self, interaction: discord.Interaction, of: str, values: list[str]) -> None:
        """In which class; another die has another roll."""

        def change(opened: _Open) -> Draft:
            level = LevelChoices(opened.draft.level.level, values[0])
            after = replace(opened.draft, level=level)
            self._gained(replace(opened, draft=after))  # what it may not take is refused at once
            return after

        await self._changed(interaction, of, change)

    async def answered(self, interaction: discord.Interaction, of: str, values: list[str]) -> None:
        """A menu of a question."""
        name, page, key, part = of.split("_")

        def change(opened: _Open) -> Draft:
            question = next((each for each in self._gained(opened).gained.asked if each.key == key), None)
            if question is None:
                raise RuleError("not-a-choice", named=", ".join(values)[:60] or "…")
            shown, picked = options_picked(question, int(part), values)
            before = opened.draft.answers.given.get(key)
            return opened.draft.answered(question, question.chosen(before, shown, picked))

        await self._changed(interaction, f"{name}_{page}", change)

    async def roll_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Roll the hit die in the ledger: of one level there is one roll, however often it is asked for."""

        async def work() -> Reply:
            who, here = person(interaction), place(interaction)
            opened = await self._open(interaction, of)
            words = self._replies.words(interaction, private=False)
            label = words("draft-hit-points-label", level=opened.draft.level.level)
            asked = AskedRoll(notation.parse(f"1d{self._die(opened)}"), label=label)
            rolled = await self._verbs.roll(asked, who, here, cause=self._once(opened))
            card = roll_card(rolled, words, url=permalink(self._public_url, rolled.rolled.roll_id))
            shown = self._shown(interaction, await self._with_roll(opened), of.split("_")[1], update=True)
            return replace(shown, beside=card if here.guild and not rolled.rolled.hidden else None)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def _with_roll(self, opened: _Open) -> _Open:
        """What was rolled for this level counts, whatever became of the draft that it was rolled in."""
        rolled = await self._verbs.rolled(self._once(opened))
        face = int(rolled.total) if rolled else None
        return replace(opened, draft=replace(opened.draft, level=replace(opened.draft.level, rolled=face)))

    def _once(self, opened: _Open) -> Cause:
        level = opened.draft.level.level
        return Cause(f"{named(opened.found.character.stream)}-{level}-d{self._die(opened)}")

    def _die(self, opened: _Open) -> int:
        name = _step(opened.sheet, opened.draft.level).character_class
        return class_named(name, self._verbs.rulebook(opened.sheet.edition)).hit_die

    async def gain_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Gain the level: once, however often it is pressed."""

        async def work() -> Reply:
            opened = await self._open(interaction, of)
            choices, stream = opened.draft.level, opened.found.character.stream
            book = self._verbs.rulebook(opened.sheet.edition)

            def up(sheet: Sheet) -> Sheet:
                if sheet.level + 1 != choices.level:
                    raise RuleError("levelled-already")
                return gained(sheet, _step(sheet, choices), book).sheet

            done = Cause(f"{opened.draft.id}-{choices.level}")
            writing = Writing(up, "levelled-up", Right.EDIT)
            written = await self._verbs.change(stream, opened.found.hand, writing, cause=done)
            await self._verbs.drafts.drop(opened.draft.user, opened.draft.id)
            words = self._replies.words(interaction, private=True)
            title = words("level-gained", name=plain(written.sheet.name), title=plain(written.sheet.title))
            return replace(self.said(interaction, opened.found, written, title), update=True)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def drop_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Throw the draft away."""

        async def work() -> Reply:
            await self._verbs.drafts.drop(person(interaction).user, Cause(of))
            return Reply(text=self._replies.words(interaction, private=True)("draft-level-dropped"), private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def _changed(self, interaction: discord.Interaction, of: str, change: Callable[[_Open], Draft]) -> None:
        async def work() -> Reply:
            opened = await self._open(interaction, of)
            draft = await self._verbs.drafts.change(
                opened.draft.user, opened.draft.id, lambda it: change(replace(opened, draft=it))
            )
            after = await self._with_roll(replace(opened, draft=draft))
            return self._shown(interaction, after, of.split("_")[1], update=True)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def _open(self, interaction: discord.Interaction, of: str) -> _Open:
        user = person(interaction).user
        draft = await self._verbs.drafts.find(user, Cause(of.partition("_")[0]))
        found = await self._verbs.find.at(
            person(interaction), place(interaction), StreamId(draft.subject), right=Right.EDIT
        )
        if found.character.written().level + 1 != draft.level.level:
            raise RuleError("levelled-already")
        return await self._with_roll(_Open(draft, found))

    def _gained(self, opened: _Open) -> LevelView:
        sheet, choices = opened.sheet, opened.draft.level
        book = self._verbs.rulebook(sheet.edition)
        step = _step(sheet, choices)
        after = gained(sheet, step, book)
        name = class_named(step.character_class, book).name
        levels = after.sheet.classes[name]
        subclass = find(book.subclasses, levels.subclass) if levels.subclass else None
        features = class_named(name, book).features_at(levels.level)
        more = subclass.features_at(levels.level) if subclass else ()
        return LevelView(opened.draft, sheet, after, book, name, (*features, *more))

    def _shown(self, interaction: discord.Interaction, opened: _Open, page: str, *, update: bool = False) -> Reply:
        words = self._replies.words(interaction, private=True)
        return Reply(view=level_card(self._gained(opened), page, words), private=True, update=update)


def _step(sheet: Sheet, choices: LevelChoices) -> Step:
    name = choices.character_class or sheet.first_class or next(iter(sheet.classes), "Fighter")
    return Step(name, choices.rolled, choices.answers)
