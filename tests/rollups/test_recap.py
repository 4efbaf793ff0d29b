import base64
import hashlib
import re
import xml.etree.ElementTree as ET
from uuid import uuid4

import pytest

from api.reports.schemas import ReportKind
from api.rollups import recap_page, sums
from api.rollups.recap import MONTHS
from tests.periods.months import dated, declared, opened, unused
from tests.reports import bodies as reports
from tests.rollups.recaps import cells, page, path, recap, without_style
from tests.world import Caller, World, client_token

POST = {"url": "https://www.instagram.com/p/contoh/"}
_SVG = re.compile(r"<svg .*?</svg>", re.DOTALL)


async def _reported(world: World, tenant: str, period: str, reach: int, **changes: object) -> None:
    posts = [POST | {"reach": reach, "engagement": 7}]
    await reports.submitted(world, tenant, period=period, posts=posts, **changes)


class TestOfTheProvince:
    async def test_tells_of_every_region(self, world: World) -> None:
        period = await opened(world)
        await _reported(world, "32.04", period, 1_500_000)
        await _reported(world, "32.73", period, 500, kind="campaign")
        await _reported(world, "32", period, 11)
        await declared(await world.caller("32.04", "operator"), period)
        html = await page(await world.caller("32", "viewer"), period)
        found = cells(html, "by-tenant")
        assert len(found) == 29  # all regions, the province's own, and their sum
        assert html.count('<td class="word">32</td>') == 1
        assert found["32.04"] == [
            *("Kabupaten Bandung", "Tepat waktu"),
            *("1", "0", "1", "0", "120", "1", "1.500.000", "7"),
        ]
        assert found["32.73"][:3] == ["Kota Bandung", "Belum", "1"]
        assert found["32.10"][1:] == ["Belum", *"00000000"]
        assert found["32"][1:3] == ["Tidak ditunggu", "1"]
        assert found["Jumlah"] == ["3", "0", "3", "0", "360", "3", "1.500.511", "21"]
        assert "1 dari 27 kabupaten dan kota" in html
        assert (">Tepat waktu: 1<" in html, ">Belum: 26<" in html) == (True, True)
        kinds = cells(html, "by-kind")
        assert (kinds["Pelatihan"][0], kinds["Kampanye"][0], kinds["Jumlah"][0]) == ("2", "1", "3")

    async def test_goes_back_a_year(self, world: World) -> None:
        now = "2051-06"
        for period, reach in (("2050-06", 5), ("2050-07", 40), (now, 60)):
            await opened(world, period)
            await _reported(world, "32.01", period, reach)
        html = await page(await world.caller("32", "viewer"), now)
        found = cells(html, "by-month")
        assert len(found) == MONTHS
        assert (found["Juli 2050"][-2], found["Juni 2051"][-2]) == ("40", "60")
        assert "Juni 2050" not in found

    async def test_of_one_that_it_names(self, world: World) -> None:
        period = await opened(world)
        await _reported(world, "32.04", period, 600)
        await _reported(world, "32.01", period, 98_765)
        viewer = await world.caller("32", "viewer")
        html = await page(viewer, period, "tenant=32.04")
        assert "<h1>Rekap laporan kegiatan" in html
        assert "Simpul · Kabupaten Bandung" in html
        assert cells(html, "by-kind")["Jumlah"][-2] == "600"
        assert "98.765" not in html
        own = await page(viewer, period, "tenant=32")
        assert cells(own, "by-kind")["Jumlah"][0] == "0"
        assert (await viewer.get(path(period, "tenant=32.99"))).status_code == 404

    async def test_the_oldest_month_has_no_year_before_it(self, world: World) -> None:
        html = await page(await world.caller("32", "viewer"), "2000-02")
        assert list(cells(html, "by-month")) == ["Februari 2000"]

    async def test_months_before_anybody_was_here_were_not_missed(self, world: World) -> None:
        """The offices joined today, and told of two months before that."""
        viewer, first, last = await world.caller("32", "viewer"), "2020-02", "2020-05"
        await opened(world, first)
        await declared(await world.caller("32.04", "operator"), first)
        found = cells(await page(viewer, last), "by-month")
        assert list(found) == ["Mei 2020", "April 2020", "Maret 2020", "Februari 2020"]
        assert found["Februari 2020"][:2] == ["27", "1"]
        own = cells(await page(viewer, last, "tenant=32.10"), "by-month")
        assert list(own) == ["Mei 2020"]

    async def test_the_first_month_is_compared_with_none(self, world: World) -> None:
        period = await opened(world, "2021-03")
        await _reported(world, "32.04", period, 600)
        html = await page(await world.caller("32", "viewer"), period)
        assert list(cells(html, "by-month")) == ["Maret 2021"]
        assert cells(html, "by-month")["Maret 2021"][-2] == "600"
        assert " / " not in html.partition("<dl")[2].partition("</dl>")[0].partition("Kegiatan")[2]

    def test_the_very_first_month_has_none_to_compare_with(self) -> None:
        html = recap_page.draw(recap(reach=(10,)), "id")
        assert list(cells(html, "by-month")) == ["Oktober 2026"]

    def test_all_its_figures_fit_into_one_answer(self) -> None:
        # A province has at most 38 regions (DESIGN).
        assert MONTHS * 39 * len(ReportKind) <= sums.MOST_GROUPS


