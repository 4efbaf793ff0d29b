"""What may be configured."""

from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from api.oauth.federation import is_safe
from api.settings import FederationSettings


def given(issuer: str) -> dict[str, Any]:
    return {"issuer": issuer, "client_id": "simpul", "client_secret": SecretStr("x")}


class TestIssuer:
    @pytest.mark.parametrize(
        "issuer",
        [
            "https://sso.example/realms/jabar",
            "https://sso.example/",
            "http://127.0.0.1:8080/realms/a",
            "http://localhost",
            "http://[::1]:1",
        ],
    )
    def test_is_kept_to_the_letter(self, issuer: str) -> None:
        assert FederationSettings(**given(issuer)).issuer == issuer

    @pytest.mark.parametrize(
        "issuer",
        [
            "http://sso.example",
            "http://127.0.0.1.sso.example",
            "http://localhost@sso.example",
            "https://",
            "https://sso.example?a=b",
            "https://sso.example#a",
            "sso.example",
            "file:///etc/passwd",
            "",
        ],
    )
    def test_is_refused_where_secrets_would_be_heard(self, issuer: str) -> None:
        with pytest.raises(ValidationError):
            FederationSettings(**given(issuer))


class TestEndpoint:
    @pytest.mark.parametrize(
        ("address", "beside", "safe"),
        [
            ("https://a.example/token", "https://sso.example", True),
            ("http://a.example/token", "https://sso.example", False),
            ("http://127.0.0.1/token", "https://sso.example", False),
            ("http://127.0.0.1:9/token", "http://localhost:8", True),
            ("http://a.example/token", "http://localhost:8", False),
            ("https://", "https://sso.example", False),
            ("data:text/html,x", "https://sso.example", False),
        ],
    )
    def test_needs_https_but_on_loopback(self, address: str, beside: str, *, safe: bool) -> None:
        assert is_safe(address, beside=beside) is safe
