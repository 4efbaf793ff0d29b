from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.completion_warning import CompletionWarning

T = TypeVar("T", bound="CompletionWarningAnswer")


@_attrs_define
class CompletionWarningAnswer:
    """Something that does not forbid the declaration."""

    code: CompletionWarning | str
    count: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code: str
        if isinstance(self.code, CompletionWarning):
            code = self.code.value
        else:
            code = self.code

        count = self.count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "count": count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_code(data: object) -> CompletionWarning | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                code_type_0 = CompletionWarning(data)

                return code_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CompletionWarning | str, data)

        code = _parse_code(d.pop("code"))

        count = d.pop("count")

        completion_warning_answer = cls(
            code=code,
            count=count,
        )

        completion_warning_answer.additional_properties = d
        return completion_warning_answer

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
