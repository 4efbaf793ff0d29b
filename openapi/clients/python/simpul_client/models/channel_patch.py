from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.channel_platform import ChannelPlatform
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.custodian_body import CustodianBody
    from ..models.proof_patch import ProofPatch


T = TypeVar("T", bound="ChannelPatch")


@_attrs_define
class ChannelPatch:
    """A JSON Merge Patch: only what is sent changes; null removes."""

    platform: ChannelPlatform | None | Unset = UNSET
    url: None | str | Unset = UNSET
    handle: None | str | Unset = UNSET
    name: None | str | Unset = UNSET
    unit_id: None | Unset | UUID = UNSET
    language: None | str | Unset = UNSET
    custodians: list[CustodianBody] | None | Unset = UNSET
    proof: None | ProofPatch | Unset = UNSET
    external_reference: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.proof_patch import ProofPatch  # noqa: PLC0415

        platform: None | str | Unset
        if isinstance(self.platform, Unset):
            platform = UNSET
        elif isinstance(self.platform, ChannelPlatform):
            platform = self.platform.value
        else:
            platform = self.platform

        url: None | str | Unset
        if isinstance(self.url, Unset):
            url = UNSET
        else:
            url = self.url

        handle: None | str | Unset
        if isinstance(self.handle, Unset):
            handle = UNSET
        else:
            handle = self.handle

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        unit_id: None | str | Unset
        if isinstance(self.unit_id, Unset):
            unit_id = UNSET
        elif isinstance(self.unit_id, UUID):
            unit_id = str(self.unit_id)
        else:
            unit_id = self.unit_id

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        else:
            language = self.language

        custodians: list[dict[str, Any]] | None | Unset
        if isinstance(self.custodians, Unset):
            custodians = UNSET
        elif isinstance(self.custodians, list):
            custodians = []
            for custodians_type_0_item_data in self.custodians:
                custodians_type_0_item = custodians_type_0_item_data.to_dict()
                custodians.append(custodians_type_0_item)

        else:
            custodians = self.custodians

        proof: dict[str, Any] | None | Unset
        if isinstance(self.proof, Unset):
            proof = UNSET
        elif isinstance(self.proof, ProofPatch):
            proof = self.proof.to_dict()
        else:
            proof = self.proof

        external_reference: None | str | Unset
        if isinstance(self.external_reference, Unset):
            external_reference = UNSET
        else:
            external_reference = self.external_reference

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if platform is not UNSET:
            field_dict["platform"] = platform
        if url is not UNSET:
            field_dict["url"] = url
        if handle is not UNSET:
            field_dict["handle"] = handle
        if name is not UNSET:
            field_dict["name"] = name
        if unit_id is not UNSET:
            field_dict["unit_id"] = unit_id
        if language is not UNSET:
            field_dict["language"] = language
        if custodians is not UNSET:
            field_dict["custodians"] = custodians
        if proof is not UNSET:
            field_dict["proof"] = proof
        if external_reference is not UNSET:
            field_dict["external_reference"] = external_reference

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.custodian_body import CustodianBody  # noqa: PLC0415
        from ..models.proof_patch import ProofPatch  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_platform(data: object) -> ChannelPlatform | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                platform_type_0 = ChannelPlatform(data)

                return platform_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChannelPlatform | None | Unset, data)

        platform = _parse_platform(d.pop("platform", UNSET))

        def _parse_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        url = _parse_url(d.pop("url", UNSET))

        def _parse_handle(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        handle = _parse_handle(d.pop("handle", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_unit_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unit_id_type_0 = UUID(data)

                return unit_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        unit_id = _parse_unit_id(d.pop("unit_id", UNSET))

        def _parse_language(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        def _parse_custodians(data: object) -> list[CustodianBody] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                custodians_type_0 = []
                _custodians_type_0 = data
                for custodians_type_0_item_data in _custodians_type_0:
                    custodians_type_0_item = CustodianBody.from_dict(custodians_type_0_item_data)

                    custodians_type_0.append(custodians_type_0_item)

                return custodians_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[CustodianBody] | None | Unset, data)

        custodians = _parse_custodians(d.pop("custodians", UNSET))

        def _parse_proof(data: object) -> None | ProofPatch | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                proof_type_0 = ProofPatch.from_dict(data)

                return proof_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProofPatch | Unset, data)

        proof = _parse_proof(d.pop("proof", UNSET))

        def _parse_external_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_reference = _parse_external_reference(d.pop("external_reference", UNSET))

        channel_patch = cls(
            platform=platform,
            url=url,
            handle=handle,
            name=name,
            unit_id=unit_id,
            language=language,
            custodians=custodians,
            proof=proof,
            external_reference=external_reference,
        )

        return channel_patch
