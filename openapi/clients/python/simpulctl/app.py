"""The command `simpulctl`: what the words on the command line mean, and what it ends with."""

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal, cast

import typer
from typer.core import TyperCommand, TyperGroup

from simpulctl import amendments, channels, jobs, periods, policies, reports, rollups, signing
from simpulctl.help_texts import COMMANDS, EPILOG, PARAMETERS, TYPER_ERRORS, TYPER_HELP, VALUES
from simpulctl.output import Output, plain
from simpulctl.session import Session
from simpulctl.texts import Language
from simpulctl.troubles import ExitCode, explain, problem_in

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)
app.add_typer(signing.app)
app.add_typer(reports.app, name="reports", no_args_is_help=True)
app.add_typer(amendments.app, name="clarifications", no_args_is_help=True)
app.add_typer(channels.app, name="channels", no_args_is_help=True)
app.add_typer(periods.app, name="periods", no_args_is_help=True)
app.add_typer(jobs.imports, name="imports", no_args_is_help=True)
app.add_typer(jobs.exports, name="exports", no_args_is_help=True)
app.add_typer(jobs.jobs, name="jobs", no_args_is_help=True)
app.add_typer(rollups.app, name="rollups", no_args_is_help=True)
app.add_typer(policies.app, name="policies", no_args_is_help=True)

_everywhere = typer.Typer(rich_markup_mode=None, add_completion=False)


def _take_url(context: typer.Context, value: str | None) -> None:
    if value:
        context.obj.url = value


def _take_json(context: typer.Context, value: bool) -> None:  # noqa: FBT001 - Typer's signature
    if value:
        context.obj.json = True


@_everywhere.command()
def _options(
    *,
    url: Annotated[str | None, typer.Option(callback=_take_url, expose_value=False)] = None,
    # Known before anything is parsed, since help is in it too: `language_of`.
    language: Annotated[Literal["id", "en"] | None, typer.Option(expose_value=False)] = None,
    json: Annotated[bool, typer.Option("--json", callback=_take_json, expose_value=False)] = False,
) -> None:
    """Options that stand before or after a command."""


def main() -> None:
    """What the entry point runs."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that knows no emoji must not end it
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line; gives its exit code."""
    session = Session(language_of(arguments, os.environ))
    command = build(session.language)
    try:
        code = command.main(
            list(arguments), prog_name="simpulctl", standalone_mode=False, obj=session
        )
    except typer.TyperException as error:
        _explain_usage(session.output, error)
        return ExitCode.USAGE
    except Exception as error:
        explained = explain(session, error)
        if explained is None:
            raise
        document = problem_in(error)
        if session.json and document:
            session.output.document(document)
        return explained
    return code or ExitCode.DONE


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language asked for; else English where the computer speaks it, and Indonesian elsewhere."""
    line = " ".join(arguments)
    named = re.search(r"(?:^| )--language[ =](id|en)(?: |$)", line)
    asked = named[1] if named else environment.get("SIMPULCTL_LANGUAGE", "")
    if asked not in {"id", "en"}:
        names = ("LC_ALL", "LC_MESSAGES", "LANG")
        asked = next((environment[name] for name in names if environment.get(name)), "")
    return "en" if asked.lower().startswith("en") else "id"


def build(language: Language) -> TyperGroup:
    """The commands, with help in this language and the options that every command takes."""
    command = cast("TyperGroup", typer.main.get_command(app))
    _adapt(command, "", language)
    command.epilog = EPILOG.to(language)
    return command


def _adapt(command: TyperGroup | TyperCommand, path: str, language: Language) -> None:
    command.help = COMMANDS[path].to(language)
    command.short_help = None
    command.params += typer.main.get_command(_everywhere).params
    for parameter in command.params:
        _describe(parameter, language)
    if language == "id":
        command.get_help = _in_indonesian(command.get_help)  # type: ignore[method-assign,assignment]
    if isinstance(command, TyperGroup):
        for name, child in command.commands.items():
            _adapt(cast("TyperCommand", child), f"{path} {name}".strip(), language)


def _describe(parameter: Any, language: Language) -> None:  # noqa: ANN401 - Typer keeps its class
    parameter.help = PARAMETERS[parameter.name].to(language)
    if parameter.name in VALUES:
        parameter.metavar = VALUES[parameter.name].to(language)


def _in_indonesian(get_help: Callable[[Any], str]) -> Callable[[Any], str]:
    def get(context: Any) -> str:  # noqa: ANN401 - Typer keeps its class to itself
        text = get_help(context)
        for english, indonesian in TYPER_HELP.items():
            text = text.replace(english, indonesian)
        return text

    return get


def _explain_usage(output: Output, error: typer.TyperException) -> None:
    message = error.format_message()
    if "\n" in message:  # a command without its subcommand: the message is the help
        sys.stderr.write(message + "\n")
        return
    if output.language == "id":
        for english, indonesian in TYPER_ERRORS.items():
            message = re.sub(english, indonesian, message)
    output.tell("usage", message=plain(message))
    context = getattr(error, "ctx", None)
    output.tell("usage-help", command=context.command_path if context else "simpulctl")
