"""Is this account official? Now, and at a time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from httpx2 import AsyncClient

from tests.channels.addresses import LOOK_ALIKES
from tests.channels.bodies import change, handle, moved, register, suspend, verify
from tests.public.accounts import LIST, address, age, asked, before, refused, state_of
from tests.world import Caller, World

FIELDS = {"url", "platform", "handle", "state", "tenant", "name", "since", "until"}
FIELDS |= {"ended", "now_at", "warning"}


@pytest_asyncio.fixture(scope="session")
async def regency(world: World) -> Caller:
    """The operator of a regency."""
    return await world.caller("32.04", "operator")


@pytest_asyncio.fixture(scope="session")
async def city(world: World) -> Caller:
    """The operator of another tenant."""
    return await world.caller("32.73", "operator")


@pytest_asyncio.fixture(scope="session")
async def province(world: World) -> Caller:
    """A verifier of the province."""
    return await world.caller("32", "verifier")


async def case(caller: Caller, known: str, **fields: Any) -> dict[str, Any]:
    """A case with a public warning."""
    body = {"url": address(known), "public_warning": "Akun ini palsu.", **fields}
    answer = await caller.post("/v1/impersonations", body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


class TestOfficial:
    async def test_answers_as_the_contract_says(
        self, api: AsyncClient, regency: Caller, province: Caller
    ) -> None:
        name = handle()
        verified = await verify(province, await register(regency, handle=name))
        url = f"https://instagram.com/{name}?igsh=x"
        found = await asked(api, url=url)
        assert set(found) == FIELDS
        assert found == {
            "url": url,
            "platform": "instagram",
            "handle": name,
            "state": "official",
            "tenant": {"code": "32.04", "name": found["tenant"]["name"]},
            "name": "Pemkab Contoh",
            "since": verified["verified_at"],
            **dict.fromkeys(("until", "ended", "now_at", "warning")),
        }
        assert found["tenant"]["name"]

    async def test_by_handle_and_without_a_scheme(
        self, api: AsyncClient, regency: Caller, province: Caller
    ) -> None:
        name = handle()
        await verify(province, await register(regency, handle=name))
        found = await asked(api, platform="instagram", handle=f"@{name.upper()}")
        assert (found["state"], found["url"]) == ("official", address(name))
        assert await state_of(api, url=f"instagram.com/{name}") == "official"
        assert await state_of(api, platform="tiktok", handle=name) == "unknown"

    async def test_pending_ones_are_unknown(self, api: AsyncClient, regency: Caller) -> None:
        """To ask reveals nothing of what somebody registered."""
        name = handle()
        nobody = await asked(api, url=address(name))
        await register(regency, handle=name)
        assert await asked(api, url=address(name)) == nobody
        assert nobody["state"] == "unknown"

    async def test_a_website_below_its_host(
        self, api: AsyncClient, regency: Caller, province: Caller
    ) -> None:
        host = f"u{uuid4().hex[:12]}.example"
        fields = {"platform": "website", "handle": None}
        await verify(province, await register(regency, url=f"https://{host}/", **fields))
        found = await asked(api, url=f"http://www.{host}/berita/1?a=b")
        assert (found["state"], found["platform"], found["handle"]) == ("official", "website", None)
        for url in (f"https://dinas.{host}/", f"https://{host}:8443/", f"https://{host}./"):
            assert await state_of(api, url=url) == "unknown"

    async def test_another_platforms_address_below_a_strangers_host(
        self, api: AsyncClient, regency: Caller, province: Caller
    ) -> None:
        host = f"u{uuid4().hex[:12]}.example"
        fields = {"platform": "other", "handle": None}
        await verify(province, await register(regency, url=f"https://{host}/@Kab", **fields))
        assert await state_of(api, url=f"https://{host}/@Kab/?x=1") == "official"
        for url in (f"https://{host}/", f"https://{host}/@kab", f"https://{host}/@Kab/1"):
            assert await state_of(api, url=url) == "unknown"

    async def test_an_outlet_by_its_name(
        self, api: AsyncClient, regency: Caller, province: Caller
    ) -> None:
        name = f"Radio {uuid4().hex[:8]}"
        await verify(province, await register(regency, platform="radio", handle=name))
        found = await asked(api, platform="radio", handle=name.upper())
        assert (found["state"], found["url"]) == ("official", None)


class TestLookAlikes:
    async def test_none_passes_as_official(
        self, api: AsyncClient, regency: Caller, province: Caller
    ) -> None:
        real = await self._real_ones(regency, province)
        assert await state_of(api, platform="instagram", handle="kab.contoh") == "official"
        tried = 0
        for url in LOOK_ALIKES:
            found = await asked(api, url=url)
            assert found["state"] == "unknown", ascii(url)
            assert (found["tenant"], found["name"]) == (None, None)
            tried += 1
        assert tried >= 100
        for channel in real:  # other tests may want these names
            await moved(regency, channel, "archive")

    async def _real_ones(self, regency: Caller, province: Caller) -> list[dict[str, Any]]:
        """The accounts that the look-alikes are taken for."""
        names = dict.fromkeys(("instagram", "threads", "tiktok"), "kab.contoh")
        names |= {"x": "kab_contoh", "telegram": "kab_contoh"}
        names |= {"facebook": "kabcontoh", "youtube": "kabcontoh"}
        made = [await register(regency, platform=p, handle=name) for p, name in names.items()]
        site: dict[str, Any] = {
            "platform": "website",
            "url": "https://kab.contoh.example/",
            "handle": None,
        }
        made.append(await register(regency, **site))
        return [await verify(province, channel) for channel in made]

    async def test_says_of_which_platform_a_page_is(self, api: AsyncClient) -> None:
        found = await asked(api, url="https://x.com/kab_contoh/status/17")
        assert (found["state"], found["platform"], found["handle"]) == ("unknown", "x", None)


class TestFormer:
    async def test_a_renamed_one_names_where_it_is_now(
        self, api: AsyncClient, regency: Caller, province: Caller
    ) -> None:
        old, new = handle(), handle()
        channel = await verify(province, await register(regency, handle=old))
        pending = await change(regency, channel, handle=new)
        assert await state_of(api, url=address(old)) == "official"
        assert await state_of(api, url=address(new)) == "unknown"
        again = await verify(province, pending)
        found = await asked(api, url=address(old))
        assert (found["state"], found["ended"]) == ("former", "renamed")
        assert (found["since"], found["until"]) == (channel["verified_at"], again["verified_at"])
        assert found["now_at"] == {
            "platform": "instagram",
            "url": address(new),
            "handle": new,
            "name": again["name"],
        }
        assert await state_of(api, url=address(new)) == "official"

    async def test_suspended_and_archived_ones_are_nowhere(
        self, api: AsyncClient, regency: Caller, province: Caller
    ) -> None:
        for ending in ("suspended", "archived"):
            name = handle()
            verified = await verify(province, await register(regency, handle=name))
            if ending == "suspended":
                await suspend(province, verified)
            else:
                await moved(regency, verified, "archive")
            found = await asked(api, url=address(name))
            assert (found["state"], found["ended"], found["now_at"]) == ("former", ending, None)

    async def test_a_reinstated_one_is_official(
        self, api: AsyncClient, regency: Caller, province: Caller
    ) -> None:
        name = handle()
        verified = await verify(province, await register(regency, handle=name))
        back = await moved(province, await suspend(province, verified), "reinstate")
        found = await asked(api, url=address(name))
        assert (found["state"], found["since"]) == ("official", back["verified_at"])

    async def test_who_has_it_now_counts(
        self, api: AsyncClient, regency: Caller, city: Caller, province: Caller
    ) -> None:
        name = handle()
        channel = await verify(province, await register(regency, handle=name))
        await verify(province, await change(regency, channel, handle=handle()))
        await verify(province, await register(city, handle=name))
        found = await asked(api, url=address(name))
        assert (found["state"], found["tenant"]["code"]) == ("official", "32.73")


class TestAtATime:
    async def test_what_it_was_then(
        self, api: AsyncClient, regency: Caller, city: Caller, province: Caller, superuser_url: str
    ) -> None:
        name = handle()
        first = await verify(province, await register(regency, handle=name))
        age(superuser_url, first, 300)
        gone = await moved(regency, first, "archive")
        age(superuser_url, gone, 100)
        second = await verify(province, await register(city, handle=name))
        age(superuser_url, second, 50)
        now = datetime.now(UTC).isoformat()
        states = {
            500: ("unknown", None),
            399: ("official", "32.04"),
            200: ("official", "32.04"),
            99: ("former", "32.04"),
            51: ("former", "32.04"),
            49: ("official", "32.73"),
            0: ("official", "32.73"),
        }
        for days, expected in states.items():
            at = before(now, days=days, minutes=1)
            found = await asked(api, url=address(name), at=at)
            tenant = found["tenant"]["code"] if found["tenant"] else None
            assert (found["state"], tenant) == expected, days
        then = await asked(api, url=address(name), at=before(now, days=200))
        assert (then["ended"], then["until"] is None) == ("archived", False)

    async def test_at_the_end_of_one_of_the_provinces_days(
        self, api: AsyncClient, regency: Caller, province: Caller, superuser_url: str
    ) -> None:
        name = handle()
        verified = await verify(province, await register(regency, handle=name))
        age(superuser_url, verified, 10)
        jakarta = datetime.fromisoformat(verified["verified_at"]) + timedelta(hours=7)
        day = (jakarta - timedelta(days=10)).date()
        assert await state_of(api, url=address(name), at=day.isoformat()) == "official"
        earlier = (day - timedelta(days=1)).isoformat()
        assert await state_of(api, url=address(name), at=earlier) == "unknown"
        today = (datetime.now(UTC) + timedelta(hours=7)).date().isoformat()
        assert await state_of(api, url=address(name), at=today) == "official"

    @pytest.mark.parametrize("at", ["2999-01-01", "2999-01-01T00:00:00Z", "9999-12-31"])
    async def test_the_future_is_not_known(self, api: AsyncClient, at: str) -> None:
        answer = await api.get(f"{LIST}/lookup", params={"url": address("a"), "at": at})
        assert refused(answer) == [("?at", "in-the-future")]

    @pytest.mark.parametrize("at", ["0001-01-01", "0001-01-01T00:00:00+14:00"])
    async def test_before_anything_was(self, api: AsyncClient, at: str) -> None:
        assert await state_of(api, url=address("a"), at=at) == "unknown"

    @pytest.mark.parametrize(
        "at", ["kemarin", "2026-10-01T08:00:00", "2026-10-01T00:00:00", "2026-13-01", "1700000000"]
    )
    async def test_what_is_no_moment(self, api: AsyncClient, at: str) -> None:
        answer = await api.get(f"{LIST}/lookup", params={"url": address("a"), "at": at})
        assert answer.status_code == 422


class TestImpersonators:
    async def test_the_public_is_warned(self, api: AsyncClient, regency: Caller) -> None:
        name = handle()
        await case(regency, name, name="Pemkab C0ntoh")
        found = await asked(api, url=address(name))
        assert (found["state"], found["warning"]) == ("impersonator", "Akun ini palsu.")
        assert (found["tenant"]["code"], found["name"]) == ("32.04", "Pemkab C0ntoh")
        assert found["handle"] == name

    async def test_a_case_without_warning_says_nothing(
        self, api: AsyncClient, regency: Caller
    ) -> None:
        name = handle()
        await case(regency, name, public_warning=None)
        assert await state_of(api, url=address(name)) == "unknown"

    async def test_a_warning_counts_before_what_it_was_once(
        self, api: AsyncClient, regency: Caller, province: Caller
    ) -> None:
        """A handle that was given up is what an impersonator takes."""
        name = handle()
        verified = await verify(province, await register(regency, handle=name))
        await moved(regency, verified, "archive")
        await case(regency, name)
        assert await state_of(api, url=address(name)) == "impersonator"

    async def test_an_official_one_counts_before_a_case(
        self, api: AsyncClient, regency: Caller, city: Caller, province: Caller
    ) -> None:
        name = handle()
        await case(city, name)
        await verify(province, await register(regency, handle=name))
        found = await asked(api, url=address(name))
        assert (found["state"], found["tenant"]["code"]) == ("official", "32.04")

    async def test_a_warning_that_was_refuted_does_not_come_back(
        self, api: AsyncClient, regency: Caller, city: Caller, province: Caller
    ) -> None:
        """The account that somebody warned of was verified, and then given up for another one."""
        old = handle()
        made = await case(city, old)
        warned = datetime.now(UTC).isoformat()
        channel = await verify(province, await register(regency, handle=old))
        await verify(province, await change(regency, channel, handle=handle()))
        found = await asked(api, url=address(old))
        assert (found["state"], found["tenant"]["code"]) == ("former", "32.04")
        assert await state_of(api, url=address(old), at=warned) == "impersonator"
        path = f"/v1/impersonations/{made['id']}"
        anew = await city.patch(path, {"public_warning": "Kini palsu."}, made["version"])
        assert anew.status_code == 200
        assert await state_of(api, url=address(old)) == "impersonator"

    async def test_what_was_verified_by_mistake_is_warned_of_again(
        self, api: AsyncClient, regency: Caller, city: Caller, province: Caller
    ) -> None:
        name = handle()
        await case(city, name)
        verified = await verify(province, await register(regency, handle=name))
        assert await state_of(api, url=address(name)) == "official"
        await suspend(province, verified)
        assert await state_of(api, url=address(name)) == "impersonator"

    async def test_only_while_it_was_told(self, api: AsyncClient, regency: Caller) -> None:
        name = handle()
        made = await case(regency, name)
        earlier = before(made["created_at"], minutes=1)
        assert await state_of(api, url=address(name), at=earlier) == "unknown"
        now = datetime.now(UTC).isoformat()
        path = f"/v1/impersonations/{made['id']}"
        changed = await regency.patch(path, {"status": "dismissed"}, made["version"])
        assert changed.status_code == 200
        assert await state_of(api, url=address(name)) == "unknown"
        assert await state_of(api, url=address(name), at=now) == "impersonator"


class TestQuery:
    @pytest.mark.parametrize(
        "params",
        [
            {},
            {"platform": "x"},
            {"handle": "a"},
            {"url": "https://x.com/a", "handle": "a"},
            {"url": "https://x.com/a", "platform": "x"},
            {"url": "https://x.com/a", "platform": "x", "handle": "a"},
        ],
        ids=lambda params: "-".join(params) or "nothing",
    )
    async def test_url_or_platform_and_handle(
        self, api: AsyncClient, params: dict[str, str]
    ) -> None:
        assert refused(await api.get(f"{LIST}/lookup", params=params)) == [("?url", "one-of")]

    async def test_what_is_no_parameter(self, api: AsyncClient) -> None:
        answer = await api.get(f"{LIST}/lookup", params={"url": address("a"), "tenant": "32.04"})
        assert refused(answer) == [("?tenant", "extra-forbidden")]

    @pytest.mark.parametrize("handle", ["\x00", "a\x00b", "Radio\x00", "\ud7ff", "' or 1=1"])
    @pytest.mark.parametrize("platform", ["x", "radio", "website", "other"])
    async def test_nonsense_is_unknown(self, api: AsyncClient, platform: str, handle: str) -> None:
        answer = await api.get(f"{LIST}/lookup", params={"platform": platform, "handle": handle})
        assert answer.status_code in {200, 422}, answer.text
        if answer.status_code == 200:
            assert answer.json()["state"] == "unknown"

    async def test_may_be_kept_for_a_while(self, api: AsyncClient) -> None:
        path = f"{LIST}/lookup?url={address('a')}"
        answer = await api.get(path)
        assert answer.headers["cache-control"].startswith("public, max-age=30,")
        again = await api.get(path, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


class TestList:
    async def test_shows_what_is_official_and_no_more(
        self, api: AsyncClient, regency: Caller, city: Caller, province: Caller
    ) -> None:
        names = [handle() for _ in range(3)]
        verified = await verify(province, await register(regency, handle=names[0]))
        await register(regency, handle=names[1])
        await verify(province, await register(city, handle=names[2], platform="tiktok"))
        rows = (await api.get(LIST, params={"limit": 200})).json()["data"]
        mine = next(row for row in rows if row["handle"] == names[0])
        assert mine == {
            "tenant": mine["tenant"],
            "platform": "instagram",
            "url": address(names[0]),
            "handle": names[0],
            "name": "Pemkab Contoh",
            "since": verified["verified_at"],
        }
        assert mine["tenant"]["code"] == "32.04"
        assert names[1] not in {row["handle"] for row in rows}
        params: dict[str, Any] = {"limit": 200, "tenant": "32.73", "platform": "tiktok"}
        filtered = (await api.get(LIST, params=params)).json()["data"]
        assert names[2] in {row["handle"] for row in filtered}
        assert {(row["tenant"]["code"], row["platform"]) for row in filtered} == {
            ("32.73", "tiktok")
        }
        nobody = await api.get(LIST, params={"tenant": "32.99"})
        assert nobody.json()["data"] == []

    async def test_pages(self, api: AsyncClient, regency: Caller, province: Caller) -> None:
        names = [handle() for _ in range(3)]
        for name in names:
            await verify(province, await register(regency, handle=name))
        found: list[str] = []
        params: dict[str, Any] = {"limit": 1, "tenant": "32.04", "include": "total"}
        for _ in names:
            answer = await api.get(LIST, params=params)
            page = answer.json()
            assert 'rel="next"' in answer.headers["link"]
            assert page["total"] >= 3
            found += [row["handle"] for row in page["data"]]
            params["cursor"] = page["next_cursor"]
        assert found == names[::-1]
