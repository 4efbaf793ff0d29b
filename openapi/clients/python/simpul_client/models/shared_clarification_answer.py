from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.audience import Audience
from ..models.label import Label
from ..models.misinformation_type import MisinformationType
from ..models.public_state import PublicState
from ..models.topic import Topic
from ..models.verdict import Verdict

if TYPE_CHECKING:
    from ..models.correction_note import CorrectionNote
    from ..models.cover import Cover
    from ..models.published_translation import PublishedTranslation
    from ..models.region_name import RegionName
    from ..models.source import Source


T = TypeVar("T", bound="SharedClarificationAnswer")


@_attrs_define
class SharedClarificationAnswer:
    """A published clarification, as every government reads it."""

    number: str
    slug: str
    revision: int
    state: PublicState | str
    audience: Audience | str
    title: str
    claim_reviewed: str
    verdict: str | Verdict
    label: Label | None | str
    misinformation_type: MisinformationType | None | str
    topic: str | Topic
    language: str
    summary: str
    body_html: str
    body_text: str
    translations: list[PublishedTranslation]
    """ in the languages not in front """
    sources: list[Source]
    appearances: list[str]
    regions: list[RegionName]
    publisher: RegionName
    """ A region, named. """
    cover: Cover | None
    """ null until its copies are there, soon after """
    corrections: list[CorrectionNote]
    public_reason: None | str
    published_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.cover import Cover  # noqa: PLC0415

        number = self.number

        slug = self.slug

        revision = self.revision

        state: str
        if isinstance(self.state, PublicState):
            state = self.state.value
        else:
            state = self.state

        audience: str
        if isinstance(self.audience, Audience):
            audience = self.audience.value
        else:
            audience = self.audience

        title = self.title

        claim_reviewed = self.claim_reviewed

        verdict: str
        if isinstance(self.verdict, Verdict):
            verdict = self.verdict.value
        else:
            verdict = self.verdict

        label: None | str
        if isinstance(self.label, Label):
            label = self.label.value
        else:
            label = self.label

        misinformation_type: None | str
        if isinstance(self.misinformation_type, MisinformationType):
            misinformation_type = self.misinformation_type.value
        else:
            misinformation_type = self.misinformation_type

        topic: str
        if isinstance(self.topic, Topic):
            topic = self.topic.value
        else:
            topic = self.topic

        language = self.language

        summary = self.summary

        body_html = self.body_html

        body_text = self.body_text

        translations = []
        for translations_item_data in self.translations:
            translations_item = translations_item_data.to_dict()
            translations.append(translations_item)

        sources = []
        for sources_item_data in self.sources:
            sources_item = sources_item_data.to_dict()
            sources.append(sources_item)

        appearances = self.appearances

        regions = []
        for regions_item_data in self.regions:
            regions_item = regions_item_data.to_dict()
            regions.append(regions_item)

        publisher = self.publisher.to_dict()

        cover: dict[str, Any] | None
        if isinstance(self.cover, Cover):
            cover = self.cover.to_dict()
        else:
            cover = self.cover

        corrections = []
        for corrections_item_data in self.corrections:
            corrections_item = corrections_item_data.to_dict()
            corrections.append(corrections_item)

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
                "revision": revision,
                "state": state,
                "audience": audience,
                "title": title,
                "claim_reviewed": claim_reviewed,
                "verdict": verdict,
                "label": label,
                "misinformation_type": misinformation_type,
                "topic": topic,
                "language": language,
                "summary": summary,
                "body_html": body_html,
                "body_text": body_text,
                "translations": translations,
                "sources": sources,
                "appearances": appearances,
                "regions": regions,
                "publisher": publisher,
                "cover": cover,
                "corrections": corrections,
                "public_reason": public_reason,
                "published_at": published_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.correction_note import CorrectionNote  # noqa: PLC0415
        from ..models.cover import Cover  # noqa: PLC0415
        from ..models.published_translation import PublishedTranslation  # noqa: PLC0415
        from ..models.region_name import RegionName  # noqa: PLC0415
        from ..models.source import Source  # noqa: PLC0415

        d = dict(src_dict)
        number = d.pop("number")

        slug = d.pop("slug")

        revision = d.pop("revision")

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

        def _parse_audience(data: object) -> Audience | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                audience_type_0 = Audience(data)

                return audience_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Audience | str, data)

        audience = _parse_audience(d.pop("audience"))

        title = d.pop("title")

        claim_reviewed = d.pop("claim_reviewed")

        def _parse_verdict(data: object) -> str | Verdict:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = Verdict(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | Verdict, data)

        verdict = _parse_verdict(d.pop("verdict"))

        def _parse_label(data: object) -> Label | None | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                label_type_0 = Label(data)

                return label_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Label | None | str, data)

        label = _parse_label(d.pop("label"))

        def _parse_misinformation_type(data: object) -> MisinformationType | None | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                misinformation_type_type_0 = MisinformationType(data)

                return misinformation_type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MisinformationType | None | str, data)

        misinformation_type = _parse_misinformation_type(d.pop("misinformation_type"))

        def _parse_topic(data: object) -> str | Topic:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                topic_type_0 = Topic(data)

                return topic_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | Topic, data)

        topic = _parse_topic(d.pop("topic"))

        language = d.pop("language")

        summary = d.pop("summary")

        body_html = d.pop("body_html")

        body_text = d.pop("body_text")

        translations = []
        _translations = d.pop("translations")
        for translations_item_data in _translations:
            translations_item = PublishedTranslation.from_dict(translations_item_data)

            translations.append(translations_item)

        sources = []
        _sources = d.pop("sources")
        for sources_item_data in _sources:
            sources_item = Source.from_dict(sources_item_data)

            sources.append(sources_item)

        appearances = cast(list[str], d.pop("appearances"))

        regions = []
        _regions = d.pop("regions")
        for regions_item_data in _regions:
            regions_item = RegionName.from_dict(regions_item_data)

            regions.append(regions_item)

        publisher = RegionName.from_dict(d.pop("publisher"))

        def _parse_cover(data: object) -> Cover | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cover_type_0 = Cover.from_dict(data)

                return cover_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Cover | None, data)

        cover = _parse_cover(d.pop("cover"))

        corrections = []
        _corrections = d.pop("corrections")
        for corrections_item_data in _corrections:
            corrections_item = CorrectionNote.from_dict(corrections_item_data)

            corrections.append(corrections_item)

        def _parse_public_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        public_reason = _parse_public_reason(d.pop("public_reason"))

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        shared_clarification_answer = cls(
            number=number,
            slug=slug,
            revision=revision,
            state=state,
            audience=audience,
            title=title,
            claim_reviewed=claim_reviewed,
            verdict=verdict,
            label=label,
            misinformation_type=misinformation_type,
            topic=topic,
            language=language,
            summary=summary,
            body_html=body_html,
            body_text=body_text,
            translations=translations,
            sources=sources,
            appearances=appearances,
            regions=regions,
            publisher=publisher,
            cover=cover,
            corrections=corrections,
            public_reason=public_reason,
            published_at=published_at,
            updated_at=updated_at,
        )

        shared_clarification_answer.additional_properties = d
        return shared_clarification_answer

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
