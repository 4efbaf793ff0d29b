"""Problems of the real API as typed exceptions."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any, assert_type
from uuid import uuid4

import attrs
import pytest
from simpul_client import (
    AuthenticatedClient,
    ConflictError,
    ForbiddenError,
    NotFoundError,
    ProblemError,
    RateLimitedError,
    StaleError,
    UnauthenticatedError,
    UnexpectedAnswerError,
    UnprocessableError,
    connect_anonymously,
    connect_with_secret,
    if_match,
    raise_for_problem,
)
from simpul_client.api.me import get_me
from simpul_client.api.oauth import create_token
from simpul_client.api.reports import (
    accept_report,
    create_report,
    delete_report,
    get_report,
    submit_report,
)
from simpul_client.models import (
    Problem,
    ReportAccept,
    ReportAnswer,
    ReportCreate,
    ReportKind,
    TokenAnswer,
    TokenRequest,
)
from simpul_client.problems import seconds_to_wait
from simpul_client.types import Response

from tests.client.calls.callers import report
from tests.client.people import OFFICE, People

BODY = Problem("/problems/x", "Title", 429, "x", "Detail.", "r-1", [])


@pytest.fixture
def client(people: People) -> AuthenticatedClient:
    return people.connection(OFFICE, "client")


class TestRaiseForProblem:
    def test_gives_what_was_promised_with_its_type(self, client: AuthenticatedClient) -> None:
        made = raise_for_problem(create_report.sync_detailed(client=client, body=report()))
        assert_type(made, ReportAnswer)
        gone = raise_for_problem(
            delete_report.sync_detailed(made.id, client=client, if_match=if_match(made))
        )
        assert_type(gone, Any)
        assert gone is None

    def test_knows_the_errors_of_the_token_endpoint(self, people: People) -> None:
        identifier, secret = people.machine()
        body = TokenRequest("client_credentials", client_id=identifier, client_secret=secret)
        with connect_anonymously(people.base_url) as anonymous:
            token = raise_for_problem(create_token.sync_detailed(client=anonymous, body=body))
        assert_type(token, TokenAnswer)
        assert token.token_type == "Bearer"

    def test_a_row_that_is_not_there(self, client: AuthenticatedClient) -> None:
        with pytest.raises(NotFoundError) as caught:
            raise_for_problem(get_report.sync_detailed(uuid4(), client=client))
        error = caught.value
        assert (error.status, error.code, error.errors) == (404, "not-found", [])
        assert error.request_id
        assert error.retry_after is None

    def test_fields_are_named_on_lines_of_their_own(self, client: AuthenticatedClient) -> None:
        body = ReportCreate(period="soon", kind=ReportKind.OTHER, title="")
        with pytest.raises(UnprocessableError) as caught:
            raise_for_problem(create_report.sync_detailed(client=client, body=body))
        first, *fields, last = str(caught.value).splitlines()
        assert first.startswith("Isian belum benar: ")
        assert first.endswith("(422 invalid-body)")
        assert [line.split(":")[0] for line in fields] == ["  /period", "  /title"]
        assert last == f"  request {caught.value.request_id}"

    def test_is_in_the_language_that_was_asked_for(self, people: People) -> None:
        with (
            connect_with_secret(people.base_url, *people.machine(), language="en") as client,
            pytest.raises(NotFoundError, match="Not found"),
        ):
            raise_for_problem(get_report.sync_detailed(uuid4(), client=client))

    def test_a_row_that_somebody_else_changed(self, client: AuthenticatedClient) -> None:
        made = raise_for_problem(create_report.sync_detailed(client=client, body=report()))
        sent = submit_report.sync_detailed(made.id, client=client, if_match=if_match(made))
        raise_for_problem(sent)
        stale = submit_report.sync_detailed(made.id, client=client, if_match=if_match(made))
        with pytest.raises(StaleError):
            raise_for_problem(stale)

    def test_what_does_not_apply_says_what_does(
        self, client: AuthenticatedClient, people: People
    ) -> None:
        made = raise_for_problem(create_report.sync_detailed(client=client, body=report()))
        body, province = ReportAccept(), people.connection("32", "verifier")
        sent = raise_for_problem(
            submit_report.sync_detailed(made.id, client=client, if_match=if_match(made))
        )
        with pytest.raises(ForbiddenError) as forbidden:
            raise_for_problem(
                accept_report.sync_detailed(
                    made.id, client=client, body=body, if_match=if_match(sent)
                )
            )
        assert forbidden.value.code == "person-required"
        accepted = raise_for_problem(
            accept_report.sync_detailed(
                made.id, client=province, body=body, if_match=if_match(sent)
            )
        )
        with pytest.raises(ConflictError) as conflict:
            raise_for_problem(
                accept_report.sync_detailed(
                    made.id, client=province, body=body, if_match=if_match(accepted)
                )
            )
        assert conflict.value.code == "transition-not-allowed"
        assert conflict.value.problem.allowed == ["reopen_report"]

    def test_a_token_that_is_no_good(self, people: People) -> None:
        with (
            AuthenticatedClient(people.base_url, token="x.y.z") as client,
            pytest.raises(UnauthenticatedError),
        ):
            raise_for_problem(get_me.sync_detailed(client=client))

    def test_a_status_without_a_class_of_its_own(self) -> None:
        answer: Response[Problem | ReportAnswer]
        answer = Response(HTTPStatus(413), b"", {}, attrs.evolve(BODY, status=413))
        with pytest.raises(ProblemError) as caught:
            raise_for_problem(answer)
        assert (type(caught.value), caught.value.status) == (ProblemError, 413)

    def test_a_status_that_the_document_does_not_have(self) -> None:
        content = b'{"type": "t", "title": "T", "status": 418, "code": "teapot",'
        content += b' "detail": "d", "request_id": "r", "errors": []}'
        answer: Response[Problem | ReportAnswer] = Response(HTTPStatus(418), content, {}, None)
        with pytest.raises(ProblemError, match="teapot"):
            raise_for_problem(answer)
        answer.content = b"short and stout"
        with pytest.raises(UnexpectedAnswerError, match="418: short and stout"):
            raise_for_problem(answer)


class TestRetryAfter:
    def test_is_told_in_seconds(self) -> None:
        answer: Response[Problem | ReportAnswer]
        answer = Response(HTTPStatus(429), b"", {"retry-after": "7"}, BODY)
        with pytest.raises(RateLimitedError) as caught:
            raise_for_problem(answer)
        assert caught.value.retry_after == 7

    def test_may_be_a_date(self) -> None:
        later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
        assert 88 <= (seconds_to_wait(later) or 0) <= 90
        assert seconds_to_wait("Fri, 31 Dec 1999 23:59:59 GMT") == 0
        assert seconds_to_wait("in a while") is None
