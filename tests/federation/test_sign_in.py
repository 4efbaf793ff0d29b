"""Signing in at the province's provider: whom it lets in, and what the browser brings back."""

import secrets
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from httpx2 import AsyncClient
from joserfc import jwt

from api.encryption.sealing import sealer_of
from api.oauth import cookies
from api.oauth.second_factor import context
from api.settings import Settings
from tests.federation.conftest import AppOf, MakeApp, MakePerson, OpenVisit
from tests.federation.provider import Provider
from tests.federation.visit import Visit, at_provider, query_of, way
from tests.oauth.conftest import MakeHuman
from tests.tenants.attempts import ask
from tests.world import Human

COOKIE = "simpul_federation_"


class TestBegin:
    async def test_the_first_form_leads_to_the_provider(
        self, visit: Visit, other: Provider
    ) -> None:
        page = await visit.sign_in_page()
        assert page.text.index('action="/login/federation"') < page.text.index('action="/login"')
        assert "SSO Jabar" in page.text
        address = way(await visit.press(page))
        assert address.startswith(f"{other.issuer}/authorize?")
        asked = query_of(address)
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert set(asked["scope"].split()) == {"openid", "email", "profile"}
        assert asked["redirect_uri"] == "http://127.0.0.1:8000/login/federation/callback"
        assert asked["ui_locales"] == "id"
        assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 20

    async def test_nothing_is_guessable_or_repeated(self, visit: Visit) -> None:
        first, second = query_of(await visit.leave()), query_of(await visit.leave())
        for name in ("state", "nonce", "code_challenge"):
            assert first[name] != second[name]

    @pytest.mark.usefixtures("human")
    async def test_without_passwords_of_ours_there_is_one_form(
        self, app_of: AppOf, open_visit: OpenVisit, other: Provider
    ) -> None:
        visit = open_visit(app_of(other, local_sign_in=False))
        page = await visit.sign_in_page()
        assert page.text.count("<form") == 1
        assert 'name="password"' not in page.text
        assert (await visit.tokens())["access_token"]

    async def test_without_passwords_of_ours_none_is_taken(
        self, app_of: AppOf, open_visit: OpenVisit, other: Provider, make_human: MakeHuman
    ) -> None:
        local = await make_human("32.04")
        for allowed in (True, False):
            visit = open_visit(app_of(other, local_sign_in=allowed))
            await visit.sign_in_page()
            proof = cookies.form_proof(str(visit.browser.cookies["simpul_form"]))
            form = {"email": local.email, "password": local.password, cookies.FIELD: proof}
            answer = await visit.browser.post("/login", data=form)
            assert (answer.status_code == 303) is allowed
            assert ("simpul_session" in visit.browser.cookies) is allowed

    async def test_the_cookie_is_sealed_short_and_for_these_pages_alone(self, visit: Visit) -> None:
        page = await visit.press(await visit.sign_in_page())
        [cookie] = [line for line in page.headers.get_list("set-cookie") if COOKIE in line]
        for part in ("HttpOnly", "SameSite=lax", "Path=/login/federation", "Max-Age=600"):
            assert part in cookie
        assert "Secure" not in cookie
        kept = query_of(way(page))
        assert kept["state"] not in cookie
        assert kept["nonce"] not in cookie
        back = await visit.back(await at_provider(way(page)))
        dropped = [line for line in back.headers.get_list("set-cookie") if COOKIE in line]
        assert dropped
        assert all("Max-Age=0" in line for line in dropped)

    @pytest.mark.usefixtures("human")
    async def test_the_cookie_is_secure_over_https(
        self, make_app: MakeApp, open_visit: OpenVisit, other: Provider
    ) -> None:
        visit = open_visit(await make_app(other, base_url="https://simpul.example"))
        page = await visit.press(await visit.sign_in_page())
        [cookie] = [line for line in page.headers.get_list("set-cookie") if COOKIE in line]
        assert cookie.startswith("__Secure-")
        assert "; Secure" in cookie
        answer = await visit.back(await at_provider(way(page)))
        assert answer.status_code == 303

    async def test_a_request_that_fits_no_cookie_is_refused_in_words(self, visit: Visit) -> None:
        page = await visit.press(await visit.sign_in_page(state="s" * 3000))
        assert page.status_code == 400
        assert "terlalu panjang" in page.text
        assert not [line for line in page.headers.get_list("set-cookie") if COOKIE in line]

    async def test_cookies_do_not_pile_up(self, visit: Visit) -> None:
        for _ in range(12):
            await visit.leave()
        assert len([name for name in visit.browser.cookies if name.startswith(COOKIE)]) <= 4

    async def test_is_absent_without_a_provider(self, api: AsyncClient) -> None:
        for path in ("/login/federation", "/login/federation/callback?state=a&code=b"):
            answer = await api.get(path)
            assert answer.status_code == 404


