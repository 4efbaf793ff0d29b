from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.government import Government


T = TypeVar("T", bound="CoverageAnswer")


@_attrs_define
class CoverageAnswer:
    """How far a clarification has got."""

    asked: int
    acknowledged: int
    """ those that acknowledged it or have relayed it """
    relayed: int
    declined: int
    waiting: list[Government]
    """ neither relayed nor declined """
    attention: list[Government]
    """ relayed, and not dealt with the correction or the retraction that came since """
    whatsapp_text: str
    """ Indonesian, to paste into a group """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        asked = self.asked

        acknowledged = self.acknowledged

        relayed = self.relayed

        declined = self.declined

        waiting = []
        for waiting_item_data in self.waiting:
            waiting_item = waiting_item_data.to_dict()
            waiting.append(waiting_item)

        attention = []
        for attention_item_data in self.attention:
            attention_item = attention_item_data.to_dict()
            attention.append(attention_item)

        whatsapp_text = self.whatsapp_text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "asked": asked,
                "acknowledged": acknowledged,
                "relayed": relayed,
                "declined": declined,
                "waiting": waiting,
                "attention": attention,
                "whatsapp_text": whatsapp_text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.government import Government  # noqa: PLC0415

        d = dict(src_dict)
        asked = d.pop("asked")

        acknowledged = d.pop("acknowledged")

        relayed = d.pop("relayed")

        declined = d.pop("declined")

        waiting = []
        _waiting = d.pop("waiting")
        for waiting_item_data in _waiting:
            waiting_item = Government.from_dict(waiting_item_data)

            waiting.append(waiting_item)

        attention = []
        _attention = d.pop("attention")
        for attention_item_data in _attention:
            attention_item = Government.from_dict(attention_item_data)

            attention.append(attention_item)

        whatsapp_text = d.pop("whatsapp_text")

        coverage_answer = cls(
            asked=asked,
            acknowledged=acknowledged,
            relayed=relayed,
            declined=declined,
            waiting=waiting,
            attention=attention,
            whatsapp_text=whatsapp_text,
        )

        coverage_answer.additional_properties = d
        return coverage_answer

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
