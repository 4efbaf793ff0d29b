from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.problem_field import ProblemField


T = TypeVar("T", bound="Problem")


@_attrs_define
class Problem:
    """Every answer that is not 2xx. The members after `errors` come with some codes only."""

    type_: str
    """ a page that explains this code """
    title: str
    status: int
    code: str
    """ stable; decide by this """
    detail: str
    """ for people, in the language of Accept-Language """
    request_id: str
    errors: list[ProblemField]
    permission: str | Unset = UNSET
    """ with `permission-required`: the one that is missing """
    policy: str | Unset = UNSET
    """ with `policy-acknowledgement-required`: the address of what is to be read """
    state: str | Unset = UNSET
    """ with `transition-not-allowed`: the status that it has """
    allowed: list[str] | Unset = UNSET
    """ with `transition-not-allowed`: the operations that apply now """
    existing_id: UUID | Unset = UNSET
    """ with `external-reference-taken`, `name-taken`, `member-exists`: the row that is there already """
    client_ids: list[UUID] | Unset = UNSET
    """ with `successor-required`: the clients that he answers for """
    asset_ids: list[UUID] | Unset = UNSET
    """ with `asset-not-ready`: the assets that are not ready """
    missing_parts: list[int] | Unset = UNSET
    """ with `upload-missing`: the parts that the storage does not have """
    used: int | Unset = UNSET
    """ with `storage-quota-exceeded`: bytes that are stored or announced """
    quota: int | Unset = UNSET
    """ with `storage-quota-exceeded`: bytes that may be """
    opens_on: datetime.date | Unset = UNSET
    """ with `period-not-open`: its first day """
    open_until: datetime.date | Unset = UNSET
    """ with `period-closed`: the last day on which it took reports """
    reasons: list[str] | Unset = UNSET
    """ with `countersign-required`: why the province must sign """
    number: str | Unset = UNSET
    """ with `retracted`: the number of the clarification """
    public_reason: str | Unset = UNSET
    """ with `retracted`: why it was taken down """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        title = self.title

        status = self.status

        code = self.code

        detail = self.detail

        request_id = self.request_id

        errors = []
        for errors_item_data in self.errors:
            errors_item = errors_item_data.to_dict()
            errors.append(errors_item)

        permission = self.permission

        policy = self.policy

        state = self.state

        allowed: list[str] | Unset = UNSET
        if not isinstance(self.allowed, Unset):
            allowed = self.allowed

        existing_id: str | Unset = UNSET
        if not isinstance(self.existing_id, Unset):
            existing_id = str(self.existing_id)

        client_ids: list[str] | Unset = UNSET
        if not isinstance(self.client_ids, Unset):
            client_ids = []
            for client_ids_item_data in self.client_ids:
                client_ids_item = str(client_ids_item_data)
                client_ids.append(client_ids_item)

        asset_ids: list[str] | Unset = UNSET
        if not isinstance(self.asset_ids, Unset):
            asset_ids = []
            for asset_ids_item_data in self.asset_ids:
                asset_ids_item = str(asset_ids_item_data)
                asset_ids.append(asset_ids_item)

        missing_parts: list[int] | Unset = UNSET
        if not isinstance(self.missing_parts, Unset):
            missing_parts = self.missing_parts

        used = self.used

        quota = self.quota

        opens_on: str | Unset = UNSET
        if not isinstance(self.opens_on, Unset):
            opens_on = self.opens_on.isoformat()

        open_until: str | Unset = UNSET
        if not isinstance(self.open_until, Unset):
            open_until = self.open_until.isoformat()

        reasons: list[str] | Unset = UNSET
        if not isinstance(self.reasons, Unset):
            reasons = self.reasons

        number = self.number

        public_reason = self.public_reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "title": title,
                "status": status,
                "code": code,
                "detail": detail,
                "request_id": request_id,
                "errors": errors,
            }
        )
        if permission is not UNSET:
            field_dict["permission"] = permission
        if policy is not UNSET:
            field_dict["policy"] = policy
        if state is not UNSET:
            field_dict["state"] = state
        if allowed is not UNSET:
            field_dict["allowed"] = allowed
        if existing_id is not UNSET:
            field_dict["existing_id"] = existing_id
        if client_ids is not UNSET:
            field_dict["client_ids"] = client_ids
        if asset_ids is not UNSET:
            field_dict["asset_ids"] = asset_ids
        if missing_parts is not UNSET:
            field_dict["missing_parts"] = missing_parts
        if used is not UNSET:
            field_dict["used"] = used
        if quota is not UNSET:
            field_dict["quota"] = quota
        if opens_on is not UNSET:
            field_dict["opens_on"] = opens_on
        if open_until is not UNSET:
            field_dict["open_until"] = open_until
        if reasons is not UNSET:
            field_dict["reasons"] = reasons
        if number is not UNSET:
            field_dict["number"] = number
        if public_reason is not UNSET:
            field_dict["public_reason"] = public_reason

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.problem_field import ProblemField  # noqa: PLC0415

        d = dict(src_dict)
        type_ = d.pop("type")

        title = d.pop("title")

        status = d.pop("status")

        code = d.pop("code")

        detail = d.pop("detail")

        request_id = d.pop("request_id")

        errors = []
        _errors = d.pop("errors")
        for errors_item_data in _errors:
            errors_item = ProblemField.from_dict(errors_item_data)

            errors.append(errors_item)

        permission = d.pop("permission", UNSET)

        policy = d.pop("policy", UNSET)

        state = d.pop("state", UNSET)

        allowed = cast(list[str], d.pop("allowed", UNSET))

        _existing_id = d.pop("existing_id", UNSET)
        existing_id: UUID | Unset
        if isinstance(_existing_id, Unset):
            existing_id = UNSET
        else:
            existing_id = UUID(_existing_id)

        _client_ids = d.pop("client_ids", UNSET)
        client_ids: list[UUID] | Unset = UNSET
        if _client_ids is not UNSET:
            client_ids = []
            for client_ids_item_data in _client_ids:
                client_ids_item = UUID(client_ids_item_data)

                client_ids.append(client_ids_item)

        _asset_ids = d.pop("asset_ids", UNSET)
        asset_ids: list[UUID] | Unset = UNSET
        if _asset_ids is not UNSET:
            asset_ids = []
            for asset_ids_item_data in _asset_ids:
                asset_ids_item = UUID(asset_ids_item_data)

                asset_ids.append(asset_ids_item)

        missing_parts = cast(list[int], d.pop("missing_parts", UNSET))

        used = d.pop("used", UNSET)

        quota = d.pop("quota", UNSET)

        _opens_on = d.pop("opens_on", UNSET)
        opens_on: datetime.date | Unset
        if isinstance(_opens_on, Unset):
            opens_on = UNSET
        else:
            opens_on = datetime.date.fromisoformat(_opens_on)

        _open_until = d.pop("open_until", UNSET)
        open_until: datetime.date | Unset
        if isinstance(_open_until, Unset):
            open_until = UNSET
        else:
            open_until = datetime.date.fromisoformat(_open_until)

        reasons = cast(list[str], d.pop("reasons", UNSET))

        number = d.pop("number", UNSET)

        public_reason = d.pop("public_reason", UNSET)

        problem = cls(
            type_=type_,
            title=title,
            status=status,
            code=code,
            detail=detail,
            request_id=request_id,
            errors=errors,
            permission=permission,
            policy=policy,
            state=state,
            allowed=allowed,
            existing_id=existing_id,
            client_ids=client_ids,
            asset_ids=asset_ids,
            missing_parts=missing_parts,
            used=used,
            quota=quota,
            opens_on=opens_on,
            open_until=open_until,
            reasons=reasons,
            number=number,
            public_reason=public_reason,
        )

        problem.additional_properties = d
        return problem

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
