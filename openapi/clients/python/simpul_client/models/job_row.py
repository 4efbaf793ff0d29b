from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.job_row_error import JobRowError


T = TypeVar("T", bound="JobRow")


@_attrs_define
class JobRow:
    """A row that was refused."""

    line: int
    """ in the file, the header's included """
    errors: list[JobRowError]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        line = self.line

        errors = []
        for errors_item_data in self.errors:
            errors_item = errors_item_data.to_dict()
            errors.append(errors_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "line": line,
                "errors": errors,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.job_row_error import JobRowError  # noqa: PLC0415

        d = dict(src_dict)
        line = d.pop("line")

        errors = []
        _errors = d.pop("errors")
        for errors_item_data in _errors:
            errors_item = JobRowError.from_dict(errors_item_data)

            errors.append(errors_item)

        job_row = cls(
            line=line,
            errors=errors,
        )

        job_row.additional_properties = d
        return job_row

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
