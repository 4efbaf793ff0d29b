"""Each set of values, rendered once."""

from pathlib import Path

import pytest

from tests.helm.program import VALUES, Manifest, render


@pytest.fixture(scope="session")
def rendered() -> dict[str, list[Manifest]]:
    return {_name(values): render(values) for values in VALUES}


@pytest.fixture(scope="session", params=[path.name.removesuffix("-values.yaml") for path in VALUES])
def manifests(
    request: pytest.FixtureRequest, rendered: dict[str, list[Manifest]]
) -> list[Manifest]:
    """What one set of values gives."""
    return rendered[request.param]


def _name(values: Path) -> str:
    return values.name.removesuffix("-values.yaml")
