import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from api.claims.public_schemas import PublicClaimCreate, PublicClaimUpload
from api.claims.schemas import ClaimClose
from api.clarifications.match_schemas import MatchRequest
from api.clarifications.schemas import (
    ClarificationApprove,
    ClarificationCorrect,
    ClarificationRetract,
)
from api.clients.schemas import ClientCreate
from api.conditional import precondition
from api.conduct.election_schemas import ElectionWindowCreate
from api.conduct.policy_schemas import PolicyCreate
from api.document import dependencies_of, is_authenticated, permission_of, routes_of
from api.errors import catalogue
from api.examples import EXAMPLES
from api.generation import answered
from api.idempotency.routes import IdempotentRoute, _idempotent
from api.members.schemas import MemberInvite
from api.periods.schemas import CompletionDeclare, ExtensionCreate
from api.problems import Problem
from api.registrations.schemas import RegistrationCreate, RegistrationReject
from api.relays.schemas import RelayComplete, RelaysRequest
from api.reports.schemas import ReportReturn
from api.rollups.schemas import SnapshotCreate
from api.sheets.schemas import ChannelImport, ExportCreate, ReportImport
from api.units.schemas import UnitCreate
from tests.world import World

ROOT = Path(__file__).parents[2]
# What needs a token and no permission, by the contract.
ANY_TOKEN = {"get_me", "list_events", "acknowledge_policy"}
# What needs no token, by the contract.
ANONYMOUS = {
    *("get_health", "get_readiness", "get_problem", "get_document"),
    *("list_public_clarifications", "get_public_clarification", "match_public_clarifications"),
    *("create_registration", "create_registration_letter", "get_registration_status"),
    *("create_public_claim", "create_public_claim_upload", "get_public_claim_status"),
    *("list_public_channels", "lookup_channel", "get_channel_badge"),
}
# Creations: they change nothing that somebody else could have changed meanwhile.
CREATIONS = {
    "create_claim",
    "create_report",
    "create_channel",
    "create_clarification",
    "create_asset",
}
CREATIONS |= {"create_election_window", "create_policy", "request_relays", "create_impersonation"}
# A question that is too long for an address: it changes nothing.
QUESTIONS = {"match_clarifications"}
CREATIONS |= {"create_unit", "invite_member", "import_members", "create_client"}
CREATIONS |= {"import_reports", "import_channels", "create_export", "create_snapshot"}
CREATIONS |= {"declare_completion", "extend_period"}


def _operations(app: FastAPI) -> list[APIRoute]:
    found = [route for route in routes_of(app) if route.path.startswith("/v1/")]
    assert len(found) > 40, "nothing to look at"
    return found


def _changes(route: APIRoute) -> bool:
    return bool((route.methods or set()) - {"GET", "HEAD"})


def test_every_operation_declares_its_permission(app: FastAPI) -> None:
    bare = {
        route.operation_id
        for route in _operations(app)
        if permission_of(route) is None
        and route.operation_id not in ANY_TOKEN
        and route.operation_id not in ANONYMOUS
    }
    assert bare == set()


def test_only_the_public_is_anonymous(app: FastAPI) -> None:
    open_ones = {r.operation_id for r in _operations(app) if not is_authenticated(r)}
    assert open_ones <= ANONYMOUS


def test_every_authenticated_post_may_be_repeated(app: FastAPI) -> None:
    for route in _operations(app):
        if route.operation_id in QUESTIONS:
            continue
        if "POST" in (route.methods or set()) and is_authenticated(route):
            assert isinstance(route, IdempotentRoute), route.operation_id
            assert _idempotent in dependencies_of(route.dependant), route.operation_id


def test_every_change_of_something_needs_its_version(app: FastAPI) -> None:
    for route in _operations(app):
        if (
            _changes(route)
            and is_authenticated(route)
            and route.operation_id not in (CREATIONS | QUESTIONS)
        ):
            assert precondition in dependencies_of(route.dependant), route.operation_id


