"""The other two things that a new folder may hold, and what is refused before it is made."""

import email
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from email.policy import default

import httpx2
import pytest
import pytest_asyncio
from httpx2 import AsyncClient

from tenants.regions import regions_of
from tests.oauth.flow import Flow
from tests.product.people import world_of
from tests.product.running import _BARE, Product, product
from tests.registrations.applicants import LINK
from tests.reports import bodies as reports
from tests.tenants.attempts import ask
from tests.world import Caller, Human, World, all_events, fill_in, sign_in

ADMIN = Human("a@prov.example", "sawah hijau di kaki gunung", "", "32", ["admin"])
OFFICE = Human("diskominfo@kab.example", "perahu kecil di muara sungai", "", "32.04", ["admin"])
ROLES = {"admin", "operator", "verifier", "viewer"}
# A member of a regency that has not joined, with a password that is known.
INTRUDER = """
  with made as (
    insert into person (id, email, name, password_hash, version, created_at, updated_at)
    select gen_random_uuid(), %(email)s, 'Orang Uji', password_hash, 1, now(), now()
    from person where email = %(like)s returning id
  )
  insert into membership (tenant_id, id, person_id, roles, status, version, created_at, updated_at)
  select tenant.id, gen_random_uuid(), made.id, '{operator}', 'active', 1, now(), now()
  from tenant, made where tenant.code = '51.71'
"""


@pytest_asyncio.fixture
async def province(bali: Product) -> AsyncIterator[World]:
    """The people of the province without its regencies."""
    async with AsyncClient(base_url=bali.base_url, timeout=30) as http:
        yield world_of(http, bali.credentials())


class TestRegions:
    def test_name_the_provinces_people_alone(self, bali: Product) -> None:
        found = bali.credentials()
        assert bali.output == f"ready {bali.base_url}\n"
        assert found["base_url"] == bali.base_url
        assert (bali.data / "credentials.json").stat().st_mode & 0o777 == 0o600
        assert {person["tenant"] for person in found["people"]} == {"51"}
        assert sorted(person["roles"][0] for person in found["people"]) == sorted(ROLES)
        assert [client["tenant"] for client in found["clients"]] == ["51"]

    async def test_its_people_and_client_sign_in(self, province: World) -> None:
        for role in (*ROLES, "client"):
            caller = await province.caller("51", role)
            me = await caller.get("/v1/me")
            assert me.status_code == 200
            assert me.json()["tenant"]["code"] == "51"

    async def test_only_the_province_is_active(self, province: World) -> None:
        viewer = await province.caller("51", "viewer")
        listed = (await viewer.get("/v1/tenants", params={"limit": 200})).json()["data"]
        found = {tenant["code"]: tenant["status"] for tenant in listed}
        codes = {region.code for region in regions_of("51")}
        assert len(codes) == 10
        assert found == {code: "active" if code == "51" else "inactive" for code in codes}

    def test_there_is_nobody_else(self, bali: Product) -> None:
        emails = {email for (email,) in ask(bali.superuser_url, "select email from person")}
        assert emails == {f"{role}@51.simpul.example" for role in ROLES}
        assert len(ask(bali.superuser_url, "select from membership")) == 4
        assert len(ask(bali.superuser_url, "select from client")) == 1
        for table in ("report", "channel", "clarification"):
            assert ask(bali.superuser_url, f"select from {table}") == []

    async def test_its_people_must_read_the_policy_themselves(self, province: World) -> None:
        operator = await province.caller("51", "operator")
        report = (await operator.post("/v1/reports", reports.body())).json()
        path = f"/v1/reports/{report['id']}"
        refused = await operator.post(f"{path}/submit", version=1)
        assert refused.json()["code"] == "policy-acknowledgement-required"
        policy = (await operator.get(refused.json()["policy"])).json()
        assert (policy["status"], len(policy["kinds"])) == ("active", 11)
        read = f"/v1/policies/{policy['id']}/acknowledge"
        assert (await operator.post(read, version=policy["version"])).status_code == 200
        # Nothing is left behind: others look at what the seed made.
        assert (await operator.delete(path, 1)).status_code == 204

    async def test_a_member_of_an_inactive_regency_may_not_sign_in(
        self, bali: Product, province: World
    ) -> None:
        like = province.people["51"]["operator"]
        email = "operator@51-71.simpul.example"
        human = Human(email, like.password, "", "51.71", ["operator"])
        ask(bali.superuser_url, INTRUDER, email=email, like=like.email)
        for asked in ({}, {"tenant": "51.71"}):
            async with AsyncClient(base_url=bali.base_url) as browser:
                arrived = await Flow(browser, asked=dict(asked)).sign_in(human)
            assert arrived["error"] == "access_denied"
            assert "code" not in arrived


