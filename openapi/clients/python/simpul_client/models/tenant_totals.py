from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.tenant_kind import TenantKind

if TYPE_CHECKING:
    from ..models.completeness_totals import CompletenessTotals


T = TypeVar("T", bound="TenantTotals")


@_attrs_define
class TenantTotals:
    """One tenant over all months of the answer."""

    tenant: str
    name: str
    kind: str | TenantKind
    totals: CompletenessTotals
    """ Sums over some rows; a rate is null where nothing is expected. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tenant = self.tenant

        name = self.name

        kind: str
        if isinstance(self.kind, TenantKind):
            kind = self.kind.value
        else:
            kind = self.kind

        totals = self.totals.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tenant": tenant,
                "name": name,
                "kind": kind,
                "totals": totals,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.completeness_totals import CompletenessTotals  # noqa: PLC0415

        d = dict(src_dict)
        tenant = d.pop("tenant")

        name = d.pop("name")

        def _parse_kind(data: object) -> str | TenantKind:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = TenantKind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TenantKind, data)

        kind = _parse_kind(d.pop("kind"))

        totals = CompletenessTotals.from_dict(d.pop("totals"))

        tenant_totals = cls(
            tenant=tenant,
            name=name,
            kind=kind,
            totals=totals,
        )

        tenant_totals.additional_properties = d
        return tenant_totals

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
