"""Polls, as a message brings them.

Source: Discord developer docs, "Poll", Poll Create Request Object, Poll Media Object; "Opcodes and Status Codes", JSON
Error Codes.
"""

from __future__ import annotations

from bot.sandbox.errors import POLL_EMOJI_UNUSABLE
from bot.sandbox.validate import media
from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json, as_object, objects

_LONGEST_HOURS = 32 * 24


def poll(form: Form, path: str, value: object) -> None:
    """Check a poll create request, where there is one."""
    request = form.mapping(path, value)
    if request is None:
        return
    question = join(path, "question")
    if (asked := form.mapping(question, request.get("question"), required=True)) is not None:
        _text(form, join(question, "text"), asked.get("text"), 300)
    answers = join(path, "answers")
    form.count(answers, request.get("answers"), 1, 10, required=True)
    for at, answer in form.mappings(answers, request.get("answers")):
        where = join(at, "poll_media")
        if (shown := form.mapping(where, answer.get("poll_media"), required=True)) is not None:
            _text(form, join(where, "text"), shown.get("text"), 55)
            media.emoji_form(form, join(where, "emoji"), shown.get("emoji"))
    # Libraries divide seconds by 3600 and send 24.0, which is a whole number as well.
    form.integer(join(path, "duration"), request.get("duration"), 1, _LONGEST_HOURS)
    form.boolean(join(path, "allow_multiselect"), request.get("allow_multiselect"))
    if request.get("layout_type") is not None:
        form.choice(join(path, "layout_type"), request["layout_type"], (1,))


def check_emojis(form: Form, value: object) -> None:
    """Check the emojis of a poll whose form has been found good.

    Raises:
        ApiError: 520004, for one that is not there.
    """
    media_of = [as_object(answer.get("poll_media")) for answer in objects(as_object(value).get("answers"))]
    shown: list[Json] = [one["emoji"] for one in media_of if one.get("emoji") is not None]
    if not all(media.is_usable(form, emoji) for emoji in shown):
        raise POLL_EMOJI_UNUSABLE()


def _text(form: Form, path: str, value: object, longest: int) -> None:
    """Check a question's or an answer's text, which blanks alone are not."""
    text = form.text(path, value, 1, longest, required=True)
    if text and not text.strip():
        form.required(path, None)
