from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.clarification_status import ClarificationStatus

T = TypeVar("T", bound="CorrectionState")


@_attrs_define
class CorrectionState:
    """An open correction of a published clarification; the texts of the answer are then its own."""

    revision: int
    status: ClarificationStatus | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        revision = self.revision

        status: str
        if isinstance(self.status, ClarificationStatus):
            status = self.status.value
        else:
            status = self.status

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "revision": revision,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        revision = d.pop("revision")

        def _parse_status(data: object) -> ClarificationStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = ClarificationStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ClarificationStatus | str, data)

        status = _parse_status(d.pop("status"))

        correction_state = cls(
            revision=revision,
            status=status,
        )

        correction_state.additional_properties = d
        return correction_state

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
