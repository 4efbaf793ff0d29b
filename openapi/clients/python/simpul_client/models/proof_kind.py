from enum import StrEnum


class ProofKind(StrEnum):
    BIO_CODE = "bio_code"
    LETTER = "letter"

    def __str__(self) -> str:
        return str(self.value)
