from enum import StrEnum


class EventType(StrEnum):
    CHANNEL_SUSPENDED = "channel.suspended"
    CHANNEL_VERIFIED = "channel.verified"
    CLAIM_ASSIGNED = "claim.assigned"
    CLAIM_ESCALATED = "claim.escalated"
    CLARIFICATION_PUBLISHED = "clarification.published"
    CLARIFICATION_RETRACTED = "clarification.retracted"
    PERIOD_DUE_SOON = "period.due_soon"
    REGISTRATION_APPROVED = "registration.approved"
    RELAY_REQUESTED = "relay.requested"
    REPORT_ACCEPTED = "report.accepted"
    REPORT_OVERDUE = "report.overdue"
    REPORT_RETURNED = "report.returned"

    def __str__(self) -> str:
        return str(self.value)
