"""Polls, as a message brings them.

Source: Discord developer docs, "Poll", Poll Create Request Object, Poll Media Object.
"""

from __future__ import annotations

from bot.sandbox.validate import media
from bot.sandbox.validate.form import Form, join

_LONGEST_HOURS = 32 * 24


def poll(form: Form, path: str, value: object) -> None:
    """Check a poll create request, where there is one."""
    request = form.mapping(path, value)
    if request is None:
        return
    question = join(path, "question")
    if (asked := form.mapping(question, request.get("question"), required=True)) is not None:
        form.text(join(question, "text"), asked.get("text"), 1, 300, required=True)
    answers = join(path, "answers")
    form.count(answers, request.get("answers"), 1, 10, required=True)
    for at, answer in form.mappings(answers, request.get("answers")):
        where = join(at, "poll_media")
        if (shown := form.mapping(where, answer.get("poll_media"), required=True)) is not None:
            form.text(join(where, "text"), shown.get("text"), 1, 55, required=True)
            media.emoji(form, join(where, "emoji"), shown.get("emoji"))
    # Libraries divide seconds by 3600 and send 24.0, which is a whole number as well.
    form.integer(join(path, "duration"), request.get("duration"), 1, _LONGEST_HOURS)
    form.boolean(join(path, "allow_multiselect"), request.get("allow_multiselect"))
    if request.get("layout_type") is not None:
        form.choice(join(path, "layout_type"), request["layout_type"], (1,))
