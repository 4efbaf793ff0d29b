"""The commands that the chart's README tells people to run."""

import re

from tests.helm.program import CHART

TEXT = (CHART / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.+?)^```", TEXT, re.DOTALL | re.MULTILINE)


def block_with(words: str) -> str:
    found: str
    [found] = [block for block in BLOCKS if words in block]
    return found.replace("\\\n", "")
