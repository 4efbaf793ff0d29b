from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.frozen_part import FrozenPart
    from ..models.snapshot_change import SnapshotChange


T = TypeVar("T", bound="SnapshotPartAnswer")


@_attrs_define
class SnapshotPartAnswer:
    """One tenant's part, and how it differs from today's numbers."""

    tenant: str
    checksum: str
    """ SHA-256 of `data` as canonical JSON """
    valid: bool
    """ whether `data` still has this checksum """
    data: FrozenPart | None
    """ null where it is damaged beyond reading """
    difference: list[SnapshotChange]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.frozen_part import FrozenPart  # noqa: PLC0415

        tenant = self.tenant

        checksum = self.checksum

        valid = self.valid

        data: dict[str, Any] | None
        if isinstance(self.data, FrozenPart):
            data = self.data.to_dict()
        else:
            data = self.data

        difference = []
        for difference_item_data in self.difference:
            difference_item = difference_item_data.to_dict()
            difference.append(difference_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tenant": tenant,
                "checksum": checksum,
                "valid": valid,
                "data": data,
                "difference": difference,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.frozen_part import FrozenPart  # noqa: PLC0415
        from ..models.snapshot_change import SnapshotChange  # noqa: PLC0415

        d = dict(src_dict)
        tenant = d.pop("tenant")

        checksum = d.pop("checksum")

        valid = d.pop("valid")

        def _parse_data(data: object) -> FrozenPart | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                data_type_0 = FrozenPart.from_dict(data)

                return data_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FrozenPart | None, data)

        data = _parse_data(d.pop("data"))

        difference = []
        _difference = d.pop("difference")
        for difference_item_data in _difference:
            difference_item = SnapshotChange.from_dict(difference_item_data)

            difference.append(difference_item)

        snapshot_part_answer = cls(
            tenant=tenant,
            checksum=checksum,
            valid=valid,
            data=data,
            difference=difference,
        )

        snapshot_part_answer.additional_properties = d
        return snapshot_part_answer

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
