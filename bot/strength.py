"""Which secrets are no secrets, and how to make a good one.

A placeholder that was copied from an example is the commonest hole in a self-hosted service, so the bot does not start
with one. The checks name what is wrong in one sentence without repeating the value.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from pydantic import SecretStr

MAKE_ONE = 'make a good one with: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
WHERE_TOKENS_ARE = "copy the token from the Bot page of your application at Discord"
SHORTEST_KEY = 32
FEWEST_DIFFERENT = 10
KEY_FILE = "secret.key"

PLACEHOLDERS = frozenset(
    {
        *("admin", "administrator", "changeit", "changeme", "default", "dev", "development", "everquill", "example"),
        *("guest", "hunter2", "key", "letmein", "pass", "passwd", "password", "placeholder", "postgres", "qwerty"),
        *("redis", "replaceme", "root", "secret", "secretkey", "supersecret", "test", "todo", "token", "user"),
        *("valkey", "yoursecret", "yoursecretkey", "yourtoken", "yourtokenhere", "discordtoken", "bottoken"),
        *("123456", "12345678", "123456789", "1234567890", "0000", "1234", "xxx", "xxxx", "xxxxxxxx"),
    }
)


def is_placeholder(value: str) -> bool:
    """Whether a value is one that everybody tries first; case, digits at its end and punctuation do not save it."""
    plain = "".join(letter for letter in value.casefold() if letter.isalnum())
    return not plain or plain in PLACEHOLDERS or plain.rstrip("0123456789") in PLACEHOLDERS


def key_weakness(key: str, *, production: bool) -> str | None:
    """What is wrong with a signing key, as the end of a sentence; None if nothing is."""
    if is_placeholder(key):
        return f"is a well-known placeholder, so anybody could forge what it signs; {MAKE_ONE}"
    if production and len(key) < SHORTEST_KEY:
        return f"is shorter than {SHORTEST_KEY} characters and could be guessed; {MAKE_ONE}"
    if production and len(set(key)) < FEWEST_DIFFERENT:
        return f"repeats itself and could be guessed; {MAKE_ONE}"
    return None


def password_weakness(password: str | None) -> str | None:
    """What a bad password of a server is, as a noun; None if there is none or nothing is wrong with it."""
    if password is None:
        return None
    if not password:
        return f"an empty password; {MAKE_ONE}, and give it to the server too"
    if is_placeholder(password):
        return f"a password that everybody tries first; {MAKE_ONE}, and give it to the server too"
    return None


def development_key(data_dir: Path) -> SecretStr:
    """The key of a machine where none is set: made once, kept in its data folder for its owner's eyes only.

    It is linked into place whole, so two processes that start at once end with the same key.
    """
    path = data_dir / KEY_FILE
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        _place(path, secrets.token_urlsafe(SHORTEST_KEY))
    return SecretStr(path.read_text(encoding="ascii").strip())


def _place(path: Path, key: str) -> None:
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{key}\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first, and its key counts
    finally:
        os.unlink(draft)
