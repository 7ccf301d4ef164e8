"""What one person is shown of a table."""

from __future__ import annotations

from cogs.ui.table_card import status_card
from core.ids import ChannelId, GuildId, StreamId, TableCode, UserId
from core.tables.barring import MOST_AWAY
from core.tables.state import Seat, Table
from tests.cogs.ui.test_cards import AT
from tests.words import CATALOGUE

WORDS = CATALOGUE.speak(None)
LEADS, PLAYS = UserId(1), UserId(2)


def shown(kicked: tuple[Seat, ...], user: UserId = LEADS) -> str:
    seats = (Seat(1, "player", LEADS, "Mara"), Seat(2, "player", PLAYS, "Tobin"))
    table = Table(
        StreamId("table:1"), TableCode("MIST-1234"), "open", GuildId(1), ChannelId(2), LEADS, seats,
        kicked=kicked, opened_at=AT,
    )  # fmt: skip
    return status_card(table, user, WORDS).to_components()[0]["components"].__str__()


def test_who_was_sent_away_is_shown_to_those_who_could_send_them() -> None:
    kicked = (Seat(3, "player", UserId(3), "Ilse"), Seat(4, "spectator", None, None))
    assert "Sent away: Someone, Ilse" in shown(kicked)
    assert "Sent away" not in shown(kicked, PLAYS)


def test_a_crowd_of_names_leaves_room_for_the_rest() -> None:
    """Discord shows 4,000 characters of a card, and a name can be all signs that markdown knows."""
    told = shown(tuple(Seat(3 + each, "player", UserId(3 + each), "*" * 32) for each in range(MOST_AWAY)))
    assert f"and {MOST_AWAY - 7} more" in told
    assert len(told) < 4_000
