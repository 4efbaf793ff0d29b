from enum import StrEnum


class TenantSort(StrEnum):
    CODE = "code"
    CODE_DESCENDING = "-code"
    NAME = "name"
    NAME_DESCENDING = "-name"

    def __str__(self) -> str:
        return str(self.value)
