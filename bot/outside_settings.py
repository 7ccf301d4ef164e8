"""The settings of what the bot keeps outside its database, and of whom it asks."""

from __future__ import annotations

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings

from bot import addresses


class OutsideSettings(BaseSettings):
    """The part of `Settings` that people's files are kept by."""

    s3_bucket: str | None = Field(
        default=None,
        description="The bucket of an S3 that keeps what people upload: sheets and portraits. Not set: the folder "
        "`objects` in `DATA_DIR`, which all processes of a bot have to share.",
    )
    s3_endpoint: str | None = Field(
        default=None, description="That S3, `https://garage.example.org`. Not set: Amazon's."
    )
    s3_region: str | None = Field(
        default=None, description="Its region. Not set: what AWS’s own settings say, `AWS_REGION` for one."
    )
    s3_access_key_id: str | None = Field(
        default=None, description="The name of its key. Not set: what AWS’s own settings say."
    )
    s3_secret_access_key: SecretStr | None = Field(
        default=None, description="That key. It is needed where `S3_ACCESS_KEY_ID` is set."
    )
    import_urls: bool = Field(
        default=False,
        description="Whether `/character import` may fetch public characters from D&D Beyond, whose service is not "
        "documented and not made for it. If not, people give it the file.",
    )

    @field_validator("s3_endpoint")
    @classmethod
    def _reachable(cls, url: str | None) -> str | None:
        return url and addresses.public_url(url)

    @field_validator("s3_secret_access_key")
    @classmethod
    def _whole(cls, key: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if bool(key) != bool(info.data.get("s3_access_key_id")):
            raise ValueError("belongs to S3_ACCESS_KEY_ID: set both, or neither")
        return key
