"""Settings to opened adapters: the only place that knows which vendor stands behind which door."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database import bring_up_to_date, open_database
from bot.embedded.services import Urls, services
from bot.house import SigningKeys, open_house
from bot.query_log import trace_queries
from bot.settings import Settings
from core.characters import events as character_events
from core.characters.books import CHARACTERS
from core.combat.record import events as combat_events
from core.combat.record.books import FIGHTS
from core.guilds import events as guild_events
from core.guilds.books import GUILDS
from core.ledger.kinds import Kinds
from core.ports.objects import Objects
from core.ports.sheet_service import SheetService
from core.tables import barring, dm_thread, events, presence
from core.tables.books import CHANNELS, TABLES
from core.tables.house import House
from data.beyond.service import DndBeyondSheets
from data.objects.directory import DirectoryObjects
from data.postgres import characters, epochs, fights, notices, permalinks, records, tables
from data.postgres.asked import PostgresAskedBook
from data.postgres.characters import PostgresCharacterDirectory
from data.postgres.drafts import PostgresDrafts
from data.postgres.encounters import PostgresEncounters
from data.postgres.epochs import PostgresEpochs
from data.postgres.fights import PostgresFightDirectory
from data.postgres.gates import PostgresGates
from data.postgres.house_keys import HouseKeys
from data.postgres.leases import TTL_S, PostgresLeases
from data.postgres.ledger import PostgresLedger
from data.postgres.notices import PostgresNoticeBoard
from data.postgres.permalinks import PostgresPermalinks
from data.postgres.presets import PostgresPresets
from data.postgres.projection import merged
from data.postgres.proofs import PostgresProofs
from data.postgres.records import PostgresRollRecords
from data.postgres.synced_commands import SyncedCommands
from data.postgres.tables import PostgresTableDirectory
from data.srd.library import Library
from data.srd.rulebook import SrdRulebook
from data.valkey.pacing import ValkeyPacing
from data.valkey.publisher import ValkeyPublisher
from data.valkey.quota import ValkeyQuota

KINDS = Kinds(
    (
        *events.KINDS,
        *presence.KINDS,
        *dm_thread.KINDS,
        *barring.KINDS,
        *guild_events.KINDS,
        *character_events.KINDS,
        *combat_events.KINDS,
    )
)
"""Every kind of event there is."""
BOOKS = (TABLES, CHANNELS, GUILDS, CHARACTERS, FIGHTS)
"""Every kind of stream there is."""
PROJECTIONS = merged(*(part.PROJECTIONS for part in (tables, permalinks, epochs, records, notices, characters, fights)))
"""What the ledger writes beside its events."""
POOL_SIZE = 10


@dataclass(frozen=True, slots=True)
class Adapters:
    """The outside world, opened."""

    engine: AsyncEngine
    publisher: ValkeyPublisher
    ledger: PostgresLedger
    directory: PostgresTableDirectory
    permalinks: PostgresPermalinks
    proofs: PostgresProofs
    epochs: PostgresEpochs
    house: House
    signing: SigningKeys
    records: PostgresRollRecords
    presets: PostgresPresets
    characters: PostgresCharacterDirectory
    fights: PostgresFightDirectory
    drafts: PostgresDrafts
    encounters: PostgresEncounters
    library: Library
    notices: PostgresNoticeBoard
    asked: PostgresAskedBook
    synced: SyncedCommands
    quota: ValkeyQuota
    leases: PostgresLeases
    gates: PostgresGates
    pacing: ValkeyPacing
    rulebook: SrdRulebook


def run_services(settings: Settings, *, share: bool = False) -> AbstractAsyncContextManager[Urls]:
    """The database and the Valkey that the settings name, or else servers of our own; see `services`."""
    return services(settings.data_dir, database_url=settings.database_url, redis_url=settings.redis_url, share=share)


def objects_of(settings: Settings) -> Objects:
    """Where people's files are kept: in the bucket that the settings name, or in a folder; nothing is opened yet."""
    if settings.s3_bucket is None:
        return DirectoryObjects(settings.data_dir / "objects")
    from data.objects.s3 import Bucket, S3Objects  # boto3 takes 40 MiB, which only those pay who have a bucket

    secret = settings.s3_secret_access_key
    return S3Objects(
        Bucket(
            settings.s3_bucket,
            settings.s3_endpoint,
            settings.s3_region,
            settings.s3_access_key_id,
            secret.get_secret_value() if secret else None,
        )
    )


def sheet_service_of(settings: Settings) -> SheetService | None:
    """Who may be asked for characters; None where nobody may."""
    return DndBeyondSheets() if settings.import_urls else None


@asynccontextmanager
async def open_adapters(
    database_url: str, redis_url: str, secret_key: SecretStr | None, *, lease_ttl_s: float = TTL_S
) -> AsyncGenerator[Adapters]:
    """Open everything, migrated; closed in reverse order on leaving.

    Raises:
        CannotStartError: The database cannot be used.
    """
    async with open_database(database_url, pool_size=POOL_SIZE) as engine:
        trace_queries(engine)
        await bring_up_to_date(engine)
        async with (
            ValkeyPublisher(redis_url) as publisher,
            ValkeyQuota(redis_url) as quota,
            ValkeyPacing(redis_url) as pacing,
        ):
            house, signing, seal = await open_house(HouseKeys(engine), secret_key, lambda: datetime.now(UTC))
            yield Adapters(
                engine,
                publisher,
                PostgresLedger(engine, KINDS, PROJECTIONS, publisher),
                PostgresTableDirectory(engine),
                PostgresPermalinks(engine),
                PostgresProofs(engine),
                PostgresEpochs(engine),
                house,
                signing,
                PostgresRollRecords(engine, KINDS),
                PostgresPresets(engine),
                PostgresCharacterDirectory(engine),
                PostgresFightDirectory(engine),
                PostgresDrafts(engine),
                PostgresEncounters(engine),
                Library(),
                PostgresNoticeBoard(engine),
                PostgresAskedBook(engine, seal),
                SyncedCommands(engine),
                quota,
                PostgresLeases(engine, ttl_s=lease_ttl_s),
                PostgresGates(engine),
                pacing,
                SrdRulebook(),
            )
