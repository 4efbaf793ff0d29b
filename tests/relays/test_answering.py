"""What the asked government does: acknowledge, complete, decline."""

from typing import Any
from uuid import uuid4

import pytest

from tests.relays.bodies import LIST, done, later, post, relayed, requested, verified_channel
from tests.world import World

PAST = "2026-10-14T11:00:00Z"


class TestAcknowledgeRelay:
    async def test_says_that_it_was_seen(self, world: World) -> None:
        relay = await requested(world)
        operator = await world.caller("32.01", "operator")
        seen = await done(operator, relay, "acknowledge")
        assert (seen["status"], seen["version"]) == ("acknowledged", relay["version"] + 1)
        assert seen["acknowledged_at"].endswith("Z")
        answer = await operator.post(f"{LIST}/{relay['id']}/acknowledge", version=seen["version"])
        problem = answer.json()
        assert (answer.status_code, problem["state"]) == (409, "acknowledged")
        assert problem["allowed"] == ["complete_relay", "decline_relay"]

    async def test_may_be_a_machine(self, world: World) -> None:
        machine = await world.caller("32.01", "client")
        assert (await done(machine, await requested(world), "acknowledge"))["status"] == (
            "acknowledged"
        )


class TestCompleteRelay:
    @pytest.mark.parametrize("first", [None, "acknowledge"], ids=["at-once", "after-seeing"])
    async def test_keeps_where_it_was_posted(self, world: World, first: str | None) -> None:
        relay = await requested(world)
        operator = await world.caller("32.01", "operator")
        if first:
            relay = await done(operator, relay, first)
        channel = await verified_channel(world, "32.01")
        posts = [post(channel_id=channel, posted_at="2026-10-14T18:00:00+07:00"), post()]
        made = await relayed(world, relay, *posts)
        assert (made["status"], made["done_revision"], made["attention"]) == ("relayed", 1, None)
        assert made["closed_at"]
        assert made["posts"] == [
            {"url": posts[0]["url"], "channel_id": channel, "posted_at": PAST},
            {"url": posts[1]["url"], "channel_id": None, "posted_at": None},
        ]

    async def test_again_replaces_them(self, world: World) -> None:
        first = await relayed(world, await requested(world), post(), post())
        again = await relayed(world, first, post())
        assert len(again["posts"]) == 1
        assert again["posts"][0]["url"] not in [one["url"] for one in first["posts"]]
        assert again["closed_at"] == first["closed_at"]

    async def test_the_province_reads_the_posts_without_the_channel(self, world: World) -> None:
        channel = await verified_channel(world, "32.01")
        made = await relayed(
            world, await requested(world), post(channel_id=channel, posted_at=PAST)
        )
        province = await world.caller("32", "viewer")
        told = (await province.get(f"{LIST}/{made['id']}")).json()
        assert told["posts"] == [{**made["posts"][0], "channel_id": None}]

    @pytest.mark.parametrize(
        ("posts", "pointer", "code"),
        [
            ([], "/posts", None),
            ([{"channel_id": None}], "/posts/0/url", None),
            ([post(), post(channel_id=str(uuid4()))], "/posts/1/channel_id", "not-found"),
            ([post(url="https://127.0.0.1/a")], "/posts/0/url", "not-public"),
            ([post(url="ftp://medsos.example/a")], "/posts/0/url", None),
            ([post(url="javascript:alert(1)")], "/posts/0/url", None),
            ([post(posted_at=later(days=1))], "/posts/0/posted_at", "in-the-future"),
            ([post(posted_at="1999-01-01T00:00:00Z")], "/posts/0/posted_at", "too-early"),
            ([post(posted_at="2026-10-14T11:00:00")], "/posts/0/posted_at", None),
            ([post(posted_at=1760000000)], "/posts/0/posted_at", None),
            ([post(caption="x")], "/posts/0/caption", None),
        ],
        ids=[
            *("none", "no-url", "unknown-channel", "private", "ftp", "script"),
            *("future", "ancient", "no-zone", "number", "unknown-field"),
        ],
    )
    async def test_points_at_what_is_wrong(
        self, world: World, posts: list[dict[str, Any]], pointer: str, code: str | None
    ) -> None:
        relay = await requested(world)
        operator = await world.caller("32.01", "operator")
        path = f"{LIST}/{relay['id']}/complete"
        answer = await operator.post(path, {"posts": posts}, version=relay["version"])
        assert answer.status_code == 422, answer.text
        [error] = answer.json()["errors"]
        assert error["pointer"] == pointer
        assert code in {None, error["code"]}

    async def test_only_on_channels_of_its_own_that_are_verified(self, world: World) -> None:
        relay = await requested(world)
        operator = await world.caller("32.01", "operator")
        foreign = await verified_channel(world, "32.73")
        body = {"platform": "x", "handle": f"u{uuid4().hex[:10]}", "name": "Menunggu"}
        pending = (await operator.post("/v1/channels", body)).json()["id"]
        posts = [post(channel_id=foreign), post(channel_id=pending)]
        path = f"{LIST}/{relay['id']}/complete"
        answer = await operator.post(path, {"posts": posts}, version=relay["version"])
        errors = [(error["pointer"], error["code"]) for error in answer.json()["errors"]]
        assert errors == [
            ("/posts/0/channel_id", "not-found"),
            ("/posts/1/channel_id", "not-verified"),
        ]
        again = await operator.get(f"{LIST}/{relay['id']}")
        assert (again.json()["status"], again.json()["posts"]) == ("requested", [])


