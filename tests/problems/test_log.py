"""What the log says of a request: never a secret that was e-mailed."""

import pytest
from httpx2 import AsyncClient
from structlog.testing import capture_logs

SECRET = "Ab1_-" * 8 + "xyz"
LINKS = ["/reset/", "/invitation/", "/registrations/confirm/", "/v1/registrations/status/"]
LINKS += ["/v1/public/claims/"]


async def logged(api: AsyncClient, path: str) -> list[str]:
    with capture_logs() as logs:
        await api.get(path)
    return [line["path"] for line in logs if "path" in line]


class TestPath:
    @pytest.mark.parametrize("link", LINKS)
    @pytest.mark.parametrize("sign", ["", ".", ")", "=", "%3D", "%0A", ",", "/x", "%20a%20b"])
    async def test_hides_what_a_link_ends_with(
        self, api: AsyncClient, link: str, sign: str
    ) -> None:
        assert await logged(api, f"{link}{SECRET}{sign}") == [f"{link}..."]

    @pytest.mark.parametrize("cut", [30, 42])
    async def test_also_when_it_was_cut(self, api: AsyncClient, cut: int) -> None:
        assert await logged(api, f"/reset/{SECRET[:cut]}") == ["/reset/..."]

    @pytest.mark.parametrize(
        ("path", "shown"),
        [
            (f"/resets/{SECRET}=", "/resets/...="),
            (f"/x//reset={SECRET}.", "/x//reset=...."),
            (f"/v1/x({SECRET})y", "/v1/x(...)y"),
        ],
    )
    async def test_hides_a_secret_wherever_it_stands(
        self, api: AsyncClient, path: str, shown: str
    ) -> None:
        assert await logged(api, path) == [shown]

    async def test_tells_the_rest(self, api: AsyncClient) -> None:
        path = "/v1/members/0192f0aa-0000-7000-8000-000000000000/reinvite"
        assert await logged(api, path) == [path]
        assert await logged(api, "/reset") == ["/reset"]
