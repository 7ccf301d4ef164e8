"""Names and texts in several languages.

Source: Discord developer docs, "API Reference", Locales; "Application Commands", Localization, Naming.
"""

from __future__ import annotations

import unicodedata

from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import as_object

_EUROPEAN = ("da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR")
_FURTHER = (
    "ro",
    "fi",
    "sv-SE",
    "vi",
    "tr",
    "cs",
    "el",
    "bg",
    "ru",
    "uk",
    "hi",
    "th",
    "zh-CN",
    "ja",
    "zh-TW",
    "ko",
    "id",
)
LOCALES = frozenset((*_EUROPEAN, *_FURTHER))
_DEVANAGARI = range(0x0900, 0x0980)
_THAI = range(0x0E00, 0x0E80)


def texts(form: Form, path: str, value: object, longest: int) -> None:
    """Check a dictionary of translated texts."""
    for locale, text in (form.mapping(path, value) or {}).items():
        if known(form, path, locale):
            form.text(join(path, locale), text, 1, longest, required=True)


def names(form: Form, path: str, value: object) -> None:
    """Check a dictionary of translated slash command or option names."""
    for locale, text in (form.mapping(path, value) or {}).items():
        if known(form, path, locale):
            name(form, join(path, locale), text)


def name(form: Form, path: str, value: object) -> None:
    """Check the name of a slash command or of an option."""
    given = form.text(path, value, 1, 32, required=True)
    if not given:
        return
    if not all(map(_is_name_sign, given)):
        form.fault(path, "STRING_TYPE_REGEX", "String value did not match validation regex.")
    elif given != given.lower():
        form.fault(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def known(form: Form, path: str, locale: str) -> bool:
    """Check that a locale is one of Discord's."""
    return locale in LOCALES or form.choice(path, locale, sorted(LOCALES))


def longest(value: str, translations: object) -> int:
    """Return the length of the longest of a text and its translations."""
    return max([len(value), *(len(text) for text in as_object(translations).values() if isinstance(text, str))])


def _is_name_sign(sign: str) -> bool:
    if sign in "-_'":
        return True
    if unicodedata.category(sign)[0] in "LN":
        return True
    # Vowel signs are marks, not letters: the two scripts that cannot do without them are let through whole.
    point = ord(sign)
    return (point in _DEVANAGARI and point not in (0x0964, 0x0965)) or (point in _THAI and point != 0x0E3F)
