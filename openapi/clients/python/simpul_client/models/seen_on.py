from enum import StrEnum


class SeenOn(StrEnum):
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    OFFLINE = "offline"
    OTHER = "other"
    TELEGRAM = "telegram"
    THREADS = "threads"
    TIKTOK = "tiktok"
    WEBSITE = "website"
    WHATSAPP = "whatsapp"
    X = "x"
    YOUTUBE = "youtube"

    def __str__(self) -> str:
        return str(self.value)
