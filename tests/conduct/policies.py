"""Policies, as tests write, activate and acknowledge them."""

from typing import Any

from httpx2 import Response

from tests.world import Caller, World

LIST = "/v1/policies"
KIND = {"code": "berita-bohong", "title": "Berita bohong", "description": "Kabar tidak benar."}
Json = dict[str, Any]


def body(**changes: Any) -> Json:
    return {
        "title": "Pedoman bermedia sosial",
        "body": "Tulis yang **jelas**.",
        "kinds": [KIND],
        **changes,
    }


async def drafted(world: World, **changes: Any) -> Json:
    """A new draft of the province."""
    admin = await world.caller("32", "admin")
    answer = await admin.post(LIST, body(**changes))
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def activated(world: World, **changes: Any) -> Json:
    """A new revision in force, which nobody has acknowledged."""
    admin = await world.caller("32", "admin")
    draft = await drafted(world, **changes)
    answer = await verb(admin, draft, "activate")
    assert answer.status_code == 200, answer.text
    made: Json = answer.json()
    return made


async def verb(caller: Caller, policy: Json, name: str, **options: Any) -> Response:
    """Activate or acknowledge a policy, as somebody who read this version of it."""
    options.setdefault("version", policy["version"])
    return await caller.post(f"{LIST}/{policy['id']}/{name}", **options)


async def acknowledged(caller: Caller, policy: Json) -> Json:
    answer = await verb(caller, policy, "acknowledge")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found
