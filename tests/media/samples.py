"""Files as people send them, good and bad, made here."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from PIL import Image, ImageCms, PngImagePlugin

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
CSV = b"kode,nama\r\n32.04,Kabupaten Bandung\r\n"


def pdf(catalog: str = "", *objects: bytes) -> bytes:
    """A PDF of one empty page, with entries in its catalogue, and objects from number 4 on."""
    bodies = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        *objects,
    ]
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def stream(entries: str, data: bytes) -> bytes:
    """A stream of a PDF."""
    return f"<<{entries}/Length {len(data)}>>".encode() + b"stream\n" + data + b"\nendstream"


def hidden(body: bytes) -> bytes:
    """A PDF with an object that lies compressed in a stream, where no search of the bytes finds it."""
    with pikepdf.open(io.BytesIO(pdf("/Hidden 4 0 R", body))) as document:
        buffer = io.BytesIO()
        document.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


def locked() -> bytes:
    """A PDF that opens with a password."""
    with pikepdf.open(io.BytesIO(pdf())) as document:
        buffer = io.BytesIO()
        document.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b"))
    return buffer.getvalue()


PDF = pdf()
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>6,55.0S</exif:GPSLatitude></x:xmpmeta>'
)
SECRETS = (b"GPSLatitude", b"RUMAHSAKSI", b"adobe:ns:meta", b"ICC_PROFILE", b"Exif\0\0")


def photo(kind: str = "JPEG", size: tuple[int, int] = (400, 300), frames: int = 1) -> bytes:
    """A picture with all that a telephone says: place, maker, comment, profile."""
    exif = Image.Exif()
    exif[0x010F] = "RUMAHSAKSI"
    exif[0x8825] = {1: "S", 2: (6.0, 55.0, 0.0), 3: "E", 4: (107.0, 37.0, 0.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "RUMAHSAKSI")
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    made = [Image.new("RGB", size, (n * 40 % 256, 90, 200)) for n in range(frames)]
    options: dict[str, Any] = {"save_all": True, "append_images": made[1:]} if frames > 1 else {}
    more: dict[str, dict[str, Any]] = {
        "JPEG": {"exif": exif, "xmp": XMP, "comment": "RUMAHSAKSI", "icc_profile": profile},
        "PNG": {"exif": exif, "pnginfo": text, "icc_profile": profile},
        "WEBP": {"exif": exif.tobytes(), "xmp": XMP, "icc_profile": profile},
        "GIF": {"comment": b"RUMAHSAKSI GPSLatitude"},
    }
    buffer = io.BytesIO()
    made[0].save(buffer, kind, **options, **more[kind])
    return buffer.getvalue()


def picture(
    kind: str = "PNG", size: tuple[int, int] = (40, 30), frames: int = 1, orientation: int = 0
) -> bytes:
    """A picture of a kind of Pillow's, with a colour of its own in each frame."""
    made = [Image.new("RGB", size, (n * 7 % 256, n * 3 % 256, n % 256)) for n in range(frames)]
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    options = {"save_all": True, "append_images": made[1:]} if frames > 1 else {}
    buffer = io.BytesIO()
    made[0].save(buffer, kind, exif=exif, **options)
    return buffer.getvalue()


def noise(kind: str = "PNG", size: tuple[int, int] = (300, 300)) -> bytes:
    """A picture that does not compress, long enough to be cut short."""
    buffer = io.BytesIO()
    Image.effect_noise(size, 90).save(buffer, kind)
    return buffer.getvalue()


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG of a hundred bytes that says it has very many pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + crc

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def box(name: bytes, body: bytes = b"") -> bytes:
    """A box of ISO 14496-12."""
    return struct.pack(">I4s", 8 + len(body), name) + body


def track(handler: bytes = b"vide", *more: bytes) -> bytes:
    """A track of an MP4: `vide` for pictures, `soun` for sound."""
    media = box(b"mdhd", bytes(24)) + box(b"hdlr", bytes(8) + handler + bytes(13))
    return box(b"trak", box(b"tkhd", bytes(84)) + box(b"mdia", media) + b"".join(more))


def index(*tracks: bytes) -> bytes:
    """What a player reads first."""
    return box(b"moov", box(b"mvhd", bytes(100)) + b"".join(tracks or [track()]))


def video(brand: bytes = b"isom", *boxes: bytes) -> bytes:
    """An MP4 with the parts that a player looks for."""
    parts = boxes or (index(), box(b"mdat", b"data"))
    return box(b"ftyp", brand + bytes(4)) + b"".join(parts)


def sound(*more: bytes) -> bytes:
    """An M4A."""
    return video(b"M4A ", index(track(b"soun"), *more), box(b"mdat", b"data"))


def page(number: int, body: bytes, flags: int = 0, stream: int = 7) -> bytes:
    """A page of Ogg (RFC 3533) with one packet, or a part of one if it fills all segments."""
    segments = [255] * (len(body) // 255)
    if len(segments) < 255:
        segments.append(len(body) % 255)
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, 0, stream, number, 0, len(segments))
    whole = head + bytes(segments) + body
    return whole[:22] + struct.pack("<I", crc_of_page(whole)) + whole[26:]


def crc_of_page(data: bytes) -> int:
    """Bit by bit, as RFC 3533 describes it."""
    crc = 0
    for byte in data:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
    return crc


def voice(comment: bytes = b"ENCODER=test", stream: int = 7) -> bytes:
    """Ogg/Opus with a comment."""
    told = struct.pack("<I", len(comment)) + comment
    tags = b"OpusTags" + struct.pack("<I", 4) + b"libo" + struct.pack("<I", 1) + told
    parts = [tags[at : at + 255 * 255] for at in range(0, len(tags), 255 * 255)]
    pages = [page(0, b"OpusHead" + bytes(11), 2, stream)]
    pages += [page(1 + n, part, int(n > 0), stream) for n, part in enumerate(parts)]
    return b"".join(pages) + page(len(pages), b"sound" * 20, 4, stream)


def spoiled(package: bytes) -> bytes:
    """A package whose first part is not what its checksum says."""
    place = package.index(b"[Content_Types].xml") + len("[Content_Types].xml") + 2
    return package[:place] + bytes([package[place] ^ 1]) + package[place + 1 :]


def workbook(types: bytes = b"<Types/>", **parts: bytes) -> bytes:
    """The package of a workbook, with further parts under `xl/` (`_` in a name stands for `.`)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("xl/workbook.xml", "<workbook/>")
        for name, content in parts.items():
            package.writestr("xl/" + name.replace("_", "."), content)
    return buffer.getvalue()
