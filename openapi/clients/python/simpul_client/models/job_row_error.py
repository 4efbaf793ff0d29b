from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="JobRowError")


@_attrs_define
class JobRowError:
    """One thing to change in a row."""

    column: None | str
    """ its title in the table; null: the row as a whole """
    pointer: str
    """ JSON Pointer into the request that the row stands for """
    code: str
    detail: str
    mend: str
    """ what to write there """
    existing_id: None | UUID
    """ the row that has this reference already """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        column: None | str
        column = self.column

        pointer = self.pointer

        code = self.code

        detail = self.detail

        mend = self.mend

        existing_id: None | str
        if isinstance(self.existing_id, UUID):
            existing_id = str(self.existing_id)
        else:
            existing_id = self.existing_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "column": column,
                "pointer": pointer,
                "code": code,
                "detail": detail,
                "mend": mend,
                "existing_id": existing_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_column(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        column = _parse_column(d.pop("column"))

        pointer = d.pop("pointer")

        code = d.pop("code")

        detail = d.pop("detail")

        mend = d.pop("mend")

        def _parse_existing_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                existing_id_type_0 = UUID(data)

                return existing_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        existing_id = _parse_existing_id(d.pop("existing_id"))

        job_row_error = cls(
            column=column,
            pointer=pointer,
            code=code,
            detail=detail,
            mend=mend,
            existing_id=existing_id,
        )

        job_row_error.additional_properties = d
        return job_row_error

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
