"""What is below `/character` for sheets from elsewhere and for elsewhere: adapters to use cases to cogs."""

from __future__ import annotations

from bot.adapters import objects_of, sheet_service_of
from bot.allowances import Allowances
from bot.parts import Parts, now
from cogs.characters.importing import ImportingCog, ImportVerbs
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies
from core.characters.importing.imported import Book
from core.use_cases.change_character import ChangeCharacter
from core.use_cases.create_character import CreateCharacter
from core.use_cases.fetch_sheet import FetchSheet
from core.use_cases.find_character import FindCharacter
from core.use_cases.import_sheet import ImportSheet
from core.use_cases.keep_portrait import KeepPortrait
from data.pictures.pillow import PillowPictures


def parts_of_imports(parts: Parts, allowed: Allowances, replies: Replies) -> tuple[GroupPart, ...]:
    """`/character import | export | portrait`."""
    adapters, settings = parts.adapters, parts.settings
    objects = objects_of(settings)
    book = Book(adapters.library.records, adapters.library.things)
    verbs = ImportVerbs(
        read=ImportSheet(objects, book, allowed.imports),
        fetch=FetchSheet(sheet_service_of(settings), allowed.fetches),
        find=FindCharacter(adapters.ledger, adapters.characters, adapters.directory),
        create=CreateCharacter(adapters.ledger, adapters.characters, now=now),
        change=ChangeCharacter(adapters.ledger, now=now),
        portrait=KeepPortrait(objects, PillowPictures(), allowed.portraits),
    )
    return (ImportingCog(replies, verbs),)
