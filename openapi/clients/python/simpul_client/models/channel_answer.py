from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.channel_platform import ChannelPlatform
from ..models.channel_status import ChannelStatus

if TYPE_CHECKING:
    from ..models.custodian_answer import CustodianAnswer
    from ..models.former_handle_answer import FormerHandleAnswer
    from ..models.proof_answer import ProofAnswer


T = TypeVar("T", bound="ChannelAnswer")


@_attrs_define
class ChannelAnswer:
    """A channel."""

    id: UUID
    tenant: str
    status: ChannelStatus | str
    version: int
    platform: ChannelPlatform | str
    url: None | str
    handle: None | str
    name: str
    unit_id: None | UUID
    language: str
    custodians: list[CustodianAnswer]
    proof: None | ProofAnswer
    proof_code: str
    """ put it in the channel's bio to prove that it is yours """
    external_reference: None | str
    former_handles: list[FormerHandleAnswer]
    verified_at: datetime.datetime | None
    last_confirmed_at: datetime.datetime | None
    dormant_since: datetime.datetime | None
    """ nobody confirmed it in time """
    proof_checked_at: datetime.datetime | None
    proof_result: None | str
    """ found, not-found, not-shown, or why the page could not be read """
    decision_note: None | str
    decided_at: datetime.datetime | None
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.proof_answer import ProofAnswer  # noqa: PLC0415

        id = str(self.id)

        tenant = self.tenant

        status: str
        if isinstance(self.status, ChannelStatus):
            status = self.status.value
        else:
            status = self.status

        version = self.version

        platform: str
        if isinstance(self.platform, ChannelPlatform):
            platform = self.platform.value
        else:
            platform = self.platform

        url: None | str
        url = self.url

        handle: None | str
        handle = self.handle

        name = self.name

        unit_id: None | str
        if isinstance(self.unit_id, UUID):
            unit_id = str(self.unit_id)
        else:
            unit_id = self.unit_id

        language = self.language

        custodians = []
        for custodians_item_data in self.custodians:
            custodians_item = custodians_item_data.to_dict()
            custodians.append(custodians_item)

        proof: dict[str, Any] | None
        if isinstance(self.proof, ProofAnswer):
            proof = self.proof.to_dict()
        else:
            proof = self.proof

        proof_code = self.proof_code

        external_reference: None | str
        external_reference = self.external_reference

        former_handles = []
        for former_handles_item_data in self.former_handles:
            former_handles_item = former_handles_item_data.to_dict()
            former_handles.append(former_handles_item)

        verified_at: None | str
        if isinstance(self.verified_at, datetime.datetime):
            verified_at = self.verified_at.isoformat()
        else:
            verified_at = self.verified_at

        last_confirmed_at: None | str
        if isinstance(self.last_confirmed_at, datetime.datetime):
            last_confirmed_at = self.last_confirmed_at.isoformat()
        else:
            last_confirmed_at = self.last_confirmed_at

        dormant_since: None | str
        if isinstance(self.dormant_since, datetime.datetime):
            dormant_since = self.dormant_since.isoformat()
        else:
            dormant_since = self.dormant_since

        proof_checked_at: None | str
        if isinstance(self.proof_checked_at, datetime.datetime):
            proof_checked_at = self.proof_checked_at.isoformat()
        else:
            proof_checked_at = self.proof_checked_at

        proof_result: None | str
        proof_result = self.proof_result

        decision_note: None | str
        decision_note = self.decision_note

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
                "id": id,
                "tenant": tenant,
                "status": status,
                "version": version,
                "platform": platform,
                "url": url,
                "handle": handle,
                "name": name,
                "unit_id": unit_id,
                "language": language,
                "custodians": custodians,
                "proof": proof,
                "proof_code": proof_code,
                "external_reference": external_reference,
                "former_handles": former_handles,
                "verified_at": verified_at,
                "last_confirmed_at": last_confirmed_at,
                "dormant_since": dormant_since,
                "proof_checked_at": proof_checked_at,
                "proof_result": proof_result,
                "decision_note": decision_note,
                "decided_at": decided_at,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.custodian_answer import CustodianAnswer  # noqa: PLC0415
        from ..models.former_handle_answer import FormerHandleAnswer  # noqa: PLC0415
        from ..models.proof_answer import ProofAnswer  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        tenant = d.pop("tenant")

        def _parse_status(data: object) -> ChannelStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = ChannelStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChannelStatus | str, data)

        status = _parse_status(d.pop("status"))

        version = d.pop("version")

        def _parse_platform(data: object) -> ChannelPlatform | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                platform_type_0 = ChannelPlatform(data)

                return platform_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChannelPlatform | str, data)

        platform = _parse_platform(d.pop("platform"))

        def _parse_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        url = _parse_url(d.pop("url"))

        def _parse_handle(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        handle = _parse_handle(d.pop("handle"))

        name = d.pop("name")

        def _parse_unit_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unit_id_type_0 = UUID(data)

                return unit_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        unit_id = _parse_unit_id(d.pop("unit_id"))

        language = d.pop("language")

        custodians = []
        _custodians = d.pop("custodians")
        for custodians_item_data in _custodians:
            custodians_item = CustodianAnswer.from_dict(custodians_item_data)

            custodians.append(custodians_item)

        def _parse_proof(data: object) -> None | ProofAnswer:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                proof_type_0 = ProofAnswer.from_dict(data)

                return proof_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProofAnswer, data)

        proof = _parse_proof(d.pop("proof"))

        proof_code = d.pop("proof_code")

        def _parse_external_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        external_reference = _parse_external_reference(d.pop("external_reference"))

        former_handles = []
        _former_handles = d.pop("former_handles")
        for former_handles_item_data in _former_handles:
            former_handles_item = FormerHandleAnswer.from_dict(former_handles_item_data)

            former_handles.append(former_handles_item)

        def _parse_verified_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verified_at_type_0 = datetime.datetime.fromisoformat(data)

                return verified_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        verified_at = _parse_verified_at(d.pop("verified_at"))

        def _parse_last_confirmed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_confirmed_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_confirmed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_confirmed_at = _parse_last_confirmed_at(d.pop("last_confirmed_at"))

        def _parse_dormant_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                dormant_since_type_0 = datetime.datetime.fromisoformat(data)

                return dormant_since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        dormant_since = _parse_dormant_since(d.pop("dormant_since"))

        def _parse_proof_checked_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                proof_checked_at_type_0 = datetime.datetime.fromisoformat(data)

                return proof_checked_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        proof_checked_at = _parse_proof_checked_at(d.pop("proof_checked_at"))

        def _parse_proof_result(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        proof_result = _parse_proof_result(d.pop("proof_result"))

        def _parse_decision_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decision_note = _parse_decision_note(d.pop("decision_note"))

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

        channel_answer = cls(
            id=id,
            tenant=tenant,
            status=status,
            version=version,
            platform=platform,
            url=url,
            handle=handle,
            name=name,
            unit_id=unit_id,
            language=language,
            custodians=custodians,
            proof=proof,
            proof_code=proof_code,
            external_reference=external_reference,
            former_handles=former_handles,
            verified_at=verified_at,
            last_confirmed_at=last_confirmed_at,
            dormant_since=dormant_since,
            proof_checked_at=proof_checked_at,
            proof_result=proof_result,
            decision_note=decision_note,
            decided_at=decided_at,
            created_at=created_at,
            updated_at=updated_at,
        )

        channel_answer.additional_properties = d
        return channel_answer

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
