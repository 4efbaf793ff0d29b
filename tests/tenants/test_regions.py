from collections import Counter

import pytest

from tenants.models import TenantKind
from tenants.regions import all_regions, regions_of


class TestAllRegions:
    def test_are_the_552_of_the_official_list(self) -> None:
        regions = all_regions()
        assert len({region.code for region in regions}) == len(regions) == 552
        assert Counter(region.kind for region in regions) == {
            TenantKind.PROVINCE: 38,
            TenantKind.REGENCY: 416,
            TenantKind.CITY: 98,
        }

    def test_stand_in_the_order_of_their_codes(self) -> None:
        codes = [region.code for region in all_regions()]
        assert codes == sorted(codes)

    def test_have_names_that_agree_with_their_kinds(self) -> None:
        for region in all_regions():
            assert region.name.strip() == region.name != ""
            if region.kind is TenantKind.CITY:
                assert region.name.startswith("Kota "), region
            if region.kind is TenantKind.REGENCY:
                assert region.name.startswith("Kabupaten "), region

    @pytest.mark.parametrize(
        ("code", "name", "kind"),
        [
            ("32", "Jawa Barat", TenantKind.PROVINCE),
            ("32.04", "Kabupaten Bandung", TenantKind.REGENCY),
            ("32.10", "Kabupaten Majalengka", TenantKind.REGENCY),
            ("32.73", "Kota Bandung", TenantKind.CITY),
        ],
    )
    def test_codes_are_text(self, code: str, name: str, kind: TenantKind) -> None:
        region = next(region for region in all_regions() if region.code == code)
        assert (region.name, region.kind) == (name, kind)


class TestRegionsOf:
    @pytest.mark.parametrize(("province", "count"), [("32", 28), ("51", 10), ("31", 7), ("96", 7)])
    def test_give_the_province_first_and_what_is_in_it(self, province: str, count: int) -> None:
        regions = regions_of(province)
        assert regions[0].code == province
        assert len(regions) == count
        assert {region.code[:2] for region in regions} == {province}

    def test_divide_the_country(self) -> None:
        provinces = [r.code for r in all_regions() if r.kind is TenantKind.PROVINCE]
        found = [region for province in provinces for region in regions_of(province)]
        assert sorted(found, key=lambda region: region.code) == list(all_regions())

    @pytest.mark.parametrize("code", ["99", "", "3", "32.", "32.99", "jawa barat"])
    def test_an_unknown_code_is_an_error(self, code: str) -> None:
        with pytest.raises(ValueError, match="not the code of a province"):
            regions_of(code)

    def test_a_regency_is_no_province(self) -> None:
        with pytest.raises(ValueError, match="not the code of a province"):
            regions_of("32.04")
