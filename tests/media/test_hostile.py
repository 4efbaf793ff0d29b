"""Hostile files on their whole way: announced, in S3, checked by the worker, asked for."""

from collections import Counter

import pytest

from api.settings import Settings
from tests.media import hostile, samples
from tests.media.conftest import Work
from tests.media.hostile import FORBIDDEN
from tests.media.hostile_uploads import assert_harmless, send
from tests.media.uploads import completed, download, read
from tests.world import Caller


class TestHostileFiles:
    async def test_do_no_harm(self, operator: Caller, work: Work, settings: Settings) -> None:
        files = hostile.few()
        sent = [(await send(operator, settings, file), file) for file in files]
        await work()
        ends = [await assert_harmless(operator, settings, made, file) for made, file in sent]
        assert Counter(end == "ready" for end in ends) == {False: 16, True: 9}

    def test_there_are_a_hundred(self) -> None:
        files = hostile.files()
        assert len({file.name for file in files}) == len(files) >= 100

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
    async def test_a_telephones_picture_keeps_its_pixels_alone(
        self, operator: Caller, work: Work, kind: str
    ) -> None:
        data = samples.photo(kind, (1500, 1000))
        assert any(text in data for text in FORBIDDEN)
        made = await completed(operator, data, content_type=f"image/{kind.lower()}")
        await work()
        found = await read(operator, made["id"])
        assert (found["width"], found["height"]) == (1500, 1000)
        assert (found["size"], found["sha256"]) == (made["size"], made["sha256"])
        shown = [(v["content_type"], v["width"], v["height"]) for v in found["variants"]]
        assert shown == [
            (f"image/{way}", width, round(width / 1.5))
            for width in (1280, 640, 320)
            for way in ("webp", "jpeg")
        ]
        for variant in found["variants"]:
            got = await download(variant["url"])
            assert len(got.content) == variant["size"]
            assert got.headers["content-type"] == variant["content_type"]
            assert not [text for text in FORBIDDEN if text in got.content]
        original = await download(found["url"])
        assert original.headers["content-type"] == f"image/{kind.lower()}"
        assert not [text for text in FORBIDDEN if text in original.content]
