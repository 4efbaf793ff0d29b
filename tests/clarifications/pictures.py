"""Clarifications with pictures, and what anybody can see of them."""

import hashlib
import io
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urlsplit

from httpx2 import AsyncClient, Response
from procrastinate import JobContext
from psycopg.types.json import Jsonb

from api.clarifications import tasks
from api.jobs.queue import Runtime
from api.media.showcase import Showcase
from api.media.store import Store
from tests.clarifications.bodies import published
from tests.media import samples
from tests.media.uploads import announce, ask, read
from tests.world import Caller, World

Json = dict[str, Any]
PUBLIC = "/v1/public/clarifications"
SHARED = "/v1/shared/clarifications"


@dataclass
class Stock:
    """Makes assets that are ready, as the check leaves them, without the check."""

    store: Store
    superuser_url: str

    async def ready(self, caller: Caller, **changed: Any) -> Json:
        """A picture of 700 x 500 pixels in three sizes."""
        data = samples.noise("PNG", (700, 500))
        made = await announce(caller, data, purpose="infographic", **changed)
        folder = f"{caller.tenant}/{made['id']}"
        whole = await self._put(folder, "", "image/png", data)
        sizes = [
            ("image/webp", (320, 229), samples.picture("WEBP", (320, 229))),
            ("image/jpeg", (640, 457), samples.picture("JPEG", (640, 457))),
        ]
        variants = []
        for content_type, (width, height), smaller in sizes:
            key = await self._put(folder, f"-{width}.x", content_type, smaller)
            size = {"width": width, "height": height, "size": len(smaller)}
            variants.append({"key": key, "content_type": content_type, **size})
        await ask(
            self.superuser_url,
            """update asset set status = 'ready', width = 700, height = 500, blurhash = 'LEHV6n',
            media_key = %(key)s, variants = %(variants)s, version = 2
            where id = %(id)s returning 1""",
            key=whole,
            variants=Jsonb(variants),
            id=made["id"],
        )
        return await read(caller, made["id"])

    async def document(self, caller: Caller) -> Json:
        """A file that is no picture."""
        made = await announce(caller, samples.PDF, content_type="application/pdf", alt=None)
        ready = """update asset set status = 'ready', media_key = 'x', variants = '[]'
            where id = %(id)s returning 1"""
        await ask(self.superuser_url, ready, id=made["id"])
        return await read(caller, made["id"])

    async def _put(self, folder: str, ending: str, content_type: str, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        key = f"{folder}/{digest}{ending}"
        await self.store.put_media(key, io.BytesIO(data), content_type, digest)
        return key


async def with_picture(world: World, stock: Stock, **changed: Any) -> tuple[Json, Json]:
    """A published clarification that has a cover, and the cover; its job waits."""
    asset = await stock.ready(await world.caller("32.04", "operator"))
    named = {"asset_ids": [asset["id"]], "cover_asset_id": asset["id"], **changed}
    return await published(world, **named), asset


async def public(api: AsyncClient, row: Json) -> Json:
    """What anybody reads."""
    answer = await api.get(f"{PUBLIC}/{row['slug']}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def look_at(api: AsyncClient, url: str) -> Response:
    """A picture by its whole address, of the application."""
    assert url.startswith(str(api.base_url))
    return await api.get(urlsplit(url).path)


def addresses(shown: Json) -> list[str]:
    """All pictures that a public answer names."""
    return [*(v["url"] for v in shown["cover"]["variants"]), shown["share"]["image_url"]]


async def stored(showcase: Showcase, row: Json, *assets: Json) -> list[str]:
    """The keys of the public bucket that belong to a clarification and its pictures."""
    names = (row["number"], *(asset["id"] for asset in assets))
    return [key for name in names for key in await showcase.keys(f"{row['tenant']}/{name}/")]


async def show(runtime: Runtime, row: Json) -> None:
    """Run the job of one clarification, now and here."""
    place = runtime.directory.by_code(row["tenant"])
    assert place
    await tasks.show.func(context_of(runtime), tenant=str(place.id), clarification=row["id"])


def context_of(runtime: Runtime) -> JobContext:
    """As the worker gives it to a job."""
    return cast("JobContext", SimpleNamespace(additional_context={"runtime": runtime}))
