from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.chain_checkpoint import ChainCheckpoint
    from ..models.chain_fault import ChainFault
    from ..models.chain_head import ChainHead


T = TypeVar("T", bound="ChainVerification")


@_attrs_define
class ChainVerification:
    """Whether the chain is whole, and has not been cut or rewritten since its newest checkpoint."""

    valid: bool
    events: int
    """ how many were read """
    head: ChainHead | None
    checkpoint: ChainCheckpoint | None
    """ null: there is none yet, and nothing is known about the end of the chain """
    fault: ChainFault | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.chain_checkpoint import ChainCheckpoint  # noqa: PLC0415
        from ..models.chain_fault import ChainFault  # noqa: PLC0415
        from ..models.chain_head import ChainHead  # noqa: PLC0415

        valid = self.valid

        events = self.events

        head: dict[str, Any] | None
        if isinstance(self.head, ChainHead):
            head = self.head.to_dict()
        else:
            head = self.head

        checkpoint: dict[str, Any] | None
        if isinstance(self.checkpoint, ChainCheckpoint):
            checkpoint = self.checkpoint.to_dict()
        else:
            checkpoint = self.checkpoint

        fault: dict[str, Any] | None
        if isinstance(self.fault, ChainFault):
            fault = self.fault.to_dict()
        else:
            fault = self.fault

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "valid": valid,
                "events": events,
                "head": head,
                "checkpoint": checkpoint,
                "fault": fault,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.chain_checkpoint import ChainCheckpoint  # noqa: PLC0415
        from ..models.chain_fault import ChainFault  # noqa: PLC0415
        from ..models.chain_head import ChainHead  # noqa: PLC0415

        d = dict(src_dict)
        valid = d.pop("valid")

        events = d.pop("events")

        def _parse_head(data: object) -> ChainHead | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                head_type_0 = ChainHead.from_dict(data)

                return head_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChainHead | None, data)

        head = _parse_head(d.pop("head"))

        def _parse_checkpoint(data: object) -> ChainCheckpoint | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                checkpoint_type_0 = ChainCheckpoint.from_dict(data)

                return checkpoint_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChainCheckpoint | None, data)

        checkpoint = _parse_checkpoint(d.pop("checkpoint"))

        def _parse_fault(data: object) -> ChainFault | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fault_type_0 = ChainFault.from_dict(data)

                return fault_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChainFault | None, data)

        fault = _parse_fault(d.pop("fault"))

        chain_verification = cls(
            valid=valid,
            events=events,
            head=head,
            checkpoint=checkpoint,
            fault=fault,
        )

        chain_verification.additional_properties = d
        return chain_verification

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
