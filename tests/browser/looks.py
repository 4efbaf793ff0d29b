"""What a page looks like, measured in the browser."""

import base64
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.keys import Keys

# For every element with text of its own, and for every button: colours as the browser computed them,
# the backgrounds from the element up to the root.
_PAINTED = """
const found = [];
for (const element of document.body.querySelectorAll("*")) {
  const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  if (!own && element.tagName !== "INPUT") continue;
  if (element.type === "hidden" || element.hidden) continue;
  const style = getComputedStyle(element);
  const behind = [];
  for (let at = element; at; at = at.parentElement) behind.push(getComputedStyle(at).backgroundColor);
  found.push({name: element.tagName + " " + (element.textContent.trim() || element.name),
    colour: style.color, behind, border: style.borderTopColor, size: parseFloat(style.fontSize),
    kind: element.type || ""});
}
return found;
"""
_UNLABELLED = """
return [...document.querySelectorAll("input, select, textarea")]
  .filter(e => e.type !== "hidden" && !e.hidden)
  .filter(e => ![...e.labels].some(l => l.innerText.trim()))
  .map(e => e.name);
"""
_WIDTHS = "return [document.scrollingElement.scrollWidth, window.innerWidth]"
# What Tab reaches, in the order of the page.
_REACHABLE = """
return [...document.querySelectorAll("a[href], button, input, select, textarea")]
  .filter(e => e.type !== "hidden" && !e.hidden && e.tabIndex >= 0 && !e.disabled);
"""
# Buttons and fields that are too small for a finger (WCAG 2.2, 2.5.8: 24 CSS pixels).
_SMALL = """
return [...document.querySelectorAll("button, input, .aside a, footer a")]
  .filter(e => e.type !== "hidden" && !e.hidden && e.type !== "radio")
  .filter(e => { const box = e.getBoundingClientRect(); return box.height < 24 || box.width < 24; })
  .map(e => e.outerHTML);
"""
_OUTLINE = (
    "const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]"
)
LEAST_TEXT = 4.5  # WCAG 2.2, 1.4.3
LEAST_BORDER = 3  # 1.4.11
LEAST_PHONE_FIELD = 16  # below it a phone zooms into the field
_NUMBERS = re.compile(r"[\d.]+")
Colour = tuple[float, float, float, float]


@dataclass(frozen=True)
class Painted:
    """Text on its background."""

    name: str
    contrast: float  # WCAG 2.2, 1.4.3
    size: float  # CSS pixels
    border: float  # contrast of a field's border, 1.4.11
    kind: str


def painted(browser: Chrome) -> list[Painted]:
    """All texts and fields of the page that the browser shows."""
    found = []
    for each in browser.execute_script(_PAINTED):
        ground = _ground([_colour(text) for text in each["behind"]])
        outside = _ground([_colour(text) for text in each["behind"][1:]])
        found.append(
            Painted(
                each["name"],
                contrast(_colour(each["colour"]), ground),
                each["size"],
                contrast(_colour(each["border"]), outside),
                each["kind"],
            )
        )
    return found


def unlabelled(browser: Chrome) -> list[str]:
    """Fields that no label speaks for."""
    found: list[str] = browser.execute_script(_UNLABELLED)
    return found


def widths(browser: Chrome) -> tuple[int, int]:
    """How wide the page is, and the window."""
    page, window = browser.execute_script(_WIDTHS)
    return page, window


def check(browser: Chrome, picture: Path, width: int, status: int = 200, *, ours: str = "") -> None:
    """What holds for every page: it fits, can be read, has labels, and breaks no policy.

    `ours` begins our addresses, where the browser has been at pages of others too.
    """
    assert _whole(browser, picture)
    page, window = widths(browser)
    assert window == width
    assert page <= window
    assert unlabelled(browser) == []
    assert browser.execute_script(_SMALL) == []
    things = painted(browser)
    assert len(things) >= 4
    assert [thing for thing in things if thing.contrast < LEAST_TEXT] == []
    fields = [thing for thing in things if thing.kind in {"email", "password", "text"}]
    assert [thing for thing in fields if thing.border < LEAST_BORDER] == []
    assert [thing for thing in fields if thing.size < LEAST_PHONE_FIELD] == []
    # The console names the page's own status when it is an error, and nothing else.
    own = [] if status == 200 else [f"status of {status}"]
    said = [line for line in complaints(browser) if ours in line]
    assert len(said) == len(own), said
    assert all(part in line for part, line in zip(own, said, strict=True)), said


def _whole(browser: Chrome, picture: Path) -> bool:
    """A picture of the page, all of its height."""
    shot = browser.execute_cdp_cmd(
        "Page.captureScreenshot", {"captureBeyondViewport": True, "format": "png"}
    )
    return picture.write_bytes(base64.b64decode(shot["data"])) > 0


def check_focus(browser: Chrome) -> None:
    """Tab goes through the page in its order, and one sees where it is."""
    expected = browser.execute_script(_REACHABLE)
    # From the top: a field may have the focus already.
    browser.execute_script("document.activeElement.blur(); window.getSelection().removeAllRanges()")
    browser.execute_script("document.body.tabIndex = -1; document.body.focus()")
    for element in expected:
        ActionChains(browser).send_keys(Keys.TAB).perform()
        assert browser.switch_to.active_element == element
        style, size = browser.execute_script(_OUTLINE)
        assert (style, size) == ("solid", "3px")


def complaints(browser: Chrome) -> list[str]:
    """What the browser wrote into its console since it was asked last; the policy speaks there."""
    entries: list[dict[str, Any]] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [f"{entry['level']}: {entry['message']}" for entry in entries]


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of WCAG 2.2 of two opaque colours: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _colour(text: str) -> Colour:
    red, green, blue, *alpha = (float(number) for number in _NUMBERS.findall(text))
    return red, green, blue, alpha[0] if alpha else 1.0


def _ground(behind: list[Colour]) -> Colour:
    """The first background that is painted; the canvas is white."""
    opaque = [colour for colour in behind if colour[3] > 0]
    assert all(colour[3] == 1 for colour in opaque), "half transparent: not measured here"
    return opaque[0] if opaque else (255, 255, 255, 1)


def _luminance(colour: Colour) -> float:
    parts = []
    for value in colour[:3]:
        part = value / 255
        parts.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
