"""Reads what a request carries: JSON, or multipart with JSON and files, or a form, whose values are text alone.

Source: Discord developer docs, "API Reference", Uploading Files, Content Type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web
from aiohttp.http import HttpProcessingError

from bot.sandbox.errors import INVALID_JSON, TOO_LARGE
from bot.sandbox.posting.parts import Upload
from bot.sandbox.rest import unpacking
from bot.sandbox.validate.form import invalid
from bot.sandbox.wire import loads

_LARGEST_BYTES = 25 * 1024 * 1024
_FILE = re.compile(r"files\[(\d+)\]")


@dataclass(slots=True)
class Received:
    """The JSON of a request, and its files."""

    body: object = None
    uploads: list[Upload] = field(default_factory=list[Upload])


async def read(request: web.Request) -> Received:
    """Read a request's body, whatever its kind.

    Raises:
        ApiError: It is no JSON (50109), too large (40005), or of a kind that Discord does not take (50035).
    """
    if request.content_type == "multipart/form-data":
        try:
            return await _multipart(request)
        except web.HTTPRequestEntityTooLarge:
            raise TOO_LARGE() from None
        except (ValueError, web.RequestPayloadError, HttpProcessingError):
            raise invalid("", "FORM_TYPE_CONVERT", "The multipart body cannot be read.") from None
    try:
        raw = await unpacking.whole(request)
    except web.HTTPRequestEntityTooLarge:
        raise TOO_LARGE() from None
    except (ValueError, web.RequestPayloadError):
        raise INVALID_JSON() from None
    if not raw:
        return Received()
    if request.content_type == "application/x-www-form-urlencoded":
        return Received(dict(parse_qsl(raw.decode(errors="replace"))))
    if request.content_type != "application/json":
        message = (
            'Expected "Content-Type" header to be one of {"application/json", "application/x-www-form-urlencoded", '
            '"multipart/form-data"}.'
        )
        raise invalid("", "CONTENT_TYPE_INVALID", message)
    return Received(_json(raw))


async def _multipart(request: web.Request) -> Received:
    received = Received()
    fields: dict[str, str] = {}
    names: set[str] = set()
    total = 0
    async for part in await unpacking.parts(request):
        if not isinstance(part, BodyPartReader) or not part.name:
            raise invalid("", "FORM_TYPE_CONVERT", "Every part needs a name of its own.")
        if part.name in names:
            raise invalid(part.name, "FORM_TYPE_CONVERT", "Every part needs a name of its own.")
        names.add(part.name)
        content = bytes(await part.read())
        total += len(content)
        if total > _LARGEST_BYTES:
            raise TOO_LARGE()
        if part.name == "payload_json":
            received.body = _json(content)
        elif (numbered := _FILE.fullmatch(part.name)) or part.filename:
            key = numbered[1] if numbered else part.name
            received.uploads.append(_upload(key, part, content))
        else:
            fields[part.name] = content.decode()
    if received.body is None:
        received.body = fields
    return received


def _upload(key: str, part: BodyPartReader, content: bytes) -> Upload:
    kind = part.headers.get("Content-Type", "application/octet-stream")
    return Upload(key, part.filename or "unknown", kind, content)


def _json(raw: bytes) -> object:
    try:
        return loads(raw)
    except ValueError:
        raise INVALID_JSON() from None
