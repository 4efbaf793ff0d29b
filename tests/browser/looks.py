"""What a page looks like, measured in the browser."""

import re
from dataclasses import dataclass
from typing import Any

from selenium.webdriver import Chrome

# For every element with text of its own, and for every button: colours as the browser computed them,
# the backgrounds from the element up to the root.
_PAINTED = """
const found = [];
for (const element of document.body.querySelectorAll("*")) {
  const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  if (!own && element.tagName !== "INPUT") continue;
  if (element.type === "hidden") continue;
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
  .filter(e => e.type !== "hidden")
  .filter(e => ![...e.labels].some(l => l.innerText.trim()))
  .map(e => e.name);
"""
_WIDTHS = "return [document.scrollingElement.scrollWidth, window.innerWidth]"
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
