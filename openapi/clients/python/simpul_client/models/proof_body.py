from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.proof_kind import ProofKind
from ..types import UNSET, Unset

T = TypeVar("T", bound="ProofBody")


@_attrs_define
class ProofBody:
    """`bio_code`: `proof_code` stands in the channel's bio. `letter`: an asset of yours says so."""

    kind: ProofKind
    """ How the tenant shows that the channel is its own. """
    asset_id: None | Unset | UUID = UNSET
    """ needed for a letter """

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        asset_id: None | str | Unset
        if isinstance(self.asset_id, Unset):
            asset_id = UNSET
        elif isinstance(self.asset_id, UUID):
            asset_id = str(self.asset_id)
        else:
            asset_id = self.asset_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
            }
        )
        if asset_id is not UNSET:
            field_dict["asset_id"] = asset_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = ProofKind(d.pop("kind"))

        def _parse_asset_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                asset_id_type_0 = UUID(data)

                return asset_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        asset_id = _parse_asset_id(d.pop("asset_id", UNSET))

        proof_body = cls(
            kind=kind,
            asset_id=asset_id,
        )

        return proof_body
