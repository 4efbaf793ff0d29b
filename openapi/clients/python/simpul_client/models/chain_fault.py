from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.chain_fault_kind import ChainFaultKind

T = TypeVar("T", bound="ChainFault")


@_attrs_define
class ChainFault:
    """The first thing that is wrong."""

    seq: int
    """ the number of the event that it is about """
    kind: ChainFaultKind | str
    detail: str
    """ for people, in the language of Accept-Language """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        seq = self.seq

        kind: str
        if isinstance(self.kind, ChainFaultKind):
            kind = self.kind.value
        else:
            kind = self.kind

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "seq": seq,
                "kind": kind,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        seq = d.pop("seq")

        def _parse_kind(data: object) -> ChainFaultKind | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = ChainFaultKind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChainFaultKind | str, data)

        kind = _parse_kind(d.pop("kind"))

        detail = d.pop("detail")

        chain_fault = cls(
            seq=seq,
            kind=kind,
            detail=detail,
        )

        chain_fault.additional_properties = d
        return chain_fault

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
