from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.grouping import Grouping

if TYPE_CHECKING:
    from ..models.figures import Figures
    from ..models.summary_row import SummaryRow


T = TypeVar("T", bound="SummaryAnswer")


@_attrs_define
class SummaryAnswer:
    """Sums over the reports in your reach."""

    first: str
    """ the first month that counts """
    last: str
    by: list[Grouping | str]
    data: list[SummaryRow]
    """ groups that have activities, by what was asked """
    totals: Figures
    """ Sums over activities that were handed in. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        first = self.first

        last = self.last

        by = []
        for by_item_data in self.by:
            by_item: str
            if isinstance(by_item_data, Grouping):
                by_item = by_item_data.value
            else:
                by_item = by_item_data
            by.append(by_item)

        data = []
        for data_item_data in self.data:
            data_item = data_item_data.to_dict()
            data.append(data_item)

        totals = self.totals.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "first": first,
                "last": last,
                "by": by,
                "data": data,
                "totals": totals,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.figures import Figures  # noqa: PLC0415
        from ..models.summary_row import SummaryRow  # noqa: PLC0415

        d = dict(src_dict)
        first = d.pop("first")

        last = d.pop("last")

        by = []
        _by = d.pop("by")
        for by_item_data in _by:

            def _parse_by_item(data: object) -> Grouping | str:
                try:
                    if not isinstance(data, str):
                        raise TypeError()
                    by_item_type_0 = Grouping(data)

                    return by_item_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                return cast(Grouping | str, data)

            by_item = _parse_by_item(by_item_data)

            by.append(by_item)

        data = []
        _data = d.pop("data")
        for data_item_data in _data:
            data_item = SummaryRow.from_dict(data_item_data)

            data.append(data_item)

        totals = Figures.from_dict(d.pop("totals"))

        summary_answer = cls(
            first=first,
            last=last,
            by=by,
            data=data,
            totals=totals,
        )

        summary_answer.additional_properties = d
        return summary_answer

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
