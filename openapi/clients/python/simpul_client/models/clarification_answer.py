from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.audience import Audience
from ..models.clarification_status import ClarificationStatus
from ..models.label import Label
from ..models.misinformation_type import MisinformationType
from ..models.topic import Topic
from ..models.verdict import Verdict

if TYPE_CHECKING:
    from ..models.correction_state import CorrectionState
    from ..models.countersign import Countersign
    from ..models.creator import Creator
    from ..models.readability import Readability
    from ..models.source import Source
    from ..models.translation import Translation


T = TypeVar("T", bound="ClarificationAnswer")


@_attrs_define
class ClarificationAnswer:
    """A clarification as its tenant works on it."""

    id: UUID
    tenant: str
    number: None | str
    slug: None | str
    status: ClarificationStatus | str
    revision: int
    version: int
    correction: CorrectionState | None
    countersign: Countersign
    """ Whether the province must sign before it is published, why, and when it did. """
    readability: None | Readability
    title: str
    claim_reviewed: str
    verdict: None | str | Verdict
    label: Label | None | str
    misinformation_type: MisinformationType | None | str
    topic: None | str | Topic
    language: str
    body: None | str
    translations: list[Translation]
    sources: list[Source]
    appearances: list[str]
    claim_ids: list[UUID]
    regions: list[str]
    audience: Audience | str
    asset_ids: list[UUID]
    cover_asset_id: None | UUID
    external_reference: None | str
    decision_note: None | str
    public_reason: None | str
    public_note: None | str
    """ why this text corrects the one before """
    publish_at: datetime.datetime | None
    """ approved, and to be published then """
    published_at: datetime.datetime | None
    retracted_at: datetime.datetime | None
    created_at: datetime.datetime
    updated_at: datetime.datetime
    created_by: Creator
    """ Who created something. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.correction_state import CorrectionState  # noqa: PLC0415
        from ..models.readability import Readability  # noqa: PLC0415

        id = str(self.id)

        tenant = self.tenant

        number: None | str
        number = self.number

        slug: None | str
        slug = self.slug

        status: str
        if isinstance(self.status, ClarificationStatus):
            status = self.status.value
        else:
            status = self.status

        revision = self.revision

        version = self.version

        correction: dict[str, Any] | None
        if isinstance(self.correction, CorrectionState):
            correction = self.correction.to_dict()
        else:
            correction = self.correction

        countersign = self.countersign.to_dict()

        readability: dict[str, Any] | None
        if isinstance(self.readability, Readability):
            readability = self.readability.to_dict()
        else:
            readability = self.readability

        title = self.title

        claim_reviewed = self.claim_reviewed

        verdict: None | str
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

        topic: None | str
        if isinstance(self.topic, Topic):
            topic = self.topic.value
        else:
            topic = self.topic

        language = self.language

        body: None | str
        body = self.body

        translations = []
        for translations_item_data in self.translations:
            translations_item = translations_item_data.to_dict()
            translations.append(translations_item)

        sources = []
        for sources_item_data in self.sources:
            sources_item = sources_item_data.to_dict()
            sources.append(sources_item)

        appearances = self.appearances

        claim_ids = []
        for claim_ids_item_data in self.claim_ids:
            claim_ids_item = str(claim_ids_item_data)
            claim_ids.append(claim_ids_item)

        regions = self.regions

        audience: str
        if isinstance(self.audience, Audience):
            audience = self.audience.value
        else:
            audience = self.audience

        asset_ids = []
        for asset_ids_item_data in self.asset_ids:
            asset_ids_item = str(asset_ids_item_data)
            asset_ids.append(asset_ids_item)

        cover_asset_id: None | str
        if isinstance(self.cover_asset_id, UUID):
            cover_asset_id = str(self.cover_asset_id)
        else:
            cover_asset_id = self.cover_asset_id

        external_reference: None | str
        external_reference = self.external_reference

        decision_note: None | str
        decision_note = self.decision_note

        public_reason: None | str
        public_reason = self.public_reason

        public_note: None | str
        public_note = self.public_note

        publish_at: None | str
        if isinstance(self.publish_at, datetime.datetime):
            publish_at = self.publish_at.isoformat()
        else:
            publish_at = self.publish_at

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        retracted_at: None | str
        if isinstance(self.retracted_at, datetime.datetime):
            retracted_at = self.retracted_at.isoformat()
        else:
            retracted_at = self.retracted_at

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        created_by = self.created_by.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "tenant": tenant,
                "number": number,
                "slug": slug,
                "status": status,
                "revision": revision,
                "version": version,
                "correction": correction,
                "countersign": countersign,
                "readability": readability,
                "title": title,
                "claim_reviewed": claim_reviewed,
                "verdict": verdict,
                "label": label,
                "misinformation_type": misinformation_type,
                "topic": topic,
                "language": language,
                "body": body,
                "translations": translations,
                "sources": sources,
                "appearances": appearances,
                "claim_ids": claim_ids,
                "regions": regions,
                "audience": audience,
                "asset_ids": asset_ids,
                "cover_asset_id": cover_asset_id,
                "external_reference": external_reference,
                "decision_note": decision_note,
                "public_reason": public_reason,
                "public_note": public_note,
                "publish_at": publish_at,
                "published_at": published_at,
                "retracted_at": retracted_at,
                "created_at": created_at,
                "updated_at": updated_at,
                "created_by": created_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.correction_state import CorrectionState  # noqa: PLC0415
        from ..models.countersign import Countersign  # noqa: PLC0415
        from ..models.creator import Creator  # noqa: PLC0415
        from ..models.readability import Readability  # noqa: PLC0415
        from ..models.source import Source  # noqa: PLC0415
        from ..models.translation import Translation  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        tenant = d.pop("tenant")

        def _parse_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        number = _parse_number(d.pop("number"))

        def _parse_slug(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        slug = _parse_slug(d.pop("slug"))

        def _parse_status(data: object) -> ClarificationStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = ClarificationStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ClarificationStatus | str, data)

        status = _parse_status(d.pop("status"))

        revision = d.pop("revision")

        version = d.pop("version")

        def _parse_correction(data: object) -> CorrectionState | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                correction_type_0 = CorrectionState.from_dict(data)

                return correction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CorrectionState | None, data)

        correction = _parse_correction(d.pop("correction"))

        countersign = Countersign.from_dict(d.pop("countersign"))

        def _parse_readability(data: object) -> None | Readability:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                readability_type_0 = Readability.from_dict(data)

                return readability_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Readability, data)

        readability = _parse_readability(d.pop("readability"))

        title = d.pop("title")

        claim_reviewed = d.pop("claim_reviewed")

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

        def _parse_topic(data: object) -> None | str | Topic:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                topic_type_0 = Topic(data)

                return topic_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | Topic, data)

        topic = _parse_topic(d.pop("topic"))

        language = d.pop("language")

        def _parse_body(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        body = _parse_body(d.pop("body"))

        translations = []
        _translations = d.pop("translations")
        for translations_item_data in _translations:
            translations_item = Translation.from_dict(translations_item_data)

            translations.append(translations_item)

        sources = []
        _sources = d.pop("sources")
        for sources_item_data in _sources:
            sources_item = Source.from_dict(sources_item_data)

            sources.append(sources_item)

        appearances = cast(list[str], d.pop("appearances"))

        claim_ids = []
        _claim_ids = d.pop("claim_ids")
        for claim_ids_item_data in _claim_ids:
            claim_ids_item = UUID(claim_ids_item_data)

            claim_ids.append(claim_ids_item)

        regions = cast(list[str], d.pop("regions"))

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

        asset_ids = []
        _asset_ids = d.pop("asset_ids")
        for asset_ids_item_data in _asset_ids:
            asset_ids_item = UUID(asset_ids_item_data)

            asset_ids.append(asset_ids_item)

        def _parse_cover_asset_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cover_asset_id_type_0 = UUID(data)

                return cover_asset_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        cover_asset_id = _parse_cover_asset_id(d.pop("cover_asset_id"))

        def _parse_external_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        external_reference = _parse_external_reference(d.pop("external_reference"))

        def _parse_decision_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decision_note = _parse_decision_note(d.pop("decision_note"))

        def _parse_public_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        public_reason = _parse_public_reason(d.pop("public_reason"))

        def _parse_public_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        public_note = _parse_public_note(d.pop("public_note"))

        def _parse_publish_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                publish_at_type_0 = datetime.datetime.fromisoformat(data)

                return publish_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        publish_at = _parse_publish_at(d.pop("publish_at"))

        def _parse_published_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)

                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        published_at = _parse_published_at(d.pop("published_at"))

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

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        created_by = Creator.from_dict(d.pop("created_by"))

        clarification_answer = cls(
            id=id,
            tenant=tenant,
            number=number,
            slug=slug,
            status=status,
            revision=revision,
            version=version,
            correction=correction,
            countersign=countersign,
            readability=readability,
            title=title,
            claim_reviewed=claim_reviewed,
            verdict=verdict,
            label=label,
            misinformation_type=misinformation_type,
            topic=topic,
            language=language,
            body=body,
            translations=translations,
            sources=sources,
            appearances=appearances,
            claim_ids=claim_ids,
            regions=regions,
            audience=audience,
            asset_ids=asset_ids,
            cover_asset_id=cover_asset_id,
            external_reference=external_reference,
            decision_note=decision_note,
            public_reason=public_reason,
            public_note=public_note,
            publish_at=publish_at,
            published_at=published_at,
            retracted_at=retracted_at,
            created_at=created_at,
            updated_at=updated_at,
            created_by=created_by,
        )

        clarification_answer.additional_properties = d
        return clarification_answer

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
