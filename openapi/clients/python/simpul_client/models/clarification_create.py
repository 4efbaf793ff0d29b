from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.audience import Audience
from ..models.label import Label
from ..models.misinformation_type import MisinformationType
from ..models.topic import Topic
from ..models.verdict import Verdict
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.source_body import SourceBody
    from ..models.translation_body import TranslationBody


T = TypeVar("T", bound="ClarificationCreate")


@_attrs_define
class ClarificationCreate:
    """A new draft. To submit it, it also needs verdict, topic, body and at least one source."""

    title: str
    claim_reviewed: str
    verdict: None | Unset | Verdict = UNSET
    label: Label | None | Unset = UNSET
    misinformation_type: MisinformationType | None | Unset = UNSET
    topic: None | Topic | Unset = UNSET
    language: str | Unset = "id"
    """ BCP 47 """
    body: None | str | Unset = UNSET
    """ Markdown """
    translations: list[TranslationBody] | Unset = UNSET
    """ the same answer in other languages, approved with it """
    sources: list[SourceBody] | Unset = UNSET
    appearances: list[str] | Unset = UNSET
    claim_ids: list[UUID] | Unset = UNSET
    regions: list[str] | Unset = UNSET
    """ empty: your own; the province: all of it """
    audience: Audience | Unset = UNSET
    """ Who may read it once published. """
    asset_ids: list[UUID] | Unset = UNSET
    cover_asset_id: None | Unset | UUID = UNSET
    external_reference: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        claim_reviewed = self.claim_reviewed

        verdict: None | str | Unset
        if isinstance(self.verdict, Unset):
            verdict = UNSET
        elif isinstance(self.verdict, Verdict):
            verdict = self.verdict.value
        else:
            verdict = self.verdict

        label: None | str | Unset
        if isinstance(self.label, Unset):
            label = UNSET
        elif isinstance(self.label, Label):
            label = self.label.value
        else:
            label = self.label

        misinformation_type: None | str | Unset
        if isinstance(self.misinformation_type, Unset):
            misinformation_type = UNSET
        elif isinstance(self.misinformation_type, MisinformationType):
            misinformation_type = self.misinformation_type.value
        else:
            misinformation_type = self.misinformation_type

        topic: None | str | Unset
        if isinstance(self.topic, Unset):
            topic = UNSET
        elif isinstance(self.topic, Topic):
            topic = self.topic.value
        else:
            topic = self.topic

        language = self.language

        body: None | str | Unset
        if isinstance(self.body, Unset):
            body = UNSET
        else:
            body = self.body

        translations: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.translations, Unset):
            translations = []
            for translations_item_data in self.translations:
                translations_item = translations_item_data.to_dict()
                translations.append(translations_item)

        sources: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.sources, Unset):
            sources = []
            for sources_item_data in self.sources:
                sources_item = sources_item_data.to_dict()
                sources.append(sources_item)

        appearances: list[str] | Unset = UNSET
        if not isinstance(self.appearances, Unset):
            appearances = self.appearances

        claim_ids: list[str] | Unset = UNSET
        if not isinstance(self.claim_ids, Unset):
            claim_ids = []
            for claim_ids_item_data in self.claim_ids:
                claim_ids_item = str(claim_ids_item_data)
                claim_ids.append(claim_ids_item)

        regions: list[str] | Unset = UNSET
        if not isinstance(self.regions, Unset):
            regions = self.regions

        audience: str | Unset = UNSET
        if not isinstance(self.audience, Unset):
            audience = self.audience.value

        asset_ids: list[str] | Unset = UNSET
        if not isinstance(self.asset_ids, Unset):
            asset_ids = []
            for asset_ids_item_data in self.asset_ids:
                asset_ids_item = str(asset_ids_item_data)
                asset_ids.append(asset_ids_item)

        cover_asset_id: None | str | Unset
        if isinstance(self.cover_asset_id, Unset):
            cover_asset_id = UNSET
        elif isinstance(self.cover_asset_id, UUID):
            cover_asset_id = str(self.cover_asset_id)
        else:
            cover_asset_id = self.cover_asset_id

        external_reference: None | str | Unset
        if isinstance(self.external_reference, Unset):
            external_reference = UNSET
        else:
            external_reference = self.external_reference

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "title": title,
                "claim_reviewed": claim_reviewed,
            }
        )
        if verdict is not UNSET:
            field_dict["verdict"] = verdict
        if label is not UNSET:
            field_dict["label"] = label
        if misinformation_type is not UNSET:
            field_dict["misinformation_type"] = misinformation_type
        if topic is not UNSET:
            field_dict["topic"] = topic
        if language is not UNSET:
            field_dict["language"] = language
        if body is not UNSET:
            field_dict["body"] = body
        if translations is not UNSET:
            field_dict["translations"] = translations
        if sources is not UNSET:
            field_dict["sources"] = sources
        if appearances is not UNSET:
            field_dict["appearances"] = appearances
        if claim_ids is not UNSET:
            field_dict["claim_ids"] = claim_ids
        if regions is not UNSET:
            field_dict["regions"] = regions
        if audience is not UNSET:
            field_dict["audience"] = audience
        if asset_ids is not UNSET:
            field_dict["asset_ids"] = asset_ids
        if cover_asset_id is not UNSET:
            field_dict["cover_asset_id"] = cover_asset_id
        if external_reference is not UNSET:
            field_dict["external_reference"] = external_reference

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.source_body import SourceBody  # noqa: PLC0415
        from ..models.translation_body import TranslationBody  # noqa: PLC0415

        d = dict(src_dict)
        title = d.pop("title")

        claim_reviewed = d.pop("claim_reviewed")

        def _parse_verdict(data: object) -> None | Unset | Verdict:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = Verdict(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | Verdict, data)

        verdict = _parse_verdict(d.pop("verdict", UNSET))

        def _parse_label(data: object) -> Label | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                label_type_0 = Label(data)

                return label_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Label | None | Unset, data)

        label = _parse_label(d.pop("label", UNSET))

        def _parse_misinformation_type(data: object) -> MisinformationType | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                misinformation_type_type_0 = MisinformationType(data)

                return misinformation_type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MisinformationType | None | Unset, data)

        misinformation_type = _parse_misinformation_type(d.pop("misinformation_type", UNSET))

        def _parse_topic(data: object) -> None | Topic | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                topic_type_0 = Topic(data)

                return topic_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Topic | Unset, data)

        topic = _parse_topic(d.pop("topic", UNSET))

        language = d.pop("language", UNSET)

        def _parse_body(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        body = _parse_body(d.pop("body", UNSET))

        _translations = d.pop("translations", UNSET)
        translations: list[TranslationBody] | Unset = UNSET
        if _translations is not UNSET:
            translations = []
            for translations_item_data in _translations:
                translations_item = TranslationBody.from_dict(translations_item_data)

                translations.append(translations_item)

        _sources = d.pop("sources", UNSET)
        sources: list[SourceBody] | Unset = UNSET
        if _sources is not UNSET:
            sources = []
            for sources_item_data in _sources:
                sources_item = SourceBody.from_dict(sources_item_data)

                sources.append(sources_item)

        appearances = cast(list[str], d.pop("appearances", UNSET))

        _claim_ids = d.pop("claim_ids", UNSET)
        claim_ids: list[UUID] | Unset = UNSET
        if _claim_ids is not UNSET:
            claim_ids = []
            for claim_ids_item_data in _claim_ids:
                claim_ids_item = UUID(claim_ids_item_data)

                claim_ids.append(claim_ids_item)

        regions = cast(list[str], d.pop("regions", UNSET))

        _audience = d.pop("audience", UNSET)
        audience: Audience | Unset
        if isinstance(_audience, Unset):
            audience = UNSET
        else:
            audience = Audience(_audience)

        _asset_ids = d.pop("asset_ids", UNSET)
        asset_ids: list[UUID] | Unset = UNSET
        if _asset_ids is not UNSET:
            asset_ids = []
            for asset_ids_item_data in _asset_ids:
                asset_ids_item = UUID(asset_ids_item_data)

                asset_ids.append(asset_ids_item)

        def _parse_cover_asset_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cover_asset_id_type_0 = UUID(data)

                return cover_asset_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        cover_asset_id = _parse_cover_asset_id(d.pop("cover_asset_id", UNSET))

        def _parse_external_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_reference = _parse_external_reference(d.pop("external_reference", UNSET))

        clarification_create = cls(
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
        )

        return clarification_create
