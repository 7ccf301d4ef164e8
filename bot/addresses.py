"""The addresses among the settings: what each kind may look like, brought into one form.

Each function takes what a person wrote and returns what the bot uses, or raises a `ValueError` that ends the sentence
"<SETTING> …". No sentence repeats the address: it may hold a password.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any, Literal
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from pydantic import SecretStr

from bot import strength

Network = IPv4Network | IPv6Network

POSTGRES_EXAMPLE = "postgresql://user:password@host:5432/name"
REDIS_EXAMPLE = "redis://:password@host:6379/0"
POSTGRES_SCHEMES = {
    "postgres": "postgresql",
    "postgresql": "postgresql",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
_SSL = r"disable|allow|prefer|require|verify-ca|verify-full"
POSTGRES_OPTIONS = {
    "host": r".+",
    "port": r"\d{1,5}",
    "user": r".+",
    "password": r".+",
    "database": r".+",
    "ssl": _SSL,
    "sslmode": _SSL,
    "target_session_attrs": r"any|primary|standby|prefer-standby|read-write|read-only",
}
"""What may follow a `?`, and what each may be: asyncpg's, and libpq's `sslmode`, which hosts of databases hand out."""
REDIS_OPTIONS = {
    "db": r"\d{1,5}",
    "password": r".+",
    "username": r".+",
    "ssl_cert_reqs": r"none|optional|required",
    "ssl_check_hostname": r"true|false",
    "ssl_ca_certs": r".+",
    "ssl_certfile": r".+",
    "ssl_keyfile": r".+",
}
_WEB_SIGNS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
"""RFC 3986: all else has to be written otherwise, and Discord refuses a link that holds it."""
REDIS_SCHEMES = {"redis": "redis", "rediss": "rediss", "unix": "unix", "valkey": "redis", "valkeys": "rediss"}
"""redis-py knows the first three; the others are what Valkey's own documents write."""


def postgres_url(url: str, *, production: bool) -> str:
    """A PostgreSQL address, its scheme one that SQLAlchemy knows and its options such as asyncpg takes."""
    address, question, options = _server(url, POSTGRES_SCHEMES, POSTGRES_EXAMPLE, production=production).partition("?")
    _check_options(options, POSTGRES_OPTIONS)
    return address + question + re.sub(r"(?:^|(?<=&))sslmode=", "ssl=", options)


def redis_url(url: str, *, production: bool) -> str:
    """A Redis or Valkey address, its scheme one that redis-py knows."""
    address = _server(url, REDIS_SCHEMES, REDIS_EXAMPLE, production=production)
    _check_options(urlsplit(address).query, REDIS_OPTIONS)
    return address


def _check_options(options: str, known: Mapping[str, str]) -> None:
    for name, values in parse_qs(options, keep_blank_values=True).items():
        if name not in known:
            raise ValueError(f"has options other than {', '.join(sorted(known))}; leave them out")
        if not all(re.fullmatch(known[name], value) for value in values):
            raise ValueError(f"has an option {name} that is none: it should be {_in_words(known[name])}")


def _in_words(pattern: str) -> str:
    return {r".+": "something", r"\d{1,5}": "a number"}.get(pattern, pattern.replace("|", ", "))


def _server(url: str, schemes: Mapping[str, str], example: str, *, production: bool) -> str:
    parts = _split(url, example)
    if parts.scheme not in schemes:
        raise ValueError(f"should be an address like {example}")
    if "@" in parts.path + parts.query + parts.fragment:  # a bare / ? or # has cut the password in two
        raise ValueError(f"should be an address like {example}; in a password, write / as %2F, ? as %3F, # as %23")
    if production:
        _check_password(parts)
    return schemes[parts.scheme] + url[len(parts.scheme) :]


