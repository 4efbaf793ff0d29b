from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.reporter_answer import ReporterAnswer


T = TypeVar("T", bound="ClaimReporters")


@_attrs_define
class ClaimReporters:
    """Who reported a claim, oldest first; nobody once 30 days are over since it was closed."""

    reference: str
    reporters: list[ReporterAnswer]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        reference = self.reference

        reporters = []
        for reporters_item_data in self.reporters:
            reporters_item = reporters_item_data.to_dict()
            reporters.append(reporters_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "reference": reference,
                "reporters": reporters,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.reporter_answer import ReporterAnswer  # noqa: PLC0415

        d = dict(src_dict)
        reference = d.pop("reference")

        reporters = []
        _reporters = d.pop("reporters")
        for reporters_item_data in _reporters:
            reporters_item = ReporterAnswer.from_dict(reporters_item_data)

            reporters.append(reporters_item)

        claim_reporters = cls(
            reference=reference,
            reporters=reporters,
        )

        claim_reporters.additional_properties = d
        return claim_reporters

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
