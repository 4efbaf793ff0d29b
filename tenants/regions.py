"""The 38 provinces and 514 regencies and cities of Indonesia, by their Kemendagri codes.

`wilayah.csv` follows Kepmendagri 300.2.2-2138/2025. Codes are text: `32.10` is not a number.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tenants.models import TenantKind

_FIRST_CITY = 71  # Kemendagri numbers regencies from 01 and cities from 71


@dataclass(frozen=True)
class Region:
    """One line of the official list."""

    code: str
    name: str

    @property
    def kind(self) -> TenantKind:
        """Province, regency or city, told by the code alone."""
        number = self.code.partition(".")[2]
        if not number:
            return TenantKind.PROVINCE
        return TenantKind.CITY if int(number) >= _FIRST_CITY else TenantKind.REGENCY


@cache
def all_regions() -> tuple[Region, ...]:
    """All 552 regions in the order of their codes."""
    with files("tenants").joinpath("wilayah.csv").open(encoding="utf-8") as lines:
        rows = [Region(row["code"], row["name"].strip()) for row in csv.DictReader(lines)]
    return tuple(sorted(rows, key=lambda region: region.code))


def regions_of(province: str) -> tuple[Region, ...]:
    """A province (first) and its regencies and cities. Raises `ValueError` for an unknown code."""
    found = tuple(
        r for r in all_regions() if r.code == province or r.code.startswith(f"{province}.")
    )
    if not found or found[0].kind is not TenantKind.PROVINCE:
        message = f"{province!r} is not the code of a province"
        raise ValueError(message)
    return found
