from enum import StrEnum


class MisinformationType(StrEnum):
    FABRICATED_CONTENT = "fabricated_content"
    FALSE_CONNECTION = "false_connection"
    FALSE_CONTEXT = "false_context"
    IMPOSTER_CONTENT = "imposter_content"
    MANIPULATED_CONTENT = "manipulated_content"
    MISLEADING_CONTENT = "misleading_content"
    SATIRE_OR_PARODY = "satire_or_parody"

    def __str__(self) -> str:
        return str(self.value)
