from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.import_outcome import ImportOutcome

if TYPE_CHECKING:
    from ..models.problem_field import ProblemField


T = TypeVar("T", bound="MemberImportRow")


@_attrs_define
class MemberImportRow:
    """One row of the file."""

    line: int
    """ in the file, the header's included """
    outcome: ImportOutcome | str
    email: None | str
    """ as we read it; null when it is none """
    member_id: None | UUID
    """ who was invited, or is a member already """
    errors: list[ProblemField]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        line = self.line

        outcome: str
        if isinstance(self.outcome, ImportOutcome):
            outcome = self.outcome.value
        else:
            outcome = self.outcome

        email: None | str
        email = self.email

        member_id: None | str
        if isinstance(self.member_id, UUID):
            member_id = str(self.member_id)
        else:
            member_id = self.member_id

        errors = []
        for errors_item_data in self.errors:
            errors_item = errors_item_data.to_dict()
            errors.append(errors_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "line": line,
                "outcome": outcome,
                "email": email,
                "member_id": member_id,
                "errors": errors,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.problem_field import ProblemField  # noqa: PLC0415

        d = dict(src_dict)
        line = d.pop("line")

        def _parse_outcome(data: object) -> ImportOutcome | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = ImportOutcome(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ImportOutcome | str, data)

        outcome = _parse_outcome(d.pop("outcome"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_member_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                member_id_type_0 = UUID(data)

                return member_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        member_id = _parse_member_id(d.pop("member_id"))

        errors = []
        _errors = d.pop("errors")
        for errors_item_data in _errors:
            errors_item = ProblemField.from_dict(errors_item_data)

            errors.append(errors_item)

        member_import_row = cls(
            line=line,
            outcome=outcome,
            email=email,
            member_id=member_id,
            errors=errors,
        )

        member_import_row.additional_properties = d
        return member_import_row

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
