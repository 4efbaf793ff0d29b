from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.policy_status import PolicyStatus

if TYPE_CHECKING:
    from ..models.violation_kind_answer import ViolationKindAnswer


T = TypeVar("T", bound="PolicyAnswer")


@_attrs_define
class PolicyAnswer:
    """A revision of the policy."""

    id: UUID
    status: PolicyStatus | str
    version: int
    revision: int
    title: str
    language: str
    body: str
    """ Markdown """
    body_html: str
    """ sanitised """
    kinds: list[ViolationKindAnswer]
    change_note: None | str
    activated_at: datetime.datetime | None
    retired_at: datetime.datetime | None
    acknowledged_at: datetime.datetime | None
    """ when you did, as a member of this tenant; null for a machine client """
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        status: str
        if isinstance(self.status, PolicyStatus):
            status = self.status.value
        else:
            status = self.status

        version = self.version

        revision = self.revision

        title = self.title

        language = self.language

        body = self.body

        body_html = self.body_html

        kinds = []
        for kinds_item_data in self.kinds:
            kinds_item = kinds_item_data.to_dict()
            kinds.append(kinds_item)

        change_note: None | str
        change_note = self.change_note

        activated_at: None | str
        if isinstance(self.activated_at, datetime.datetime):
            activated_at = self.activated_at.isoformat()
        else:
            activated_at = self.activated_at

        retired_at: None | str
        if isinstance(self.retired_at, datetime.datetime):
            retired_at = self.retired_at.isoformat()
        else:
            retired_at = self.retired_at

        acknowledged_at: None | str
        if isinstance(self.acknowledged_at, datetime.datetime):
            acknowledged_at = self.acknowledged_at.isoformat()
        else:
            acknowledged_at = self.acknowledged_at

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "status": status,
                "version": version,
                "revision": revision,
                "title": title,
                "language": language,
                "body": body,
                "body_html": body_html,
                "kinds": kinds,
                "change_note": change_note,
                "activated_at": activated_at,
                "retired_at": retired_at,
                "acknowledged_at": acknowledged_at,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.violation_kind_answer import ViolationKindAnswer  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_status(data: object) -> PolicyStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = PolicyStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(PolicyStatus | str, data)

        status = _parse_status(d.pop("status"))

        version = d.pop("version")

        revision = d.pop("revision")

        title = d.pop("title")

        language = d.pop("language")

        body = d.pop("body")

        body_html = d.pop("body_html")

        kinds = []
        _kinds = d.pop("kinds")
        for kinds_item_data in _kinds:
            kinds_item = ViolationKindAnswer.from_dict(kinds_item_data)

            kinds.append(kinds_item)

        def _parse_change_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        change_note = _parse_change_note(d.pop("change_note"))

        def _parse_activated_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                activated_at_type_0 = datetime.datetime.fromisoformat(data)

                return activated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        activated_at = _parse_activated_at(d.pop("activated_at"))

        def _parse_retired_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                retired_at_type_0 = datetime.datetime.fromisoformat(data)

                return retired_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        retired_at = _parse_retired_at(d.pop("retired_at"))

        def _parse_acknowledged_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                acknowledged_at_type_0 = datetime.datetime.fromisoformat(data)

                return acknowledged_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        acknowledged_at = _parse_acknowledged_at(d.pop("acknowledged_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        policy_answer = cls(
            id=id,
            status=status,
            version=version,
            revision=revision,
            title=title,
            language=language,
            body=body,
            body_html=body_html,
            kinds=kinds,
            change_note=change_note,
            activated_at=activated_at,
            retired_at=retired_at,
            acknowledged_at=acknowledged_at,
            created_at=created_at,
            updated_at=updated_at,
        )

        policy_answer.additional_properties = d
        return policy_answer

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
