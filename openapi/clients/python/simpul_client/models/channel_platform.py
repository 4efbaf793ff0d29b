from enum import StrEnum


class ChannelPlatform(StrEnum):
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    OTHER = "other"
    RADIO = "radio"
    TELEGRAM = "telegram"
    THREADS = "threads"
    TIKTOK = "tiktok"
    VIDEOTRON = "videotron"
    WEBSITE = "website"
    WHATSAPP = "whatsapp"
    X = "x"
    YOUTUBE = "youtube"

    def __str__(self) -> str:
        return str(self.value)
