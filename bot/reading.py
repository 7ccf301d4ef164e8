"""What a command is told to read: a file, or one page of the web, whole and of a decent size, or a sentence why not."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import urlsplit

import aiohttp

from bot.errors import CannotStartError

LARGEST_BYTES: Final = 1024 * 1024
PATIENCE_S: Final = 10.0

_STATUS: Final = {
    404: "there is nothing at that address, or nothing any more.",
    410: "what was there is gone.",
    429: "it has been asked too often; wait a minute and try again.",
}


class CannotReadError(CannotStartError):
    """It could not be read; `str()` says why in one sentence."""


def is_address(source: str) -> bool:
    """Whether this names a page of the web rather than a file."""
    return "://" in source


async def read(source: str, *, patience_s: float = PATIENCE_S) -> bytes:
    """Read a file, or an address of the web: that very one, wherever else it may send us.

    Raises:
        CannotReadError: It is not there, does not answer, or is too large.
    """
    content = await (_fetch(source, patience_s) if is_address(source) else asyncio.to_thread(_read_file, source))
    if len(content) > LARGEST_BYTES:
        raise CannotReadError(f"{source} is larger than a mebibyte, which is no file of ours.")
    return content


def _read_file(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:  # the latter: a zero byte in the name
        raise CannotReadError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from None


async def _fetch(address: str, patience_s: float) -> bytes:
    try:
        parts = urlsplit(address)
    except ValueError:
        raise CannotReadError(f"{address} is no address.") from None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise CannotReadError(f"{address} is no address: it should begin with https:// and name a host.")
    timeout = aiohttp.ClientTimeout(total=patience_s)
    # Nothing is unpacked, so that what is small on the way cannot become large here.
    plain = {"Accept": "application/json", "Accept-Encoding": "identity"}
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, headers=plain, auto_decompress=False) as session,
            session.get(address, allow_redirects=False) as response,
        ):
            _expect_content(address, response)
            content = bytearray()
            async for chunk in response.content.iter_any():
                content += chunk
                if len(content) > LARGEST_BYTES:
                    break
            return bytes(content)
    except TimeoutError:
        raise CannotReadError(f"{address} did not answer within {patience_s:g} seconds.") from None
    except aiohttp.ClientConnectorError as error:
        raise CannotReadError(f"{address} cannot be read: {error.host} takes no connection there.") from None
    except (aiohttp.ClientError, ValueError) as error:  # the latter: a host's name that cannot be one
        raise CannotReadError(f"{address} cannot be read: {str(error) or type(error).__name__}.") from None


def _expect_content(address: str, response: aiohttp.ClientResponse) -> None:
    if response.status == 200:
        return
    elsewhere = response.headers.get("Location")
    if 300 <= response.status < 400 and elsewhere:
        raise CannotReadError(f"{address} sends us to {elsewhere!r}; if you trust that place, ask there.")
    why = _STATUS.get(response.status, "no roll comes with that status.")
    raise CannotReadError(f"{address} answered {response.status}: {why}")
