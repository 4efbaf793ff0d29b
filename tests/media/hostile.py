"""A hundred files as attackers and careless people send them, made here; none of them is stored."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tests.media import samples
from tests.media.samples import HTML, SVG, XLSX, box

JPEG, PNG, WEBP, GIF = "image/jpeg", "image/png", "image/webp", "image/gif"
PDF, MP4, CSV, OGG, M4A = "application/pdf", "video/mp4", "text/csv", "audio/ogg", "audio/mp4"
PLACE = b"-06.9175+107.6191/"
PAYLOAD = b"<script>alert('RUMAHSAKSI')</script>"
# What must not come out, wherever it went in.
FORBIDDEN = (*samples.SECRETS, PLACE, PAYLOAD, HTML, SVG)
_EICAR = (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}", b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
EICAR = b"".join(_EICAR)  # in two pieces, so that no scanner takes this file for it
TRUE = {
    JPEG: samples.picture("JPEG"),
    PNG: samples.picture("PNG"),
    WEBP: samples.picture("WEBP"),
    GIF: samples.picture("GIF"),
    PDF: samples.PDF,
    MP4: samples.video(),
    XLSX: samples.workbook(),
    OGG: samples.voice(),
    M4A: samples.sound(),
}


@dataclass(frozen=True)
class Hostile:
    """A file, and how it may end: refused with one of these codes, or `ready` without its poison.

    `sent`: what is uploaded in the place of what was announced.
    """

    name: str
    content_type: str
    data: bytes
    ends: tuple[str, ...]
    sent: bytes | None = None
    keeps: bytes = b""  # a large picture that lies on its side still says so

    @property
    def purpose(self) -> str:
        return "claim" if self.content_type in {OGG, M4A} else "attachment"


def _short(content_type: str) -> str:
    return content_type.replace("/", "-")[-10:]


def _markup() -> Iterator[Hostile]:
    wide = b"\xff\xfe" + HTML.decode().encode("utf-16-le")
    for content_type in (JPEG, PNG, WEBP, GIF, PDF, MP4, CSV):
        yield Hostile(f"svg-as-{_short(content_type)}", content_type, SVG, ("markup",))
        yield Hostile(f"html-as-{_short(content_type)}", content_type, HTML, ("markup",))
    yield Hostile("wide-html", CSV, wide, ("markup",))
    yield Hostile("xml", CSV, b"\n <?xml version='1.0'?><svg/>", ("markup",))


def _disguised() -> Iterator[Hostile]:
    kinds = list(TRUE)
    for step in (1, 2, 4):
        for number, content_type in enumerate(kinds):
            other = kinds[(number + step) % len(kinds)]
            name = f"{_short(other)}-as-{_short(content_type)}"
            yield Hostile(name, content_type, TRUE[other], ("type-mismatch",))
    for content_type in (PNG, PDF, MP4):
        ends = ("type-mismatch", "not-utf-8")
        yield Hostile(f"{_short(content_type)}-as-csv", CSV, TRUE[content_type], ends)
    yield Hostile("program", PDF, b"MZ" + bytes(200), ("type-mismatch",))


def _broken() -> Iterator[Hostile]:
    long = TRUE | {JPEG: samples.noise("JPEG"), PNG: samples.noise(), WEBP: samples.noise("WEBP")}
    long |= {GIF: samples.noise("GIF")}
    for content_type, data in long.items():
        cut = data[: len(data) * 2 // 3]
        yield Hostile(f"cut-{_short(content_type)}", content_type, cut, ("damaged",))
        yield Hostile(f"a-byte-{_short(content_type)}", content_type, data[:1], ("type-mismatch",))
    yield Hostile("half-a-letter", CSV, samples.CSV + b"\xc3", ("not-utf-8",))
    yield Hostile("empty", PNG, TRUE[PNG], ("size-mismatch",), b"")
    yield Hostile("longer", PNG, TRUE[PNG], ("size-mismatch",), TRUE[PNG] + b"x")
    yield Hostile("another", PNG, TRUE[PNG], ("sha256-mismatch",), TRUE[PNG][:-1] + b"\0")


def _vast_gif() -> bytes:
    screen = b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0, 0, 0)
    return screen + b"," + struct.pack("<HHHHB", 0, 0, 65535, 65535, 0) + b"\x02\x02\x4c\x01\x00;"


def _vast_jpeg() -> bytes:
    return TRUE[JPEG].replace(struct.pack(">HH", 30, 40), struct.pack(">HH", 65000, 65000), 1)


def _vast_webp() -> bytes:
    frame = TRUE[WEBP][12:]
    vast = b"VP8X" + struct.pack("<I", 10) + bytes(4) + b"\xff\x3f\x00\xff\x3f\x00"
    return b"RIFF" + struct.pack("<I", 4 + len(vast + frame)) + b"WEBP" + vast + frame


def _zip_bomb() -> bytes:
    zeros = bytes(60 * 1024 * 1024)
    return samples.workbook(**{f"bomb{number}_xml": zeros for number in range(6)})


def _bombs() -> Iterator[Hostile]:
    yield Hostile("50000x50000", PNG, samples.bomb(), ("too-many-pixels",))
    yield Hostile("10000x5001", PNG, samples.bomb(10_000, 5_001), ("too-many-pixels",))
    yield Hostile("vast-gif", GIF, _vast_gif(), ("too-many-pixels", "damaged"))
    yield Hostile("vast-jpeg", JPEG, _vast_jpeg(), ("too-many-pixels",))
    yield Hostile("vast-webp", WEBP, _vast_webp(), ("too-many-pixels", "damaged"))
    for kind, content_type in (("GIF", GIF), ("PNG", PNG), ("WEBP", WEBP)):
        many = samples.picture(kind, (8, 8), frames=501)
        yield Hostile(f"frames-{kind}", content_type, many, ("too-many-frames",))
    yield Hostile(
        "large-frames", GIF, samples.picture("GIF", (2000, 2000), 13), ("too-many-frames",)
    )
    yield Hostile("zip-bomb", XLSX, _zip_bomb(), ("too-heavy",))
    yield Hostile("nested", XLSX, samples.workbook(a_xml=_zip_bomb()), ("embedded-files",))
    parts = {f"part{number}_xml": b"" for number in range(5_000)}
    yield Hostile("many-parts", XLSX, samples.workbook(**parts), ("too-heavy",))


def _doers() -> Iterator[Hostile]:
    script = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
    for name, data in {
        "pdf-script": samples.pdf("/OpenAction 4 0 R", script),
        "pdf-hidden-script": samples.hidden(script),
        "pdf-launch": samples.pdf("", b"<</S/Launch/F(cmd.exe)>>"),
    }.items():
        yield Hostile(name, PDF, data, ("scripts",))
    attached = samples.pdf("", b"<</Type/Filespec/EF<</F 5 0 R>>>>")
    yield Hostile("pdf-attachment", PDF, attached, ("embedded-files",))
    yield Hostile("pdf-locked", PDF, samples.locked(), ("password-protected",))
    yield Hostile("macros", XLSX, samples.workbook(vbaProject_bin=b"x"), ("macros",))
    yield Hostile(
        "old-workbook", XLSX, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("old-or-protected-workbook",)
    )


def _polyglots() -> Iterator[Hostile]:
    for content_type, kind in ((JPEG, "JPEG"), (PNG, "PNG"), (WEBP, "WEBP"), (GIF, "GIF")):
        data = samples.noise(kind)
        for tail in (PAYLOAD, samples.workbook() + PAYLOAD, samples.PDF + PAYLOAD):
            name = f"{kind}-and-{len(tail)}"
            yield Hostile(name, content_type, data + tail, ("ready", "damaged"))


def _places() -> Iterator[Hostile]:
    told = box(b"udta", box(b"\xa9xyz", PLACE) + box(b"loci", PLACE)) + box(b"uuid", samples.XMP)
    data = box(b"mdat", b"data")
    for content_type, kind in ((JPEG, "JPEG"), (PNG, "PNG"), (WEBP, "WEBP"), (GIF, "GIF")):
        yield Hostile(f"place-{kind}", content_type, samples.photo(kind), ("ready",))
    for kind, content_type in (("GIF", GIF), ("WEBP", WEBP), ("PNG", PNG)):
        moving = samples.photo(kind, (64, 48), frames=3)
        yield Hostile(f"place-moving-{kind}", content_type, moving, ("ready",))
    movie = samples.video(b"isom", samples.index(samples.track(), told), data)
    yield Hostile("place-mp4", MP4, movie, ("ready",))
    yield Hostile("place-m4a", M4A, samples.sound(told), ("ready",))
    yield Hostile("place-ogg", OGG, samples.voice(b"GEO=" + PLACE), ("ready",))
    camera = samples.video(b"isom", samples.index(samples.track(), samples.track(b"meta")), data)
    yield Hostile("place-track", MP4, camera, ("other-tracks",))
    picture = samples.stream("/Subtype/Image", samples.photo("JPEG"))
    yield Hostile("place-pdf", PDF, samples.pdf("", picture), ("location",))
    sheet = samples.workbook(**{"media/image1_jpeg": samples.photo("JPEG")})
    yield Hostile("place-xlsx", XLSX, sheet, ("location",))


def files() -> list[Hostile]:
    """All of them, but for the virus."""
    every = (_markup, _disguised, _broken, _bombs, _doers, _polyglots, _places)
    return [file for make in every for file in make()]


def few() -> list[Hostile]:
    """Two of each sort, the light ones: for every run of the tests."""
    light = (_markup, _disguised, _broken, _doers)
    chosen = [file for make in light for file in islice(make(), 3)]
    return [*chosen, *islice(_bombs(), 1), *islice(_polyglots(), 3), *islice(_places(), 4, None)]