def _split(url: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # parsed only when asked for
    except ValueError:  # not chained: the reason may quote a part of the password
        raise ValueError(f"should be an address like {example}; in a password, write : as %3A, [ as %5B") from None
    return parts


def _check_password(parts: SplitResult) -> None:
    passwords = [parts.password, *parse_qs(parts.query, keep_blank_values=True).get("password", [])]
    for password in passwords:
        weakness = strength.password_weakness(password and unquote(password))
        if weakness:
            raise ValueError(f"holds {weakness}")


def postgres_from_parts(settings: Mapping[str, Any]) -> str | None:
    """The address that `POSTGRES_HOST`, `_PORT`, `_USER`, `_PASSWORD` and `_DB` make; None if none of them is set.

    The port alone means nothing: Kubernetes sets `POSTGRES_PORT` for every service that is called postgres.
    """
    host, user, database = (settings.get(f"postgres_{part}") for part in ("host", "user", "db"))
    password: SecretStr | None = settings.get("postgres_password")
    if not (host or user or database or password):
        return None
    user = user or "postgres"
    who = quote(user, safe="") + (f":{quote(password.get_secret_value(), safe='')}" if password else "")
    port, name = settings.get("postgres_port", 5432), quote(database or user, safe="")
    if host and host.startswith("/"):
        return f"postgresql://{who}@/{name}?host={quote(host)}&port={port}"
    return f"postgresql://{who}@{_bracketed(host or 'localhost')}:{port}/{name}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def port_number(value: object) -> object:
    """A port; also from the ``tcp://10.0.0.7:5432`` that Kubernetes puts into `POSTGRES_PORT`."""
    return value.rpartition(":")[2] if isinstance(value, str) and value.startswith("tcp://") else value


def api_base(url: str, *, forced: bool) -> str:
    """The base of another Discord; on this machine, unless forced."""
    parts = _web_address(url, "http://127.0.0.1:8099", path=False)
    if not forced and not is_loopback(parts.hostname or ""):
        raise ValueError(
            "is not on this machine, and the bot would send its token there; "
            "if that is your own proxy, set DISCORD_API_BASE_FORCED=true"
        )
    return f"{parts.scheme}://{parts.netloc}"


def public_url(url: str) -> str:
    """Where people reach the pages, without the slash at the end."""
    parts = _web_address(url, "https://rolls.example.org", path=True)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def web_host(host: str) -> str:
    """An address of this machine, or a name of it, without the brackets that addresses of IPv6 wear in a URL."""
    plain = host.removeprefix("[").removesuffix("]")
    if "/" in plain or (":" in plain and not _is_address(plain)):
        raise ValueError("should be an address without a port, like 127.0.0.1 or ::1; 0.0.0.0 or :: for all addresses")
    return plain


def page_url(host: str, port: int) -> str:
    """What leads to a port of this host; where that is all addresses, by the name that this machine has for itself.

    Example:
        >>> page_url("::1", 8001), page_url("0.0.0.0", 8001)
        ('http://[::1]:8001', 'http://localhost:8001')
    """
    return f"http://{'localhost' if is_everywhere(host) else _bracketed(host)}:{port}"


def reach(url: str) -> Literal["everybody", "unencrypted", "this-machine"]:
    """Who can follow a link, as far as its address tells.

    Example:
        >>> reach("https://rolls.example.org"), reach("http://rolls.example.org"), reach("http://[::1]:8001")
        ('everybody', 'unencrypted', 'this-machine')
    """
    parts = urlsplit(url)
    if is_loopback(parts.hostname or ""):
        return "this-machine"
    return "everybody" if parts.scheme == "https" else "unencrypted"


def is_everywhere(host: str) -> bool:
    """Whether a host means every address of this machine, and so is none that anybody can go to."""
    return _is_address(host) and ip_address(host).is_unspecified


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _web_address(url: str, example: str, *, path: bool) -> SplitResult:
    parts = _split(url, example)
    if parts.scheme not in ("http", "https") or not parts.hostname or not _WEB_SIGNS.fullmatch(url):
        raise ValueError(f"should be an address like {example}")
    if parts.username is not None or parts.query or parts.fragment or (parts.path.strip("/") and not path):
        raise ValueError(f"should be an address like {example}, with nothing after it and no name or password in it")
    return parts


def networks(text: str) -> tuple[Network, ...]:
    """Networks from ``10.0.0.0/8, ::1``; an address alone is a network of one."""
    try:
        return tuple(ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())
    except ValueError:
        raise ValueError("should list networks and addresses, like 10.0.0.0/8,::1") from None


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its own name, without asking anybody."""
    return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)
