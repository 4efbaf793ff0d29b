"""Personal data that lie in no column of a table."""

from api.privacy.kept import (
    Elsewhere,
)

OUTSIDE = (
    Elsewhere(
        "S3: letters of applicants",
        "a scan with name and signature; found by registration.letter_asset_id",
        "as the registration's contact; never in the public bucket",
        "deleted with it; that of an approved registration at the end of its term",
    ),
    Elsewhere(
        "S3: pictures, recordings and documents",
        "faces, voices, names in a text: the office, or who reports a claim, decides what he uploads. "
        "Metadata of pictures and recordings (place, camera) are removed when they are checked",
        "until the office deletes the file, or what shows it",
        "the office's",
    ),
    Elsewhere(
        "queue (procrastinate_jobs)",
        "ids; the address of who forgot a password, sealed",
        "until the job is done; a failed one 30 days; deleted daily by jobs.forget",
        "nothing to erase: an id that leads nowhere",
    ),
    Elsewhere(
        "outbox (events)",
        "ids and numbers; never a name (docs/decisions/0004)",
        "30 days; deleted daily by events.forget",
        "nothing to erase",
    ),
    Elsewhere(
        "logs",
        "path, status, time, request id; no address of a caller, no name, no body",
        "as the deployment keeps its logs",
        "nothing to erase",
    ),
    Elsewhere(
        "memory: rate limits",
        "accounts and networks that asked too often",
        "the window of the limit, an hour at most; gone with the process",
        "nothing to erase",
    ),
    Elsewhere(
        "mail folder (SIMPUL_MAIL__OUTBOX)",
        "whole letters: one machine, trying things out",
        "none",
        "by hand: delete the files; with SMTP there is no such folder",
    ),
    Elsewhere(
        "backups",
        "everything above",
        "as the deployment keeps its backups",
        "by themselves, as they are overwritten; erase again after a restore",
    ),
)
