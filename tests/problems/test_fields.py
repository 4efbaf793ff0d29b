"""What a text of one line may be, without a room around it."""

import pytest
from pydantic import TypeAdapter, ValidationError

from api.fields import ONE_LINE, Line

_LINE: TypeAdapter[str] = TypeAdapter(Line)


class TestLine:
    @pytest.mark.parametrize(
        "mark", ["\n", "\r", "\t", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
    )
    @pytest.mark.parametrize("text", ["Dinas{}Kota", "Dinas{}", "{}Dinas", "{}"])
    def test_has_one_line(self, text: str, mark: str) -> None:
        with pytest.raises(ValidationError):
            _LINE.validate_python(text.format(mark))

    @pytest.mark.parametrize("text", ["Dinas Kota", "a", "Š\u00a0é"])
    def test_takes_what_has(self, text: str) -> None:
        assert _LINE.validate_python(text) == text

    def test_nothing_has_one_too(self) -> None:
        assert ONE_LINE.func("") == ""  # type: ignore[call-arg]
