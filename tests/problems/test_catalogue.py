import re
from pathlib import Path

import pytest
from httpx2 import AsyncClient

import api.errors
from api.errors import SimpulError, catalogue

CODES = sorted(catalogue())


class TestCatalogue:
    def test_has_every_class_under_a_code_of_its_own(self) -> None:
        source = Path(api.errors.__file__).read_text(encoding="utf-8")
        classes = set(re.findall(r"^class (\w+Error)\(", source, re.MULTILINE)) - {"SimpulError"}
        assert {error.__name__ for error in catalogue().values()} == classes
        assert len(CODES) >= 25

    @pytest.mark.parametrize("code", CODES)
    def test_says_everything_in_both_languages(self, code: str) -> None:
        error: type[SimpulError] = catalogue()[code]
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
        assert 400 <= error.status <= 599
        for text in (error.title, error.detail, error.mend):
            assert text.id.strip()
            assert text.en.strip()
            assert text.id != text.en
            assert not re.search(r"\{\w+\}", text.id + text.en.replace("{id}", ""))


class TestGetProblem:
    @pytest.mark.parametrize("code", CODES)
    @pytest.mark.parametrize("language", ["id", "en"])
    async def test_explains_every_code(self, api: AsyncClient, code: str, language: str) -> None:
        answer = await api.get(f"/problems/{code}", headers={"Accept-Language": language})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["content-security-policy"] == "default-src 'none'"
        error = catalogue()[code]
        assert f'<html lang="{language}">' in answer.text
        for text in (error.title, error.detail, error.mend):
            wanted, other = (text.id, text.en) if language == "id" else (text.en, text.id)
            assert _escaped(wanted) in answer.text
            assert _escaped(other) not in answer.text

    @pytest.mark.parametrize("code", ["nothing", "Not-Found", "<script>", "%00", "not-found/"])
    async def test_an_unknown_code_is_absent(self, api: AsyncClient, code: str) -> None:
        answer = await api.get(f"/problems/{code}", follow_redirects=False)
        assert answer.status_code in {404, 307}
        assert "<script>" not in answer.text


def _escaped(text: str) -> str:
    for letter, entity in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("'", "&#x27;"),
    ):
        text = text.replace(letter, entity)
    return text
