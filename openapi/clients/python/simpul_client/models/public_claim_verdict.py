from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.public_state import PublicState
from ..models.verdict import Verdict

T = TypeVar("T", bound="PublicClaimVerdict")


@_attrs_define
class PublicClaimVerdict:
    """The clarification that answers a claim."""

    number: str
    slug: str
    url: str
    title: None | str
    """ null once it was retracted """
    verdict: None | str | Verdict
    state: PublicState | str
    """ whether it was corrected or retracted since """
    public_reason: None | str
    """ why it was retracted """
    published_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        slug = self.slug

        url = self.url

        title: None | str
        title = self.title

        verdict: None | str
        if isinstance(self.verdict, Verdict):
            verdict = self.verdict.value
        else:
            verdict = self.verdict

        state: str
        if isinstance(self.state, PublicState):
            state = self.state.value
        else:
            state = self.state

        public_reason: None | str
        public_reason = self.public_reason

        published_at = self.published_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "slug": slug,
                "url": url,
                "title": title,
                "verdict": verdict,
                "state": state,
                "public_reason": public_reason,
                "published_at": published_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        number = d.pop("number")

        slug = d.pop("slug")

        url = d.pop("url")

        def _parse_title(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        title = _parse_title(d.pop("title"))

        def _parse_verdict(data: object) -> None | str | Verdict:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = Verdict(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | Verdict, data)

        verdict = _parse_verdict(d.pop("verdict"))

        def _parse_state(data: object) -> PublicState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = PublicState(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(PublicState | str, data)

        state = _parse_state(d.pop("state"))

        def _parse_public_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        public_reason = _parse_public_reason(d.pop("public_reason"))

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        public_claim_verdict = cls(
            number=number,
            slug=slug,
            url=url,
            title=title,
            verdict=verdict,
            state=state,
            public_reason=public_reason,
            published_at=published_at,
            updated_at=updated_at,
        )

        public_claim_verdict.additional_properties = d
        return public_claim_verdict

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
