"""The recap as a page: it loads nothing, runs nothing, and looks the same when it is saved or printed."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from api.rollups import recap_charts as charts
from api.rollups.recap import NOTHING, Recap
from api.rollups.recap_sentences import lead
from api.rollups.recap_texts import Writer
from api.rollups.schemas import PeriodCompleteness
from api.rollups.tilemap import DRAWN

_TEMPLATES = Environment(
    loader=PackageLoader("api.rollups"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TWO = 2  # months that a comparison needs


@cache
def style() -> str:
    """The page's style, with its letters in it."""
    room = files("api.rollups")
    letters = base64.b64encode((room / "fonts" / "PlusJakartaSans.woff2").read_bytes()).decode()
    text = (room / "templates" / "recap.css").read_text(encoding="utf-8")
    return text.replace("LETTERS", letters)


@cache
def headers() -> dict[str, str]:
    """What a browser is told: nothing but this style and these letters."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex",
    }


def draw(about: Recap, language: str) -> str:
    """The page in Indonesian or English."""
    writer = Writer(language)
    return _TEMPLATES.get_template("recap.html").render(
        language=language,
        words=writer.words,
        write=writer,
        style=Markup(style()),  # noqa: S704 - a file of ours
        about=about,
        lead=lead(about, writer),
        cards=_cards(about, writer),
        missing=[row.name for row in about.rows if row.standing == "undeclared"],
        map=charts.tile_map(about, writer),
        drawn=about.province in DRAWN,
        bars=charts.bars(about.kinds, writer),
        columns=charts.columns(about, writer),
        year=charts.year(about, writer),
        legend=charts.LOOKS,
        nothing=NOTHING,
    )


def _cards(about: Recap, writer: Writer) -> list[tuple[str, str, str]]:
    """What it is, how much, and a word about it."""
    sums = about.totals
    found = _rates(about.month, writer) if about.whole else _own(about, writer)
    before = about.months[-2] if len(about.months) >= _TWO else NOTHING
    for name in ("activities", "participants", "reach"):
        value, earlier = getattr(sums, name), getattr(before, name)
        found.append(
            (writer.words[name], writer.short(value), _versus(about, earlier, value, writer))
        )
    return found


def _versus(about: Recap, before: int, after: int, writer: Writer) -> str:
    change = writer.change(before, after)
    return f"{change} / {writer.short_month(about.periods[-2].period)}" if change else ""


def _rates(month: PeriodCompleteness, writer: Writer) -> list[tuple[str, str, str]]:
    totals = month.totals
    return [
        (
            writer.words[name],
            writer.share(getattr(totals, name)),
            f"{writer.number(getattr(totals, part))} / {writer.number(totals.expected)}",
        )
        for name, part in (("completeness", "received"), ("timeliness", "on_time"))
    ]


def _own(about: Recap, writer: Writer) -> list[tuple[str, str, str]]:
    (row,) = about.rows
    when = writer.date(row.declared_at.astimezone(about.made_at.tzinfo)) if row.declared_at else ""
    return [(writer.words["standing"], writer.standing(row.standing), when)]
