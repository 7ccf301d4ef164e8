"""`/dice verify` and *Verify roll* on a message: whether a roll is as it fell, for whoever asks alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import discord
from discord import app_commands

from cogs.ui.cards import permalink
from cogs.ui.choices import roll_choices
from cogs.ui.converters import attached, own_id, viewer
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.roll_links import read_roll, shown_roll
from cogs.ui.verify_card import verify_card
from core.errors import NotFoundError, ProviderError, RuleError
from core.ids import RollId
from core.proofs.verify import Report, Result
from core.tables.permalinks import Permalink
from core.tables.records import Sought
from core.use_cases.read_history import ReadHistory
from core.use_cases.read_permalink import ReadPermalink
from core.use_cases.read_proof import ReadProof
from core.use_cases.verify_roll import VerifyRoll

LARGEST_FILE = 256 * 1024
"""Of a roll's verification file a thousand dice take about ten kilobytes; the rest is what players added."""


@dataclass(frozen=True, slots=True)
class VerifyVerbs:
    """What verifying a roll takes."""

    permalink: ReadPermalink
    proof: ReadProof
    verify: VerifyRoll
    history: ReadHistory


class VerifyingCog(GroupPart):
    """Verifying rolls."""

    def __init__(self, replies: Replies, verbs: VerifyVerbs, *, public_url: str, now: Callable[[], datetime]) -> None:
        self._replies = replies
        self._verbs = verbs
        self._public_url = public_url
        self._now = now
        self.menus = (app_commands.ContextMenu(name="Verify roll", callback=self.verify_shown),)

    async def own_rolls(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The person's own latest rolls here, those that what was typed is in; nothing while the records are away."""
        looking = viewer(interaction)
        try:
            page = await self._verbs.history.older(looking, Sought(user=looking.user))
        except ProviderError:
            return []
        return roll_choices(page.records, typed, self._now(), self._replies.words(interaction, private=True))

    @app_commands.command(name="verify", description="command-dice-verify")
    @app_commands.describe(roll="option-verify-roll", file="option-verify-file")
    @app_commands.autocomplete(roll=own_rolls)
    async def verify(
        self, interaction: discord.Interaction, roll: str | None = None, file: discord.Attachment | None = None
    ) -> None:
        async def work() -> Reply:
            if file is not None and roll is None:
                report = await self._verbs.verify(await attached(file, LARGEST_FILE))
                return self._reply(interaction, report, None)
            if roll is None or file is not None:
                raise RuleError("verify-one-thing")
            return await self._verified(interaction, read_roll(roll, self._public_url, "verify"))

        await self._replies.answer(interaction, work(), private=True)

    async def verify_shown(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Verify the roll that a message shows."""

        async def work() -> Reply:
            shown = shown_roll(message, own_id(interaction), self._public_url, "verify")
            return await self._verified(interaction, shown)

        await self._replies.answer(interaction, work(), private=True)

    async def _verified(self, interaction: discord.Interaction, roll_id: RollId) -> Reply:
        page = await self._verbs.permalink(roll_id)
        if not page.proven:
            raise NotFoundError("roll-unproven")
        report = await self._verbs.verify((await self._verbs.proof(roll_id)).encode())
        return self._reply(interaction, report, page)

    def _reply(self, interaction: discord.Interaction, report: Report, page: Permalink | None) -> Reply:
        """The card; without a page the file is somebody's."""
        shown = report.record if page or _signed_here(report) else None
        url = permalink(self._public_url, RollId(shown["id"])) if shown else None
        words = self._replies.words(interaction, private=True)
        lost, ruled = (page.lost, page.rulings[-1] if page.rulings else None) if page else (False, None)
        view = verify_card(report, words, url=url, from_file=page is None, lost=lost, ruled=ruled)
        return Reply(view=view, private=True)


def _signed_here(report: Report) -> bool:
    """Whether a file is signed with a key of ours, so that its roll has a page here."""
    held = {check.name for check in report.checks if check.result is Result.PASSED}
    return {"trusted", "signature"} <= held
