from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.standing import Standing
from ..models.tenant_kind import TenantKind

if TYPE_CHECKING:
    from ..models.report_counts import ReportCounts


T = TypeVar("T", bound="TenantCompleteness")


@_attrs_define
class TenantCompleteness:
    """How complete and timely one tenant is in one period; each figure is 0 or 1."""

    tenant: str
    name: str
    kind: str | TenantKind
    period: str
    standing: Standing | str
    expected: int
    """ 0 for who is exempt or inactive, and for the province """
    received: int
    """ expected, and declared complete or nil """
    on_time: int
    """ received, and first declared by the due day """
    nil: int
    """ received, and there was nothing to report """
    exempt: int
    first_declared_at: datetime.datetime | None
    declared_at: datetime.datetime | None
    reports: ReportCounts
    """ Reports that were handed in, by what became of them. Drafts never count. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tenant = self.tenant

        name = self.name

        kind: str
        if isinstance(self.kind, TenantKind):
            kind = self.kind.value
        else:
            kind = self.kind

        period = self.period

        standing: str
        if isinstance(self.standing, Standing):
            standing = self.standing.value
        else:
            standing = self.standing

        expected = self.expected

        received = self.received

        on_time = self.on_time

        nil = self.nil

        exempt = self.exempt

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

        reports = self.reports.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tenant": tenant,
                "name": name,
                "kind": kind,
                "period": period,
                "standing": standing,
                "expected": expected,
                "received": received,
                "on_time": on_time,
                "nil": nil,
                "exempt": exempt,
                "first_declared_at": first_declared_at,
                "declared_at": declared_at,
                "reports": reports,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.report_counts import ReportCounts  # noqa: PLC0415

        d = dict(src_dict)
        tenant = d.pop("tenant")

        name = d.pop("name")

        def _parse_kind(data: object) -> str | TenantKind:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = TenantKind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TenantKind, data)

        kind = _parse_kind(d.pop("kind"))

        period = d.pop("period")

        def _parse_standing(data: object) -> Standing | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                standing_type_0 = Standing(data)

                return standing_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Standing | str, data)

        standing = _parse_standing(d.pop("standing"))

        expected = d.pop("expected")

        received = d.pop("received")

        on_time = d.pop("on_time")

        nil = d.pop("nil")

        exempt = d.pop("exempt")

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

        reports = ReportCounts.from_dict(d.pop("reports"))

        tenant_completeness = cls(
            tenant=tenant,
            name=name,
            kind=kind,
            period=period,
            standing=standing,
            expected=expected,
            received=received,
            on_time=on_time,
            nil=nil,
            exempt=exempt,
            first_declared_at=first_declared_at,
            declared_at=declared_at,
            reports=reports,
        )

        tenant_completeness.additional_properties = d
        return tenant_completeness

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
