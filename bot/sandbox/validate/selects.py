"""Select menus, and the groups of a modal that are chosen from in the same way.

Source: Discord developer docs, "Component Reference", String Select and the four selects after it, Radio Group,
Checkbox Group.
"""

from __future__ import annotations

from bot.sandbox.validate import media
from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json, as_list, objects

STRING, USER, ROLE, MENTIONABLE, CHANNEL = 3, 5, 6, 7, 8
KINDS = frozenset({STRING, USER, ROLE, MENTIONABLE, CHANNEL})
_MOST = 25
_DEFAULTS = {USER: ("user",), ROLE: ("role",), MENTIONABLE: ("user", "role"), CHANNEL: ("channel",)}
_CHANNEL_TYPES = frozenset({0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16})


def select(form: Form, path: str, component: Json, *, modal: bool) -> None:
    """Check a select menu of a message or a modal."""
    form.text(join(path, "placeholder"), component.get("placeholder"), 0, 150)
    for key in ("disabled", "required"):
        form.boolean(join(path, key), component.get(key))
    if modal and component.get("disabled"):
        form.fault(join(path, "disabled"), "MODAL_COMPONENT_DISABLED", "Components in a modal cannot be disabled.")
    kind = component["type"]
    if kind == STRING:
        options(form, path, component, fewest=1, most=_MOST)
    _bounds(form, path, component, _MOST, modal=modal)
    if kind == STRING:
        _preset(form, path, component, component.get("max_values") or 1)
    if kind == CHANNEL:
        form.count(join(path, "channel_types"), component.get("channel_types"), 0, len(_CHANNEL_TYPES))
        form.distinct(join(path, "channel_types"), component.get("channel_types"))
        for index, one in enumerate(as_list(component.get("channel_types"))):
            form.choice(join(path, "channel_types", index), one, _CHANNEL_TYPES)
    if kind in _DEFAULTS:
        _defaults(form, path, component, _DEFAULTS[kind])


def options(form: Form, path: str, component: Json, *, fewest: int, most: int) -> None:
    """Check the options of a string select, a radio group or a checkbox group."""
    where = join(path, "options")
    form.count(where, component.get("options"), fewest, most, required=True)
    seen: set[object] = set()
    for at, option in form.mappings(where, component.get("options")):
        form.text(join(at, "label"), option.get("label"), 1, 100, required=True)
        form.text(join(at, "description"), option.get("description"), 0, 100)
        form.boolean(join(at, "default"), option.get("default"))
        media.emoji(form, join(at, "emoji"), option.get("emoji"))
        value = form.text(join(at, "value"), option.get("value"), 1, 100, required=True)
        if value is not None:
            if value in seen:
                message = "The specified option value is already used"
                form.fault(join(at, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
            seen.add(value)


def group(form: Form, path: str, component: Json, *, several: bool) -> None:
    """Check a checkbox group (several may be chosen) or a radio group (one)."""
    options(form, path, component, fewest=1 if several else 2, most=10)
    form.boolean(join(path, "required"), component.get("required"))
    count = len(as_list(component.get("options")))
    if several:
        _bounds(form, path, {"max_values": count or None, **component}, 10, modal=True)
    _preset(form, path, component, (component.get("max_values") or count) if several else 1)


def upload(form: Form, path: str, component: Json) -> None:
    """Check a file upload."""
    form.boolean(join(path, "required"), component.get("required"))
    _bounds(form, path, component, 10, modal=True)
    file_types(form, join(path, "file_types"), component.get("file_types"))


def file_types(form: Form, path: str, value: object) -> None:
    """Check which kinds of files may be picked."""
    form.count(path, value, 0, 10)
    for index, one in enumerate(as_list(value)):
        if one not in ("image", "video", "audio") and not (isinstance(one, str) and one.startswith(".")):
            message = "Value must be one of {'image', 'video', 'audio'} or an extension with its dot."
            form.fault(join(path, index), "BASE_TYPE_CHOICES", message)


def _bounds(form: Form, path: str, component: Json, most: int, *, modal: bool) -> None:
    low = form.integer(join(path, "min_values"), component.get("min_values"), 0, most)
    high = form.integer(join(path, "max_values"), component.get("max_values"), 1, most)
    if (1 if low is None else low) > (1 if high is None else high):
        message = "The minimum number of values is greater than the maximum."
        form.fault(join(path, "min_values"), "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE", message)
    count = len(as_list(component.get("options")))
    if count and high is not None and high > count:
        message = f"The maximum number of values is greater than the {count} options."
        form.fault(join(path, "max_values"), "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", message)
    if modal and low == 0 and component.get("required", True):
        message = "min_values must be at least 1 unless required is false."
        form.fault(join(path, "min_values"), "SELECT_COMPONENT_REQUIRED_MIN_VALUES", message)


def _preset(form: Form, path: str, component: Json, most: object) -> None:
    preset = [one for one in objects(component.get("options")) if one.get("default")]
    if isinstance(most, int) and len(preset) > most:
        message = "More options are selected by default than may be chosen."
        form.fault(join(path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message)


def _defaults(form: Form, path: str, component: Json, kinds: tuple[str, ...]) -> None:
    where = join(path, "default_values")
    given = component.get("default_values")
    if given is None or given == []:
        return
    low, high = component.get("min_values", 1), component.get("max_values") or 1
    form.count(where, given, low if isinstance(low, int) else 1, high if isinstance(high, int) else 1)
    for at, default in form.mappings(where, given):
        form.snowflake(join(at, "id"), default.get("id"))
        form.choice(join(at, "type"), default.get("type"), kinds)
