import io

from httpx2 import AsyncClient
from PIL import Image

from tests.clarifications.bodies import published
from tests.clarifications.conftest import Work
from tests.clarifications.pictures import addresses, look_at, public
from tests.media.uploads import completed, read
from tests.world import World

GPS = 0x8825  # EXIF tag: where the picture was taken
MODEL = 0x0110


def photo() -> bytes:
    """As a telephone takes it: 1500 x 1000 pixels, and where that was."""
    made, exif = Image.effect_noise((1500, 1000), 60).convert("RGB"), Image.Exif()
    exif[MODEL] = "Telepon Rahasia"
    exif.get_ifd(GPS).update({1: "S", 2: (6.0, 54.0, 0.0), 3: "E", 4: (107.0, 36.0, 0.0)})
    buffer = io.BytesIO()
    made.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


async def test_from_a_telephone_to_everybody(world: World, api: AsyncClient, work: Work) -> None:
    data = photo()
    assert b"Telepon Rahasia" in data
    operator = await world.caller("32.04", "operator")
    made = await completed(operator, data, purpose="cover", content_type="image/jpeg")
    await work()
    asset = await read(operator, made["id"])
    assert asset["status"] == "ready", asset["refusal"]
    row = await published(world, asset_ids=[asset["id"]], cover_asset_id=asset["id"])
    await work()
    shown = await public(api, row)
    cover = shown["cover"]
    assert (cover["width"], cover["height"], len(cover["blurhash"]) > 5) == (1500, 1000, True)
    kinds = {(variant["type"], variant["width"]) for variant in cover["variants"]}
    assert {("image/webp", 640), ("image/jpeg", 640), ("image/jpeg", 1500)} <= kinds
    for url in addresses(shown):
        got = await look_at(api, url)
        assert got.status_code == 200
        assert b"Telepon Rahasia" not in got.content
        with Image.open(io.BytesIO(got.content)) as picture:
            assert dict(picture.getexif()) == {}
