from enum import StrEnum


class AssetStatus(StrEnum):
    AWAITING_UPLOAD = "awaiting_upload"
    CHECKING = "checking"
    READY = "ready"
    REFUSED = "refused"

    def __str__(self) -> str:
        return str(self.value)
