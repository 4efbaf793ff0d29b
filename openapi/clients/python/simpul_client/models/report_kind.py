from enum import StrEnum


class ReportKind(StrEnum):
    BRIEFING = "briefing"
    CAMPAIGN = "campaign"
    HOAX_RESPONSE = "hoax_response"
    MONITORING = "monitoring"
    OTHER = "other"
    PUBLICATION = "publication"
    PUBLIC_SERVICE = "public_service"
    TRAINING = "training"

    def __str__(self) -> str:
        return str(self.value)
