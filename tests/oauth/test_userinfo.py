"""GET and POST /oauth/userinfo."""

from httpx2 import Response

from tenants.session import Sessions
from tests.oauth.flow import Flow
from tests.oauth.test_refresh import change_membership
from tests.world import Human, World


async def user_info(flow: Flow, access_token: str, method: str = "GET") -> Response:
    headers = {"Authorization": f"Bearer {access_token}"}
    return await flow.browser.request(method, "/oauth/userinfo", headers=headers)


class TestUserInfo:
    async def test_tells_who_signed_in(self, flow: Flow, human: Human) -> None:
        body = await flow.tokens(human, scope="openid profile email")
        for method in ("GET", "POST"):
            answer = await user_info(flow, body["access_token"], method)
            assert answer.status_code == 200
            assert answer.headers["cache-control"] == "no-store"
            assert answer.json() == {
                "sub": human.person_id,
                "name": "Orang Uji",
                "email": human.email,
                "email_verified": True,
                "tenant": "32.04",
                "roles": ["operator"],
            }

    async def test_tells_roles_as_they_are(
        self, flow: Flow, human: Human, sessions: Sessions
    ) -> None:
        body = await flow.tokens(human, scope="openid")
        await change_membership(sessions, human, roles=["viewer"])
        assert (await user_info(flow, body["access_token"])).json()["roles"] == ["viewer"]

    async def test_needs_the_scope(self, flow: Flow, human: Human) -> None:
        body = await flow.tokens(human, scope="reports:read")
        answer = await user_info(flow, body["access_token"])
        assert (answer.status_code, answer.json()["code"]) == (403, "scope-required")
        challenge = answer.headers["www-authenticate"]
        assert 'error="insufficient_scope"' in challenge
        assert 'scope="openid"' in challenge

    async def test_a_machine_is_nobody(self, flow: Flow, world: World) -> None:
        client = await world.caller("32.04", "client")
        assert (await user_info(flow, client.token)).status_code == 403

    async def test_needs_a_token(self, flow: Flow) -> None:
        answer = await flow.browser.get("/oauth/userinfo")
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")

    async def test_not_for_who_left(self, flow: Flow, human: Human, sessions: Sessions) -> None:
        body = await flow.tokens(human, scope="openid")
        await change_membership(sessions, human, status="suspended")
        assert (await user_info(flow, body["access_token"])).status_code == 401
