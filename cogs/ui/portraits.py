"""Portraits: the picture of a character with words for whoever does not see it."""

from __future__ import annotations

from typing import Any, Final

import discord

from cogs.ui.cards import PLAIN
from cogs.ui.markdown import cut, plain
from cogs.ui.replies import Reply, Upload
from cogs.ui.text import Words
from cogs.ui.views import card
from core.characters.sheet import Sheet

FILE: Final = "portrait.webp"
DESCRIPTION: Final = "portrait"
"""The field of a sheet that says what its picture shows."""
LONGEST_DESCRIPTION: Final = 300


def portrait_upload(sheet: Sheet, picture: bytes, words: Words) -> Upload:
    """The file that goes with a card: what it shows is said by its owner, or else by the sheet."""
    said = sheet.fields.get(DESCRIPTION) or " · ".join(part for part in (sheet.species, sheet.title) if part)
    return Upload(FILE, picture, cut(words("portrait-alt", name=sheet.name, said=said), 1_000))


def portrait_gallery(upload: Upload) -> discord.ui.MediaGallery[Any]:
    """Where a card shows it."""
    return discord.ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{upload.name}", description=upload.alt))


def portrait_reply(sheet: Sheet, picture: bytes, words: Words, *, new: bool) -> Reply:
    """The answer to whoever gave it, or wants to see it."""
    upload = portrait_upload(sheet, picture, words)
    said = words("portrait-kept" if new else "portrait-shown", name=plain(sheet.name))
    view = card(said, portrait_gallery(upload), plain(upload.alt or ""), accent=PLAIN, buttons=())
    return Reply(view=view, files=(upload,), private=True)
