import base64
import hashlib
import io
import struct
import zlib

import pytest

from api.media import keeping
from api.media.checks import check
from api.media.findings import Findings, Refusal, sentence
from tests.media import samples
from tests.media.samples import XLSX, box

MACROS = {"vbaProject_bin": b"macros"}
PDF = "application/pdf"
PHOTO = samples.photo("JPEG")
XMP = b"<exif:GPSLatitude>6,55S</exif:GPSLatitude>"
PACKED = "/Subtype/Image/Filter[/FlateDecode/DCTDecode]"
WRAPPED = "/Subtype/Image/Filter[/ASCII85Decode/DCTDecode]"  # as ReportLab writes photos
IN_HEX = "/Subtype/Image/Filter[/AHx/DCTDecode]"
IN_85 = base64.a85encode(PHOTO, wrapcol=72) + b"~>"
DIRECT = samples.PDF.replace(
    b"/Root 1 0 R", b"/Root<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(x)>>>>"
)
PLACE = b"-06.9175+107.6191/"
MDAT = box(b"mdat", b"data")
INDEX = samples.index()
INDEX_AND_TEXT = samples.index(samples.track(), samples.track(b"text"))


def findings_of(data: bytes, content_type: str) -> Findings:
    digest = hashlib.sha256(data).hexdigest()
    return check(io.BytesIO(data), content_type, len(data), digest, io.BytesIO())


def measured(data: bytes, content_type: str) -> tuple[Refusal | None, int | None, int | None]:
    found = findings_of(data, content_type)
    return found.refusal, found.width, found.height


