"""`simpul remove-second-factor`, for who lost his phone and his recovery codes."""

import asyncio
import os

from api.settings import Settings
from tenants.session import Sessions
from tests.cli.test_cli import Run, simpul
from tests.oauth.test_second_factor import factor_of, subjects_to
from tests.oauth.visitor import Visitor
from tests.tenants.attempts import ask
from tests.world import Human

RECORDED = (
    "select count(*) from audit_event"
    " where body::jsonb ->> 'action' = 'remove_second_factor' and body::jsonb ->> 'subject' = %(id)s"
)


async def remove(address: str) -> Run:
    given = {name: os.environ[name] for name in os.environ if name.startswith("SIMPUL_")}
    return await asyncio.to_thread(simpul, "remove-second-factor", address, given=given)


async def test_lets_him_in_with_the_password_alone(
    visitor: Visitor, sessions: Sessions, settings: Settings, superuser_url: str
) -> None:
    human: Human = visitor.human
    assert (await visitor.sign_in()).status_code == 303
    await visitor.enrol()
    run = await remove(human.email.upper())
    assert run.returncode == 0, run.stderr
    assert await factor_of(sessions, human) is None
    assert not await visitor.is_signed_in()
    assert "Two-step verification is off" in await subjects_to(sessions, settings, human)
    assert ask(superuser_url, RECORDED, id=human.person_id) == [(1,)]
    answer = await visitor.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    again = await remove(human.email)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == f"simpul: {human.email} has no second factor.\n"
