"""One clarification from draft to publication, by different people."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from bench.sending import Operation, RefusedError, Sender
from bench.sign_in import Account, Person

PATH = "/v1/clarifications"
CHECKLIST = (
    "clear_source",
    "crosschecked",
    "neutral",
    "plain_language",
    "no_sara",
    "no_personal_data",
)
_MOST_STEPS = 12
# Somebody else moved the row on since we read it: read it again.
_MOVED = {"stale-version", "transition-not-allowed", "countersign-required"}

Row = dict[str, Any]


class CredentialsError(Exception):
    """The credentials do not name the people that a load needs."""


@dataclass(frozen=True)
class Office:
    """Who writes and who decides in one regency or city."""

    tenant: str
    operator: Person
    verifier: Person


@dataclass(frozen=True)
class Cast:
    """The offices in the order of their codes, and the province's verifier."""

    offices: list[Office]
    province: Person


@dataclass(frozen=True)
class Published:
    """How a row ended; `resumed` when it was there before."""

    row: Row
    resumed: bool
    countersigned: bool


def cast_of(credentials: dict[str, Any], make: Callable[[Account], Person]) -> Cast:
    """The people of credentials.json that a load needs.

    Raises `CredentialsError` with a sentence when it does not name them.
    """
    try:
        people = {
            (each["tenant"], role): Account(each["tenant"], each["email"], each["password"])
            for each in credentials["people"]
            for role in each["roles"]
        }
    except (KeyError, TypeError) as error:
        message = "the credentials do not list people with tenant, email, password and roles"
        raise CredentialsError(message) from error
    both = [c for c, role in people if role == "operator" and (c, "verifier") in people]
    provinces = [code for code, role in people if role == "verifier" and "." not in code]
    codes = sorted(code for code in both if "." in code)
    if not codes or not provinces:
        message = (
            "the credentials name no office with an operator and a verifier beside a verifier of "
            "the province: start simpul up with --seed demo"
        )
        raise CredentialsError(message)
    offices = [
        Office(code, make(people[code, "operator"]), make(people[code, "verifier"]))
        for code in codes
    ]
    return Cast(offices, make(people[provinces[0], "verifier"]))


async def publish(sender: Sender, office: Office, province: Person, draft: Row) -> Published:
    """Create it, or find it where it was left, and take it to publication.

    One that was retracted meanwhile stays so. Raises what `Sender.send` raises.
    """
    row, resumed = await _create(sender, office.operator, draft)
    for _ in range(_MOST_STEPS):
        step = _next(row, office, province)
        if step is None:
            return Published(row, resumed, row["countersign"]["at"] is not None)
        try:
            row = await sender.send(*step)
        except RefusedError as error:
            if error.code not in _MOVED:
                raise
            row = await _read(sender, office.operator, row["id"])
    message = {"code": "unsettled", "detail": f"still {row['status']} after {_MOST_STEPS} steps"}
    raise RefusedError("publish_clarification", HTTPStatus.CONFLICT, message)


async def _create(sender: Sender, operator: Person, draft: Row) -> tuple[Row, bool]:
    try:
        return await sender.send(
            operator, Operation("create_clarification", "POST", PATH, draft)
        ), False
    except RefusedError as error:
        if error.code != "external-reference-taken":
            raise
        return await _read(sender, operator, error.problem["existing_id"]), True


async def _read(sender: Sender, operator: Person, identifier: str) -> Row:
    return await sender.send(
        operator, Operation("get_clarification", "GET", f"{PATH}/{identifier}")
    )


def _next(row: Row, office: Office, province: Person) -> tuple[Person, Operation] | None:
    """Who does what to a row in this state; None at its end."""

    def step(verb: str, body: Row | None = None) -> Operation:
        name, path = f"{verb}_clarification", f"{PATH}/{row['id']}/{verb}"
        return Operation(name, "POST", path, body, row["version"])

    match row["status"]:
        case "draft" | "changes_requested":
            return office.operator, step("submit")
        case "in_review":
            attested = {"checklist": dict.fromkeys(CHECKLIST, True), "note": None}
            return office.verifier, step("approve", attested)
        case "approved" if row["countersign"]["required"] and row["countersign"]["at"] is None:
            return province, step("countersign")
        case "approved":
            return office.verifier, step("publish", {"publish_at": None})
    return None
