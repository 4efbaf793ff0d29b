"""What reaches the terminal."""

import pytest
from simpulctl.output import plain


class TestPlain:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("Judul [bold]biasa[/]", "Judul [bold]biasa[/]"),
            ("\x1b[31mmerah\x1b]0;judul\x07", "[31mmerah]0;judul"),
            ("a\u202eb\u2066c\u200bd\x00e\x9bf", "abcdef"),
            ("satu\n dua\t tiga\u2028empat\x85lima", "satu dua tiga empat lima"),
            ("Kopi ☕ dan tempé", "Kopi ☕ dan tempé"),
        ],
    )
    def test_does_nothing_to_a_terminal(self, text: str, shown: str) -> None:
        assert plain(text) == shown

    def test_keeps_lines_where_asked(self) -> None:
        assert plain("satu\r\n\r\ndua\x1b[2J", lines=True) == "satu\n\ndua[2J"
