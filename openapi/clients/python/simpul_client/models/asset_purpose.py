from enum import StrEnum


class AssetPurpose(StrEnum):
    ATTACHMENT = "attachment"
    CLAIM = "claim"
    COVER = "cover"
    EVIDENCE = "evidence"
    IMPORT = "import"
    INFOGRAPHIC = "infographic"
    LETTER = "letter"
    PROOF = "proof"

    def __str__(self) -> str:
        return str(self.value)
