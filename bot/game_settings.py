"""The settings of the game itself: how long things are kept and waited for, and how often one may do them."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings


class GameSettings(BaseSettings):
    """The part of `Settings` that tables are played by."""

    permalink_days: int = Field(default=30, ge=1, le=365, description="How many days a roll's page is kept, 1 to 365.")
    rolls_per_10_s: int = Field(
        default=10, ge=1, description="How often a person may roll in ten seconds; one command counts once."
    )
    tables_per_5_min: int = Field(default=1, ge=1, description="How many tables a person may open in five minutes.")
    wrong_codes_per_10_min: int = Field(
        default=5, ge=1, description="How many wrong table codes a person may try in ten minutes."
    )

    open_table_idle_s: int = Field(
        default=18_000,
        ge=1,
        description="After how many seconds an open table closes if nobody does anything.",
    )
    dm_table_idle_s: int = Field(
        default=1_800, ge=1, description="The same for a DM-led table. Both warn 180 s and 30 s before."
    )
    campaign_table_idle_s: int = Field(
        default=43_200, ge=1, description="After how many such seconds a campaign's table is put aside."
    )
    dm_grace_s: int = Field(
        default=60,
        ge=1,
        description="How many seconds a table waits for a DM who went away before its players choose a stand-in.",
    )
    dm_quiet_s: int = Field(
        default=120,
        ge=0,
        description="How many seconds a DM has done nothing at their table before a player may say that they are away.",
    )
