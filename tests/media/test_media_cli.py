"""`simpul media verify` as somebody at a terminal runs it."""

import os
from uuid import uuid4

import pytest
from fastapi import FastAPI

from api.media.inventory import Inventory
from api.settings import Settings
from tests.cli.test_cli import simpul
from tests.media import samples
from tests.media.conftest import Work
from tests.media.large import plant, stored
from tests.media.over import Keeper
from tests.media.uploads import announce, completed
from tests.world import Caller

CSV = {"content_type": "text/csv", "file_name": "a.csv", "alt": None}


@pytest.fixture
def keeper(app: FastAPI, settings: Settings, superuser_url: str) -> Keeper:
    return Keeper(app, settings, superuser_url)


def variables(**changed: str) -> dict[str, str]:
    return {name: os.environ[name] for name in os.environ if name.startswith("SIMPUL_")} | changed


class TestVerify:
    async def test_counts_and_names_what_is_missing(
        self, operator: Caller, work: Work, settings: Settings, keeper: Keeper
    ) -> None:
        made = await completed(operator, samples.CSV, **CSV)
        await work()
        folder = f"32.04/{made['id']}/"
        [kept] = (await stored(settings, folder))["media"]
        inventory = Inventory(settings.storage)
        before = await keeper.verify()
        await inventory.delete(inventory.buckets[1], [kept.key])
        run = simpul("media", "verify", given=variables())
        assert run.returncode == 1, run.stderr
        head, *problems = run.stdout.splitlines()
        assert head.startswith(f"{before.assets} assets, {before.objects - 1} objects (")
        line = f"{inventory.buckets[1]}/{kept.key}: missing, asset {made['id']} is ready"
        assert line in problems
        plant(settings, inventory.buckets[1], kept.key, samples.CSV)
        assert line not in (await keeper.verify()).problems

    async def test_misses_an_upload_that_waits_for_its_check(
        self, operator: Caller, settings: Settings, keeper: Keeper, work: Work
    ) -> None:
        made = await completed(operator, samples.CSV, **CSV)
        [kept] = (await stored(settings, f"32.04/{made['id']}/"))["quarantine"]
        inventory = Inventory(settings.storage)
        await inventory.delete(inventory.buckets[0], [kept.key])
        line = f"{inventory.buckets[0]}/{kept.key}: missing, asset {made['id']} is checking"
        assert line in (await keeper.verify()).problems
        await work()
        assert line not in (await keeper.verify()).problems

    async def test_names_what_the_public_should_not_reach(
        self, operator: Caller, settings: Settings, keeper: Keeper
    ) -> None:
        made = await announce(operator, samples.CSV, **CSV)
        inventory = Inventory(settings.storage)
        bucket, key = inventory.public_bucket, f"32.04/{made['id']}/{'a' * 64}-320.webp"
        line = f"{bucket}/{key}: public, and nothing published shows it"
        plant(settings, bucket, key)
        assert line in (await keeper.verify()).problems
        await inventory.delete(bucket, [key])
        assert line not in (await keeper.verify()).problems

    async def test_leaves_young_orphans_to_the_clean_up(
        self, settings: Settings, app: FastAPI
    ) -> None:
        assert app
        key = f"32.04/{uuid4()}/x"
        inventory = Inventory(settings.storage)
        plant(settings, inventory.buckets[1], key)
        run = simpul("media", "verify", given=variables())
        assert key not in run.stdout
        assert " 0 waiting for the clean-up" not in run.stdout
        await inventory.delete(inventory.buckets[1], [key])

    def test_says_so_when_the_storage_does_not_answer(self, app: FastAPI) -> None:
        assert app
        away = variables(SIMPUL_STORAGE__ENDPOINT_URL="http://127.0.0.1:9")
        run = simpul("media", "verify", given=away)
        assert (run.returncode, run.stderr.splitlines()[-1]) == (
            1,
            "simpul: the storage cannot be reached.",
        )
