"""Which account an address or a handle names: the rules are rows of `platforms.toml`."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from api.channels.addresses import Address, NotAnAccountError, parse

WEBSITE, OTHER = "website", "other"
LONGEST_IDENTITY = 500  # characters; so of an address as we write it
# The path of an account on a host without rules: no encoding, no empty and no dotted parts.
_PLAIN_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9@._~-]+)+")


class Account(NamedTuple):
    """An account; two are the same when `platform` and `identity` are."""

    platform: str
    identity: str
    handle: str | None  # as it is shown; None for a website
    url: str | None  # as we write it, without what people add


@dataclass(frozen=True)
class Form:
    """One way in which a platform names an account."""

    platform: str
    handle: re.Pattern[str]
    addresses: tuple[re.Pattern[str], ...]
    query: str | None
    url: str
    prefix: str
    bare: bool
    fold: bool
    drop: str
    reserved: frozenset[str]

    def account(self, handle: str) -> Account | None:
        """The account of a handle of this form; None when it is none."""
        if not self.handle.fullmatch(handle) or handle.lower() in self.reserved:
            return None
        known = handle.lower() if self.fold else handle
        identity = self.prefix + "".join(letter for letter in known if letter not in self.drop)
        return Account(
            self.platform, identity, self.prefix + handle, self.url.replace("{handle}", known)
        )

    def read(self, address: Address) -> Account | None:
        """The account at an address of this form; None when it is none."""
        for pattern in self.addresses:
            found = pattern.fullmatch(address.host + address.path)
            if found:
                written = address.parameter(self.query) if self.query else found["handle"]
                return self.account(written)
        return None


@dataclass(frozen=True)
class Platform:
    """A platform and its forms, in the order in which they are tried."""

    name: str
    domains: tuple[str, ...]
    before: str
    forms: tuple[Form, ...]

    def owns(self, host: str) -> bool:
        """Whether a host is the platform's, so that it is nobody's website."""
        return any(host == domain or host.endswith(f".{domain}") for domain in self.domains)


class _Table(NamedTuple):
    platforms: dict[str, Platform]
    shared: dict[str, int]


@cache
def _table() -> _Table:
    text = files(__package__).joinpath("platforms.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    shared = {host: row["depth"] for row in rows["shared"] for host in row["hosts"]}
    return _Table({row["name"]: _platform(row) for row in rows["platform"]}, shared)


def _platform(row: dict[str, Any]) -> Platform:
    return Platform(
        name=row["name"],
        domains=tuple(row["domains"]),
        before=row.get("before", "@"),
        forms=tuple(_form(row, form) for form in row["account"]),
    )


def _form(platform: dict[str, Any], row: dict[str, Any]) -> Form:
    group = f"(?P<handle>{row['handle']})"
    host = row.get("host", platform["host"])
    addresses = [f"(?:{host}){path}".replace("{handle}", group) for path in row["paths"]]
    return Form(
        platform=platform["name"],
        handle=re.compile(row["handle"]),
        addresses=tuple(re.compile(address) for address in addresses),
        query=row.get("query"),
        url=row["url"],
        prefix=row.get("prefix", ""),
        bare=row.get("bare", False),
        fold=row.get("fold", True),
        drop=row.get("drop", ""),
        reserved=frozenset(platform["reserved"]),
    )


def has_rules(platform: str) -> bool:
    """Whether the handles of a platform are told from what is none."""
    return platform in _table().platforms


def account_at(url: str) -> Account:
    """The account at an address; of a host that is no platform's: its website.

    Raises `NotAnAccountError` for an address that names none, such as that of a single post.
    """
    address = parse(url)
    for platform in _table().platforms.values():
        if platform.owns(address.host):
            found = next(filter(None, (form.read(address) for form in platform.forms)), None)
            if found is None:
                raise NotAnAccountError(platform.name)
            return found
    host = address.host.removeprefix("www.")
    depth = _table().shared.get(host)
    if depth is not None:
        return _below(host, address.path, depth)
    return Account(WEBSITE, host, None, f"https://{host}/")


def address_at(url: str) -> Account:
    """An account of platform `other`, known by its whole address without the query.

    Raises `NotAnAccountError`, also for the host of a platform that has rules.
    """
    found = account_at(url)
    if found.platform not in {WEBSITE, OTHER}:
        raise NotAnAccountError(found.platform)
    address = parse(url)
    host = address.host.removeprefix("www.")
    return found if host in _table().shared else _below(host, address.path, None)


def accounts_at(url: str) -> Iterator[Account]:
    """What may be registered under an address: its account, and on a website's host what is below it.

    Raises `NotAnAccountError`.
    """
    found = account_at(url)
    yield found
    if found.platform == WEBSITE and _PLAIN_PATH.fullmatch(parse(url).path):
        yield address_at(url)


def account_of(platform: str, handle: str) -> Account:
    """The account of a handle on a platform that has rules. Raises `NotAnAccountError`."""
    rules = _table().platforms[platform]
    written = handle.strip().removesuffix("/")
    plain = written.removeprefix(rules.before)
    for form in rules.forms:
        if plain.startswith(form.prefix) and not (form.bare and plain != written):
            found = form.account(plain.removeprefix(form.prefix))
            if found:
                return found
    raise NotAnAccountError(platform)


def _below(host: str, path: str, depth: int | None) -> Account:
    parts = path.split("/")[1:][:depth]
    place = "".join(f"/{part}" for part in parts)
    if len(f"https://{host}{place}") > LONGEST_IDENTITY or (depth and len(parts) < depth):
        raise NotAnAccountError(OTHER)
    if not _PLAIN_PATH.fullmatch(place):
        raise NotAnAccountError(OTHER)
    return Account(OTHER, host + place, None, f"https://{host}{place}")
