import asyncio
import re

from tests.registrations.applicants import Desk, body
from tests.tenants.attempts import ask

UNKNOWN = "/registrations/confirm/" + "A" * 43


async def invited(desk: Desk) -> tuple[str, str]:
    """The address that registered, and the path of its link."""
    asked = body()
    await desk.applicant.registered(**asked)
    return asked["email"], await desk.link(asked["email"])


class TestLink:
    async def test_makes_it_pending_once(self, desk: Desk) -> None:
        known, link = await invited(desk)
        assert desk.row(known)["status"] == "unconfirmed"
        first = await desk.applicant.get(link)
        assert first.status_code == 200
        row = desk.row(known)
        assert (row["status"], row["version"]) == ("pending", 2)
        assert row["confirmed_at"] is not None
        again = await desk.applicant.get(link)
        assert (again.status_code, again.text) == (200, first.text)
        assert desk.row(known) == row
        query = "select count(*) from audit_event where body like %(like)s"
        like = f'%"action":"confirm_registration"%{row["id"]}%'
        assert ask(desk.superuser_url, query, like=like) == [(1,)]

    async def test_opened_by_many_at_once_counts_once(self, desk: Desk) -> None:
        known, link = await invited(desk)
        opened = await asyncio.gather(*(desk.applicant.get(link) for _ in range(6)))
        assert {each.status_code for each in opened} == {200}
        assert desk.row(known)["version"] == 2

    async def test_is_good_for_seven_days(self, desk: Desk) -> None:
        known, link = await invited(desk)
        desk.age(known, "6 days 23 hours 59 minutes")
        late, late_link = await invited(desk)
        desk.age(late, "7 days")
        assert (await desk.applicant.get(link)).status_code == 200
        assert (await desk.applicant.get(late_link)).status_code == 404
        assert desk.row(late)["status"] == "unconfirmed"

    async def test_is_not_the_secret_that_follows(self, desk: Desk) -> None:
        made = await desk.applicant.registered()
        wrong = await desk.applicant.get(f"/registrations/confirm/{made['secret']}")
        assert wrong.status_code == 404

    async def test_unknown_expired_and_misspelt_look_alike(self, desk: Desk) -> None:
        known, link = await invited(desk)
        desk.age(known, "8 days")
        paths = (link, UNKNOWN, "/registrations/confirm/x", "/registrations/confirm/%00%ff")
        seen = [await desk.applicant.get(path) for path in paths]
        assert {each.status_code for each in seen} == {404}
        assert {each.text for each in seen} == {seen[0].text}


class TestPage:
    async def test_speaks_both_languages(self, desk: Desk) -> None:
        _, link = await invited(desk)
        for language, words in (
            ("id", ("terkonfirmasi", "Kabupaten Bandung", "provinsi")),
            ("en", ("confirmed", "Kabupaten Bandung", "province")),
        ):
            page = await desk.applicant.get(link, headers={"Accept-Language": language})
            assert page.headers["content-language"] == language
            assert f'<html lang="{language}">' in page.text
            assert all(word in page.text for word in words)
        gone = await desk.applicant.get(UNKNOWN, headers={"Accept-Language": "en"})
        assert "not valid" in gone.text
        assert "tidak berlaku" in (await desk.applicant.get(UNKNOWN)).text

    async def test_keeps_its_address_to_itself(self, desk: Desk) -> None:
        _, link = await invited(desk)
        for path in (link, UNKNOWN):
            page = await desk.applicant.get(path)
            policy = page.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "script" not in policy
            assert "unsafe" not in policy
            assert page.headers["referrer-policy"] == "no-referrer"
            assert page.headers["cache-control"] == "no-store"
            assert page.headers["x-robots-tag"] == "noindex"
            assert "<script" not in page.text
            assert "<form" not in page.text

    async def test_has_a_style_that_is_there(self, desk: Desk) -> None:
        page = await desk.applicant.get(UNKNOWN)
        [style] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.text)
        sheet = await desk.applicant.get(style)
        assert sheet.status_code == 200
        assert sheet.headers["content-type"].startswith("text/css")

    async def test_counts_the_address(self, desk: Desk) -> None:
        page = await desk.applicant.get(UNKNOWN)
        assert '"address"' in page.headers["ratelimit-policy"]
