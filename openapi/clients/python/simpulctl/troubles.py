"""What may go wrong, as people are told it, and the exit code that says so to scripts."""

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from simpulctl.session import BadAddressError, NotSignedInError, Session

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client import ProblemError

_TOO_MANY_REQUESTS = 429
_SERVER_TROUBLE = 500
_READ_POLICY = "policy-acknowledgement-required"


class ExitCode(IntEnum):
    """What the command ends with; `--help` says the same."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    NOT_SIGNED_IN = 3
    UNREACHABLE = 4
    CHANGED = 5


def explain(session: Session, error: Exception) -> ExitCode | None:
    """Tell the person about an error of a request; None, and silence, for any other error."""
    import httpx
    from simpul_client import ProblemError, SignInError, UnexpectedAnswerError

    output, code = session.output, None
    match error:
        case ProblemError():
            code = _explain_problem(session, error)
        case NotSignedInError():
            output.tell("not-signed-in", url=session.base_url)
            code = ExitCode.NOT_SIGNED_IN
        case SignInError():
            output.sign_in_error(error.error, error.description)
            output.tell("sign-in-again")
            code = ExitCode.NOT_SIGNED_IN
        case BadAddressError():
            output.tell("bad-address", url=error)
            code = ExitCode.USAGE
        case UnexpectedAnswerError():
            output.tell("unexpected", url=session.base_url)
            code = ExitCode.UNREACHABLE
        case OSError() if error.filename:
            output.tell("no-file", path=error.filename, reason=error.strerror or "")
            code = ExitCode.USAGE
        case httpx.HTTPStatusError():  # of a file; the API's answers are problems
            output.tell("file-gone", status=error.response.status_code)
            code = ExitCode.UNREACHABLE
        case httpx.TransportError():
            output.tell("unreachable", url=session.base_url)
            code = ExitCode.UNREACHABLE
    return code


def problem_in(error: Exception) -> dict[str, Any] | None:
    """The API's problem document, for those who asked for JSON; None for an error of another kind."""
    from simpul_client import ProblemError

    return error.problem.to_dict() if isinstance(error, ProblemError) else None


def _explain_problem(session: Session, error: "ProblemError") -> ExitCode:
    """The title, what to change, and the number to ask the operators about."""
    output, problem, code = session.output, error.problem, _exit_code_of(error)
    if code is ExitCode.CHANGED:
        output.tell("changed")
    else:
        output.error(problem.title, problem.detail)
    for wrong in problem.errors:
        output.field_error(wrong.pointer, wrong.detail)
    if code is ExitCode.NOT_SIGNED_IN:
        output.tell("sign-in-again")
    if problem.code == _READ_POLICY:
        output.tell("read-policy")
    output.tell("request", request_id=problem.request_id)
    return code


def _exit_code_of(error: "ProblemError") -> ExitCode:
    from simpul_client import StaleError, UnauthenticatedError

    match error:
        case StaleError():
            return ExitCode.CHANGED
        case UnauthenticatedError():
            return ExitCode.NOT_SIGNED_IN
    later = error.status == _TOO_MANY_REQUESTS or error.status >= _SERVER_TROUBLE
    return ExitCode.UNREACHABLE if later else ExitCode.REFUSED
