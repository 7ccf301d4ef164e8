"""`/character create`: in one line, or step by step on a card whose choices are kept between its presses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import discord
from discord import app_commands

from cogs.characters.part import CharacterPart, CharacterVerbs
from cogs.ui.cards import permalink, roll_card
from cogs.ui.converters import cause, person, place
from cogs.ui.draft_card import ABILITIES, BASICS, DraftView, draft_card, played_line
from cogs.ui.forms import Field, form, form_reply
from cogs.ui.made_card import made_card
from cogs.ui.question_rows import options_picked
from cogs.ui.replies import Replies, Reply
from cogs.ui.sheet_card import sheet_card
from cogs.ui.sheet_sections import Section
from cogs.ui.views import Chosen, Fill, Pick, Press
from core.characters.books import character_stream
from core.characters.creation import LONGEST_NAME, Choices, Method, made, swapped
from core.characters.drafts import NEW, Draft, with_rolled_scores
from core.characters.questions import NO_ANSWERS
from core.characters.quick import read_any
from core.dice import notation
from core.errors import GameError, NotFoundError, RuleError
from core.ids import Cause, RollId
from core.rules.abilities import ROLLED_SCORE, Ability
from core.rules.edition import Edition
from core.tables.decide import AskedRoll
from core.tables.names import one_line
from core.use_cases.create_character import Created

RULES = [
    app_commands.Choice(name="choice-rules-2024", value=Edition.SRD_52.value),
    app_commands.Choice(name="choice-rules-2014", value=Edition.SRD_51.value),
]
SIX_SCORES: Final = f"{len(Ability)}x{ROLLED_SCORE}"


class MakingCog(CharacterPart):
    """Making characters."""

    def __init__(self, replies: Replies, verbs: CharacterVerbs, *, public_url: str) -> None:
        super().__init__(replies, verbs)
        self._public_url = public_url
        self.presses = (
            Press("draft", "page", self.page_pressed),
            Press("draft", "name", self.name_pressed),
            Press("draft", "roll", self.roll_pressed),
            Press("draft", "make", self.make_pressed),
            Press("draft", "drop", self.drop_pressed),
            Pick("draft", "rules", self._choosing(_with_rules)),
            Pick("draft", "class", self._choosing(_with_class)),
            Pick("draft", "species", self._choosing(_with_species)),
            Pick("draft", "lineage", self._choosing(_with_lineage)),
            Pick("draft", "background", self._choosing(_with_background)),
            Pick("draft", "method", self._choosing(_with_method)),
            Pick("draft", "score", self.score_picked),
            Pick("draft", "answer", self.answered),
            Fill("draft", "named", self.name_filled),
        )

    @app_commands.command(name="create", description="command-character-create")
    @app_commands.describe(quick="option-create-quick", rules="option-create-rules")
    @app_commands.choices(rules=RULES)
    async def create(
        self, interaction: discord.Interaction, quick: str | None = None, rules: app_commands.Choice[str] | None = None
    ) -> None:
        async def work() -> Reply:
            edition = Edition(rules.value) if rules else None
            return await (self._quick(interaction, quick, edition) if quick else self._begun(interaction, edition))

        await self._replies.answer(interaction, work(), private=True)

    async def _quick(self, interaction: discord.Interaction, line: str, edition: Edition | None) -> Reply:
        books = {each: self._verbs.rulebook(edition or each) for each in Edition}
        choices = read_any(one_line(line), books)
        new = made(choices, books[choices.edition])
        where = await self._verbs.find.whereabouts(place(interaction))
        user = person(interaction).user
        created = await self._verbs.create(new.sheet, "quick", user, where, cause=cause(interaction))
        words = self._replies.words(interaction, private=True)
        view = self._verbs.view(created.character.stream, new.sheet)
        return Reply(view=made_card(new, choices, view, words, played=played_line(created, words)), private=True)

    async def _begun(self, interaction: discord.Interaction, edition: Edition | None) -> Reply:
        """A draft: the one that was begun before, or a new one."""
        user = person(interaction).user
        draft = await self._verbs.drafts.begin(Draft(cause(interaction), user, NEW, Choices(edition or Edition.SRD_52)))
        if edition and draft.new.edition is not edition:
            draft = await self._verbs.drafts.change(user, draft.id, lambda it: _with_rules(it, edition.value))
        return self._shown(interaction, draft, BASICS)

    def _choosing(self, change: Callable[[Draft, str], Draft]) -> Chosen:
        """Who answers a menu that has one thing to choose."""

        async def picked(interaction: discord.Interaction, of: str, values: list[str]) -> None:
            await self._changed(interaction, of, lambda draft: change(draft, values[0]))

        return picked

    async def score_picked(self, interaction: discord.Interaction, of: str, values: list[str]) -> None:
        """A value for one of the six."""
        draft, page, ability = of.split("_")

        def change(it: Draft) -> Draft:
            scores = swapped(it.new, Ability(ability), int(values[0]))
            after = replace(it, new=replace(it.new, scores=scores))
            made(after.new, self._verbs.rulebook(after.new.edition))  # what cannot be bought is refused at once
            return after

        await self._changed(interaction, f"{draft}_{page}", change)

    async def answered(self, interaction: discord.Interaction, of: str, values: list[str]) -> None:
        """A menu of a question of a new character."""
        name, page, key, part = of.split("_")

        def change(draft: Draft) -> Draft:
            new = made(draft.new, self._verbs.rulebook(draft.new.edition))
            question = next((each for each in new.asked if each.key == key), None)
            if question is None:
                raise RuleError("not-a-choice", named=", ".join(values)[:60] or "…")
            shown, picked = options_picked(question, int(part), values)
            before = draft.answers.given.get(key)
            return draft.answered(question, question.chosen(before, shown, picked))

        await self._changed(interaction, f"{name}_{page}", change)

    async def page_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Another page of the draft."""
        await self._changed(interaction, of, lambda draft: draft)

    async def name_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """A form for the name."""

        async def work() -> Reply:
            draft = await self._verbs.drafts.find(person(interaction).user, _draft_of(of))
            words = self._replies.words(interaction, private=True)
            asked = Field("name", words("draft-form-name"), draft.new.name, required=True, most=LONGEST_NAME)
            opened = form("draft", of, "named", title=words("draft-form-title"), fields=[asked])
            return form_reply(opened, words)

        await self._replies.answer(interaction, work(), private=True)

    async def name_filled(self, interaction: discord.Interaction, of: str, fields: Mapping[str, list[str]]) -> None:
        """The form for the name was handed in."""
        name = fields["name"][0]
        await self._changed(interaction, of, lambda draft: replace(draft, new=replace(draft.new, name=name)))

    async def roll_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Roll six scores in the ledger: by the draft's own cause, so that nobody can roll them twice."""

        async def work() -> Reply:
            who, here = person(interaction), place(interaction)
            draft = await self._verbs.drafts.find(who.user, _draft_of(of))
            words = self._replies.words(interaction, private=False)
            asked = AskedRoll(notation.parse(SIX_SCORES), label=words("draft-roll-label"))
            rolled = await self._verbs.roll(asked, who, here, cause=Cause(f"{draft.id}-abilities"))
            totals = tuple(int(part.total) for part in rolled.rolled.parts)
            name = rolled.rolled.roll_id
            draft = await self._verbs.drafts.change(who.user, draft.id, lambda it: with_rolled_scores(it, totals, name))
            card = roll_card(rolled, words, url=permalink(self._public_url, name))
            beside = card if here.guild and not rolled.rolled.hidden else None
            return replace(self._shown(interaction, draft, ABILITIES, update=True), beside=beside)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def make_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Make the character: named by the draft, so that two presses make one."""

        async def work() -> Reply:
            created = await self._made(interaction, _draft_of(of))
            view = self._verbs.view(created.character.stream, created.character.written())
            words = self._replies.words(interaction, private=True)
            note = played_line(created, words)
            return Reply(view=sheet_card(view, Section.SUMMARY, words, note=note), private=True, update=True)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def _made(self, interaction: discord.Interaction, key: Cause) -> Created:
        """The character that a draft makes, or has made when this was pressed before."""
        who, here = person(interaction), place(interaction)
        try:
            draft = await self._verbs.drafts.find(who.user, key)
        except NotFoundError as error:
            try:
                return Created((await self._verbs.find.at(who, here, character_stream(key))).character)
            except GameError:
                raise error from None
        if draft.new.method is Method.ROLLED and not draft.new.rolled:
            raise RuleError("scores-not-rolled")
        new = made(draft.new, self._verbs.rulebook(draft.new.edition))
        where = await self._verbs.find.whereabouts(here)
        created = await self._verbs.create(new.sheet, "wizard", who.user, where, cause=cause(interaction), of=draft.id)
        await self._verbs.drafts.drop(who.user, draft.id)
        return created

    async def drop_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Throw the draft away."""

        async def work() -> Reply:
            await self._verbs.drafts.drop(person(interaction).user, _draft_of(of))
            words = self._replies.words(interaction, private=True)
            return Reply(text=words("draft-dropped"), private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def _changed(self, interaction: discord.Interaction, of: str, change: Callable[[Draft], Draft]) -> None:
        """Change a draft and draw it again."""

        async def work() -> Reply:
            draft = await self._verbs.drafts.change(person(interaction).user, _draft_of(of), change)
            return self._shown(interaction, draft, of.split("_")[1], update=True)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    def _shown(self, interaction: discord.Interaction, draft: Draft, page: str, *, update: bool = False) -> Reply:
        book = self._verbs.rulebook(draft.new.edition)
        new = made(draft.new, book)
        url = permalink(self._public_url, RollId(draft.new.roll)) if draft.new.roll else ""
        view = DraftView(draft, new, book, self._verbs.records(new.sheet), url)
        words = self._replies.words(interaction, private=True)
        return Reply(view=draft_card(view, page, words), private=True, update=update)


def _draft_of(of: str) -> Cause:
    return Cause(of.partition("_")[0])


def _with_rules(draft: Draft, value: str) -> Draft:
    """By the other book; what was answered of this one is not asked there."""
    new = replace(draft.new, edition=Edition(value), answers=NO_ANSWERS)
    return replace(draft, new=new)


def _with_class(draft: Draft, value: str) -> Draft:
    new = draft.new
    scores = new.scores if new.method is Method.POINTS else {}
    return replace(draft, new=replace(new, classes=((value, 1),), scores=scores))


def _with_species(draft: Draft, value: str) -> Draft:
    return replace(draft, new=replace(draft.new, species=value, lineage=""))


def _with_lineage(draft: Draft, value: str) -> Draft:
    return replace(draft, new=replace(draft.new, lineage=value))


def _with_background(draft: Draft, value: str) -> Draft:
    return replace(draft, new=replace(draft.new, background=value))


def _with_method(draft: Draft, value: str) -> Draft:
    return replace(draft, new=replace(draft.new, method=Method(value), scores={}))
