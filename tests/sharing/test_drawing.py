import io

import pytest
from PIL import Image, ImageChops, ImageFont

from api.clarifications.schemas import Verdict
from api.sharing import drawing
from api.sharing.drawing import LARGEST, Poster, draw
from api.sharing.lettering import ELLIPSIS, _system_fonts, face, fit, wrap
from api.sharing.stamps import STAMPS, stamp_of

SHORT = "Tautan bantuan tunai itu palsu"
LONG = ("Beredar pesan berantai tentang pendaftaran bantuan tunai lewat tautan palsu, " * 5)[:300]
SUNDANESE = "Béja ngeunaan cai walungan Citarum beureum lantaran racun téh teu bener"
ENDLESS = "https://contoh.example/" + "a" * 277
TITLES = [SHORT, LONG, SUNDANESE, ENDLESS, "", "🔥🔥"]
NAMES = ["short", "long", "sundanese", "endless", "empty", "emoji"]
SIZES, WIDTH, HEIGHT = drawing._SIZES, 1056, 270


def poster(title: str = SHORT, verdict: str = "false", **changed: str) -> Poster:
    office = "Diskominfo Kabupaten Bandung"
    said = {"office": office, "number": "KLR-2026-000123", "date": "14 Oktober 2026", **changed}
    return Poster(title, verdict, **said)


def opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("RGB")


def differs(one: Poster, other: Poster, box: tuple[int, int, int, int]) -> bool:
    """Whether two pictures differ clearly within a part of them."""
    parts = [opened(draw(each)).crop(box).convert("L") for each in (one, other)]
    extrema = ImageChops.difference(*parts).getextrema()
    assert isinstance(extrema[1], int)
    return extrema[1] > 100


class TestDraw:
    @pytest.mark.parametrize("verdict", [*(v.value for v in Verdict), "of-a-later-release"])
    @pytest.mark.parametrize("title", TITLES, ids=NAMES)
    def test_has_the_size_that_is_promised(self, title: str, verdict: str) -> None:
        picture = draw(poster(title, verdict))
        assert len(picture) < LARGEST
        with Image.open(io.BytesIO(picture)) as found:
            assert (found.format, found.size) == ("JPEG", (1200, 630))
            assert not found.getexif()

    def test_the_same_words_give_the_same_bytes(self) -> None:
        assert draw(poster()) == draw(poster())

    @pytest.mark.parametrize(
        ("changed", "box"),
        [
            ({"title": SUNDANESE}, (0, 220, 1200, 520)),
            ({"verdict": "true"}, (200, 0, 1000, 214)),
            ({"office": "Diskominfo Kota Bandung"}, (0, 530, 600, 630)),
            ({"number": "KLR-2026-000124"}, (700, 530, 1200, 630)),
            ({"date": "1 Mei 2026"}, (700, 530, 1200, 630)),
        ],
        ids=["title", "verdict", "office", "number", "date"],
    )
    def test_says(self, changed: dict[str, str], box: tuple[int, int, int, int]) -> None:
        assert differs(poster(), poster(**changed), box)

    def test_a_noisy_one_is_compressed_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        noise = Image.effect_noise((1200, 630), 40).convert("RGB")
        assert len(drawing._encoded(noise)) < LARGEST
        monkeypatch.setattr(drawing, "LARGEST", 10**9)
        assert len(drawing._encoded(noise)) > LARGEST

    def test_the_word_stands_where_a_square_preview_shows_it(self) -> None:
        middle = opened(draw(poster())).crop((285, 0, 915, 214))
        sides = opened(draw(poster())).crop((0, 0, 285, 214))
        white = [sum(part.convert("L").histogram()[250:]) for part in (middle, sides)]
        assert white[0] > 30_000
        assert white[1] < 100


class TestFit:
    @pytest.mark.parametrize("title", [SHORT, LONG, SUNDANESE, ENDLESS], ids=NAMES[:4])
    def test_stays_in_its_room(self, title: str) -> None:
        letters, lines = fit(title, 800, SIZES, WIDTH, HEIGHT, 5)
        assert 1 <= len(lines) <= 5
        assert len(lines) * letters.leading <= HEIGHT
        assert all(letters.width(line) <= WIDTH for line in lines)

    def test_a_short_title_is_large_and_a_long_one_small(self) -> None:
        sizes = [fit(title, 800, SIZES, WIDTH, HEIGHT, 5)[0].size for title in (SHORT, LONG)]
        assert sizes == [max(SIZES), min(SIZES)]

    def test_what_does_not_fit_ends_with_an_ellipsis(self) -> None:
        _, lines = fit(LONG, 800, SIZES, WIDTH, HEIGHT, 5)
        assert len(lines) == 5
        assert lines[-1].endswith(ELLIPSIS)
        assert " ".join(lines).removesuffix(ELLIPSIS) in LONG

    def test_nothing_is_cut_that_fits(self) -> None:
        _, lines = fit(SUNDANESE, 800, SIZES, WIDTH, HEIGHT, 5)
        assert " ".join(lines) == SUNDANESE

    def test_no_word_stands_alone_on_the_last_line(self) -> None:
        letters, lines = fit(SHORT, 800, (84,), WIDTH, HEIGHT, 5)
        assert len(lines) == 2
        shorter, longer = sorted(letters.width(line) for line in lines)
        assert shorter > longer / 2

    def test_an_endless_word_is_broken(self) -> None:
        lines = wrap([ENDLESS], face(800, 40), WIDTH)
        assert "".join(lines) == ENDLESS
        assert len(lines) > 1


class TestLetters:
    @pytest.mark.parametrize(
        "letters",
        ["éèêëÉ", "ñçøå", "ḍṭāīū", "“’–—…€", "Ωи"],  # noqa: RUF001 - typographic on purpose
        ids=["e", "latin", "java", "marks", "more"],
    )
    def test_are_there(self, letters: str) -> None:
        assert "".join(piece for _, piece in face(800, 40).runs(letters)) == letters

    def test_come_from_the_font_of_jakarta_first(self) -> None:
        ((font, _),) = face(800, 40).runs(SUNDANESE)
        assert isinstance(font, ImageFont.FreeTypeFont)
        assert font.getname()[0] == "Plus Jakarta Sans"

    def test_are_left_out_where_no_font_has_them(self) -> None:
        shown = "".join(piece for _, piece in face(800, 40).runs("Awas🔥 palsu"))
        assert shown == "Awas palsu"
        assert wrap(["🔥", "Awas", "🔥"], face(800, 40), WIDTH) == ["Awas"]

    def test_a_sign_goes_with_the_letter_that_no_font_has(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("api.sharing.lettering._SCRIPTS", ())
        _system_fonts.cache_clear()
        face.cache_clear()
        shown = "".join(piece for _, piece in face(800, 41).runs("ka ᮘᮨᮏ ka"))
        _system_fonts.cache_clear()
        face.cache_clear()
        assert shown == "ka  ka"


def test_every_verdict_has_a_stamp_of_its_own() -> None:
    assert set(STAMPS) == set(Verdict)
    for part in ("word", "colour", "sign"):
        assert len({getattr(stamp, part) for stamp in STAMPS.values()}) == len(STAMPS)
    assert stamp_of("of-a-later-release").word == "KLARIFIKASI"
