"""Modals: a title and one to five fields, each in a row of its own or, now, under a label.

Source: Discord developer docs, "Receiving and Responding", Modal; "Component Reference", Label, Text Input.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.sandbox.validate import selects
from bot.sandbox.validate.components import Identities, Kind, may_stand, text_display
from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json

_TOP = frozenset({Kind.ROW, Kind.TEXT, Kind.LABEL})
_IN_LABEL = frozenset(
    {Kind.TEXT_INPUT, *selects.KINDS, Kind.UPLOAD, Kind.RADIO_GROUP, Kind.CHECKBOX_GROUP, Kind.CHECKBOX}
)


def modal(data: Json, has_emoji: Callable[[str], bool] | None = None, path: str = "data") -> None:
    """Check a modal and raise 50035 when Discord would refuse it."""
    form = Form(data, at=path, has_emoji=has_emoji)
    form.text(join(path, "title"), data.get("title"), 1, 45, required=True)
    form.text(join(path, "custom_id"), data.get("custom_id"), 1, 100, required=True)
    where = join(path, "components")
    form.count(where, data.get("components"), 1, 5, required=True)
    fields = _Fields(form)
    for at, component in form.mappings(where, data.get("components")):
        fields.check(at, component, _TOP)
    form.done()


class _Fields:
    def __init__(self, form: Form) -> None:
        self._form = form
        self._ids = Identities(form)

    def check(self, path: str, component: Json, allowed: Collection[int]) -> None:
        kind = component.get("type")
        if not may_stand(self._form, path, kind, allowed):
            return
        self._ids.check(path, component)
        match kind:
            case Kind.ROW:
                self._row(path, component)
            case Kind.LABEL:
                self._label(path, component)
            case Kind.TEXT:
                text_display(self._form, path, component)
            case Kind.TEXT_INPUT:
                self._text_input(path, component)
            case Kind.UPLOAD:
                selects.upload(self._form, path, component)
            case Kind.RADIO_GROUP | Kind.CHECKBOX_GROUP:
                selects.group(self._form, path, component, several=kind == Kind.CHECKBOX_GROUP)
            case Kind.CHECKBOX:
                self._form.boolean(join(path, "default"), component.get("default"))
            case _:
                selects.select(self._form, path, component, modal=True)

    def _row(self, path: str, row: Json) -> None:
        where = join(path, "components")
        self._form.count(where, row.get("components"), 1, 1, required=True)
        for at, child in self._form.mappings(where, row.get("components")):
            self.check(at, child, {Kind.TEXT_INPUT})
            if child.get("type") == Kind.TEXT_INPUT:
                self._form.text(join(at, "label"), child.get("label"), 1, 45, required=True)

    def _label(self, path: str, label: Json) -> None:
        self._form.text(join(path, "label"), label.get("label"), 1, 45, required=True)
        self._form.text(join(path, "description"), label.get("description"), 1, 100)
        where = join(path, "component")
        if (child := self._form.mapping(where, label.get("component"), required=True)) is not None:
            self.check(where, child, _IN_LABEL)
            if child.get("type") == Kind.TEXT_INPUT and child.get("label") is not None:
                message = "A text input under a label cannot have a label of its own."
                self._form.fault(join(where, "label"), "TEXT_INPUT_LABEL_IN_LABEL", message)

    def _text_input(self, path: str, field: Json) -> None:
        form = self._form
        if form.required(join(path, "style"), field.get("style")):
            form.choice(join(path, "style"), field["style"], (1, 2))
        form.boolean(join(path, "required"), field.get("required"))
        form.text(join(path, "placeholder"), field.get("placeholder"), 0, 100)
        low = form.integer(join(path, "min_length"), field.get("min_length"), 0, 4000) or 0
        high = form.integer(join(path, "max_length"), field.get("max_length"), 1, 4000) or 4000
        if low > high:
            form.fault(join(path, "min_length"), "TEXT_INPUT_MIN_LENGTH_TOO_LARGE", "min_length is above max_length.")
        value = form.text(join(path, "value"), field.get("value"), 0, high)
        if value and len(value) < low:
            form.fault(join(path, "value"), "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
