"""Personal data in what offices write and decide."""

from api.privacy.kept import (
    DUTY,
    GIVEN,
    GONE,
    LISTED,
    STAYS,
    TASK,
    TERM_OF_PERSON,
    Kept,
)

OFFICES = (
    Kept(
        "registration",
        ("email", "contact_name", "phone"),
        "applicant",
        "admitting a government, and inviting its first admin",
        TASK,
        "unconfirmed 7 days; rejected 180 days, approved 1,825 days after the decision "
        "(…__REJECTED_REGISTRATION_DAYS, …__APPROVED_REGISTRATION_DAYS)",
        GIVEN,
        "replaced; refused while the decision is awaited; an unconfirmed one is deleted",
    ),
    Kept(
        "registration",
        ("decided_by", "decision_note"),
        "member who decided; applicant",
        "answering for a decision",
        DUTY,
        "stays",
        "to who decided: that he did; to the applicant: the note",
        STAYS,
    ),
    Kept(
        "tenant",
        ("email", "phone"),
        "office; at first the applicant",
        "reaching an office",
        TASK,
        "until the office gives another (update_tenant)",
        "given where the address is his",
        "emptied where the address is his",
    ),
    Kept(
        "report",
        ("created_by_name",),
        *("member", "showing who wrote it", TASK, "with the report", LISTED),
        "replaced by (dihapus)",
    ),
    Kept(
        "completion",
        ("declared_by", "declared_by_name", "decided_by"),
        *("member", "who answers for a period", DUTY, "with the completion", LISTED),
        "the name is replaced by (dihapus); the ids stay",
    ),
    Kept(
        "period_extension",
        ("granted_by",),
        *("member", "answering for a decision", DUTY, "with the extension", LISTED, STAYS),
    ),
    Kept(
        "job",
        ("requested_by",),
        *("member", "acting for who asked", TASK, "30 days after its end", LISTED, GONE),
    ),
    Kept(
        "impersonation",
        ("created_by_name", "author_ids", "description"),
        *("member; whom the office names", "following a false account", TASK),
        *("with the case", LISTED, "the name is replaced by (dihapus)"),
    ),
    Kept(
        "report",
        ("returned_content",),
        *("whom the office names", "showing what a resubmission changed", DUTY),
        *("until it is accepted", "not given: the office's text", "the office edits or deletes it"),
    ),
    Kept(
        "report",
        ("author_ids", "decided_by"),
        *("member", "four eyes", DUTY, "with the report", LISTED, STAYS),
    ),
    Kept(
        "report",
        ("speakers", "decision_note"),
        *("whom the office names", "the record of an activity", DUTY, "with the report"),
        *("not given: the office's text", "the office edits or deletes it"),
    ),
    Kept(
        "claim",
        ("created_by_name", "assignee_id"),
        *("member", "showing who wrote it, and who answers", TASK, "with the claim", LISTED),
        "the name is replaced by (dihapus); the id stays",
    ),
    Kept(
        "claim",
        ("text",),
        *("whom the message names", "answering what circulates", TASK, "with the claim"),
        *("not given: the public's text", "the office may close it; the text stays"),
    ),
    Kept(
        "claim_reporter",
        ("sealed", "consent"),
        *("who reported a claim", "telling him of the answer", TASK),
        *("30 days after the claim was closed (…__REPORTER_DAYS)", GIVEN, GONE),
    ),
    Kept(
        "clarification",
        ("created_by_name",),
        *("member", "showing who wrote it", TASK, "with the clarification", LISTED),
        "replaced by (dihapus)",
    ),
    Kept(
        "clarification_revision",
        ("author_ids", "approved_by", "countersigned_by"),
        *("member", "four eyes", DUTY, "with the clarification", LISTED, STAYS),
    ),
    Kept(
        "clarification_revision",
        ("sources", "decision_note"),
        *("officials who are quoted", "the source of a clarification", TASK),
        *("with the clarification", "not given: the office's text", "the office corrects it"),
    ),
    *(
        Kept(
            table,
            ("sources",),
            *("officials who are quoted", "the source of a clarification, as it was published"),
            *(TASK, "for ever; a retracted one loses its text"),
            *("not given: it is public", "the office corrects or retracts it"),
        )
        for table in ("shared_clarification", "public_clarification")
    ),
    Kept(
        "channel",
        ("author_ids", "decided_by", "decision_note"),
        *("member", "four eyes; answering for a decision", DUTY, "with the channel", LISTED, STAYS),
    ),
    Kept(
        "channel_custodian",
        ("member_id", "letter_number", "term_ends_on", "second_factor_attested"),
        *("member", "who holds the keys of a channel", TASK, "until the office names another"),
        *(GIVEN, GONE),
    ),
    Kept(
        "asset",
        ("created_by_id", "file_name", "alt"),
        *("member; applicant", "who uploaded a file", DUTY, "with the file"),
        *("name, kind, size and time of his uploads", "the file stays: it is the office's"),
    ),
    Kept(
        "policy_acknowledgement",
        ("person_id", "acknowledged_at"),
        *("member", "proving that he knew the policy", DUTY, "stays", GIVEN, STAYS),
    ),
    Kept(
        "policy_reminder",
        ("person_id", "sent", "sent_at"),
        *("member", "not reminding too often", TASK, TERM_OF_PERSON, GIVEN, GONE),
    ),
    Kept(
        "election_window",
        ("terms",),
        *("candidates", "asking for a second look near elections", TASK),
        *(
            "until the province deletes the window",
            "not given: public names",
            "the province edits it",
        ),
    ),
    Kept(
        "idempotency_key",
        ("caller", "body"),
        *("member; whom an answer names", "giving a repeated request its first answer", TASK),
        *("24 hours; deleted hourly by idempotency.forget", "the operation and its time"),
        "deleted, with those that hold his address",
    ),
    Kept(
        "audit_event",
        ("at", "body", "action", "subject", "actor_kind", "actor_id"),
        "member",
        "answering for what was done; the chain proves that nothing was changed",
        DUTY,
        "stays: an event that went would break the chain",
        "his events, and those about him; ids of others are replaced",
        "stays; ids alone, which name nobody then. The erasure is an event itself",
    ),
)
