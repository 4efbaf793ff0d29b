from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.completion_status import CompletionStatus

T = TypeVar("T", bound="CompletionAnswer")


@_attrs_define
class CompletionAnswer:
    """What a tenant declared for a period, or that it need not."""

    tenant: str
    period: str
    status: CompletionStatus | str
    version: int
    nil: bool
    late: bool
    """ first declared after the period's due day """
    note: None | str
    reason: None | str
    """ of the province: why reopened or exempt """
    first_declared_at: datetime.datetime | None
    declared_at: datetime.datetime | None
    declared_by_name: None | str
    decided_at: datetime.datetime | None
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tenant = self.tenant

        period = self.period

        status: str
        if isinstance(self.status, CompletionStatus):
            status = self.status.value
        else:
            status = self.status

        version = self.version

        nil = self.nil

        late = self.late

        note: None | str
        note = self.note

        reason: None | str
        reason = self.reason

        first_declared_at: None | str
        if isinstance(self.first_declared_at, datetime.datetime):
            first_declared_at = self.first_declared_at.isoformat()
        else:
            first_declared_at = self.first_declared_at

        declared_at: None | str
        if isinstance(self.declared_at, datetime.datetime):
            declared_at = self.declared_at.isoformat()
        else:
            declared_at = self.declared_at

        declared_by_name: None | str
        declared_by_name = self.declared_by_name

        decided_at: None | str
        if isinstance(self.decided_at, datetime.datetime):
            decided_at = self.decided_at.isoformat()
        else:
            decided_at = self.decided_at

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tenant": tenant,
                "period": period,
                "status": status,
                "version": version,
                "nil": nil,
                "late": late,
                "note": note,
                "reason": reason,
                "first_declared_at": first_declared_at,
                "declared_at": declared_at,
                "declared_by_name": declared_by_name,
                "decided_at": decided_at,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        tenant = d.pop("tenant")

        period = d.pop("period")

        def _parse_status(data: object) -> CompletionStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = CompletionStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CompletionStatus | str, data)

        status = _parse_status(d.pop("status"))

        version = d.pop("version")

        nil = d.pop("nil")

        late = d.pop("late")

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        def _parse_first_declared_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                first_declared_at_type_0 = datetime.datetime.fromisoformat(data)

                return first_declared_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        first_declared_at = _parse_first_declared_at(d.pop("first_declared_at"))

        def _parse_declared_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                declared_at_type_0 = datetime.datetime.fromisoformat(data)

                return declared_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        declared_at = _parse_declared_at(d.pop("declared_at"))

        def _parse_declared_by_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        declared_by_name = _parse_declared_by_name(d.pop("declared_by_name"))

        def _parse_decided_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decided_at_type_0 = datetime.datetime.fromisoformat(data)

                return decided_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        decided_at = _parse_decided_at(d.pop("decided_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        completion_answer = cls(
            tenant=tenant,
            period=period,
            status=status,
            version=version,
            nil=nil,
            late=late,
            note=note,
            reason=reason,
            first_declared_at=first_declared_at,
            declared_at=declared_at,
            declared_by_name=declared_by_name,
            decided_at=decided_at,
            created_at=created_at,
            updated_at=updated_at,
        )

        completion_answer.additional_properties = d
        return completion_answer

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
