"""The components of a message, of the first kind (rows) and the second (the whole message is components).

Source: Discord developer docs, "Component Reference". That a displayed text beyond 10 170 bytes makes the service fail:
discord/discord-api-docs issue 8554. How a button that sells somebody else's goods is refused: issue 8182 there.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum

from bot.sandbox.errors import ApiError
from bot.sandbox.posting.parts import walk
from bot.sandbox.validate import media, selects
from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json, as_object, objects

MOST_COMPONENTS = 40
MOST_TEXT = 4000
_BYTES_THAT_BREAK, _BYTES_EACH = 10_170, 12


class Kind(IntEnum):
    """Discord's component types."""

    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT = 10
    THUMBNAIL = 11
    GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


_IN_CONTAINER = frozenset({Kind.ROW, Kind.SECTION, Kind.TEXT, Kind.GALLERY, Kind.FILE, Kind.SEPARATOR})
_TOP = _IN_CONTAINER | {Kind.CONTAINER}
_IN_ROW = frozenset({Kind.BUTTON, *selects.KINDS})
_LINK, _PREMIUM = 5, 6
_NOT_PREMIUM = ("custom_id", "label", "url", "emoji")


class MessageComponents:
    """The components of one message under examination."""

    def __init__(self, form: Form, attached: Collection[str], *, v2: bool) -> None:
        self._form = form
        self._attached = attached
        self._v2 = v2
        self._ids = Identities(form)

    def check(self, path: str, value: object) -> None:
        """Check the whole list.

        Raises:
            ApiError: A 500, for a message whose text Discord itself cannot store.
        """
        if not self._form.count(path, value, 0, MOST_COMPONENTS if self._v2 else 5):
            return
        for where, component in self._form.mappings(path, value):
            self._one(where, component, _TOP if self._v2 else frozenset({Kind.ROW}))
        if self._v2:
            self._together(path, objects(value))

    def _together(self, path: str, components: list[Json]) -> None:
        everything = list(walk(components))
        texts = [c["content"] for c in everything if c.get("type") == Kind.TEXT and isinstance(c.get("content"), str)]
        if len(everything) > MOST_COMPONENTS:
            message = f"Total number of components exceeds the maximum of {MOST_COMPONENTS}"
            self._form.fault(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
        if sum(map(len, texts)) > MOST_TEXT:
            message = f"Displayable text size exceeds maximum size of {MOST_TEXT}"
            self._form.fault(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
        elif sum(len(text.encode()) + _BYTES_EACH for text in texts) > _BYTES_THAT_BREAK:
            raise ApiError(500, 0, "500: Internal Server Error")

    def _one(self, path: str, component: Json, allowed: Collection[int]) -> None:
        kind = component.get("type")
        if not may_stand(self._form, path, kind, allowed):
            return
        if kind == Kind.BUTTON:
            self._button(path, component)  # first, since by its style it needs a custom id, or none
        self._ids.check(path, component)
        match kind:
            case Kind.BUTTON:
                pass
            case Kind.ROW | Kind.SECTION | Kind.CONTAINER:
                self._layout(path, component)
            case Kind.TEXT:
                text_display(self._form, path, component)
            case Kind.THUMBNAIL | Kind.GALLERY | Kind.FILE:
                self._shown(path, component)
            case Kind.SEPARATOR:
                self._form.boolean(join(path, "divider"), component.get("divider"))
                if component.get("spacing") is not None:
                    self._form.choice(join(path, "spacing"), component["spacing"], (1, 2))
            case _:
                selects.select(self._form, path, component, modal=False)

    def _layout(self, path: str, component: Json) -> None:
        match component["type"]:
            case Kind.ROW:
                self._row(path, component)
            case Kind.SECTION:
                self._section(path, component)
            case _:
                self._container(path, component)

    def _shown(self, path: str, component: Json) -> None:
        if component["type"] == Kind.THUMBNAIL:
            self._media(path, component, "media")
        elif component["type"] == Kind.FILE:
            self._file(path, component)
        else:
            self._form.count(join(path, "items"), component.get("items"), 1, 10, required=True)
            for where, item in self._form.mappings(join(path, "items"), component.get("items")):
                self._media(where, item, "media")

    def _row(self, path: str, row: Json) -> None:
        where = join(path, "components")
        self._form.count(where, row.get("components"), 1, 5, required=True)
        children = self._form.mappings(where, row.get("components"))
        for index, (at, child) in enumerate(children):
            self._one(at, child, _IN_ROW)
            if index and any(other.get("type") in selects.KINDS for _, other in children[: index + 1]):
                message = "The specified component exceeds the maximum width"
                self._form.fault(at, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)

    def _button(self, path: str, button: Json) -> None:
        form, where = self._form, join(path, "style")
        if not form.required(where, button.get("style")) or not form.choice(where, button["style"], range(1, 7)):
            return
        style = button["style"]
        form.text(join(path, "label"), button.get("label"), 0, 80)
        form.boolean(join(path, "disabled"), button.get("disabled"))
        media.emoji(form, join(path, "emoji"), button.get("emoji"))
        if style == _PREMIUM:
            self._premium(path, button)
            unwanted = _NOT_PREMIUM
        elif style == _LINK:
            schemes = ("http", "https", "discord")
            media.url(form, join(path, "url"), button.get("url"), schemes=schemes, longest=512, required=True)
            unwanted = ("custom_id", "sku_id")
        else:
            unwanted = ("url", "sku_id")
        for key in unwanted:
            if button.get(key) is not None:
                message = f"A button of style {style} cannot have a {key}."
                form.fault(join(path, key), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)
        if style != _PREMIUM and not button.get("label") and not button.get("emoji"):
            form.fault(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button needs a label or an emoji.")

    def _premium(self, path: str, button: Json) -> None:
        """Refuse whatever a premium button sells, for the application has nothing to sell; other faults go before."""
        where, value = join(path, "sku_id"), button.get("sku_id")
        if not self._form.required(where, value) or not self._form.snowflake(where, value):
            return
        if not any(button.get(key) is not None for key in _NOT_PREMIUM):
            message = "The application for this SKU does not exist or does not match the message author"
            self._form.fault(where, "BUTTON_COMPONENT_INVALID_APPLICATION", message)

    def _section(self, path: str, section: Json) -> None:
        where = join(path, "components")
        self._form.count(where, section.get("components"), 1, 3, required=True)
        for at, child in self._form.mappings(where, section.get("components")):
            self._one(at, child, {Kind.TEXT})
        accessory = join(path, "accessory")
        if (beside := self._form.mapping(accessory, section.get("accessory"), required=True)) is not None:
            self._one(accessory, beside, {Kind.BUTTON, Kind.THUMBNAIL})

    def _container(self, path: str, container: Json) -> None:
        self._form.integer(join(path, "accent_color"), container.get("accent_color"), 0, 0xFFFFFF)
        self._form.boolean(join(path, "spoiler"), container.get("spoiler"))
        where = join(path, "components")
        self._form.count(where, container.get("components"), 1, MOST_COMPONENTS, required=True)
        for at, child in self._form.mappings(where, container.get("components")):
            self._one(at, child, _IN_CONTAINER)

    def _media(self, path: str, holder: Json, key: str) -> None:
        self._form.text(join(path, "description"), holder.get("description"), 1, 1024)
        self._form.boolean(join(path, "spoiler"), holder.get("spoiler"))
        where = join(path, key)
        if (item := self._form.mapping(where, holder.get(key), required=True)) is not None:
            media.url(self._form, join(where, "url"), item.get("url"), attached=self._attached, required=True)

    def _file(self, path: str, component: Json) -> None:
        self._media(path, component, "file")
        url = as_object(component.get("file")).get("url")
        if isinstance(url, str) and not url.startswith(media.ATTACHED):
            message = "A file component takes an attachment:// reference only."
            self._form.fault(join(path, "file", "url"), "UNFURLED_MEDIA_ITEM_REFERENCE_INVALID", message)


class Identities:
    """The ids of the components of one message or modal: each may be used once."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._custom: set[str] = set()
        self._numbers: set[int] = set()

    def check(self, path: str, component: Json) -> None:
        """Check a component's `id`, and its `custom_id` where it needs one."""
        number = self._form.integer(join(path, "id"), component.get("id"), 0, 2**31 - 1)
        if number:
            if number in self._numbers:
                message = "Component id cannot be duplicated"
                self._form.fault(join(path, "id"), "COMPONENT_ID_DUPLICATED", message)
            self._numbers.add(number)
        if needs_custom_id(component):
            self._custom_id(join(path, "custom_id"), component)

    def _custom_id(self, path: str, component: Json) -> None:
        value: object = component.get("custom_id")
        if component["type"] == Kind.BUTTON and not value:
            self._form.fault(path, "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
        elif (custom_id := self._form.text(path, value, 1, 100, required=True)) is not None:
            if custom_id in self._custom:
                message = "Component custom id cannot be duplicated"
                self._form.fault(path, "COMPONENT_CUSTOM_ID_DUPLICATED", message)
            self._custom.add(custom_id)


def needs_custom_id(component: Json) -> bool:
    """Tell whether a component is one that people act on."""
    kind = component.get("type")
    if kind == Kind.BUTTON:
        return component.get("style") not in (_LINK, _PREMIUM)
    groups = (Kind.TEXT_INPUT, Kind.UPLOAD, Kind.RADIO_GROUP, Kind.CHECKBOX_GROUP, Kind.CHECKBOX)
    return kind in selects.KINDS or kind in groups


def may_stand(form: Form, path: str, kind: object, allowed: Collection[int]) -> bool:
    """Check that a component of this type may stand where it stands."""
    if kind is None:
        return form.required(join(path, "type"), kind)
    if isinstance(kind, int) and not isinstance(kind, bool) and kind in allowed:
        return True
    listed = ", ".join(str(int(one)) for one in sorted(allowed))
    message = f'Value of field "type" must be one of ({listed},).'
    form.fault(join(path, "type"), "UNION_TYPE_CHOICES", message)
    return False


def text_display(form: Form, path: str, component: Json) -> None:
    """Check a text display, of a message or a modal."""
    form.text(join(path, "content"), component.get("content"), 1, MOST_TEXT, required=True)
