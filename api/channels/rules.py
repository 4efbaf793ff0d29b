"""What may happen to a channel, and what makes two of them the same. Pure: no session, no fetching."""

import secrets
import string
import unicodedata
from collections.abc import Set as AbstractSet
from typing import Protocol

from api.channels.addresses import NotAnAccountError
from api.channels.models import Channel, ChannelStatus
from api.channels.platforms import (
    LONGEST_IDENTITY,
    OTHER,
    WEBSITE,
    Account,
    account_at,
    account_of,
    address_at,
    has_rules,
)
from api.channels.schemas import ChannelCreate, ChannelPlatform, ProofKind
from api.errors import FieldError, InvalidBodyError, Text
from api.transitions import Machine

S = ChannelStatus
LIFE = Machine(
    {
        "update_channel": ({S.PENDING, S.VERIFIED, S.REJECTED}, None),
        "verify_channel": ({S.PENDING}, S.VERIFIED),
        "reject_channel": ({S.PENDING}, S.REJECTED),
        "confirm_channel": ({S.VERIFIED}, None),
        "check_channel_proof": ({S.PENDING, S.VERIFIED, S.REJECTED}, None),
        # Also while it moves: its old address is official still, and may be the one that was taken over.
        "suspend_channel": ({S.VERIFIED, S.PENDING, S.REJECTED}, S.SUSPENDED),
        "reinstate_channel": ({S.SUSPENDED}, S.VERIFIED),
        "archive_channel": ({S.PENDING, S.VERIFIED, S.REJECTED, S.SUSPENDED}, S.ARCHIVED),
    }
)
# Outlets in the street and on the air: they have no address.
WITHOUT_URL = frozenset({ChannelPlatform.VIDEOTRON, ChannelPlatform.RADIO})
# What the province verified; whoever changes it changes the channel.
ADDRESS = ("platform", "url", "handle")
_PROOF_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another
_PROOF_LENGTH = 5

_NO_URL = Text(
    "Platform ini tidak memakai alamat; kosongkan.", "This platform has no address; leave it out."
)
_NEEDS_URL = Text("Situs web memerlukan alamat.", "A website needs its address.")
_NEEDS_EITHER = Text("Isi url atau handle.", "Give a url or a handle.")
_NO_ACCOUNT = Text(
    "Alamat ini bukan alamat akun; salin alamat halaman utama akun itu.",
    "This is not the address of an account; copy that of the account's own page.",
)
_OTHER_PLATFORM = Text(
    "Alamat ini milik platform lain.", "This address belongs to another platform."
)
_SHARED_HOST = Text(
    "Siapa pun dapat menulis pada host ini; daftarkan sebagai platform `other`.",
    "Anybody can write on this host; register it as platform `other`.",
)
_NOT_ASCII = Text(
    "Nama host resmi hanya memakai huruf Latin tanpa tanda.",
    "The name of an official host is in plain Latin letters.",
)
_NO_HANDLE = Text("Handle ini kosong.", "This handle is empty.")
_NOT_A_HANDLE = Text(
    "Platform ini tidak memakai handle seperti ini.", "This platform has no such handles."
)
_MISMATCH = Text(
    "Handle dan url menunjuk akun yang berbeda.", "Handle and url name different accounts."
)
_NEEDS_ASSET = Text("Bukti surat memerlukan berkasnya.", "A letter needs its asset.")


class Addressed(Protocol):
    """What names an account: a channel, or the request that makes one."""

    @property
    def platform(self) -> str:
        """Where it is."""

    @property
    def url(self) -> str | None:
        """Its address as it was written."""

    @property
    def handle(self) -> str | None:
        """Its handle as it was written."""


def check_fields(body: ChannelCreate) -> None:
    """Raise `InvalidBodyError` for fields that contradict each other or name what nobody has."""
    errors = _read(body)[1]
    if body.proof and body.proof.kind is ProofKind.LETTER and body.proof.asset_id is None:
        errors.append(FieldError("/proof/asset_id", "missing", _NEEDS_ASSET))
    if errors:
        raise InvalidBodyError(errors)


def known_as(channel: Addressed) -> Account | None:
    """The account of a channel; None for one that is like no other (a videotron without a handle).

    Raises `InvalidBodyError` with what contradicts.
    """
    account, errors = _read(channel)
    if errors:
        raise InvalidBodyError(errors)
    return account


