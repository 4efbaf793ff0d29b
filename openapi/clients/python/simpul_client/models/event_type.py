from enum import StrEnum


class EventType(StrEnum):
    CHANNEL_VERIFIED = "channel.verified"
    CLAIM_ASSIGNED = "claim.assigned"
    CLAIM_ESCALATED = "claim.escalated"
    CLARIFICATION_PUBLISHED = "clarification.published"
    CLARIFICATION_RETRACTED = "clarification.retracted"
    REGISTRATION_APPROVED = "registration.approved"
    RELAY_REQUESTED = "relay.requested"
    REPORT_ACCEPTED = "report.accepted"
    REPORT_RETURNED = "report.returned"

    def __str__(self) -> str:
        return str(self.value)
