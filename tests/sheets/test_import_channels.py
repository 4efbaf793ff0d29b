"""Importing tables of channels, and the templates of both imports."""

import io
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from tests.members.conftest import Work
from tests.sheets.tables import (
    CHANNEL_HEADER,
    CHANNELS,
    HEADER,
    channel_row,
    csv,
    imported,
    row,
    sheet_of,
    told,
    xlsx,
)
from tests.tenants.attempts import ask
from tests.world import Caller

COUNT = "select count(*) from channel"


class TestImportChannels:
    async def test_registers_them_as_pending(self, clerk: Caller, work: Work) -> None:
        one = channel_row()
        two = channel_row(Platform="Radio", Handle="", Alamat="", Nama=f"Radio {uuid4()}")
        job = await imported(clerk, work, xlsx([CHANNEL_HEADER, one, two]), CHANNELS)
        assert (job["kind"], job["status"], job["result"]["created"]) == (
            "import_channels",
            "succeeded",
            2,
        )
        query = f"/v1/channels?external_reference={one[-1]}"
        [channel] = (await clerk.get(query)).json()["data"]
        assert (channel["status"], channel["platform"]) == ("pending", "instagram")
        assert channel["handle"] == one[2]
        again = await imported(clerk, work, xlsx([CHANNEL_HEADER, one, two]), CHANNELS)
        assert (again["result"]["created"], again["result"]["skipped"]) == (0, 2)

    async def test_the_same_table_twice_makes_none_twice(
        self, clerk: Caller, work: Work, superuser_url: str
    ) -> None:
        """Also without references: by the account, however its address is written."""
        one, site = channel_row(Nomor_rujukan=""), f"https://{uuid4().hex}.contoh.example/"
        two = channel_row(Platform="website", Handle="", Alamat=site, Nomor_rujukan="")
        table = csv([CHANNEL_HEADER, one, two])
        first = await imported(clerk, work, table, CHANNELS)
        assert (first["result"]["created"], first["result"]["skipped"]) == (2, 0)
        before = ask(superuser_url, COUNT)
        again = await imported(clerk, work, table, CHANNELS)
        assert (again["result"]["created"], again["result"]["skipped"]) == (0, 2)
        assert ask(superuser_url, COUNT) == before
        renamed = channel_row(Platform="website", Handle="", Alamat=site, Nama="Lain")
        other = await imported(clerk, work, csv([CHANNEL_HEADER, renamed]), CHANNELS)
        assert other["result"]["created"] == 1

    async def test_is_judged_as_a_request_is(
        self, clerk: Caller, work: Work, superuser_url: str
    ) -> None:
        before = ask(superuser_url, COUNT)
        table = [
            CHANNEL_HEADER,
            channel_row(),
            channel_row(Platform="website", Handle="", Alamat=""),
            channel_row(Platform="koran"),
            channel_row(Nama=""),
        ]
        job = await imported(clerk, work, csv(table), CHANNELS)
        assert job["error"]["code"] == "rows-refused"
        assert told(job) == [
            (3, "Alamat", "missing"),
            (4, "Platform", "enum"),
            (5, "Nama", "missing"),
        ]
        assert ask(superuser_url, COUNT) == before
        dry = await imported(clerk, work, csv(table), CHANNELS, dry_run=True)
        assert (dry["result"]["created"], dry["result"]["refused"]) == (1, 3)
        assert ask(superuser_url, COUNT) == before

    async def test_takes_no_submit(self, clerk: Caller) -> None:
        body = {"asset_id": str(uuid4()), "submit": True}
        assert (await clerk.post(CHANNELS, body)).status_code == 422


class TestTemplate:
    @pytest.mark.parametrize("what", ["reports", "channels"])
    async def test_is_taken_when_it_is_filled_in(
        self, clerk: Caller, work: Work, what: str
    ) -> None:
        path = f"/v1/{what}/imports/template"
        book = load_workbook(io.BytesIO((await clerk.get(path)).content))
        assert book.sheetnames == ["Isian", "Penjelasan", "Daftar"]
        sheet = book["Isian"]
        titles = [str(cell.value) for cell in sheet[1]]
        cells = dict(zip(HEADER, row(), strict=True))
        if what == "channels":
            cells = dict(zip(CHANNEL_HEADER, channel_row(), strict=True))
        assert set(cells) <= set(titles)
        for place, title in enumerate(titles, start=1):
            sheet.cell(2, place).value = cells.get(title)
        filled = io.BytesIO()
        book.save(filled)
        job = await imported(clerk, work, filled.getvalue(), path.removesuffix("/template"))
        assert (job["status"], job["result"]["created"]) == ("succeeded", 1), job

    async def test_offers_choices_and_explains(self, clerk: Caller) -> None:
        data = (await clerk.get("/v1/reports/imports/template")).content
        offered = sheet_of(data).data_validations.dataValidation
        assert "=Daftar!$B$2:$B$9" in {f"={one.formula1}" for one in offered}
        told = {line[0]: line for line in sheet_of(data, "Penjelasan").iter_rows(values_only=True)}
        assert told["Judul"][2] == "ya"
        assert "14/10/2026" in str(told["Tanggal mulai"][3])

    async def test_comes_as_text_too(self, clerk: Caller) -> None:
        answer = await clerk.get("/v1/reports/imports/template?format=csv")
        assert answer.headers["content-type"].startswith("text/csv")
        assert 'filename="templat-laporan.csv"' in answer.headers["content-disposition"]
        titles = answer.content.decode("utf-8-sig").strip().split(";")
        assert set(HEADER) <= set(titles)
        for query in ("format=ods", "formt=csv"):
            answer = await clerk.get(f"/v1/reports/imports/template?{query}")
            assert answer.status_code == 422
