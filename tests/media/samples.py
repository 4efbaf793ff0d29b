"""Files as people send them, good and bad, made here."""

import io
import struct
import zipfile
import zlib

from PIL import Image

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
CSV = b"kode,nama\r\n32.04,Kabupaten Bandung\r\n"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"


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


def video(brand: bytes = b"isom", *boxes: bytes) -> bytes:
    """An MP4 with the parts that a player looks for."""
    parts = boxes or (box(b"moov", b"index"), box(b"mdat", b"data"))
    return box(b"ftyp", brand + bytes(4)) + b"".join(parts)


def spoiled(package: bytes) -> bytes:
    """A package whose first part is not what its checksum says."""
    place = package.index(b"[Content_Types].xml") + len("[Content_Types].xml") + 2
    return package[:place] + bytes([package[place] ^ 1]) + package[place + 1 :]


def workbook(**parts: bytes) -> bytes:
    """The package of a workbook, with further parts under `xl/` (`_` in a name stands for `.`)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        for name, content in parts.items():
            package.writestr("xl/" + name.replace("_", "."), content)
    return buffer.getvalue()
