from enum import StrEnum


class Label(StrEnum):
    BERITA = "berita"
    DISINFORMASI = "disinformasi"
    KLARIFIKASI_FAKTA = "klarifikasi_fakta"
    MISINFORMASI = "misinformasi"

    def __str__(self) -> str:
        return str(self.value)