class TestNone:
    def test_is_ready_with_a_schema_alone(self, bare: Product) -> None:
        assert bare.output == f"ready {bare.base_url}\n"
        answer = httpx2.get(f"{bare.base_url}/readyz")
        assert answer.status_code == 200
        assert answer.json() == {
            "ready": True,
            "database": True,
            "migrations": True,
            "storage": True,
        }
        for table in ("tenant", "person", "membership", "client", "report"):
            assert ask(bare.superuser_url, f"select from {table}") == []

    def test_names_nobody(self, bare: Product) -> None:
        path = bare.data / "credentials.json"
        assert not path.exists() or bare.credentials()["people"] == []

    def test_answers_readers_with_an_empty_list(self, bare: Product) -> None:
        answer = httpx2.get(f"{bare.base_url}/v1/public/clarifications")
        assert answer.status_code == 200
        assert answer.json()["data"] == []


class TestTakingPart:
    """What follows `--seed none`, as a newcomer does it; in this order."""

    async def test_begins_with_a_link_for_the_first_admin(self, bare: Product) -> None:
        assert f"it lies in {bare.data / 'outbox'}" in bare.told
        assert (bare.data / "environment.json").stat().st_mode & 0o777 == 0o600
        assert "OWNER" not in (bare.data / "environment.json").read_text()
        void, link = [bootstrapped(bare) for _ in range(2)]
        await accepted(bare, ADMIN, link)
        assert httpx2.get(void).status_code == 410
        refused = _bootstrap(bare)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "has an active admin already" in refused.stderr

    async def test_goes_on_with_a_government_that_registers(self, bare: Product) -> None:
        asked = {"region": "32.04", "office": "Diskominfo Contoh", "contact_name": "Rahayu"}
        async with AsyncClient(base_url=bare.base_url, timeout=30) as http:
            made = await http.post("/v1/registrations", json={**asked, "email": OFFICE.email})
            assert made.status_code == 201, made.text
            opened = await http.get(mailed(bare, OFFICE.email, "Konfirmasi"))
            assert opened.status_code == 200
            admin = Caller(http, (await sign_in(http, ADMIN))["access_token"], "32")
            [row] = (await admin.get("/v1/registrations?status=pending")).json()["data"]
            path = f"/v1/registrations/{row['id']}/approve"
            approved = await admin.post(path, version=row["version"])
            assert approved.status_code == 200, approved.text
            status = (await http.get(made.json()["status_url"])).json()["status"]
            assert status == "approved"
            await accepted(bare, OFFICE, mailed(bare, OFFICE.email, "Undangan"))
            theirs = Caller(http, (await sign_in(http, OFFICE))["access_token"], "32.04")
            me = (await theirs.get("/v1/me")).json()
            assert (me["tenant"]["code"], me["roles"]) == ("32.04", ["admin"])
            types = {event["type"] for event in await all_events(theirs)}
            assert "registration.approved" in types

    def test_leaves_no_command_a_stack_that_stopped(self, bare: Product) -> None:
        bare.stop()
        assert not (bare.data / "environment.json").exists()
        late = _bootstrap(bare)
        assert late.returncode == 1
        assert f"No simpul up runs on {bare.data}" in late.stderr


def _bootstrap(bare: Product) -> subprocess.CompletedProcess[str]:
    arguments = ["bootstrap", "--admin-email", ADMIN.email, "--data", str(bare.data)]
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *arguments],
        env=_BARE,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def bootstrapped(bare: Product) -> str:
    """The link that `simpul bootstrap` prints."""
    run = _bootstrap(bare)
    assert run.returncode == 0, run.stderr
    link = run.stdout.strip()
    assert link.startswith(f"{bare.base_url}/invitation/")
    return link


def mailed(bare: Product, recipient: str, word: str) -> str:
    """The link of the letter in the outbox that has a word in its subject."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for path in (bare.data / "outbox").glob(f"*-{recipient}.eml"):
            letter = email.message_from_bytes(path.read_bytes(), policy=default)
            if word in letter["Subject"]:
                return str(LINK.findall(letter.get_content())[0])
        time.sleep(0.1)
    message = f"no letter {word}"
    raise AssertionError(message)


async def accepted(bare: Product, human: Human, link: str) -> None:
    """Choose a password on the page of an invitation."""
    chosen = {"password": human.password, "password_again": human.password}
    async with AsyncClient(base_url=bare.base_url, timeout=30) as browser:
        page = await browser.get(link)
        assert page.status_code == 200, page.text
        answer = await fill_in(browser, page, **chosen)
        assert answer.is_redirect, answer.text


class TestRefusals:
    @pytest.mark.parametrize(
        ("flags", "sentence"),
        [
            (("--province", "99"), "--province: '99' is not the code of a province."),
            (("--province", "32.04"), "--province: '32.04' is not the code of a province."),
            (("--seed", "everything"), "--seed takes demo, regions, none, not everything."),
        ],
    )
    def test_are_a_sentence_before_anything_is_made(
        self, flags: tuple[str, ...], sentence: str
    ) -> None:
        with product() as made:
            status, told = made.refused(*flags)
            assert status == 2
            assert told == f"{sentence}\n"
            assert not made.data.exists()
