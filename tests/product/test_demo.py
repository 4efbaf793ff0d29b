"""What a newcomer gets by the one command."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import httpx2
import pytest

from tenants.regions import regions_of
from tests.channels.bodies import register
from tests.clarifications import bodies as clarifications
from tests.clarifications.bodies import published
from tests.media import uploads
from tests.media.samples import picture
from tests.product.people import today
from tests.product.running import Product, alive
from tests.reports import bodies as reports
from tests.world import World, client_token

WALKTHROUGH = Path(__file__).parents[2] / "docs" / "walkthrough.sh"
ROLES = ["admin", "operator", "verifier", "viewer"]
CODES = [region.code for region in regions_of("32")]


class TestStart:
    def test_says_ready_on_a_line_of_its_own_and_nothing_else(self, demo: Product) -> None:
        assert demo.output == f"ready {demo.base_url}\n"
        assert httpx2.get(f"{demo.base_url}/readyz").status_code == 200

    def test_tells_which_processes_are_which(self, demo: Product) -> None:
        numbers = demo.numbers()
        assert set(numbers) == {"supervisor", "api", "worker", "postgres", "seaweedfs"}
        assert demo.process
        assert numbers["supervisor"] == demo.process.pid
        living = {number for number, _ in alive(demo.processes())}
        assert len(set(numbers.values())) == len(numbers)
        assert set(numbers.values()) < living

    def test_keeps_its_secrets_to_itself(self, demo: Product) -> None:
        for name in ("credentials", "secrets", "keys", "state", "processes"):
            assert (demo.data / f"{name}.json").stat().st_mode & 0o777 == 0o600, name


class TestCredentials:
    def test_have_the_promised_shape(self, demo: Product) -> None:
        found = demo.credentials()
        assert set(found) == {"base_url", "people", "clients"}
        assert found["base_url"] == demo.base_url
        for person in found["people"]:
            assert set(person) == {"tenant", "email", "password", "roles"}
            label = person["tenant"].replace(".", "-")
            assert person["email"] == f"{person['roles'][0]}@{label}.simpul.example"
            assert len(person["password"]) >= 12
        for client in found["clients"]:
            assert set(client) == {"tenant", "client_id", "client_secret", "scopes"}
            assert {"reports:read", "reports:write"} <= set(client["scopes"])

    def test_name_four_people_and_a_client_of_every_tenant(self, demo: Product) -> None:
        found = demo.credentials()
        assert len(CODES) == 28
        wanted = Counter((code, (role,)) for code in CODES for role in ROLES)
        assert Counter((each["tenant"], tuple(each["roles"])) for each in found["people"]) == wanted
        assert Counter(client["tenant"] for client in found["clients"]) == Counter(CODES)
        for unlike in ("email", "password"):
            assert len({person[unlike] for person in found["people"]}) == 112
        assert len({client["client_secret"] for client in found["clients"]}) == 28

    @pytest.mark.parametrize("tenant", ["32", "32.73"])
    async def test_are_those_of_different_people(self, everybody: World, tenant: str) -> None:
        seen = {}
        for role in ROLES:
            caller = await everybody.caller(tenant, role)
            me = (await caller.get("/v1/me")).json()
            assert me["roles"] == [role]
            seen[me["id"]] = me["tenant"]["code"]
        assert list(seen.values()) == [tenant] * 4

    async def test_let_every_client_in(self, everybody: World) -> None:
        tokens = [
            await client_token(everybody.api, machine) for machine in everybody.clients.values()
        ]
        assert len(set(tokens)) == 28


class TestMainJob:
    """Purpose of the whole: from a regency's channel to an anonymous reader."""

    async def test_works_over_http(self, everybody: World) -> None:
        system = await everybody.caller("32.04", "client")
        assert (await register(system))["status"] == "pending"
        asset = await uploads.completed(system, picture())
        while (asset := await uploads.read(system, asset["id"]))["status"] == "checking":
            pass
        assert asset["status"] == "ready", asset

        report = await reports.created(system, asset_ids=[asset["id"]], **today())
        report = await reports.moved(system, report, "submit")
        province = await everybody.caller("32", "verifier")
        assert (await reports.moved(province, report, "accept"))["status"] == "accepted"

        row = await published(everybody, title="[HOAKS] Undian berhadiah dari kantor bupati")
        assert row["status"] == "published"
        shown = await everybody.api.get(f"/v1/public/clarifications/{row['slug']}")
        assert shown.status_code == 200
        assert shown.json()["number"] == row["number"]

    async def test_needs_two_people(self, everybody: World) -> None:
        verifier = await everybody.caller("32.04", "verifier")
        row = await clarifications.created(verifier)
        row = await clarifications.moved(verifier, row, "submit")
        answer = await verifier.post(
            f"{clarifications.LIST}/{row['id']}/approve",
            {"checklist": clarifications.CHECKLIST},
            version=row["version"],
        )
        assert answer.status_code == 403

    def test_works_by_the_scripts_of_the_guide(self, demo: Product) -> None:
        """Where their tools are; what they do is proven above on any machine."""
        if not (shutil.which("curl") and shutil.which("openssl")):
            return
        run = subprocess.run(
            ["sh", str(WALKTHROUGH), str(demo.data / "credentials.json")],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        lines = run.stdout.splitlines()
        steps = [line for line in lines if line[:1].isdigit()]
        assert len(steps) == 8
        assert [lines[lines.index(step) + 1] for step in steps[1:7]] == [
            "pending",
            "checking",
            "submitted",
            "accepted",
            "in_review",
            "approved",
        ]
        assert lines[-1] == f"false {lines[-1].split(' ', 1)[1]}"
        assert lines[-1].endswith(" - Diskominfo Kabupaten Bandung")
