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


T = TypeVar("T", bound="ClarificationPatch")


@_attrs_define
class ClarificationPatch:
    """A JSON Merge Patch: only what is sent changes; null removes."""

    title: None | str | Unset = UNSET
    claim_reviewed: None | str | Unset = UNSET
    verdict: None | Unset | Verdict = UNSET
    label: Label | None | Unset = UNSET
    misinformation_type: MisinformationType | None | Unset = UNSET
    topic: None | Topic | Unset = UNSET
    language: None | str | Unset = UNSET
    body: None | str | Unset = UNSET
    translations: list[TranslationBody] | None | Unset = UNSET
    sources: list[SourceBody] | None | Unset = UNSET
    appearances: list[str] | None | Unset = UNSET
    claim_ids: list[UUID] | None | Unset = UNSET
    regions: list[str] | None | Unset = UNSET
    audience: Audience | None | Unset = UNSET
    asset_ids: list[UUID] | None | Unset = UNSET
    cover_asset_id: None | Unset | UUID = UNSET
    external_reference: None | str | Unset = UNSET
    public_note: None | str | Unset = UNSET
    """ of an open correction """

    def to_dict(self) -> dict[str, Any]:
        title: None | str | Unset
        if isinstance(self.title, Unset):
            title = UNSET
        else:
            title = self.title

        claim_reviewed: None | str | Unset
        if isinstance(self.claim_reviewed, Unset):
            claim_reviewed = UNSET
        else:
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

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        else:
            language = self.language

        body: None | str | Unset
        if isinstance(self.body, Unset):
            body = UNSET
        else:
            body = self.body

        translations: list[dict[str, Any]] | None | Unset
        if isinstance(self.translations, Unset):
            translations = UNSET
        elif isinstance(self.translations, list):
            translations = []
            for translations_type_0_item_data in self.translations:
                translations_type_0_item = translations_type_0_item_data.to_dict()
                translations.append(translations_type_0_item)

        else:
            translations = self.translations

        sources: list[dict[str, Any]] | None | Unset
        if isinstance(self.sources, Unset):
            sources = UNSET
        elif isinstance(self.sources, list):
            sources = []
            for sources_type_0_item_data in self.sources:
                sources_type_0_item = sources_type_0_item_data.to_dict()
                sources.append(sources_type_0_item)

        else:
            sources = self.sources

        appearances: list[str] | None | Unset
        if isinstance(self.appearances, Unset):
            appearances = UNSET
        elif isinstance(self.appearances, list):
            appearances = self.appearances

        else:
            appearances = self.appearances

        claim_ids: list[str] | None | Unset
        if isinstance(self.claim_ids, Unset):
            claim_ids = UNSET
        elif isinstance(self.claim_ids, list):
            claim_ids = []
            for claim_ids_type_0_item_data in self.claim_ids:
                claim_ids_type_0_item = str(claim_ids_type_0_item_data)
                claim_ids.append(claim_ids_type_0_item)

        else:
            claim_ids = self.claim_ids

        regions: list[str] | None | Unset
        if isinstance(self.regions, Unset):
            regions = UNSET
        elif isinstance(self.regions, list):
            regions = self.regions

        else:
            regions = self.regions

        audience: None | str | Unset
        if isinstance(self.audience, Unset):
            audience = UNSET
        elif isinstance(self.audience, Audience):
            audience = self.audience.value
        else:
            audience = self.audience

        asset_ids: list[str] | None | Unset
        if isinstance(self.asset_ids, Unset):
            asset_ids = UNSET
        elif isinstance(self.asset_ids, list):
            asset_ids = []
            for asset_ids_type_0_item_data in self.asset_ids:
                asset_ids_type_0_item = str(asset_ids_type_0_item_data)
                asset_ids.append(asset_ids_type_0_item)

        else:
            asset_ids = self.asset_ids

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

        public_note: None | str | Unset
        if isinstance(self.public_note, Unset):
            public_note = UNSET
        else:
            public_note = self.public_note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if title is not UNSET:
            field_dict["title"] = title
        if claim_reviewed is not UNSET:
            field_dict["claim_reviewed"] = claim_reviewed
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
        if public_note is not UNSET:
            field_dict["public_note"] = public_note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.source_body import SourceBody  # noqa: PLC0415
        from ..models.translation_body import TranslationBody  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_title(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        title = _parse_title(d.pop("title", UNSET))

        def _parse_claim_reviewed(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        claim_reviewed = _parse_claim_reviewed(d.pop("claim_reviewed", UNSET))

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

        def _parse_language(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        def _parse_body(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        body = _parse_body(d.pop("body", UNSET))

        def _parse_translations(data: object) -> list[TranslationBody] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                translations_type_0 = []
                _translations_type_0 = data
                for translations_type_0_item_data in _translations_type_0:
                    translations_type_0_item = TranslationBody.from_dict(translations_type_0_item_data)

                    translations_type_0.append(translations_type_0_item)

                return translations_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[TranslationBody] | None | Unset, data)

        translations = _parse_translations(d.pop("translations", UNSET))

        def _parse_sources(data: object) -> list[SourceBody] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                sources_type_0 = []
                _sources_type_0 = data
                for sources_type_0_item_data in _sources_type_0:
                    sources_type_0_item = SourceBody.from_dict(sources_type_0_item_data)

                    sources_type_0.append(sources_type_0_item)

                return sources_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[SourceBody] | None | Unset, data)

        sources = _parse_sources(d.pop("sources", UNSET))

        def _parse_appearances(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                appearances_type_0 = cast(list[str], data)

                return appearances_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        appearances = _parse_appearances(d.pop("appearances", UNSET))

        def _parse_claim_ids(data: object) -> list[UUID] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                claim_ids_type_0 = []
                _claim_ids_type_0 = data
                for claim_ids_type_0_item_data in _claim_ids_type_0:
                    claim_ids_type_0_item = UUID(claim_ids_type_0_item_data)

                    claim_ids_type_0.append(claim_ids_type_0_item)

                return claim_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[UUID] | None | Unset, data)

        claim_ids = _parse_claim_ids(d.pop("claim_ids", UNSET))

        def _parse_regions(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                regions_type_0 = cast(list[str], data)

                return regions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        regions = _parse_regions(d.pop("regions", UNSET))

        def _parse_audience(data: object) -> Audience | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                audience_type_0 = Audience(data)

                return audience_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Audience | None | Unset, data)

        audience = _parse_audience(d.pop("audience", UNSET))

        def _parse_asset_ids(data: object) -> list[UUID] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                asset_ids_type_0 = []
                _asset_ids_type_0 = data
                for asset_ids_type_0_item_data in _asset_ids_type_0:
                    asset_ids_type_0_item = UUID(asset_ids_type_0_item_data)

                    asset_ids_type_0.append(asset_ids_type_0_item)

                return asset_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[UUID] | None | Unset, data)

        asset_ids = _parse_asset_ids(d.pop("asset_ids", UNSET))

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

        def _parse_public_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        public_note = _parse_public_note(d.pop("public_note", UNSET))

        clarification_patch = cls(
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
            public_note=public_note,
        )

        return clarification_patch