class TestCheck:
    @pytest.mark.parametrize(
        ("data", "content_type"),
        [
            (samples.PDF, "application/pdf"),
            (samples.video(), "video/mp4"),
            (samples.video(b"mp42"), "video/mp4"),
            (
                samples.video(b"isom", INDEX, struct.pack(">I4sQ", 1, b"mdat", 16)),
                "video/mp4",
            ),
            (samples.video(b"isom", INDEX, struct.pack(">I4s", 0, b"mdat")), "video/mp4"),
            (samples.sound(), "audio/mp4"),
            (samples.workbook(), XLSX),
            (samples.CSV, "text/csv"),
            (b"\xef\xbb\xbf" + samples.CSV, "text/csv"),
        ],
    )
    def test_takes_documents(self, data: bytes, content_type: str) -> None:
        found = findings_of(data, content_type)
        assert found == Findings(edits=found.edits)
        assert not found.edits

    @pytest.mark.parametrize(
        ("kind", "content_type"),
        [
            ("JPEG", "image/jpeg"),
            ("PNG", "image/png"),
            ("WEBP", "image/webp"),
            ("GIF", "image/gif"),
        ],
    )
    def test_takes_and_measures_pictures(self, kind: str, content_type: str) -> None:
        data = samples.picture(kind, (60, 20))
        assert measured(data, content_type) == (None, 60, 20)

    @pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
    def test_takes_animations_up_to_the_limit(self, kind: str) -> None:
        content_type = f"image/{kind.lower()}"
        few, many = (samples.picture(kind, (8, 8), frames=n) for n in (500, 501))
        assert measured(few, content_type) == (None, 8, 8)
        assert findings_of(many, content_type) == Findings(Refusal.FRAMES)

    def test_measures_as_shown(self) -> None:
        data = samples.picture("JPEG", (60, 20), orientation=6)
        assert measured(data, "image/jpeg") == (None, 20, 60)

    @pytest.mark.parametrize(
        ("data", "content_type", "refusal"),
        [
            (samples.HTML, "text/csv", Refusal.MARKUP),
            (b"\xff\xfe" + samples.HTML.decode().encode("utf-16-le"), "text/csv", Refusal.MARKUP),
            (b"\n\t<?xml version='1.0'?><svg/>", "text/csv", Refusal.MARKUP),
            (b"GIF89a/*<script>alert(1)</script>*/", "image/gif", Refusal.MARKUP),
            (b"%PDF-1.4 <svg onload=alert(1)>", "application/pdf", Refusal.MARKUP),
            (samples.CSV, "image/png", Refusal.TYPE),
            (samples.PDF, "image/jpeg", Refusal.TYPE),
            (samples.picture("GIF"), "image/webp", Refusal.TYPE),
            (b"MZ" + bytes(64), "application/pdf", Refusal.TYPE),
            (samples.video(b"qt  "), "video/mp4", Refusal.TYPE),
            (b"PK\x03\x04", XLSX, Refusal.DAMAGED),
            (samples.workbook()[:-10], XLSX, Refusal.DAMAGED),
            (samples.spoiled(samples.workbook()), XLSX, Refusal.DAMAGED),
            (samples.workbook(**MACROS), XLSX, Refusal.MACROS),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", XLSX, Refusal.OLD_WORKBOOK),
            (samples.CSV.replace(b"Kab", b"K\x81b"), "text/csv", Refusal.ENCODING),
            (b"\xef\xbb\xbf" + samples.CSV + b"\xc3", "text/csv", Refusal.ENCODING),
            (samples.CSV.decode().encode("utf-16") + b"\n", "text/csv", Refusal.ENCODING),
            ("a;b\0\n".encode("utf-16"), "text/csv", Refusal.TYPE),
            (samples.CSV + b"\0", "text/csv", Refusal.TYPE),
            (samples.PDF, "text/csv", Refusal.TYPE),
            (b"#!/bin/sh\n", "text/csv", Refusal.TYPE),
            (samples.PDF[:-20], "application/pdf", Refusal.DAMAGED),
            (samples.video()[:-1], "video/mp4", Refusal.DAMAGED),
            (samples.video(b"isom", INDEX), "video/mp4", Refusal.DAMAGED),
            (samples.video(b"isom", *[box(b"free")] * 10_001), "video/mp4", Refusal.HEAVY),
            (samples.video(b"isom", *[box(b"mdat")] * 100_001), "video/mp4", Refusal.HEAVY),
            (samples.video(b"isom", box(b"moov", b"index"), MDAT), "video/mp4", Refusal.DAMAGED),
            (samples.video(b"isom", box(b"moov"), MDAT), "video/mp4", Refusal.DAMAGED),
            (samples.sound(), "video/mp4", Refusal.TYPE),
            (samples.video(), "audio/mp4", Refusal.TYPE),
            (samples.sound(samples.track(b"meta")), "audio/mp4", Refusal.TRACKS),
            (samples.video(b"isom", INDEX_AND_TEXT, MDAT), "video/mp4", Refusal.TRACKS),
            (b"OggS" + bytes(40), "audio/ogg", Refusal.DAMAGED),
            (samples.voice()[:-1], "audio/ogg", Refusal.DAMAGED),
            (samples.voice() + b"PK", "audio/ogg", Refusal.DAMAGED),
            (samples.voice().replace(b"sound", b"SOUND"), "audio/ogg", Refusal.DAMAGED),
            (samples.voice() + samples.voice(stream=8), "audio/ogg", Refusal.TRACKS),
            (samples.page(0, b"\x01vorbis", 2), "audio/ogg", Refusal.TYPE),
            (samples.page(0, b"OpusHead", 2), "audio/ogg", Refusal.DAMAGED),
            (samples.page(0, b"OpusHead", 2) + samples.page(1, b"x"), "audio/ogg", Refusal.DAMAGED),
            (samples.pdf("/Names<</JavaScript 4 0 R>>", b"<<>>"), PDF, Refusal.SCRIPTS),
            (samples.pdf("/OpenAction<</S/JavaScript/JS(x)>>"), PDF, Refusal.SCRIPTS),
            (samples.pdf("/AcroForm<</XFA[(x)4 0 R]>>", b"<<>>"), PDF, Refusal.SCRIPTS),
            (samples.pdf("", b"<</S/Launch/F(cmd.exe)>>"), PDF, Refusal.SCRIPTS),
            (samples.pdf("/Names<</EmbeddedFiles<</Names[]>>>>"), PDF, Refusal.EMBEDDED),
            (samples.pdf("", b"<</Type/Filespec/EF<</F 5 0 R>>>>"), PDF, Refusal.EMBEDDED),
            (samples.hidden(b"<</S/JavaScript/JS(x)>>"), PDF, Refusal.SCRIPTS),
            (samples.locked(), PDF, Refusal.LOCKED),
            (samples.pdf("", samples.stream("/Subtype/Image", PHOTO)), PDF, Refusal.LOCATION),
            (samples.pdf("", samples.stream(PACKED, zlib.compress(PHOTO))), PDF, Refusal.LOCATION),
            (samples.pdf("", samples.stream(WRAPPED, IN_85)), PDF, Refusal.LOCATION),
            (samples.pdf("", samples.stream(IN_HEX, PHOTO.hex().encode())), PDF, Refusal.LOCATION),
            (DIRECT, PDF, Refusal.SCRIPTS),
            (samples.pdf("", samples.stream("/Type/Metadata", XMP)), PDF, Refusal.LOCATION),
            (samples.workbook(**{"embeddings/a_bin": b"x"}), XLSX, Refusal.EMBEDDED),
            (samples.workbook(inner_xml=samples.workbook()), XLSX, Refusal.EMBEDDED),
            (samples.workbook(**{"media/image1_jpeg": PHOTO}), XLSX, Refusal.LOCATION),
            (samples.workbook().replace(b"xml", b"xmL"), XLSX, Refusal.TYPE),
            (samples.noise("WEBP")[:-4000], "image/webp", Refusal.DAMAGED),
            (samples.noise("GIF")[:-4000], "image/gif", Refusal.DAMAGED),
            (samples.noise("JPEG")[:-4000], "image/jpeg", Refusal.DAMAGED),
            (samples.bomb(2_000, 2_000), "image/png", Refusal.DAMAGED),
            (b"\x89PNG\r\n\x1a\n", "image/png", Refusal.DAMAGED),
            (samples.bomb(), "image/png", Refusal.PIXELS),
            (samples.bomb(10_000, 5_001), "image/png", Refusal.PIXELS),
        ],
    )
    def test_refuses(self, data: bytes, content_type: str, refusal: Refusal) -> None:
        assert findings_of(data, content_type) == Findings(refusal)

    def test_refuses_what_is_no_workbook(self) -> None:
        package = samples.workbook().replace(b"xl/workbook.xml", b"xl/workbooc.xml")
        assert findings_of(package, XLSX) == Findings(Refusal.TYPE)

    def test_refuses_a_package_of_too_many_parts(self) -> None:
        many = {f"part{number}_xml": b"" for number in range(5_000)}
        assert findings_of(samples.workbook(**many), XLSX) == Findings(Refusal.HEAVY)

    def test_refuses_macros_by_another_name(self) -> None:
        kind = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        package = samples.workbook(types=b"<Types>" + kind + b"</Types>")
        assert findings_of(package, XLSX) == Findings(Refusal.MACROS)

    def test_refuses_macros_behind_a_megabyte_of_nothing(self) -> None:
        package = samples.workbook(types=b"<Types>" + b" " * 2**20 + b"macroEnabled</Types>")
        assert findings_of(package, XLSX) == Findings(Refusal.HEAVY)

    def test_refuses_comments_without_end(self) -> None:
        # Each page is two edits: what the child says of them must not grow with the file.
        page = struct.pack("<4sBBqIIIB", b"OggS", 0, 1, 0, 7, 2, 0, 0)
        page = page[:22] + struct.pack("<I", samples.crc_of_page(page)) + page[26:]
        comments = samples.page(1, b"OpusTags" + bytes(255 * 255 - 8))
        data = samples.page(0, b"OpusHead" + bytes(11), 2) + comments + page * 5_000
        assert findings_of(data, "audio/ogg") == Findings(Refusal.HEAVY)

    def test_refuses_a_package_that_unpacks_without_end(self) -> None:
        zeros = bytes(60 * 1024 * 1024)
        package = samples.workbook(**{f"bomb{number}_xml": zeros for number in range(6)})
        assert len(package) < 1024 * 1024
        assert findings_of(package, XLSX) == Findings(Refusal.HEAVY)

    def test_refuses_another_size_and_another_hash(self) -> None:
        data = samples.CSV
        digest = hashlib.sha256(data).hexdigest()
        into = io.BytesIO()
        assert check(io.BytesIO(data), "text/csv", 3, digest, into) == Findings(Refusal.SIZE)
        other = check(io.BytesIO(data), "text/csv", len(data), "0" * 64, into)
        assert other == Findings(Refusal.SHA256)


