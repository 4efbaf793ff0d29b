"""What the chart's README tells people to run."""

import re
import shlex
from collections import Counter

import yaml

from tests.helm.program import CHART, ROOT, assert_exists, helm
from tests.helm.readme import BLOCKS, block_with


class TestReadme:
    def test_gives_commands_that_exist(self) -> None:
        found = re.findall(r"(?<![/=])\bsimpul ([a-z]+ [^|;#>&\n]+|roles)", "\n".join(BLOCKS))
        names = Counter(
            " ".join(re.findall(r"^[a-z]+(?: (?=[a-z]+\b)[a-z]+)?", command)) for command in found
        )
        assert names == {
            "roles": 2,
            "keys create": 2,
            "keys rotate": 2,
            "keys reseal": 1,
            "bootstrap": 1,
        }
        for command in found:
            assert_exists(command)

    def test_gives_all_that_must_be_given(self) -> None:
        release = shlex.split(block_with("helm upgrade"))
        assert release[:3] == ["helm", "upgrade", "--install"]
        name, chart, wait, *options = release[3:]
        assert (ROOT / chart, wait) == (CHART, "--wait")
        run = helm("template", name, CHART, *options)
        assert run.returncode == 0, run.stderr

    def test_makes_the_secrets_that_the_pods_read(self) -> None:
        made = re.findall(r"--from-(?:literal|file)=([a-z.-]+)", block_with("create secret"))
        values = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
        parts = values["existingSecrets"].values()
        assert sorted(made) == sorted(key for part in parts for key in part["keys"].values())

    def test_changes_keys_of_the_secret_that_are_there(self) -> None:
        values = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
        keys = values["existingSecrets"]["application"]["keys"]
        changed = set(re.findall(r"^data: \{([a-z.-]+):", "".join(BLOCKS), re.MULTILINE))
        assert changed == {keys["signingKeys"], keys["sealingKeys"]}
