"""The choices that an autocomplete answers with.

Source: Discord developer docs, "Receiving and Responding", Autocomplete; "Application Commands", Option Choice.
"""

from __future__ import annotations

from bot.sandbox.validate import localization
from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json

STRING, INTEGER, NUMBER = 3, 4, 10
_LARGEST = 2**53


def autocomplete(data: Json, option_type: int = STRING) -> None:
    """Check the answer to an autocomplete for an option of this type, and raise 50035 on a fault."""
    form = Form(data, at="data")
    path = "data.choices"
    form.count(path, data.get("choices"), 0, 25)
    for at, choice in form.mappings(path, data.get("choices")):
        one(form, at, choice, option_type)
    form.done()


def one(form: Form, path: str, choice: Json, option_type: int) -> None:
    """Check one choice: its name, and a value that fits the option.

    A value must be of the option's very type, unlike elsewhere (discord/discord-api-docs issue 3900 for numbers as
    text, Discord4J/discord-json pull request 97 for texts as numbers).
    """
    form.text(join(path, "name"), choice.get("name"), 1, 100, required=True)
    localization.texts(form, join(path, "name_localizations"), choice.get("name_localizations"), 100)
    where, value = join(path, "value"), choice.get("value")
    if not form.required(where, value):
        return
    if option_type == STRING and not isinstance(value, str):
        form.fault(where, "STRING_TYPE_CONVERT", "Could not interpret string.")
    elif option_type != STRING and isinstance(value, str):
        form.fault(
            where, "NUMBER_TYPE_COERCE", f'Value "{value}" is not {"int" if option_type == INTEGER else "float"}.'
        )
    elif option_type == STRING:
        form.text(where, value, 0, 100)
    elif option_type == INTEGER:
        form.integer(where, value, -_LARGEST + 1, _LARGEST - 1)
    else:
        form.number(where, value, -_LARGEST, _LARGEST)
