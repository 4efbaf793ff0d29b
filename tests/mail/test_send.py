"""E-mail from the change that causes it to the folder or the server that takes it."""

import json
import secrets
import smtplib
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError
from structlog.testing import capture_logs

import api.worker
from api.encryption.sealing import UnsealError, sealer_of
from api.errors import Text
from api.jobs.queue import defer
from api.mail.delivery import compose, deliverer
from api.mail.service import Letter, send
from api.mail.tasks import _PATIENCE, forget
from api.settings import MailSettings, Settings, SmtpSettings
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.mail.server import Server, certificate, listening
from tests.tenants.attempts import ask
from tests.world import World

LINK = "https://simpul.example/invitation/rahasia-sekali"
LETTER = Letter(
    Text("Undangan ke Simpul", "Invitation to Simpul"),
    (Text("Anda diundang, Ny. Š.", "You are invited."), Text("Buka:", "Open:")),
    LINK,
)
ROWS = "select id::text, sealed from mail_message where recipient = %(to)s"
JOBS = "select status::text, attempts, scheduled_at > now() from procrastinate_jobs"
OF_LETTER = " where task_name = 'mail.send' and args->>'message' = %(id)s"


@pytest.fixture
def to() -> str:
    """An address of this test alone."""
    return f"{secrets.token_hex(6)}@uji.example"


@pytest.fixture
def outbox(settings: Settings, tmp_path: Path) -> tuple[Settings, Path]:
    """Settings with a folder of this test's own."""
    folder = tmp_path / "outbox"
    return settings.model_copy(update={"mail": MailSettings(outbox=folder)}), folder


async def queued(sessions: Sessions, to: str, letter: Letter = LETTER) -> None:
    async with transaction(sessions, as_system("test")) as session:
        await send(session, to, letter)


def found(folder: Path, to: str) -> list[EmailMessage]:
    letters = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.glob("*.eml"))
    ]
    return [one for one in letters if isinstance(one, EmailMessage) and one["To"] == to]


def by_smtp(settings: Settings, server: Server, **more: Any) -> Settings:
    smtp = SmtpSettings(host="127.0.0.1", port=server.port, **{"security": "none", **more})
    mail = MailSettings(sender="Simpul <simpul@uji.example>", smtp=smtp)
    return settings.model_copy(update={"mail": mail})


class TestSend:
    async def test_arrives_in_both_languages(
        self, sessions: Sessions, outbox: tuple[Settings, Path], superuser_url: str, to: str
    ) -> None:
        settings, folder = outbox
        await queued(sessions, to)
        await api.worker.run(settings, wait=False)
        [letter] = found(folder, to)
        assert letter["Subject"] == "Undangan ke Simpul / Invitation to Simpul"
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter.get_content_type() == "text/plain"
        indonesian, english = letter.get_content().split("--")
        assert indonesian.split() == ["Anda", "diundang,", "Ny.", "Š.", "Buka:", LINK]
        assert english.split() == ["You", "are", "invited.", "Open:", LINK]
        assert ask(superuser_url, ROWS, to=to) == []

    async def test_nobody_else_may_read_the_folder(
        self, sessions: Sessions, outbox: tuple[Settings, Path], to: str
    ) -> None:
        settings, folder = outbox
        await queued(sessions, to)
        await api.worker.run(settings, wait=False)
        assert folder.stat().st_mode & 0o077 == 0
        [file] = folder.iterdir()
        assert file.stat().st_mode & 0o077 == 0

    async def test_waits_sealed(
        self, sessions: Sessions, settings: Settings, superuser_url: str, to: str
    ) -> None:
        await queued(sessions, to)
        [(identifier, sealed)] = ask(superuser_url, ROWS, to=to)
        [(job,)] = ask(
            superuser_url, "select args::text from procrastinate_jobs" + OF_LETTER, id=identifier
        )
        assert json.loads(job) == {"message": identifier}
        for word in ("Simpul", "invited", "rahasia", LINK):
            assert word not in sealed
        content = sealer_of(settings).unseal(sealed, f"mail:{identifier}")
        assert LINK in json.loads(content)["text"]
        with pytest.raises(UnsealError):
            sealer_of(settings).unseal(sealed, "mail:another")

    async def test_a_change_that_is_taken_back_sends_nothing(
        self, sessions: Sessions, outbox: tuple[Settings, Path], superuser_url: str, to: str
    ) -> None:
        async def fail() -> None:
            async with transaction(sessions, as_system("test")) as session:
                await send(session, to, LETTER)
                raise LookupError

        with pytest.raises(LookupError):
            await fail()
        assert ask(superuser_url, ROWS, to=to) == []
        await api.worker.run(outbox[0], wait=False)
        assert found(outbox[1], to) == []

    async def test_from_a_tenant_whose_scope_stays(
        self, sessions: Sessions, world: World, superuser_url: str, to: str
    ) -> None:
        del world
        [(tenant,)] = ask(superuser_url, "select id from tenant where code = '32.04'")
        scope = as_tenant(tenant, "test")
        async with transaction(sessions, scope) as session:
            await send(session, to, LETTER)
            assert session.info["scope"] == scope
        assert len(ask(superuser_url, ROWS, to=to)) == 1


