"""Settings of one deployment, from `SIMPUL_*` environment variables.

Nested values use two underscores: `SIMPUL_DATABASE__URL`. Secrets have no default, so a process that
was not given them refuses to start.
"""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:  # the server's parent process reads settings too, and needs no SQLAlchemy
    from sqlalchemy.ext.asyncio import AsyncSession


def _without_slash(value: str) -> str:
    return value.rstrip("/")


BaseUrl = Annotated[str, BeforeValidator(_without_slash)]


class DatabaseSettings(BaseModel):
    """PostgreSQL. `url` connects as simpul_login, `owner_url` (migrations only) as simpul_owner."""

    url: SecretStr
    owner_url: SecretStr | None = None
    pool_size: int = Field(default=10, ge=1)


class StorageSettings(BaseModel):
    """Any S3. Clients upload to `public_endpoint_url`, where that differs from what the API reaches."""

    endpoint_url: BaseUrl
    public_endpoint_url: BaseUrl | None = None
    region: str = "us-east-1"
    access_key: SecretStr
    secret_key: SecretStr
    path_style: bool = True
    quarantine_bucket: str = "simpul-quarantine"
    media_bucket: str = "simpul-media"
    upload_minutes: int = 10
    read_minutes: int = 5
    largest_upload: int = Field(default=25 * 1024 * 1024, description="bytes")


class OAuthSettings(BaseModel):
    """Tokens. `keys_file` is a private JWK Set: its first key signs, all of them verify."""

    keys_file: Path
    audience: str = "simpul"
    access_minutes: int = 10
    refresh_days: int = 30
    session_hours: int = 12


class LimitSettings(BaseModel):
    """Requests per window, in the notation of the `limits` library."""

    caller: str = "12000/minute"
    address: str = "1200/minute"
    failed_sign_ins: str = "10/15 minutes"


class Settings(BaseSettings):
    """Everything that differs between deployments."""

    model_config = SettingsConfigDict(env_prefix="SIMPUL_", env_nested_delimiter="__", frozen=True)

    base_url: BaseUrl
    province: str = Field(default="32", pattern=r"^\d{2}$")
    time_zone: str = "Asia/Jakarta"
    database: DatabaseSettings
    storage: StorageSettings
    oauth: OAuthSettings
    limits: LimitSettings = LimitSettings()
    report_due_day: int = Field(
        default=10, ge=1, le=28, description="of the following month: later reports are late"
    )
    trusted_proxies: int = Field(
        default=0, description="reverse proxies that append to X-Forwarded-For"
    )
    log_level: str = "INFO"

    @property
    def zone(self) -> ZoneInfo:
        """The province's time zone: dates, periods and years are counted in it."""
        return ZoneInfo(self.time_zone)


def settings_of(session: "AsyncSession") -> Settings:
    """The settings that a session carries, for services."""
    settings: Settings = session.info["settings"]
    return settings


@lru_cache
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()  # pyright: ignore[reportCallIssue]
