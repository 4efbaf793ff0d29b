"""Both languages are complete, and help is in the one asked for."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
import simpulctl
from simpulctl.app import build, language_of
from simpulctl.checklist import ITEMS
from simpulctl.help_texts import COMMANDS, EPILOG, PARAMETERS, TYPER_ERRORS, TYPER_HELP, VALUES
from simpulctl.texts import LABELS, MESSAGES, WORDS, Language, Text
from simpulctl.troubles import ExitCode

from api.clarifications.schemas import Checklist
from tests.simpulctl.running import Command

CATALOGUES = [MESSAGES, LABELS, WORDS, COMMANDS, PARAMETERS, VALUES, {"epilog": EPILOG}]
SOURCE = "\n".join(
    path.read_text(encoding="utf-8") for path in Path(simpulctl.__file__).parent.glob("*.py")
)
# Names that are put together while it runs.
MADE = re.compile(
    r"(ask-|check\.|overlooked\.|waits\.|sign-in\.).+|accept|return|approve|countersign|publish|verify"
    r"|acknowledge|request-changes|retract|schedule"
)


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


class TestCatalogue:
    @pytest.mark.parametrize("catalogue", CATALOGUES)
    def test_has_both_languages(self, catalogue: dict[str, Text]) -> None:
        for key, text in catalogue.items():
            assert text.id.strip(), key
            assert text.en.strip(), key
            assert fields(text.id) == fields(text.en), key
        assert len([text for text in catalogue.values() if text.id != text.en]) > len(catalogue) / 2

    def test_has_what_is_said_and_nothing_else(self) -> None:
        strings = {
            node.value
            for node in ast.walk(ast.parse(SOURCE))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        said = set(re.findall(r'\.(?:say|tell|result)\(\s*"([^"]+)"', SOURCE))
        assert said <= set(MESSAGES)
        assert {key for key in MESSAGES if key not in said and not MADE.fullmatch(key)} <= {
            "yes",
            "no",
            "yes-or-no",
            "open-address",
            "browser-opened",
        }
        assert set(LABELS) <= strings
        assert {f"check.{name}" for name in ITEMS} <= set(MESSAGES)

    def test_asks_for_the_checklist_of_the_api(self) -> None:
        assert set(ITEMS) == set(Checklist.model_fields)

    def test_names_every_exit_code(self) -> None:
        for text in EPILOG:
            told = {int(code) for code in re.findall(r"^ +(\d)  ", text, re.MULTILINE)}
            assert told == set(ExitCode)


class TestHelp:
    @pytest.mark.parametrize("language", ["id", "en"])
    def test_is_complete(self, language: Language) -> None:
        pending = [("", build(language))]
        seen = set()
        while pending:
            path, command = pending.pop()
            seen.add(path)
            assert command.help == COMMANDS[path].to(language)
            names = {parameter.name or "" for parameter in command.params}
            assert {"url", "language", "json"} <= names <= set(PARAMETERS)
            children = getattr(command, "commands", {}).items()
            pending += [(f"{path} {name}".strip(), child) for name, child in children]
        assert seen == set(COMMANDS)

    def test_is_in_the_language_asked_for(self, stranger: Command) -> None:
        indonesian = stranger.run("reports", "accept", "--help").out
        english = stranger.run("reports", "accept", "--language", "en", "--help").out
        for ours, typers in TYPER_HELP.items():
            assert ours not in indonesian
            assert (ours in english) == (typers in indonesian)
        assert COMMANDS["reports accept"].id in indonesian
        assert COMMANDS["reports accept"].en in english
        assert "Kode keluar" in stranger.run("--help").out

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("reports", "retur"), "perintah retur tidak ada. Maksud Anda 'return'?"),
            (("reports", "accept"), "argumen ID... belum diisi."),
            (("reports", "show", "7"), "nilai ID tidak berlaku: 7 bukan ID."),
            (("reports", "list", "--foo"), "opsi --foo tidak ada."),
            (("whoami", "siapa"), "siapa tidak dikenal di sini."),
            (("reports", "list", "--limit"), "opsi --limit memerlukan nilai."),
        ],
    )
    def test_wrong_usage_is_told_in_it_too(
        self, arguments: tuple[str, ...], told: str, stranger: Command
    ) -> None:
        done = stranger.run(*arguments)
        assert (done.code, done.out) == (2, "")
        assert done.told.splitlines()[0] == f"Salah tulis: {told}"
        assert set(re.findall("[A-Z][a-z]+ [a-z]+", done.told)).isdisjoint(TYPER_ERRORS)


class TestLanguage:
    @pytest.mark.parametrize(
        ("arguments", "environment", "language"),
        [
            ([], {}, "id"),
            ([], {"LANG": "en_US.UTF-8"}, "en"),
            ([], {"LC_ALL": "id_ID.UTF-8", "LANG": "en_US.UTF-8"}, "id"),
            ([], {"LC_ALL": "", "LANG": "en_GB"}, "en"),
            ([], {"LANG": "C.UTF-8"}, "id"),
            ([], {"SIMPULCTL_LANGUAGE": "en", "LANG": "id_ID"}, "en"),
            (["reports", "--language=en"], {"SIMPULCTL_LANGUAGE": "id"}, "en"),
            (["--language", "id", "reports"], {"LANG": "en_US"}, "id"),
        ],
    )
    def test_is_named_or_the_computers(
        self, arguments: list[str], environment: dict[str, str], language: str
    ) -> None:
        assert language_of(arguments, environment) == language