def completed(body: ChannelCreate, given: AbstractSet[str]) -> ChannelCreate:
    """`body` with the handle that its url names, where only one of the two was `given`.

    Whoever moves a channel names its new url or its new handle; the other one follows.
    """
    try:
        by_url = _at(body.platform, body.url) if body.url else None
    except NotAnAccountError:
        return body  # `check_fields` says why
    if by_url is None or by_url.platform != body.platform or by_url.handle is None:
        return body
    if body.handle is None or (given & {"url", "handle"} == {"url"}):
        stays = body.handle is not None and not _read(body)[1]
        return body if stays else body.model_copy(update={"handle": by_url.handle})
    if given & {"url", "handle"} == {"handle"}:
        named = _read(body.model_copy(update={"url": None}))[0]
        if named and named.identity != by_url.identity:
            return body.model_copy(update={"url": named.url})
    return body


def _read(channel: Addressed) -> tuple[Account | None, list[FieldError]]:
    """The account that a channel names, and what is wrong with its address."""
    by_url, errors = _by_url(channel.platform, channel.url)
    by_handle, more = _by_handle(channel.platform, channel.handle)
    errors += more
    if channel.url is None and channel.platform == WEBSITE:
        errors.append(FieldError("/url", "missing", _NEEDS_URL))
    elif channel.url is channel.handle is None and channel.platform not in WITHOUT_URL:
        errors.append(FieldError("/url", "missing", _NEEDS_EITHER))
    if not errors and by_url and by_handle and has_rules(channel.platform):
        if by_url.identity != by_handle.identity:
            errors.append(FieldError("/handle", "mismatch", _MISMATCH))
        by_url = by_handle._replace(url=by_url.url)
    return by_url or by_handle, errors


def _by_url(platform: str, url: str | None) -> tuple[Account | None, list[FieldError]]:
    if url is None:
        return None, []
    if platform in WITHOUT_URL:
        return None, [FieldError("/url", "must-be-null", _NO_URL)]
    try:
        found = _at(platform, url)
    except NotAnAccountError as error:
        other = error.platform not in {None, platform, OTHER}
        wrong = ("wrong-platform", _OTHER_PLATFORM) if other else ("not-an-account", _NO_ACCOUNT)
        return None, [FieldError("/url", *wrong)]
    if found.platform != platform:
        shared = (platform, found.platform) == (WEBSITE, OTHER)
        wrong = ("shared-host", _SHARED_HOST) if shared else ("wrong-platform", _OTHER_PLATFORM)
        return None, [FieldError("/url", *wrong)]
    if platform in {WEBSITE, OTHER} and "xn--" in found.identity.partition("/")[0]:
        # Here alone: who warns of a look-alike has to name it.
        return None, [FieldError("/url", "not-ascii", _NOT_ASCII)]
    return found, []


def _at(platform: str, url: str) -> Account:
    return address_at(url) if platform == OTHER else account_at(url)


def _by_handle(platform: str, handle: str | None) -> tuple[Account | None, list[FieldError]]:
    if handle is None:
        return None, []
    plain = _plain(handle)
    if not plain:
        return None, [FieldError("/handle", "empty", _NO_HANDLE)]
    if platform == WEBSITE:  # a website is its address, whatever it calls itself
        return None, []
    try:
        return _of_handle(platform, handle, plain), []
    except NotAnAccountError:
        return None, [FieldError("/handle", "not-a-handle", _NOT_A_HANDLE)]


def _of_handle(platform: str, handle: str, plain: str) -> Account:
    if has_rules(platform):
        return account_of(platform, handle)
    if len(plain) > LONGEST_IDENTITY:  # one letter may stand for eighteen
        raise NotAnAccountError(platform)
    return Account(platform, plain, handle, None)


def account_by_handle(platform: str, handle: str) -> Account | None:
    """The account of a handle alone; None where handles name nothing (a website)."""
    return _by_handle(platform, handle)[0]


def _plain(handle: str) -> str:
    # What looks the same is the same: full-width letters, and marks that nobody sees (category Cf).
    shown = unicodedata.normalize("NFKC", handle)
    shown = "".join(letter for letter in shown if unicodedata.category(letter) != "Cf")
    return shown.strip(f"@/{string.whitespace}").lower()


def status_after_update(status: str, *, moved: bool) -> str:
    """A rejected channel is pending again with any change, a verified one when its address changed."""
    if status == S.REJECTED or (status == S.VERIFIED and moved):
        return S.PENDING
    return status


def has_moved(channel: Channel, body: ChannelCreate) -> bool:
    """Whether `body` gives the channel another address than it has."""
    return any(getattr(channel, name) != getattr(body, name) for name in ADDRESS)


def new_proof_code() -> str:
    """A code for the bio, such as `simpul-7F3K9`: easy to type and unlikely to stand there already."""
    return "simpul-" + "".join(secrets.choice(_PROOF_LETTERS) for _ in range(_PROOF_LENGTH))


def begin_anew(channel: Channel) -> None:
    """Forget who was reminded to confirm it: the time until then begins again, or does not run."""
    channel.dormant_since = channel.confirm_reminded_at = None
    channel.confirm_reminders = 0