class TestOfATenant:
    async def test_is_its_own_alone(self, world: World) -> None:
        period = await opened(world)
        await _reported(world, "32.04", period, 600)
        await _reported(world, "32.01", period, 98_765, participants=4321)
        await declared(await world.caller("32.01", "operator"), period)
        html = await page(await world.caller("32.04", "viewer"), period)
        assert "Pernyataan" in html
        assert next(iter(cells(html, "by-month").values()))[0] == "Belum"
        assert cells(html, "by-kind")["Jumlah"][4:] == ["120", "1", "600", "7"]
        assert not [told for told in ("98.765", "4.321", "99.365") if told in html]
        # Of all others only where they are: nobody else's sign is on the map.
        assert html.count(": Belum, kegiatan") == 1
        assert ": Tepat waktu, kegiatan" not in html

    async def test_names_its_units(self, world: World) -> None:
        period, admin = await opened(world), await world.caller("32.04", "admin")
        name = f"Dinas <b>{uuid4()}</b>"
        unit = (await admin.post("/v1/units", {"name": name, "kind": "agency"})).json()["id"]
        await _reported(world, "32.04", period, 600, unit_id=unit)
        await _reported(world, "32.04", period, 5)
        html = await page(admin, period)
        found = cells(html, "by-unit")
        shown = name.replace("<", "&lt;").replace(">", "&gt;")
        assert (found[shown][-2], found["Tanpa perangkat daerah"][-2]) == ("600", "5")
        assert name not in html
        assert shown not in await page(await world.caller("32", "viewer"), period, "tenant=32.04")

    async def test_another_s_is_as_absent_as_nobody_s(self, world: World) -> None:
        operator, period = await world.caller("32.04", "operator"), await opened(world)
        told = []
        for code in ("32.01", "32", "32.99"):
            answer = await operator.get(path(period, f"tenant={code}"))
            told.append((answer.status_code, answer.json() | {"request_id": ""}))
        assert told[0][0] == 404
        assert told[0] == told[1] == told[2]

    async def test_says_when_it_declared(self, world: World) -> None:
        period, operator = unused(), await world.caller("32.04", "operator")
        await dated(world, period, -40, -1, 10)
        await declared(operator, period, nil=True)
        html = await page(operator, period, "lang=en")
        assert ": late (nil)." in html
        assert ">nil</text>" in html


class TestAsked:
    @pytest.mark.parametrize("period", ["2026-13", "1999-12", "snapshots", "2026-1"])
    async def test_there_is_no_such_month(self, world: World, period: str) -> None:
        answer = await (await world.caller("32.04", "viewer")).get(path(period))
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")

    @pytest.mark.parametrize("query", ["format=docx", "lang=su", "tenant=x", "colour=red"])
    async def test_unknown_wishes_are_refused(self, world: World, query: str) -> None:
        answer = await (await world.caller("32.04", "viewer")).get(path("2026-10", query))
        assert answer.status_code == 422

    async def test_needs_the_permission(self, world: World) -> None:
        token = await client_token(world.api, world.clients["32.04"], scope="reports:read")
        answer = await Caller(world.api, token, "32.04").get(path("2026-10"))
        assert (answer.status_code, answer.json()["permission"]) == (403, "rollups:read")
        assert (await world.api.get(path("2026-10"))).status_code == 401

    async def test_speaks_two_languages(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        english = {"Accept-Language": "en"}
        plain = await viewer.get(path("2026-10"))
        asked = await viewer.get(path("2026-10"), headers=english)
        chosen = await viewer.get(path("2026-10", "lang=id"), headers=english)
        for answer, language, title in (
            (plain, "id", "Rekap laporan kegiatan Oktober 2026"),
            (asked, "en", "Activity report recap October 2026"),
            (chosen, "id", "Rekap laporan kegiatan Oktober 2026"),
        ):
            assert answer.headers["content-language"] == language
            assert f'<html lang="{language}">' in answer.text
            assert f"<h1>{title}</h1>" in answer.text


class TestPage:
    async def test_loads_and_runs_nothing(self, world: World) -> None:
        answer = await (await world.caller("32", "viewer")).get(path("2026-10"))
        policy = answer.headers["content-security-policy"]
        (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy.startswith(
            f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:;"
        )
        assert re.findall(r"url\(\"?(.{9})", style) == ["data:font"]
        body = without_style(answer.text)
        assert not re.findall(
            r"<script|<link|<img|<iframe|style=|\son\w+=|href=|src=|https?:", body
        )
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-disposition"] == 'inline; filename="rekap-2026-10-32.html"'

    async def test_its_pictures_are_described(self, world: World) -> None:
        period = await opened(world)
        await _reported(world, "32.04", period, 600)
        html = await page(await world.caller("32", "viewer"), period)
        pictures = [ET.fromstring(each) for each in _SVG.findall(html)]  # noqa: S314 - ours
        assert len(pictures) == 4
        assert all(each.get("role") == "img" and each.get("aria-label") for each in pictures)
        assert all(each[0].tag == "title" and each[0].text for each in pictures)
        tiles = [each.text for each in pictures[0].iter("title")][1:]
        assert len(tiles) == 27
        assert "Kabupaten Bandung: Belum, kegiatan: 1" in tiles
        assert html.count("<table") == html.count("</table>") == html.count("<thead>") == 3
