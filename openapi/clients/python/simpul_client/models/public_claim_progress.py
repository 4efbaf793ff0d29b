from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.public_claim_status import PublicClaimStatus

if TYPE_CHECKING:
    from ..models.public_claim_verdict import PublicClaimVerdict
    from ..models.public_office import PublicOffice


T = TypeVar("T", bound="PublicClaimProgress")


@_attrs_define
class PublicClaimProgress:
    """How far a claim is, for whoever has its secret."""

    reference: str
    region: str
    status: PublicClaimStatus | str
    message: str
    """ the status in words, in the language of Accept-Language """
    office: PublicOffice
    """ Who answers a claim now. """
    reported_at: datetime.datetime
    due_at: datetime.datetime | None
    """ null once it is closed """
    closed_at: datetime.datetime | None
    answer: None | PublicClaimVerdict
    """ once it is clarified, if the answer is for everybody """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.public_claim_verdict import PublicClaimVerdict  # noqa: PLC0415

        reference = self.reference

        region = self.region

        status: str
        if isinstance(self.status, PublicClaimStatus):
            status = self.status.value
        else:
            status = self.status

        message = self.message

        office = self.office.to_dict()

        reported_at = self.reported_at.isoformat()

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        answer: dict[str, Any] | None
        if isinstance(self.answer, PublicClaimVerdict):
            answer = self.answer.to_dict()
        else:
            answer = self.answer

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "reference": reference,
                "region": region,
                "status": status,
                "message": message,
                "office": office,
                "reported_at": reported_at,
                "due_at": due_at,
                "closed_at": closed_at,
                "answer": answer,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.public_claim_verdict import PublicClaimVerdict  # noqa: PLC0415
        from ..models.public_office import PublicOffice  # noqa: PLC0415

        d = dict(src_dict)
        reference = d.pop("reference")

        region = d.pop("region")

        def _parse_status(data: object) -> PublicClaimStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = PublicClaimStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(PublicClaimStatus | str, data)

        status = _parse_status(d.pop("status"))

        message = d.pop("message")

        office = PublicOffice.from_dict(d.pop("office"))

        reported_at = datetime.datetime.fromisoformat(d.pop("reported_at"))

        def _parse_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_at_type_0 = datetime.datetime.fromisoformat(data)

                return due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        due_at = _parse_due_at(d.pop("due_at"))

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        def _parse_answer(data: object) -> None | PublicClaimVerdict:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                answer_type_0 = PublicClaimVerdict.from_dict(data)

                return answer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PublicClaimVerdict, data)

        answer = _parse_answer(d.pop("answer"))

        public_claim_progress = cls(
            reference=reference,
            region=region,
            status=status,
            message=message,
            office=office,
            reported_at=reported_at,
            due_at=due_at,
            closed_at=closed_at,
            answer=answer,
        )

        public_claim_progress.additional_properties = d
        return public_claim_progress

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
