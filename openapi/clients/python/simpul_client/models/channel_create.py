from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.channel_platform import ChannelPlatform
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.custodian_body import CustodianBody
    from ..models.proof_body import ProofBody


T = TypeVar("T", bound="ChannelCreate")


@_attrs_define
class ChannelCreate:
    """A new channel. A website needs a url, other platforms a url or a handle.

    Without a handle it is read from the url; both must name the same account.

    """

    platform: ChannelPlatform
    """ Where the channel is; more may come. """
    name: str
    url: None | str | Unset = UNSET
    handle: None | str | Unset = UNSET
    unit_id: None | Unset | UUID = UNSET
    language: str | Unset = "id"
    """ BCP 47 """
    custodians: list[CustodianBody] | Unset = UNSET
    proof: None | ProofBody | Unset = UNSET
    external_reference: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.proof_body import ProofBody  # noqa: PLC0415

        platform = self.platform.value

        name = self.name

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

        unit_id: None | str | Unset
        if isinstance(self.unit_id, Unset):
            unit_id = UNSET
        elif isinstance(self.unit_id, UUID):
            unit_id = str(self.unit_id)
        else:
            unit_id = self.unit_id

        language = self.language

        custodians: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.custodians, Unset):
            custodians = []
            for custodians_item_data in self.custodians:
                custodians_item = custodians_item_data.to_dict()
                custodians.append(custodians_item)

        proof: dict[str, Any] | None | Unset
        if isinstance(self.proof, Unset):
            proof = UNSET
        elif isinstance(self.proof, ProofBody):
            proof = self.proof.to_dict()
        else:
            proof = self.proof

        external_reference: None | str | Unset
        if isinstance(self.external_reference, Unset):
            external_reference = UNSET
        else:
            external_reference = self.external_reference

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "platform": platform,
                "name": name,
            }
        )
        if url is not UNSET:
            field_dict["url"] = url
        if handle is not UNSET:
            field_dict["handle"] = handle
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
        from ..models.proof_body import ProofBody  # noqa: PLC0415

        d = dict(src_dict)
        platform = ChannelPlatform(d.pop("platform"))

        name = d.pop("name")

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

        language = d.pop("language", UNSET)

        _custodians = d.pop("custodians", UNSET)
        custodians: list[CustodianBody] | Unset = UNSET
        if _custodians is not UNSET:
            custodians = []
            for custodians_item_data in _custodians:
                custodians_item = CustodianBody.from_dict(custodians_item_data)

                custodians.append(custodians_item)

        def _parse_proof(data: object) -> None | ProofBody | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                proof_type_0 = ProofBody.from_dict(data)

                return proof_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProofBody | Unset, data)

        proof = _parse_proof(d.pop("proof", UNSET))

        def _parse_external_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_reference = _parse_external_reference(d.pop("external_reference", UNSET))

        channel_create = cls(
            platform=platform,
            name=name,
            url=url,
            handle=handle,
            unit_id=unit_id,
            language=language,
            custodians=custodians,
            proof=proof,
            external_reference=external_reference,
        )

        return channel_create
