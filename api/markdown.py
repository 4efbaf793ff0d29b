"""Markdown in, sanitised HTML and plain text out."""

import re
from html import unescape

import nh3
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
_TAGS = {
    *("p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}}
# A link leads to a host that it names: nothing before an @, nothing that browsers mend each their way.
_HREF = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)
# Refused where they are typed (`fields.VISIBLE`), but Markdown has names for them: `&#x202e;`.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BLOCK_END = re.compile(r"</(?:p|li|h\d|tr|pre|blockquote)>|<br ?/?>|<hr ?/?>")
_BLANK = re.compile(r"[ \t]+")
_LINES = re.compile(r"\s*\n\s*")
_TAG = re.compile(r"^\s*[\[(][^\])]{1,30}[\])]\s*")


def untagged(title: str) -> str:
    """A title without the `[HOAKS]` that offices put before it."""
    return _TAG.sub("", title)


def to_html(markdown: str) -> str:
    """HTML that may stand in any page: no scripts, no images, links http(s) and nofollow alone."""
    html = nh3.clean(
        _MARKDOWN.render(markdown),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer",
    )
    return UNPRINTABLE.sub("", html).strip()


def _kept(_: str, name: str, value: str) -> str | None:
    return value if name != "href" or _HREF.fullmatch(value) else None


def to_text(html: str) -> str:
    """The words of sanitised HTML, a line per block."""
    broken = _BLOCK_END.sub("\n", html)
    bare = unescape(nh3.clean(broken, tags=set()))
    return _LINES.sub("\n", _BLANK.sub(" ", bare)).strip()


def summary_of(text: str, longest: int = 240) -> str:
    """The beginning of a text, ended at a word."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"
