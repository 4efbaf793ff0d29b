from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.attention import Attention
from ..models.relay_status import RelayStatus

if TYPE_CHECKING:
    from ..models.relay_post_answer import RelayPostAnswer


T = TypeVar("T", bound="RelayAnswer")


@_attrs_define
class RelayAnswer:
    """What one government was asked to pass on, and what became of it."""

    id: UUID
    tenant: str
    status: RelayStatus | str
    version: int
    number: str
    """ of the clarification """
    title: str
    """ of the clarification, when it was asked for or corrected last """
    revision: int
    """ of the clarification: the text to pass on """
    done_revision: int | None
    """ the one that the posts say """
    attention: Attention | None | str
    """ `correction`: complete it again, or acknowledge that the posts are right still; `retraction`: take the posts
    down, then acknowledge """
    asked_by: str
    """ the code of the government that asks """
    asked_at: datetime.datetime
    due_at: datetime.datetime | None
    overdue: bool
    note: None | str
    reason: None | str
    """ why it was declined """
    posts: list[RelayPostAnswer]
    acknowledged_at: datetime.datetime | None
    closed_at: datetime.datetime | None
    """ relayed, declined, or retracted before """
    retracted_at: datetime.datetime | None
    """ when the clarification was retracted """
    taken_down_at: datetime.datetime | None
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        tenant = self.tenant

        status: str
        if isinstance(self.status, RelayStatus):
            status = self.status.value
        else:
            status = self.status

        version = self.version

        number = self.number

        title = self.title

        revision = self.revision

        done_revision: int | None
        done_revision = self.done_revision

        attention: None | str
        if isinstance(self.attention, Attention):
            attention = self.attention.value
        else:
            attention = self.attention

        asked_by = self.asked_by

        asked_at = self.asked_at.isoformat()

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        overdue = self.overdue

        note: None | str
        note = self.note

        reason: None | str
        reason = self.reason

        posts = []
        for posts_item_data in self.posts:
            posts_item = posts_item_data.to_dict()
            posts.append(posts_item)

        acknowledged_at: None | str
        if isinstance(self.acknowledged_at, datetime.datetime):
            acknowledged_at = self.acknowledged_at.isoformat()
        else:
            acknowledged_at = self.acknowledged_at

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        retracted_at: None | str
        if isinstance(self.retracted_at, datetime.datetime):
            retracted_at = self.retracted_at.isoformat()
        else:
            retracted_at = self.retracted_at

        taken_down_at: None | str
        if isinstance(self.taken_down_at, datetime.datetime):
            taken_down_at = self.taken_down_at.isoformat()
        else:
            taken_down_at = self.taken_down_at

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
                "number": number,
                "title": title,
                "revision": revision,
                "done_revision": done_revision,
                "attention": attention,
                "asked_by": asked_by,
                "asked_at": asked_at,
                "due_at": due_at,
                "overdue": overdue,
                "note": note,
                "reason": reason,
                "posts": posts,
                "acknowledged_at": acknowledged_at,
                "closed_at": closed_at,
                "retracted_at": retracted_at,
                "taken_down_at": taken_down_at,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.relay_post_answer import RelayPostAnswer  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        tenant = d.pop("tenant")

        def _parse_status(data: object) -> RelayStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = RelayStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(RelayStatus | str, data)

        status = _parse_status(d.pop("status"))

        version = d.pop("version")

        number = d.pop("number")

        title = d.pop("title")

        revision = d.pop("revision")

        def _parse_done_revision(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        done_revision = _parse_done_revision(d.pop("done_revision"))

        def _parse_attention(data: object) -> Attention | None | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                attention_type_0 = Attention(data)

                return attention_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Attention | None | str, data)

        attention = _parse_attention(d.pop("attention"))

        asked_by = d.pop("asked_by")

        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

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

        overdue = d.pop("overdue")

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

        posts = []
        _posts = d.pop("posts")
        for posts_item_data in _posts:
            posts_item = RelayPostAnswer.from_dict(posts_item_data)

            posts.append(posts_item)

        def _parse_acknowledged_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                acknowledged_at_type_0 = datetime.datetime.fromisoformat(data)

                return acknowledged_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        acknowledged_at = _parse_acknowledged_at(d.pop("acknowledged_at"))

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

        def _parse_retracted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                retracted_at_type_0 = datetime.datetime.fromisoformat(data)

                return retracted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        retracted_at = _parse_retracted_at(d.pop("retracted_at"))

        def _parse_taken_down_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                taken_down_at_type_0 = datetime.datetime.fromisoformat(data)

                return taken_down_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        taken_down_at = _parse_taken_down_at(d.pop("taken_down_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        relay_answer = cls(
            id=id,
            tenant=tenant,
            status=status,
            version=version,
            number=number,
            title=title,
            revision=revision,
            done_revision=done_revision,
            attention=attention,
            asked_by=asked_by,
            asked_at=asked_at,
            due_at=due_at,
            overdue=overdue,
            note=note,
            reason=reason,
            posts=posts,
            acknowledged_at=acknowledged_at,
            closed_at=closed_at,
            retracted_at=retracted_at,
            taken_down_at=taken_down_at,
            created_at=created_at,
            updated_at=updated_at,
        )

        relay_answer.additional_properties = d
        return relay_answer

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
