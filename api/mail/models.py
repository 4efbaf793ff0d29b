"""Messages on their way. What they say is sealed: links in them open accounts."""

from datetime import datetime

from sqlmodel import Field

from tenants.rows import GlobalRow, moment, now


class MailMessage(GlobalRow, table=True):
    """One e-mail; deleted when the server took it."""

    __tablename__ = "mail_message"

    recipient: str = Field(max_length=254)
    sealed: str  # subject and text
    created_at: datetime = moment(default_factory=now, nullable=False)