class TestDeclineRelay:
    async def test_says_why_and_is_the_end(self, world: World) -> None:
        operator = await world.caller("32.01", "operator")
        reason = {"reason": "Tidak menyangkut wilayah kami."}
        gone = await done(operator, await requested(world), "decline", reason)
        assert (gone["status"], gone["reason"]) == ("declined", reason["reason"])
        assert gone["closed_at"]
        for verb, body in (
            ("acknowledge", None),
            ("complete", {"posts": [post()]}),
            ("decline", reason),
        ):
            path = f"{LIST}/{gone['id']}/{verb}"
            answer = await operator.post(path, body, version=gone["version"])
            assert (answer.status_code, answer.json()["allowed"]) == (409, [])

    async def test_needs_a_reason(self, world: World) -> None:
        relay = await requested(world)
        operator = await world.caller("32.01", "operator")
        for body in ({}, {"reason": " "}):
            path = f"{LIST}/{relay['id']}/decline"
            answer = await operator.post(path, body, version=relay["version"])
            assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/reason")

    async def test_not_what_was_relayed(self, world: World) -> None:
        relay = await relayed(world, await requested(world))
        operator = await world.caller("32.01", "operator")
        path = f"{LIST}/{relay['id']}/decline"
        answer = await operator.post(path, {"reason": "x"}, version=relay["version"])
        assert (answer.status_code, answer.json()["allowed"]) == (409, ["complete_relay"])


VERBS = [
    ("acknowledge", None),
    ("complete", {"posts": [{"url": "https://medsos.example/p/1"}]}),
    ("decline", {"reason": "x"}),
]


@pytest.mark.parametrize(("verb", "body"), VERBS, ids=[verb for verb, _ in VERBS])
class TestEveryAnswer:
    async def test_needs_the_version_that_was_read(
        self, world: World, verb: str, body: Any
    ) -> None:
        relay = await requested(world)
        operator = await world.caller("32.01", "operator")
        path = f"{LIST}/{relay['id']}/{verb}"
        assert (await operator.post(path, body)).status_code == 428
        assert (await operator.post(path, body, version=relay["version"] + 1)).status_code == 412

    async def test_is_another_tenants_absence(self, world: World, verb: str, body: Any) -> None:
        relay = await requested(world)
        for code in ("32.73", "32.04", "32"):  # another, who asked, and the province
            caller = await world.caller(code, "operator")
            path = f"{LIST}/{relay['id']}/{verb}"
            answer = await caller.post(path, body, version=relay["version"])
            assert answer.status_code == 404, code

    async def test_needs_the_permission(self, world: World, verb: str, body: Any) -> None:
        relay = await requested(world)
        for role in ("viewer", "admin"):
            caller = await world.caller("32.01", role)
            path = f"{LIST}/{relay['id']}/{verb}"
            answer = await caller.post(path, body, version=relay["version"])
            assert (answer.status_code, answer.json()["permission"]) == (403, "relays:write")

    async def test_a_repeat_is_answered_alike(self, world: World, verb: str, body: Any) -> None:
        relay = await requested(world)
        operator = await world.caller("32.01", "operator")
        path, key = f"{LIST}/{relay['id']}/{verb}", f"k{relay['id']}"
        first, second = [
            await operator.post(path, body, version=relay["version"], key=key) for _ in range(2)
        ]
        assert (first.status_code, first.json()) == (200, second.json())

    async def test_stands_in_the_chain(self, world: World, verb: str, body: Any) -> None:
        relay = await requested(world)
        await done(await world.caller("32.01", "operator"), relay, verb, body)
        admin = await world.caller("32.01", "admin")
        page = await admin.get(f"/v1/audit-events?action={verb}_relay&limit=200")
        assert relay["id"] in {one["subject"] for one in page.json()["data"]}
