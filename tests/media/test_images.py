"""Pictures made anew: what stays, what goes, what they look like."""

import io
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageSequence, ImageStat

from api.media import images
from api.media.findings import Findings, Refusal, RefusedError
from api.media.variants import Output
from tests.media import samples

KINDS = ["JPEG", "PNG", "WEBP", "GIF"]


def remade(data: bytes, kind: str) -> tuple[Findings, list[bytes]]:
    """What was found, and the bytes of each copy."""
    written = io.BytesIO()
    found = images.remake(io.BytesIO(data), kind, Output(written))
    written.seek(0)
    copies = [written.read(copy.size) for copy in found.copies]
    assert not written.read()
    return found, copies


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def scene(size: tuple[int, int] = (1500, 1000)) -> Image.Image:
    """Red in the upper left corner, blue below."""
    picture = Image.new("RGB", size, (240, 240, 230))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, size[0] // 4, size[1] // 4), fill=(200, 20, 20))
    draw.rectangle((0, size[1] // 2, size[0], size[1]), fill=(20, 60, 180))
    return picture


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are apart on average, of 255."""
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


class TestStills:
    @pytest.mark.parametrize("kind", KINDS)
    def test_keep_type_size_and_look(self, kind: str) -> None:
        found, copies = remade(encoded(scene(), kind), kind)
        kept = opened(copies[0])
        assert (kept.format, kept.size) == (kind, (1500, 1000))
        assert difference(kept, scene()) < 4
        assert (found.width, found.height) == (1500, 1000)

    @pytest.mark.parametrize("kind", KINDS)
    def test_keep_nothing_beside_their_pixels(self, kind: str) -> None:
        _, copies = remade(samples.photo(kind, (1500, 1000)) + b"RUMAHSAKSI", kind)
        for copy in copies:
            assert not [text for text in samples.SECRETS if text in copy]
            picture = opened(copy)
            assert not dict(picture.getexif())
            left = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive"}
            left |= {"progression", "loop", "background", "version", "duration"}
            assert set(picture.info) <= left

    @pytest.mark.parametrize("orientation", range(1, 9))
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_stand_upright(self, kind: str, orientation: int) -> None:
        # Turned so that a viewer who obeys the tag sees the scene.
        ways = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
        lying = scene((400, 200))
        if orientation in ways:
            lying = lying.transpose(Image.Transpose(ways[orientation]))
        tag = Image.Exif()
        tag[0x0112] = orientation
        found, copies = remade(encoded(lying, kind, exif=tag), kind)
        assert (found.width, found.height) == (400, 200)
        for copy in copies:
            shown = opened(copy).convert("RGB")
            assert shown.getpixel((10, 10))[0] > 150  # type: ignore[index]
            assert shown.getpixel((10, shown.height - 10))[2] > 140  # type: ignore[index]
            assert 0x0112 not in opened(copy).getexif()

    def test_too_large_to_turn_keep_the_tag_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(images, "_MOST_TURNED", 1000)
        tag = Image.Exif()
        tag[0x0112], tag[0x010F] = 6, "RUMAHSAKSI"
        lying = scene((400, 200)).transpose(Image.Transpose.ROTATE_90)
        found, copies = remade(encoded(lying, "JPEG", exif=tag), "JPEG")
        assert (found.width, found.height) == (400, 200)
        assert dict(opened(copies[0]).getexif()) == {0x0112: 6}
        assert opened(copies[1]).size == (320, 160)
        assert not dict(opened(copies[1]).getexif())

    def test_are_srgb_afterwards(self) -> None:
        # Pillow makes no wide profile; one that does not fit must not stop anything.
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        for profile in (b"nonsense", lab.tobytes()):
            _, copies = remade(encoded(scene(), "PNG", icc_profile=profile), "PNG")
            assert difference(opened(copies[0]), scene()) == 0
            assert "icc_profile" not in opened(copies[0]).info

    def test_in_printers_colours_become_rgb(self) -> None:
        found, copies = remade(encoded(scene().convert("CMYK"), "JPEG"), "JPEG")
        assert found.width == 1500
        assert opened(copies[0]).mode == "RGB"
        assert difference(opened(copies[0]), scene()) < 3

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA"])
    def test_of_every_sort_keep_it(self, mode: str) -> None:
        grey = Image.linear_gradient("L").resize((700, 500))
        picture = grey.convert("I").point(lambda v: v * 256) if mode == "I;16" else grey
        picture = picture.convert(mode)
        _, copies = remade(encoded(picture, "PNG"), "PNG")
        kept = opened(copies[0])
        assert kept.mode == mode
        assert kept.tobytes() == picture.tobytes()
        variant = opened(copies[1]).convert("L")
        assert variant.getpixel((10, 5)) < 40  # type: ignore[operator]
        assert variant.getpixel((10, variant.height - 5)) > 215  # type: ignore[operator]

    def test_see_through_stays_so_but_in_jpeg(self) -> None:
        glass = Image.new("RGBA", (700, 500), (255, 0, 0, 0))
        _, copies = remade(encoded(glass, "PNG"), "PNG")
        assert opened(copies[0]).getpixel((9, 9)) == (255, 0, 0, 0)
        assert opened(copies[1]).convert("RGBA").getpixel((9, 9))[3] == 0  # type: ignore[index]
        assert min(opened(copies[2]).getpixel((9, 9))) > 250  # type: ignore[arg-type]

    def test_lossless_webp_stays_exact(self) -> None:
        _, copies = remade(encoded(scene(), "WEBP", lossless=True), "WEBP")
        assert difference(opened(copies[0]), scene()) == 0


class TestVariants:
    @pytest.mark.parametrize(
        ("width", "expected"),
        [(1281, [1280, 640, 320]), (1280, [640, 320]), (641, [640, 320]), (321, [320]), (320, [])],
        ids=str,
    )
    def test_are_smaller_than_the_picture(self, width: int, expected: list[int]) -> None:
        found, copies = remade(encoded(scene((width, 90)), "PNG"), "PNG")
        made = [(copy.content_type, copy.width) for copy in found.copies[1:]]
        assert made == [(way, w) for w in expected for way in ("image/webp", "image/jpeg")]
        for copy, data in zip(found.copies, copies, strict=True):
            assert opened(data).size == (copy.width, copy.height)

    def test_of_large_pictures_look_like_them(self) -> None:
        _, copies = remade(encoded(scene((5000, 3000)), "PNG"), "PNG")
        assert difference(opened(copies[1]), scene((1280, 768))) < 3

    def test_of_a_thread_are_left_out(self) -> None:
        found, _ = remade(encoded(Image.new("L", (330, 20_000)), "PNG"), "PNG")
        assert len(found.copies) == 1
        assert found.blurhash

    def test_stop_before_they_fill_the_disk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("api.media.variants._MOST", 10_000)
        with pytest.raises(RefusedError) as refused:
            remade(samples.noise(), "PNG")
        assert refused.value.refusal == Refusal.HEAVY


class TestAnimations:
    @pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
    @pytest.mark.parametrize("mode", ["RGB", "RGBA"])
    def test_keep_frames_times_and_loops(self, kind: str, mode: str) -> None:
        ground = (20, 60, 180) if mode == "RGB" else (0, 0, 0, 0)
        frames = []
        for number in range(8):
            frame = Image.new(mode, (400, 300), ground)
            spot = (number * 40, 50, number * 40 + 60, 150)
            ImageDraw.Draw(frame).rectangle(spot, fill=(200, number * 20, 0))
            frames.append(frame)
        times = [100 + 10 * number for number in range(8)]
        more: dict[str, Any] = {"disposal": 2} if mode == "RGBA" and kind != "WEBP" else {}
        more |= {"lossless": True} if kind == "WEBP" else {}
        options = {"save_all": True, "append_images": frames[1:], "duration": times, "loop": 3}
        data = encoded(frames[0], kind, **options, **more)
        if kind == "WEBP":  # Pillow writes no alpha into those of one colour: what it reads counts
            frames = [frame.convert("RGBA") for frame in ImageSequence.Iterator(opened(data))]
        found, copies = remade(data, kind)
        kept = opened(copies[0])
        assert kept.info["loop"] == 3
        for number, frame in enumerate(ImageSequence.Iterator(kept)):
            white = Image.new("RGBA", frame.size, "white")
            plain = Image.alpha_composite(white, frame.convert("RGBA"))
            wanted = Image.alpha_composite(white, frames[number].convert("RGBA"))
            assert difference(plain, wanted) < 4
            assert frame.info["duration"] == times[number]
        assert number == 7
        assert [copy.width for copy in found.copies] == [400, 320, 320]

    def test_a_gif_that_runs_once_runs_once(self) -> None:
        data = samples.picture("GIF", frames=3)
        assert b"NETSCAPE" not in data
        assert b"NETSCAPE" not in remade(data, "GIF")[1][0]

    def test_too_many_pixels_in_all_frames(self) -> None:
        with pytest.raises(RefusedError) as refused:
            remade(samples.picture("GIF", (4000, 4000), 4), "GIF")
        assert refused.value.refusal == Refusal.FRAMES
