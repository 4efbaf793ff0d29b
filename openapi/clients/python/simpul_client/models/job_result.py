from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.job_row import JobRow


T = TypeVar("T", bound="JobResult")


@_attrs_define
class JobResult:
    """What was done, or in a dry run what would be."""

    dry_run: bool
    partial: bool
    rows: int
    created: int
    skipped: int
    """ rows that are there already, and the same """
    refused: int
    problems: list[JobRow]
    """ the first 1,000 rows that were refused """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        dry_run = self.dry_run

        partial = self.partial

        rows = self.rows

        created = self.created

        skipped = self.skipped

        refused = self.refused

        problems = []
        for problems_item_data in self.problems:
            problems_item = problems_item_data.to_dict()
            problems.append(problems_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "dry_run": dry_run,
                "partial": partial,
                "rows": rows,
                "created": created,
                "skipped": skipped,
                "refused": refused,
                "problems": problems,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.job_row import JobRow  # noqa: PLC0415

        d = dict(src_dict)
        dry_run = d.pop("dry_run")

        partial = d.pop("partial")

        rows = d.pop("rows")

        created = d.pop("created")

        skipped = d.pop("skipped")

        refused = d.pop("refused")

        problems = []
        _problems = d.pop("problems")
        for problems_item_data in _problems:
            problems_item = JobRow.from_dict(problems_item_data)

            problems.append(problems_item)

        job_result = cls(
            dry_run=dry_run,
            partial=partial,
            rows=rows,
            created=created,
            skipped=skipped,
            refused=refused,
            problems=problems,
        )

        job_result.additional_properties = d
        return job_result

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
