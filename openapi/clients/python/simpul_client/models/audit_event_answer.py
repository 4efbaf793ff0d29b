from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.audit_actor import AuditActor
    from ..models.audit_event_answer_facts import AuditEventAnswerFacts


T = TypeVar("T", bound="AuditEventAnswer")


@_attrs_define
class AuditEventAnswer:
    """An event. Its hash is sha256 over `previous|seq|at|body`, and anybody may compute it again."""

    seq: int
    """ counts from 1 in each tenant """
    at: str
    """ UTC, always with six digits of a second """
    action: str
    subject: str
    actor: AuditActor
    """ Who acted, as the chain names him: an id, never a name. """
    actor_name: None | str
    """ a person's name as it is now; no part of the chain, null once he is erased """
    facts: AuditEventAnswerFacts
    """ what else was noted; differs by action """
    previous: str
    """ the hash of the event before; empty for the first """
    hash_: str
    body: str
    """ the recorded text, as it was hashed """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        seq = self.seq

        at = self.at

        action = self.action

        subject = self.subject

        actor = self.actor.to_dict()

        actor_name: None | str
        actor_name = self.actor_name

        facts = self.facts.to_dict()

        previous = self.previous

        hash_ = self.hash_

        body = self.body

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "seq": seq,
                "at": at,
                "action": action,
                "subject": subject,
                "actor": actor,
                "actor_name": actor_name,
                "facts": facts,
                "previous": previous,
                "hash": hash_,
                "body": body,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.audit_actor import AuditActor  # noqa: PLC0415
        from ..models.audit_event_answer_facts import AuditEventAnswerFacts  # noqa: PLC0415

        d = dict(src_dict)
        seq = d.pop("seq")

        at = d.pop("at")

        action = d.pop("action")

        subject = d.pop("subject")

        actor = AuditActor.from_dict(d.pop("actor"))

        def _parse_actor_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        actor_name = _parse_actor_name(d.pop("actor_name"))

        facts = AuditEventAnswerFacts.from_dict(d.pop("facts"))

        previous = d.pop("previous")

        hash_ = d.pop("hash")

        body = d.pop("body")

        audit_event_answer = cls(
            seq=seq,
            at=at,
            action=action,
            subject=subject,
            actor=actor,
            actor_name=actor_name,
            facts=facts,
            previous=previous,
            hash_=hash_,
            body=body,
        )

        audit_event_answer.additional_properties = d
        return audit_event_answer

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
