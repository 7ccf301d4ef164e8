"""Objects in a bucket of any S3: Amazon's, MinIO, Garage. boto3 is made for threads, so each call has one."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from typing import Any, Final, cast

from boto3.session import Session  # pyright: ignore[reportMissingTypeStubs]  # boto3 has no types
from botocore.config import Config  # pyright: ignore[reportMissingTypeStubs]  # nor has botocore
from botocore.exceptions import (  # pyright: ignore[reportMissingTypeStubs]  # nor has botocore
    BotoCoreError,
    ClientError,
)

from core.errors import UnavailableError
from core.ids import ObjectKey, UserId
from core.ports.objects import is_object_key, object_key

_NOT_THERE: Final = frozenset({"NoSuchKey", "404", "NotFound"})
_PATIENCE_S: Final = 5.0
_TRIES: Final = 2


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where objects are kept.

    Attributes:
        name: The bucket's; it is there already.
        endpoint: The server, ``https://garage.example.org``; None for Amazon's.
        region: As the server calls it; None for what boto3 finds in its own environment.
        access_key: The name of the key; None for what boto3 finds in its own environment.
        secret_key: The key.
    """

    name: str
    endpoint: str | None = None
    region: str | None = None
    access_key: str | None = None
    secret_key: str | None = None


class S3Objects:
    """Keeps objects in a bucket.

    Args:
        bucket: Which.
    """

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self._lock = threading.Lock()
        self._made: Any = None

    async def put(self, owner: UserId, content: bytes) -> ObjectKey:
        """Keep a file of somebody's.

        Raises:
            UnavailableError: ``objects-away``.
        """
        key = object_key(owner, content)
        try:
            await asyncio.to_thread(lambda: self._client().put_object(Bucket=self._bucket.name, Key=key, Body=content))
        except (BotoCoreError, ClientError):
            raise UnavailableError("objects-away") from None
        return key

    async def get(self, key: ObjectKey) -> bytes | None:
        """A file; None if it is not there, or is not what its key says.

        Raises:
            UnavailableError: ``objects-away``.
        """
        if not is_object_key(key):
            return None
        try:
            content = await asyncio.to_thread(self._read, key)
        except ClientError as error:
            if cast(Any, error).response.get("Error", {}).get("Code") in _NOT_THERE:
                return None
            raise UnavailableError("objects-away") from None
        except BotoCoreError:
            raise UnavailableError("objects-away") from None
        owner = UserId(int(key.partition("/")[0]))
        return content if object_key(owner, content) == key else None

    async def forget(self, owner: UserId) -> None:
        """Erase all files of a person.

        Raises:
            UnavailableError: ``objects-away``.
        """
        try:
            await asyncio.to_thread(self._erase, f"{owner}/")
        except (BotoCoreError, ClientError):
            raise UnavailableError("objects-away") from None

    def _read(self, key: ObjectKey) -> bytes:
        with self._client().get_object(Bucket=self._bucket.name, Key=key)["Body"] as body:
            return body.read()

    def _erase(self, prefix: str) -> None:
        pages = self._client().get_paginator("list_objects_v2").paginate(Bucket=self._bucket.name, Prefix=prefix)
        for page in pages:
            for each in page.get("Contents", []):
                self._client().delete_object(Bucket=self._bucket.name, Key=each["Key"])

    def _client(self) -> Any:
        """The client; it takes a while to make, and is then used by all threads."""
        with self._lock:
            if self._made is None:
                config = Config(
                    connect_timeout=_PATIENCE_S,
                    read_timeout=_PATIENCE_S,
                    retries={"total_max_attempts": _TRIES, "mode": "standard"},
                    request_checksum_calculation="when_required",
                    response_checksum_validation="when_required",
                    s3={"addressing_style": "path" if self._bucket.endpoint else "auto"},
                )
                self._made = cast(Any, Session()).client(
                    "s3",
                    endpoint_url=self._bucket.endpoint,
                    region_name=self._bucket.region,
                    aws_access_key_id=self._bucket.access_key,
                    aws_secret_access_key=self._bucket.secret_key,
                    config=config,
                )
            return self._made
