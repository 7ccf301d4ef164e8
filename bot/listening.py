"""Where the pages are served, and under which address people reach them: decided once, before anything is built."""

from __future__ import annotations

import errno
import socket

import structlog

from bot.addresses import is_everywhere, page_url
from bot.errors import CannotStartError
from bot.settings import Settings

log = structlog.get_logger(__name__)


def listen(host: str, port: int) -> socket.socket:
    """A bound socket, IPv4 or IPv6 as the host is; ``::`` takes both.

    Raises:
        CannotStartError: The address is not to be had.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        both = host == "::" and socket.has_dualstack_ipv6()
        listener = socket.create_server(address, family=family, backlog=128, dualstack_ipv6=both)
    except (OSError, UnicodeError) as error:  # UnicodeError: what no name of a host can be
        raise CannotStartError(f"The pages cannot be served on {host}, port {port}: {_why(error)}") from None
    listener.setblocking(False)
    return listener


def _why(error: OSError | UnicodeError) -> str:
    match error:
        case OSError(errno=errno.EADDRINUSE):
            return "something else listens there. Set WEB_PORT to a free port, like 8002, or to 0 for any."
        case OSError(errno=errno.EACCES):
            return "a port below 1024 needs rights that the bot has not. Set WEB_PORT to another, like 8001."
        case socket.gaierror() | UnicodeError() | OSError(errno=errno.EADDRNOTAVAIL):
            return (
                "that is no address of this machine. Set WEB_HOST to one, like 127.0.0.1 or ::1, or to 0.0.0.0 or ::"
                " for all of them."
            )
        case _:
            return f"{error.strerror or error}. See WEB_HOST and WEB_PORT."


def public_url(settings: Settings, listener: socket.socket | None) -> str:
    """What permalinks start with.

    Args:
        settings: Whose `public_url` counts, if it is set.
        listener: Where this process serves the pages; None if another does.
    """
    if settings.public_url:
        return settings.public_url
    url = page_url(settings.web_host, listener.getsockname()[1] if listener else settings.web_port)
    if listener is None or is_everywhere(settings.web_host):
        log.warning("public_url_not_set", using=url, advice="set PUBLIC_URL to where people reach the pages")
    return url