def test_one_session_a_request(app: FastAPI) -> None:
    from api.access.database import open_intake_session, open_public_session, open_session

    for route in _operations(app):
        sessions = {
            (dependant.call, dependant.scope)
            for dependant in _dependants(route.dependant)
            if dependant.call in {open_session, open_public_session, open_intake_session}
        }
        assert len(sessions) == 1, route.operation_id
        assert {scope for _, scope in sessions} == {"function"}, route.operation_id


def _dependants(dependant: Dependant) -> Iterator[Dependant]:
    for child in dependant.dependencies:
        yield child
        yield from _dependants(child)


class TestDocument:
    def test_the_committed_file_is_current(self, app: FastAPI) -> None:
        committed = (ROOT / "openapi" / "openapi.json").read_text(encoding="utf-8")
        assert json.loads(committed) == json.loads(json.dumps(app.openapi())), "run: make openapi"

    def test_operations_are_named_described_and_tagged(self, app: FastAPI) -> None:
        document = app.openapi()
        assert document["openapi"].startswith("3.1")
        names = []
        for path in document["paths"].values():
            for operation in path.values():
                names.append(operation["operationId"])
                assert re.fullmatch(r"[a-z]+(_[a-z]+)*", operation["operationId"])
                assert len(operation["tags"]) == 1, operation["operationId"]
                assert operation["description"], operation["operationId"]
        assert len(names) == len(set(names))

    def test_problems_are_declared_as_such(self, app: FastAPI) -> None:
        for path, methods in app.openapi()["paths"].items():
            for operation in methods.values():
                for status, response in operation["responses"].items():
                    if int(status) >= 400 and path.startswith("/v1/"):
                        schema = response["content"]["application/problem+json"]["schema"]
                        assert schema == {"$ref": "#/components/schemas/Problem"}

    def test_scopes_are_those_of_the_permissions(self, app: FastAPI) -> None:
        document = app.openapi()
        operation = document["paths"]["/v1/reports/{id}/accept"]["post"]
        assert operation["security"] == [{"oauth2": ["reports:review"]}]
        assert document["paths"]["/v1/me"]["get"]["security"] == [{"oauth2": []}]

    def test_no_schema_is_anonymous(self, app: FastAPI) -> None:
        for path in app.openapi()["paths"].values():
            for operation in path.values():
                for content in operation.get("requestBody", {}).get("content", {}).values():
                    text = json.dumps(content["schema"])
                    assert "$ref" in text, operation["operationId"]
                    assert "properties" not in text, operation["operationId"]

    async def test_its_examples_are_accepted(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        for path, name in (
            ("/v1/assets", "AssetCreate"),
            ("/v1/channels", "ChannelCreate"),
            ("/v1/claims", "ClaimCreate"),
            ("/v1/clarifications", "ClarificationCreate"),
            ("/v1/reports", "ReportCreate"),
        ):
            answer = await operator.post(path, EXAMPLES[name])
            assert answer.status_code == 201, answer.text
        ClaimClose.model_validate(EXAMPLES["ClaimClose"])
        ClarificationApprove.model_validate(EXAMPLES["ClarificationApprove"])
        ClarificationCorrect.model_validate(EXAMPLES["ClarificationCorrect"])
        ClarificationRetract.model_validate(EXAMPLES["ClarificationRetract"])
        ReportReturn.model_validate(EXAMPLES["ReportReturn"])
        ClientCreate.model_validate(EXAMPLES["ClientCreate"])
        CompletionDeclare.model_validate(EXAMPLES["CompletionDeclare"])
        ExtensionCreate.model_validate(EXAMPLES["ExtensionCreate"])
        ElectionWindowCreate.model_validate(EXAMPLES["ElectionWindowCreate"])
        MemberInvite.model_validate(EXAMPLES["MemberInvite"])
        PolicyCreate.model_validate(EXAMPLES["PolicyCreate"])
        SnapshotCreate.model_validate(EXAMPLES["SnapshotCreate"])
        UnitCreate.model_validate(EXAMPLES["UnitCreate"])
        RegistrationCreate.model_validate(EXAMPLES["RegistrationCreate"])
        PublicClaimCreate.model_validate(EXAMPLES["PublicClaimCreate"])
        PublicClaimUpload.model_validate(EXAMPLES["PublicClaimUpload"])
        RegistrationReject.model_validate(EXAMPLES["RegistrationReject"])
        MatchRequest.model_validate(EXAMPLES["MatchRequest"])
        RelayComplete.model_validate(EXAMPLES["RelayComplete"])
        RelaysRequest.model_validate(EXAMPLES["RelaysRequest"])
        ChannelImport.model_validate(EXAMPLES["ChannelImport"])
        ExportCreate.model_validate(EXAMPLES["ExportCreate"])
        ReportImport.model_validate(EXAMPLES["ReportImport"])
        assert len(EXAMPLES) == 28


class TestGeneration:
    """What clients generated from the document rely on."""

    def test_every_enum_of_an_answer_is_open(self, app: FastAPI) -> None:
        document = app.openapi()
        schemas = document["components"]["schemas"]
        enums = {f"#/components/schemas/{name}" for name, one in schemas.items() if "enum" in one}
        open_ones = 0
        for name in answered(document):
            for field, schema in schemas[name].get("properties", {}).items():
                inner = schema.get("items", schema)
                assert inner.get("$ref") not in enums, f"{name}.{field}"
                if any(choice.get("$ref") in enums for choice in inner.get("anyOf", [])):
                    assert {"type": "string"} in inner["anyOf"], f"{name}.{field}"
                    open_ones += 1
        assert open_ones > 10

    def test_every_value_of_an_enum_has_a_name(self, app: FastAPI) -> None:
        schemas = app.openapi()["components"]["schemas"]
        enums = {name: one for name, one in schemas.items() if "enum" in one}
        assert schemas["RowSort"]["x-enum-varnames"][:2] == ["CREATED_AT", "CREATED_AT_DESCENDING"]
        for name, schema in enums.items():
            names = schema["x-enum-varnames"]
            assert len(set(names)) == len(schema["enum"]), name
            assert all(one.isidentifier() for one in names), name

    def test_no_schema_is_both_sent_and_answered(self, app: FastAPI) -> None:
        document = app.openapi()
        schemas = document["components"]["schemas"]
        sent = {
            content["schema"]["$ref"].rpartition("/")[2]
            for path in document["paths"].values()
            for operation in path.values()
            for content in operation.get("requestBody", {}).get("content", {}).values()
        }
        closed = {name for name in sent if "enum" not in schemas[name]}
        assert closed
        assert not closed & answered(document)

    def test_no_parameter_may_be_null(self, app: FastAPI) -> None:
        parameters = [
            parameter
            for path in app.openapi()["paths"].values()
            for operation in path.values()
            for parameter in operation.get("parameters", [])
        ]
        assert parameters
        assert not [one["name"] for one in parameters if '"null"' in json.dumps(one["schema"])]

    def test_every_member_of_a_problem_is_in_its_schema(self) -> None:
        sent = {
            keyword.arg
            for path in (ROOT / "api").rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and _is_error(node, path.name)
            for keyword in node.keywords
        }
        assert {"allowed", "existing_id"} <= sent
        assert sent <= {*Problem.model_fields, "redirect_uri"}, "declare it in api/problems.py"


def _is_error(call: ast.Call, file: str) -> bool:
    target = call.func
    if isinstance(target, ast.Attribute):
        return target.attr == "__init__" and file == "errors.py"
    name = getattr(target, "id", "")
    return name in {error.__name__ for error in catalogue().values()}
