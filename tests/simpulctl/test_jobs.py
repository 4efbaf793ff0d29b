"""simpulctl imports and jobs: a table in, the bar, and the same table back."""

import csv
from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from tests.periods.months import this_month
from tests.simpulctl.conftest import SignedIn
from tests.simpulctl.running import Command

HEADER = ["Periode", "Jenis", "Judul", "Peserta", "Nomor rujukan"]


@pytest.fixture
def operator(signed_in: SignedIn) -> Command:
    """Who writes in a regency."""
    return signed_in("32.05", "operator")


def table(folder: Path, *participants: str) -> Path:
    path = folder / "laporan.csv"
    rows = [["2026-10", "Pelatihan", "Lokakarya", each, f"CTL-{uuid4()}"] for each in participants]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADER, *rows])
    return path


class TestImports:
    def test_writes_all_rows(self, operator: Command, tmp_path: Path) -> None:
        done = operator.run("imports", "reports", str(table(tmp_path, "1.200", "7")))
        assert done.code == 0, done.told
        assert "2 baris: 2 disimpan, 0 dilewati, 0 salah" in done.out

    def test_names_the_rows_and_saves_the_table(self, operator: Command, tmp_path: Path) -> None:
        save = tmp_path / "masalah.csv"
        given = str(table(tmp_path, "7", "banyak"))
        done = operator.run("imports", "reports", given, "--save", str(save))
        assert done.code == 1
        assert "Baris 3, Peserta: Bukan bilangan bulat." in done.told
        assert "Tidak ada yang disimpan" in done.told
        last = save.read_text(encoding="utf-8-sig").splitlines()[-1]
        assert last.split(";")[-1].startswith("Peserta: ")

    def test_a_dry_run_says_so_as_a_document(self, operator: Command, tmp_path: Path) -> None:
        given = str(table(tmp_path, "7"))
        done = operator.run("imports", "reports", given, "--dry-run", "--json")
        assert (done.code, done.document["result"]["dry_run"]) == (0, True)
        told = operator.run("imports", "reports", given, "--dry-run")
        assert told.out.startswith("Percobaan, tidak ada yang disimpan. 1 baris: 1 dapat disimpan")
        again = operator.run("jobs", "watch", done.document["id"], "--json")
        assert again.document["result"] == done.document["result"]

    def test_sends_nothing_where_the_table_cannot_come_back(
        self, operator: Command, tmp_path: Path
    ) -> None:
        given, save = str(table(tmp_path, "7")), tmp_path / "tiada" / "masalah.csv"
        done = operator.run("imports", "reports", given, "--save", str(save))
        assert (done.code, done.out) == (2, "")
        assert "foldernya tidak ada" in done.told


class TestExports:
    @pytest.mark.parametrize("kind", ["reports", "completeness", "channels"])
    def test_saves_a_workbook(self, operator: Command, tmp_path: Path, kind: str) -> None:
        save = tmp_path / "tabel.xlsx"
        done = operator.run("exports", kind, "--save", str(save))
        assert done.code == 0, done.told
        assert "baris diekspor" in done.out
        assert load_workbook(save).sheetnames == ["Ringkasan", "Daerah x bulan", "Data"]

    def test_saves_text_of_a_month(self, operator: Command, tmp_path: Path) -> None:
        save = tmp_path / "tabel.csv"
        done = operator.run("exports", "reports", "--period", this_month(), "--save", str(save))
        assert done.code == 0, done.told
        rows = list(csv.DictReader(save.open(encoding="utf-8-sig", newline=""), delimiter=";"))
        assert {(row["Kode"], row["Periode"]) for row in rows} == {("32.05", this_month())}

    def test_gives_the_address_where_nothing_is_to_be_saved(self, operator: Command) -> None:
        done = operator.run("exports", "channels", "--json")
        assert done.document["file"]["url"].startswith("http")
        assert done.document["file"]["name"].endswith(".xlsx")
