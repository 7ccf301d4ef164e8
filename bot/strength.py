"""Which secrets are no secrets, and how to make a good one.

A placeholder that was copied from an example is the commonest hole in a self-hosted service, so the bot does not start
with one. The checks name what is wrong in one sentence without repeating the value.
"""

from __future__ import annotations

MAKE_ONE = 'make a good one with: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
WHERE_TOKENS_ARE = "copy the token from the Bot page of your application at Discord"
SHORTEST_KEY = 32
FEWEST_DIFFERENT = 10

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
        return f"is a well-known placeholder, so it is no secret; {MAKE_ONE}"
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