class TestSentence:
    @pytest.mark.parametrize("refusal", Refusal)
    def test_begins_with_the_code(self, refusal: Refusal) -> None:
        code, _, text = sentence(refusal).partition(": ")
        assert code == refusal.value
        assert text.endswith(".")


class TestEdits:
    """What a recording says of its place goes, and nothing else moves."""

    @pytest.mark.parametrize("way", ["movie", "track", "file", "long"])
    @pytest.mark.parametrize("content_type", ["video/mp4", "audio/mp4"])
    def test_of_places_in_boxes(self, content_type: str, way: str) -> None:
        handler = b"vide" if content_type == "video/mp4" else b"soun"
        told = box(b"udta", box(b"\xa9xyz", PLACE) + box(b"loci", PLACE))
        if way == "long":
            told = struct.pack(">I4sQ", 1, b"meta", 16 + len(PLACE)) + PLACE
        inside = [samples.track(handler, told if way == "track" else b"")]
        index = samples.index(*inside, told if way in {"movie", "long"} else b"")
        more = box(b"uuid", PLACE) if way == "file" else b""
        data = samples.video(b"mp42", index, MDAT, more)
        kept = edited(data, content_type)
        assert PLACE in data
        assert PLACE not in kept
        assert (len(kept), kept[-len(more) - len(MDAT) :][: len(MDAT)]) == (len(data), MDAT)
        assert findings_of(kept, content_type).refusal is None

    @pytest.mark.parametrize("comment", [PLACE, PLACE * 20_000], ids=["short", "many-pages"])
    def test_of_comments_in_ogg(self, comment: bytes) -> None:
        data = samples.voice(comment)
        kept = edited(data, "audio/ogg")
        assert len(kept) == len(data)
        assert PLACE not in kept
        assert b"sound" in kept
        assert findings_of(kept, "audio/ogg").refusal is None  # its checksums fit again


def edited(data: bytes, content_type: str) -> bytes:
    file = io.BytesIO(data)
    keeping._edit(file, findings_of(data, content_type).edits)
    return file.getvalue()
