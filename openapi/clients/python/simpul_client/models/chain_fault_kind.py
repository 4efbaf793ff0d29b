from enum import StrEnum


class ChainFaultKind(StrEnum):
    CHECKPOINT_MISMATCH = "checkpoint-mismatch"
    CUT_TAIL = "cut-tail"
    DELETED = "deleted"
    EDITED = "edited"
    INSERTED = "inserted"
    REORDERED = "reordered"

    def __str__(self) -> str:
        return str(self.value)
