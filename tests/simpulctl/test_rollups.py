"""simpulctl rollups: the recap as a file."""

from pathlib import Path

from tests.periods.months import this_month
from tests.rollups.test_printing import needs_pango
from tests.simpulctl.conftest import SignedIn
from tests.simpulctl.running import Command


class TestRecap:
    def test_is_saved_as_a_page(self, province: Command, tmp_path: Path) -> None:
        save = tmp_path / "rekap.html"
        done = province.run("rollups", "recap", this_month(), "--save", str(save))
        assert (done.code, done.out.strip()) == (0, f"Disimpan: {save}")
        assert "Simpul · Provinsi Jawa Barat" in save.read_text(encoding="utf-8")

    def test_of_one_government_in_english(self, province: Command, tmp_path: Path) -> None:
        save = tmp_path / "recap.html"
        asked = (this_month(), "--tenant", "32.04", "--language", "en", "--save", str(save))
        done = province.run("rollups", "recap", *asked, "--json")
        assert done.document == {"saved": str(save), "size": save.stat().st_size}
        assert '<html lang="en">' in save.read_text(encoding="utf-8")
        assert "Simpul · Kabupaten Bandung" in save.read_text(encoding="utf-8")

    @needs_pango
    def test_is_saved_as_pdf(self, province: Command, tmp_path: Path) -> None:
        save = tmp_path / "rekap.PDF"
        assert province.run("rollups", "recap", this_month(), "--save", str(save)).code == 0
        assert save.read_bytes().startswith(b"%PDF-")

    def test_of_another_government_is_refused(self, signed_in: SignedIn, tmp_path: Path) -> None:
        save = tmp_path / "rekap.html"
        operator = signed_in("32.05", "operator")
        done = operator.run(
            "rollups", "recap", this_month(), "--tenant", "32.04", "--save", str(save)
        )
        assert (done.code, save.exists()) == (1, False)
