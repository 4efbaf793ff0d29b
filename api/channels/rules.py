"""What may happen to a channel, and what makes two of them the same. Pure: no session, no fetching."""

import secrets
import string
import unicodedata

from pydantic import HttpUrl

from api.channels.models import Channel, ChannelStatus
from api.channels.schemas import ChannelCreate, ChannelPlatform, ProofKind
from api.errors import FieldError, InvalidBodyError, Text
from api.transitions import Machine

S = ChannelStatus
LIFE = Machine(
    {
        "update_channel": ({S.PENDING, S.VERIFIED, S.REJECTED}, None),
        "verify_channel": ({S.PENDING}, S.VERIFIED),
        "reject_channel": ({S.PENDING}, S.REJECTED),
    }
)
# Outlets in the street and on the air: they have no address.
WITHOUT_URL = frozenset({ChannelPlatform.VIDEOTRON, ChannelPlatform.RADIO})
# What the province verified; whoever changes it changes the channel.
ADDRESS = ("platform", "url", "handle")
LONGEST_ADDRESS = 200  # characters, percent-encoded; what `former_handle` keeps
_PROOF_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another
_PROOF_LENGTH = 5

_NO_URL = Text(
    "Platform ini tidak memakai alamat; kosongkan.", "This platform has no address; leave it out."
)
_NEEDS_URL = Text("Situs web memerlukan alamat.", "A website needs its address.")
_NEEDS_EITHER = Text("Isi url atau handle.", "Give a url or a handle.")
_LONG_ADDRESS = Text(
    f"Alamat tanpa query paling banyak {LONGEST_ADDRESS} huruf.",
    f"The address without its query has at most {LONGEST_ADDRESS} characters.",
)
_NO_HOST = Text("Alamat ini tidak menyebut situs.", "This address names no site.")
_NO_HANDLE = Text("Handle ini kosong.", "This handle is empty.")
_NEEDS_ASSET = Text("Bukti surat memerlukan berkasnya.", "A letter needs its asset.")


def check_fields(body: ChannelCreate) -> None:
    """Raise `InvalidBodyError` for fields that contradict each other or name what nobody has."""
    errors = [*_address_errors(body)]
    if body.proof and body.proof.kind is ProofKind.LETTER and body.proof.asset_id is None:
        errors.append(FieldError("/proof/asset_id", "missing", _NEEDS_ASSET))
    if errors:
        raise InvalidBodyError(errors)


def _address_errors(body: ChannelCreate) -> list[FieldError]:
    errors = []
    if body.url is not None:
        errors += _url_errors(body.platform, _plain_address(body.url))
    elif body.platform is ChannelPlatform.WEBSITE:
        errors.append(FieldError("/url", "missing", _NEEDS_URL))
    elif body.handle is None and body.platform not in WITHOUT_URL:
        errors.append(FieldError("/url", "missing", _NEEDS_EITHER))
    if body.handle is not None and not _plain(body.handle):
        errors.append(FieldError("/handle", "empty", _NO_HANDLE))
    return errors


def _url_errors(platform: str, address: str) -> list[FieldError]:
    if platform in WITHOUT_URL:
        return [FieldError("/url", "must-be-null", _NO_URL)]
    if not address:
        return [FieldError("/url", "empty", _NO_HOST)]
    if len(address) > LONGEST_ADDRESS:
        return [FieldError("/url", "too-long", _LONG_ADDRESS)]
    return []


def identity_of(platform: str, url: str | None, handle: str | None) -> str | None:
    """What makes a channel the same as another of its platform: its handle, else its address.

    Lower-case and without what people add or leave out (`@`, `www.`, a last `/`, the query). A
    website is its address whatever its handle. None when neither is known (a videotron): such a
    channel is like no other.
    """
    if url is not None and (handle is None or platform == ChannelPlatform.WEBSITE):
        return _plain_address(url)
    return None if handle is None else _plain(handle)


def _plain_address(url: str) -> str:
    address = HttpUrl(url)  # gives the host as the name servers know it: in lower case and ASCII
    host = (address.host or "").rstrip(".").removeprefix("www.")
    return (host + (address.path or "")).rstrip("/").lower()


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
