"""Settings of one deployment, from `SIMPUL_*` environment variables.

Nested values use two underscores: `SIMPUL_DATABASE__URL`. Secrets have no default, so a process that
was not given them refuses to start.
"""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.service_hours import ServiceTimes

if TYPE_CHECKING:  # the server's parent process reads settings too, and needs no SQLAlchemy
    from sqlalchemy.ext.asyncio import AsyncSession


def _without_slash(value: str) -> str:
    return value.rstrip("/")


def _https_or_loopback(value: str) -> str:
    place = urlsplit(value)
    safe = place.scheme == "https" or (
        place.scheme == "http" and place.hostname in {"127.0.0.1", "::1", "localhost"}
    )
    if not safe or not place.hostname or place.query or place.fragment:
        message = "must be an https address (http on loopback alone), without query and fragment"
        raise ValueError(message)
    return value


def _days_and_hours(value: str) -> str:
    ServiceTimes.read(value)
    return value


BaseUrl = Annotated[str, BeforeValidator(_without_slash)]
ServiceHours = Annotated[str, AfterValidator(_days_and_hours)]


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
    audit_bucket: str = "simpul-audit"
    public_bucket: str = Field(
        default="simpul-public", description="pictures of published clarifications alone"
    )
    public_base_url: BaseUrl | None = Field(
        default=None, description="where a CDN serves that bucket; without it /media does"
    )
    upload_minutes: int = 10
    read_minutes: int = 5
    # Bytes. The last is for video, and no other file may be larger than it either.
    largest_picture: int = Field(default=25 * 1024**2, ge=1)
    largest_document: int = Field(default=50 * 1024**2, ge=1)
    largest_upload: int = Field(default=512 * 1024**2, ge=1)
    quota: int = Field(default=20 * 1024**3, ge=1, description="bytes that a tenant may store")
    kms_key_id: str | None = Field(
        default=None, min_length=1, description="objects are encrypted with it (SSE-KMS)"
    )


class OAuthSettings(BaseModel):
    """Tokens. `keys_file` is a private JWK Set: its newest key signs, all of them verify."""

    keys_file: Path
    audience: str = "simpul"
    access_minutes: int = 10
    refresh_days: int = 30
    session_hours: int = 12


class EncryptionSettings(BaseModel):
    """Secrets at rest. `keys_file` is a private JWK Set: its newest key seals, all of them unseal."""

    keys_file: Path


class SmtpSettings(BaseModel):
    """A mail server."""

    host: str
    port: int = 587
    username: str | None = None
    password: SecretStr | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"


class MailSettings(BaseModel):
    """Where e-mail goes: an SMTP server, or a folder of files (one machine, trying things out)."""

    sender: str = "Simpul <simpul@localhost>"
    smtp: SmtpSettings | None = None
    outbox: Path | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.smtp is None) == (self.outbox is None):
            message = "give either smtp or outbox"
            raise ValueError(message)
        return self


class ClamavSettings(BaseModel):
    """A virus scanner: clamd over TCP. Its `StreamMaxLength` must not be below `largest_upload`."""

    host: str = Field(min_length=1)
    port: int = Field(default=3310, ge=1, le=65535)


class FetcherSettings(BaseModel):
    """Asking servers whose addresses offices gave (api/fetcher)."""

    allowed: tuple[str, ...] = Field(
        default=(), description="address:port that may be asked although it is not public"
    )


class RegistrationSettings(BaseModel):
    """Who may register a government."""

    email_domains: tuple[str, ...] = Field(
        default=(".go.id",), description="endings of official addresses; a leading dot: any below"
    )


class FederationSettings(BaseModel):
    """The province's own OpenID provider. `email_claim` must come with a true `email_verified`."""

    # To the letter, as the provider spells it: an ID token's `iss` may end with a slash.
    issuer: Annotated[str, AfterValidator(_https_or_loopback)]
    client_id: str
    client_secret: SecretStr
    name: str = "SSO"
    scope: str = "openid email profile"
    email_claim: str = "email"
    email_verified_claim: str = "email_verified"
    name_claim: str = "name"
    local_sign_in: bool = Field(
        default=True, description="whether passwords of ours are taken beside it"
    )


class RetentionSettings(BaseModel):
    """How long personal data are kept, in days; docs/privacy.md says what happens then."""

    rejected_registration_days: int = Field(default=180, ge=1)
    approved_registration_days: int = Field(default=1825, ge=1)
    unanswered_invitation_days: int = Field(default=180, ge=8)  # longer than its link is good
    person_days: int = Field(default=365, ge=1, description="after his last membership ended")
    reporter_days: int = Field(default=30, ge=1, description="after the claim was closed")
    job_days: int = Field(default=30, ge=1, description="imports and exports, with their files")


class ClaimSettings(BaseModel):
    """How soon a claim is answered. The hours of service are in the province's time zone."""

    clock_hours: float = Field(default=3, gt=0, le=720, description="of service, to the answer")
    service_hours: ServiceHours = Field(
        default="24/7", description="or days and hours such as `Mon-Fri 08:00-16:00`"
    )


class LimitSettings(BaseModel):
    """Requests per window, in the notation of the `limits` library."""

    caller: str = "12000/minute"
    address: str = "1200/minute"
    failed_sign_ins: str = "10/15 minutes"
    registrations: str = "10/hour"
    failed_codes: str = "30/hour"
    resets: str = "30/hour"
    resets_per_account: str = "3/hour"
    invitations_per_member: str = "5/hour"
    matches: str = "60/minute"
    claims: str = "30/hour"


class Settings(BaseSettings):
    """Everything that differs between deployments."""

    model_config = SettingsConfigDict(env_prefix="SIMPUL_", env_nested_delimiter="__", frozen=True)

    base_url: BaseUrl
    province: str = Field(default="32", pattern=r"^\d{2}$")
    time_zone: str = "Asia/Jakarta"
    database: DatabaseSettings
    storage: StorageSettings
    oauth: OAuthSettings
    encryption: EncryptionSettings
    mail: MailSettings
    registration: RegistrationSettings = RegistrationSettings()
    federation: FederationSettings | None = None
    clamav: ClamavSettings | None = None
    fetcher: FetcherSettings = FetcherSettings()
    limits: LimitSettings = LimitSettings()
    retention: RetentionSettings = RetentionSettings()
    claims: ClaimSettings = ClaimSettings()
    report_due_day: int = Field(
        default=10, ge=1, le=28, description="of the following month: later reports are late"
    )
    channel_confirmation_days: int = Field(
        default=180, ge=30, description="after which a verified channel is to be confirmed again"
    )
    report_close_days: int = Field(
        default=15, ge=0, le=366, description="after the due day: then no first report is taken"
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
