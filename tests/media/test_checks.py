import hashlib
import io
import struct

import pytest

from api.media.checks import check
from api.media.findings import Findings, Refusal, sentence
from tests.media import samples
from tests.media.samples import XLSX, box

MACROS = {"vbaProject_bin": b"macros"}


def findings_of(data: bytes, content_type: str) -> Findings:
    digest = hashlib.sha256(data).hexdigest()
    return check(io.BytesIO(data), content_type, len(data), digest)


class TestCheck:
    @pytest.mark.parametrize(
        ("data", "content_type"),
        [
            (samples.PDF, "application/pdf"),
            (samples.video(), "video/mp4"),
            (samples.video(b"mp42"), "video/mp4"),
            (
                samples.video(b"isom", box(b"moov"), struct.pack(">I4sQ", 1, b"mdat", 16)),
                "video/mp4",
            ),
            (samples.video(b"isom", box(b"moov"), struct.pack(">I4s", 0, b"mdat")), "video/mp4"),
            (samples.workbook(), XLSX),
            (samples.CSV, "text/csv"),
            (b"\xef\xbb\xbf" + samples.CSV, "text/csv"),
        ],
    )
    def test_takes_documents(self, data: bytes, content_type: str) -> None:
        assert findings_of(data, content_type) == Findings()

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
        assert findings_of(data, content_type) == Findings(None, 60, 20)

    @pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
    def test_takes_animations_up_to_the_limit(self, kind: str) -> None:
        content_type = f"image/{kind.lower()}"
        few, many = (samples.picture(kind, (8, 8), frames=n) for n in (500, 501))
        assert findings_of(few, content_type) == Findings(None, 8, 8)
        assert findings_of(many, content_type) == Findings(Refusal.FRAMES)

    def test_measures_as_shown(self) -> None:
        data = samples.picture("JPEG", (60, 20), orientation=6)
        assert findings_of(data, "image/jpeg") == Findings(None, 20, 60)

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
            (samples.CSV.replace(b"Kab", b"K\xe9b"), "text/csv", Refusal.ENCODING),
            (samples.CSV + b"\xc3", "text/csv", Refusal.ENCODING),
            (samples.CSV + b"\0", "text/csv", Refusal.TYPE),
            (samples.PDF[:-20], "application/pdf", Refusal.DAMAGED),
            (samples.video()[:-1], "video/mp4", Refusal.DAMAGED),
            (samples.video(b"isom", box(b"moov")), "video/mp4", Refusal.DAMAGED),
            (samples.video(b"isom", *[box(b"free")] * 20_001), "video/mp4", Refusal.DAMAGED),
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

    def test_refuses_a_package_that_unpacks_without_end(self) -> None:
        zeros = bytes(60 * 1024 * 1024)
        package = samples.workbook(**{f"bomb{number}_xml": zeros for number in range(6)})
        assert len(package) < 1024 * 1024
        assert findings_of(package, XLSX) == Findings(Refusal.HEAVY)

    def test_refuses_another_size_and_another_hash(self) -> None:
        data = samples.CSV
        digest = hashlib.sha256(data).hexdigest()
        assert check(io.BytesIO(data), "text/csv", 3, digest) == Findings(Refusal.SIZE)
        other = check(io.BytesIO(data), "text/csv", len(data), "0" * 64)
        assert other == Findings(Refusal.SHA256)


class TestSentence:
    @pytest.mark.parametrize("refusal", Refusal)
    def test_begins_with_the_code(self, refusal: Refusal) -> None:
        code, _, text = sentence(refusal).partition(": ")
        assert code == refusal.value
        assert text.endswith(".")