class TestEnd:
    async def test_a_verified_address_finds_the_member(
        self, visit: Visit, human: Human, superuser_url: str
    ) -> None:
        token = (await visit.tokens())["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        told = (await visit.browser.get("/v1/me", headers=headers)).json()
        assert (told["tenant"]["code"], told["roles"]) == ("32.04", ["operator"])
        query = "select method, awaiting_code from sign_in where person_id = %(person)s"
        assert ask(superuser_url, query, person=human.person_id) == [("federated", False)]

    async def test_the_request_survives_to_the_letter(self, visit: Visit) -> None:
        asked = 'x&y="<>é /?#'
        arrived = await visit.flow.arrive(await visit.answer(state=asked))
        assert arrived["state"] == asked

    async def test_without_a_request_it_ends_at_the_account(self, visit: Visit) -> None:
        callback = await at_provider(way(await visit.browser.get("/login/federation")))
        answer = await visit.back(callback)
        assert answer.headers["location"] == "/account"

    @pytest.mark.parametrize("verified", [True, "true"])
    async def test_capitals_are_the_same_address(
        self, visit: Visit, human: Human, other: Provider, verified: object
    ) -> None:
        other.person |= {"email": human.email.upper(), "email_verified": verified}
        assert (await visit.answer()).status_code == 303

    async def test_claims_by_other_names(
        self, app_of: AppOf, open_visit: OpenVisit, human: Human, other: Provider
    ) -> None:
        other.person = {"upn": human.email, "upn_ok": True}
        names = {"email_claim": "upn", "email_verified_claim": "upn_ok"}
        assert (await open_visit(app_of(other, **names)).answer()).status_code == 303

    async def test_asks_userinfo_for_what_the_id_token_leaves_out(
        self, visit: Visit, other: Provider
    ) -> None:
        other.userinfo = {"sub": "42", **other.person}
        other.person = {}
        assert (await visit.answer()).status_code == 303
        other.userinfo["sub"] = "43"
        answer = await visit.answer()
        assert answer.status_code == 502

    async def test_two_tabs_do_not_end_each_other(self, visit: Visit) -> None:
        first, second = await visit.there(), await visit.there()
        assert (await visit.back(first)).status_code == 303
        assert (await visit.back(second)).status_code == 303

    async def test_reads_the_keys_again_when_the_provider_rotates(
        self, visit: Visit, other: Provider
    ) -> None:
        assert (await visit.answer()).status_code == 303
        other.key = type(other.key).generate_key(2048, auto_kid=True)
        assert (await visit.answer()).status_code == 303

    async def test_a_key_that_the_provider_withdrew_ends_within_the_hour(
        self, visit: Visit, other: Provider, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("api.oauth.federation._KEPT", 0)
        stolen = other.key
        assert (await visit.answer()).status_code == 303
        other.key = type(other.key).generate_key(2048, auto_kid=True)
        other.sign = lambda claims: jwt.encode({"alg": "RS256", "kid": stolen.kid}, claims, stolen)
        assert (await visit.answer()).status_code == 502

    async def test_a_factor_of_ours_is_not_asked_for(
        self, visit: Visit, human: Human, settings: Settings, superuser_url: str
    ) -> None:
        insert = (
            "insert into second_factor (id, person_id, seed, confirmed_at, last_step, created_at)"
            " values (gen_random_uuid(), %(person)s, %(seed)s, now(), 0, now())"
        )
        seed = sealer_of(settings).seal("SEED", context(UUID(human.person_id)))
        ask(superuser_url, insert, person=human.person_id, seed=seed)
        assert (await visit.tokens())["access_token"]


class TestUnknown:
    async def test_is_told_whom_to_ask(
        self, visit: Visit, other: Provider, superuser_url: str
    ) -> None:
        other.person = {"email": "tamu<b>@uji.example", "email_verified": True, "name": "Ta<i>mu"}
        change = "update tenant set email = %(email)s where code = '32' returning office"
        [(office,)] = ask(superuser_url, change, email="diskominfo@jabar.example")
        people = ask(superuser_url, "select count(*) from person")
        try:
            answer = await visit.answer()
        finally:
            ask(superuser_url, change, email=None)
        assert answer.status_code == 403
        assert office in answer.text
        assert "mailto:diskominfo@jabar.example" in answer.text
        assert "Ta&lt;i&gt;mu, <strong>tamu&lt;b&gt;@uji.example" in answer.text
        assert "Akun belum terdaftar" in answer.text
        assert "simpul_session" not in str(answer.headers.get_list("set-cookie"))
        assert ask(superuser_url, "select count(*) from person") == people

    async def test_may_come_back_as_somebody_else(self, visit: Visit, other: Provider) -> None:
        known, other.person = other.person, {"email": "x@uji.example", "email_verified": True}
        page = await visit.answer()
        address = way(await visit.press(page))
        assert query_of(address)["prompt"] == "login"
        other.person = known
        arrived = await visit.flow.arrive(await visit.back(await at_provider(address)))
        assert arrived["code"]

    @pytest.mark.parametrize("claim", [False, "false", None, 1, "1", "yes", [True]])
    async def test_an_address_that_is_not_verified_counts_for_nothing(
        self, visit: Visit, other: Provider, claim: object
    ) -> None:
        other.person["email_verified"] = claim
        answer = await visit.answer()
        assert answer.status_code == 403
        assert "belum dipastikan" in answer.text

    @pytest.mark.parametrize("email", [None, 5, "", ["a@b.example"], "a\x00b", "x" * 70_000])
    async def test_what_is_no_address_is_nobody(
        self, visit: Visit, other: Provider, email: object
    ) -> None:
        other.person = {"email": email, "email_verified": True}
        assert (await visit.answer()).status_code == 403

    async def test_a_letter_that_lower_cases_into_another_is_not_that_one(
        self, visit: Visit, make_person: MakePerson, other: Provider
    ) -> None:
        email = (await make_person(f"kepala-{secrets.token_hex(6)}@uji.simpul.example")).email
        kelvin = email.replace("k", "\u212a", 1)
        assert kelvin.lower() == email
        other.person = {"email": kelvin, "email_verified": True}
        assert (await visit.answer()).status_code == 403

    @pytest.mark.parametrize(
        "change",
        [
            "update membership set status = 'suspended' where person_id = %(person)s",
            "update membership set status = 'removed' where person_id = %(person)s",
            "update membership set status = 'invited' where person_id = %(person)s",
            "delete from membership where person_id = %(person)s",
        ],
    )
    async def test_who_is_no_active_member_is_unknown(
        self, visit: Visit, human: Human, superuser_url: str, change: str
    ) -> None:
        ask(superuser_url, change, person=human.person_id)
        answer = await visit.answer()
        assert answer.status_code == 403
        assert "Akun belum terdaftar" in answer.text

    async def test_speaks_english_too(self, visit: Visit, other: Provider) -> None:
        other.person = {"email": "x@uji.example", "email_verified": True}
        visit.browser.headers["Accept-Language"] = "en"
        page = await visit.answer()
        assert "No account yet" in page.text
        switch = page.text.rpartition("<footer>")[2].partition('href="')[2].partition('"')[0]
        turned = await visit.browser.get(switch.replace("&amp;", "&"))
        assert urlsplit(turned.headers["location"]).path == "/login"
        assert "client_id=simpulctl" in turned.headers["location"]
        shown = await visit.browser.get(turned.headers["location"])
        assert "Masuk dengan" in shown.text