class TestSmtp:
    async def test_arrives(self, sessions: Sessions, settings: Settings, to: str) -> None:
        async with listening(Server()) as server:
            await queued(sessions, to)
            await api.worker.run(by_smtp(settings, server), wait=False)
        [letter] = [one for one in server.arrived if one["To"] == to]
        assert "Š." in letter.get_content()
        assert LINK in letter.get_content()
        assert f"TO:<{to}>" in server.recipients

    async def test_what_a_server_that_is_down_missed_comes_later_once(
        self, sessions: Sessions, settings: Settings, superuser_url: str, to: str
    ) -> None:
        server = Server()
        async with listening(server):
            pass
        await queued(sessions, to)
        [(identifier, _)] = ask(superuser_url, ROWS, to=to)
        for attempt in (1, 2):
            await api.worker.run(by_smtp(settings, server), wait=False)
            assert ask(superuser_url, JOBS + OF_LETTER, id=identifier) == [("todo", attempt, True)]
            soon = "update procrastinate_jobs set scheduled_at = now()"
            ask(superuser_url, soon + OF_LETTER, id=identifier)
        async with listening(server):
            await api.worker.run(by_smtp(settings, server), wait=False)
            await api.worker.run(by_smtp(settings, server), wait=False)
        assert [one["To"] for one in server.arrived].count(to) == 1
        assert ask(superuser_url, ROWS, to=to) == []
        assert ask(superuser_url, JOBS + OF_LETTER, id=identifier) == []

    async def test_a_refusal_loses_nothing_either(
        self, sessions: Sessions, settings: Settings, superuser_url: str, to: str
    ) -> None:
        async with listening(Server(refuses=b"450 later\r\n")) as server:
            await queued(sessions, to)
            await api.worker.run(by_smtp(settings, server), wait=False)
        [(identifier, _)] = ask(superuser_url, ROWS, to=to)
        assert ask(superuser_url, JOBS + OF_LETTER, id=identifier) == [("todo", 1, True)]
        assert server.arrived == []

    async def test_a_failure_is_told_without_the_address(
        self, sessions: Sessions, settings: Settings, superuser_url: str, to: str
    ) -> None:
        await queued(sessions, to)
        [(identifier, _)] = ask(superuser_url, ROWS, to=to)
        async with listening(Server(refuses=b"550 no\r\n")) as server:
            with capture_logs() as told:
                await api.worker.run(by_smtp(settings, server), wait=False)
        [line] = [one for one in told if one.get("message") == identifier]
        assert (line["log_level"], line["event"]) == ("warning", "mail-failed")
        assert line["error"] == "SMTPRecipientsRefused"
        assert to not in str(told)

    def test_has_patience_for_more_than_a_day(self) -> None:
        assert _PATIENCE.max_attempts
        waits = [_PATIENCE.exponential_wait ** (n + 1) for n in range(_PATIENCE.max_attempts)]
        assert 24 * 3600 < sum(waits) < 7 * 24 * 3600

    async def test_signs_in_over_starttls(
        self,
        sessions: Sessions,
        settings: Settings,
        to: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        context, trusted = certificate(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        account = ("simpul", "rahasia-uji")
        async with listening(Server(tls=context, account=account)) as server:
            mine = by_smtp(
                settings,
                server,
                security="starttls",
                username="simpul",
                password=SecretStr("rahasia-uji"),
            )
            await queued(sessions, to)
            await api.worker.run(mine, wait=False)
        assert to in [one["To"] for one in server.arrived]
        assert all(server.encrypted)

    @pytest.mark.parametrize("tls", [True, False], ids=["unknown certificate", "no starttls"])
    async def test_says_nothing_where_it_cannot_say_it_safely(
        self,
        sessions: Sessions,
        settings: Settings,
        superuser_url: str,
        to: str,
        tmp_path: Path,
        *,
        tls: bool,
    ) -> None:
        context = certificate(tmp_path)[0] if tls else None
        async with listening(Server(tls=context)) as server:
            await queued(sessions, to)
            await api.worker.run(by_smtp(settings, server, security="starttls"), wait=False)
        assert server.arrived == []
        assert server.recipients == []
        assert len(ask(superuser_url, ROWS, to=to)) == 1


class TestForget:
    async def test_what_never_arrived_goes_after_a_week(
        self, sessions: Sessions, outbox: tuple[Settings, Path], superuser_url: str, to: str
    ) -> None:
        await queued(sessions, to)
        await queued(sessions, f"x{to}")
        [(identifier, _)] = ask(superuser_url, ROWS, to=to)
        later = "update procrastinate_jobs set scheduled_at = now() + interval '1 day'"
        ask(superuser_url, later + " where task_name = 'mail.send'")
        age = "update mail_message set created_at = now() - interval '8 days' where id = %(id)s"
        ask(superuser_url, age, id=identifier)
        async with transaction(sessions, as_system("test")) as session:
            await defer(session, forget, timestamp=0)
        await api.worker.run(outbox[0], wait=False)
        assert ask(superuser_url, ROWS, to=to) == []
        assert len(ask(superuser_url, ROWS, to=f"x{to}")) == 1


class TestCompose:
    @pytest.mark.parametrize("bad", ["Halo\nBcc: a@b.example", "Halo\r\nX: y"])
    def test_no_line_of_its_own_in_a_header(self, bad: str) -> None:
        settings = MailSettings(outbox=Path("unused"))
        letter = compose(settings, "a@uji.example", bad, "x")
        assert letter["Subject"] == " ".join(bad.split())
        assert (letter["Bcc"], letter["X"]) == (None, None)
        with pytest.raises(ValueError, match="linefeed"):
            compose(settings, bad, "Halo", "x")

    @pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\r\n"])
    def test_what_is_stored_already_is_sent(self, mark: str) -> None:
        letter = compose(
            MailSettings(outbox=Path("unused")), "a@uji.example", f"Dinas{mark}Kota", f"a{mark}b"
        )
        assert letter["Subject"] == "Dinas Kota"
        assert message_from_bytes(letter.as_bytes(), policy=policy.default)["To"] == "a@uji.example"


class TestSettings:
    def test_need_exactly_one_way(self) -> None:
        for given in ({}, {"outbox": "a", "smtp": {"host": "b"}}):
            with pytest.raises(ValidationError):
                MailSettings.model_validate(given)

    def test_a_server_that_is_away_raises(self, settings: Settings) -> None:
        deliver = deliverer(by_smtp(settings, Server(port=9)).mail)
        with pytest.raises((OSError, smtplib.SMTPException)):
            deliver(EmailMessage())
